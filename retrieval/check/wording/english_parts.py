"""Figures of an English claim that a sentence has of the whole, where the claim says them of a part, or of another.

What follows a figure up to the next one, or to the end of its clause, is what it counts: 1.7 million, of which 820,000
was salary; 61 deaths from lung disease against 9 from accidents.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.check.verdict import ClaimSlice
from retrieval.facts.english_words import EnglishWord, english_words
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree, alike, same_unit
from retrieval.language.quantities import Quantity
from retrieval.runtime import pattern

_END = pattern(r"[.;:!?()\n|](?!\d)|,(?!\d)")
_OF_IT = pattern(r"\b(?:of|among) (?:which|whom|these|those|them)\b")
_ALL = pattern(r"\b(?:all|every one of)(?: of)?(?: the| its| his| her| their)? $")
# So far behind it the figure of a part may stand: of which only 820,000.
_NEAR = 20


class _Counted(NamedTuple):
    """A figure of a sentence with the words that tell what it counts; `part`: of what the figure before counts."""

    figure: Quantity
    words: tuple[EnglishWord, ...]
    part: bool


def of_a_part(claim: Wording, sentence: Wording) -> Iterator[ClaimSlice]:
    """Yield a finding for a figure that a claim says of what another figure of the sentence counts."""
    counted = [*_counted(sentence)]
    if len(counted) < 2:
        return
    first = counted[0].figure.start
    before = {word.stem for word in english_words(sentence) if word.end <= first}
    mine = {word.stem for word in english_words(claim) if word.kind in ("noun", "name", "verb")}
    for claimed in claim.quantities:
        own = next((one for one in counted if agree(claimed, one.figure) and same_unit(claimed, one.figure)), None)
        if own is None:
            continue
        told = {word.stem for word in own.words}
        things = {word.stem for word in own.words if word.kind != "verb"}
        for other in _others(own, counted, claimed, claim.quantities):
            its = {word.stem for word in other.words}
            rival = other.part or bool(things - mine) or _ALL.search(claim.folded, 0, claimed.start) is not None
            if rival and (its & mine) - told - before:
                place = (other.figure.start, other.figure.end)
                words = sentence.text[slice(*place)]
                yield ClaimSlice(claimed.start, claimed.end, "number", "contradicted", words, place, gate="clauses")
                return


def _others(
    own: _Counted, counted: Sequence[_Counted], claimed: Quantity, known: Sequence[Quantity]
) -> Iterator[_Counted]:
    """Yield smaller figures behind one, of the kind of the claimed one, that the claim does not have."""
    for other in counted:
        if other.figure.start < own.figure.end or other.figure.low >= own.figure.low:
            continue
        has = any(agree(one, other.figure) and same_unit(one, other.figure) for one in known)
        if not has and alike(claimed, other.figure):
            yield other


def _counted(sentence: Wording) -> Iterator[_Counted]:
    words = [word for word in english_words(sentence) if word.kind in ("noun", "name", "verb")]
    figures = sentence.quantities
    for at, figure in enumerate(figures):
        behind = _OF_IT.match(sentence.folded, figure.end + 1)
        start = behind.end() if behind else figure.end
        stop = _END.search(sentence.folded, start)
        ends = [stop.start() if stop else len(sentence.folded), *(one.start for one in figures[at + 1 : at + 2])]
        before = _OF_IT.search(sentence.folded, max(0, figure.start - _NEAR), figure.start)
        own = tuple(word for word in words if start <= word.start < min(ends))
        yield _Counted(figure, own, at > 0 and (behind is not None or before is not None))
