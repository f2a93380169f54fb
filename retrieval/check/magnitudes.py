"""Comparisons of two things in a claim, held against the figures that the sentence has for both."""

import re
from collections.abc import Iterator

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Clauses, Segment
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import alike, same_unit

_MORE = r"多|高|大|快|贵|重|长|强|热|深|远|厚|宽|more|higher|larger|faster|longer"
_LESS = r"少|低|小|慢|便宜|轻|短|弱|冷|浅|近|薄|窄|fewer|less|lower|smaller|slower|shorter"
_THAN = (
    re.compile(
        rf"(?P<one>[^,，。;；]{{2,40}}?)比(?P<other>[^,，。;；]{{1,20}}?)(?:还|更|要|都|来得)*(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?![\d一二三四五六七八九十百千万]|数|量)"
    ),
    re.compile(
        rf"(?P<one>.{{3,60}}?) (?:(?P<more>{_MORE})|(?P<less>{_LESS}))[^,.]{{0,30}}? than (?P<other>[^,.]{{2,40}})"
    ),
)
_TELLING = 2


def wrong_order(claim: Wording, evidence: Evidence, there: Clauses) -> list[ClaimSlice]:
    """Return a finding if the figures of two things in the sentence are the other way round than the claim has them."""
    match = next((m for form in _THAN if (m := form.search(claim.folded))), None)
    if match is None or claim.negators:
        return []
    one, other = _words(claim, match.span("one")), _words(claim, match.span("other"))
    sentence = evidence.wording
    for mine in there.segments:
        for its in there.segments:
            if mine is its or not (alike(mine.figure, its.figure) and same_unit(mine.figure, its.figure)):
                continue
            if (
                mine.figure.unit != its.figure.unit
                or not _owns(sentence, its, other, one)
                or not _owns(sentence, mine, one, other)
            ):
                continue
            if mine.figure.low == its.figure.low or (mine.figure.low > its.figure.low) == bool(match["more"]):
                return []
            place = (min(mine.figure.start, its.figure.start), max(mine.figure.end, its.figure.end))
            span = (
                (match.start("other") - 1, match.end()) if match.re is _THAN[0] else (match.end("one") + 1, match.end())
            )
            return [ClaimSlice(*span, "direction", "contradicted", sentence.text[slice(*place)], place)]
    return []


def _words(claim: Wording, part: tuple[int, int]) -> tuple[str, ...]:
    """Return what a part of a claim names, the nearest to its end first."""
    found: Iterator[tuple[int, int]] = ((p.start, p.end) for p in (*claim.words, *claim.names, *claim.moments))
    inside = sorted((p for p in found if part[0] <= p[0] and p[1] <= part[1]), reverse=True)
    runs: list[tuple[int, int]] = []
    for start, end in inside:
        if runs and end == runs[-1][0] and (end - start == 1 or runs[-1][1] - runs[-1][0] == 1):
            runs[-1] = (start, runs[-1][1])
        else:
            runs.append((start, end))
    return tuple(claim.folded[a:b] for a, b in runs if b - a >= _TELLING)


def _owns(sentence: Wording, segment: Segment, words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Return if the text of a figure names the one thing, by a word that the other does not have."""
    own = "".join(sentence.folded[start:end] for start, end in segment.own)
    telling = [w for w in words if w not in "".join(others)]
    return any(w in own for w in telling) and not any(w in own for w in others if w not in "".join(words))
