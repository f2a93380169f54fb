"""Marks by which a clause says who states it, and how far it holds.

It holds for certain or perhaps, of a part or the whole, how often, in which order, allowed or not.

A mark reaches as far as its cell. Two clauses with different sides of one kind of mark say different things of the
same matter.
"""

from functools import lru_cache
from typing import Literal, NamedTuple

from retrieval.runtime import pattern

MarkKind = Literal["certainty", "scope", "order", "measure", "polarity", "bound", "source"]

# For each kind the two sides: planned or done, a part or the whole, and so on. The longest form wins at a place.
_SIDES: tuple[tuple[MarkKind, str, str], ...] = (
    (
        "certainty",
        "planned",
        r"提案|提议|建议(?!零售)|草案|申请(?=[将把在])|即将|将会|将于|将要|(?<![名大中少上老小主武部猛宿干])将(?![近军领士相一帅])|计划(?!书|单列|内|外|生育|于)|计划于|预计|预期|预测"
        r"|预估|承诺|保证(?=[在将于把])|发誓|许诺|扬言|拟(?![人态合真])|有望|打算|准备(?=[在于把将推进])|或将"
        r"|尚待|有待|正考虑|考虑(?=在|将|把|推)|希望(?=[在将能把,，])|期望(?![值])|力争"
        r"|目标是|测算|未来|有意|will be"
        r"|pledge[sd]? to|promise[sd]? to|vow(?:s|ed)? to|agreed to"
        r"|plans? to|planned|wants? to|hopes? to|aims? to|intends? to|considered|considering"
        r"|expects? to|曾考虑|原[订定](?!阅|单)|原本|本来|is expected to|are expected to"
        r"|is scheduled to|will(?= \w)",
    ),
    (
        "certainty",
        "perhaps",
        r"(?<!不)可能(?!性|会?不)|或许|也许|据说|据传|传闻|传出|相传|传说|疑似|恐怕|说不定|不确定|未必|不一定"
        r"|may(?= \w)|might|perhaps|possibly|probably|reportedly|allegedly|supposedly|rumou?red",
    ),
    (
        "certainty",
        "certain",
        r"(?<!不)确定(?!性|为|了|的?[日时地人])|(?<!不)肯定(?!了|的)|(?<!不)一定(?!程度|的|数|时|[条比范])|必然(?!性)|必定|毫无疑问"
        r"|无疑(?!似)|可以确认|已经证实|definitely|certainly|undoubtedly|without (?:a )?doubt|for sure|proven to",
    ),
    (
        "certainty",
        "done",
        r"已经|早已|早就|已于|已(?![故经知有然婚])|正式(?=[上开运投启])|至今已|如今已|already|has been|have been",
    ),
    (
        "scope",
        "part",
        r"其中(?!国)|个别|部分(?!公司)|少数|一部分|有些|有的(?!放)|除[^,。;；]{1,20}外(?!,?[^,。;；]{0,8}[还也亦])|其余"
        r"|[两三四五六七八九十]分之[一二三四五六七八九]|多数"
        r"|大多数|大部分|近半|过半|一半|半数|仅限"
        r"|(?:只有|唯有|仅有?)(?=[^,。;；]{1,12}(?:可以?|能|才|允许|享))"
        r"|\bonly (?=\w)|some\b|most of|half of|a third of|except",
    ),
    (
        "scope",
        "whole",
        r"全部|全都|所有(?!权|制|者|人|[,。;]|$)|全体(?!会)|一律|清一色|都是|无一例外|全公司|每个|每位|每名|每一"
        r"|全是|全(?=[归由属为被])|统统|通通|悉数|尽数|百分之百|\ball\b|every|each\b|entirely|wholly|completely",
    ),
    ("measure", "average", r"平均|均值|人均|[年月日周]均(?!匀)|on average|average"),
    ("measure", "peak", r"峰值|最高|顶峰|最大|单日最高|peak|record"),
    ("measure", "total", r"累计|总计|合计|共计|总共|一共|总数|总量|总额|total|altogether"),
    (
        "order",
        "1",
        r"首次|第一次|头一[次回]|首度|首届|第[一1](?=[届次回位任名个])|第一(?=大|家|任|个|[,。;]|$)|首位|榜首|居首"
        r"|the first|the (?:largest|longest|biggest|highest|tallest|oldest|busiest|fastest|deepest|widest|heaviest)",
    ),
    (
        "order",
        "2",
        r"再次|再度|又一次|第[二2](?=[届次回位任名个])|第二(?=大|家|任|[,。;]|$)|仅次于|居次|the second"
        r"|second(?=[ -](?:largest|longest|biggest|highest|tallest|oldest|busiest|fastest|deepest|widest))",
    ),
    ("order", "3", r"第[三3](?=[届次回位任名个])|第三(?=大|家|任)|the third"),
    ("order", "4", r"第[四4](?=[届次回位任名个])|第四(?=大|家|任)"),
    ("order", "5", r"第[五5](?=[届次回位任名个])|第五(?=大|家|任)"),
    (
        "bound",
        "most",
        r"最多|至多|顶多|封顶|最[长久](?=[\d一二两三四五六七八九十])"
        r"|不超过|不得超过|上限|不高于|以内|以下|[不未]满|[不未]到|少于|低于|不足|at most|up to"
        r"|no more than|less than|fewer than|under",
    ),
    (
        "bound",
        "least",
        r"最少|至少|起码|最[短低](?=[\d一二两三四五六七八九十])"
        r"|不少于|不得少于|下限|不低于|不得低于|以上|起步|超过|多于|高于|at least|no less than"
        r"|more than|over(?= \d)|(?<![不未])满(?=[\d一二两三四五六七八九十])",
    ),
)
_ABANDONED = pattern(
    r"放弃|作罢|搁置|未果|落空|告吹|没成(?=[,，。;；!！了])|未能成行|撤回|不了了之"
    r"|dropped|gave up|abandoned|shelved|called off|cancelled"
)
_YEARS = {"今年": "0", "本年": "0", "去年": "-1", "上年": "-1", "上一年": "-1", "前年": "-2", "明年": "1"}
_YEAR = pattern("|".join(_YEARS))
# A word of letters begins where it does: the end of teach is not each.
_PATTERN = pattern(
    rf"(?<![a-z](?=[a-z]))(?:{'|'.join(f'(?P<m{number}>{forms})' for number, (_, _, forms) in enumerate(_SIDES))})",
)


class Mark(NamedTuple):
    """A mark: where it stands, what it is about, and which side it takes."""

    start: int
    end: int
    kind: MarkKind
    side: str
    words: str


@lru_cache(maxsize=1024)  # the sentences that come into question for one claim after the other
def marks(folded: str) -> tuple[Mark, ...]:
    """Return the marks of a folded text in order and apart."""
    found = []
    for match in _PATTERN.finditer(folded):
        kind, side, _ = _SIDES[int(str(match.lastgroup)[1:])]
        found.append(Mark(match.start(), match.end(), kind, side, match[0]))
    return tuple(found)


_ASKS = pattern(
    r"[?？]\s*[”」』\"]?\s*$|(?:是谁的?(?:责任|错|问题)?|怎么办|什么时候|多少钱|为什么)$|(?:吗|么|呢)\s*$|^(?:能否|是否|可否|请问|如何|怎么|怎样|什么|哪[里些个家]"
    r"|为何|为什么|多少)"
)


@lru_cache(maxsize=1024)
def asks(folded: str) -> bool:
    """Return if a sentence asks: it states nothing."""
    return bool(_ASKS.search(folded.strip()))


def abandoned(folded: str, start: int) -> tuple[int, int] | None:
    """Return where a text says, after a place, that something came to nothing; None if it does not."""
    match = _ABANDONED.search(folded, start)
    return match.span() if match else None


def relative_years(folded: str) -> list[tuple[int, int, int]]:
    """Return the words for years counted from now: start, end, and how many years from now."""
    return [(m.start(), m.end(), int(_YEARS[m[0]])) for m in _YEAR.finditer(folded)]


_SAYS = (
    r"表示|认为|指出|坦言|透露|强调|宣布|解释|预计|预测|估计|估算|测算|回应|警告|主张|声称|宣称|报道|报导|介绍|补充|承认"
    r"|认定|判断|写道|直言|呼吁|(?<![简俗通统又别全名])称(?![为作之其呼])|(?<![来据听是如话再])说(?![明法服])"
)
_SAYS_IN_ENGLISH = r"said|says|told|argued|warned|reported|explained|noted|stated|estimates?|estimated|predicts?|wrote"
_NAMED = r"[^,，。:：;；!！?？“”\"「」\s()（）]"
_FORMS = (
    pattern(
        rf"(?:^|[,，。;；])\s?(?:据|根据|按照|按|经)(?P<who>{_NAMED}{{2,16}}?)(?:的)?(?:{_SAYS}|所[称说言]|数据(?!中心|局|库|集)|报告|消息|统计|显示|公告|年报|财报)"
    ),
    pattern(
        rf"(?:^|[。;；”」\"])\s?(?P<who>{_NAMED}{{2,16}}?)(?:在[^,，。;；]{{1,20}})?(?:也|还|则|曾|并|近日|当时)?(?:{_SAYS})(?:了|,|，|:|：|“|「|\"|(?=[^,，。]))"
    ),
    pattern(rf"(?:^|[.,] )(?P<who>[a-z][a-z.'’]+(?: [a-z][a-z.'’]+){{0,3}}) (?:{_SAYS_IN_ENGLISH})(?= |:|,)"),
    pattern(r"(?:^|[.,] )according to (?:the )?(?P<who>[a-z][^,.;]{2,40})"),
)
# What only points at a source, and those who say something of themselves.
_NOBODY = pattern(
    r"^(?:\d|[而对就从由因以][于为在着]?|[这那该其他她它我你此]|大家|有人|不少|许多|消息|记者|目前|今年|去年|公司|本|数据|(?:it|he|she|they|this|an?|the|there)\b)"
)


def attributed(folded: str) -> tuple[int, int] | None:
    """Return where a folded sentence names who says what it states; None if it names nobody.

    >>> attributed("据海通研究所测算,用水量会增长6%")
    (1, 6)
    """
    for form in _FORMS:
        match = form.search(folded)
        if match and not _NOBODY.match(match["who"]):
            return match.span("who")
    return None
