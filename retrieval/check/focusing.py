"""What a claim puts in front: who said it, what it is called. A sentence that lacks just that does not bear it out."""

import re
from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.finding import Finding
from retrieval.check.parsed import Wording

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
    claim: Wording, evidence: Evidence, told: Sequence[Finding], named: Sequence[Finding], *, closely: bool
) -> list[Finding]:
    """A finding for what the claim puts in front, where the sentence lacks it and nothing else is found about it.

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
    rival = _rival(claim, evidence.wording, person=person) if closely else None
    if rival is None:
        return [Finding(start, end, "name", "not_found")]
    return [Finding(start, end, "name", "contradicted", evidence.wording.text[slice(*rival)], rival)]


def _is_a_name(claim: Wording, lacking: Sequence[Finding]) -> bool:
    """Whether what is lacking is a noun, or single characters in a row that are no word: a name nobody listed."""
    return any(f.noun for f in lacking) or all(f.end - f.start == 1 for f in lacking)


def _rival(claim: Wording, there: Wording, *, person: bool) -> tuple[int, int] | None:
    """The only name in question that the claim lacks; None where there is none, or several."""
    if person:
        rivals = [(name.start, name.end) for name in there.names if name.kind == "person"]
    else:
        rivals = [match.span("it") for match in _QUOTED.finditer(there.folded)]
    known = [word.text for word in claim.words if len(word.text) > 1]
    other = [place for place in rivals if not any(word in there.folded[slice(*place)] for word in known)]
    other = [place for place in other if there.folded[slice(*place)] not in claim.folded]
    return other[0] if len({there.folded[slice(*place)] for place in other}) == 1 else None
