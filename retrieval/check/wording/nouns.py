"""Nouns of a claim in whose place a sentence has another, and what a claim puts in front."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import places_of
from retrieval.facts.parsed import Wording
from retrieval.language.tokenizer import Token

# As much of a word that stands nowhere may be told by its characters.
_PARTLY = 0.5
# Words and characters that end the name of one of many of its kind.
KIND_OF_NAME = re.compile(
    r"(?:大会|会议|论坛|博览会|展览会|协会|学会|银行|大学|学院|中学|小学|医院|交易所|实验室|研究院|研究所|中心|校区|大街|大道"
    r"|[区县镇乡路街环省州村岛湖港馆奖杯])$"
)
_COUNT = re.compile(r"[一二两三四五六七八九十]")
_JOINS = re.compile(r"[的和与及在是为有到至从由或]")
# What only says that it is of all of a place: 县里, 全县.
_WIDTH = re.compile(r"^[全本各该整](?=.)|(?<=.)[里内中上下间方]$")


def named_otherwise(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
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
        kind = KIND_OF_NAME.search(words)
        head = kind[0] if kind and kind.start() else after if KIND_OF_NAME.fullmatch(after) else ""
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


def replaced(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a noun that stands nowhere near before one that does, if the sentence has another noun before that.

    `told` are the findings of the claim's words.
    """
    there = evidence.wording
    if there.folded in claim.folded:
        return []
    lacking = {(finding.start, finding.end) for finding in told if finding.share == 0 and finding.weight > 1}
    heads = [Token(claim.folded[name.start : name.end], name.start, name.end) for name in claim.names]
    words = sorted([*claim.words, *heads], key=lambda word: word.start)
    for word, head in pairwise(words):
        if (
            (word.start, word.end) not in lacking
            or len(word.text) < 2
            or word.end != head.start
            or word.start not in claim.nouns
            or (head.start in claim.light and head in claim.words)
        ):
            continue
        rival = _before(word, head, claim, there)
        same = rival is not None and _WIDTH.sub("", word.text) == _WIDTH.sub("", rival.text)
        if rival and not same and rival.text not in claim.folded:
            end = head.end if len(word.text) == 2 else word.end
            stop = rival.end + (head.end - head.start if len(word.text) == 2 else 0)
            return [
                ClaimSlice(word.start, end, "word", "contradicted", there.text[rival.start : stop], (rival.start, stop))
            ]
    return []


def _before(word: Token, head: Token, claim: Wording, there: Wording) -> Token | None:
    """Return the noun that stands directly before a word in a sentence; of several, one that is clearly in the place
    of the claim's: it ends as that does, or follows the same characters.
    """
    places = {start for start, _ in places_of(head.text, there.folded)}
    if len(head.text) < 2:
        return None
    fits = (w for w in there.words if w.end in places and len(w.text) > 1 and w.start in there.nouns)
    before = claim.folded[max(0, word.start - 2) : word.start]
    alike = (w for w in fits if len(places) == 1 or w.text[-1] == word.text[-1] or _follows(there, w, before))
    return next(alike, None)


def _follows(there: Wording, word: Token, before: str) -> bool:
    return len(before) > 1 and there.folded.endswith(before, 0, word.start)


_DEEDS = r"[说讲写做提搞办弄干]|表示|认为|指出|提出|推出|负责|创办|创立|创建|设计|发明|开发|研发|发布|宣布|投资|收购"
_ENDS = r"(?:吗|吧|呢|嘛|的)?[。.!！?？…\s]*$"
_FOCUS = (
    # …的是甲, 叫甲
    re.compile(
        rf"(?:的[^,，。]{{0,6}}(?:是|叫)|叫[做作]?|名[叫为]|称[为作]|取名为?)(?P<it>[^,，。;；]{{2,14}}?){_ENDS}"
    ),
    # 是甲说的
    re.compile(rf"是(?P<it>[^,，。;；的是]{{2,10}}?)(?:{_DEEDS})(?:出来|起来)?的{_ENDS}"),
)
_QUOTED = re.compile(r"[“「『《\"](?P<it>[^“”「」『』《》\"\s,，。、;；!！?？]{2,12})[”」』》\"]")


def focus(
    claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice], named: Sequence[ClaimSlice], *, closely: bool
) -> list[ClaimSlice]:
    """Return a finding for what the claim puts in front, where the sentence lacks it and nothing else is found about
    it.

    It is contradicted by the one name of its kind that the sentence has and the claim lacks, a person by a person and
    anything else by a name in quotation marks; else it is not found. `told` are the findings of the claim's words,
    `named` those of its names; `closely`: the sentence bears out most of the rest.
    """
    match = next((found for pattern in _FOCUS if (found := pattern.search(claim.folded))), None)
    if match is None:
        return []
    start, end = match.span("it")
    known = [f for f in named if start <= f.start < end and f.state != "supported"]
    lacking = [f for f in told if start <= f.start and f.end <= end and f.share == 0]
    measured = [*((q.start, q.end) for q in claim.quantities), *((m.start, m.end) for m in claim.moments)]
    if known or not lacking or not _is_a_name(claim, lacking):
        return []
    if any(start < stop and begin < end for begin, stop in measured):
        return []
    start, end = lacking[0].start, lacking[-1].end
    person = match.re is _FOCUS[1] and not any(f.noun for f in lacking)
    rival = _only_rival(claim, evidence.wording, person=person) if closely else None
    if rival is None:
        return [ClaimSlice(start, end, "name", "not_found")]
    return [ClaimSlice(start, end, "name", "contradicted", evidence.wording.text[slice(*rival)], rival)]


def _is_a_name(claim: Wording, lacking: Sequence[ClaimSlice]) -> bool:
    """Return whether what is lacking is a noun, or single characters in a row that are no word: a name nobody
    listed.
    """
    return any(f.noun for f in lacking) or all(f.end - f.start == 1 for f in lacking)


def _only_rival(claim: Wording, there: Wording, *, person: bool) -> tuple[int, int] | None:
    """Return the only name in question that the claim lacks; None where there is none, or several."""
    if person:
        rivals = [(name.start, name.end) for name in there.names if name.kind == "person"]
    else:
        rivals = [match.span("it") for match in _QUOTED.finditer(there.folded)]
    known = [word.text for word in claim.words if len(word.text) > 1]
    other = [place for place in rivals if not any(word in there.folded[slice(*place)] for word in known)]
    other = [place for place in other if there.folded[slice(*place)] not in claim.folded]
    return other[0] if len({there.folded[slice(*place)] for place in other}) == 1 else None
