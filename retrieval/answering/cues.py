"""What kind of answer a question wants, and whether a sentence holds one of that kind.

A cue does not find the sentence; it chooses among those that speak of the thing.
"""

import re
from typing import NamedTuple

from retrieval.language.folding import fold

_NUMERAL = r"(?:\d[\d,.]*|[一二三四五六七八九十百千两半数几]+)\s?(?:多|余|来)?[十百千万亿兆]*\s?(?:多|余)?"


class Cue(NamedTuple):
    """A kind of answer: how a question asks for it, how a sentence shows it, and what showing it is worth."""

    name: str
    asked: re.Pattern[str]
    shown: re.Pattern[str]
    worth: float


def _cue(name: str, asked: str, shown: str, worth: float) -> Cue:
    return Cue(name, re.compile(asked), re.compile(shown), worth)


_RISES = r"增长|提高|提升|增加|上升|下降|降低|减少|拉高|成长|涨|跌|降"
_MONEY = r"收入|营收|利润|净利|市值|估值|金额|价格?|投资?|投入|补贴|奖励|融资|赔|赚|亏损?|额度?|成本"
# Both patterns see folded text. The first that fits a question wins, so the narrower ones come first.
CUES = (
    _cue(
        "date",
        r"什么时候|何时|哪天|哪一天|哪年|哪一年|哪个月|几月|几号|几点|\bwhen\b|what (?:day|date|year)",
        r"\d{1,4}\s?[年月日号]|\d{1,2}[:点]",
        3,
    ),
    _cue("times", r"几倍|多少倍", _NUMERAL + r"倍|翻倍|翻番", 4),
    _cue(
        "share",
        r"百分|几成|占比|比例|多少个?百分点|(?:率|涨幅|增幅|增速|占).{0,6}(?:多少|多高|多大|几)"
        rf"|(?:{_RISES})了?(?:多少|几)|percent|\brate\b",
        r"\d\s?%|百分之|[一二三四五六七八九两\d]\s?成(?!为|立|交|员(?!工)|功|本|都)"
        r"|[\d一二三四五六七八九十两半]\s?倍|翻倍|翻番",
        3,
    ),
    _cue(
        "money",
        rf"多少钱|花多少|多少(?:美元|元|块|人民币|资金)|(?:{_MONEY}).{{0,6}}(?:多少|几|多大|多高)|值多少|how much",
        _NUMERAL + r"(?:美元|美金|港元|人民币|元|块|亿|万)|[$¥]\s?\d",
        3,
    ),
    _cue(
        "people",
        r"多少人|几个人|几人|人数|多少(?:用户|员工|会员|骑手|人次|名)|how many (?:people|users)",
        _NUMERAL + r"(?:人|名|位|用户|会员|员工|骑手)",
        3,
    ),
    _cue(
        "duration",
        r"多久|多长时间|几年|几天|几个月|几小时|几分钟|how long",
        _NUMERAL + r"(?:年|个?月|天|周|小时|分钟|秒)",
        3,
    ),
    _cue("distance", r"多远|多少公里|how far", _NUMERAL + r"(?:公里|千米|米|里)", 4),
    _cue(
        "rank",
        r"第几|排名|名次",
        r"第[一二三四五六七八九十\d]|前[一二三四五六七八九十\d]+(?!\s?[年天个])|首位|榜首|龙头",
        3,
    ),
    _cue(
        "number",
        r"多少|几|多大|多高|how many|how often|\bnumber of\b",
        r"\d|[一二三四五六七八九十百千两数]+[十百千万亿]*[个款家单次件位座城条项种倍艘架辆台套]",
        2,
    ),
    _cue(
        "reason",
        r"为什么|为啥|为何|凭什么|凭啥|干嘛|原因|缘故|怎么回事|是不是因为|\bwhy\b",
        r"因为|由于|得益于|源于|在于|归因|原因|因而|因此|所以|为了|是为|之所以|导致|使得|既.{2,30}又|不仅|主要是",
        2,
    ),
    _cue(
        "name",
        r"叫什么|叫啥|叫甚么|什么名|啥名|名字|哪个|哪款|哪家|哪一[个款家]|改叫|called|what is .{0,40} name|\bwhich\b",
        r"[“「『《][^”」』》]{2,20}[”」』》]|[a-z]{2,}",
        1.5,
    ),
    _cue(
        "person",
        r"谁|哪位|什么人|\bwho\b",
        r"ceo|cfo|总裁|董事长|创始人|创办人|负责人|总监|分析师|作者|老师|先生|女士|表示|认为|说道?|透露",
        1.5,
    ),
    _cue(
        "place",
        r"哪里|哪儿|哪个城市|什么地方|在哪|从哪|\bwhere\b",
        r"[省市县区镇]|机场|地区|城|大厦|门店|仓库",
        1.5,
    ),
)
FIGURES = ("date", "share", "times", "money", "people", "duration", "distance", "rank", "number")


def cue_of(question: str) -> Cue | None:
    """What kind of answer a question wants; None where its words do not tell."""
    folded = fold(question)
    return next((cue for cue in CUES if cue.asked.search(folded)), None)


def shows(cue: Cue, text: str) -> bool:
    """Whether a text holds an answer of that kind."""
    return bool(cue.shown.search(fold(text)))
