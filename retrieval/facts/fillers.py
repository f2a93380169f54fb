"""Roles of a clause and what fills them: who does it, what it is said of, what somebody or something is, and where."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from retrieval.facts.atoms import Atom
from retrieval.facts.clauses import Clauses

Role = Literal["agent", "lead", "being", "place"]
Cell = tuple[Atom, ...]

_AGENT = ("由", "被", "by", "出自")
_ROLES: dict[str, Role] = {
    **dict.fromkeys(_AGENT, "agent"),
    **dict.fromkeys(("是", "为", "叫"), "being"),
    **dict.fromkeys(("在", "于", "位于", "in", "at", "from"), "place"),
}
_MADE_OF = re.compile(r"组成|构成")
_CLEFT = re.compile(r"的(?=\W|$)")
_DEED = re.compile(
    r"设计|创作|导演|指导|管理|运营|制作|研发|开发|研究|建设|投资|生产|出版|编辑|编剧|主持|赞助|手$|designed|made|built"
)


class Filler(NamedTuple):
    """Filler of a role of a clause."""

    role: Role
    run: Cell


def filled(told: Sequence[Atom], clauses: Clauses, folded: str) -> tuple[tuple[Cell, tuple[Filler, ...]], ...]:
    """Return the atoms of each clause of a folded text, with what fills its roles."""
    found: dict[int, list[Atom]] = {}
    for atom in told:
        found.setdefault(clauses.cell(atom.start), []).append(atom)
    return tuple((tuple(cell), tuple(_fillers(tuple(cell), folded))) for cell in found.values())


def _fillers(cell: Cell, folded: str) -> Iterator[Filler]:
    for number, atom in enumerate(cell):
        role = _ROLES.get(atom.text) or ("place" if atom.kind == "act" and atom.text[-1:] in "在于" else None)
        run = tuple(_until(cell, number + 1)) if role else ()
        if role == "agent" and _is_deed(cell[-1]):
            run = cell[number + 1 : -1]
        if not role or not run:
            continue
        after = cell[number + len(run) + 1 :]
        if role == "being" and len(cell) > number + 2 and _is_deed(cell[-1]) and _CLEFT.match(folded, cell[-1].end):
            role, run, after = "agent", cell[number + 1 : -1], cell[-1:]
        if role == "agent" and after and _MADE_OF.match(after[0].text):
            continue
        yield Filler(role, run)
    lead = _lead(cell)
    if lead:
        yield Filler("lead", lead)


def _lead(cell: Cell) -> Cell:
    """Return what a clause begins with, if something is said of it; a verb before a noun may be part of that."""
    first = 1 if len(cell) > 2 and cell[0].kind == "act" and cell[1].start == cell[0].end else 0
    run = tuple(_until(cell, first))
    return (*cell[:first], *run) if run and len(cell) > first + len(run) else ()


def _is_deed(atom: Atom) -> bool:
    return (atom.kind == "act" and not atom.run) or bool(_DEED.match(atom.text))


def _until(cell: Cell, at: int) -> Iterator[Atom]:
    """Yield the atoms from a place on up to the first that acts, links or measures."""
    for atom in cell[at:]:
        if atom.kind in ("link", "figure", "date") or (atom.kind == "act" and not atom.run):
            return
        yield atom
