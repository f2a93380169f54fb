"""Members of a list that each say something of one thing, and a claim that says of one what the list says of another.

队长陈立、领队周敏 tells who is what by nothing but the place of the words, and 陈立(2016—2021)、周敏(2021—) by notes:
a claim with the head of one member and the rest of another has crossed them, whatever kind of things they are.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Place
from retrieval.facts.parsed import Wording

# A list goes on over marks within brackets.
_ITEM = r"(?:[^、,;:()\n。]|[(][^()\n]{0,30}+[)])++"
_LIST = re.compile(rf"(?:^|(?<=[,;:\n。])){_ITEM}(?:、{_ITEM})++")
_MEMBER = re.compile(r"(?P<name>[^、()]{2,20})(?:[(](?P<note>[^()]{2,30})[)])?")
_IS = re.compile(r"(?:正|就|便)?[是为叫]")
_LABEL = re.compile(r"([^,;:。\s]{1,2})\s?:\s?$")
_LEAST = 2
_DENIES = re.compile(r"[不没未非无]")


class _Member(NamedTuple):
    """A member of a list: its name, with its place, and what stands in brackets behind it."""

    name: str
    place: Place
    note: str
    noted: Place


def of_another_member(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding for what a claim says of one member of a list and the sentence of another."""
    if "、" in claim.folded or "、" not in evidence.folded or _DENIES.search(claim.folded):
        return []
    for match in _LIST.finditer(evidence.folded):
        members = list(_members(match))
        of_it = _of_what(evidence.folded, match.start()) in claim.folded
        found = _crossed(claim, members) or (_noted_otherwise(claim, evidence.wording, members) if of_it else None)
        if found:
            (start, end), place = found
            return [ClaimSlice(start, end, "name", "contradicted", evidence.wording.text[slice(*place)], place)]
    return []


def _of_what(folded: str, start: int) -> str:
    """Return the end of what stands with a colon before a list, or nothing."""
    return label[1] if (label := _LABEL.search(folded, 0, start)) else ""


def _members(found: re.Match[str]) -> Iterator[_Member]:
    at = found.start()
    for text in found[0].split("、"):
        if match := _MEMBER.fullmatch(text):
            place = (at + match.start("name"), at + match.end("name"))
            noted = (at + match.start("note"), at + match.end("note")) if match["note"] else place
            yield _Member(match["name"], place, match["note"] or "", noted)
        at += len(text) + 1


def _crossed(claim: Wording, members: Sequence[_Member]) -> tuple[Place, Place] | None:
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


def _noted_otherwise(claim: Wording, sentence: Wording, members: Sequence[_Member]) -> tuple[Place, Place] | None:
    """Return where a claim names one member with what stands in brackets behind another, and that one's place."""
    for one, other in permutations([m for m in members if m.note], 2):
        at = claim.folded.find(one.name)
        if at < 0 or other.name in claim.folded or not _has(claim, sentence, other) or _has(claim, sentence, one):
            continue
        return (at, at + len(one.name)), other.place
    return None


def _has(claim: Wording, sentence: Wording, member: _Member) -> bool:
    """Return if a claim has all dates of a note, or its words."""
    dates = [sentence.folded[m.start : m.end] for m in sentence.moments if _within(member.noted, m.start)]
    if not dates:
        return member.note in claim.folded
    own = {re.sub(r"\D", "", claim.folded[m.start : m.end]) for m in claim.moments}
    return {re.sub(r"\D", "", date) for date in dates} == own


def _within(place: Place, at: int) -> bool:
    return place[0] <= at < place[1]
