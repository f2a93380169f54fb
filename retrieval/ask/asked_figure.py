"""Figure that a question asks for: the amount or the time of a quote that is its answer, whole and no other."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from itertools import count

from retrieval.ask.english_cues import ENGLISH_NUMERAL
from retrieval.ask.figure_forms import FigurePlace, Place, figures_in
from retrieval.ask.intent import FIGURES, Cue
from retrieval.ask.query import Query
from retrieval.language.quantities import quantities
from retrieval.language.tokenizer import Token, content
from retrieval.runtime import pattern

_SHARE = pattern(
    r"[增涨降跌减升缩]|成长|提高|提升|幅|率|比|占|百分|%|几成|份额|percent|share|rate|grow|rise|fall|increase|drop"
)
_TIMES = ("year", "date")
# Questions that name what they want: …的时间?
_TIME_ASKED = pattern(
    r"(?:时间|日期|年份|时期|时段|年代)[是为]?(?:什么|何|多少)?[?？]?$|(?:哪|什么|何)一?[段个]?时[期段间]|哪[些几]年"
)
_RATE_ASKED = pattern(r"率[是为有]?(?:多少|多高|多大|几)?[?？]?$")
_NO_RANK_ASKED = pattern(r"(?<!排名)(?<!名次)[是为有]?(?:多少|几个?)[^\W第名位]{0,6}[?？]?$")
_ASKS = pattern(r"^when\b|多少|多[高大长]|几(?!乎)|\bhow\b|\bwhat\b|\bwhich\b")
_COUNTS, _DIGITS = pattern(r"(?:多少|几)([^\W\d][^?？,，]+)"), pattern(r"[\d.,]*\d[余多]?")
# Of a whole that is told before, and of another unit.
_PART_OF, _IN_BRACKETS = pattern(r"其中|当中|里面|of which|including"), pattern(r"[(（][^()（）]*$")
# 由6小时缩短至3小时: what follows is how it is now.
_FORMER = pattern(r"[^\d,，。;；]{0,6}[缩增降升减提改调延扩涨跌](?:短|加|低|高|少|长|大|升)?[至到为]")
# What is asked the time of comes before these: 被逮捕的日期是什么时候.
_WHEN = pattern(r"的?(?:日期|时间|年份)")
_MEASURE_ASKED = pattern(
    r"(?:收入|营收|利润|净利|人口|票房|面积|规模|成本|工资|年龄|身高|体重|[率额量数值价费金薪度压级]|距离)[是为]?[?？]?$"
    r"|\bhow much (?!time)[a-z]{3,} "
)
_NUMERAL = pattern(rf"(?<!第)[\d〇零一二三四五六七八九十百千万亿两半几]|数(?=[十百千万])|{ENGLISH_NUMERAL}")
_YEAR = pattern(r"(?:19|20)\d\d(?!\d)")
_CLAUSE = pattern(r"(?<!\d)[,，、]|[,，、](?!\d)|[。;；:：!！?？\n]")
# Questions for several figures or for how one changed: all figures of the words that are asked for are marked.
_SEVERAL = pattern(
    r"分别|各(?![地种类国省市位方界族项])|哪些|哪几|变化|走势|比较|对比|区别|相比|从.{1,12}到|respectively|compare|change|trend"
)
# What is done at the time that is asked for, where a word has but one character: 哪天发.
_DONE_AT = pattern(r"(?:哪一?[天年月日]|[什啥]么?时候|几[号时点月]|何[时日年])([^\W\d吗呢的了])[?？]?$")
# Which one of several that are counted: 哪一届.
_WHICH_ONE = pattern(r"哪一?([届批期轮代章条集季卷版])")
_LENGTH = pattern(r"多([高长宽深重远厚])")
# What may stand between a measure and its figure, and before a time that rules what follows it.
_LINK = pattern(r"(?:[^\d,，、。;；!！?？\n]){0,6}")
_FRONTED = pattern(r"(?:[-•*·]\s|早在|直到|自从|[在于自从到至而但是约]|the |in |on |by |from |but |and |\s){0,4}")
_TOPIC_WEIGHT, _NEAR_WEIGHT, _LINKED, _LINKED_MEASURE, _SAME_YEAR, _ASIDE = 0.3, 0.5, 1.0, 6.0, 4.0, 1.0
_MOST_BEHIND = 3
# 120 m (390 ft) is one figure.
_IN_OTHER_UNITS = pattern(r"\s?[a-z²℃°]{0,6}\s?[(（]")


def asked_figures(text: str, folded: str, query: Query, words: Sequence[Place]) -> list[Place]:
    """Return the places of the figure that is asked for in a text; several where the question asks for such.

    Empty where no figure is asked for, or the text has none of its kind. `words` are the places of the question's
    words in the text.
    """
    question = query.parts[0].text
    one_of = _WHICH_ONE.search(question)
    if one_of and not query.wants_figure:
        numbered = re.finditer(rf"第\s?(?:\d{{1,4}}|[一二三四五六七八九十百]{{1,4}})\s?{one_of[1]}", folded)
        found = [FigurePlace(*match.span(), timed=False) for match in numbered if match[0] not in question]
        return [one.place for one in (found if len(found) < 2 else _best(found, folded, query, _whole(words, folded)))]
    time_asked = bool(not query.wants_figure and _TIME_ASKED.search(question))
    if not (query.wants_figure or time_asked or (not query.cues and _MEASURE_ASKED.search(question))):
        return []
    kinds = sorted((cue for cue in query.cues if cue.name in (*FIGURES, "unit")), key=lambda cue: cue.name != "unit")
    if _NO_RANK_ASKED.search(question):
        # 在排名中,学科的数量是多少 asks for no rank.
        kinds = [cue for cue in kinds if cue.name != "rank"]
    if _RATE_ASKED.search(question):
        # 人口出生率 is no number of people.
        kinds = [cue for cue in kinds if cue.name in ("share", "number")]
    timed = time_asked or any(cue.name in _TIMES for cue in kinds)
    # What the question says itself is not what it asks for.
    own = {(figure.low, figure.kind) for figure in quantities(question)}
    new = [one for one in figures_in(text, folded) if not _is_said(folded[one.start : one.end], question, own)]
    asked = _of_kind(new, text, folded, kinds, question, timed=timed)
    return [one.place for one in (asked if len(asked) < 2 else _best(asked, folded, query, _whole(words, folded)))]


def _is_said(words: str, question: str, own: Set[tuple[float, str]]) -> bool:
    """Return if a question has a figure itself, in the same words or as another spelling: 十分钟, 10分钟."""
    values = {(figure.low, figure.kind) for figure in quantities(words)} if own else set()
    return words in question or (bool(values) and values <= own)


def _whole(words: Sequence[Place], folded: str) -> list[Place]:
    """Return the words that are no part of a longer one: 电视台 alone is not 江苏电视台, and 北环段 is one name."""
    words = list(_joined(words))
    texts = {folded[start:end] for start, end in words}
    return [
        (start, end)
        for start, end in words
        if not any(folded[start:end] in other and other != folded[start:end] for other in texts)
    ]


def _joined(words: Sequence[Place]) -> Iterator[Place]:
    """Yield the words, single characters beside each other as one: a name that the dictionary does not know."""
    yield from (place for place in words if place[1] - place[0] > 1)
    singles = {start for start, end in words if end - start == 1}
    for start in sorted(at for at in singles if at - 1 not in singles):
        yield start, next(end for end in count(start + 1) if end not in singles)


def apart(folded: str, place: Place, figure: Place) -> int:
    """Return how many clauses a word is apart from a figure."""
    first, second = sorted((place, figure))
    return sum(1 for _ in _CLAUSE.finditer(folded, first[1], second[0]))


def _of_kind(
    figures: Sequence[FigurePlace], text: str, folded: str, kinds: Sequence[Cue], question: str, *, timed: bool
) -> list[FigurePlace]:
    """Return the figures of the kind that is asked for; where none shows it, numerals in words, or else any that do."""
    lasting = any(cue.name == "duration" for cue in kinds)
    fitting = [one for one in figures if (lasting and not _YEAR.match(folded, one.start)) or one.timed == timed]
    if not _SHARE.search(question):
        # 收入增长34%,达到398亿: who asks for the revenue does not ask by how much it grew.
        fitting = [one for one in fitting if text[one.end - 1] not in "%％"] or fitting
    kind, shown = next(
        ((cue.name, found) for cue in kinds if (found := [match.span() for match in cue.shown.finditer(folded)])),
        ("", []),
    )
    asked = [one for one in fitting if any(one.start < end and start < one.end for start, end in shown)]
    if asked or kind == "rank":
        return asked or [FigurePlace(start, end, timed=False) for start, end in shown]
    if timed or lasting:
        return [FigurePlace(start, end, timed=True) for start, end in shown] or fitting
    numerals = [match.start() for start, end in shown if (match := _NUMERAL.search(folded, start, end))]
    ends = [end for start, end in shown if _NUMERAL.search(folded, start, end)]
    worded = [
        FigurePlace(at, end, timed=False) for at, end in zip(numerals, ends, strict=True) if not _YEAR.match(folded, at)
    ]
    return worded or ([] if any(cue.name == "rank" for cue in kinds) else fitting)


def _best(asked: Sequence[FigurePlace], folded: str, query: Query, words: Sequence[Place]) -> list[FigurePlace]:
    """Return the figure that most of the question speaks of; several if it asks for such."""
    question = query.parts[0].text
    if _SEVERAL.search(question):
        # Of 营收 and 净利润, only what is asked for; without any word beside them, all.
        beside = [one for one in asked if any(apart(folded, word, one.place) == 0 for word in words)]
        return beside or [*asked]
    layout = _Layout(folded, asked)
    done = _DONE_AT.search(question)
    length, years = _LENGTH.search(question), set(_YEAR.findall(question))
    measure = "" if length else _measure(question, query.parts[0].tokens)
    scores = [
        layout.said_of(one, words)
        + _linked(one, folded, words, measure, length[1] if length else "")
        + _LINKED_MEASURE * _counted(one, folded, question)
        + _LINKED_MEASURE * (layout.has_code_of_its_own(one, words) or bool(done and layout.says(one, done[1])))
        + (_SAME_YEAR * layout.in_years(one, years) if years else 0)
        for one in asked
    ]
    best = max(range(len(asked)), key=lambda at: (scores[at], -_distance(asked[at].place, words), -at))
    same = best and _IN_OTHER_UNITS.fullmatch(folded, asked[best - 1].end, asked[best].start)
    return [asked[best - 1 if same else best]]


def _measure(question: str, tokens: Sequence[Token]) -> str:
    """Return the last word before what a question asks by, which is mostly what is measured; empty in 多少人遇难."""
    stop, asks = _WHEN.search(question), _ASKS.search(question)
    words = [token for token in content(tokens) if len(token.text) > 1]
    if asks and any(token.start >= asks.end() for token in words):
        return ""
    return next((token.text for token in reversed(words) if stop is None or token.end <= stop.start()), "")


class _Layout:
    """The clauses of a text, and what of it is said of which of its figures."""

    def __init__(self, folded: str, figures: Sequence[FigurePlace]) -> None:
        self._folded = folded
        self._figures = figures
        self._marks = [match.start() for match in _CLAUSE.finditer(folded)]
        self._stops = [at for at in self._marks if folded[at] in "。;!?！？；\n"]
        self._first = min(one.start for one in figures)

    def said_of(self, figure: FigurePlace, words: Sequence[Place]) -> float:
        """Return how many words of the question are said of a figure, those that are said of it less surely as a part.

        A time at the beginning of a clause rules the clauses after it, up to the next one; what stands before the first
        figure may be said of all.
        """
        most: dict[str, float] = {}
        for place in words:
            text = self._folded[slice(*place)]
            most[text] = max(most.get(text, 0), self._weight(figure, place))
        aside = _IN_BRACKETS.search(self._folded, 0, figure.start) or self._of_a_part(figure)
        former = _FORMER.match(self._folded, figure.end)
        return sum(weight * _telling(text) for text, weight in most.items()) - _ASIDE * (bool(aside) + 2 * bool(former))

    def says(self, figure: FigurePlace, word: str) -> bool:
        """Return if a word stands in the clause of a figure."""
        own = self._clause(figure.start)
        return any(self._clause(match.start()) == own for match in re.finditer(re.escape(word), self._folded))

    def has_code_of_its_own(self, figure: FigurePlace, words: Sequence[Place]) -> bool:
        """Return if a code of the question, such as A2, is in the clause of a figure and of no other one."""
        own = self._clause(figure.start)
        codes = [self._clause(a) for a, b in words if _telling(self._folded[a:b]) > 1]
        return own in codes and sum(self._clause(one.start) == own for one in self._figures) == 1

    def in_years(self, figure: FigurePlace, years: Set[str]) -> int:
        """Return 1 for a figure of one of the years, -1 for one of another, and 0 where that is not told."""
        if figure.timed:
            return 1 if years & set(_YEAR.findall(self._folded, figure.start, figure.end)) else 0
        begin = max((at for at in self._stops if at < figure.start), default=-1) + 1
        told = _YEAR.findall(self._folded, begin, figure.start)
        return 0 if not told else 1 if told[-1] in years else -1

    def _weight(self, figure: FigurePlace, place: Place) -> float:
        at, own = self._clause(place[0]), self._clause(figure.start)
        if at == own or (figure.timed and own < at and self._rules(figure, place)):
            return 1.0
        if at == own - 1:
            return _NEAR_WEIGHT
        return _TOPIC_WEIGHT if place[0] < self._first else 0.0

    def _of_a_part(self, figure: FigurePlace) -> bool:
        begin = max((at for at in self._stops if at < figure.start), default=-1) + 1
        return bool(_PART_OF.search(self._folded, begin, figure.start))

    def _rules(self, figure: FigurePlace, place: Place) -> bool:
        """Tell if a time at the beginning of a clause rules a word further on in its sentence."""
        if any(figure.end <= at < place[0] for at in self._stops):
            return False
        if any(one.timed and figure.start < one.start < place[0] for one in self._figures):
            return False
        begin = max((at for at in self._marks if at < figure.start), default=-1) + 1
        return bool(_FRONTED.fullmatch(self._folded, begin, figure.start))

    def _clause(self, at: int) -> int:
        return bisect_left(self._marks, at)


def _linked(figure: FigurePlace, folded: str, words: Sequence[Place], measure: str, length: str) -> float:
    """Return how closely words of the question are bound to a figure: 面积为3公顷, 35个席位, 长3米, 3 米长."""
    bound = 0.0
    for start, end in words:
        word = folded[start:end]
        if end <= figure.start and _LINK.fullmatch(folded, end, figure.start):
            bound = max(bound, _LINKED_MEASURE if measure and measure in word else _LINKED)
        elif 0 <= start - figure.end <= _MOST_BEHIND and _LINK.fullmatch(folded, figure.end, start):
            bound = max(bound, _LINKED)
    before, behind = folded[max(0, figure.start - 3) : figure.start], folded[figure.end : figure.end + 1]
    return bound + (_LINKED_MEASURE if length and (length in before or length == behind) else 0)


def _counted(figure: FigurePlace, folded: str, question: str) -> float:
    """Return how much of what a question counts stands behind a figure: of 几门国家级课程, 5门国家级课程 has all."""
    counts = _COUNTS.search(question)
    number = _DIGITS.match(folded, figure.start)
    if not counts or not number:
        return 0.0
    counted, behind = counts[1], folded[number.end() : number.end() + len(counts[1])]
    same = next((at for at, (a, b) in enumerate(zip(counted, behind, strict=False)) if a != b), len(behind))
    return same / len(counted) if same > 1 else 0.0


def _telling(word: str) -> int:
    """Return how much a word tells of which figure is meant: a code such as A2 more than another."""
    return 2 if any(map(str.isdigit, word)) and any(map(str.isalpha, word)) else 1


def _distance(figure: Place, words: Sequence[Place]) -> int:
    """Return how far the nearest word is from a figure; words before it count as nearer than those after."""
    return min((figure[0] - end if end <= figure[0] else 2 * (start - figure[1]) for start, end in words), default=0)
