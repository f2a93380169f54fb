"""Forms in which a text compares two things, or calls one the most."""

import re
from functools import lru_cache

# 会长 and 船长 are somebody.
_LONG = r"(?<![会县镇省市校院部处局科所队家厂站店班组排连营团师军州村乡区董首船机署行社])长(?![江城沙春老辈者])"
_MORE = (
    rf"多|高|大|快|贵|重|{_LONG}|强|热|深|远|厚|宽|晚|迟|more|higher|larger|bigger|greater|faster|longer|heavier|older|taller"
    r"|deeper|wider|warmer|stronger|later|thicker"
)
_LESS = (
    r"少|低|小|慢|便宜|轻|短|弱|冷|浅|近|薄|窄|早|fewer|less|lower|smaller|slower|shorter|lighter|younger|shallower"
    r"|narrower|colder|weaker|earlier|thinner"
)
# What words of a comparison are about; those of the first line are said of any amount.
ABOUT = (
    "多高大少低小 more higher larger bigger greater fewer less lower smaller"
    " 超过 高于 多于 大于 胜过 低于 少于 小于 不如 不及",
    "快慢 faster slower 快于 慢于",
    "贵便宜",
    "重轻 heavier lighter 重于 轻于",
    "长短 longer shorter 长于 短于",
    "强弱 stronger weaker",
    "热冷 warmer colder",
    "深浅 deeper shallower",
    "远近",
    "厚薄 thicker thinner",
    "宽窄 wider narrower",
    "早晚迟 later earlier",
    "older younger",
)
_THAN_WORD = r"(?:(?<![同环占])比|较(?=[^,，。;；]{1,16}?(?:来[得的]|更|还)))"
_DEGREE = r"(?:还|更|要|都|来[得的])*"
_COMPARES = (
    rf"(?P<one>[^,，。;；]{{2,40}}?){_THAN_WORD}(?P<other>[^,，。;；]{{1,20}}?){_DEGREE}"
    rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
)
THAN = (
    re.compile(rf"{_COMPARES}(?![\d一二三四五六七八九十百千万]|数|量)"),
    re.compile(
        rf"(?P<one>.{{3,60}}?) (?:(?P<more>{_MORE})|(?P<less>{_LESS}))[^,.]{{0,30}}? than (?P<other>[^,.]{{2,40}})"
    ),
)
# What is said to be above or below another without any figure.
_ABOVE = re.compile(
    r"(?P<one>[^,，。;；]{2,40}?)(?:(?P<more>超过|高于|多于|大于|胜过|优于|快于|长于|重于)|(?P<less>低于|少于|小于|不如|不及|落后于?|慢于"
    r"|短于|轻于))了?(?P<other>[^,，。;；\d一二三四五六七八九十百千万两]{2,20}?)(?:的[\d.]+[^,，。;；]{0,6})?(?=$|[,，。;；])"
)
# 甲没有乙完善 says 甲不如乙, whatever it is that they are compared in; it is never more.
NOT_AS = re.compile(
    r"(?P<one>[^,，。;；]{2,40}?)(?P<less>没有?)(?P<other>[^,，。;；\d]{2,16}?)(?:那[么样]|这[么样])?(?P<more>(?!))?"
    r"[^,，。;；]{1,5}$"
)
# 更近的是甲,不是乙.
RATHER = re.compile(
    rf"[更较](?:靠|为|显)?(?:(?P<more>{_MORE})|(?P<less>{_LESS}))[^,，。;；]{{0,8}}的(?:那[个座条家]|一[个座条家])?是(?P<one>[^,，。;；]{{2,20}})"
    r"[,，](?:而|并)?不是(?P<other>[^,，。;；]{2,20})$"
)
# Of two things that one is compared with, the clause of the second names it no more: 高于甲,低于乙.
_ABOVE_BY_ITSELF = re.compile(
    r"(?:^|[,，。;；])(?P<one>)(?:但|而|却|也|又)?(?:(?P<more>超过|高于|多于|大于|胜过|优于|快于|长于|重于)|(?P<less>低于|少于|小于|不如|不及|慢于|短于|轻于))"
    r"(?P<other>[^,，。;；\d一二三四五六七八九十百千万两]{2,20}?)(?:的[\d.]+[^,，。;；]{0,6})?(?=$|[,，。;；])"
)
# What is compared may stand before the clause; or the clause before it names the other.
_SAYS_NO_MORE = (
    re.compile(
        rf"(?:^|[,，。;；])(?P<one>){_THAN_WORD}(?P<other>[^,，。;；]{{1,20}}?){_DEGREE}"
        rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
    ),
    re.compile(
        rf"(?:(?:[与和跟同]|比起|相[较比]于?)(?P<other>[^,，。;；]{{1,16}}?)(?:相比|比较|比起来|不同|的?(?:区别|差[异别]|不同)(?:之处)?(?:在于|是)?)"
        rf"|(?:比起|相[较比]于|不同于|有别于)(?P<beside>[^,，。;；]{{1,16}}))[,，:：]?(?P<one>[^,，。;；]{{2,20}}?)[较更](?:为|来得)?"
        rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
    ),
    re.compile(
        rf"(?:compared (?:to|with)|unlike) (?P<other>[^,.]{{2,40}}), (?P<one>[^,.]{{2,60}}?) (?:is|are|was|were|has)"
        rf" (?:\w+ )?(?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
    ),
)
SAID = (re.compile(rf"{_COMPARES}(?!数|量)"), THAN[1], _ABOVE, _ABOVE_BY_ITSELF, *_SAYS_NO_MORE)
_MOST_OF_ALL = re.compile(
    rf"(?P<one>[^,，。;；]{{2,30}}?)(?:是|的|得|票数?|人数?|数量|也|才|就){{0,4}}最(?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
)
ANY_AMOUNT = {"不如", "不及", "胜过", "超过", "优于", "落后于"}


@lru_cache(maxsize=64)  # one claim beside many sentences
def comparison(claim: str) -> re.Match[str] | None:
    """Return where a folded claim compares two things."""
    return next((m for form in (*THAN, _ABOVE) if (m := form.search(claim))), None)


@lru_cache(maxsize=64)
def superlative(claim: str) -> re.Match[str] | None:
    """Return where a folded claim calls one thing the most."""
    return _MOST_OF_ALL.search(claim)


def dimension(match: re.Match[str]) -> int:
    """Return which line of `ABOUT` has what a comparison says of its things; -1 if none has."""
    said = match["more"] or match["less"]
    return next((n for n, words in enumerate(ABOUT) if said in words), -1)
