"""Source that a claim names, beside that of the sentence: its speaker, publisher or author."""

import re

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording
from retrieval.language.names import Names

_SAYS = (
    r"表示|认为|指出|坦言|透露|强调|宣布|解释|预计|预测|预期|估计|估算|测算|估的是|回应|警告|主张|提到"
    r"|声称|宣称|报道|报导|介绍|补充|称|说|觉得|担心|抱怨"
    r"|承认|认定|看好|判断|写道|直言|呼吁"
)
_SAYS_IN_ENGLISH = (
    r"said|says|told|claimed|claims|complained|argued|argues|warned|warns|reported|reports|believes|thinks|explained|"
    r"admitted|noted|notes|points out|pointed out|stated|states|estimates|estimated|predicts|added|wrote"
)
_BY = (
    re.compile(
        rf"^(?:据|根据|按照?|照)?(?P<who>[^,，。:：;；\s\d]{{2,14}}?)(?:[^,，。:：;；\d]{{0,6}}?)(?:{_SAYS})(?:了"
        rf"|过|说|道|的是|,|，|:|：|他|她)?"
    ),
    re.compile(
        r"^(?:据|根据|按照?|照)(?P<who>[^,，。:：;；\d]{2,14}?)(?:的|所)?(?:数据|报告|报道|消息|统计|说法"
        r"|估计|预测|测算|资料|调查|研究|显示)"
    ),
    re.compile(r"^(?:according to )(?P<who>[^,]{3,40}?),"),
    re.compile(rf"^(?P<who>[a-z][a-z.'’]+(?: [a-z][a-z.'’]+){{0,3}}) (?:{_SAYS_IN_ENGLISH})(?= |:|,)"),
    re.compile(r"是(?P<who>[^,，。的是]{2,14}?)(?:说|认定|提出|估计|认为|报道)的"),
)
_THERE = (
    re.compile(
        rf"(?:^|[,，。;；”」\"])(?:据"
        rf"|根据)?(?P<who>[^,，。:：;；“”\"「」]{{2,24}}?)(?:[^,，。:：;；]{{0,8}}?)(?:{_SAYS})"
    ),
    re.compile(rf"(?<![a-z])(?P<who>(?:[a-z][a-z.'’]{{1,30}}+ ){{1,4}})(?:[^.]{{0,20}}?)(?:{_SAYS_IN_ENGLISH})"),
    re.compile(r"^(?:\[[^\]]*\]\s*)?(?P<who>[^,，。:：;；\s]{1,10})[:：]"),
)
# Who expects something for himself is no source: 民航预计起降….
_OWN_PLAN = re.compile(r"^(?!据|根据).*(?:预计|预期)$")
_NO_SOURCE = re.compile(
    r"^(?:这|那|该|其|他|她|它|我|你|大家|有人|不少|消息|记者|目前|今年|去年|公司|本|数据|研究|专家|it"
    r"|he|she|they|the )"
)


def said_by(claim: Wording, evidence: Evidence, names: Names) -> list[ClaimSlice]:
    """Return a finding if the claim names a source that the sentence and its surroundings do not have."""
    match = next((m for pattern in _BY if (m := pattern.search(claim.folded))), None)
    if match is None or _NO_SOURCE.match(match["who"]) or _OWN_PLAN.search(match[0]):
        return []
    who, start = match["who"], match.start("who")
    spelled = _spellings(who, claim, names)
    sentence = evidence.wording
    if any(word in sentence.folded for word in spelled):
        return []
    there = next((m for pattern in _THERE if (m := pattern.search(sentence.folded))), None)
    end = start + len(who)
    if there is not None and not _NO_SOURCE.match(there["who"]):
        place = there.span("who")
        return [ClaimSlice(start, end, "name", "contradicted", sentence.text[slice(*place)].strip(), place)]
    if any(word in evidence.around for word in spelled):
        return []
    return [ClaimSlice(start, end, "name", "not_found", weight=0.0, binding=False, withholds=True)]


def _spellings(who: str, claim: Wording, names: Names) -> list[str]:
    """Return what the source may be called: its name without an office, and the other names of lists."""
    own = [claim.folded[n.start : n.end] for n in names.find(claim.folded) if claim.folded[n.start : n.end] in who]
    return [who, *own, *(other for name in (who, *own) for other in names.others(name))]
