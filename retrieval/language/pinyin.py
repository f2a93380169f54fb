"""Sounds of Chinese characters, by pypinyin: 蔻 and 寇 are both kou, and xhs are the initials of 小红书."""

from functools import cache
from itertools import product


def sounds(word: str) -> set[tuple[str, ...]]:
    """Return the ways in which a word may sound, whatever the tones: by each reading of each of its characters.

    As many as the products of these readings, so that it is for short words only.
    """
    return set(product(*map(_readings, word)))


def initials(word: str) -> set[str]:
    """Return the rows of letters with which the characters of a word may sound first, by each reading of each.

    As many as the products of these letters, so that it is for short words only.
    """
    return set(map("".join, product(*map(_firsts, word))))


@cache
def _firsts(character: str) -> tuple[str, ...]:
    return tuple(sorted({reading[0] for reading in _readings(character)}))


@cache
def _readings(character: str) -> tuple[str, ...]:
    # Its dictionaries are only needed where a word stands nowhere.
    from pypinyin import Style, pinyin

    return tuple(sorted(set(pinyin(character, style=Style.NORMAL, heteronym=True)[0])))
