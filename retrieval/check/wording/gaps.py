"""Gaps of a claim: words in a row that a sentence lacks, with what it says in their place.

首任会长是李明 beside 首任会长为王芳 has a gap at 李明, and 王芳 stands in its place. Only a name or a figure counts;
if another is meant by it, and of the same thing, is weighed by the traits of the gap.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from retrieval.check.comparison import Comparison
from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.english_words import is_english
from retrieval.facts.parsed import Wording

Slice = tuple[int, int]

# A word of which less stands in a sentence is missing.
_SAID = 0.5
# Less of a claim beside a gap tells nothing of what should stand in it.
_LEAST_BESIDE = 0.35
_STOP = re.compile(r"[,，;；:：。!！?？\n]")
_TRIMMED = '的了是为為在于於由和与與及、,“”"「」《》()（） 之'
# So far apart two words still have something in their midst; so much is looked at before or behind one.
_MIDST_CHARACTERS, _SIDE_CHARACTERS = 40, 30
_NAMES = ("nr", "ns", "nt", "nz")
_LONG = 30
# Longer than that is no name by itself.
_LONG_NAME = 6
# What says something of a name within a gap.
_SAYS = re.compile(r"[是叫为]|\b(?:is|was|are|were|of)\b")
# Words for what was named before.
_OWNERS = frozenset(("its", "his", "her", "their", "our", "my", "your", "it", "he", "she", "they", "this", "that"))
# Between two letters of a short name stand at most so many of the long one.
_GAP_LETTERS = ".{0,4}"
# What points to somebody, leads to a thing, or is a figure with what it counts, is no name: 不是她, 报告把, 6人.
_SAYS_OF = re.compile(r"[他她它谁]|[把被将让给]$|\d\s?[\u4e00-\u9fff]?$")
_NO_MORE = re.compile(r"不再|卸任|\bno longer\b")
_COMPARES = re.compile(r"[比还没也都]")
# What ends so only leads to the word behind it, and names nothing: 换到, 会场从.
_LEADS_ON = re.compile(r"[到至往从由向]$")
# A single character joins other words.
_LEAST_CHARACTERS = 2


class Rival(NamedTuple):
    """Findings of a claim in which a gap is a contradiction, and the traits of the gap."""

    findings: tuple[ClaimSlice, ...]
    traits: dict[str, float]


class _Run(NamedTuple):
    """Findings in a row that are missing, those on either side if there are any, and all the others."""

    missing: tuple[ClaimSlice, ...]
    before: ClaimSlice | None
    behind: ClaimSlice | None
    others: tuple[ClaimSlice, ...]


def gaps(claim: Wording, evidence: Evidence, comparison: Comparison) -> Iterator[Rival]:
    """Yield the gaps of a claim beside one sentence, in the order of the claim; none if anything is contradicted."""
    asks = any(f.gate == "unanswered" for f in comparison.findings) or evidence.folded.rstrip().endswith("?")
    # Who is something no more does not stand in the place of who is.
    asks = asks or _NO_MORE.search(evidence.folded) is not None
    if len(comparison.entries) > 1 or comparison.mismatches or comparison.laid_aside or asks:
        return
    found = _single(comparison.findings)
    whole = sum(f.weight for f in found)
    for run in _runs(found):
        beside = sum(f.weight for f in run.others)
        # What a claim begins with is what it is of; a sentence without that is of something else, or names it before.
        placed = run.before is not None and beside >= _LEAST_BESIDE * whole
        # English says what it is of on either side of a gap; behind the last word anything may follow.
        placed = placed and (run.behind is not None or not is_english(claim.folded))
        place = _place(run, evidence.folded) if placed else None
        if place is None:
            continue
        start, end = run.missing[0].start, run.missing[-1].end
        told = _told(claim, start, end)
        rival = _rival(claim, told, evidence.wording, place)
        if rival is None:
            continue
        odd = ClaimSlice(
            *told,
            "name" if _named(claim, *told) else "word",
            "contradicted",
            evidence.wording.text[slice(*rival)],
            rival,
            sum(f.weight for f in run.missing),
            binding=False,
            noun=any(f.noun for f in run.missing),
            gate="gap",
        )
        kept = [f for f in comparison.findings if f.withholds or f.end <= start or end <= f.start]
        yield Rival(tuple(sorted([*kept, odd])), _traits(claim, evidence, run, place, whole))


def _single(findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return the findings that tell something, of those on the same words the one of which most stands there."""
    found: list[ClaimSlice] = []
    for finding in sorted(f for f in findings if not f.withholds and f.weight > 0):
        if found and finding.start < found[-1].end:
            if finding.share > found[-1].share:
                found[-1] = finding._replace(start=found[-1].start, end=max(finding.end, found[-1].end))
        else:
            found.append(finding)
    return found


def _runs(found: Sequence[ClaimSlice]) -> Iterator[_Run]:
    stretches = [tuple(part) for _, part in groupby(found, key=_is_said)]
    for at, stretch in enumerate(stretches):
        if not _is_said(stretch[0]) and len(stretches) > 1:
            before = stretches[at - 1][-1] if at else None
            behind = stretches[at + 1][0] if at + 1 < len(stretches) else None
            yield _Run(stretch, before, behind, tuple(f for f in found if f not in stretch))


def _is_said(finding: ClaimSlice) -> bool:
    return finding.share >= _SAID and finding.at is not None


def _place(run: _Run, sentence: str) -> Slice | None:
    """Return what a sentence says between the words beside a gap, or before or behind the only one, if anything."""
    before = run.before.at if run.before else None
    behind = run.behind.at if run.behind else None
    place: Slice | None = None
    if before and behind and before[1] <= behind[0] <= before[1] + _MIDST_CHARACTERS:
        place = (before[1], behind[0])
    elif before:
        stop = _STOP.search(sentence, before[1])
        place = (before[1], min(stop.start() if stop else len(sentence), before[1] + _SIDE_CHARACTERS))
    if behind and (place is None or (before and behind[0] < before[0])):
        start = max((stop.end() for stop in _STOP.finditer(sentence, 0, behind[0])), default=0)
        place = (max(start, behind[0] - _SIDE_CHARACTERS), behind[0])
    # Half a clause stands in the place of nothing.
    return _trimmed(sentence, *place) if place and place[1] - place[0] < _SIDE_CHARACTERS else None


def _trimmed(sentence: str, start: int, end: int) -> Slice | None:
    while start < end and sentence[start] in _TRIMMED:
        start += 1
    while start < end and sentence[end - 1] in _TRIMMED:
        end -= 1
    return (start, end) if end - start >= _LEAST_CHARACTERS else None


def _told(claim: Wording, start: int, end: int) -> Slice:
    """Return a gap without the verbs and particles at its ends: 李明 of 李明担任."""
    words = [t for t in claim.tagged if start <= t[1] and t[2] <= end]
    if all(_is_light(tag, ends - begins) for _, begins, ends, tag in words):
        return start, end
    while _is_light(words[0][3], words[0][2] - words[0][1]):
        start = words.pop(0)[2]
    while _is_light(words[-1][3], words[-1][2] - words[-1][1]):
        end = words.pop()[1]
    return start, end


def _is_light(tag: str, characters: int) -> bool:
    # A character that is tagged so may be part of a name: 曾 of 楼曾瑞.
    return tag[:1] == "u" or (tag[:1] in ("v", "p", "d", "f", "c") and characters > 1)


def _rival(claim: Wording, told: Slice, there: Wording, place: Slice) -> Slice | None:
    """Return what stands in a place for a gap: a name for a name, a figure of its unit for a figure; or None.

    A common noun that is missing contradicts nothing: people say the same otherwise. Nor does a name that comes with
    what it is, as 国籍是巴西: the sentence may be on something else of the thing.
    """
    mine, other = claim.folded[slice(*told)], there.folded[slice(*place)]
    measured = [q.unit for q in claim.quantities if told[0] <= q.start < told[1]]
    if measured:
        figures = [(q.start, q.end) for q in there.quantities if place[0] <= q.start < place[1] and q.unit in measured]
        return figures[0] if figures else None
    if mine in other or other in mine or _SAYS.search(mine) or not _is_a_name(claim, told):
        return None
    if re.search(_GAP_LETTERS.join(map(re.escape, mine)), there.folded):
        # 二战 is short for 二次世界大战.
        return None
    if other.strip() in _OWNERS or _LEADS_ON.search(other):
        return None
    names = [at for at in _names(there, *place) if there.folded[slice(*at)] not in claim.folded]
    if names:
        return names[0][0], names[-1][1]
    # A name that no dictionary knows falls into characters.
    start = place[0] + other.rfind("的") + 1
    words = [(tag, ends - begins) for _, begins, ends, tag in there.tagged if start <= begins and ends <= place[1]]
    known = not words or (words[-1][1] > 1 and words[-1][0] not in ("eng", "x")) or len(words) > _LONG_NAME
    says = any(tag[:1] in "vpcu" and length > 1 for tag, length in words) or _SAYS_OF.search(
        there.folded, start, place[1]
    )
    short = place[1] - start < _LEAST_CHARACTERS
    return None if known or says or short else (start, place[1])


def _names(text: Wording, start: int, end: int) -> Iterator[Slice]:
    """Yield the names in a place, those of the lists and those of the dictionary."""
    tagged = [(a, b) for _, a, b, tag in text.tagged if tag[:2] in _NAMES and b - a > 1]
    listed = [(name.start, name.end) for name in text.names]
    yield from sorted({(a, b) for a, b in [*listed, *tagged] if start <= a and b <= end})


def _traits(claim: Wording, evidence: Evidence, run: _Run, place: Slice, whole: float) -> dict[str, float]:
    there, start, end = evidence.wording, run.missing[0].start, run.missing[-1].end
    mine, other = claim.folded[start:end], there.folded[slice(*place)]
    own, its = _tags(claim, start, end), _tags(there, *place)
    named, names = _named(claim, start, end), _named(there, *place)
    beside = sum(f.weight for f in run.others)
    verbs, nouns = (any(tag.startswith(kind) for tag in own) for kind in "vn")
    return {
        "gap": 1.0,
        "gap_beside": beside / whole,
        "gap_beside_said": sum(f.weight * f.share for f in run.others if f.at) / beside,
        "gap_name": float(named),
        "gap_names": float(named and names),
        "gap_only_verb": float(verbs and not nouns),
        "gap_around": float(any(f.share > 0 for f in run.missing)),
        "gap_shared": len({*mine} & {*other}) / len({*mine}),
        "place_verb": float(any(tag.startswith("v") for tag in its)),
        "place_length": min(len(other), _LONG) / _LONG,
    }


def _is_a_name(claim: Wording, told: Slice) -> bool:
    """Return if half of a stretch of a clause is names, and nothing in it is denied or compared."""
    mine = claim.folded[slice(*told)]
    if _STOP.search(mine) or _COMPARES.search(mine) or any(told[0] <= n.start < told[1] for n in claim.negators):
        return False
    return (
        _named(claim, *told)
        and 2 * len({at for a, b in _all_names(claim, *told) for at in range(a, b)}) >= told[1] - told[0]
    )


def _all_names(text: Wording, start: int, end: int) -> list[Slice]:
    """Return the names in a stretch, with single characters into which one falls that no dictionary has."""
    inside = [(a, b, tag) for _, a, b, tag in text.tagged if a < end and start < b]
    tagged = [(a, b) for a, b, tag in inside if tag[:2] in _NAMES or (b - a == 1 and tag[:1] not in "vupdcfrtm")]
    return [*tagged, *((n.start, n.end) for n in text.names if start <= n.start < end)]


def _named(text: Wording, start: int, end: int) -> bool:
    tagged = any(tag[:2] in _NAMES for tag in _tags(text, start, end))
    return tagged or any(start <= name.start < end for name in text.names)


def _tags(text: Wording, start: int, end: int) -> list[str]:
    return [tag for _, begins, ends, tag in text.tagged if begins < end and start < ends]
