"""Things that a clause speaks of: the measure before a figure, and the subject that the clause begins with.

Only runs of nouns are taken, and only where no verb or preposition comes between them and the figure.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from retrieval.facts.clauses import Clauses, Place, Segment
from retrieval.facts.marks import marks, relative_years
from retrieval.facts.models import Model, models
from retrieval.facts.ownership import FALLS, REACHES, RISES, run_of
from retrieval.facts.parsed import Wording
from retrieval.language.names import Tagged
from retrieval.language.tokenizer import Analyzer
from retrieval.runtime import pattern

_NOUN = ("n", "nz", "nt", "ns", "nr", "nrt", "nrfg", "vn", "eng", "l", "j", "b", "an", "ng", "nw", "k", "zg")
# Verbs that only lead up to another.
_LEADS_UP = (
    "起",
    "反复",
    "止",
    "以来",
    "到",
    "至",
    "截至",
    "可",
    "可以",
    "能",
    "能够",
    "会",
    "要",
    "应",
    "应当",
    "应该",
    "须",
    "必须",
    "需要",
    "愿意",
    "得以",
    "亦可",
    "提前",
    "生来",
    "向来",
    "历来",
)
# 占比 and 对比 are ratios.
_LONGEST_RATIO = 2
# What the dictionary has as nouns and says how long or when something is done.
_HOW_LONG = pattern(r"[长短限定近前后中]期")
# Verbs that only say by what, along what or after what something is done.
_COVERBS = ("通过", "透过", "根据", "按照", "依照", "遵照", "针对", "围绕", "随着", "面对", "经过", "鉴于", "本着")
# Prepositions that the dictionary has as others, and a verb in which none is meant.
_BY, _LASTING = ("依", "按", "据", "照"), ("可", "持续")
# What singles out a thing or leaves open if it is so, and what joins a thing to another: 尤其是, 甲与当时任职的乙.
_SINGLES_OUT, _BESIDE = (
    ("尤其", "特别", "甚至", "无论", "不管", "不论", "分不清"),
    ("与", "和", "跟", "同", "关于", "对于", "对", "为"),
)
_SHORT_LINKS = ("是", "有", "为", "达", "占", "需", "约", "共")
# What a subject ends before, though the dictionary has it as one with nouns: 学院现有.
_TRAILS = ("现有", "主要", "目前", "现")
_PERSON = ("nr", "nrt", "nrfg")
# Verbs and others of jieba's dictionary that name a measure.
_MEASURE = pattern(
    r"(?:收入|营收|利润|亏损|支出|成本|投入|投资|消费|贷款|存款|产出|排放|需求|供给|补贴|损失|负债|出口|进口|增速|跌幅|降幅|涨幅|增幅|占比|市值|估值|年薪|月薪|票房"
    r"|均价|高|长|宽|深|重|率|额|量|数|值|价|费|比|度|龄|期|距)$"
)
# What names a measure and no thing, also if the lists have it as a name.
_LENGTHS = pattern(r"(?:[长高宽深温速]度|面积|人口|收入|利润|价格|金额)$")
# What stands before the first thing of a clause and names nothing.
_OPENS = pattern(
    r"(?:第[一二三四五六七八九十百零\d]+条|其中|此外|另外|同时|而且|但是?|而|并且?|不过|目前|截至|据悉|则|也|还|且|结果|预期|预计|全年|当年|[\s“「『《\"(（])*"
)
_AFTER = run_of(
    f"{RISES}|{FALLS}|{REACHES}|同比|环比|年增|年减|已经|已|也|还|又|更是|更|则|就|都|再|均|便|却|再次|首次|一度|一举|进一步|不断|逐步|逐渐|仍然|仍|最高|最低"
    "|强劲|大幅|显著|明显|持续|快速|迅速|稳步|直接|预计|预期|预测|有望|将会|将|会|可能|约|人民币|美金|新?台币|港币|日币|了|的|之|得|在|从|由|自|并|且|但|其中|平均|人均|合计|共|分别|比|较|每小时|每天|每年|每月|每",
    r"[\0\s:：\"“”「」()（）+\-~—–$¥€]",
)
_BETWEEN = pattern(r"(?:截至|现有|目前|[\0\s的之在于日])*")
_JOINS = "\0 、,，和与及"
_PRONOUN = pattern(r"(?:其|该|它|他|她|本|我)$")


class Heads(NamedTuple):
    """The subject and the measure of a figure, each with its place, or None; `bare`: the figure has no words before."""

    subject: Place | None
    attribute: Place | None
    bare: bool = False


class NounRuns:
    """The runs of nouns of a sentence, by jieba's tags; dates, figures and negations part them."""

    def __init__(self, sentence: Wording, clauses: Clauses, analyzer: Analyzer) -> None:
        self._sentence, self._clauses = sentence, clauses
        self._tagged = list(_with_models(analyzer.tagged(sentence.folded), models(sentence.folded)))
        text = list(sentence.folded)
        taken = [(moment.start, moment.end) for moment in sentence.moments]
        taken += [(figure.start, figure.end) for figure in sentence.quantities]
        taken += [(negator.start, negator.end) for negator in sentence.negators]
        taken += [(start, end) for start, end, _ in relative_years(sentence.folded)]
        for start, end in (*taken, *((start, end) for _, start, end, tag in self._tagged if tag == "t")):
            text[start:end] = "\0" * (end - start)
        self._plain = "".join(text)
        self._dated = frozenset(at for moment in sentence.moments for at in range(moment.start, moment.end))
        said = [(start, end) for _, start, end, tag in self._tagged if tag == "t"]
        said += [(start, end) for start, end, _ in relative_years(sentence.folded)]
        self._dated |= frozenset(at for start, end in said for at in range(start, end))
        self._places = {(name.start, name.end) for name in sentence.names}
        self._names = {name.start: name.end for name in sentence.names if name.kind != "place"}

    @property
    def tagged(self) -> Sequence[Tagged]:
        """The words with their tags, exact names whole."""
        return self._tagged

    def within(self, place: Place) -> list[Tagged]:
        """Return the words of a place."""
        return [token for token in self._tagged if place[0] <= token[1] and token[2] <= place[1]]

    def is_noun(self, verb: Place) -> bool:
        """Return if a verb is used as a noun, and another noun follows it."""
        after = next(iter(self._from(verb[1])), None)
        tags = [token[3] for token in self.within(verb)]
        return "vn" in tags or (after is not None and tags[-1:] == ["v"] and after[3] == "vn")

    def heads(self, segment: Segment) -> Heads:
        """Return the subject and the measure that the words before a figure name."""
        begin, _ = self._clauses.span(segment.cell)
        begin = max(begin, min(segment.own[0][0], segment.figure.start))
        between = self._run_before(segment.earlier.end, segment.figure.start) if segment.earlier else None
        if between:
            return Heads(None, between)
        first = segment.earlier or segment.figure
        stop = self._before_links(begin, first.start)
        if stop == begin or not self._plain[begin:stop].strip(_JOINS):
            return Heads(None, None, bare=True)
        run = self._run_before(begin, stop)
        if run and run[1] - run[0] > _LONGEST_RATIO and self._plain[run[1] - 1] == "比":
            # 产量比上年减少2公斤: what is compared is no ratio.
            run = run[0], run[1] - (2 if self._plain[run[1] - 2] == "相" else 1)
        if run is None:
            return Heads(None, None)
        inside = self._names.get(run[0])
        if run in self._places and run[1] == segment.figure.start and segment.figure.kind == "duration":
            # 笼罩欧洲44年: it lasted there so long.
            return Heads(None, None)
        if (run in self._places or inside == run[1]) and not _LENGTHS.search(self._plain[slice(*run)]):
            return Heads(run, None)
        if inside is not None and inside < run[1]:
            return Heads((run[0], inside), (inside, run[1]))
        lead = self.lead(segment.cell)
        apart = lead is not None and lead[1] <= run[0] and _BETWEEN.fullmatch(self._plain, lead[1], run[0])
        return Heads(lead if apart else None, run)

    def lead(self, cell: int) -> Place | None:
        """Return the name or the run of nouns that a clause begins with; None if it begins with another word."""
        start, end = self._clauses.span(cell)
        if self._goes_on(start):
            return None
        opens = _OPENS.match(self._plain, start, end)
        start = opens.end() if opens else start
        while start < end and (self._plain[start] == " " or start in self._dated):
            start += 1
        own = self._names.get(start)
        if own is not None:
            return start, own
        run = list(takewhile(lambda token: self._noun(token, end), self._from(start)))
        if not run or run[0][1] != start or self._cuts_a_name(run[-1]):
            return None
        while len(run) > 1 and (_HOW_LONG.fullmatch(run[-1][0]) or run[-1][0] in _TRAILS):
            run.pop()
        if len(run) > 1 and any(m.kind == "certainty" and m.start == run[-1][1] for m in marks(self._sentence.folded)):
            run.pop()
        return run[0][1], run[-1][2]

    def _cuts_a_name(self, last: Tagged) -> bool:
        """Return if a word is the first character of a name that no dictionary has, or all but the last: 高启|强."""
        after = next(iter(self._from(last[2])), None)
        goes_on = (
            after is not None and after[1] == last[2] and after[2] - after[1] == 1 and after[3] in ("a", "ag", "zg")
        )
        return last[3] in _PERSON and (last[2] - last[1] == 1 or goes_on)

    def _goes_on(self, start: int) -> bool:
        """Return if a clause only goes on what stands before a bracket: 省(市)前线."""
        opened = self._plain.rfind("(", 0, start)
        return self._plain[start - 1 : start] == ")" and bool(self._plain[:opened].strip(" \n"))

    def verb(self, cell: int, lead: Place) -> Place | None:
        """Return the verb that follows the first thing of a clause, with nothing but adverbs between; None without."""
        _, end = self._clauses.span(cell)
        planned = {mark.start for mark in marks(self._sentence.folded) if mark.kind == "certainty"}
        was, led, beside = "", False, False
        for word, start, stop, tag in self._from(lead[1]):
            dated = "\0" in self._plain[start:stop] or self._plain[start] == " "
            if stop > end or not (dated or start in planned or tag[0] in "dpvtaf" or _HOW_LONG.fullmatch(word)):
                return None
            # 在明年 says when, and what follows it is no object; 关于明年的计划 is one.
            led = not dated and (led or tag == "p" or word in _COVERBS or word in _BY)
            beside = beside or (tag == "p" and word in _BESIDE)
            denies = "\0" in self._plain[start:stop] and self._tag_at(stop)[:1] == "v"
            if tag[0] == "v" and start not in planned and word not in _LEADS_UP and not denies:
                # What follows a preposition is its object, whatever the dictionary says: 后果由考生承担.
                unsaid = led or beside or was in _SINGLES_OUT or (was, word) == _LASTING
                return None if unsaid else (start, stop)
            was = word
        return None

    def _tag_at(self, start: int) -> str:
        return next((tag for _, begin, _, tag in self._tagged if begin == start), "")

    def _from(self, start: int) -> Iterator[Tagged]:
        return (token for token in self._tagged if token[1] >= start)

    def _before_links(self, begin: int, end: int) -> int:
        """Return where the words of being, reaching and changing begin that lead up to a figure."""
        starts = [start for _, start, _, _ in self._tagged if begin <= start < end]
        return next((at for at in starts if _AFTER.fullmatch(self._plain, at, end)), end)

    def _run_before(self, begin: int, stop: int) -> Place | None:
        """Return the run of nouns that ends at a place; its last word names a measure or a thing."""
        tokens = [token for token in self._tagged if begin <= token[1] and token[2] <= stop]
        if not tokens or tokens[-1][2] != stop or not self._names_something(tokens[-1]):
            return None
        run = [tokens[-1]]
        for token in reversed(tokens[:-1]):
            # 重卡 and 保研率 begin with what is no noun by itself.
            single = token[2] - token[1] == run[-1][2] - run[-1][1] == 1 and token[2] == run[-1][1]
            whole = single and token[3] in ("a", "v") and token[0] not in _SHORT_LINKS
            if not (whole or self._noun(token, stop)) or token[0].endswith(("显示", "提示", "表明")):
                break
            run.append(token)
        if len(run) > 1 and run[-1][0] in ("时", "后", "前", "等", "版", "经", "处"):
            # 卸任时债务 is debt at a time.
            run.pop()
        if len(run) > 1 and self._plain[run[-1][1] - 1 : run[-1][1]] in ("某", "×"):
            # The last character of a masked name: 李某义家属.
            run.pop()
        return (run[-1][1], stop) if stop - run[-1][1] > 1 else None

    def _names_something(self, token: Tagged) -> bool:
        word, start, _, tag = token
        return (tag in _NOUN or bool(tag != "p" and _MEASURE.search(word))) and self._plain[start] != "\0"

    def _noun(self, token: Tagged, end: int) -> bool:
        word, start, stop, tag = token
        whole = "\0" not in self._plain[start:stop] and stop <= end and not _PRONOUN.search(word)
        return whole and (tag in _NOUN or bool(len(word) > 1 and _MEASURE.search(word)))


def _with_models(tagged: Iterable[Tagged], exact: Sequence[Model]) -> Iterator[Tagged]:
    """Yield the words with those of an exact name, such as QX7-L, put together."""
    waiting = list(exact)
    for word, start, end, tag in tagged:
        if waiting and start >= waiting[0].end:
            waiting.pop(0)
        if not waiting or end <= waiting[0].start:
            yield word, start, end, tag
        elif start <= waiting[0].start:
            yield waiting[0].form, start, max(end, waiting[0].end), "eng"
