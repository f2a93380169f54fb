"""Sources that a sentence names: who says, estimates or reports what it states."""

import re

_SAYS = (
    r"表示|认为|指出|坦言|透露|强调|宣布|解释|预计|预测|估计|估算|测算|回应|警告|主张|声称|宣称|报道|报导|介绍|补充|承认"
    r"|认定|判断|写道|直言|呼吁|(?<![简俗通统又别全名])称(?![为作之其呼])|(?<![来据听是如话再])说(?![明法服])"
)
_SAYS_IN_ENGLISH = r"said|says|told|argued|warned|reported|explained|noted|stated|estimates?|estimated|predicts?|wrote"
_NAMED = r"[^,，。:：;；!！?？“”\"「」\s()（）]"
_FORMS = (
    re.compile(
        rf"(?:^|[,，。;；])\s?(?:据|根据|按照|按)(?P<who>{_NAMED}{{2,16}}?)(?:的)?(?:{_SAYS}|所[称说言]|数据|报告|消息|统计|显示|公告|年报|财报)"
    ),
    re.compile(
        rf"(?:^|[。;；”」\"])\s?(?P<who>{_NAMED}{{2,16}}?)(?:在[^,，。;；]{{1,20}})?(?:也|还|则|曾|并|近日|当时)?(?:{_SAYS})(?:了|,|，|:|：|“|「|\"|(?=[^,，。]))"
    ),
    re.compile(rf"(?:^|[.,] )(?P<who>[a-z][a-z.'’]+(?: [a-z][a-z.'’]+){{0,3}}) (?:{_SAYS_IN_ENGLISH})(?= |:|,)"),
    re.compile(r"(?:^|[.,] )according to (?:the )?(?P<who>[a-z][^,.;]{2,40})"),
)
# What only points at a source, and those who say something of themselves.
_NOBODY = re.compile(
    r"^(?:[而对就从由因以][于为在着]?|[这那该其他她它我你此]|大家|有人|不少|许多|消息|记者|目前|今年|去年|公司|本|数据|it|he|she|they|this)"
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
