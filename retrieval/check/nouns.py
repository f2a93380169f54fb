"""Nouns of a claim in whose place a sentence has another, and what a claim puts in front."""

import re
from collections.abc import Sequence
from itertools import pairwise

from retrieval.check.evidence import Evidence
from retrieval.check.repeats import Repeats
from retrieval.check.verdict import ClaimSlice
from retrieval.check.words import places_of
from retrieval.facts.parsed import Wording
from retrieval.language.tokenizer import Token

_LONGEST_NAME = 10
_SHORTEST_NAME = 3
_RUN = re.compile(r"[^\W_]+")


class ListedClaim:
    """A claim with what the material repeats of it; `words` are those of the claim, names among them."""

    def __init__(self, claim: Wording, repeats: Repeats) -> None:
        self.claim = claim
        self.repeats = repeats
        heads = [Token(claim.folded[name.start : name.end], name.start, name.end) for name in claim.names]
        self.words = sorted([*claim.words, *heads], key=lambda word: word.start)
        self._around: dict[tuple[int, int], tuple[int, int] | None] = {}

    def name_around(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the longest run of characters around a place that the material repeats; None where there is none."""
        if (start, end) not in self._around:
            self._around[start, end] = _name_around(self.claim.folded, start, end, self.repeats)
        return self._around[start, end]


def replaced(listed: ListedClaim, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return findings for nouns that the sentence has another for; `told` are those of the claim's words."""
    claim = listed.claim
    if evidence.wording.folded in claim.folded:
        return []
    found = [*_siblings(listed, evidence.wording, told), *_modifiers(listed, evidence.wording, told)]
    return found[:1]


def _modifiers(listed: ListedClaim, there: Wording, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a noun that stands nowhere near before one that does, where the sentence has another noun before that."""
    lacking = {(finding.start, finding.end) for finding in told if finding.share == 0 and finding.weight > 1}
    found, claim = [], listed.claim
    for word, head in pairwise(listed.words):
        if (
            (word.start, word.end) not in lacking
            or len(word.text) < 2
            or word.end != head.start
            or word.start not in claim.nouns
            or (head.start in claim.light and head in claim.words)
        ):
            continue
        rival = _before(head, there)
        if rival and rival.text not in claim.folded:
            end = head.end if len(word.text) == 2 else word.end
            stop = rival.end + (head.end - head.start if len(word.text) == 2 else 0)
            other = there.text[rival.start : stop]
            found.append(ClaimSlice(word.start, end, "word", "contradicted", other, (rival.start, stop)))
    return found


def _before(head: Token, there: Wording) -> Token | None:
    """Return the noun that stands directly before a word in a sentence."""
    places = {start for start, _ in places_of(head.text, there.folded)}
    fits = (word for word in there.words if word.end in places and len(word.text) > 1 and word.start in there.nouns)
    return next(fits, None)


def _siblings(listed: ListedClaim, there: Wording, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a name of the material that begins or ends as one in the sentence does, and is another."""
    found, claim = [], listed.claim
    for finding in told:
        if finding.share == 1 or finding.at is not None:
            continue
        name = listed.name_around(finding.start, finding.end)
        rival = (
            name
            and name[1] - name[0] >= _SHORTEST_NAME
            and _sibling(claim.folded[name[0] : name[1]], claim, there, listed.repeats)
        )
        if name and rival:
            words = there.text[rival[0] : rival[1]]
            found.append(ClaimSlice(name[0], name[1], "name", "contradicted", words, rival))
    return found


def _name_around(folded: str, start: int, end: int, repeats: Repeats) -> tuple[int, int] | None:
    run = next((m for m in _RUN.finditer(folded) if m.start() <= start and end <= m.end()), None)
    if run is None:
        return None
    slices = [
        (a, b)
        for a in range(max(run.start(), end - _LONGEST_NAME), start + 1)
        for b in range(end, min(run.end(), a + _LONGEST_NAME) + 1)
        if (a, b) != (start, end)
    ]
    slices.sort(key=lambda s: (s[0] - s[1], s[0]))
    return next((s for s in slices if folded[s[0] : s[1]] in repeats), None)


def _sibling(name: str, claim: Wording, there: Wording, repeats: Repeats) -> tuple[int, int] | None:
    """Return a name in a sentence with the first or last two characters of another, and otherwise different
    characters.
    """
    if name in there.folded:
        return None
    for at, _ in places_of(name[:2], there.folded):
        longest = next(
            (
                e
                for e in range(at + _LONGEST_NAME, at + _SHORTEST_NAME - 1, -1)
                if _is_name(there.folded[at:e], repeats)
            ),
            None,
        )
        rival = there.folded[at:longest] if longest else ""
        if longest and rival not in claim.folded and not set(rival[2:]) & set(name[2:]):
            return at, longest
    return None


def _is_name(run: str, repeats: Repeats) -> bool:
    return bool(_RUN.fullmatch(run)) and run in repeats


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
