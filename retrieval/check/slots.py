"""Words of a claim in whose place a sentence has others: 死亡人口 beside 出生人口, 西四环 beside 东三环.

The word before the same head, or between the same neighbours, is what tells two things apart. Names so exchanged
contradict; of common nouns it is only certain that the sentence speaks of another thing, so that they withhold.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Clauses
from retrieval.facts.parsed import Wording

# Words for what a text spoke of before.
_GENERAL = re.compile(
    r"公司|集团|企业|本[行院校馆店公]|该|其|我[校院馆公]|学校|平台|机构|记者|数据|报告|结果|目前|同时|此外|另外|全年|年度|期间|方面|情况|双方|产品|系统|设备|活动|项目"
)
_WORK = re.compile(r"[《〈](?P<title>[^《》〈〉]{2,40})[》〉]")
_EMPTY = "的之了着过是为在和与及或也都就还又并其该这那个名位"


def exchanged(
    claim: Wording, own: Clauses, evidence: Evidence, there: Clauses, told: Sequence[ClaimSlice]
) -> list[ClaimSlice]:
    """Return findings for words that are missing right before a head that the sentence has with another word."""
    return [*_modifiers(claim, evidence, told), *_subject(claim, evidence, there, told), *_works(claim, evidence)]


def _works(claim: Wording, evidence: Evidence) -> Iterator[ClaimSlice]:
    """Yield a finding for a title in 《》 that stands neither in the sentence nor around it, if another does there."""
    for match in _WORK.finditer(claim.text):
        start, end = match.span("title")
        title, own = claim.folded[start:end], evidence.folded
        other = any(m["title"] not in claim.text for m in _WORK.finditer(evidence.wording.text))
        if other and title not in own and title not in evidence.around:
            yield ClaimSlice(start, end, "name", "not_found", weight=0.0, binding=True, withholds=True)


def _subject(claim: Wording, evidence: Evidence, there: Clauses, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding if the claim's first thing is missing and the clause in question begins with another."""
    sentence = evidence.wording
    things = [f for f in sorted(told) if f.noun or f.kind == "name" or (f.kind == "word" and f.end - f.start == 1)]
    lead = next((f for f in things if f.start not in claim.light), None)
    borne = [f for f in told if f.at is not None and f.share > 0 and f.start not in claim.light]
    if lead is None or lead.at is not None or not borne or lead.state == "contradicted":
        return
    heaviest = max(borne, key=lambda f: f.weight)
    assert heaviest.at is not None
    start, _ = there.span(there.cell(heaviest.at[0]))
    first = min(f.at[0] for f in borne if f.at and f.at[0] >= start)
    if _names_another(sentence, claim, start, first, nouns=lead.share == 0):
        yield ClaimSlice(lead.start, lead.end, lead.kind, "not_found", weight=0.0, binding=False, withholds=True)


def _names_another(sentence: Wording, claim: Wording, start: int, end: int, *, nouns: bool) -> bool:
    """Return if a stretch of a sentence names a thing that the claim does not have."""
    taken = [*((m.start, m.end) for m in sentence.moments), *((q.start, q.end) for q in sentence.quantities)]
    words = [w for w in sentence.words if start <= w.start and w.end <= end and w.start not in sentence.light]
    words = [w for w in words if w.text not in claim.folded and not _GENERAL.match(w.text)]
    words = [w for w in words if not any(a < w.end and w.start < b for a, b in taken)]
    named = any(start <= n.start and n.end <= end and n.form not in claim.folded for n in sentence.names)
    singles = [w for w in words if len(w.text) == 1]
    run = any(one.end == other.start for one, other in pairwise(singles))
    return named or run or any(nouns and len(w.text) > 1 and w.start in sentence.nouns for w in words)


def _modifiers(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    sentence = evidence.wording
    ordered = sorted(f for f in told if f.kind in ("word", "name"))
    for missing, head in pairwise(ordered):
        apart = claim.folded[missing.end : head.start]
        if missing.share or missing.state == "contradicted" or head.at is None or apart not in ("", "的"):
            continue
        if not (missing.noun or missing.kind == "name") or not (head.noun or head.kind == "name"):
            continue
        text = claim.folded[head.start : head.end]
        places = [m.start() for m in re.finditer(re.escape(text), sentence.folded)]
        rivals = [r for at in places if (r := _before(sentence, at, claim)) is not None]
        if places and len(rivals) == len(places):
            yield ClaimSlice(
                missing.start,
                missing.end,
                "word",
                "not_found",
                weight=0.0,
                binding=False,
                withholds=True,
                noun=missing.noun,
            )


def _before(sentence: Wording, at: int, claim: Wording) -> tuple[int, int] | None:
    """Return the word right before a place of a sentence, if it names something that the claim does not."""
    at -= sentence.folded[at - 1 : at] == "的"
    for word in sentence.words:
        if word.end == at and word.start in sentence.nouns and len(word.text) > 1 and word.text not in claim.folded:
            return word.start, word.end
    return None
