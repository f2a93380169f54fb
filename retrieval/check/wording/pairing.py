"""Clauses of a sentence side by side, and a claim that says of the thing of one what another says of its own.

生角綁藍頭巾,旦角戴銀髮簪 tells of two things. 戴銀髮簪的是生角 has crossed them, whatever kind of things they are and
whatever is said of them: a clause that begins with a thing of its own takes none from the one before it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Place
from retrieval.facts.items import SentenceItem, is_between, items
from retrieval.facts.kinds import NAMED, kinds_of
from retrieval.facts.parsed import Tagged, Wording
from retrieval.language.dates import conflict, shared
from retrieval.language.tokenizer import stop_words

_END = re.compile(r"[。!！?？\n]|(?<=[a-z]{2})\. ?(?=[a-z])")
_PLAIN = re.compile(r"[的了是之这那\W]")
_CONTRAST = re.compile(r"[则而却]|(?<!不)但|\bwhile\b|\bwhereas\b|\bbut\b")
_LATIN = re.compile(r"[a-z][a-z'-]+")
_ARTICLES = frozenset(("a", "an", "the"))
_PLACES = frozenset(("in", "at", "on", "after", "before", "during", "for", "since"))
_JOINS = frozenset(("of", "to", "for", "the", "a", "an", " "))
_OPENING = frozenset(("and", "but", "while", "whereas", "then", "only", "also"))
_POINTS = re.compile(r"[他她它其该此这那]|\b(?:he|she|it|they|this|its|his|her)\b")
# So clear it is, of 2 for each of the two things and 2 for how the clauses are built, that they are side by side.
_CLEAR = 3
# More than one part of so many that stands nowhere is something else.
_MOST_MISSING = 3
_LEAST = 2
_DEEDS_AND_THINGS = frozenset(("n", "v", "vn", "ng", "l"))
_SINGLED = re.compile(r"的是(?P<who>[^,，。;；]{2,12})[。.]?$|是(?P<of>[^,，。;；]{2,6})的[。.]?$")


class _Clause(NamedTuple):
    """A clause of a sentence: its ends, what it begins with, what follows, and the places of a claim that it has."""

    start: int
    end: int
    lead: Place
    tail: Place
    words: tuple[Tagged, ...]
    covered: frozenset[int]


class _Part(NamedTuple):
    """Characters in a row that a claim and a clause have."""

    own: Place
    there: Place


def crossed(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding for what a claim has of the thing of one clause, and says of that of another."""
    clauses = list(_clauses(claim, evidence))
    for said in items(claim):
        for one, other in permutations(clauses, 2):
            found = _crossed(claim, said, evidence, clauses, one, other)
            if found:
                return [found]
        dated = _dated(claim, said, evidence.wording, clauses)
        if dated:
            return [dated]
    return []


def led_by_another(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding that withholds if a clause has what a claim says of somebody, and begins with another, and the
    sentence does not have who the claim is of.
    """
    folded = evidence.folded
    clauses = list(_clauses(claim, evidence))
    for start, end in _subjects(claim):
        mine = frozenset(range(start, end))
        rest = frozenset(range(len(claim.folded))) - mine
        if not mine or any(mine & c.covered for c in clauses) or NAMED not in kinds_of(claim, start, end):
            continue
        best = max(clauses, key=lambda c: len(c.covered & rest), default=None)
        said = SentenceItem(0, len(claim.folded), claim.folded, ())
        if best is None or _is_more(claim, said, best.covered | mine):
            continue
        own = _own(clauses, best, best.end, folded)
        if own and NAMED in kinds_of(evidence.wording, *own) and not any(at in claim.folded for at in _pairs(folded[slice(*own)])):
            return [ClaimSlice(start, end, "name", "not_found", weight=0.0, binding=False, withholds=True)]
    return []


def _subjects(claim: Wording) -> Iterator[Place]:
    """Yield what a claim may be of: what it begins with, and what it singles out at its end."""
    yield _lead(claim, claim.tagged, 0)
    match = _SINGLED.search(claim.folded)
    if match:
        yield match.span("who" if match["who"] else "of")


def _dated(claim: Wording, said: SentenceItem, sentence: Wording, clauses: Sequence[_Clause]) -> ClaimSlice | None:
    """Return a date of a claim that one clause has, with what another clause has of another date."""
    times = {c: [m for m in sentence.moments if c.start <= m.start < c.end] for c in clauses}
    for date in (m for m in claim.moments if said.start <= m.start < said.end):
        own = [c for c in clauses if any(shared(date, m) and not conflict(date, m) for m in times[c])]
        # A clause without a date has that of the one before it.
        handed = [c for c in clauses if not times[c] and any(o.start < c.start for o in own)]
        known = frozenset().union(*(c.covered for c in (*own, *handed)))
        for other in clauses:
            odd = next((m for m in times[other] if conflict(date, m)), None)
            # What an earlier clause begins with goes on.
            going = _covered(claim, sentence.folded[slice(*other.lead)]) if own and other.start < own[0].start else frozenset()
            said_there = frozenset(at for _, a, b, tag in claim.tagged if tag in _DEEDS_AND_THINGS for at in range(a, b))
            told = (other.covered - known - going) & said_there & frozenset(range(said.start, said.end))
            if odd is None or other in own or len(told) < _LEAST or not own or _END.search(sentence.folded, *_gap(own[0], other)):
                continue
            if _tail(own[0], other, claim, own[0].start) and not _is_more(claim, said, known | other.covered | {*range(date.start, date.end)}):
                return ClaimSlice(date.start, date.end, "date", "contradicted", sentence.text[odd.start : odd.end], (odd.start, odd.end))
    return None


def _gap(one: _Clause, other: _Clause) -> Place:
    return min(one.end, other.end) - 1, max(one.start, other.start)


def _clauses(claim: Wording, evidence: Evidence) -> Iterator[_Clause]:
    sentence = evidence.wording
    for item in evidence.items[0]:
        cuts = [m.end() for m in _END.finditer(sentence.folded, item.start, item.end)]
        for start, end in pairwise((item.start, *cuts, item.end)):
            words = tuple(t for t in sentence.tagged if start <= t[1] and t[2] <= end)
            lead = _lead(sentence, words, start)
            yield _Clause(start, end, lead, (lead[1], end), words, _covered(claim, sentence.folded[start:end]))


def _lead(sentence: Wording, words: Sequence[Tagged], start: int) -> Place:
    """Return what a clause begins with, up to what says something of it; dates and joining words before it aside."""
    dated = [(m.start, m.end) for m in sentence.moments]
    begin = end = start
    acts = placed = named = False
    for word, a, b, tag in words:
        if begin == end and (_is_aside(word, tag) or placed or any(s < b and a < e for s, e in dated)):
            begin = end = b
            # Where or when a clause of English says it comes first: at the school the choir sang.
            placed = word in _PLACES or (placed and word not in _ARTICLES)
        elif begin == end and tag == "v" and not word.isascii():
            end, acts = b, True
        elif acts and (tag[0] == "p" or word == "是" or (tag[0] == "d" and named)):
            return begin, end
        elif acts and tag[0] == "v":
            break
        elif _goes_on(word, tag, end - begin):
            end, named = b, True
        else:
            break
    if sentence.folded.startswith(("了", "过", "着"), end):
        # What follows tells that it is a deed, whatever the dictionary has it for.
        return start, start
    if not any(tag[0] in "njsbf" or tag in ("eng", "vn") or len(word) == 1 for word, a, b, tag in words if begin <= a and b <= end):
        return start, start
    # A deed is what is spoken of only if something is said of it: 揉捻用竹匾.
    return (start, start) if acts else (begin, end)


def _is_aside(word: str, tag: str) -> bool:
    """Return if a word before a lead is no part of it."""
    if word.isascii():
        return not word.strip() or word in _ARTICLES or word in _OPENING or word in _PLACES
    return tag[0] in "cdrx" or (tag[0] in "tm" and len(word) > 1) or word in "后前时中"


def _goes_on(word: str, tag: str, length: int) -> bool:
    """Return if a word goes on with a lead of so many characters; a name that no list has may be of any single ones."""
    if word.isascii():
        return word in _JOINS or word not in stop_words()
    if len(word) == 1 and length < 2:
        return tag[0] not in "pu" and word not in "是在由用为有"
    return tag[0] in "nabjzlgiqsf" or tag in ("vn", "uj", "k", "eng") or (len(word) == 1 and tag in ("m", "t"))


def _covered(claim: Wording, text: str) -> frozenset[int]:
    """Return the places of a claim at which it has characters in a row, or words, of a text."""
    folded = claim.folded
    pairs = (at for at in range(len(folded) - 1) if folded[at : at + 2] in text and not folded[at : at + 2].isascii())
    found = {at + n for at in pairs if not _PLAIN.search(folded[at : at + 2]) for n in (0, 1)}
    theirs = set(_LATIN.findall(text)) - stop_words()
    return frozenset(found | {n for m in _LATIN.finditer(folded) if m[0] in theirs for n in range(*m.span())})


def _crossed(
    claim: Wording,
    said: SentenceItem,
    evidence: Evidence,
    clauses: Sequence[_Clause],
    one: _Clause,
    other: _Clause,
) -> ClaimSlice | None:
    """Return what a claim says of the lead of one clause that another says of its own."""
    sentence, own = evidence.wording, frozenset(range(said.start, said.end))
    here, there = (one.covered - other.covered) & own, (other.covered - one.covered) & own
    if not here or not there or any(here | there <= c.covered for c in clauses):
        return None
    if _is_more(claim, said, one.covered | other.covered) or _is_list(one, other, sentence.folded):
        return None
    apart = _END.search(sentence.folded, *_gap(one, other)) is not None
    for a in _parts(here, claim, one, sentence.folded):
        behind = _tail(one, other, claim, a.there[1])
        if behind is None or not one.lead[0] <= a.there[0] < one.lead[1]:
            continue
        head = sentence.folded[a.there[1] : one.lead[1]].strip("的 ")
        if (head and head not in claim.folded) or (one.start > other.start and _POINTS.search(sentence.folded, one.lead[1], one.end)):
            continue
        for b in _parts(there, claim, other, sentence.folded):
            own = _own(clauses, other, b.there[0], sentence.folded)
            if own is None or _POINTS.match(sentence.folded, *own) or _is_said(claim, a, one, sentence.folded, own):
                continue
            things, told = _alike(claim, a.own, sentence, own), _alike(claim, b.own, sentence, behind)
            placed = 2 * _in_one_place(sentence, b.there[0], behind[0])
            # What is named only later is not what an earlier clause is of.
            whole = _is_most(b, other, b.there[0])
            later = 2 * (whole and one.start > other.start and a.there[1] >= one.lead[1] and _acts(other, b.there))
            if apart and not (whole and NAMED in kinds_of(claim, *a.own) & kinds_of(sentence, *own)):
                continue
            clear = max(things, later) + max(told, placed) + _built(one, other, sentence.folded) + whole
            if (things or told or placed or later) and clear >= _CLEAR:
                return _finding(claim, sentence, a, b, own, behind)
    return None


def _is_more(claim: Wording, said: SentenceItem, covered: frozenset[int]) -> bool:
    """Return if much of what a statement tells stands in neither of two clauses."""
    words = [(a, b) for _, a, b, tag in claim.tagged if said.start <= a and b <= said.end and tag[0] not in "xucpdr"]
    words = [(a, b) for a, b in words if claim.folded[a:b] not in stop_words()]
    missing = sum(b - a for a, b in words if not covered & {*range(a, b)})
    return _MOST_MISSING * missing > sum(b - a for a, b in words)


def _is_list(one: _Clause, other: _Clause, folded: str) -> bool:
    """Return if two stretches are members of a list, of which no two words are the same: 甲、乙和丙."""
    between = folded[min(one.end, other.end) : max(one.start, other.start)]
    listed = "、" in between and not re.search(r"[,，;；]", between)
    return listed and not {t[0] for t in one.words if len(t[0]) > 1 or t[3][0] in "vp"} & {t[0] for t in other.words}


def _acts(clause: _Clause, place: Place) -> bool:
    """Return if something is done in a stretch of a clause."""
    return any(tag[0] == "v" for _, a, b, tag in clause.words if place[0] <= a and b <= place[1])


def _is_most(part: _Part, clause: _Clause, start: int) -> bool:
    """Return if a part is at least half of what its clause says from a place on."""
    words = sum(b - a for _, a, b, tag in clause.words if a >= start and tag[0] not in "xu")
    return 2 * (part.there[1] - part.there[0]) >= words


def _own(clauses: Sequence[_Clause], clause: _Clause, until: int, folded: str) -> Place | None:
    """Return what a clause begins with before a place, or the last one before it that begins with a thing."""
    start, end = clause.lead
    if end > until and (clause.end - end > 2 or until - start < 1):
        # What goes on with the same name is not said of it.
        return None
    if min(end, until) > start:
        return start, min(end, until)
    earlier = [c for c in clauses if c.start < clause.start and not _END.search(folded, c.end, clause.start)]
    before = [c.lead for c in earlier if c.lead[1] - c.lead[0] > 1]
    return before[-1] if before else None


def _in_one_place(sentence: Wording, one: int, other: int) -> bool:
    """Return if the same word that links or does stands before two places."""
    first, second = (next((t for t in reversed(sentence.tagged) if t[2] <= at and t[0].strip()), None) for at in (one, other))
    return first is not None and second is not None and first[0] == second[0] and first[3][0] not in "x"


def _finding(claim: Wording, sentence: Wording, a: _Part, b: _Part, own: Place, behind: Place) -> ClaimSlice:
    """Return a finding on what a claim says later of the two: what it is of comes first, what it tells of that last."""
    part, place = (a, own) if a.own > b.own else (b, behind)
    start, end = _whole(claim, part.own)
    return ClaimSlice(start, end, "word", "contradicted", sentence.text[slice(*place)].strip(), place)



def _tail(clause: _Clause, other: _Clause, claim: Wording, start: int) -> Place | None:
    """Return what a clause says from a place on, as far as neither a claim nor the other clause has it."""
    known = {t[0] for t in other.words}
    words = [t for t in clause.words if t[1] >= start and t[3][0] not in "xcdu" and t[0] not in claim.folded]
    words = [t for t in words if t[0] not in known and not is_between(t[0], "")]
    return (words[0][1], words[-1][2]) if words else None


def _is_said(claim: Wording, part: _Part, clause: _Clause, folded: str, place: Place) -> bool:
    """Return if a claim has what tells a thing of a sentence from that which the claim has in its place."""
    words, mine, lead = (folded[slice(*at)] for at in (place, part.there, clause.lead))
    if words in mine or mine in words:
        return True
    if words.isascii():
        return not set(_LATIN.findall(words)) - set(_LATIN.findall(lead)) - set(_LATIN.findall(claim.folded)) - stop_words()
    rest = claim.folded[: part.own[0]] + " " + claim.folded[part.own[1] :]
    return words[-1] in rest or any(pair in rest for pair in _pairs(words) if pair not in lead)


def _pairs(words: str) -> list[str]:
    return [words[at : at + 2] for at in range(len(words) - 1)]


def _parts(at: frozenset[int], claim: Wording, clause: _Clause, folded: str) -> Iterator[_Part]:
    """Yield the stretches of a claim at some places that a clause has, in whole words if it has them."""
    start = -1
    for here in sorted(at):
        start = here if here - 1 not in at else start
        if here + 1 in at:
            continue
        for own in dict.fromkeys((_whole(claim, (start, here + 1)), (start, here + 1))):
            place = folded.find(claim.folded[slice(*own)], clause.start, clause.end)
            if place >= 0 and own[1] - own[0] > 1:
                yield _Part(own, (place, place + own[1] - own[0]))
                break


def _alike(claim: Wording, own: Place, sentence: Wording, place: Place) -> int:
    """Return how clear it is that two stretches name things of one kind."""
    one, other = kinds_of(claim, *own), kinds_of(sentence, *place)
    if one & other:
        return 2
    mine, theirs = claim.folded[slice(*own)], sentence.folded[slice(*place)]
    return int(not mine.isascii() and bool({*mine} & {*theirs}))


def _built(one: _Clause, other: _Clause, folded: str) -> int:
    """Return how much alike two clauses are built."""
    first, second = ({t[0] for t in c.words if t[3][0] != "x" and t[0] != "的"} for c in (one, other))
    later = max(one, other, key=lambda c: c.start)
    contrast = _CONTRAST.search(folded, max(0, later.start - 7), later.end)
    return bool(first & second) + bool(contrast)


def _whole(claim: Wording, own: Place) -> Place:
    words = [(a, b) for _, a, b, _ in claim.tagged if a < own[1] and own[0] < b]
    return words[0][0], words[-1][1]
