"""Kinds of things that a text names, as far as their names tell: those of a list, unlisted names, what ends alike."""

from collections.abc import Iterator
from functools import lru_cache

from retrieval.facts.atoms import atoms
from retrieval.facts.clauses import Place
from retrieval.facts.parsed import Wording
from retrieval.language.names import SURNAMES

NAMED = "named"
"""Kind of a name that no list has."""
_LONGEST_NAME = 3


@lru_cache(maxsize=64)  # a claim, and the sentences that it is laid beside
def named_things(wording: Wording) -> tuple[tuple[Place, frozenset[str]], ...]:
    """Return what names somebody or something in a text, with the kinds of it; what no dictionary has is a name."""
    return tuple(_named_things(wording))


def _named_things(wording: Wording) -> Iterator[tuple[Place, frozenset[str]]]:
    for name in wording.names:
        yield (name.start, name.end), frozenset((name.kind,))
    tags = {start: tag for _, start, _, tag in wording.tagged}
    for atom in atoms(wording):
        text = wording.folded[atom.start : atom.end]
        if atom.kind not in ("thing", "name") or len(text) < 2:
            continue
        if text.isascii():
            capital = wording.text[atom.start : atom.start + 1].isupper()
            yield (atom.start, atom.end), frozenset((NAMED,) if capital and atom.start else (text,))
            continue
        named = atom.run or tags.get(atom.start, "")[:2] == "nr"
        yield (atom.start, atom.end), frozenset((NAMED,) if named else (text[-1],))


def kinds_of(wording: Wording, start: int, end: int) -> set[str]:
    """Return the kinds of what a stretch of a text ends with."""
    found: set[str] = set()
    last = -1
    for at, kinds in named_things(wording):
        if at[0] < end and start < at[1] and at[1] >= last:
            found, last = {*kinds} | (found if at[1] == last else set()), at[1]
    name = wording.folded[start:end]
    return found | {NAMED} if name[:1] in SURNAMES and 1 < len(name) <= _LONGEST_NAME else found
