"""How Chinese characters sound, by pypinyin: 蔻 and 寇 are both kou, and xhs are the initials of 小红书."""

from functools import cache


def sounds_alike(one: str, other: str) -> bool:
    """Whether two words of as many characters sound the same, whatever the tones, by any reading of each character."""
    return len(one) == len(other) and all(_readings(a) & _readings(b) for a, b in zip(one, other, strict=True))


def has_initials(word: str, letters: str) -> bool:
    """Whether a word has as many characters as there are letters, and each sounds with its letter first."""
    return len(word) == len(letters) and all(
        any(reading.startswith(letter) for reading in _readings(character))
        for character, letter in zip(word, letters, strict=True)
    )


@cache
def _readings(character: str) -> frozenset[str]:
    # Its dictionaries are only needed where a word stands nowhere.
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])
