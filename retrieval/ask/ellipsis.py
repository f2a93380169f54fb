"""Ellipsis: "2025年呢" after a question about 2024 is that question about 2025.

Only a time or a name is told, and stands for the one of its kind in the question before; the rest of that is kept, its
subject above all.
"""

from collections.abc import Sequence

from retrieval.language.lexicon import Lexicon
from retrieval.runtime import pattern

_TIME = (
    r"(?:(?:19|20)\d\d\s?年?|[去前今明后]年|当年)(?:的?(?:第[一二三四1-4]季度?|[一二三四1-4]季度|q[1-4]|[上下]半年|年[初中底]|双十[一二]|双1[12]|\d{1,2}月))?"
    r"|第[一二三四1-4]季度?|[一二三四]季度|q[1-4]|[上下]半年|(?:[上下]个?|本|这个)(?:月|季度|周)|\d{1,2}月(?:份|\d{1,2}[日号])?|昨天|今天|明天"
)
_ANY_TIME = pattern(_TIME)
_ASKS_TIME = pattern(
    rf"(?:那么?|还有)?(?:在|到)?({_TIME})的?(?:呢|怎么样|如何)?[?？。!]?"
    r"|(?:and|what about|how about) (?:in )?((?:19|20)\d\d)\??"
)
_ASKS_ABOUT = pattern(r"(?:那么?|还有)?(.{1,12}?)的?呢[?？。!]?|(?:and|what about|how about) (.{1,30}?)\??")


# Whose words are asked for: another speaker takes the place of that one.
_ASKS_WORDS = pattern(
    r"^((?:请问)?)[^,，。?？]{2,12}?((?:(?:对|关于|就)[^,，?？]{1,20})?(?:是?怎么)?[说讲问]了?些?(?:什么|啥).*)$"
    r"|^(what (?:did|does|has) )[a-z][\w .'’-]{0,40}?( (?:say|said|write|ask|asked|mention|think)\b.*)$"
)


def completed(folded: str, earlier: Sequence[str], lexicon: Lexicon) -> str | None:
    """Return the question that an elliptic one stands for after `earlier` ones, the first of which is complete.

    All are folded. None if the question tells anything but a time or a name, or the one before has no such name.
    """
    if not earlier:
        return None
    whole = earlier[0]
    for text in earlier[1:]:
        whole = _put_in(text.strip(), whole, lexicon) or whole
    return _put_in(folded.strip(), whole, lexicon)


def _put_in(elliptic: str, whole: str, lexicon: Lexicon) -> str | None:
    """Return a question with the time or name that an elliptic one tells in place of its own."""
    time = _ASKS_TIME.fullmatch(elliptic)
    if time:
        new = time[1] or time[2]
        return _ANY_TIME.sub(new, whole, count=1) if _ANY_TIME.search(whole) else f"{new} {whole}"
    about = _ASKS_ABOUT.fullmatch(elliptic)
    name = (about[1] or about[2]) if about else ""
    words = _ASKS_WORDS.match(whole) if name else None
    if words:
        return f"{words[1] or words[3] or ''}{name}{words[2] or words[4]}"
    names = {found.expression for found in lexicon.aliases.find(name)}
    own = next(iter(lexicon.aliases.find(whole)), None)
    if names == {name} and own and own.expression != name:
        return whole[: own.start] + name + whole[own.end :]
    return None
