"""Atoms of a text: its figures, dates, names, words and linking words in order, as a frame to lay beside another."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from retrieval.facts.parsed import Tagged, Wording
from retrieval.language.agreement import agree, same_unit
from retrieval.language.dates import Moment, conflict, shared
from retrieval.language.names import SURNAMES
from retrieval.language.quantities import Quantity
from retrieval.language.tokenizer import is_word

AtomKind = Literal["figure", "date", "name", "thing", "act", "link"]

_LINKS = frozenset(
    ("由", "被", "是", "为", "在", "给", "把", "将", "向", "从", "到", "于", "归", "叫", "比", "按", "以")
) | {
    *("出自", "by", "at", "in", "from", "to", "of", "on", "with", "for", "is", "are", "was", "were", "has", "have"),
}
# Tags of jieba for what colours or joins: particles, adverbs, conjunctions, marks.
_COLOURS = frozenset(("uj", "ul", "u", "uz", "ud", "uv", "ug", "y", "d", "c", "w"))
_ACTS = frozenset(("v", "vd", "vg", "vi", "vq", "a", "ad", "ag", "z", "p"))
_EMPTY = frozenset("的之了着过得地也都就则又并其该这那名位个") | {"the", "a", "an", "this", "that", "its", "their"}
# Single characters that end a name, as they mostly are words of their own.
_WORDS = (
    _LINKS | _EMPTY | frozenset("住说任获称有去来做当问答写达等不没和与及跟已未会要能可对用还先共两每各很只才再更最")
)
_LONGEST_NAME = 3


class Atom(NamedTuple):
    """A piece of a text: where it stands, and the figure or date that it is; `run`: single characters in a row."""

    start: int
    end: int
    text: str
    kind: AtomKind
    figure: Quantity | None = None
    date: Moment | None = None
    run: bool = False

    @property
    def weight(self) -> float:
        """Return how much the piece says of what a clause is about."""
        return {"figure": 3.0, "date": 2.0, "name": 3.0, "thing": 2.0, "act": 1.0, "link": 0.3}[self.kind]


@lru_cache(maxsize=64)  # a claim, and the sentences that it is laid beside
def atoms(wording: Wording) -> tuple[Atom, ...]:
    """Return the atoms of a text in order; words that only colour what others say are none."""
    folded = wording.folded
    found = [Atom(q.start, q.end, folded[q.start : q.end], "figure", figure=q) for q in wording.quantities]
    found += [Atom(m.start, m.end, folded[m.start : m.end], "date", date=m) for m in wording.moments]
    found += [Atom(n.start, n.end, n.form, "name") for n in wording.names]
    taken = [(atom.start, atom.end) for atom in found] + [(n.start, n.end) for n in wording.negators]
    free = [t for t in wording.tagged if not any(t[1] < stop and begin < t[2] for begin, stop in taken)]
    found += _words(free)
    return tuple(_joined(sorted(found, key=lambda atom: atom.start), folded))


def same(one: Atom, other: Atom, others: frozenset[str] = frozenset()) -> bool:
    """Return if two atoms say the same; `others` are the words that stand for the first."""
    if one.figure and other.figure:
        return agree(one.figure, other.figure) and same_unit(one.figure, other.figure)
    if one.date and other.date:
        return bool(shared(one.date, other.date)) and not conflict(one.date, other.date)
    if one.kind in ("figure", "date") or other.kind in ("figure", "date"):
        return False
    if one.text == other.text or other.text in others:
        return True
    short, long = (one.text, other.text) if len(one.text) <= len(other.text) else (other.text, one.text)
    return len(short) > 1 and not short.isascii() and short in long and not long.startswith(("副", "非", "前", "原"))


def _words(tagged: Sequence[Tagged]) -> Iterator[Atom]:
    """Yield the words as atoms, a person's name that no dictionary has as one."""
    at = 0
    while at < len(tagged):
        length = _name(tagged[at : at + _LONGEST_NAME])
        if length > 1:
            text = "".join(word for word, *_ in tagged[at : at + length])
            yield Atom(tagged[at][1], tagged[at + length - 1][2], text, "thing", run=True)
            at += length
            continue
        word, start, end, tag = tagged[at]
        at += 1
        if word in _LINKS:
            yield Atom(start, end, word, "link")
        elif word not in _EMPTY and tag not in _COLOURS and is_word(word):
            yield Atom(start, end, word, "act" if tag in _ACTS else "thing")


def _name(tagged: Sequence[Tagged]) -> int:
    """Return how many words in a row, each of one character, are a name that begins with a surname; 0 if none."""
    if not tagged or tagged[0][0] not in SURNAMES:
        return 0
    if len(tagged) > 1 and tagged[1][0] in ("某", "某某", "某甲", "某乙"):
        return 2
    length = 0
    for word, start, _, _ in tagged:
        if len(word) != 1 or word in _WORDS or not is_word(word) or (length and start != tagged[length - 1][2]):
            break
        length += 1
    return length if length > 1 else 0


def _joined(found: list[Atom], folded: str) -> list[Atom]:
    """Return the atoms with single characters in a row put together: a name that no dictionary has."""
    joined: list[Atom] = []
    for atom in found:
        last = joined[-1] if joined else None
        if last and last.end == atom.start and _single(atom) and len(last.text) == 1 and _single(last):
            kind: AtomKind = "thing" if "thing" in (last.kind, atom.kind) else "act"
            joined[-1] = Atom(last.start, atom.end, folded[last.start : atom.end], kind, run=True)
        elif last and last.end == atom.start and last.run and len(last.text) < _LONGEST_NAME and _single(atom):
            joined[-1] = last._replace(end=atom.end, text=folded[last.start : atom.end])
        else:
            joined.append(atom)
    return joined


def _single(atom: Atom) -> bool:
    """Return if an atom is a single character that may be part of a name."""
    return atom.kind in ("thing", "act") and len(atom.text) == 1 and atom.text not in _WORDS and not atom.text.isascii()
