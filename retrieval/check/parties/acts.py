"""Deeds that a claim and a sentence both tell, with who does them and to whom in each."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import places_of
from retrieval.facts.acts import party, roles
from retrieval.facts.clauses import Place
from retrieval.facts.parsed import Wording
from retrieval.facts.roles import Roles
from retrieval.language.relations import RelationForm, relation_forms

_ENGLISH_VERB = re.compile(r"[a-z]{2,}(?:ed|ght|ten|ken|wn|ld|st|en|ew|ave|ade|ook|ote|id|es|s)")
_WITH_END = re.compile(r"[\u4e00-\u9fff][给出来去上下住好完成过回走到]")
# Where something is done, or what it is made: 使用于.
_PLACED = re.compile(r"[于在自到至为成作]")
_DONE = re.compile(r"[了过]")
_SOMEBODY = re.compile(r"[长员者家队生手人]$")
# With these a thing and its place change sides: 零担走1号月台, 1号月台走零担.
_EITHER_WAY = re.compile(
    r"[走住坐放存停排摆挂种栽装堆收用铺设配卖]|(?:存|堆|停|安|摆|陈|展)[放列出靠]|收治|悬挂|陈列|展出|停靠|张贴|配[有备]|装[有着]|设有"
)
_TAGS = ("v",)
# A word that the dictionary has for a noun may be what is done, if it stands right between the two: 委托.
_BETWEEN_CHARACTERS = 2


class Participant(NamedTuple):
    """Something that a claim names, with all places where the sentence has it."""

    start: int
    end: int
    there: tuple[Place, ...]


class Act(NamedTuple):
    """Deed of a claim with its roles, and the places and roles of the same in a sentence.

    `known`: a list has it; `said`: the sentence tells it in the same words; `unread`: it tells it elsewhere in a way
    that is not read.
    """

    own: Place
    mine: Roles
    there: tuple[tuple[Place, Roles], ...]
    known: bool
    said: bool = True
    unread: bool = False


def participants(claim: Wording, told: Sequence[ClaimSlice], folded: str) -> list[Participant]:
    """Return what a claim names that stands in a sentence; single characters in a row only as a whole: 林县长."""
    runs: list[Place] = []
    borne = sorted(f for f in told if is_borne(f) and f.kind in ("name", "word"))
    for start, end in ((f.start, f.end) for f in borne):
        joined = bool(runs) and runs[-1][1] == start and min(runs[-1][1] - runs[-1][0], end - start) == 1
        if joined and claim.folded[runs[-1][0] : end] in folded:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    found = []
    for start, end in runs:
        at = next((f.at for f in borne if (f.start, f.end) == (start, end)), None)
        words = folded[slice(*at)] if at else claim.folded[start:end]
        if end - start > 1:
            found.append(Participant(start, end, tuple(places_of(words, folded))))
    return found


def is_borne(finding: ClaimSlice) -> bool:
    """Return if a sentence itself has what a finding is of."""
    return finding.at is not None and finding.state == "supported" and finding.share > 0


def acts(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice], things: Sequence[Participant]) -> Iterator[Act]:
    """Yield what a claim says is done, with what a sentence says of the same; relations of a list first."""
    listed = relation_forms(claim.folded)
    yield from _relations(claim, sentence, listed)
    verbs = {start for _, start, _, tag in claim.tagged if tag in _TAGS}
    for finding in told:
        at = finding.at or _shorter(finding, claim, sentence)
        if at is None or any(f.start < finding.end and finding.start < f.end for f in listed):
            continue
        done = _DONE.match(claim.folded, finding.end) is not None
        if not _is_deed(finding, at, claim, sentence, things, verb=finding.start in verbs or done):
            continue
        noun = finding.start not in verbs and not done and not _is_between(finding, things)
        own = roles(claim, (finding.start, finding.end), noun=noun)
        if own is None or _denied(claim, finding.start):
            continue
        theirs = [
            (place, roles(sentence, place, noun=noun))
            for place in places_of(sentence.folded[slice(*at)], sentence.folded)
        ]
        found = tuple((place, r) for place, r in theirs if r is not None)
        if found:
            yield Act((finding.start, finding.end), own, found, False, unread=len(found) < len(theirs))


def _relations(claim: Wording, sentence: Wording, listed: Sequence[RelationForm]) -> Iterator[Act]:
    there = relation_forms(sentence.folded) if listed and not claim.negators else ()
    for form in listed if there else ():
        mine = _related(claim, form)
        same = [(other, _related(sentence, other)) for other in there if other.relation == form.relation]
        found = tuple(((o.start, o.end), r) for o, r in same if r is not None)
        if mine is not None and found:
            words = claim.folded[form.start : form.end]
            said = any(sentence.folded[o.start : o.end] == words for o, _ in same)
            yield Act((form.start, form.end), mine, found, True, said)


def _related(wording: Wording, form: RelationForm) -> Roles | None:
    """Return the two parties of a relation, the first of them as who does it."""
    place = (form.start, form.end)
    found = party(wording, place) if form.is_noun else roles(wording, place)
    return found.exchanged() if found and form.is_turned else found


def _is_deed(
    finding: ClaimSlice, at: Place, claim: Wording, sentence: Wording, things: Sequence[Participant], *, verb: bool
) -> bool:
    """Return if a word that stands at a place of a sentence is what is done, and no part of a name or of a place."""
    word = claim.folded[finding.start : finding.end]
    if word.isascii():
        return _ENGLISH_VERB.fullmatch(word) is not None
    if any(t.start <= finding.start and finding.end <= t.end and (t.start, t.end) != finding[:2] for t in things):
        return False
    if _EITHER_WAY.fullmatch(word):
        return False
    if len(word) == 1 and sentence.folded[slice(*at)] != word:
        return False
    ends = (word, sentence.folded[at[1] : at[1] + 1], claim.folded[finding.end : finding.end + 1])
    placed = _PLACED.match(ends[0][-1]) or any(_PLACED.match(end) for end in ends[1:])
    thing = finding.noun and not _SOMEBODY.search(word)
    return not placed and bool(verb or thing or _DONE.match(sentence.folded, at[1]))


def _is_between(finding: ClaimSlice, things: Sequence[Participant]) -> bool:
    """Return if a word of a claim stands right between two things."""
    before = any(t.end == finding.start for t in things)
    return before and any(0 <= t.start - finding.end <= _BETWEEN_CHARACTERS for t in things)


def _denied(claim: Wording, at: int) -> bool:
    """Return if something is denied between a mark and what is done."""
    start = max((claim.folded.rfind(mark, 0, at) for mark in ",，;；"), default=-1)
    return any(start < n.start < at for n in claim.negators)


def _shorter(finding: ClaimSlice, claim: Wording, sentence: Wording) -> Place | None:
    """Return where a verb stands without its end: 写 for 写给."""
    word = claim.folded[finding.start : finding.end]
    if finding.kind != "word" or not _WITH_END.fullmatch(word):
        return None
    return next(((a, b) for text, a, b, _ in sentence.tagged if text == word[0]), None)
