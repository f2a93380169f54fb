"""Relations that are told from either side: A buys B, B is bought by A, B sells to A; beat and lose to.

Who does it and to whom are the same however it is told. Where claim and sentence have the two exchanged, it is another
fact, though all words stand there.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording

_BREAK = re.compile(r"[,，。;；:：!！?？\n]|\.(?=\s|$)")
_BEFORE_BREAK = re.compile(r"[。;；!！?？\n]|\.(?=\s|$)")
_PASSIVE = re.compile(r"被|由|遭到?|让(?!位)|为(?=[^,，。;；]{1,16}所$)")
_GIVEN = re.compile(r"[把将]")
_TOWARDS = re.compile(r"对(?![手面方于])")
# The relation as a noun: 对乙的收购.
_AS_A_NOUN = re.compile(r"的[^,，。;；的]{0,4}$")
_FROM = re.compile(r"从|(?<![方意])向|\bfrom\b")
_BY = re.compile(r"\s(?:\w+\s)?by\s")
# What links somebody to what he is of somebody.
_IS = re.compile(r"(?:就?是|为|乃|当过?|做过?|\b(?:is|was|became|are|were)\b)\s?")
_ITS = re.compile(r"的(?:一[名个位])?$|(?:'s|’s)\s(?:\w+\s)?$")
_OF = re.compile(r"\s?of\s")
# 邀请人 and 起诉书 tell of nobody who does it.
_NO_NOUN = "(?![者函方书]|人(?![类们民]))"
_SAID = re.compile(r"[\u4e00-\u9fff]{2}|[a-z]{2}")
_EMPTY = re.compile(r"\d{4}年|\d{1,2}月|\d{1,2}日|后来|此后|随后|并且?|又|还|也|\s")
_LIGHT = 1.0
_WEIGHT = 3.0

Span = tuple[int, int]


class Relation(NamedTuple):
    """A relation in a text: where it is told, and the stretches that name who does it and to whom."""

    name: str
    form: str
    at: Span
    doer: tuple[Span, ...]
    other: tuple[Span, ...]


def converse(claim: Wording, evidence: Evidence, known: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding if a sentence has a relation of the claim: for the same two, said from the other side, or for
    the two exchanged.

    `known` are the findings of the claim's figures, names and words. What has only one of the two on the other side
    withholds, unless the other one is named around the sentence.
    """
    if claim.negators:
        return []
    sentence = evidence.wording
    there = relations(sentence.folded)
    for mine in relations(claim.folded) if there else ():
        same = [theirs for theirs in there if theirs.name == mine.name]
        doers, others = _apart(claim, *(_told(known, spans) for spans in (mine.doer, mine.other)))
        fits = [_fit(doers, others, theirs, sentence.folded) for theirs in same]
        for theirs, fit in zip(same, fits, strict=True):
            if fit[0]:
                said = sentence.folded[slice(*theirs.at)] == mine.form
                return [] if said else [_as_said(mine, theirs)]
        for theirs, fit in zip(same, fits, strict=True):
            if fit[1]:
                return [_exchanged(mine, theirs, doers, others, sentence)]
    return []


def relations(folded: str) -> list[Relation]:
    """Return the relations of a folded text that a list has, in order."""
    pattern, forms = _listed()
    found = []
    for match in pattern.finditer(folded):
        name, side, noun = forms[match[0]]
        told = _of_noun(folded, match, side) if noun else _of_verb(folded, match, side)
        if told is not None:
            found.append(Relation(name, match[0], match.span(), *told))
    return found


Parties = tuple[tuple[Span, ...], tuple[Span, ...]]


def _of_verb(folded: str, match: re.Match[str], side: int) -> Parties | None:
    start, end = _clause(folded, match.start(), match.end())
    left, right = (start, match.start()), (match.end(), end)
    if not _SAID.search(_EMPTY.sub("", folded[slice(*left)])):
        # 高云峰出任经理,接替陆明舟
        before = max((m.end() for m in _BEFORE_BREAK.finditer(folded, 0, start)), default=0)
        left = (before, match.start())
    if side:
        return (right,), (left,)
    by = _BY.match(folded, match.end())
    if by:
        return ((by.end(), end),), (left,)
    passive = _last(_PASSIVE, folded, *left)
    if passive:
        return ((passive.end(), left[1]),), ((left[0], passive.start()),)
    if _AS_A_NOUN.search(folded, *left):
        towards = _last(_TOWARDS, folded, *left)
        return (((left[0], towards.start()),), ((towards.end(), left[1]),)) if towards else None
    parted = _last(_GIVEN, folded, *left) or _last(_FROM, folded, *left)
    if parted and parted.start() > left[0]:
        return ((left[0], parted.start()),), ((parted.end(), left[1]), right)
    return (left,), (right,)


def _of_noun(folded: str, match: re.Match[str], side: int) -> Parties | None:
    """Return the parties of 甲是乙的老师 and of A was a teacher of B."""
    start, end = _clause(folded, match.start(), match.end())
    link = next(_IS.finditer(folded, start, match.start()), None)
    if link is None or link.start() == start:
        return None
    one, whose = (start, link.start()), (link.end(), match.start())
    behind = _OF.match(folded, match.end())
    if behind:
        whose = (behind.end(), end)
    elif not _ITS.search(folded, 0, match.start()):
        return None
    return ((one,), (whose,)) if side == 0 else ((whose,), (one,))


def _last(pattern: re.Pattern[str], folded: str, start: int, end: int) -> re.Match[str] | None:
    return next(reversed([*pattern.finditer(folded, start, end)]), None)


def _clause(folded: str, start: int, end: int) -> Span:
    first = max((m.end() for m in _BREAK.finditer(folded, 0, start)), default=0)
    stop = _BREAK.search(folded, end)
    return first, stop.start() if stop else len(folded)


def _told(known: Sequence[ClaimSlice], spans: Sequence[Span]) -> list[ClaimSlice]:
    """Return what names somebody or something in some stretches of a claim."""
    named = (f for f in known if f.weight > _LIGHT and (f.noun or f.kind == "name"))
    return [f for f in named if any(a <= f.start and f.end <= b for a, b in spans)]


def _apart(
    claim: Wording, doers: list[ClaimSlice], others: list[ClaimSlice]
) -> tuple[list[ClaimSlice], list[ClaimSlice]]:
    """Return what names only one of the two: 青禾 and 临江 of 青禾中学 and 临江中学."""
    first, second = ({claim.folded[f.start : f.end] for f in told} for told in (doers, others))
    return (
        [f for f in doers if claim.folded[f.start : f.end] not in second],
        [f for f in others if claim.folded[f.start : f.end] not in first],
    )


def _fit(doers: Sequence[ClaimSlice], others: Sequence[ClaimSlice], theirs: Relation, folded: str) -> tuple[bool, bool]:
    """Return if more of what names the two stands on its own side of a relation, and if more does on the other's."""
    sides = [_side(f, theirs, folded) for f in doers]
    sides += [None if side is None else 1 - side for side in (_side(f, theirs, folded) for f in others)]
    own, turned = sides.count(0), sides.count(1)
    return own > turned, turned > own


def _side(finding: ClaimSlice, theirs: Relation, folded: str) -> int | None:
    """Return on which side of a relation of a sentence a word stands, if on one only."""
    if finding.at is None:
        return None
    word = folded[slice(*finding.at)]
    sides = [any(word in folded[a:b] for a, b in spans) for spans in (theirs.doer, theirs.other)]
    return sides.index(True) if sides.count(True) == 1 else None


def _as_said(mine: Relation, theirs: Relation) -> ClaimSlice:
    return ClaimSlice(*mine.at, "word", "supported", "", theirs.at, _WEIGHT, 1.0, False)


def _exchanged(
    mine: Relation,
    theirs: Relation,
    doers: Sequence[ClaimSlice],
    others: Sequence[ClaimSlice],
    sentence: Wording,
) -> ClaimSlice:
    """Return what is at odds: the two are exchanged, or one stands on the wrong side and the other is left out."""
    sides = [[_side(f, theirs, sentence.folded) for f in told] for told in (doers, others)]
    start = min((f.start for f in (*doers, *others)), default=mine.at[0])
    end = max((f.end for f in (*doers, *others)), default=mine.at[1])
    around = [any(f.share > 0 and f.at is None for f in told) for told in (doers, others)]
    if (1 in sides[0] or around[0]) and (0 in sides[1] or around[1]):
        spans = (*theirs.doer, *theirs.other, theirs.at)
        place = (min(a for a, _ in spans), max(b for _, b in spans))
        return ClaimSlice(min(start, mine.at[0]), max(end, mine.at[1]), "word", "contradicted",
                          sentence.text[slice(*place)].strip(), place)  # fmt: skip
    return ClaimSlice(*mine.at, "word", "not_found", weight=0.0, binding=True, withholds=True)


Form = tuple[str, int, bool]


@cache
def _listed() -> tuple[re.Pattern[str], dict[str, Form]]:
    """Return the forms of all relations as one expression, and the relation and side of each, with if it is a noun."""
    data = resources.files("retrieval.language").joinpath("data/relations.txt").read_text("utf-8")
    forms = dict(_forms(data))
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(
        "|".join(rf"\b{re.escape(f)}\b" if f.isascii() else re.escape(f) + _NO_NOUN for f in longest)
    ), forms


def _forms(data: str) -> Iterator[tuple[str, Form]]:
    for line in data.splitlines():
        name, colon, told = line.partition(": ")
        if not colon or line.startswith("#"):
            continue
        for side, words in enumerate(told.split("|")):
            for word in words.split():
                yield word.removeprefix("=").replace("_", " "), (name, side, word.startswith("="))
