"""Roles of a clause: who does it, what it is said of, where; and what fills the same role in the material.

Where a clause of the material says all that a clause of the claim says, but for what fills one role, and has another
thing of the same kind there, the two differ: 铅球由老秦负责 beside 铅球由小韩负责.
"""

import re
from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import ClaimWord
from retrieval.facts.atoms import Atom, same
from retrieval.facts.clauses import Clauses
from retrieval.facts.fillers import Cell, Filler, filled
from retrieval.facts.parsed import Wording
from retrieval.language.names import SURNAMES

# What two clauses must have in common, but for what fills the role.
_SAME = 0.7
# Less, if the filler stands in another clause of the sentence, of something else.
_SAME_BESIDE = 0.42
# Words besides a name by which a filler may differ, and shared ones that make it the same fact.
_FEW, _MANY = 3, 5
_POINTING = (
    "单笔",
    "单次",
    "单个",
    "每",
    "各",
    "其",
    "该",
    "他",
    "她",
    "它",
    "这",
    "此",
    "公司",
    "我",
    "本",
    "双方",
    "两",
)
_PLACE = re.compile(r"[省市县区镇村路街道馆楼厅室校院会店吧站港国州岛厂园湖山桥厅]$")


class Frames:
    """The clauses of a claim with their roles, to be laid beside those of one sentence after the other."""

    def __init__(self, claim: Wording, told: Sequence[Atom], own: Clauses, terms: Sequence[ClaimWord]) -> None:
        self._claim = claim
        self._others = {term.word.start: frozenset(term.others) for term in terms}
        self._cells = [(cell, fills) for cell, fills in filled(told, own, claim.folded) if len(cell) > 1]

    def beside(self, evidence: Evidence) -> list[ClaimSlice]:
        """Return a finding for the first role that another fills in a clause of the sentence."""
        sentence = evidence.wording
        withheld: list[ClaimSlice] = []
        for mine, fillers in self._cells:
            here = sum(a.weight for a in mine if a.figure or a.text in sentence.folded)
            if not fillers or here < 0.4 * sum(a.weight for a in mine):
                continue
            theirs = evidence.filled
            if any(all(any(self._same(m, c) for c in cell) for m in mine if m.kind != "link") for cell, _ in theirs):
                continue
            for filler in fillers:
                found = [self._exchanged(mine, filler, cell, fills, theirs, evidence) for cell, fills in theirs]
                clear = [f for f in found if f is not None and not f.withholds]
                if clear:
                    return clear[:1]
                withheld += [f for f in found if f is not None]
        return withheld[:1]

    def _exchanged(
        self,
        mine: Cell,
        filler: Filler,
        cell: Cell,
        fills: Sequence[Filler],
        cells: Sequence[tuple[Cell, Sequence[Filler]]],
        evidence: Evidence,
    ) -> ClaimSlice | None:
        filler, other = self._apart(mine, filler, cell, _counterpart(filler, fills))
        if not filler.run or not other.run:
            return None
        elsewhere = any(c != cell and any(self._same(m, t) for m in filler.run for t in c) for c, _ in cells)
        beside = elsewhere and filler.role == other.role == "agent" and _named(filler.run) and _named(other.run)
        # A figure of one of two clauses in a row tells which of them it is: 一班得了86分,二班得了91分.
        told = any(m.figure is not None and any(self._same(m, c) for c in cell) for m in mine)
        if not told and ((elsewhere and not beside) or not self._does_the_same(mine, filler, cell, other)):
            return None
        if not self._says(mine, filler, cell, evidence, _SAME_BESIDE if beside else _SAME):
            return None
        sentence = evidence.wording
        place = (other.run[0].start, other.run[-1].end)
        one, two = self._claim.folded[filler.run[0].start : filler.run[-1].end], sentence.folded[slice(*place)]
        if not _another(one, two, self._claim) or not _alike(filler, other, one, two):
            return None
        start, end = filler.run[0].start, filler.run[-1].end
        if filler.role == "lead" and not elsewhere and not self._telling(mine, cell, filler, other):
            return ClaimSlice(start, end, "name", "not_found", weight=0.0, binding=False, withholds=True)
        return ClaimSlice(start, end, "word", "contradicted", sentence.text[slice(*place)], place)

    def _apart(self, mine: Cell, filler: Filler, cell: Cell, other: Filler | None) -> tuple[Filler, Filler]:
        """Return two fillers without what both clauses have; empty ones if what is left is not in one piece."""
        own = tuple(m for m in filler.run if not any(self._same(m, t) for t in cell))
        left = other.run if other else ()
        its = tuple(t for t in left if not any(self._same(m, t) for m in mine))
        if own == filler.run:
            return filler, Filler(filler.role, left)
        one, two = (tuple(a for a in part if _named((a,))) for part in (own, its))
        single = len(one) == len(two) == 1 and len(own) <= _FEW and len(its) <= _FEW
        return filler._replace(run=one if single else ()), Filler(filler.role, two)

    def _telling(self, mine: Cell, cell: Cell, filler: Filler, other: Filler) -> bool:
        """Return if so much is said of another name that it is the same fact: a figure, and most other words."""
        shared = [a for a in mine if any(self._same(a, c) for c in cell)]
        figure = any(a.figure is not None for a in shared)
        people = all(any(a.kind == "name" or a.text[0] in SURNAMES for a in f.run) for f in (filler, other))
        return figure and people and len(shared) >= _MANY and _named(filler.run) and _named(other.run)

    def _does_the_same(self, mine: Cell, filler: Filler, cell: Cell, other: Filler) -> bool:
        """Return if two clauses have what is done in common, or so much else that it is the same fact."""
        shared = [a for a in mine if a.kind != "link" and any(self._same(a, c) for c in cell)]
        named = _named(filler.run) and _named(other.run)
        return any(a.kind == "act" for a in shared) or (named and len(shared) >= _MANY - 1)

    def _same(self, mine: Atom, other: Atom) -> bool:
        return same(mine, other, self._others.get(mine.start, frozenset()))

    def _says(self, mine: Cell, filler: Filler, cell: Cell, evidence: Evidence, least: float) -> bool:
        """Return if a clause says what the claim's does, but for the filler; what stands around may be left out."""
        rest = [a for a in mine if a not in filler.run and a.kind != "link"]
        shared = [a for a in rest if any(self._same(a, c) for c in cell)]
        missing = [a for a in rest if a not in shared and a.text not in evidence.around]
        things = [a for a in shared if a.kind != "act"]
        told = sum(a.weight for a in shared)
        return bool(things) and told >= least * (told + sum(a.weight for a in missing))


def _counterpart(filler: Filler, fills: Sequence[Filler]) -> Filler | None:
    """Return what fills the same role in another clause; who does it may lead that clause."""
    own = next((f for f in fills if f.role == filler.role), None)
    if own is None and filler.role == "agent":
        own = next((f for f in fills if f.role == "lead"), None)
    return own


def _another(one: str, other: str, claim: Wording) -> bool:
    """Return if a filler is another thing, not the same in other words."""
    if other.startswith(_POINTING) or any(other[at : at + 2] in claim.folded for at in range(max(1, len(other) - 1))):
        return False
    tail = next((n for n in range(min(len(one), len(other)), 0, -1) if one[-n:] == other[-n:]), 0)
    a, b = one[: len(one) - tail], other[: len(other) - tail]
    # Longer names may have a character in common.
    return bool(a and b) and len(set(a) & set(b)) < max(1, min(len(a), len(b)) // 3)


def _alike(filler: Filler, other: Filler, one: str, two: str) -> bool:
    if _named(filler.run) and _named(other.run):
        return True
    if filler.role == "place":
        return bool(_PLACE.search(one) and _PLACE.search(two))
    return one[-1] == two[-1] or filler.role == "agent"


def _named(run: Sequence[Atom]) -> bool:
    return any(a.kind == "name" or (a.run and a.kind == "thing") for a in run)
