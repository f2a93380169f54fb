"""Things that the clauses of a sentence begin with: a clause without one of its own takes that of the one before."""

from retrieval.facts.clauses import Clauses
from retrieval.facts.parsed import Wording

# Links that two clauses have each for a thing of its own.
_PARALLEL = frozenset(("由", "被", "by"))


class Leads:
    """The things that the clauses of a sentence begin with, and which clauses say the same kind of thing of them."""

    def __init__(self, sentence: Wording, there: Clauses) -> None:
        self.words = _leads(sentence, there)
        self._said: dict[int, set[object]] = {}
        self._parted: dict[tuple[int, int], bool] = {}
        for word in sentence.words:
            if len(word.text) > 1 and word.start not in sentence.light:
                self._said.setdefault(there.cell(word.start), set()).add(word.text)
        for figure in sentence.quantities:
            self._said.setdefault(there.cell(figure.start), set()).add((figure.kind, figure.unit))
        for text, start, _, _ in sentence.tagged:
            if text in _PARALLEL:
                self._said.setdefault(there.cell(start), set()).add(text)

    def parts(self, before: int, cell: int) -> bool:
        """Return if a clause speaks of a thing of its own, of which it says what one before it says of another."""
        if (before, cell) not in self._parted:
            self._parted[before, cell] = self._parts(before, cell)
        return self._parted[before, cell]

    def _parts(self, before: int, cell: int) -> bool:
        own = next((at for at in range(cell, before, -1) if at in self.words), None)
        if own is None:
            return False
        said = set().union(*(self._said.get(at, set()) for at in range(own, cell + 1)))
        others = set().union(*(self._said.get(at, set()) for at in range(before, own)))
        return bool(said & others)


def _leads(sentence: Wording, there: Clauses) -> dict[int, str]:
    """Return the thing or name that each cell begins with; none for a cell that begins otherwise."""
    names = {n.start: n.end for n in sentence.names}
    dated = [(m.start, m.end) for m in sentence.moments]
    leads: dict[int, str] = {}
    seen: set[int] = set()
    for _, start, end, tag in sentence.tagged:
        cell = there.cell(start)
        if (
            cell in seen
            or tag in ("x", "w", "c", "d", "m", "t", "r", "p", "y", "uj", "f")
            or not sentence.folded[start:end].strip()
        ):
            continue
        if any(a < end and start < b for a, b in dated):
            continue
        seen.add(cell)
        if start in names:
            leads[cell] = sentence.folded[start : names[start]]
        elif tag.startswith(("n", "eng")) and end - start > 1:
            leads[cell] = sentence.folded[start:end]
    return leads
