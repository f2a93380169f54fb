"""Intent of a message: the kinds of answer that it wants, more of the last one, or none at all.

A cue does not find the sentence; it chooses among those that speak of the thing.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from retrieval.ask.english_cues import ENGLISH_CUES, ENGLISH_NUMERAL
from retrieval.language.fold import fold
from retrieval.language.names import SURNAMES
from retrieval.language.stems import stem
from retrieval.language.tokenizer import stop_words
from retrieval.runtime import pattern

# A longer run of digits is no figure, and a search that begins anew at each of them would take its time.
_NUMERAL = (
    r"(?:\d[\d,.]{0,30}|[一二三四五六七八九十百千两半数几]{1,20})\s?(?:多|余|来)?[十百千万亿兆]{0,8}\s?(?:多|余)?"
)


class Cue(NamedTuple):
    """A kind of answer: how a question asks for it, and how a sentence shows it."""

    name: str
    asked: re.Pattern[str]
    shown: re.Pattern[str]


def _cue(name: str, asked: str, shown: str) -> Cue:
    asked_in_english, shown_in_english = ENGLISH_CUES.get(name, ("", ""))
    either = [form for form in (asked, asked_in_english) if form], [form for form in (shown, shown_in_english) if form]
    return Cue(name, *(pattern("|".join(forms)) for forms in either))


_RISES = r"增长|提高|提升|增加|上升|下降|降低|减少|拉高|成长|涨|跌|降"
_MONEY = r"收入|营收|利润|净利|市值|估值|金额|价格?|投资?|投入|补贴|奖励|融资|赔|赚|亏损?|额度?|成本"
# Sums that are called so; of other things a question about them may count (运费一年退几次).
_SUMS = (
    r"[租押订定罚奖佣现礼薪]金|保证金|房租|工资|月薪|薪[资水酬]|[房票单标售]价|费用|(?<![免消浪])费|车票|门票|抽成|提成"
)
_ASKS_SUM = (
    rf"(?:{_SUMS})(?:一般|大概|大约|一共|每?一?个?[年月天])?(?:是|要|收|为|交|付)?(?:多少(?![人次天个])|几[元块千百万])"
)
_SPAN_OF_TIME = r"(?:年|个?月|天|周|个?(?:工作日|星期|礼拜|季度|学期|小时|钟头)|分钟|秒)"
# 2026年 and 3月5日 are times, and no years or months that something lasts.
_LASTING = rf"(?<![\d.,年])(?!(?:1[5-9]|20)\d\d\s?年|\d\d?月\s?\d){_NUMERAL}{_SPAN_OF_TIME}"
# Measures that ask which one of several is meant (哪一场, 哪座, 何种), and that an answer need not say.
MEASURES = "个种项场颗座部名位条本款家所只次届支首类张件年月日天代段级层间艘架辆台班样期枚片幅篇句道门"
ASKED_MEASURE = pattern(rf"((?:哪一?|何)[{MEASURES}])")
# What comes before a number of years (过三年) or points to another one (这一年), and is no name of an era (民国三年).
_BEFORE_YEARS = "一二三四五六七八九十百多几数半了过近约第又每前后间上经达满长历这那同当整"
_PLACES = r"省|市|县|州|镇|村|岛|湾|街|路|港|洲|国|京|郡|区|宫|城|山|河|湖|站|海|大学|学校|机场|医院|地区"
# Kinds of figures that only English has words of their own to ask for.
ENGLISH_FIGURES = ("month", "weekday", "century", "decade", "age")
FIGURES = (
    *("year", "date", *ENGLISH_FIGURES, "times", "share", "money", "people", "duration", "size", "rank", "number"),
)
# Both patterns see folded text. A question may want several kinds at once; of figures the first that fits is the one
# that is asked for, so the narrower ones come first.
CUES = (
    _cue(
        "year",
        r"哪一?年|何年|几几年",
        r"\d{3,4}\s?年|[〇零一二三四五六七八九]{4}年|元年|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
        rf"|(?<=[\u4e00-\u9fff])(?<![{_BEFORE_YEARS}])(?:\d\d?|[一二三四五六七八九十]{{1,3}})年(?![间代后前来内多级])",
    ),
    _cue(
        "date",
        r"[什啥]么?时候|什么时间|到啥时|何时|何年|何日|哪一?[年天日月]|哪个[年月世纪年代]|几月|几号|几点|几时|什么年代|哪个?(?:朝代|时期|世纪)"
        r"|(?<![多长少么些有要用段])(?:时间|日期)(?:是|为)?[?？\s]*$",
        r"\d{1,4}\s?[年月日号]|\d{1,2}[:点时]|世纪|年代|[〇零一二三四五六七八九十元]年|[一二三四五六七八九十]月|年间|时期|凌晨|清晨"
        r"|[年月季][初中底末]|[上下]半年|[上中下]旬|(?:周|星期|礼拜)[一二三四五六日天末]"
        rf"|{_NUMERAL}(?:{_SPAN_OF_TIME}|日)[之以]?[内后前]",
    ),
    *(_cue(name, "", "") for name in ENGLISH_FIGURES),
    _cue("times", r"几倍|多少倍", _NUMERAL + r"倍|翻倍|翻番"),
    _cue(
        "share",
        r"百分|几成|占比|比例|多少个?百分点|(?:率|涨幅|增幅|增速|占).{0,6}(?:多少|多高|多大|几)"
        rf"|(?:{_RISES})了?(?:多少|几)",
        r"\d\s?%|百分之|[一二三四五六七八九两\d]\s?成(?!为|立|交|员(?!工)|功|本|都)"
        r"|[\d一二三四五六七八九十两半]\s?倍|翻倍|翻番",
    ),
    _cue(
        "money",
        rf"多少钱|花多少|多少(?:美元|元|块|人民币|资金)|(?:{_MONEY}).{{0,6}}(?:多少|几|多大|多高)|值多少|{_ASKS_SUM}",
        _NUMERAL + r"(?:美元|美金|港元|人民币|日元|英镑|欧元|元|块|亿|万)|[$¥]\s?\d",
    ),
    _cue(
        "people",
        r"多少人|几个人|几[人名位]|人数|人口|多少(?:用户|员工|会员|骑手|人次|名|位)",
        _NUMERAL + r"(?:人(?!民币)|名|位|用户|使用者|会员|员工|骑手|\w{0,4}vip)"
        r"|(?:人数?|用户数?|会员数?|员工数?|规模)[^,。;\d]{0,6}\d",
    ),
    _cue(
        "duration",
        r"多久|多长时间|几年|几天|几个月|几小时|几分钟|多少年",
        _LASTING,
    ),
    _cue(
        "size",
        r"多[高长远宽深重]|面积",
        _NUMERAL + r"(?:平方|立方)?(?:公|千|海|英|厘|毫)?[米里尺寸顷亩吨克斤分]",
    ),
    _cue(
        "rank",
        r"第几|排名|名次",
        r"第(?:[一二三四五六七八九十](?![,、:;步])|\d)|前[一二三四五六七八九十\d](?!\s?[年天个])|首位|榜首|龙头",
    ),
    _cue(
        "number",
        r"多少|(?<!哪)几(?!乎)|多大|多高|(?:数|[产销总用含增交流客运订][付载单]?量|额|率|票房)(?:是|为)?[?？\s]*$",
        r"\d|[一二三四五六七八九十百千两][^\W一]",
    ),
    _cue(
        "reason",
        r"为什么|为啥|为何|因何|凭什么|凭啥|原因|缘故|[怎咋]么?回事|[怎咋]么?(?:会|突然|又|就|还|老是|总是|这么|那么|不)"
        r"|靠的?(?:什么|啥)|目的|是不是因为",
        r"因为|随着|推动|带动|拉动|靠|受.{1,12}影响|由于|得益于|源于|在于|归因|原因|因[^\W此]|因而|因此|所以|为了|是为|之所以|导致|使得|以便|避免|既.{2,30}又|不仅",
    ),
    _cue(
        "name",
        r"叫什么|叫啥|叫甚么|叫做什么|什么名|啥名|名字|名称|又名|别名|全称|简称|称作什么|称为什么|哪个|哪款|哪家|哪一[个款家]|改叫"
        r"|called|what is .{0,40} name|\bwhich\b",
        r"[“「『《\"][^”」』》\"]{2,20}[”」』》\"]|[a-z]{2,}|称|叫做?|命名|名为",
    ),
    _cue(
        "person",
        r"谁|哪一?位|何人|什么人|哪名",
        r"·|(?:^|[^a-z\s])\s?[a-z]+(?: [a-z]+){1,2}\s?(?=$|[^a-z\s])"
        rf"|(?:^|[^\w]|[由被与和是人家者长师王员裁使])[{SURNAMES}][\u4e00-\u9fff]{{1,2}}"
        r"|ceo|cfo|总裁|董事长|创始人|创办人|负责人|总监|分析师|作者|老师|先生|女士|教授|博士|总统|主席",
    ),
    _cue(
        "place",
        r"哪里|哪儿|何处|何地|什么地方|在哪|从哪|(?:地点|地址|位置|[举主]办[国地])(?:是|为)?[?？\s]*$|哪个?(?:国家?|城市|地方|地区|省|市|县|州|镇)|什么(?:国家|城市|地区|位置)",
        rf"位于|位在|坐落|[\u4e00-\u9fff](?:{_PLACES})",
    ),
    _cue(
        "route",
        r"(?:怎么|如何|怎样|咋)(?:去|前往|抵达|走[?？。\s]*$|[坐乘搭]车|到达?(?![了底]))|[坐乘搭](?:什么|啥|哪[路班条]?|几[路号])(?:车|公交|地铁|线|船)?"
        r"|交通(?:方式|路线)|(?:乘车|行车|公交)?路线",
        r"[乘搭]坐?|坐车|公交|公车|巴士|地铁|捷运|轻轨|班车|直达|步行|走路|自驾|下车|换乘|转乘|转车|接驳|号线|路车|渡轮|班船|国道|交流道|高速",
    ),
    _cue("way", r"如何|怎么|怎样|咋|什么方式|什么方法", r"通过|透过|借助?|利用|采用|采取|使用|用|把|将"),
    _cue("meaning", r"是什么[?？]?$|什么是|何谓|含义|定义|意思|指的是什么", r"是|指|即|称|意思|意为|定义|表示|代表"),
    _cue(
        "list",
        r"哪些|哪[几两二三四五六七八九十]|[有是些][些几]?(?:什么|啥)|(?:包括|准备|[带备穿])[上好点]?(?:什么|啥)|分别|都(?:是|有)?(?:谁|什么|啥)",
        r"[^、,;。]{1,20}+、[^、,;。]{1,20}(?:、|和|及|与|以及|等)|[^+]{2,12}+\+[^+]{2,12}+\+|包括.{2,240}[、和及]|①|首先.{0,240}其次",
    ),
)
# How long after something is no answer to a question for the hour, and 7日内 one only to how soon something happens.
_SHOWN_IF_ASKED = (
    (
        pattern(r"几点"),
        "date",
        pattern(r"\d{1,2}[:点时]|[〇零一二三四五六七八九十两]点|凌晨|清晨|\d{1,2}\s?[ap]\.?m\b"),
    ),
    (pattern(r"多久\w|多长时间[内能会]"), "duration", pattern(rf"{_LASTING}|{_NUMERAL}日[之以]?内")),
)
UNIT = pattern(r"(?:多少|几)\s?(?:个(?=[\u4e00-\u9fff])|多)?([\u4e00-\u9fff])")
_ENGLISH_UNIT = pattern(r"\bhow many ([a-z]{3,})")


def cues_of(folded: str) -> tuple[Cue, ...]:
    """Return the kinds of answer that a folded question wants, the narrowest figure first; none if its words tell none.

    Where it asks for a number of something, a number with that unit is a kind of its own.
    """
    found = [cue for cue in CUES if cue.asked.search(folded)]
    for asked, name, shown in _SHOWN_IF_ASKED:
        if asked.search(folded):
            found = [cue._replace(shown=shown) if cue.name == name else cue for cue in found]
    figures = [cue for cue in found if cue.name in FIGURES]
    figures += [Cue("unit", UNIT, shown) for shown in _with_unit(folded)]
    wanted = dict.fromkeys([*figures[:1], *figures[-1:]])
    return (*wanted, *(cue for cue in found if cue.name not in FIGURES))


def _with_unit(folded: str) -> Iterator[re.Pattern[str]]:
    """Yield how a number of what is counted is shown, if a folded question counts something."""
    unit, english = UNIT.search(folded), _ENGLISH_UNIT.search(folded)
    if unit and unit[1] not in "钱的了是在":
        yield pattern(_NUMERAL + re.escape(unit[1]))
    elif english and english[1] not in stop_words():
        yield pattern(rf"{ENGLISH_NUMERAL} (?:[\w-]+ ){{0,2}}{re.escape(stem(english[1])[:-1])}")


def shows(cue: Cue, text: str) -> bool:
    """Return whether a text holds an answer of that kind."""
    return bool(cue.shown.search(fold(text)))


_YES_OR_NO = pattern(
    r"[吗嘛么][?？]?$|没有?[?？]?$|([\u4e00-\u9fff])[不没]\1|可不可以|能不能|是不是|有没有|是否|能否|可否|会不会|要不要|用不用"
    r"|^(?:is|are|was|were|do|does|did|can|could|may|must|should|will|has|have|am)\b"
    r"|, (?:can|may|am|do|is|are|should) (?:i|we|you|they|it)\b|\ballowed\b"
)
# With one of these a question asks for more than a yes: 换过哪些东家吗.
_ASKS_MORE = pattern(r"哪|什么|啥|谁|多少|(?<!好)几(?!乎)|怎|如何|何|咋")
# How a question for a yes or no asks, the narrowest first, and how a sentence says either.
_MODALS = tuple(
    (pattern(asked), pattern(told))
    for asked, told in (
        (r"会(?![议员计]).{0,12}[吗嘛么]|会不会", r"会(?![议员计])"),
        (
            r"(?:收|要|付|交|缴|花).{0,4}[钱费].{0,2}[吗嘛么]|收不收[钱费]|[收免]费[吗嘛么]",
            r"免费|收费?|[元块圆]|付|缴|交|不[收要]",
        ),
        (
            r"能|可以|可否|行不行|允许|准许|让不让",
            r"能|可以?|不得|准|禁止|允许|勿|只限|谢绝|无法|[至最][多少]|[仅才]|以[内上下]",
        ),
        (r"需要|必须|要不要|用不用|[要用].{0,10}[吗嘛么]", r"需|须|要|不用|免|应当?|务必"),
        (r"有没有|有.{0,14}[吗嘛么]", r"没有?|有|无"),
        (r"没有?[?？]?$", r"已|没|未|仍|还"),
        (
            r"^(?:can|could|may|am i|are we|is it (?:ok|allowed|possible))\b|, (?:can|may)\b|\ballowed\b",
            r"\b(?:can|cannot|may|must not|allowed|free to|ok|okay|fine|only|prohibited|welcome)\b|n['’]t\b",
        ),
        (
            r"^(?:do|does|did) .*\b(?:have|need)\b|^(?:must|should)\b",
            r"\b(?:must|need|required|should|have to|not|no|optional)\b|n['’]t\b",
        ),
        (
            r"^(?:do|does|did|is|are|was|were|will|has|have)\b",
            r"\b(?:not|no|never|yes|only|always|still|already|will)\b|n['’]t\b",
        ),
    )
)


def yes_or_no(folded: str) -> re.Pattern[str] | None:
    """Return how a sentence says yes or no to a folded question; None if that asks for anything else."""
    if _ASKS_MORE.search(folded) or not _YES_OR_NO.search(folded.strip()):
        return None
    return next((told for asked, told in _MODALS if asked.search(folded.strip())), None)


_OPINION = pattern(
    r"^\W*(?:那么?|请问)?[你您]们?(?:觉得|认为|怎么[看想]|推荐|支持|喜欢)"
    r"|^\W*(?:那么?|请问)?[你您](?:今天|现在|最近|平时)?(?:的?心情|会不?会?[累困饿怕]|[累困饿怕][吗不]|开心|高兴|难过|生气|无聊|孤单)"
    r"|\b(?:do|would) you (?:think|believe|like|prefer|say|recommend)\b|\byour (?:opinion|view|favou?rite)\b"
)


def asks_opinion(folded: str) -> bool:
    """Tell if a folded question asks what the bot itself thinks or feels, which no document says."""
    return bool(_OPINION.search(folded))


_EDGES = pattern(r"^[\W_]+|[\W_]+$")


def is_small_talk(folded: str) -> bool:
    """Return whether a folded message is a greeting, thanks, or an instruction to the bot, and asks nothing of the
    material.
    """
    return bool(_small_talk().fullmatch(_EDGES.sub("", folded)))


@cache
def _small_talk() -> re.Pattern[str]:
    data = resources.files("retrieval.language").joinpath("data/small_talk.txt").read_text("utf-8")
    return re.compile("|".join(line for line in data.splitlines() if line and not line.startswith("#")))


_FURTHER = pattern(
    r"那?还有(?:呢|吗|么|没有|哪些|谁|(?:什么)?(?:别的|其他的?|其它的?)?(?:呢|吗|么)?)?|继续|接着(?:说|讲)?|更多|再(?:来|说)(?:点|几个|一些)?"
    r"|下一?[页批]|换一[页批]"
    r"|(?:and )?(?:anything|what) else|(?:any |tell me |show (?:me )?)?more|go on|next(?: page)?"
)


def asks_for_more(folded: str) -> bool:
    """Return whether a folded message asks for further quotes on the question before it."""
    return bool(_FURTHER.fullmatch(_EDGES.sub("", folded)))
