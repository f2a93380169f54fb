"""Kinds of answer that are told in few ways: an age, a sum, a colour, somebody's wife.

A cue (`retrieval.ask.intent`) prefers a sentence that shows what is asked for; these kinds speak against an answer
if no sentence shows it, and so they want forms that hardly any answer of the kind does without. Over a hundred folders,
of the questions for one of them that no quote shows, one of eight has an answer.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.ask.cue_features import shows_anew
from retrieval.ask.query import Query
from retrieval.ask.ranking import Ranked
from retrieval.corpus.corpus import Material
from retrieval.runtime import pattern


class AnswerKind(NamedTuple):
    """A kind of answer: how a question asks for it, and what an answer has at least."""

    name: str
    asked: re.Pattern[str]
    told: re.Pattern[str]


# The end of a numeral is enough to tell that there is one before a unit.
_NUMERAL = r"[\d零〇一二三四五六七八九十百千万亿两半几](?:\s?[多余来])?[十百千万亿兆]{0,4}[多余]?\s?"
_SUM = (
    r"收入|营收|净?利润?|市值|估值|金额|价格?|投资额?|投入|融资|成本|额度|薪水?|工资|奖金|(?<!花)费用?|学费|票价|租金|房租"
    r"|押金|罚款|资本|预算|运费|补助|补贴|补偿|赔偿"
)
_PEOPLE = r"people|persons?|students?|members?|staff|employees?|visitors?|residents?|volunteers?|children"
_FORMS = (
    (
        "age",
        r"年纪(?!念)|岁数|[几多]大岁|几岁|多少岁|年龄|今年多大|how old (?:is|was|are|were) (?!the\b)|what age\b",
        rf"岁|年?出?生[于在]|\d年生|出生|{_NUMERAL}(?:天|个月)|\baged?\b|\byears?[- ]old|-year|\bborn\b|\d\ds\b",
    ),
    (
        "phone",
        r"(?:电话|手机|热线|专线|号码)(?:号码?)?(?:是|为)?(?:多少|几号|什么|哪)|打(?:什么|哪个|几号)电话"
        r"|phone number|\b(?:mobile|fax|hotline|emergency) number\b|\bnumber (?:to|do|should) (?:i )?(?:call|ring)\b",
        r"\d{3,5}[- ]\d{3}|\d{5}|(?<!\d)\d{3}(?![\d年元万人%])",
    ),
    ("email", r"\be-?mail address\b", r"@"),
    (
        "colour",
        r"什么颜?色|[几哪]种颜色|哪些颜色|\bwhat colou?rs?\b|\bcolou?rs? (?:is|are|does|do)\b",
        r"[红黄蓝绿黑白灰紫橙粉银金棕褐青]|色|colou?r|\b(?:red|yellow|blue|green|black|white|gr[ea]y|purple|orange|pink"
        r"|silver|golden?|brown|violet)\b",
    ),
    (
        "school",
        r"[哪什][所个间家么](?:大学|学校|学院|高中|中学)|毕业于?[哪什]"
        r"|\b(?:what|which) (?:school|university|college)\b",
        r"大|学院|学校|中|小学|毕业|\b(?:university|college|school|academy|institute|stud|graduat)",
    ),
    (
        "spouse",
        r"[嫁娶]给?了?谁|[跟和与]谁结婚|(?:妻子|老婆|丈夫|老公|太太)(?:是谁|叫|是做|[是在]哪)"
        r"|\bmarried to\b|\b(?:wife|husband)\b",
        r"妻|夫|太太|婚|嫁|娶|配偶|爱人|老伴|老婆|老公|\b(?:wife|husband|marr|spouse|wed)",
    ),
    (
        "language",
        r"[什哪][么种一]种?语言|\b(?:what|which) languages?\b",
        r"[语文话]|[a-z]{2}",
    ),
    (
        "clock",
        r"几点(?!建议)|(?<!during )\bwhat time\b",
        rf"\d{{1,2}}[:.]\d\d|{_NUMERAL}[点时](?!间|候|代|期)|\d ?[ap]\.?m\b|noon|midnight|正午|中午|半夜|凌晨"
        r"|o['’]clock",
    ),
    (
        "year",
        r"哪一?年|何年|几几年|\b(?:what|which) year\b",
        r"\d\s?年|[〇零一二三四五六七八九十]年|\d{4}|[去今前当同]年|民国|\b\d{3}\b",
    ),
    (
        "weight",
        r"多重|重量.{0,4}(?:多少|多大)|[多几]少?公?斤|\bhow heavy\b|\bhow much .{2,40} weigh\b",
        rf"{_NUMERAL}(?:公斤|千克|毫?克|[斤吨磅钱两]|k?g\b|mg\b|pounds?|tonn?e?s?\b|ounces?|lbs?\b)",
    ),
    (
        "area",
        r"(?:面积|占地).{0,6}(?:多[少大]|几)",
        rf"{_NUMERAL}(?:平方|公顷|[亩坪顷]|英亩|㎡|k?m2|k?m²|平米|square|hectare|acre)|面积[^,。]{{0,12}}\d",
    ),
    (
        "length",
        r"[全总]?长.{0,4}多少(?:公里|千?米)|多少(?:公里|千米)|\bhow (?:tall|wide|deep)\b",
        rf"{_NUMERAL}(?:公|千|海|英|厘|毫)?[米里尺寸]|{_NUMERAL}[- ]?(?:k?m\b"
        r"|cm|mm|miles?|feet|foot|ft\b|inch|met(?:re|er)|kilomet|yard)",
    ),
    (
        "share",
        r"百分之?几|几成|(?:率|比例?|[涨增降跌]幅|增速)(?:是|为|达|有|约)?(?:多少|几(?!个)|多高)|\bpercent"
        r"|\bper cent\b",
        r"%|百分|成|分之|倍|\bper ?cent|\b(?:half|third|quarter|tenth)|\d (?:in|out of) ",
    ),
    (
        "people",
        r"多少(?:个人|人(?!民币)|[名位])|[几](?:个人|[名位])|人数.{0,4}多少|人口.{0,4}多少|(?:多少|几)个?(?:学生|员工|工人|会员|职工)"
        rf"|\bhow many (?:\w+ )?(?:{_PEOPLE})\b",
        rf"{_NUMERAL}(?:个\w{{0,3}}|\w{{0,3}})?(?:人(?!民币)|[名位户口]|(?:[a-z-]+ ){{0,2}}(?:{_PEOPLE})\b)"
        rf"|人[数口次]|数.{{0,4}}\d|人\w{{0,4}}\d"
        rf"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand)\b|(?:{_PEOPLE})\D{{0,6}}\d",
    ),
    (
        "money",
        rf"多少(?:钱|美元|美金|元|块|人民币|资金)|几块钱|(?:{_SUM})[^,。]{{0,4}}(?:多少|几[多何元块])|多少(?:{_SUM})"
        r"|\bhow much (?:is|are|was|were|do|does|did|will|for|money)\b|\b(?:salary|wages?|earn)\b",
        rf"{_NUMERAL}(?:美元|美金|[港日欧]元|人民币|英镑|新?台币|[元块圆亿万])|[$¥£€]\s?\d|免费|全免|不[收用要]钱|\bfree\b"
        r"|\d ?(?:dollars?|euros?|pounds?|pence|cents?|yuan|yen|usd|eur|gbp|k\b|million|billion)|\d%",
    ),
)
KINDS = tuple(AnswerKind(name, pattern(asked), pattern(told)) for name, asked, told in _FORMS)


def kinds_of(folded: str) -> Iterator[AnswerKind]:
    """Yield the kinds of answer that a folded question asks for."""
    return (kind for kind in KINDS if kind.asked.search(folded))


def lacks_kind(asked: Query, ranked: Sequence[Ranked], material: Material) -> bool:
    """Tell if a question asks for a kind of answer that none of some sentences shows; a row may have its unit above."""
    wanted = list(kinds_of(asked.parts[0].text))
    if not wanted or any(material.sentence(one.entry).unit for one in ranked):
        return False
    texts = [material.index.folded[one.entry] for one in ranked]
    return any(not any(kind.told.search(text) for text in texts) for kind in wanted)


def lacks_person(asked: Query, ranked: Sequence[Ranked], material: Material) -> bool:
    """Tell if a Chinese question asks for a person, and none of some sentences has a name or an office that is new."""
    wanted = [cue for cue in asked.cues if cue.name == "person" and not asked.folded.isascii()]
    texts = [material.index.folded[one.entry] for one in ranked]
    return any(not any(shows_anew(cue, text, asked.folded) for text in texts) for cue in wanted)
