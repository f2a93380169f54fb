"""Members of a list that each say something of one thing, and a claim that says of one what the list says of another.

队长陈立、领队周敏 tells who is what by nothing but the place of the words, and 陈立(2016—2021)、周敏(2021—) by notes:
a claim with the head of one member and the rest of another has crossed them, whatever kind of things they are.
"""

import re
from collections.abc import Sequence
from itertools import permutations

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Place
from retrieval.facts.parsed import Wording
from retrieval.facts.rosters import Member, rosters

_IS = re.compile(r"(?:正|就|便)?[是为叫]")
_LABEL = re.compile(r"([^,;:。\s]{1,2})\s?:\s?$")
_LEAST = 2
_DENIES = re.compile(r"[不没未非无]")
_CLAUSE = re.compile(r"[^,;。.!?\n]+")
_TOGETHER = re.compile(r"[和与跟及同、]|\band\b")
# Two characters in a row, or a word in Latin letters, that tell things apart.
_PAIR = re.compile(r"(?=([\u4e00-\u9fff]{2}|(?<![a-z])[a-z]{3,}))")


def of_another_member(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding for what a claim says of one member of a list and the sentence of another."""
    if "、" in claim.folded or _DENIES.search(claim.folded):
        return []
    for start, members in rosters(evidence.folded):
        of_it = _of_what(evidence.folded, start) in claim.folded
        found = _crossed(claim, members) or (_noted_otherwise(claim, evidence.wording, members) if of_it else None)
        if found:
            return [_contradicted(found, evidence)]
    if found := _told_of_another(claim.folded, evidence.folded):
        return [_contradicted(found, evidence)]
    if found := _told_of_another(claim.folded, f"{evidence.around}\n{evidence.folded}"):
        return [ClaimSlice(*found[0], "name", "not_found", weight=0.0, binding=False, withholds=True)]
    return []


def _contradicted(found: tuple[Place, Place], evidence: Evidence) -> ClaimSlice:
    (start, end), place = found
    return ClaimSlice(start, end, "name", "contradicted", evidence.wording.text[slice(*place)], place)


def _of_what(folded: str, start: int) -> str:
    """Return the end of what stands with a colon before a list, or nothing."""
    return label[1] if (label := _LABEL.search(folded, 0, start)) else ""


def _crossed(claim: Wording, members: Sequence[Member]) -> tuple[Place, Place] | None:
    """Return what a claim has as the one thing with the head of a member, and what that member has in its place."""
    folded = claim.folded.rstrip("。.!！ ")
    names = [m.name for m in members]
    for link in _IS.finditer(folded):
        left, right = folded[: link.start()], folded[link.end() :]
        for one, other in permutations(members, 2):
            head = _ends_with_head(left, one.name)
            if head and other.name.endswith(right) and len(right) >= _LEAST and len(other.name) > len(right):
                own = sum(name.startswith(one.name[:head]) for name in names) == 1
                if own and right not in one.name:
                    return (link.end(), len(folded)), (one.place[0] + head, one.place[1])
            tail = len(one.name) - head if (head := _starts_with(right, one.name)) else 0
            if tail >= _LEAST and len(left) >= _LEAST and other.name.endswith(left) and len(other.name) > len(left):
                own = sum(name.startswith(one.name[:head]) for name in names) == 1
                if own and left not in one.name:
                    return (0, link.start()), (one.place[0] + head, one.place[1])
    return None


def _ends_with_head(text: str, name: str) -> int:
    """Return how many characters of a name, which goes on behind them, a text ends with."""
    sizes = range(len(name) - _LEAST, _LEAST - 1, -1)
    return next((n for n in sizes if text.endswith(name[:n])), 0)


def _starts_with(text: str, name: str) -> int:
    """Return the characters of a text if a name begins with all of it and goes on."""
    return len(text) if len(text) >= _LEAST and name.startswith(text) and len(name) > len(text) else 0


def _noted_otherwise(claim: Wording, sentence: Wording, members: Sequence[Member]) -> tuple[Place, Place] | None:
    """Return where a claim names one member with what stands in brackets behind another, and that one's place."""
    for one, other in permutations([m for m in members if m.note], 2):
        at = claim.folded.find(one.name)
        if at < 0 or other.name in claim.folded or not _has(claim, sentence, other) or _has(claim, sentence, one):
            continue
        return (at, at + len(one.name)), other.place
    return None


def _has(claim: Wording, sentence: Wording, member: Member) -> bool:
    """Return if a claim has all dates of a note, or its words."""
    dates = [sentence.folded[m.start : m.end] for m in sentence.moments if _within(member.noted, m.start)]
    if not dates:
        return member.note in claim.folded
    own = {re.sub(r"\D", "", claim.folded[m.start : m.end]) for m in claim.moments}
    return {re.sub(r"\D", "", date) for date in dates} == own


def _within(place: Place, at: int) -> bool:
    return place[0] <= at < place[1]


def _told_of_another(claim: str, folded: str) -> tuple[Place, Place] | None:
    """Return where a clause of a claim names a member of a list with what the lists of a text have only with another,
    and that one's place.

    Of what only the named one has, the clause has nothing.
    """
    members = [member for roster in rosters(folded) for member in roster.members if member.named or member.note]
    if len(members) < _LEAST:
        return None
    for clause in _CLAUSE.finditer(claim):
        said = clause[0]
        named = {m: m.name[-size:] for m in members if (size := _named(m.name, said))}
        if len({*named.values()}) != 1 or _TOGETHER.search(said):
            continue
        name = next(iter(named.values()))
        at = said.index(name)
        told = _pairs(said[:at]) | _pairs(said[at + len(name) :])
        own = told & _pairs("\n".join(folded[slice(*one.whole)] for one in named))
        around = told & _pairs(_without(folded, members))
        for other in (m for m in members if m not in named):
            others = told & _pairs(folded[slice(*(other.whole if other.named else other.noted))])
            if others - own - around and not own - others:
                return (clause.start() + at, clause.start() + at + len(name)), other.place
    return None


def _named(name: str, said: str) -> int:
    """Return how many characters at the end of a name, with what stands before it, a text has; 0 for fewer than two."""
    if name.isascii():
        return len(name) if re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", said) else 0
    return next((n for n in range(len(name), _LEAST - 1, -1) if name[-n:] in said), 0)


def _without(folded: str, members: Sequence[Member]) -> str:
    """Return a text without the members of its lists."""
    starts, ends = [0, *(m.whole[1] for m in members)], [*(m.whole[0] for m in members), len(folded)]
    return "\n".join(folded[a:b] for a, b in zip(starts, ends, strict=True))


def _pairs(text: str) -> set[str]:
    return {match[1] for match in _PAIR.finditer(text)}
