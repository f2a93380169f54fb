"""Comparisons of two things in a claim, held against the figures that the sentence has for both."""

import re
from collections.abc import Iterator, Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.figures.apart import is_a_difference
from retrieval.check.figures.comparison_forms import (
    ABOUT,
    ANY_AMOUNT,
    NOT_AS,
    RATHER,
    SAID,
    THAN,
    comparison,
    dimension,
    superlative,
)
from retrieval.check.verdict import MAX_TELLING, ClaimSlice
from retrieval.check.wording.words import find_apart
from retrieval.facts.clauses import Segment
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import alike, same_unit

# What counts all of several, and how many make several.
_TOTAL = re.compile(r"[共总]|合计|全[部校市县省国镇村]|total|altogether")
_SEVERAL = 2
_TELLING = 2
_SHORT_NAME = 4
# What may stand between a comparison and its figure.
_THEN = "了"


def _stated_otherwise(
    claim: Wording, match: re.Match[str], sentence: Wording, told: Sequence[ClaimSlice]
) -> ClaimSlice | None:
    """Return a finding if a sentence sets the two things of a claim the other way round: 甲高于乙 for 乙比甲高."""
    for said, opposite in _stated(claim, match, sentence, told):
        if opposite:
            start = match.start("other") - 1 if match.re is THAN[0] else match.end("one")
            start = match.start("one") if match.re is RATHER else start
            place = said.start(), _with_its_figure(sentence, said.end())
            end = _with_its_figure(claim, match.end())
            return ClaimSlice(start, end, "direction", "contradicted", sentence.text[slice(*place)], place, sure=True)
    return None


def _with_its_figure(text: Wording, end: int) -> int:
    """Return where a comparison ends together with the figure of how far the two are apart: 多了9件."""
    figures = (
        q for q in text.quantities if 0 <= q.start - end <= len(_THEN) and text.folded[end : q.start] in ("", _THEN)
    )
    return next((q.end for q in figures), end)


def from_the_other_side(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice]) -> tuple[int, int] | None:
    """Return where a claim compares two things as a sentence does from the other: 乙比甲矮 for 甲比乙高."""
    match = comparison(claim.folded)
    found = [opposite for _, opposite in _stated(claim, match, sentence, told)] if match else []
    return match.span() if match and found and not any(found) else None


def _stated(
    claim: Wording, match: re.Match[str], sentence: Wording, told: Sequence[ClaimSlice]
) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield where a sentence compares the two things of a claim, and if it has them the other way round."""
    folded = sentence.folded
    borne = [f for f in told if f.at is not None and f.share > 0 and f.start not in claim.light]
    one, other = _telling(*(_called(claim, match.span(part), borne, folded) for part in ("one", "other")))
    if not other:
        return
    for said in (m for form in SAID for m in form.finditer(folded)):
        first, second = said.span("one"), said.span("other" if said["other"] else "beside")
        elided = first[0] == first[1] or not (_has(folded[slice(*first)], one) or _has(folded[slice(*first)], other))
        if elided:
            # What is compared stands before, or in the sentence before.
            first = _before(folded, said.start())
        about = dimension(match) == dimension(said) or bool({match["more"], said["less"]} & ANY_AMOUNT)
        about = about or bool({match["less"], said["more"]} & ANY_AMOUNT)
        same = bool(match["more"]) == bool(said["more"])
        parts = folded[slice(*first)], folded[slice(*second)]
        straight = (first[0] == first[1] or _has(parts[0], one)) and _has(parts[1], other) and not _has(parts[1], one)
        turned = any(_has(parts[1], [w]) and not _has(parts[0], [w]) for w in one)
        reverse = turned and (
            not _has(parts[1], other) if elided else any(_has(parts[0], [w]) and not _has(parts[1], [w]) for w in other)
        )
        if about and (reverse or straight):
            yield said, same if reverse else not same


def _called(claim: Wording, part: tuple[int, int], borne: Sequence[ClaimSlice], folded: str) -> tuple[str, ...]:
    """Return what a sentence calls a thing of a claim."""
    found = [folded[slice(*f.at)] for f in borne if f.at and part[0] <= f.start and f.end <= part[1]]
    told = (*found, *_words(claim, part), claim.folded[slice(*part)].split("的")[0])
    return tuple(word for word in told if len(word) >= _TELLING) or told


def _has(stretch: str, words: Sequence[str]) -> bool:
    return any(find_apart(word, stretch) >= 0 for word in words)


def _before(folded: str, at: int) -> tuple[int, int]:
    """Return the stretch of a sentence before a clause."""
    return max((folded.rfind(mark, 0, at) for mark in "。;；"), default=-1) + 1, at


def wrong_order(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding for the figures of two things in the sentence, whether they bear the claim out or are the other
    way round; or if the sentence says so itself.
    """
    match = comparison(claim.folded)
    if claim.negators:
        lacking = NOT_AS.search(claim.folded) or RATHER.search(claim.folded)
        turned = _stated_otherwise(claim, lacking, evidence.wording, told) if lacking else None
        return [turned] if turned else []
    if match is None:
        return _not_the_most(claim, evidence)
    turned = _stated_otherwise(claim, match, evidence.wording, told)
    if turned is not None or ABOUT[dimension(match)].startswith("早"):
        return [turned] if turned else []
    pairs = _pairs(claim, match, evidence)
    if not pairs or any(f.noun and f.share == 0 and match.start() <= f.start < match.end() for f in told):
        # 三季度 of 急诊 is not told by that of 门诊.
        return []
    # Of two pairs the nearer one is meant: the figures of one clause, or of two side by side.
    mine, its = min(pairs, key=lambda pair: abs(pair[0].figure.start - pair[1].figure.start))
    if mine.figure.low == its.figure.low:
        return []
    place = (min(mine.figure.start, its.figure.start), max(mine.figure.end, its.figure.end))
    start = match.start("other") - 1 if match.re is THAN[0] else match.end("one") + 1
    if (mine.figure.low > its.figure.low) == bool(match["more"]):
        borne = ClaimSlice(start, match.end(), "direction", "supported", "", place, MAX_TELLING, 1.0)
        return [] if claim.quantities else [borne]
    found = evidence.wording.text[slice(*place)]
    return [ClaimSlice(start, match.end(), "direction", "contradicted", found, place, sure=True)]


def has_both_figures(claim: Wording, evidence: Evidence) -> bool:
    """Return if a sentence has a figure of each of the two things that a claim compares; of one that another clause of
    the claim names, if it has two figures.
    """
    match = THAN[0].search(claim.folded)
    if match is None or not _single_words(claim, match.span("one")):
        return len(evidence.wording.quantities) > 1
    return bool(_pairs(claim, match, evidence))


def _pairs(claim: Wording, match: re.Match[str], evidence: Evidence) -> list[tuple[Segment, Segment]]:
    """Return the figures of the first thing of a comparison, each with one of the other; by whole names if it can."""
    sentence, there = evidence.wording, evidence.clauses
    # How much more one thing is than another is no value of either.
    segments = [s for s in there.segments if not is_a_difference(sentence, s.figure)]
    texts = [_text(sentence, s) for s in segments]
    for words in (_words, _single_words):
        one, other = _telling(words(claim, match.span("one")), words(claim, match.span("other")))
        # What all figures are of tells none of them.
        other = tuple(w for w in other if sum(w in text for text in texts) < len(texts)) or other
        if pairs := [*_compared(sentence, segments, one, other)]:
            return pairs
    return []


def _compared(
    sentence: Wording, segments: Sequence[Segment], one: tuple[str, ...], other: tuple[str, ...]
) -> Iterator[tuple[Segment, Segment]]:
    """Yield the figures that a sentence has of one thing, each with one that it has of the other."""
    texts = {segment: _with_its_lead(sentence, segments, segment) for segment in segments}
    for its in segments:
        own = texts[its]
        for mine in segments if any(word in own for word in other) else ():
            # 未来3年的投入比过去10年还多 compares what was spent, and not the years.
            apart = mine is not its and "duration" not in (mine.figure.kind, its.figure.kind)
            if apart and _comparable(mine, its) and _names(texts[mine], one, own, other):
                yield mine, its


def _with_its_lead(sentence: Wording, segments: Sequence[Segment], segment: Segment) -> str:
    """Return the text of a figure with the clauses right before it that have none: 最多的是甲,每天780吨."""
    before = [s.figure.end for s in segments if s.figure.end <= segment.figure.start]
    start = max([*before, *(sentence.folded.rfind(mark, 0, segment.figure.start) + 1 for mark in "。;；!！?？\n")])
    return f"{sentence.folded[start : segment.figure.start]}\n{_text(sentence, segment)}"


def _not_the_most(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding if a sentence has figures of several things, and not that of the claim is the most: 甲最多."""
    match = superlative(claim.folded)
    sentence = evidence.wording
    figures = [s for s in evidence.clauses.segments if not _TOTAL.search(_text(sentence, s))] if match else []
    if match is None or len(figures) < _SEVERAL:
        return []
    words = _words(claim, match.span("one"))
    texts = [_text(sentence, s) for s in figures]
    alone = [n for n, text in enumerate(texts) if any(w in text and sum(w in t for t in texts) == 1 for w in words)]
    if len(alone) != 1 or any(
        alike(q, figures[alone[0]].figure) and same_unit(q, figures[alone[0]].figure) for q in claim.quantities
    ):
        return []
    own = figures[alone[0]]
    shared = [w.text for w in claim.words if len(w.text) > 1 and w.text in texts[alone[0]]]
    rivals = [s for s, text in zip(figures, texts, strict=True) if s is not own and any(w in text for w in shared)]
    sign = 1 if match["more"] else -1
    for rival in rivals:
        if _comparable(own, rival) and sign * (rival.figure.low - own.figure.low) > 0:
            place = min(own.figure.start, rival.figure.start), max(own.figure.end, rival.figure.end)
            found = sentence.text[slice(*place)]
            return [ClaimSlice(*match.span(), "word", "contradicted", found, place, sure=True)]
    return []


def _comparable(one: Segment, other: Segment) -> bool:
    matching = alike(one.figure, other.figure) and same_unit(one.figure, other.figure)
    return matching and one.figure.unit == other.figure.unit


def _words(claim: Wording, part: tuple[int, int]) -> tuple[str, ...]:
    """Return what a part of a claim names, the nearest to its end first."""
    found = [(word.start, word.end) for word in claim.words]
    found += [(name.start, name.end) for name in claim.names]
    found += [(moment.start, moment.end) for moment in claim.moments]
    inside = sorted((p for p in found if part[0] <= p[0] and p[1] <= part[1]), reverse=True)
    runs: list[tuple[int, int]] = []
    for start, end in inside:
        if runs and end == runs[-1][0] and (end - start == 1 or runs[-1][1] - runs[-1][0] == 1):
            runs[-1] = (start, runs[-1][1])
        else:
            runs.append((start, end))
    told = tuple(claim.folded[a:b] for a, b in runs if b - a >= _TELLING)
    # A short name whose last character the dictionary has with the next word: 东塔 of 比东塔高.
    whole = claim.folded[slice(*part)].strip()
    return told or ((whole,) if _TELLING <= len(whole) <= _SHORT_NAME else ())


def _single_words(claim: Wording, part: tuple[int, int]) -> tuple[str, ...]:
    """Return the words of a part of a claim that tell something, the nearest to its end first."""
    inside = (w for w in reversed(claim.words) if part[0] <= w.start and w.end <= part[1])
    return tuple(w.text for w in inside if len(w.text) >= _TELLING)


def _telling(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of two things without those that both have, unless nothing is left of one."""
    alone, apart = tuple(w for w in one if w not in other), tuple(w for w in other if w not in one)
    return (alone, apart) if alone and apart else (one, other)


def _text(sentence: Wording, segment: Segment) -> str:
    return "".join(sentence.folded[start:end] for start, end in segment.own)


def _names(text: str, words: tuple[str, ...], other_text: str, other: tuple[str, ...]) -> bool:
    """Return if the text of a figure names the first thing, by a word that the other's lacks, and not the other."""
    return any(w in text and w not in other_text for w in words) and not any(w in text for w in other)
