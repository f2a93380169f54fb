"""Owners of what clauses say: a clause that begins with a thing of its own says what it says of that.

大殿为元代建筑,山门是1987年重建的 has a thing in each clause, and says something of it there. A claim with the thing of
one and what the other says has exchanged the two, whatever they are.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import permutations
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.coverage import covered_by
from retrieval.facts.clauses import Clauses, Place
from retrieval.facts.items import is_between
from retrieval.facts.kinds import kinds_of
from retrieval.facts.leads import plans
from retrieval.facts.parsed import Tagged, Wording
from retrieval.language.agreement import agree, same_unit
from retrieval.language.dates import conflict, shared
from retrieval.language.tokenizer import stop_words

# What leads to a thing that is no subject, and what ends one.
_LEADS_TO = frozenset("被由给在对向从于为按据将把以如若因凭经与跟同至到像")
_ENDS_LEAD = frozenset("是为在有由被把的乃叫")
_NO_THING = ("v", "d", "t", "m", "r", "c", "p", "u", "y", "z")
# Names of what is measured or told of a thing, and words for a thing named before.
_OF_A_THING = re.compile(
    r"[数量率额值价费比度长高宽深重龄期距性权法限式征名因]$|收入|营收|利润|亏损|支出|成本|人口|产值|面积|结果|现任|[前后两]者|目[的标]"
    r"|条件|内容|方式|时间|地点|理由|情况|部分|公司|本[人校]|双方|一种"
)
_POINTS = re.compile(r"[他她它其该此]|这|[两二三]者|均|都|分别|各")
_END = re.compile(r"[。!！?？\n]")
_IS = re.compile(r"[是为由]")
_LETTERS = re.compile(r"\w")


class _Cell(NamedTuple):
    """A clause of a sentence, with the places of a claim that it has."""

    start: int
    end: int
    covered: frozenset[int]

    def has(self, unit: Place) -> bool:
        """Return if the clause has more than half of a word."""
        return 2 * len(self.covered.intersection(range(*unit))) > unit[1] - unit[0]


def owned_by_another(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding for the thing of one clause of which a claim says what another clause says of its own.

    Two sentences in a row may well be of two things.
    """
    if len(evidence.entries) > 1 or any(one.places for one in evidence.spoken):
        return []
    there, own = evidence.clauses, Clauses(claim.folded, claim.quantities)
    cells = [_cell(claim, evidence.wording, there.span(at)) for at in range(len(there.ends) + 1)]
    for at in range(len(own.ends) + 1):
        units = list(_units(claim, own.span(at)))
        having = [frozenset(n for n, unit in enumerate(units) if cell.has(unit)) for cell in cells]
        missing = frozenset(range(len(units))).difference(*having)
        if len([n for n in missing if claim.folded[slice(*units[n])] not in evidence.around]) > 1:
            continue
        for one, other in permutations(range(len(cells)), 2):
            mine, others = having[one] - having[other], (has for n, has in enumerate(having) if n != other)
            # What a third clause has as well may be said of the first one's thing there.
            theirs = having[other].difference(*others) if mine else mine
            if theirs:
                told = ([units[n] for n in sorted(some)] for some in (mine, theirs))
                if found := _exchanged(claim, evidence.wording, cells[one], cells[other], *told):
                    return [found]
    return []


def _exchanged(
    claim: Wording, sentence: Wording, one: _Cell, other: _Cell, mine: Sequence[Place], theirs: Sequence[Place]
) -> ClaimSlice | None:
    """Return a finding if words of a claim that one clause has are the thing that it begins with and says something of,
    and the other clause has another thing for what the claim goes on with, or begins with as 乙 of 乙的是甲.
    """
    folded = sentence.folded
    things = [u for u in mine if u[1] - u[0] > 1 and not _measured(claim).intersection(range(*u))]
    turned = theirs[-1][1] <= mine[0][0] and _IS.search(claim.folded, theirs[-1][1], mine[0][0])
    ended = _END.search(folded, min(one.end, other.end) - 1, max(one.start, other.start))
    telling = any(end - start > 1 for start, end in theirs) and folded[other.end - 1 : other.end + 1].find(":") < 0
    if (
        not things
        or not telling
        or folded[other.start] in "、和与及"
        or not (turned or (mine[-1] < theirs[0] and not ended))
    ):
        return None
    thing, said = (things[0][0], things[-1][1]), min(_place(claim, theirs[0], other, folded), other.end)
    at = _place(claim, things[0], one, folded)
    lead = _lead(claim, sentence, other, said)
    last = _place(claim, things[-1], one, folded) + things[-1][1] - things[-1][0]
    if lead is None or not _says_more(claim, sentence, last, one):
        return None
    alike = kinds_of(claim, *thing) & kinds_of(sentence, *lead) or claim.folded[thing[1] - 1] == folded[lead[1] - 1]
    first = next((t for t in _words(sentence, one.start, one.end) if not is_between(t[0], t[3])), None)
    leads = first is not None and at <= first[1] and not {*folded[one.start : at + 1]} & _LEADS_TO
    if not alike and not (leads and _LETTERS.search(folded, lead[1], said)):
        return None
    return ClaimSlice(*thing, "word", "contradicted", sentence.text[slice(*lead)], lead, noun=True)


def _lead(claim: Wording, sentence: Wording, clause: _Cell, said: int) -> Place | None:
    """Return the thing that a clause begins with before what a claim has of it, if the claim has not got that."""
    lead: list[Tagged] = []
    measured = _measured(sentence)
    for token in _words(sentence, clause.start, said):
        word, start, end, tag = token
        inside = measured.intersection(range(start, end))
        if not lead and plans(sentence.folded, start, end):
            return None
        if not lead and (inside or tag[0] in "cdru" or word in stop_words()) and word not in _LEADS_TO:
            continue
        known = word not in _LEADS_TO and any(word[k : k + 2] in claim.folded for k in range(max(1, len(word) - 1)))
        if inside or word in _ENDS_LEAD or tag[0] in "updf" or known or (lead and tag == "v"):
            break
        lead.append(token)
    while lead and lead[-1][3] == "c":
        lead.pop()
    if not lead or lead[0][3][0] in _NO_THING or lead[0][0] in _LEADS_TO:
        return None
    start, end = lead[0][1], lead[-1][2]
    words = sentence.folded[start:end]
    points = _POINTS.search(sentence.folded, clause.start, said)
    return None if end - start < 2 or words.isascii() or points or _OF_A_THING.search(words) else (start, end)


def _says_more(claim: Wording, sentence: Wording, last: int, clause: _Cell) -> bool:
    """Return if a clause says something behind a place that a claim has not got."""
    words = _words(sentence, last, clause.end)
    return any(word not in claim.folded and tag[0] not in "ucy" for word, _, _, tag in words)


def _place(claim: Wording, unit: Place, clause: _Cell, folded: str) -> int:
    """Return where a clause has a word of a claim, or the first part of it; its end for a figure, in other words."""
    text = claim.folded[slice(*unit)]
    forms = (text, *(text[at : at + 2] for at in range(len(text) - 1)))
    found = (folded.find(form, clause.start, clause.end) for form in forms)
    return next((at for at in found if at >= 0), clause.end)


def _cell(claim: Wording, sentence: Wording, place: Place) -> _Cell:
    """Return a clause with the words, figures and dates of a claim that it has."""
    covered = set(covered_by(claim, sentence.folded[slice(*place)]))
    for mine in claim.quantities:
        figures = (q for q in sentence.quantities if place[0] <= q.start < place[1])
        if any(agree(mine, q) and same_unit(mine, q) for q in figures):
            covered.update(range(mine.start, mine.end))
    for date in claim.moments:
        dates = (m for m in sentence.moments if place[0] <= m.start < place[1])
        if any(shared(date, m) and not conflict(date, m) for m in dates):
            covered.update(range(date.start, date.end))
    return _Cell(*place, frozenset(covered))


def _units(claim: Wording, said: Place) -> Iterator[Place]:
    """Yield the words of a clause of a claim that tell something, its figures and its dates, in order; single
    characters in a row are one.
    """
    measured = _measured(claim)
    spans = sorted({*((q.start, q.end) for q in claim.quantities), *((m.start, m.end) for m in claim.moments)})
    found = [at for at in spans if said[0] <= at[0] < said[1]]
    for word, start, end, tag in _words(claim, *said):
        plain = tag[0] in "cpuyr" or word in stop_words() or (len(word) == 1 and tag == "d") or word in _ENDS_LEAD
        if plain or measured.intersection(range(start, end)):
            continue
        goes_on = bool(found) and end - start == 1 and found[-1][1] == start and _single(claim, found[-1])
        if goes_on:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    yield from sorted(found)


def _single(claim: Wording, place: Place) -> bool:
    """Return if a stretch is made of single characters."""
    return all(end - start == 1 for _, start, end, _ in _words(claim, *place))


def _words(wording: Wording, start: int, end: int) -> list[Tagged]:
    return [t for t in wording.tagged if start <= t[1] and t[2] <= end and t[0].strip() and t[3] != "x"]


@lru_cache(maxsize=64)  # a claim, and the sentences that it is laid beside
def _measured(wording: Wording) -> frozenset[int]:
    """Return the places of figures and dates."""
    spans = [(q.start, q.end) for q in wording.quantities] + [(m.start, m.end) for m in wording.moments]
    return frozenset(at for start, end in spans for at in range(start, end))
