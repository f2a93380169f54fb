"""Voice of what is done: who does it and to whom, in a claim and in a sentence, however the two say so.

A说服B beside A被B说服: all words stand there, and the roles are exchanged. What a list has is told from either side: A
输给B says what B战胜A says, A is B's teacher what B learned from A says.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import places_of
from retrieval.facts.clauses import Place
from retrieval.facts.kinds import kinds_of, named_things
from retrieval.facts.parsed import Wording
from retrieval.facts.roles import Roles, party, roles
from retrieval.language.agreement import agree
from retrieval.language.relations import RelationForm, relation_forms

_ENGLISH_VERB = re.compile(r"[a-z]{2,}(?:ed|ght|ten|ken|wn|ld|st|en|ew|ave|ade|ook|ote|id|es|s)")
_WITH_END = re.compile(r"[\u4e00-\u9fff][给出来去上下住好完成过回走到]")
# Where something is done, or what it is made: 使用于.
_PLACED = re.compile(r"[于在自到至为成作]")
# Somebody named before.
_POINTS = re.compile(r"\W*(?:[了过又还也并曾]|后来|\d+年)*(?:[他她它其该此]|自己|本[院校馆店公]|公司|集团|(?:he|she|it|they|him|her|them)\b)")
_DONE = re.compile(r"[了过]")
_TAGS = ("v", "vn")
_WEIGHT = 3.0
_SAME_WORDS = 0.85
# A word that the dictionary has for a noun may be what is done, if it stands right between the two: 委托.
_BETWEEN_CHARACTERS = 2


class Participant(NamedTuple):
    """Something that a claim names, with all places where the sentence has it."""

    start: int
    end: int
    there: tuple[Place, ...]


class Act(NamedTuple):
    """Deed of a claim with its roles, and the places and roles of the same in a sentence; `known` if a list has it."""

    own: Place
    mine: Roles
    there: tuple[tuple[Place, Roles], ...]
    known: bool
    said: bool = True


class Way(NamedTuple):
    """Findings on who does it and to whom, and if the sentence has the two as the claim does."""

    findings: tuple[ClaimSlice, ...] = ()
    agrees: bool = False


def wrong_way(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> Way:
    """Return a finding if the sentence has what is done with the roles of the claim exchanged; a supported one if it
    says the same from the other side.

    `told` are the findings of the claim's figures, names and words.
    """
    agrees = False
    sentence = evidence.wording
    borne = [f for f in told if f.at is not None and f.state == "supported" and f.share > 0]
    things = _things(claim, borne, sentence.folded)
    for act in _acts(claim, sentence, told, things):
        sides = [_Sides(act, theirs, things, claim, sentence, _is_said(told)) for _, theirs in act.there]
        agreed = next((n for n, side in enumerate(sides) if side.agrees), None)
        if agreed is not None:
            agrees = agrees or act.known
            if not act.said:
                place = act.there[agreed][0]
                return Way((ClaimSlice(*act.own, "word", "supported", "", place, _WEIGHT, 1.0, False),), True)
            continue
        for (place, theirs), side in zip(act.there, sides, strict=True):
            if side.exchanged:
                whole = _whole(theirs, place)
                start, end = _with_the_rest(*side.own, things)
                sure = side.clear or _is_said(told)
                found = sentence.text[slice(*whole)].strip(" ,，")
                if sure:
                    return Way((ClaimSlice(start, end, "direction", "contradicted", found, whole, sure=side.clear),))
                return Way((ClaimSlice(start, end, "word", "not_found", weight=0.0, binding=True, withholds=True),))
        other = next((side.another for side in sides if side.another), None)
        if other is not None:
            thing, place, beside = other
            start, end = _with_the_rest(thing.start, thing.end, beside)
            found = sentence.text[slice(*place)].strip(" ,，")
            return Way((ClaimSlice(start, end, "name", "contradicted", found, place),))
    return Way(agrees=agrees)


def of_a_relation(claim: Wording, folded: str) -> bool:
    """Return if a sentence may tell a relation of a claim from the other side, which has none of its words."""
    mine = {form.relation for form in relation_forms(claim.folded)}
    return bool(mine) and any(form.relation in mine for form in relation_forms(folded))


def _is_said(told: Sequence[ClaimSlice]) -> bool:
    """Return if a sentence has nearly all that a claim says."""
    whole = sum(f.weight for f in told) or 1.0
    return sum(f.weight * f.share for f in told if f.at is not None) >= _SAME_WORDS * whole


def _acts(
    claim: Wording, sentence: Wording, told: Sequence[ClaimSlice], things: Sequence[Participant]
) -> Iterator[Act]:
    """Yield what the claim says is done, with what the sentence says of the same."""
    listed = relation_forms(claim.folded)
    there = relation_forms(sentence.folded) if listed else []
    for form in listed:
        mine = _related(claim, form)
        same = [(other, _related(sentence, other)) for other in there if other.relation == form.relation]
        found = tuple(((o.start, o.end), r) for o, r in same if r is not None)
        words = claim.folded[form.start : form.end]
        if mine is not None and found and not claim.negators:
            said = any(sentence.folded[o.start : o.end] == words for o, _ in same)
            yield Act((form.start, form.end), mine, found, True, said)
    verbs = {start for _, start, _, tag in claim.tagged if tag in _TAGS}
    borne = [f if f.at else f._replace(at=_shorter(f, claim, sentence)) for f in told]
    for finding in borne:
        word = claim.folded[finding.start : finding.end]
        if finding.at is None:
            continue
        verb = _ENGLISH_VERB.fullmatch(word) if word.isascii() else finding.start in verbs or finding.noun
        verb = verb or _DONE.match(claim.folded, finding.end) or _DONE.match(sentence.folded, finding.at[1])
        of_a_name = any(t.start <= finding.start and finding.end < t.end or t.start < finding.start < t.end for t in things)
        if not verb or of_a_name or any(f.start < finding.end and finding.start < f.end for f in listed):
            continue
        if _PLACED.match(word[-1]) or _PLACED.match(sentence.folded, finding.at[1]) or _PLACED.match(claim.folded, finding.end):
            continue
        between = any(t.end == finding.start for t in things) and any(
            0 <= t.start - finding.end <= _BETWEEN_CHARACTERS for t in things
        )
        noun = finding.start not in verbs and not between and not _DONE.match(claim.folded, finding.end)
        own = roles(claim, (finding.start, finding.end), noun=noun)
        there = sentence.folded[slice(*finding.at)]
        places = places_of(word if word in there else there, sentence.folded)
        theirs = ((place, roles(sentence, place, noun=noun)) for place in places)
        found = tuple((place, r) for place, r in theirs if r is not None)
        if own is not None and found and not _denied(claim, finding.start):
            yield Act((finding.start, finding.end), own, found, False)


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


def _related(wording: Wording, form: RelationForm) -> Roles | None:
    """Return the two parties of a relation, the first of them as who does it."""
    place = (form.start, form.end)
    found = party(wording, place) if form.is_noun else roles(wording, place)
    return found.exchanged() if found and form.is_turned else found


def _things(claim: Wording, borne: Sequence[ClaimSlice], folded: str) -> list[Participant]:
    """Return what a claim names that stands in a sentence; single characters in a row only as a whole: 林县长."""
    runs: list[Place] = []
    told = [f for f in sorted(borne) if f.kind in ("name", "word")]
    for start, end in ((f.start, f.end) for f in told):
        joined = bool(runs) and runs[-1][1] == start and min(runs[-1][1] - runs[-1][0], end - start) == 1
        if joined and claim.folded[runs[-1][0] : end] in folded:
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    found = []
    for start, end in runs:
        at = next((f.at for f in told if (f.start, f.end) == (start, end)), None)
        words = folded[slice(*at)] if at else claim.folded[start:end]
        if end - start > 1:
            found.append(Participant(start, end, tuple(places_of(words, folded))))
    return found


class _Sides:
    """The roles of a claim beside those that a sentence has for the same."""

    def __init__(
        self, act: Act, theirs: Roles, things: Sequence[Participant], claim: Wording, sentence: Wording, said: bool
    ) -> None:
        mine, folded = act.mine, sentence.folded
        self._claim, self._sentence = claim, sentence
        doers = [t for t in things if _inside((t.start, t.end), mine.doer)]
        others = [t for t in things if _inside((t.start, t.end), mine.other)]
        # What names both tells neither: 中学 of 青禾中学 and 临江中学.
        both = {claim.folded[t.start : t.end] for t in doers} & {claim.folded[t.start : t.end] for t in others}
        doers, others = ([t for t in told if claim.folded[t.start : t.end] not in both] for told in (doers, others))
        its_doer = [t for t in doers if _does(t, theirs.doer, folded, claim.folded)]
        its_other = [t for t in others if _stands(t, (*theirs.other, *theirs.goods))]
        does = [t for t in others if _stands(t, theirs.doer) and t not in its_other]
        undergoes = [t for t in doers if _stands(t, theirs.other) and t not in its_doer]
        points = [any(_POINTS.match(folded, *place) for place in told) for told in (theirs.doer, theirs.other)]
        marked = theirs.passive or mine.passive or (mine.marked and theirs.marked)
        turned = does and not its_doer and (undergoes or theirs.passive or points[1])
        turned = turned or (act.known and undergoes and not its_other and (does or points[0]))
        turned = turned or (undergoes and not its_doer and theirs.passive and theirs.doer and not mine.passive)
        both = bool(its_doer and its_other)
        open_doer, open_other = (not told or not part or pointed for told, part, pointed in (
            (doers, theirs.doer, points[0]), (others, theirs.other, points[1])))
        one = bool((its_doer and open_other) or (its_other and open_doer))
        self.agrees = both or (one and not does and not undergoes)
        self.exchanged = bool(turned) and not (its_doer and its_other)
        self.clear = act.known or marked
        told = [*doers[-1:], *others[:1]]
        self.own = (min((*(t.start for t in told), act.own[0])), max((*(t.end for t in told), act.own[1])))
        self.another: tuple[Participant, Place, Sequence[Participant]] | None = None
        if self.exchanged or does or undergoes:
            return
        same = len(its_other) == len(others) and self._same_figures(mine.other, (*theirs.other, *theirs.goods))
        if its_other and same and doers and not its_doer and not points[0]:
            self.another = self._another(doers, theirs.doer)
        elif its_doer and others and not its_other and not points[1]:
            self.another = self._another(others, theirs.other)
        if not self.another and mine.focus is not None:
            focus = [t for t in (*doers, *others) if _inside((t.start, t.end), (mine.focus,))]
            rest = [t for t in (*its_doer, *its_other) if t not in focus]
            parts = theirs.doer if mine.focus in mine.doer else theirs.other
            if focus and (rest or said) and not any(t in focus for t in (*its_doer, *its_other)):
                self.another = self._another(focus, parts)
        if self.another:
            self.agrees = False

    def _same_figures(self, mine: Sequence[Place], theirs: Sequence[Place]) -> bool:
        """Return if a sentence has all figures of some stretches of the claim in some of its own."""
        own = [q for q in self._claim.quantities if _inside((q.start, q.end), mine)]
        there = [q for q in self._sentence.quantities if _inside((q.start, q.end), theirs)]
        return all(any(agree(q, other) for other in there) for q in own)

    def _another(self, told: Sequence[Participant], parts: Sequence[Place]) -> tuple[Participant, Place, Sequence[Participant]] | None:
        """Return what a claim names and what a sentence has in its place, if that is of one kind with it."""
        for thing in told:
            for place in parts:
                if any(_inside(at, (place,)) for at in thing.there):
                    return thing, place, told
                found = _rival(self._claim, thing, self._sentence, place)
                if found is not None:
                    return thing, found, told
        return None


def _rival(claim: Wording, thing: Participant, sentence: Wording, place: Place) -> Place | None:
    """Return the name in a place of a sentence, if the claim has another name instead and that stands elsewhere."""
    mine = kinds_of(claim, thing.start, thing.end)
    whole = [n for n in named_things(sentence) if _inside(n[0], (place,))]
    alike = [at for at, kinds in whole if any(len(kind) > 1 for kind in kinds & mine) and sentence.folded[slice(*at)] not in claim.folded]
    if not alike or not thing.there:
        return None
    return alike[0]


def _with_the_rest(start: int, end: int, things: Sequence[Participant]) -> Place:
    """Return a stretch of a claim with what goes on at its ends: 老 of 老王劝住了小李."""
    for thing in reversed(things):
        start = thing.start if thing.end == start else start
    for thing in things:
        end = thing.end if thing.start == end else end
    return start, end


def _does(thing: Participant, parts: Sequence[Place], folded: str, claim: str) -> bool:
    """Return if something is who does it, and not only whose it is: 甲 of 甲的女儿."""
    places = [place for place in thing.there if _inside(place, parts)]
    whose = claim.startswith("的", thing.end)
    return any(whose or not folded.startswith("的", place[1]) for place in places)


def _stands(thing: Participant, parts: Sequence[Place]) -> bool:
    return any(_inside(place, parts) for place in thing.there)


def _inside(place: Place, parts: Sequence[Place]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in parts)


def _whole(told: Roles, act: Place) -> Place:
    """Return a stretch of a sentence with what is done and who does it, or to whom if that goes on from before."""
    parts = (*(told.other if told.handed else told.doer), act)
    return min(start for start, _ in parts), max(end for _, end in parts)
