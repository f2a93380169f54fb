"""Row of figures that could be one another, 海之蓝27元,天之蓝16元: what each of them has for itself."""

import re
from collections.abc import Iterator, Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.figures.placed import Kinds, PlacedWord, leads_up, told_by
from retrieval.facts.atoms import Atom
from retrieval.facts.clauses import Clauses, Place, Segment
from retrieval.facts.leads import plans
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree, alike, same_unit
from retrieval.language.dates import Moment, conflict, shared
from retrieval.language.quantities import Quantity

_END = re.compile(r"[。!?！？\n]|(?<=[a-z]{2})\. ?(?=[a-z])")
_CLOSE = re.compile(r"[。;；!?！？\n]")
_PLANNED = re.compile(r"计划|原[定订拟来先]|目标|预算|预计|预期|\bplan|\btarget|\bexpected")
_CAME = re.compile(r"实际|最终|最后|结果|\bactual|in the end")
_NOW = re.compile(r"现有|目前|现在|如今|\bnow\b|\bcurrent")
_EARLIER = re.compile(
    r"[去前上]年|上(?:个?月|季度|周)|此前|过去|原[先来]|\blast (?:year|month)|\bpreviously|\bformerly"
)
_CAME_FROM = re.compile(r"[从由自][^,，。;；\d]{0,8}$")
# A claim on what was before a change.
_EARLIER_ON = re.compile(r"[从由自原曾先初前较比]|起点|最早|本来|\bfrom\b|\boriginal|\bbefore\b|\binitial")
_WORD = re.compile(r"[的之 ]?[^\W\d_]")
_DIMENSION = re.compile(r"([高长宽深厚重粗])(?:度|[约近达为是有各\s]|大约|超过|达到){0,3}$")
_DIMENSION_BEHIND = re.compile(r"\s?(?:[a-z]{1,12} )?(long|wide|high|deep|tall|thick|heavy)\b")
# What leads from a date to its figure.
_JOINS = re.compile(r"[的为是]?")
# A name that no dictionary has, between a mark and its figure.
_SHORT_CLAUSE = re.compile(r"(?:^|[,，。;；:：、])(?P<label>[\u4e00-\u9fff]{2,4})$")
# Figures further apart than this many times are not of the same row.
_TIMES = 10_000
# Words before a figure that begins its clause.
_OPENING = re.compile(r"(?:其中|包括|还有|另有|以及|和|与|及|而|并|有|约|近|and |[\s、,，])*")


class FigureRow:
    """The figures of a sentence that could be one another, and what each of them has for itself."""

    def __init__(self, figure: Quantity, words: str, evidence: Evidence, there: Clauses) -> None:
        self._evidence, self._there = evidence, there
        # Points of a percentage are no share.
        self._in_points = "点" in words
        self._kind = Kinds(evidence).of
        segments = [s for s in there.segments if s.figure.kind != "ordinal"]
        equal = [s for s in segments if agree(figure, s.figure) and same_unit(figure, s.figure)]
        exact = [s for s in equal if (s.figure.low, s.figure.high) == (figure.low, figure.high)]
        self.equal = exact or equal
        self._texts = {s: self._text(s) for s in segments}
        self.others = [s for s in segments if s not in self.equal and self._is_parallel(s)]

    @property
    def folded(self) -> str:
        """The folded sentence."""
        return self._there.folded

    def rival(self, words: Sequence[PlacedWord]) -> Quantity | None:
        """Return the figure that the claim has a word of, in place of that of the figure that it has."""
        crossed = (r for r in self.others if all(self._signals(words, e, r) == {"theirs"} for e in self.equal))
        return next((segment.figure for segment in crossed), None) if self.equal else None

    def counted(self, thing: str) -> Quantity | None:
        """Return the figure right before the thing that the claim counts, if its own stands before another there."""
        sentence, folded = self._evidence.wording, self._there.folded
        own = [folded[s.figure.end : s.own[-1][1]] for s in self.equal if s.own]
        if not thing or not own or any(not _WORD.match(text) or thing in text for text in own):
            return None
        wholes = [one.whole for one in self.equal]
        rivals = (s.figure for s in self.others if s.figure not in wholes)
        return next((figure for figure in rivals if counted(sentence, figure) == thing), None)

    def label(self, segment: Segment) -> str:
        """Return the word right before a figure, longer than a character, or the few that open its clause; nothing if
        none tells what it is of.
        """
        end = len(self.folded[: segment.figure.start].rstrip("约近为是达仅只有: "))
        sentence = self._evidence.wording
        words = ((w.start, w.end) for w in sentence.words if w.start in sentence.nouns)
        named = ((n.start, n.end) for n in sentence.names)
        starts = [start for start, stop in (*words, *named) if stop == end and stop - start > 1]
        opening = _SHORT_CLAUSE.search(self.folded, 0, end)
        label = self.folded[min(starts) : end] if starts else opening["label"] if opening else ""
        return "" if leads_up(label) else label

    def measured(self, named: str) -> Quantity | None:
        """Return the figure of a length, height or depth that the claim names, if its own is of another one there."""
        folded = self._there.folded
        own = {dimension(folded, segment.figure) for segment in self.equal}
        if not named or "" in own or named in own:
            return None
        return next((s.figure for s in self.others if dimension(folded, s.figure) == named), None)

    def done(self, claim: str) -> Quantity | None:
        """Return the figure that came of a plan, or that is now if the claim says so, if the claim has the planned one
        and tells of no plan.
        """
        planned = [any(_PLANNED.search(self._there.folded, *place) for place in s.own) for s in self.equal]
        if not planned or not all(planned) or _PLANNED.search(claim):
            return None
        told = [_CAME, *([_NOW] if _NOW.search(claim) else [])]
        came = (
            s for s in self.others if any(form.search(self._there.folded, *place) for place in s.own for form in told)
        )
        return next((s.figure for s in came), None)

    def present(self, claim: str) -> Quantity | None:
        """Return the figure of now, if the claim has that of the time before it and tells of no time."""
        folded = self._there.folded
        earlier = [any(_EARLIER.search(folded, *place) for place in s.own) for s in self.equal]
        if not earlier or not all(earlier) or _EARLIER.search(claim):
            return None
        now = (s for s in self.others if not any(_EARLIER.search(folded, *place) for place in s.own))
        return next((s.figure for s in now), None)

    def became(self, claim: str) -> Quantity | None:
        """Return the figure that all of a claim's went over to, if it tells of no change or time: from 33 to 30."""
        folded = self._there.folded
        came = [s.later is not None and _CAME_FROM.search(folded, 0, s.figure.start) for s in self.equal]
        if not came or not all(came) or _EARLIER_ON.search(claim) or _EARLIER.search(claim):
            return None
        return next(iter(s.later for s in self.equal))

    def dated(self, dates: Sequence[Moment]) -> list[Segment]:
        """Return the figures with a date of the claim right before them: 68% of 52%, 低于2023年的68%."""
        folded, moments = self._there.folded, self._evidence.wording.moments
        known = [m for m in moments if any(shared(date, m) and not conflict(date, m) for date in dates)]
        both = (*self.equal, *self.others)
        return [s for s in both if any(_JOINS.fullmatch(folded, m.end, s.figure.start) for m in known)]

    def has_its_date(self, dates: Sequence[Moment]) -> bool:
        """Return if the last date before the figure of a claim is the claim's: 2022年为561亿元,工业降到219亿元."""
        moments = self._evidence.wording.moments
        last = (next((m for m in reversed(moments) if m.end <= s.figure.start), None) for s in self.equal)
        return any(m is not None and any(shared(d, m) and not conflict(d, m) for d in dates) for m in last)

    def instead_of(self, date: Moment) -> Moment | None:
        """Return the date that a figure has in place of a claimed one, which another figure has."""
        own = [m for one in self.equal for m in self._dates_of(one)]
        if len(self.equal) != 1 or not own or not all(conflict(date, m) for m in own):
            return None
        theirs = (m for other in self.others for m in self._dates_of(other))
        return own[0] if any(shared(date, m) and not conflict(date, m) for m in theirs) else None

    def _dates_of(self, segment: Segment) -> list[Moment]:
        """Return the dates in the text of a figure, and those that follow it before the next one's."""
        folded, figure = self._there.folded, segment.figure
        following = (s.own[0][0] for s in self._there.segments if s.figure.start > figure.start and s.own)
        stop = min((at for at in following if at >= figure.end), default=len(folded))
        end = _CLOSE.search(folded, figure.end, stop)
        stop = end.start() if end else stop
        moments = self._evidence.wording.moments
        return [m for m in moments if segment.holds((m.start, m.end)) or figure.end <= m.start < stop]

    def is_own(self, words: Sequence[PlacedWord], dates: Sequence[Moment]) -> bool:
        """Return if the claim has words that only its own figure has, and no date of another's."""
        moments = self._evidence.wording.moments
        apart = any(
            shared(one, date) and not conflict(one, date) and any(conflict(date, other) for other in moments)
            for date in dates
            for one in moments
        )
        told = [self._signals(words, one, other) for other in self.others for one in self.equal]
        return not apart and any(told) and all("theirs" not in signals for signals in told)

    def _signals(self, words: Sequence[PlacedWord], one: Segment, other: Segment) -> set[str]:
        """Return whose words the claim has, kind by kind: those of one figure, or of another."""
        first, second = sorted((one, other), key=lambda s: s.figure.start)
        words = [w for w in words if not all(any(self._holds(s, p) for p in w.places) for s in (one, other))]
        early, late = self._unique(first, second), self._unique(second, first)
        found = set()
        for kind in {*early, *late}:
            a, b = early.get(kind, []), late.get(kind, [])
            if any(told_by(atom, words, exact=second is other) for atom in b):
                found.add("theirs" if second is other else "own")
            elif (b or self._is_of_the_figure(a)) and any(told_by(atom, words, exact=first is other) for atom in a):
                # What the second has nothing of its own for is handed on to it.
                found.add("theirs" if first is other else "own")
        return found

    def _is_of_the_figure(self, atoms: Sequence[Atom]) -> bool:
        """Return if what follows a figure is what it is said of, and is not handed on: 41岁的张三."""
        ends = {segment.figure.end for segment in (*self.equal, *self.others)}
        return any(a.start - 1 in ends and self._there.folded[a.start - 1] == "的" for a in atoms)

    def _unique(self, one: Segment, other: Segment) -> dict[tuple[str, bool], list[Atom]]:
        """Return the telling words of a figure that another of the row has not, by kind, and if they follow it."""
        told = [a for a in self._evidence.atoms if self._kind(a)]
        # What stands before the first of two is handed on to it.
        before = other.figure.start if other.figure.start < one.figure.start and not one.foreign else 0
        its = {a.text for a in told if a.end <= before or self._holds(other, (a.start, a.end))}
        found: dict[tuple[str, bool], list[Atom]] = {}
        for atom in self._evidence.atoms:
            own = self._holds(one, (atom.start, atom.end)) and atom.text not in its
            kind = self._kind(atom) if own and not plans(self.folded, atom.start, atom.end) else ""
            # A figure names a thing, too, before what is named of another: 三日票 beside 单日票.
            names = kind or (own and atom.kind in ("figure", "date"))
            head = next((a.text for a in told if a.start == atom.end and a.text in its), "") if names else ""
            # Of two words before one noun, each is in place of the other, whatever they are.
            kind = f"of {head}" if head else kind
            if kind:
                found.setdefault((kind, atom.start > one.figure.start), []).append(atom)
        return found

    def _is_parallel(self, other: Segment) -> bool:
        for one in self.equal:
            chained = other.figure in (one.earlier, one.later)
            numbers = one.figure.kind == other.figure.kind == "number"
            same = alike(one.figure, other.figure) and same_unit(one.figure, other.figure)
            same = self._counts(one) == self._counts(other) if numbers else same
            between = sorted((one.figure, other.figure))
            same = same and not _END.search(self._there.folded, between[0].end, between[1].start)
            size = abs(one.figure.high), abs(other.figure.high)
            if chained or not same or max(size) > _TIMES * min(size):
                return False
        points = "点" in self._there.folded[other.figure.start : other.figure.end]
        return bool(self.equal) and points == self._in_points

    def _counts(self, segment: Segment) -> bool:
        """Return if a number counts things by a unit, as Chinese has it."""
        return bool(segment.figure.unit) or self._there.folded.isascii()

    def _holds(self, segment: Segment, place: Place) -> bool:
        within = any(start <= place[0] and place[1] <= end for start, end in self._texts[segment])
        return within and not segment.bars(place)

    def _text(self, segment: Segment) -> tuple[Place, ...]:
        """Return the places that are a figure's own: those of the clause before it if its own has no word."""
        own = tuple(self._own(segment))
        if any(self._kind(a) for a in self._evidence.atoms if any(p[0] <= a.start and a.end <= p[1] for p in own)):
            return own
        segments = self._there.segments
        at = segments.index(segment)
        before = segments[at - 1] if at else None
        if before is None or segment.cell - before.cell > 1 or alike(before.figure, segment.figure):
            return own
        return (*self._text(before), *own)

    def _own(self, segment: Segment) -> Iterator[Place]:
        """Yield the places of a segment, without what is said of all items of a list after the last one."""
        folded = self._there.folded
        for start, end in segment.own:
            figure = segment.figure
            led = start <= figure.start and _OPENING.fullmatch(folded, start, figure.start)
            last = segment == self._there.segments[-1]
            if led and last and end > figure.end and len(self._there.segments) > 1:
                word = next((a for a in self._evidence.atoms if a.start >= figure.end), None)
                end = min(end, word.end if word else end)
            stop = _END.search(folded, figure.end, end) if start <= figure.start else None
            end = stop.start() if stop else end
            if folded[end - 1 : end] == "(" and start <= figure.start:
                # What goes on behind brackets is of the same figure.
                following = min(
                    (s.own[0][0] for s in self._there.segments if s.own and s.own[0][0] >= end), default=end
                )
                end = max(end, following)
            yield start, end


def dimension(folded: str, figure: Quantity) -> str:
    """Return the word by which a figure is a length, height, depth or weight; nothing if it has none beside it."""
    before = _DIMENSION.search(folded, max(0, figure.start - 8), figure.start)
    behind = _DIMENSION_BEHIND.match(folded, figure.end)
    return before[1] if before else behind[1] if behind else ""


def counted(wording: Wording, figure: Quantity) -> str:
    """Return the noun right after a figure; nothing for one that follows later, or that is no number of things."""
    if figure.kind != "number":
        return ""
    nouns = (text for text, start, end, _ in wording.tagged if start == figure.end and start in wording.nouns)
    return next((text for text in nouns if len(text) > 1), "")
