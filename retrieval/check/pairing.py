"""Things and what is said of them in parallel clauses: whose thing a claim has, and whose statement.

甲站为地底车站,乙站为地面车站 says the same kind of thing of two; 1987年进省队,1994年进国家队 tells of two years.
A claim with the thing of the one clause and what the other says has crossed them.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.placed import Kinds, PlacedWord, placed_words, told_by
from retrieval.check.verdict import ClaimSlice
from retrieval.check.words import ClaimWord
from retrieval.facts.atoms import Atom
from retrieval.facts.clauses import Clauses, Place
from retrieval.facts.parsed import Wording
from retrieval.language.dates import conflict, shared
from retrieval.language.names import SURNAMES

# Words that link a thing with what is said of it; those of one line say the same.
_LINKS = (
    frozenset(("是", "为", "即", "叫", "指", "is", "was", "are", "were")),
    frozenset(("由", "被", "by")),
    frozenset(("在", "于", "位于", "at", "in")),
)
_ITEM = re.compile(r"(?<!\d)[,，、]|[,，、](?!\d)|[;；:：()（）。]|(?<=[a-z]), | and | while | whereas ")
_END = re.compile(r"[。!?！？\n]|(?<=[a-z]{2})\.(?=[ a-z])")
_GOES_ON = ("；", ";", "，", ",", "、", "：", ":")
# What parts an item in two if no word links.
_SHAPES = ("date", "person", "title")
_TITLE = re.compile(r"[《“「『]")
# An item of so many words has no link between what it is of and what it says.
_BARE = 2


class Half(NamedTuple):
    """A clause in two: the words before what links them, and those after it; a date that begins it is the first."""

    pivot: object
    before: tuple[Atom, ...]
    after: tuple[Atom, ...]

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """All telling words."""
        return (*self.before, *self.after)


class _Told:
    """The words of a claim that a sentence has, and which words of the sentence they tell."""

    def __init__(self, words: Sequence[PlacedWord]) -> None:
        self._words = words
        self._known: dict[tuple[int, int, str], bool] = {}

    def has(self, atoms: Sequence[Atom]) -> bool:
        """Return if the claim has one of some words itself."""
        return any(map(self._has, atoms))

    def telling(self, atoms: Sequence[Atom]) -> list[PlacedWord]:
        """Return the words of the claim that tell one of some words."""
        return [word for word in self._words if any(told_by(atom, [word], exact=True) for atom in atoms)]

    def _has(self, atom: Atom) -> bool:
        place = (atom.start, atom.end, atom.text)
        if place not in self._known:
            self._known[place] = told_by(atom, self._words, exact=True)
        return self._known[place]


def paired(
    claim: Wording,
    own: Clauses,
    terms: Sequence[ClaimWord],
    evidence: Evidence,
) -> list[ClaimSlice]:
    """Return a finding for what a claim says of one thing, and a sentence of another in a parallel clause."""
    if (
        claim.negators
        or claim.quantities
        or any(end < len(claim.folded) - 1 for end in own.ends)
        or len(evidence.clauses.ends) < 1
    ):
        return []
    if any(not said.text.rstrip().endswith(_GOES_ON) for said in evidence.spoken[:-1]):
        return []
    halves = list(_halves(evidence))
    if len(halves) < 2:
        return []
    words = _Told([*placed_words(claim, terms, evidence), *_dates(claim, evidence)])
    for one in halves:
        for other in halves if words.has(one.before) else ():
            if one is other or one.pivot != other.pivot or _apart(one, other, evidence):
                continue
            if isinstance(one.pivot, str) and one.pivot not in _SHAPES and one.pivot not in claim.folded:
                continue
            found = _crossed(claim, words, one, other, halves, evidence)
            if found is not None:
                return [found]
    return []


def _crossed(
    claim: Wording,
    words: _Told,
    one: Half,
    other: Half,
    halves: Sequence[Half],
    evidence: Evidence,
) -> ClaimSlice | None:
    """Return a finding if the claim has the thing of one clause, and of the other what it says, and nothing else."""
    beside = [half for half in halves if half.pivot == one.pivot]
    thing, said = _only(one.before, one, beside), _only(other.after, other, beside)
    its, instead = (
        [a for a in part if a.kind != "act"]
        for part in (_only(other.before, other, beside), _only(one.after, one, beside))
    )
    if any(evidence.folded.count(atom.text) > 1 for atom in thing):
        # What is said may be said of it where it is named again.
        return None
    if not (its and instead) or not (words.has(thing) and words.has(said)):
        return None
    if words.has(its) or words.has(instead):
        return None
    mine = words.telling(said)
    if not mine:
        return None
    start, end = min(w.start for w in mine), max(w.end for w in mine)
    end = _to_its_end(claim, end)
    place = (instead[0].start, _to_its_end(evidence.wording, instead[-1].end))
    found = evidence.wording.text[slice(*place)]
    return ClaimSlice(start, end, "word", "contradicted", found, place)


def _to_its_end(wording: Wording, end: int) -> int:
    """Return where the nouns end that go on at a place: 国家 of 国家举重队."""
    while end in wording.nouns:
        end += 1
    return end


def _only(part: Sequence[Atom], half: Half, halves: Sequence[Half]) -> list[Atom]:
    """Return the words that no other clause of the row has."""
    others = {atom.text for other in halves if other is not half for atom in other.atoms}
    return [atom for atom in part if atom.text not in others]


def _apart(one: Half, other: Half, evidence: Evidence) -> bool:
    """Return if two clauses are of two sentences."""
    first, second = sorted((one.atoms[0].start, other.atoms[0].start))
    return bool(_END.search(evidence.folded, first, second))


def _halves(evidence: Evidence) -> Iterator[Half]:
    """Yield the clauses of a sentence in two, once for each word that may link what they are of with what they say."""
    kinds = Kinds(evidence)
    last: tuple[Atom, ...] = ()
    for start, end in _items(evidence.folded):
        atoms = [a for a in evidence.atoms if start <= a.start and a.end <= end]
        telling = tuple(a for a in atoms if kinds.of(a) or a.kind == "date")
        for atom in atoms:
            pivot = _pivot(atom)
            before = tuple(a for a in telling if a.end <= atom.start)
            before = before if before or atom.kind != "act" else last
            after = tuple(a for a in telling if a.start >= atom.end)
            if pivot is not None and before and after:
                yield Half(pivot, before, after)
            if after and atom.kind == "date":
                yield Half("date", (atom,), after)
            others = tuple(a for a in telling if a is not atom)
            if others and (kinds.of(atom) == "person" or (atom.run and atom.text[0] in SURNAMES)):
                yield Half("person", (atom,), others)
        yield from _bare(telling, evidence.folded, kinds)
        last = telling


def _bare(telling: tuple[Atom, ...], folded: str, kinds: Kinds) -> Iterator[Half]:
    """Yield an item without a link in two: 冠军《甲》, 甲偏红."""
    for number in range(1, len(telling)):
        before, after = telling[:number], telling[number:]
        if _TITLE.search(folded, before[-1].end, after[0].start):
            yield Half("title", before, after)
        elif len(telling) == _BARE:
            yield Half((kinds.of(before[0]), kinds.of(after[0])), before, after)


def _pivot(atom: Atom) -> object | None:
    """Return what a word links as: a line of links, or the deed itself."""
    line = next((line for line in _LINKS if atom.text in line), None)
    deed = atom.kind == "act" and len(atom.text) > 1
    return line if line is not None else atom.text if deed else None


def _items(folded: str) -> Iterator[Place]:
    start = 0
    for mark in _ITEM.finditer(folded):
        yield start, mark.start()
        start = mark.end()
    yield start, len(folded)


def _dates(claim: Wording, evidence: Evidence) -> Iterator[PlacedWord]:
    """Yield the dates of a claim with the places of those that agree."""
    for date in claim.moments:
        agreeing = (m for m in evidence.wording.moments if shared(date, m) and not conflict(date, m))
        places = tuple((m.start, m.end) for m in agreeing)
        if places:
            yield PlacedWord(date.start, date.end, places)
