"""Order in time: what a claim has before or after something, and a sentence on the other side of it.

The other side of a verb, a noun or a date (改造后, 1950年前), two things the other way round, and years or days that
are counted from each other: 同年 is not 次年.
"""

import re
from collections.abc import Iterator, Sequence

from retrieval.check.evidence import LATIN_WORD, Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import places_of
from retrieval.facts.clauses import Clauses
from retrieval.facts.parsed import Wording
from retrieval.language.stems import stem

_SIDE = re.compile(r"(?:之|以)?(?P<side>[前后])(?![来续果台者勤卫面门天日方往座院年期半身夕排者])")
_FROM = re.compile(r"(?:从|由|自|原来?的?|from )(?:约|近)?$")
_IN_TIME = re.compile(r"\b(?:before|after)\b|早于|晚于|先于")
_ENGLISH_SIDE = re.compile(r"\b(?P<side>before|after)\s(?P<what>[^,.;]{2,60})")
_IDLE = frozenset(("the", "its", "their", "his", "her", "that", "this", "was", "were", "had", "has", "and", "for"))
_WORDS_AFTER = 4
# Before a date or after it: 1950年前, since 1988.
_BEFORE_IT = re.compile(r"(?:之|以)?前(?![后往半身夕])|为止")
_AFTER_IT = re.compile(r"(?:之|以)?后(?![半期])|起|以来|开始")
_BEFORE_DATE = re.compile(r"\b(?:before|until|prior to|up to)\s(?:the )?$")
_AFTER_DATE = re.compile(r"\b(?:after|since)\s(?:the )?$")
# Years and days from what was told before, and how many.
_NEXT = (
    ("year", 0, r"同年|当年(?!度)|(?:in )?the same year|that year"),
    ("year", 1, r"[次翌]年|隔年|转年|第二年|一年[之以]?后|the (?:following|next) year|a year later"),
    ("year", 2, r"两年[之以]?后|第三年|two years later"),
    ("year", -1, r"[前上]一年|一年[之以]?前|the year before|a year earlier"),
    ("day", 0, r"[当同]天|[当同]日|[当同]晚|(?:on )?the same day|that day"),
    ("day", 1, r"[次翌]日|[次隔第][二]?天|第二[天日]|一天[之以]?后|the (?:following|next) day|a day later"),
    (
        "day",
        2,
        r"[两二三四五六七八九十几]天[之以]?后|\d{1,2}天[之以]?后|(?:two|three|four|five|\d{1,2}) days (?:later|after)",
    ),
)
_RELATIVE = re.compile("|".join(f"(?P<r{n}>{forms})" for n, (_, _, forms) in enumerate(_NEXT)))


def out_of_order(claim: Wording, own: Clauses, evidence: Evidence, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield findings for what a claim has at another time than the sentence, told by words and not by dates.

    `told` are the findings of the claim's figures, names and words, `own` its clauses.
    """
    yield from _other_side(claim, evidence.wording)
    yield from _other_side_of_a_date(claim, evidence.wording, told)
    yield from _turned_in_time(claim, evidence.wording, told)
    yield from _counted_otherwise(claim, own, evidence, told)


def _other_side(claim: Wording, sentence: Wording) -> Iterator[ClaimSlice]:
    """Yield a finding for what the claim has before something and the sentence after it."""
    mine = [*_sides(claim)]
    if not mine:
        return
    figures = {q.low for q in claim.quantities}
    if any(q.low in figures and _FROM.search(sentence.folded, 0, q.start) for q in sentence.quantities):
        # From one figure to another has both sides.
        return
    there = [*_sides(sentence)]
    for what, side, place in mine:
        same = [other for other in there if what & other[0]]
        if same and all(other[1] != side for other in same):
            found = same[0][2]
            yield ClaimSlice(*place, "word", "contradicted", sentence.text[slice(*found)], found)
            return


def _sides(wording: Wording) -> Iterator[tuple[frozenset[str], bool, tuple[int, int]]]:
    """Yield what something is before or after, if it is after it, and the words for that: 改造, 前."""
    for word, _, end, tag in wording.tagged:
        match = _SIDE.match(wording.folded, end) if tag[0] in "vn" and len(word) > 1 else None
        if match:
            yield frozenset((word,)), match["side"] == "后", match.span()
    for match in _ENGLISH_SIDE.finditer(wording.folded):
        words = [w for w in LATIN_WORD.findall(match["what"]) if w not in _IDLE and len(w) > 2]
        what = frozenset(stem(w) for w in words[:_WORDS_AFTER])
        yield what, match["side"] == "after", match.span("side")


def _other_side_of_a_date(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding for what the claim has after a date, and the sentence before the same date."""
    for finding in told:
        if finding.kind != "date" or finding.at is None or finding.state != "supported":
            continue
        mine = _side_of(claim.folded, finding.start, finding.end)
        words = sentence.folded[slice(*finding.at)]
        places = [_side_of(sentence.folded, *place) for place in places_of(words, sentence.folded)]
        if mine is None or any(side is None or side[0] == mine[0] for side in places):
            continue
        place = next(side[1] for side in places if side is not None)
        yield ClaimSlice(*mine[1], "date", "contradicted", sentence.text[slice(*place)], place)


def _side_of(folded: str, start: int, end: int) -> tuple[int, tuple[int, int]] | None:
    """Return on which side of a date something is, -1 or 1, with the place of the words for it; None if on neither."""
    for side, behind, before in ((-1, _BEFORE_IT, _BEFORE_DATE), (1, _AFTER_IT, _AFTER_DATE)):
        after, lead = behind.match(folded, end), before.search(folded, 0, start)
        if after or lead:
            return side, (lead.start() if lead else start, after.end() if after else end)
    return None


def _turned_in_time(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding for two things that the sentence has before each other the other way round."""
    mine = [*_IN_TIME.finditer(claim.folded)]
    theirs = [m.start() for m in _IN_TIME.finditer(sentence.folded) if mine and m[0] == mine[0][0]]
    if len(mine) != 1 or not theirs:
        return
    borne = [f for f in told if f.at and f.state == "supported" and f.weight > 1]
    first = [f.at[0] for f in borne if f.at and f.end <= mine[0].start()]
    second = [f.at[0] for f in borne if f.at and f.start >= mine[0].end()]
    if first and second and all(max(second) < at < max(first) for at in theirs):
        start, end = min(f.start for f in borne), max(f.end for f in borne)
        place = (min(*first, *second), max(f.at[1] for f in borne if f.at))
        yield ClaimSlice(start, end, "word", "contradicted", sentence.text[slice(*place)], place)


def _counted_otherwise(
    claim: Wording, own: Clauses, evidence: Evidence, told: Sequence[ClaimSlice]
) -> Iterator[ClaimSlice]:
    """Yield a finding for the same year beside the next, and for a date beside the year after it: 次年落成."""
    folded, there = evidence.wording.folded, evidence.clauses
    if not claim.moments and not _RELATIVE.search(claim.folded):
        return
    theirs = [(*_count(match), match.span()) for match in _RELATIVE.finditer(folded)]
    if not theirs:
        return
    mine = [(*_count(match), match.span()) for match in _RELATIVE.finditer(claim.folded)]
    for unit, count, place in mine:
        other = [t for t in theirs if t[0] == unit or 0 in (count, t[1])]
        if other and not any(t[:2] == (unit, count) for t in other):
            found = other[0][2]
            yield ClaimSlice(*place, "word", "contradicted", evidence.wording.text[slice(*found)], found)
            return
    dates = [f for f in told if f.kind == "date" and f.at and f.state == "supported"] if not mine else []
    for date in dates:
        done = [
            f for f in told if f.at and f.kind == "word" and not f.noun and own.cell(f.start) == own.cell(date.start)
        ]
        last = max(done, default=None, key=lambda f: f.start)
        if last is None or last.at is None or date.at is None or last.weight <= 1:
            continue
        cell = there.cell(last.at[0])
        later = next((t for t in theirs if t[1] and there.cell(t[2][0]) == cell), None)
        if later and there.cell(date.at[0]) < cell and later[2][0] < last.at[0]:
            found = later[2]
            yield ClaimSlice(date.start, date.end, "date", "contradicted", evidence.wording.text[slice(*found)], found)
            return


def _count(match: re.Match[str]) -> tuple[str, int]:
    unit, count, _ = _NEXT[int(str(match.lastgroup)[1:])]
    return unit, count
