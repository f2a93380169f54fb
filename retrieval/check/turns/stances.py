"""Stances of a claim beside those of a sentence: the same matter, planned or done, in part or whole, must or may.

A part may also be counted: 全装上了 beside 53条中已有47条.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from retrieval.check.evidence import Evidence
from retrieval.check.turns.exceptions import excepted, hinges
from retrieval.check.turns.reach import in_one_clause
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Clauses
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import alike, same_unit
from retrieval.language.quantities import Quantity
from retrieval.language.stances import Stance, stances

# What cannot hold of one matter where the claim has the first side: it contradicts, or it is not said.
_OPPOSED: dict[tuple[str, str], frozenset[str]] = {
    ("quantity", "whole"): frozenset(("none", "few", "part", "half", "most", "one", "only", "except", "among")),
    ("quantity", "most"): frozenset(("none", "few", "one")),
    ("quantity", "half"): frozenset(("none", "whole", "few")),
    ("quantity", "many"): frozenset(("none", "few", "one")),
    ("quantity", "part"): frozenset(("none",)),
    ("quantity", "few"): frozenset(("whole", "most", "many", "half")),
    ("quantity", "one"): frozenset(("whole", "most", "several", "none", "many")),
    ("quantity", "several"): frozenset(("none", "one")),
    ("quantity", "none"): frozenset(("whole", "most", "many", "half")),
    ("stage", "done"): frozenset(("considered", "planned", "shall", "underway")),
    ("stage", "did"): frozenset(("considered", "planned", "underway")),
    ("stage", "past"): frozenset(("considered", "planned")),
    ("stage", "certain"): frozenset(("considered", "possible", "rumoured")),
    ("stage", "decided"): frozenset(("considered",)),
    ("stage", "underway"): frozenset(("considered", "planned", "shall")),
    ("stage", "begun"): frozenset(("nearly", "done")),
    ("duty", "must"): frozenset(("free", "may")),
    ("duty", "owed"): frozenset(("free",)),
    ("duty", "free"): frozenset(("must", "owed")),
    ("duty", "may"): frozenset(("barred",)),
    ("duty", "barred"): frozenset(("may",)),
    ("degree", "great"): frozenset(("slight",)),
    ("degree", "slight"): frozenset(("great",)),
    ("tense", "still"): frozenset(("then", "changed")),
    ("tense", "now"): frozenset(("then",)),
    ("condition", "regardless"): frozenset(("if",)),
    ("likeness", "equal"): frozenset(("apart",)),
    ("likeness", "apart"): frozenset(("equal",)),
}
_UNSAID: dict[tuple[str, str], frozenset[str]] = {
    ("stage", "done"): frozenset(("rumoured", "possible", "tried")),
    ("stage", "decided"): frozenset(("rumoured", "possible")),
    ("stage", "underway"): frozenset(("rumoured", "possible")),
}
# Words that stand for the whole on purpose, which a sentence must have one for too.
_WHOLES = ("全部", "全都", "所有", "一律", "清一色", "全是", "全", "统统", "通通", "悉数", "全体", "无一例外", "all")
# 还在考虑 has come no further than 考虑.
_OPEN, _REACHED = (
    ("rumoured", "possible", "considered", "planned", "shall", "tried"),
    ("done", "did", "past", "underway"),
)
_SAID_OF_IT = ("duty", "stage", "degree")
# A share of a thing, and not by how much something grew: 四成左右的茶园, 占六成.
_OF_IT = re.compile(r"(?:左右|上下|以上|以下|多)?的|\s(?:of|are|were|have)\b|$|(?=[,，。;；])")
_HAS_A_SHARE = re.compile(r"(?:占|占了|约占|有|约有|仅|只有|其中|[中里])(?:约|近)?$")
_GREW = re.compile(r"(?:增长?|涨|升|降|跌|减|少|多|超|同比|环比|提高|下滑|rose|fell|grew|by|up|down)\w{0,4}\s?$")
# Between a whole and a part of it: 53条里有47条, 7 of the 12 tugs.
_BETWEEN = re.compile(
    r"[^\d,，。;；、和与及比]{0,8}?(?:[里中]|当中|之中|里面)?[,，]?(?:其中)?(?:目前|现在|至今)?(?:有|只有|仅有?|已经?|就|共)?"
    r"(?:[^\d,，。;；、和与及比到至]{0,6}|(?<=其中)[^\d,，。;；]{0,16}[有为达是])"
)
_ENGLISH_BETWEEN = re.compile(r"(?: out)? of (?:the |its |their |all )?")
# 原先的72%降至54% tells what is now, too.
_CHANGES = re.compile(r"[^,，。;；]{0,16}?[降升增减涨跌改变转扩缩][^,，。;；]?[至到为成]")
_ALL_OF_IT = 100
# So much of what a clause of the claim says must stand in one of the sentence.
_MOST = 0.4


def stands_otherwise(
    claim: Wording,
    own: Clauses,
    evidence: Evidence,
    told: Sequence[ClaimSlice],
    is_of_it: Callable[[Stance, Stance], bool],
) -> Iterator[ClaimSlice]:
    """Yield a finding for the first stance of each kind that the sentence cannot have with its own.

    `told` are the findings of the claim's figures, names and words; `is_of_it` tells if how far something came is said
    of what the claim says it of.
    """
    mine = stances(claim.folded)
    if not mine:
        return
    theirs, there = stances(evidence.wording.folded), evidence.clauses
    borne = sum(f.weight * f.share for f in told if f.at)
    if borne < _MOST * sum(f.weight for f in told):
        return
    # What is said of the rest is otherwise with what is left out, or where a condition is met.
    otherwise = any(f.at and excepted(evidence.wording.folded, f.at) for f in told)
    otherwise = otherwise or hinges(claim, evidence.wording, told)[0]
    for kind in dict.fromkeys(one.kind for one in mine if not otherwise or one.kind == "quantity"):
        claimed = _plain([one for one in mine if one.kind == kind])
        cells = {cell for one in claimed for cell in _cells(one, own, there, told)}
        same = [one for one in theirs if one.kind == kind]
        near = [one for one in same if there.cell(one.start) in cells or _leads(one, there, cells)]
        beside = [one for one in same if {there.cell(one.start) - 1, there.cell(one.start) + 1} & cells]
        # What a clause says of a thing may stand beside it, if this one has nothing of the kind.
        near = _plain(near or (beside if kind in _SAID_OF_IT and any(one.side != "did" for one in claimed) else []))
        if kind == "quantity" and (counted := _counted(claim, evidence, claimed, near, cells)):
            yield counted
            continue
        if kind == "tense":
            near = [other for other in near if not _CHANGES.match(evidence.wording.folded, other.end)]
        if kind == "stage":
            near = [other for other in near if any(is_of_it(one, other) for one in claimed)]
        said = {other.side for other in (*near, *(beside if kind == "duty" else ()))}
        if kind == "quantity" and any(one.side in said for one in claimed):
            continue
        claimed = [one for one in claimed if one.side not in said]
        yield from _at_odds(claim, evidence.wording, claimed, near, told)


def _plain(found: Sequence[Stance]) -> list[Stance]:
    """Return stances without those that say less beside others: 还在 of 还在考虑, 都 of 大部分人都."""
    open_ = any(one.side in _OPEN for one in found)
    kept = [one for one in found if not (open_ and one.side in _REACHED)]
    each = any(one.side in ("each", "whole") for one in kept)
    alone = [one for one in kept if one.side != "each" and not (each and one.side == "among")]
    return alone or [one._replace(side="whole") for one in kept]


def _counted(
    claim: Wording, evidence: Evidence, claimed: Sequence[Stance], near: Sequence[Stance], cells: set[int]
) -> ClaimSlice | None:
    """Return a finding for a claim on the whole or most, where the sentence counts less or does not say so."""
    large = next((one for one in claimed if one.side in ("whole", "most")), None)
    if large is None or any(one.side == large.side for one in near):
        return None
    part = _only_a_part(claim, large, evidence.wording, evidence.clauses, cells)
    if part is None and not near and claim.folded[large.start : large.end] in _WHOLES:
        return ClaimSlice(large.start, large.end, "word", "not_found", weight=0.0, binding=False, withholds=True)
    return part


def _at_odds(
    claim: Wording, sentence: Wording, claimed: Sequence[Stance], near: Sequence[Stance], told: Sequence[ClaimSlice]
) -> Iterator[ClaimSlice]:
    for table in (_OPPOSED, _UNSAID):
        for one in claimed:
            other = next((o for o in near if o.side in table.get((one.kind, one.side), ())), None)
            if other is None:
                continue
            start, end = _named(claim, one, told)
            if table is _UNSAID:
                yield ClaimSlice(one.start, one.end, "word", "not_found", weight=0.0, binding=False, withholds=True)
            else:
                found = sentence.text[other.start : other.end]
                yield ClaimSlice(start, end, "word", "contradicted", found, (other.start, other.end))
            return


def _cells(one: Stance, own: Clauses, there: Clauses, told: Sequence[ClaimSlice]) -> set[int]:
    """Return the cells that have the words which a stance of the claim stands with."""
    cell = own.cell(one.start)
    beside = [f for f in told if f.at and f.share > 0 and f.weight > 1 and own.cell(f.start) == cell]
    # Another word for the stance itself is of whatever thing has that: 多半 for 大部分.
    beside = [f for f in beside if not (f.start < one.end and one.start < f.end)]
    if one.kind == "tense":
        # What holds at a time stands behind it; of whom it is told, other times may be told too.
        beside = [f for f in beside if f.start >= one.end]
    return {there.cell(f.at[0]) for f in beside if f.at}


def _leads(one: Stance, there: Clauses, cells: set[int]) -> bool:
    """Return if a stance is in the clause right before one in question, and reaches into it: 若…,则."""
    return one.side in ("if", "rumoured", "possible") and there.cell(one.start) + 1 in cells


def _named(claim: Wording, one: Stance, told: Sequence[ClaimSlice]) -> tuple[int, int]:
    """Return the words for a stance; for what holds at a time with what is said to hold: 仍然关闭."""
    ends = [f.end for f in told if f.at and f.start >= one.end and in_one_clause(claim.folded, one.end, f.start)]
    return one.start, max(ends, default=one.end) if one.kind == "tense" else one.end


def _only_a_part(claim: Wording, one: Stance, sentence: Wording, there: Clauses, cells: set[int]) -> ClaimSlice | None:
    """Return a finding for a claim on the whole or most, if a clause in question counts a part, or less than half."""
    if any(q.kind == "percentage" for q in claim.quantities):
        return None
    counted = _parts_counted(sentence, claim.quantities) if one.side == "whole" else ()
    for place in (*_shares(sentence, _ALL_OF_IT if one.side == "whole" else _ALL_OF_IT / 2), *counted):
        if there.cell(place[0]) in cells or there.cell(place[1] - 1) in cells:
            words = sentence.text[slice(*place)]
            return ClaimSlice(one.start, one.end, "word", "contradicted", words, place)
    return None


def _shares(sentence: Wording, most: float) -> Iterator[tuple[int, int]]:
    """Yield the places of shares of a thing that are below a percentage."""
    for figure in sentence.quantities:
        if figure.kind != "percentage" or not 0 < figure.low < most:
            continue
        before = sentence.folded[max(0, figure.start - 8) : figure.start]
        after = _OF_IT.match(sentence.folded, figure.end)
        if not _GREW.search(before) and ((after and after[0]) or _HAS_A_SHARE.search(before)):
            yield figure.start, figure.end


def _parts_counted(sentence: Wording, claimed: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """Yield the places of a whole and a part of it, unless the claim has the part."""
    told = [q for q in sentence.quantities if q.kind not in ("percentage", "ordinal")]
    for one, other in pairwise(told):
        between = sentence.folded[one.end : other.start]
        english = _ENGLISH_BETWEEN.fullmatch(between) is not None
        whole, part = (other, one) if english else (one, other)
        of_it = english or (alike(one, other) and same_unit(one, other) and _BETWEEN.fullmatch(between))
        if of_it and part.low < whole.low and not any(q.low == part.low for q in claimed):
            yield one.start, other.end
