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
# As much of a word that stands nowhere may be told by its characters.
_PARTLY = 0.5
# Words and characters that end the name of one of many of its kind.
_KIND_OF_NAME = re.compile(
    r"(?:大会|会议|论坛|博览会|展览会|协会|学会|银行|大学|学院|中学|小学|医院|交易所|实验室|研究院|研究所|中心|校区|大街|大道"
    r"|[区县镇乡路街环省州村岛湖港馆奖杯])$"
)
# A clause with one of these is of what was named before, and English ones often are without.
_GOES_BACK = re.compile(r"[该其此这那它他她本我]|[a-z]")
# Before whom or what something is done.
_TOWARDS = re.compile(r"[对向由给为被从](?P<what>[^,，。;；对向由给为被从的]{2,8})")
_COUNT = re.compile(r"[一二两三四五六七八九十]")
_JOINS = re.compile(r"[的和与及在是为有到至从由或]")
_WORK = re.compile(r"[《〈](?P<title>[^《》〈〉]{2,40})[》〉]")
_EMPTY = "的之了着过是为在和与及或也都就还又并其该这那个名位"


def exchanged(
    claim: Wording, own: Clauses, evidence: Evidence, there: Clauses, told: Sequence[ClaimSlice]
) -> list[ClaimSlice]:
    """Return findings for words that are missing right before a head that the sentence has with another word."""
    other = [*_named_otherwise(claim, evidence.wording, told)]
    found = [*other, *_modifiers(claim, evidence, told), *_subject(claim, evidence, there, told)]
    return [*found, *_works(claim, evidence), *_towards_another(claim, evidence, told)]


def _towards_another(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding for whom a claim says something is done to or by, if that stands only around a sentence with
    another after the same word: 对个人 beside 对单位.
    """
    for finding in told:
        lead = claim.folded[finding.start - 1 : finding.start] if finding.start else ""
        if finding.at is not None or not finding.noun or not lead or lead not in "对向由给为被从":
            continue
        others = [m for m in _TOWARDS.finditer(evidence.wording.folded) if m[0][0] == lead]
        named = [m for m in others if m.start("what") in evidence.wording.nouns]
        if named and all(m["what"][:2] not in claim.folded for m in named):
            yield ClaimSlice(
                finding.start, finding.end, finding.kind, "not_found", weight=0.0, binding=False, withholds=True
            )


def _works(claim: Wording, evidence: Evidence) -> Iterator[ClaimSlice]:
    """Yield a finding for a title in 《》 that stands neither in the sentence nor around it, if another does there."""
    for match in _WORK.finditer(claim.text):
        start, end = match.span("title")
        title, own = claim.folded[start:end], evidence.folded
        other = any(m["title"] not in claim.text for m in _WORK.finditer(evidence.wording.text))
        if other and title not in own and title not in evidence.around:
            yield ClaimSlice(start, end, "name", "not_found", weight=0.0, binding=True, withholds=True)


def _named_otherwise(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding for a name of a kind that begins and ends as one in the sentence does, and is another between:
    世界人工智能大会 beside 世界制造大会, 北京西四环 beside 北京市东三环.
    """
    ordered = sorted(f for f in told if f.kind in ("word", "name"))
    for lead, missing, following in zip(ordered, ordered[1:], [*ordered[2:], None], strict=False):
        whole = lead.end - lead.start > 1 or claim.folded[lead.start] in "省市县区镇"
        beside = whole and lead.end == missing.start
        if lead.at is None or not beside or missing.at is not None or missing.share > _PARTLY:
            continue
        words = claim.folded[missing.start : missing.end]
        after = claim.folded[following.start : following.end] if following and following.start == missing.end else ""
        kind = _KIND_OF_NAME.search(words)
        head = kind[0] if kind and kind.start() else after if _KIND_OF_NAME.fullmatch(after) else ""
        if not head or words in sentence.folded or missing.state == "contradicted":
            continue
        form = rf"{re.escape(sentence.folded[slice(*lead.at)])}(?P<other>[\u4e00-\u9fff]{{1,8}}?{re.escape(head)})"
        match = re.search(form, sentence.folded)
        own = words if kind and kind.start() else words + after
        place = match.span("other") if match else (0, 0)
        told_there = any(f.at and place[0] <= f.at[0] < place[1] - len(head) for f in told)
        counted = match is not None and _COUNT.match(words) and _COUNT.match(match["other"])
        if match and not counted and not told_there and not _JOINS.search(match["other"]):
            found = sentence.text[slice(*place)]
            yield ClaimSlice(missing.start, missing.start + len(own), "word", "contradicted", found, place, noun=True)
            return


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
    around = claim.folded[lead.start : lead.end] not in evidence.head and not _GOES_BACK.search(
        sentence.folded, start, first
    )
    if _names_another(sentence, claim, start, first, nouns=lead.share == 0 or around):
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
        # What only stands around a sentence is not what it has before the head, but for general words.
        around = missing.at is None and missing.share > _PARTLY and missing.noun
        lacking = (not missing.share or around) and missing.state != "contradicted"
        if not lacking or head.at is None or apart not in ("", "的"):
            continue
        if not (missing.noun or missing.kind == "name") or not (head.noun or head.kind == "name"):
            continue
        text = claim.folded[head.start : head.end]
        places = [m.start() for m in re.finditer(re.escape(text), sentence.folded)]
        rivals = [r for at in places if (r := _before(evidence, at, claim)) is not None]
        general = around and any(_GENERAL.match(sentence.folded[slice(*r)]) for r in rivals)
        if places and len(rivals) == len(places) and not general:
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


def _before(evidence: Evidence, at: int, claim: Wording) -> tuple[int, int] | None:
    """Return the word right before a place of a sentence, if it names something that the claim does not."""
    sentence = evidence.wording
    at -= sentence.folded[at - 1 : at] == "的"
    ends = [(w.start, w.end) for w in sentence.words if w.start in sentence.nouns]
    ends += [(a.start, a.end) for a in evidence.atoms if a.kind in ("thing", "name") and a.run]
    found = ((start, end) for start, end in ends if end == at and end - start > 1)
    return next((place for place in found if sentence.folded[slice(*place)] not in claim.folded), None)
