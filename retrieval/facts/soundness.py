"""Parts of facts that are sound: doubtful ones are left unbound, and prove nothing.

What a clause begins with is no subject if it says when or where; a mark is none inside a longer word or name.
"""

from collections.abc import Sequence

from retrieval.facts.clauses import Place
from retrieval.facts.marks import Mark
from retrieval.facts.sound_measures import GENERAL, HOW
from retrieval.language.names import Tagged
from retrieval.language.tokenizer import stop_words
from retrieval.runtime import pattern

_LATIN_LETTER, _DIGIT = pattern(r"[a-z]"), pattern(r"\d")
# 木卫一 is a name that no dictionary has.
_NUMERAL = pattern(r"[一二三四五六七八九十](?![一二三四五六七八九十\d]*\s?[年月日])")
# What makes of the words around it a name and no statement: 查房记录, 开通方式, 信息披露都.
_PAPER = pattern(r"(?:书|清单|记录|报告|笔录|证明|方式|办法|指南|须知|公告|通知|结论)$")
_LONGEST_NAME, _LONGEST_HEADING, _PUNCTUATION = 2, 3, pattern(r"[。,，.!！;；]")
# The predicate comes later, and what looks like one is a part of a name: 验证结果将发送.
_LATER = pattern(r"(?<=..)(?:将(?=[以于在由会被])|均|都(?!市)|已|是否|呈现?|为$)")
_TAKES_CLAUSES = pattern(
    r"[说称为令使让示想]$|认|希望|决定|要求|保证|承诺|建议|相信|确保|导致|知道|发现|证明|表明|强调|透露|指出|规定|披露|报道|宣布|确认"
)
_COMMON = ("n", "ns", "vn", "v")
_TAKES_OBJECTS = pattern(
    r"[是为有任叫占获称达]|提供|保持|采[取用]|得到|获得|取得|赢得|进行|实[现施行]|完成|发[布生表]|开[始展设放]|继续|成[为立]|举[行办]|召开|推[出动进]|建[立设]"
    r"|[设创]立|加[强大快]|提[高升]|改[善变进]|增[加强]|减少|降低|扩大|缩小|促进|拥有|具[有备]|包[括含]|属于|位于|来自|达[到成]|超过|享有|承[担办]|负责|担任|支持|反对|拒绝"
    r"|同意|批准|禁止|允许|需要|收购|出售|购买|投入|采购|生产|制[造定]|使用|利用|修[订改]|执行|关闭|暂停|取消|停止|恢复|更换|调整|出现|产生|造成|引[起发]|面临|遇到"
    r"|影响|保护|帮助|参[加与]|加入|退出|离开|进入|返回|击败|战胜|接受|收到|签[署订]|编[写制]|出版|播出|覆盖|满足|符合|遵守|违反|导演|主演|创[办作建]|研[发制]|带[来领]|受到"
)
_ALL, _PREDICATES = ("都", "均", "皆"), ("无", "有", "是", "系", "期间", "之")
# What a verb with nothing beside it between two nouns is a part of: 经费使用情况.
_NOMINAL = pattern(
    r"(?:情况|规划|日期|时间|期限|方案|方式|方法|制度|标准|程序|计划|工作|工程|项目|部门|单位|人员?|者|区|费|额|率|量|权|法|业|网络?|系统|平台|服务|技术|能力|水平|政策|机制|活动|过程|期间|事项|品)$"
)
_MARKED_VERB = pattern(r".[于向成为至]|犹如|如同|等于|不[是如]|[叫是有]")
_POINTS = pattern(r"[这那该此其《「『“\"]")
# What the dictionary has as nouns though it says how, how long, or what somebody does.
_NO_SUBJECT = pattern(
    r"(?:[长短限定近前后中初逾到同分延]期|.{1,3}化|.{0,8}时|太|太太)$"
    r"|(?:全部|多数|少数|一切|其他|大量|少量|分类)$"
    r"|方可|.[着著]|实际|面向|矢言|其他"
    r"|故(?![事宫乡障居意])"
    r"|(?:责令|指导|提高|督促|加强|促进|推动|推进|完善|落实|确保|开展|制定|设立|严格|依法|利用|通过|采用|使用|办理|进行|形容|感觉|专门|符合|满足|具备|力争|争取|觉得|整理|基于|用于|关于|对于|至于|由于|鉴于)"
)
_SPEAKS = ("问", "答", "说", "讲", "判")
# Words that the dictionary has as nouns and that lead up to a noun or to a verb.
_LEADS, _ADVERBS = (
    ("经", "据", "按", "因", "由", "对", "建议", "证实", "证明", "表明", "说明", "积极", "主要", "致力于", "企图"),
    ("着力", "大力", "全力", "依法", "联合", "共同", "一致", "建议", "稍", "略", "重点"),
)
_MEASURE_CHARACTERS = 2
_SHORTEST, _SHORT_VERBS = 2, ("是", "为", "有", "任", "叫")
# What follows says when or where: 入学后, 感官上.
_SAYS_WHEN = pattern(r"(?:季度|年度|月份|之日起?|(?<![男女异同])性|[状情]况)$|[您你我]")
_WHEN_OR_WHERE = pattern(r"[上中内里外后前时间期]|以[前后来]|之[前后]")
# What somebody does in front of a thing that is priced or measured: the thing, not who did it, costs so much.
_OF_THE_OBJECT = pattern(r"(?:价|价格|价值|费|费用|售价|面积|长度|高度|宽度|重量|重|长|高|容量|金额)$")
# What follows a verb that only says when, or a heading.
_NO_VALUE = pattern(
    r"[并而且请与]|可能|什么|谁|哪|如何|怎|[^“「『《]{0,20}[”」』》]|[后时前中的](?![国心文])|[^\w\s“「『《\"'。.,，;；-]"
)
# What is told where nobody is named who says it: 根据相关指标显示.
_NOBODY = ("相关", "有关", "上述", "指标", "数据", "结果")
# A statement of its own, and no name: 目标与战略一致.
_OWN_STATEMENT = pattern(
    r"[的与和、].*(?:一致|相同|不同|相似|类似|相近|密切|良好|突出|鲜明|悠久|显著|明显|丰富|雄厚|完善|完备|充足)$"
)
# A name that is masked, as in 付一× and 周3某.
_MASKED = pattern(r"[\u4e00-\u9fff]?\d?[某×]")
_TAKES = pattern(r"将(?=\s?[\d一二三四五六七八九十百千万亿两])")


def is_subject(run: Sequence[Tagged], folded: str) -> bool:
    """Return if a run of nouns that a clause begins with may be what it speaks of."""
    words = folded[run[0][1] : run[-1][2]] if run else ""
    after = folded[run[-1][2] :].lstrip(" ") if run else ""
    if len(words) < _SHORTEST or GENERAL.fullmatch(words) or _WHEN_OR_WHERE.match(after):
        return False
    if run[0][0] in _LEADS or run[-1][0] in _ADVERBS or _SAYS_WHEN.search(words):
        return False
    cut = _NUMERAL.match(folded, run[-1][2]) or words in stop_words()
    return not (cut or len(run) == 1) or not (cut or run[0][3] in ("v", "vn", "an", "b"))


def is_told_of(subject: str, attribute: str | None, before: str) -> bool:
    """Return if a figure with some words before it may be of a subject.

    甲领导的五个部门 says of 甲 nothing that is counted, and 甲地年产量 is a fellow of 乙地年产量, not what it is of.
    """
    if attribute is None:
        return not before.endswith("的") and not before.rpartition(subject)[2].startswith("的")
    if subject.endswith(("量", "率", "额", "值")):
        # One measure is not of another: 排放量…,能源消耗….
        return False
    return len(attribute) <= _MEASURE_CHARACTERS or subject[-_MEASURE_CHARACTERS:] != attribute[-_MEASURE_CHARACTERS:]


def has_its_thing(attribute: str, other: str) -> bool:
    """Return if a measure begins with what it is of, as another is the same measure alone: 西厂产量, 产量."""
    return len(attribute) > len(other) and attribute.endswith(other)


def is_doer(run: Sequence[Tagged], folded: str) -> bool:
    """Return if a run of nouns may be what a verb is said of: no word of how or when, and no clause of its own."""
    words = folded[run[0][1] : run[-1][2]] if run else ""
    inner = any(tag == "zg" or word in _SPEAKS for word, _, _, tag in run[1:])
    return bool(words) and not _NO_SUBJECT.match(words) and not inner


def is_said_plainly(lead: Sequence[Tagged], verb: Place, value: Sequence[Tagged], folded: str) -> bool:
    """Return if a verb between two words, without anything to mark it as one, is a verb and no part of a name."""
    if lead[-1][2] != verb[0] or not value or value[0][1] != verb[1]:
        return True
    done, first, last = folded[slice(*verb)], value[0][0], value[-1][0]
    if _MARKED_VERB.match(done) or _POINTS.match(first):
        return True
    return bool(_TAKES_CLAUSES.search(done) or _TAKES_OBJECTS.fullmatch(done)) and not (
        _NOMINAL.search(first) or last in ("情况", "问题", "事项")
    )


def is_deed(verb: Place, folded: str) -> bool:
    """Return if a verb says something of what a clause begins with: one character is often a part of a name."""
    long_enough = verb[1] - verb[0] > 1 or folded[slice(*verb)] in _SHORT_VERBS
    return long_enough and folded[slice(*verb)] not in HOW and not _NO_VALUE.match(folded[verb[1] :].lstrip())


def joins_on(value: Sequence[Tagged]) -> bool:
    """Return if what follows a verb only joins another verb to it: 制定和实施."""
    return bool(value) and (value[0][3] == "c" or value[0][0] in "、,")


def names_a_thing(lead: Sequence[Tagged], verb: Place, value: Sequence[Tagged], folded: str, end: int) -> bool:
    """Return if a verb and what follows it are parts of a name and state nothing: 查房记录:, ATM开通方式."""
    if not value or value[0][1] != verb[1]:
        return bool(value) and value[0][0] in _ALL
    if (
        value[0][0] in _ALL
        or value[0][0] in _PREDICATES
        or (len(value) <= _LONGEST_NAME and _PAPER.search(value[-1][0]))
    ):
        return True
    if _OWN_STATEMENT.search(folded, value[0][1], end) and not _TAKES_CLAUSES.search(folded[slice(*verb)]):
        return True
    if _LATER.search(folded, value[0][1], end) and not _TAKES_CLAUSES.search(folded[slice(*verb)]):
        return True
    if lead[-1][2] == verb[0] and lead[-1][3] in _COMMON and value[0][3][:1] in _COMMON:
        # Of three words side by side, the one in the middle is a verb if it is one that takes an object.
        done = folded[slice(*verb)]
        return not (_TAKES_CLAUSES.search(done) or _TAKES_OBJECTS.fullmatch(done))
    if len(value) <= _LONGEST_HEADING and not _PUNCTUATION.search(folded):
        return True
    heads = folded[end:].lstrip(" ")[:1] in ("", ":", "(", ")", "\n")
    return heads and len(value) == 1 and value[0][3][:1] == "n"


def is_source(run: Sequence[Tagged]) -> bool:
    """Return if the words before a verb of saying name who says it: they hold no adverb, no preposition, no time."""
    return all(
        tag[:1] not in ("d", "p", "f", "y") and word not in _NOBODY and not _DIGIT.search(word)
        for word, _, _, tag in run
    )


def is_masked(folded: str, at: int) -> bool:
    """Return if a masked name goes on at a place."""
    return bool(_MASKED.match(folded, at))


def hands_on(measure: str) -> bool:
    """Return if a measure may be of what the clause before begins with, and not of what that clause names last."""
    return not _OF_THE_OBJECT.search(measure)


def is_word(place: Place, tagged: Sequence[Tagged], folded: str) -> bool:
    """Return if a place begins and ends where words do; those in Latin letters have no letter beside them."""
    begins = any(place[0] == start for _, start, _, _ in tagged)
    if folded[slice(*place)].isascii():
        return not _LATIN_LETTER.match(folded[max(0, place[0] - 1) : place[0]]) and not _LATIN_LETTER.match(
            folded, place[1]
        )
    return begins and any(place[1] == end for _, _, end, _ in tagged)


def is_mark(mark: Mark, tagged: Sequence[Tagged], folded: str) -> bool:
    """Return if a mark is a word of its own, and no part of another, a plan that has a name, or 将 before an object."""
    if not is_word((mark.start, mark.end), tagged, folded):
        return False
    named = next((tag for _, _, end, tag in tagged if end == mark.start), "")
    if mark.kind != "certainty":
        # 工业部分 is a part that has a name.
        return not (mark.words == "部分" and named[:1] in ("n", "e"))
    if _TAKES.match(folded, mark.start):
        return False
    before = next((tag for _, _, end, tag in tagged if end == mark.start), "")
    after = next((tag for _, start, _, tag in tagged if start == mark.end), "x")
    if mark.words == "将" and after[:1] in ("n", "r", "m", "e", "b"):
        # It leads up to the object: 将价格提高.
        return False
    return not (
        mark.words in ("计划", "预算", "目标", "预测", "预期", "建议")
        and before[:1] in ("v", "n", "a", "m", "q", "b")
        and after[:1] not in (("v", "p", "d") if before[:1] == "n" else ("v", "p"))
    )


def leads_up(mark: int, lead: Place, verb: Place) -> bool:
    """Return if a mark is before the end of a verb, and no part of what the clause begins with: 目标是."""
    return mark < verb[1] and not lead[0] <= mark < lead[1]
