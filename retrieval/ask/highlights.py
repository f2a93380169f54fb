"""Highlights of a quote: each word of the question once, and the figure or the person if one was asked for."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise

from retrieval.ask.intent import FIGURES
from retrieval.ask.query import Query
from retrieval.language.fold import fold
from retrieval.language.numerals import numbers
from retrieval.language.quantities import quantities
from retrieval.language.stems import stem
from retrieval.language.tokenizer import Analyzer, Token, content
from retrieval.language.whole_words import whole_words
from retrieval.runtime import pattern

Place = tuple[int, int]

# What is never marked in part: numbers with their letters, words, and names that courts mask, such as 张1某 and 李某甲.
_WHOLE = pattern(
    r"\d{4}(?:\s?[-/]\s?\d{1,2}){1,2}(?!\d)|\d+(?:[.,]\d+)*(?:%|[A-Za-z]+(?:[/／][A-Za-z]+)?)?|[A-Za-z]+|[\u4e00-\u9fff]\d?[某×]{1,2}[甲乙丙丁\d]?"
)
_DATED = r"\d+(?:\s?[年月日號号时時点點]\s?\d+)+\s?[月日號号时時分]?"
_FIGURE = pattern(
    rf"{_DATED}(?:\s?[~–—至到-]\s?{_DATED})?|"
    r"(?:[$¥￥]\s?)?\d+(?:[.,]\d+)*(?:\s?[-~–—至到]\s?\d+(?:[.,]\d+)*)?"
    r"(?:\s?(?:%|％|[个個百千万萬亿億兆]+|多|余|餘))*"
    r"(?:(?:(?<![个個])\s)?(?:美元|人民币|人民幣|港元|元|人次|人|次|倍|成|年|个月|月|天|小时|分钟|公里|款|家|单|單|款|城|件|位))?"
)
_MOST_BETWEEN = 2
_SHARE = pattern(
    r"[增涨降跌减升缩]|成长|提高|提升|幅|率|比|占|百分|%|几成|份额|percent|share|rate|grow|rise|fall|increase|drop"
)
_TIMES = ("date", "duration")
_PERSON_TAGS = ("nr", "nrfg", "nrt")
_TIME = pattern(r"\d\s?(?:[年月日号號时時点點天]|个月|分钟|小时|小時|分鐘)[日号號]?$")
# Questions that name what they want: …的时间?
_TIME_ASKED = pattern(r"(?:时间|日期|年份)[是为]?[?？]?$")
# What is asked the time of comes before these: 被逮捕的日期是什么时候.
_WHEN = pattern(r"的?(?:日期|时间|年份)")
_MEASURE_ASKED = pattern(r"(?:收入|营收|利润|净利|人口|票房|面积|规模|成本|[率额量数值价费])[是为]?[?？]?$")
_NUMERAL = pattern(r"[\d〇零一二三四五六七八九十百千万亿两半几]|数(?=[十百千万])")
_YEAR = pattern(r"(?:19|20)\d\d(?!\d)")
# Characters of a text that are marked, a byte for each.
_MARK, _MARKED = b"\1", re.compile(rb"\x01+")
_CLAUSE = pattern(r"(?<!\d)[,，、]|[,，、](?!\d)|[。;；:：!！?？\n]")
# Questions for several figures or for how one changed: all figures of the words that are asked for are marked.
_SEVERAL = pattern(
    r"分别|各(?![地种类国省市位方界族项])|哪些|哪几|变化|走势|比较|对比|区别|相比|从.{1,12}到|respectively|compare|change|trend"
)


def highlights(text: str, query: Query, analyzer: Analyzer) -> tuple[Place, ...]:
    """Return slices of `text`, in order, apart from each other and never empty; words and numbers are never split.

    Of each word of the question the slice is marked that is nearest to the figure that is asked for, or else the first.
    """
    folded = fold(text)
    tokens = content(analyzer.tokens_of(folded))
    words = list(_matches(folded, query, tokens))
    figures = _figures(text, folded, query, [(token.start, token.end) for token in words])
    values = figures or list(_person(folded, query, analyzer))
    marked = bytearray(len(text))
    once = _once(folded, words, values)
    whole = whole_words(once, folded, query.parts[0].text, tokens)
    for start, end in [*whole, *values, *_claimed(folded, query, values)]:
        marked[start:end] = _MARK * (end - start)
    for (start, end), (begin, stop) in pairwise(_runs(marked)):
        # 饿了么 is one name, though 了 is a word that is not searched for.
        if begin - end <= _MOST_BETWEEN and folded[start:stop] in query.parts[0].text:
            marked[end:begin] = _MARK * (begin - end)
    for match in _WHOLE.finditer(text):
        if any(marked[match.start() : match.end()]):
            marked[match.start() : match.end()] = _MARK * (match.end() - match.start())
    return tuple(run for run in _runs(marked) if run[1] - run[0] > 1 or any(a <= run[0] < b for a, b in values))


def _claimed(folded: str, query: Query, values: Sequence[Place]) -> Iterator[Place]:
    """Yield the numbers that the question names itself, however they are written, each once."""
    asked = {number.value for number in numbers(query.parts[0].text) if number.end - number.start > 1}
    found: dict[float, list[Place]] = {}
    for number in numbers(folded) if asked else ():
        if number.value in asked and not _in_a_name(folded, (number.start, number.end)):
            found.setdefault(number.value, []).append((number.start, number.end))
    for places in found.values():
        yield _nearest(folded, places, values)


def _person(folded: str, query: Query, analyzer: Analyzer) -> Iterator[Place]:
    """Yield the place of the person who is asked for, if the quote names one, and only one that the question lacks."""
    if not any(cue.name == "person" for cue in query.cues):
        return
    people = [
        (start, end) for word, start, end, tag in analyzer.tagged(folded) if tag in _PERSON_TAGS and len(word) > 1
    ]
    others = {folded[a:b]: (a, b) for a, b in reversed(people) if folded[a:b] not in query.parts[0].text}
    if len(others) == 1:
        yield from others.values()


def _matches(folded: str, query: Query, tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens that were asked for, and words whose every character belongs to a pair that was."""
    wanted = set(map(stem, query.words))
    paired = bytearray(len(folded))
    for pair in query.pairs:
        at = folded.find(pair)
        while at >= 0:
            paired[at : at + len(pair)] = _MARK * len(pair)
            at = folded.find(pair, at + 1)
    for token in tokens:
        if stem(token.text) in wanted or all(paired[token.start : token.end]):
            yield token


def _once(folded: str, words: Sequence[Token], figures: Sequence[Place]) -> Iterator[Place]:
    """Yield one place of each word: in the clause of a figure, or before it, if it has one there; else the first.

    A word that a longer one of the question has in it is marked with that one.
    """
    texts = {token.text for token in words}
    stems = dict.fromkeys(stem(text) for text in (token.text for token in words) if not _within(text, texts))
    for one in stems:
        yield _nearest(folded, [(token.start, token.end) for token in words if stem(token.text) == one], figures)


def _within(text: str, texts: Set[str]) -> bool:
    return any(text in other and text != other for other in texts)


def _nearest(folded: str, places: Sequence[Place], figures: Sequence[Place]) -> Place:
    """Return the first of the places that are fewest clauses apart from a figure."""
    return min(places, key=lambda place: (min((_apart(folded, place, f) for f in figures), default=0), place))


def _apart(folded: str, place: Place, figure: Place) -> int:
    """Return how many clauses a word is apart from a figure."""
    first, second = sorted((place, figure))
    return sum(1 for _ in _CLAUSE.finditer(folded, first[1], second[0]))


def _figures(text: str, folded: str, query: Query, words: Sequence[Place]) -> list[Place]:
    """Return the figure that is asked for: of its kind, with most words of the question in its clause and near it."""
    question = query.parts[0].text
    time_asked = bool(not query.wants_figure and _TIME_ASKED.search(question))
    if not (query.wants_figure or time_asked or (not query.cues and _MEASURE_ASKED.search(question))):
        return []
    kinds = [cue for cue in query.cues if cue.name in (*FIGURES, "unit")]
    shown = next((found for cue in kinds if (found := [m.span() for m in cue.shown.finditer(folded)])), [])
    timed = time_asked or any(cue.name in _TIMES for cue in kinds)
    figures = _with_units([match.span() for match in _FIGURE.finditer(text)], folded)
    figures = [place for place in figures if not _in_a_name(text, place)]
    figures = [place for place in figures if timed or not _TIME.search(text, 0, place[1])]
    if time_asked:
        figures = [place for place in figures if _TIME.search(text, 0, place[1])]
    if not _SHARE.search(question):
        # 收入增长34%,达到398亿: who asks for the revenue does not ask by how much it grew.
        figures = [place for place in figures if text[place[1] - 1] not in "%％"] or figures
    asked = [place for place in figures if any(place[0] < end and start < place[1] for start, end in shown)]
    numerals = shown if timed else [place for one in shown if (place := _from_numeral(folded, *one))]
    asked = asked or [place for place in numerals if place[0] < place[1]] or figures
    asked = [place for place in asked if place not in words] or asked
    return asked if len(asked) < 2 else _best(asked, folded, question, query.parts[0].tokens, words)


def _best(
    asked: Sequence[Place], folded: str, question: str, tokens: Sequence[Token], words: Sequence[Place]
) -> list[Place]:
    """Return the figure with the measure or year of the question and most of its words; several if it asks for such."""
    own = [{folded[a:b] for a, b in words if _apart(folded, (a, b), figure) == 0} for figure in asked]
    near = [
        {folded[a:b] for a, b in words if b <= figure[0] and _apart(folded, (a, b), figure) == 1} for figure in asked
    ]
    if _SEVERAL.search(question):
        # Of 营收 and 净利润, only what is asked for; without any word beside them, all.
        return [place for place, beside in zip(asked, own, strict=True) if beside] or [*asked]
    years = set(_YEAR.findall(question))
    stop = _WHEN.search(question)
    before = [token for token in content(tokens) if stop is None or token.end <= stop.start()]
    measure = next((token.text for token in reversed(before) if len(token.text) > 1), "")
    best = max(
        range(len(asked)),
        key=lambda at: (
            # 优秀率 is what is asked for, of whatever else the clauses have more words.
            bool(years & own[at]) if years else measure in own[at],
            sum(map(_telling, own[at])) + len(near[at] - own[at]) / 2,
            -_distance(asked[at], words),
            -at,
        ),
    )
    return [asked[best]]


def _telling(word: str) -> int:
    """Return how much a word tells of which figure is meant: a code such as A2 more than another."""
    return 2 if any(map(str.isdigit, word)) and any(map(str.isalpha, word)) else 1


def _with_units(places: Sequence[Place], folded: str) -> list[Place]:
    """Return figures with the unit that each is read with: 500万千瓦时."""
    known = quantities(folded) if places else []
    return [(start, max(end, *(q.end for q in known if q.start <= start < q.end), 0)) for start, end in places]


def _from_numeral(folded: str, start: int, end: int) -> Place | None:
    """Return what is shown from its numeral on; None if that is a year of something else, or missing."""
    numeral = _NUMERAL.search(folded, start, end)
    return (numeral.start(), end) if numeral and not _YEAR.match(folded, numeral.start()) else None


def _distance(figure: Place, words: Sequence[Place]) -> int:
    """Return how far the nearest word is from a figure; words before it count as nearer than those after."""
    return min((figure[0] - end if end <= figure[0] else 2 * (start - figure[1]) for start, end in words), default=0)


def _in_a_name(text: str, place: Place) -> bool:
    """Return if a number is a part of a name with letters, such as 88VIP and iPhone 17."""
    ends = text[place[1] - 1].isascii()
    return bool(
        (ends and re.match(r"[A-Za-z]{2}", text[place[1] : place[1] + 2])) or re.search(r"[A-Za-z]$", text[: place[0]])
    )


def _runs(marked: bytearray) -> list[Place]:
    return [match.span() for match in _MARKED.finditer(marked)]
