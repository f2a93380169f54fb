"""Voice of what is done: who does it and to whom, in a claim and in a sentence, however the two say so.

A说服B beside A被B说服: all words stand there, and the roles are exchanged. What a list has is told from either side: A
输给B says what B战胜A says, A is B's teacher what B learned from A says.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.parties.acts import Act, Participant, acts, participants
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Place
from retrieval.facts.kinds import NAMED, kinds_of, named_things
from retrieval.facts.parsed import Wording
from retrieval.facts.roles import Roles
from retrieval.language.agreement import agree
from retrieval.language.relations import relation_forms

# Somebody named before.
_POINTS = re.compile(
    r"\W*(?:[了过又还也并曾]|后来|\d+年)*(?:[他她它其该此]|自己|本[院校馆店公]|公司|集团|(?:he|she|it|they|him|her|them)\b)"
)
_WEIGHT = 3.0
_SAME_WORDS = 0.85


class Way(NamedTuple):
    """Findings on who does it and to whom, and if the sentence has the two of a known relation as the claim does."""

    findings: tuple[ClaimSlice, ...] = ()
    agrees: bool = False


def wrong_way(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> Way:
    """Return a finding if the sentence has what is done with the roles of the claim exchanged, or one of them filled by
    another; a supported one if it says the same from the other side.

    `told` are the findings of the claim's figures, names and words.
    """
    agrees = False
    sentence = evidence.wording
    things = participants(claim, told, sentence.folded)
    said = _is_said(told)
    for act in acts(claim, sentence, told, things):
        sides = [_Sides(act, theirs, things, claim, sentence, said) for _, theirs in act.there]
        agreed = next((place for (place, _), side in zip(act.there, sides, strict=True) if side.agrees), None)
        if agreed is not None:
            agrees = agrees or act.known
            if not act.said:
                return Way((ClaimSlice(*act.own, "word", "supported", "", agreed, _WEIGHT, 1.0, False),), True)
            continue
        odd = [side.exchange(place) for (place, _), side in zip(act.there, sides, strict=True) if side.exchanged]
        odd = odd or [found for side in sides if not act.unread and (found := side.another()) is not None]
        if odd:
            return Way((odd[0],))
    return Way(agrees=agrees)


def relations(claim: Wording) -> frozenset[str]:
    """Return the relations that a claim tells."""
    return frozenset(form.relation for form in relation_forms(claim.folded))


def tells_a_relation(folded: str, known: frozenset[str]) -> bool:
    """Return if a sentence tells one of some relations, perhaps from the other side, which has no word of the claim."""
    return bool(known) and any(form.relation in known for form in relation_forms(folded))


class _Sides:
    """The roles of a claim beside those that a sentence has for the same."""

    def __init__(
        self,
        act: Act,
        theirs: Roles,
        things: Sequence[Participant],
        claim: Wording,
        sentence: Wording,
        said: bool,
    ) -> None:
        self._act, self._mine, self._theirs = act, act.mine, theirs
        self._claim, self._sentence, self._things = claim, sentence, things
        self._said = said
        doers = [t for t in things if _inside((t.start, t.end), act.mine.doer)]
        others = [t for t in things if _inside((t.start, t.end), act.mine.other)]
        # What names both tells neither: 中学 of 青禾中学 and 临江中学.
        both = {claim.folded[t.start : t.end] for t in doers} & {claim.folded[t.start : t.end] for t in others}
        self._doers, self._others = (
            [t for t in told if claim.folded[t.start : t.end] not in both] for told in (doers, others)
        )
        self._its_doer = [t for t in self._doers if self._does(t)]
        self._its_other = [t for t in self._others if _stands(t, (*theirs.other, *theirs.goods))]
        self._turned_others = [t for t in self._others if _stands(t, theirs.doer) and t not in self._its_other]
        self._turned_doers = [t for t in self._doers if _stands(t, theirs.other) and t not in self._its_doer]
        self._points = [
            any(_POINTS.match(sentence.folded, *place) for place in part) for part in (theirs.doer, theirs.other)
        ]

    @property
    def agrees(self) -> bool:
        """Tell if the sentence has the two as the claim does, or one of them where it leaves the other open."""
        theirs = self._theirs
        if self._its_doer and self._its_other:
            return True
        open_doer = not self._doers or not theirs.doer or self._points[0]
        open_other = not self._others or not theirs.other or self._points[1]
        one = (self._its_doer and open_other) or (self._its_other and open_doer)
        return bool(one) and not self._turned_others and not self._turned_doers and self._rival() is None

    @property
    def exchanged(self) -> bool:
        """Tell if the sentence has the two the other way round."""
        theirs, does, undergoes = self._theirs, self._turned_others, self._turned_doers
        if theirs.passive and self._mine.focus in self._mine.other and not self._is_of_somebody():
            # 下半场执法的是甲 has 甲 for who does it.
            return False
        if self._its_doer and self._its_other:
            return False
        if not self._its_doer:
            if does and (undergoes or theirs.passive or self._points[1]):
                return True
            if undergoes and theirs.passive and theirs.doer and not self._mine.passive:
                return True
        return bool(self._act.known and undergoes and not self._its_other and (does or self._points[0]))

    def _is_of_somebody(self) -> bool:
        """Return if the claim names somebody, or something, as who does it."""
        return any(NAMED in kinds_of(self._claim, t.start, t.end) for t in self._doers)

    def exchange(self, place: Place) -> ClaimSlice:
        """Return the finding for an exchange: it contradicts if a word tells who does it, or if all else is said."""
        mine, theirs = self._mine, self._theirs
        clear = self._act.known or theirs.passive or mine.passive or (mine.marked and theirs.marked)
        told = [*self._doers[-1:], *self._others[:1]]
        start = min((*(t.start for t in told), self._act.own[0]))
        end = max((*(t.end for t in told), self._act.own[1]))
        start, end = _with_the_rest(start, end, self._things)
        if not clear and not self._said:
            return ClaimSlice(start, end, "word", "not_found", weight=0.0, binding=True, withholds=True)
        whole = _whole(theirs, place)
        found = self._sentence.text[slice(*whole)].strip(" ,，")
        return ClaimSlice(start, end, "direction", "contradicted", found, whole, sure=clear)

    def another(self) -> ClaimSlice | None:
        """Return a finding for somebody in whose place the sentence has another."""
        rival = self._rival()
        if rival is None:
            return None
        thing, place, beside = rival
        start, end = _with_the_rest(thing.start, thing.end, beside)
        found = self._sentence.text[slice(*place)].strip(" ,，")
        return ClaimSlice(start, end, "name", "contradicted", found, place)

    def _rival(self) -> tuple[Participant, Place, Sequence[Participant]] | None:
        """Return what the claim has in one of the roles, and what the sentence has there; with what else is there."""
        mine, theirs = self._mine, self._theirs
        if self.exchanged or self._turned_others or self._turned_doers:
            return None
        found = None
        if len(self._its_other) == len(self._others) > 0 and self._doers and not self._its_doer and not self._points[0]:
            found = self._another(self._doers, theirs.doer) if self._same_figures() else None
        elif self._its_doer and self._others and not self._its_other and not self._points[1]:
            found = self._another(self._others, theirs.other)
        if found is not None or mine.focus is None:
            return found
        focus = [t for t in (*self._doers, *self._others) if _inside((t.start, t.end), (mine.focus,))]
        its = [*self._its_doer, *self._its_other]
        rest = self._said or any(t not in focus for t in its)
        if not focus or not rest or any(t in focus for t in its):
            return None
        return self._another(focus, theirs.doer if mine.focus in mine.doer else theirs.other)

    def _another(
        self, told: Sequence[Participant], parts: Sequence[Place]
    ) -> tuple[Participant, Place, Sequence[Participant]] | None:
        """Return what a claim names and what a sentence has in its place, if both are names of one kind."""
        for thing in (t for t in told if t.there):
            for place in parts:
                mine = kinds_of(self._claim, thing.start, thing.end)
                if NAMED in mine and any(_inside(at, (place,)) for at in thing.there):
                    # It is only whose it is.
                    return thing, place, told
                names = ((at, kinds & mine) for at, kinds in named_things(self._sentence) if _inside(at, (place,)))
                for at, kinds in names:
                    if (
                        any(len(kind) > 1 for kind in kinds)
                        and self._sentence.folded[slice(*at)] not in self._claim.folded
                    ):
                        return thing, at, told
        return None

    def _is_new(self, place: Place) -> bool:
        """Return if the claim has not got some words of the sentence."""
        return self._sentence.folded[slice(*place)] not in self._claim.folded

    def _same_figures(self) -> bool:
        """Return if the sentence has, of whom it is done to, all figures that the claim has of it."""
        theirs = (*self._theirs.other, *self._theirs.goods)
        own = [q for q in self._claim.quantities if _inside((q.start, q.end), self._mine.other)]
        there = [q for q in self._sentence.quantities if _inside((q.start, q.end), theirs)]
        return all(any(agree(q, other) for other in there) for q in own)

    def _does(self, thing: Participant) -> bool:
        """Return if something is who does it, and not only whose it is: 甲 of 甲的女儿."""
        folded, whose = self._sentence.folded, self._claim.folded.startswith("的", thing.end)
        places = [place for place in thing.there if _inside(place, self._theirs.doer)]
        return any(whose or not folded.startswith("的", place[1]) for place in places)


def _is_said(told: Sequence[ClaimSlice]) -> bool:
    """Return if a sentence has nearly all that a claim says."""
    whole = sum(f.weight for f in told) or 1.0
    return sum(f.weight * f.share for f in told if f.at is not None) >= _SAME_WORDS * whole


def _with_the_rest(start: int, end: int, things: Sequence[Participant]) -> Place:
    """Return a stretch of a claim with what goes on at its ends: 老 of 老王劝住了小李."""
    for thing in reversed(things):
        start = thing.start if thing.end == start else start
    for thing in things:
        end = thing.end if thing.start == end else end
    return start, end


def _stands(thing: Participant, parts: Sequence[Place]) -> bool:
    return any(_inside(place, parts) for place in thing.there)


def _inside(place: Place, parts: Sequence[Place]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in parts)


def _whole(told: Roles, act: Place) -> Place:
    """Return a stretch of a sentence with what is done and who does it, or to whom if that goes on from before."""
    parts = (*(told.other if told.handed else told.doer), act)
    return min(start for start, _ in parts), max(end for _, end in parts)
