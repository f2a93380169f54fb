"""Roles around what is done: who does it, and to whom or what, in whatever order and voice a clause says so."""

import re
from typing import NamedTuple

from retrieval.facts.clauses import Place

BREAK = re.compile(
    r"(?<!\d)[,，:：]|[,，:：](?!\d)|[。;；!！?？\n()（）]|\.(?=\s|$)|\b(?:and|but|which|when|because|while|whereas)\b"
)
"""What ends a clause in which something is done."""


class Roles(NamedTuple):
    """Stretches of a text: who does something, and to whom or what; either is empty if it is not told.

    `passive`: a word before it says who does it; `marked`: one says to whom; `handed`: the doer is that of a clause
    before. `focus` is what the clause singles out, 甲 of 教乙的是甲: nobody else. `goods` are what goes from one to the
    other.
    """

    doer: tuple[Place, ...]
    other: tuple[Place, ...]
    passive: bool = False
    marked: bool = False
    handed: bool = False
    focus: Place | None = None
    goods: tuple[Place, ...] = ()

    def exchanged(self) -> "Roles":
        """Return the roles of the same told from the other side."""
        return self._replace(doer=self.other, other=self.doer)


def clause_around(folded: str, place: Place) -> Place:
    """Return where the clause starts and ends that a place is in."""
    start = max((m.end() for m in BREAK.finditer(folded, 0, place[0])), default=0)
    stop = BREAK.search(folded, place[1])
    return start, stop.start() if stop else len(folded)
