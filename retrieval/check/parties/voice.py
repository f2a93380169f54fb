"""Voice of what is done: who does it and to whom, in a claim and in a sentence, whatever voice the two are in.

A说服B beside A被B说服: all words stand there, and the roles are exchanged. A score, a succession and a defeat are told
from either side: A输给B says what B战胜A says.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import places_of
from retrieval.facts.parsed import Wording

Place = tuple[int, int]

_BREAK = re.compile(
    r"(?<!\d)[,，:：]|[,，:：](?!\d)|[。;；!！?？\n()（）]|\.(?=\s|$)|\b(?:and|but|which|who|when|because)\b"
)
_LONGEST = 16
# Who does it stands behind these; whom it is done to, or from whom, behind those.
_BY = r"[被遭]|(?<![理来自])由(?![于此来])|为(?=[^,，。;；]{1,12}所)"
_OF = r"[把将]|[向找跟问]|对(?![手阵面])"
_MARKED = re.compile(rf"(?P<by>{_BY})|(?P<of>{_OF})")
_ENGLISH_BY = re.compile(r"(?: \w+ly)? by (?P<who>[^,.;]{2,40})")
_WAS = re.compile(r"\b(?:was|were|is|are|been|being|be)(?: \w+ly)?\s$")
_ENGLISH_VERB = re.compile(r"[a-z]{2,}(?:ed|ght|ten|ken|wn|ld|st|en|ew|ave|ade|ook|ote|id|es|s)")
# What says the same of two, and what says it from the other side.
_SAME = (
    r"取代|接替|顶替|替下|接任|接(?=[^,，。;；的]{2,14}的[^,，。;；]{0,8}?(?:位子?|职位?|班|棒|任))|succeeded|replaced",
    r"战胜|击败|打败|打赢|力克|完胜|大胜|险胜|赢(?!得|家|下|取)|胜(?=了|过?[^\W\d]{2,8}(?:队|$))|beat|beats|beaten|defeated|defeats",
)
_LOST = r"输给|负于|不敌|败给|惜败于?|落败给|lost to"
_ACTS = (*(re.compile(form) for form in _SAME), re.compile(_LOST))
_WINS, _LOSES = 1, 2
# Where something is done, or what it is made: 使用于.
_PLACED = re.compile(r"[于在自到至为成作]")
# Somebody named before.
_SOMEBODY = re.compile(r"(?:^|\W|\d[年月日])(?:他|她|它|其|该[^\W\d]|并|he|she|it|they)\W*$")
_TAGS = ("v", "vn")
# So near behind what is done a verb may be part of a name: 接了罗启明.
_NAMED = 2
# What a tagger has for a verb, and is somebody: 镇长.
_PERSON = re.compile(r"[长员者家队生手]$")


class Participant(NamedTuple):
    """Something that a claim names, with all places where the sentence has it."""

    start: int
    end: int
    there: tuple[Place, ...]


class Act(NamedTuple):
    """Deed of a claim, and where the sentence has it; `turned` if that says it from the other side, `known` if
    it is one of those above.
    """

    own: Place
    there: tuple[Place, ...]
    turned: bool = False
    noun: bool = False
    known: bool = True


class Roles(NamedTuple):
    """Stretches of a clause: who does something, and to whom; `passive` if a word before it says who does it,
    `marked` if one says to whom.
    """

    doer: Place
    other: tuple[Place, ...]
    passive: bool = False
    marked: bool = False


def wrong_way(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding if the sentence has what is done with the roles of the claim exchanged; a supported one if it
    says the same from the other side.
    """
    sentence = evidence.wording
    borne = [f for f in told if f.at is not None and f.state == "supported" and f.share > 0]
    things = _things(claim, borne, sentence.folded)
    for act in _acts(claim, sentence, borne):
        mine = _roles(claim, act.own, noun=act.noun)
        for place in act.there:
            theirs = _roles(sentence, place, noun=act.noun)
            if mine is None or theirs is None:
                continue
            if act.turned:
                theirs = Roles(theirs.other[-1], (theirs.doer,), theirs.passive)
            crossed = _crossed(mine, theirs, things, sentence.folded, known=act.known)
            if crossed is None:
                continue
            start, end = min(crossed[0].start, crossed[1].start), max(crossed[0].end, crossed[1].end, act.own[1])
            if crossed[2]:
                whole = _whole(theirs, place)
                found = sentence.text[slice(*whole)]
                start, end = _with_the_rest(start, end, things)
                return [ClaimSlice(start, end, "direction", "contradicted", found, whole, sure=True)]
            if act.turned:
                return [ClaimSlice(*act.own, "direction", "supported", "", place, 2.0, 1.0, False)]
    return []


def _acts(claim: Wording, sentence: Wording, borne: Sequence[ClaimSlice]) -> Iterator[Act]:
    """Yield what the claim says is done, with the places where the sentence says so."""
    for number, form in enumerate(_ACTS):
        for match in form.finditer(claim.folded):
            there = tuple(m.span() for m in form.finditer(sentence.folded))
            if there:
                yield Act(match.span(), there)
            if number in (_WINS, _LOSES):
                other = _ACTS[_WINS + _LOSES - number]
                yield Act(match.span(), tuple(m.span() for m in other.finditer(sentence.folded)), turned=True)
    verbs = {start for _, start, _, tag in claim.tagged if tag in _TAGS}
    for finding in borne:
        word = claim.folded[finding.start : finding.end]
        verb = _ENGLISH_VERB.fullmatch(word) if word.isascii() else finding.start in verbs or finding.noun
        placed = finding.at and (
            _PLACED.match(sentence.folded, finding.at[1]) or _PLACED.match(claim.folded, finding.end)
        )
        if verb and finding.at and not placed and not any(form.match(word) for form in _ACTS):
            yield Act((finding.start, finding.end), (finding.at,), noun=finding.start not in verbs, known=False)


def _roles(wording: Wording, act: Place, *, noun: bool) -> Roles | None:
    """Return who does something in its clause, and to whom; None where another verb stands between, or no word tells
    that a noun is done.
    """
    folded = wording.folded
    start = max((m.end() for m in _BREAK.finditer(folded, 0, act[0])), default=0)
    stop = _BREAK.search(folded, act[1])
    end = stop.start() if stop else len(folded)
    if folded[slice(*act)].isascii():
        return _english(folded, act, start, end)
    marks = [m for m in _MARKED.finditer(folded, start, act[0]) if m.end() < act[0] or m["by"]]
    mark = marks[-1] if marks else None
    told = (t for t in wording.tagged if t[3] == "v" and len(t[0]) > 1)
    verbs = [at for word, at, *_ in told if not _PERSON.search(word)]
    if mark is None and noun:
        return None
    if mark is None:
        after = next((at for at in verbs if act[1] + _NAMED < at < end), end)
        return Roles((start, act[0]), ((act[1], after),))
    if act[0] - mark.end() > _LONGEST or any(mark.end() <= at < act[0] for at in verbs):
        return None
    if mark["by"]:
        return Roles((mark.end(), act[0]), ((start, mark.start()),), True)
    return Roles((start, mark.start()), ((mark.end(), act[0]), (act[1], end)), marked=True)


def _english(folded: str, act: Place, start: int, end: int) -> Roles | None:
    by = _ENGLISH_BY.match(folded, act[1], end)
    if by:
        return Roles(by.span("who"), ((start, act[0]),), True)
    if _WAS.search(folded, start, act[0]):
        return None
    return Roles((start, act[0]), ((act[1], end),))


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


def _crossed(
    mine: Roles, theirs: Roles, things: Sequence[Participant], folded: str, *, known: bool
) -> tuple[Participant, Participant, bool] | None:
    """Return who does something in a claim and to whom, and if the sentence has them the other way round; None if it
    cannot be told.

    Of what is not `known`, only a word for who does it tells: 使用 and 出现 have a place on either side.
    """
    doers = [t for t in things if _inside((t.start, t.end), (mine.doer,))]
    others = [t for t in things if _inside((t.start, t.end), mine.other)]
    if not doers or not others:
        return None
    its_doer = [t for t in doers if _stands(t, (theirs.doer,))]
    does = [t for t in others if _stands(t, (theirs.doer,)) and not _stands(t, theirs.other)]
    undergoes = [t for t in doers if _stands(t, theirs.other) and not _stands(t, (theirs.doer,))]
    its_other = [t for t in others if _stands(t, theirs.other)]
    somebody = _SOMEBODY.search(folded[slice(*theirs.doer)]) is not None
    told = known or mine.passive or (mine.marked and theirs.marked)
    turned = does and not its_doer and (theirs.passive or (undergoes and told))
    turned = turned or (known and undergoes and not its_other and (does or somebody))
    if turned:
        return doers[-1], others[0], True
    return (doers[-1], others[0], False) if its_doer and its_other else None


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


def _whole(roles: Roles, act: Place) -> Place:
    """Return a stretch of a sentence with what is done and who does it."""
    told = roles.doer if roles.passive else roles.other[0]
    return min(told[0], act[0]), max(told[1], act[1])
