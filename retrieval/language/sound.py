"""How Chinese characters sound, by pypinyin: 蔻 and 寇 are both kou."""

from functools import cache


def sounds_alike(one: str, other: str) -> bool:
    """Whether two words of as many characters sound the same, whatever the tones, by any reading of each character."""
    return len(one) == len(other) and all(_readings(a) & _readings(b) for a, b in zip(one, other, strict=True))


@cache
def _readings(character: str) -> frozenset[str]:
    # Its dictionaries are only needed where a word stands nowhere.
    from pypinyin import Style, pinyin

    return frozenset(pinyin(character, style=Style.NORMAL, heteronym=True)[0])
