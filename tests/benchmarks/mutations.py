"""Sentences of documents, altered one way each -> how many alterations are named, and how many true ones are refused.

`python -m tests.benchmarks.mutations [--count N] [--seed N] [--misses] [FOLDERS...]`: at most N sentences of each kind,
taken from the folders in turn (from the shipped documents without any):

- true: a sentence with a figure as it stands; it should be confirmed
- value: one of its figures in place of another, or one of the sentence next to it
- subject: a name in place of another of its kind
- source, right and wrong: the sentence behind 据…报道 with its publisher or author, or one that says who states it
- stitched: the beginning of a sentence with the end of another; left out: a clause in the middle; cut: before 但 or but
- as it is: a sentence with nothing left out, in which no joint, gap or cut may be found

*named* is what the program says of it: another figure or name, another source, two places, a gap, a cut. *ticked*
are altered ones that are confirmed. `--misses` prints each item that is not as it should be.
"""

import argparse
import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice, pairwise, repeat, zip_longest
from pathlib import Path
from typing import NamedTuple

from retrieval.check.verdict import Verdict
from retrieval.facts.marks import attributed
from retrieval.language.agreement import agree, alike, same_unit
from retrieval.language.dates import moments
from retrieval.language.fold import fold
from retrieval.language.names import Name, Names
from retrieval.language.quantities import Quantity, quantities
from retrieval.library import Library
from retrieval.lookup.statements import statements
from retrieval.model import Document
from tests.conftest import SEEDS

_TURN = re.compile(r"[,，;；]\s?(?:但是?|不过|然而|却|除非|but |unless |although )")
_CLAUSE = re.compile(r"(?<!\d)[,，;；]|[,，;；](?!\d)")
_MIN_CLAUSE_CHARACTERS = 8
# Figures that go on are pieces of times, dates, telephone numbers or codes; they are no figures of their own.
_GOES_ON = re.compile(r"\s?[:：/~～—–-]\s?\d|\w?[\)）-]\s?\d|\d", re.ASCII)
_CAPITALS = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*(?![\w'’.])(?! [A-Z\d])")
_CAPITAL = re.compile(r"[A-Z]\S* $")
# Two characters, or a word in Latin letters.
_PAIR = re.compile(r"[\u4e00-\u9fff]{2}|[a-z]{3,}")
# In English, words say as much as characters do in Chinese; so few words are no clause.
_MIN_CLAUSE_WORDS = 4


class Mutation(NamedTuple):
    """A text made of sentences of a folder; `changed` are the words that are not theirs."""

    text: str
    changed: str = ""


class Folder:
    """A library with its sentences of running text, in a random order."""

    def __init__(self, library: Library, seed: int) -> None:
        self.library, self.rng = library, random.Random(seed)
        material = library.material
        self._names = Names(material.analyzer, material.lexicon)
        roles = (material.sentence(entry).role for entry in range(len(material.index.entries)))
        self._entries = [entry for entry, role in enumerate(roles) if role == "text"]
        self.rng.shuffle(self._entries)

    def sentences(self) -> Iterator[tuple[int, str]]:
        """Yield the sentences that say enough to be checked, each with its number."""
        for entry in self._entries:
            text = self.library.material.words(entry).strip()
            if 12 <= len(text) <= 120 and "\n" not in text and not re.search(r"[?？|]", text):
                yield entry, text

    def names(self, text: str) -> list[Name]:
        """Return the names of companies, products, persons and places in a text."""
        found = [name for name in self._names.find(fold(text)) if name.kind != "occasion"]
        if found:
            return found
        english = (
            m for m in _CAPITALS.finditer(text) if not moments(fold(m[0])) and not _CAPITAL.search(text[: m.start()])
        )
        return [Name(*match.span(), "place", fold(match[0])) for match in english]

    def true(self) -> Iterator[Mutation]:
        """Yield sentences with a figure."""
        return (Mutation(text) for _, text in self.sentences() if _figures(text))

    def values(self) -> Iterator[Mutation]:
        """Yield sentences with a figure of theirs, or of a neighbour, in place of another."""
        for entry, text in self.sentences():
            near = [text, *(self._beside(entry, step) for step in (-1, 1))]
            pairs = [
                (own, other_text[other.start : other.end])
                for own in _figures(text)
                for other_text in near
                for other in _figures(other_text)
                if alike(own, other) and same_unit(own, other) and own.unit == other.unit and not agree(own, other)
            ]
            if pairs:
                own, words = self.rng.choice(pairs)
                yield Mutation(text[: own.start] + words + text[own.end :], words)

    def subjects(self) -> Iterator[Mutation]:
        """Yield sentences with another name of the same kind in place of one."""
        known = {
            name.form: (name.kind, text[name.start : name.end])
            for _, text in self.sentences()
            for name in self.names(text)
        }
        for _, text in self.sentences():
            for name in self.names(text)[:1]:
                called = {name.form, fold(text[name.start : name.end]), *self._names.others(name.form)}
                others = [
                    words
                    for form, (kind, words) in known.items()
                    if kind == name.kind
                    and not any(one in other or other in one for one in called for other in (form, fold(words)))
                ]
                if others and _figures(text):
                    words = self.rng.choice(others)
                    yield Mutation(text[: name.start] + words + text[name.end :], words)

    def sources(self, *, right: bool) -> Iterator[Mutation]:
        """Yield sentences with the name of whoever states them, or of another, by turns of the document and the text."""
        told = [self._published(right), self._spoken(right)]
        return chain.from_iterable(filter(None, pair) for pair in zip_longest(*told))

    def _published(self, right: bool) -> Iterator[Mutation]:
        """Yield sentences behind the name of their publisher or author, or of another one."""
        every = sorted({who for document in self.library.documents if (who := _published_by(document))})
        for entry, text in self.sentences():
            own = _published_by(self.library.material.document(entry))
            others = [one for one in every if own and fold(one) not in fold(own) and fold(own) not in fold(one)]
            if own and _figures(text) and (right or others):
                words = own if right else self.rng.choice(others)
                yield Mutation(f"According to {words}, {text}" if text.isascii() else f"据{words}报道，{text}", words)

    def _spoken(self, right: bool) -> Iterator[Mutation]:
        """Yield sentences that name who says what they state, or another who says something elsewhere."""
        told = [(text, span) for _, text in self.sentences() if (span := attributed(fold(text)))]
        said = [(text, (a, b)) for text, (a, b) in told if any(name.end == b - a for name in self.names(text[a:b]))]
        every = sorted({text[slice(*span)] for text, span in said})
        for text, (start, end) in said:
            own = text[start:end]
            others = [one for one in every if one.isascii() == own.isascii() and not _alike(one, text, self._names)]
            if right or others:
                words = own if right else self.rng.choice(others)
                yield Mutation(text[:start] + words + text[end:], words)

    def stitched(self) -> Iterator[Mutation]:
        """Yield the first clause of a sentence with the last of another."""
        parted = [clauses for _, text in self.sentences() if len(clauses := _clauses(text)) > 1]
        for one, other in pairwise(parted):
            yield Mutation(one[0] + other[-1])

    def left_out(self) -> Iterator[Mutation]:
        """Yield sentences without a clause in their middle."""
        for _, text in self.sentences():
            clauses = _clauses(text)
            if len(clauses) > 2:
                yield Mutation("".join((*clauses[:1], *clauses[2:])))

    def cut(self) -> Iterator[Mutation]:
        """Yield sentences up to a word that turns them."""
        for _, text in self.sentences():
            turn = _TURN.search(text)
            if turn and turn.start() >= _MIN_CLAUSE_CHARACTERS:
                yield Mutation(text[: turn.start()] + "。")

    def _beside(self, entry: int, step: int) -> str:
        known = range(len(self.library.material.index.entries))
        return self.library.material.words(entry + step) if entry + step in known else ""


def _published_by(document: Document) -> str | None:
    return document.publisher or document.author


def _alike(who: str, text: str, names: Names) -> bool:
    """Return if a text may name somebody: it has one of the names for them, or a part of it."""
    called = {fold(who), *(other for name in names.find(fold(who)) for other in names.others(name.form))}
    folded = fold(text)
    return any(one in folded or any(two in folded for two in _PAIR.findall(one)) for one in called)


def _figures(text: str) -> list[Quantity]:
    """Return the figures in digits of a text that hardly agree by chance."""
    return [
        q
        for q in quantities(fold(text))
        if q.kind != "ordinal"
        and sum(map(str.isdigit, text[q.start : q.end])) > 1
        and not _GOES_ON.match(text, q.end)
        and not _GOES_ON.match(text[: q.start][::-1])
    ]


def _clauses(text: str) -> list[str]:
    ends = [0, *(match.end() for match in _CLAUSE.finditer(text)), len(text)]
    clauses = [text[start:end] for start, end in pairwise(ends) if end > start]
    return clauses if all(map(_says_enough, clauses)) else []


def _says_enough(clause: str) -> bool:
    letters = sum(map(str.isalnum, clause))
    return letters >= _MIN_CLAUSE_CHARACTERS and (not clause.isascii() or len(clause.split()) >= _MIN_CLAUSE_WORDS)


def _states_something(one: Mutation) -> bool:
    """Return if a text can be checked: a table's row of figures alone states nothing."""
    return bool(statements(one.text)) and any(map(str.isalpha, one.text))


def _names_it(verdict: Verdict, changed: str) -> bool:
    found = verdict.mismatches
    return verdict.verdict == "contradicted" and any(
        m.claimed and (m.claimed in changed or changed in m.claimed) for m in found
    )


def _is_turned(library: Library, text: str) -> bool:
    return any(place.turn for place in library.locate(text).places)


def _is_altered(library: Library, text: str) -> bool:
    found = library.locate(text)
    return found.status != "word_for_word" or bool(found.places[0].turn)


def _ticked(library: Library, one: Mutation) -> bool:
    return library.check(one.text).verdict == "supported"


def _refused(library: Library, one: Mutation) -> bool:
    return library.check(one.text).verdict == "contradicted"


def _named(library: Library, one: Mutation) -> bool:
    return _names_it(library.check(one.text), one.changed)


Holds = Callable[[Library, Mutation], bool]
# Each kind: how its items are made, whether the first figure should be 1 and not 0, and the figures.
KINDS: dict[str, tuple[Callable[[Folder], Iterator[Mutation]], bool, dict[str, Holds]]] = {
    "true": (Folder.true, True, {"ticked": _ticked, "refused": _refused}),
    "value": (Folder.values, True, {"named": _named, "ticked": _ticked}),
    "subject": (Folder.subjects, True, {"named": _named, "ticked": _ticked}),
    "source, right": (lambda folder: folder.sources(right=True), True, {"ticked": _ticked, "refused": _refused}),
    "source, wrong": (lambda folder: folder.sources(right=False), True, {"named": _named, "ticked": _ticked}),
    "stitched": (Folder.stitched, True, {"named": lambda lib, one: lib.locate(one.text).status == "stitched"}),
    "left out": (Folder.left_out, True, {"named": lambda lib, one: lib.locate(one.text).status == "abridged"}),
    "cut": (Folder.cut, True, {"named": lambda lib, one: _is_turned(lib, one.text)}),
    "as it is": (Folder.true, False, {"alarms": lambda lib, one: _is_altered(lib, one.text)}),
}


def items(made: Sequence[tuple[Library, Iterator[Mutation]]], count: int) -> Iterator[tuple[Library, Mutation]]:
    """Yield at most `count` items that can be checked, from each folder in turn while it has one."""
    rows = [zip(repeat(library), filter(_states_something, kind)) for library, kind in made]
    return islice((item for row in zip_longest(*rows) for item in row if item), count)


def report(libraries: Sequence[Library], count: int, seed: int, *, misses: bool) -> None:
    """Print the shares of each kind."""
    for kind, (made, wanted, shares) in KINDS.items():
        chosen = list(items([(library, made(Folder(library, seed))) for library in libraries], count))
        held = {name: [holds(library, one) for library, one in chosen] for name, holds in shares.items()}
        told = (f"{name} {sum(found) / max(len(found), 1):.3f}" for name, found in held.items())
        print(f"{kind:16} {len(chosen):4}  {'  '.join(told)}", flush=True)  # noqa: T201
        for (_, one), found in zip(chosen, next(iter(held.values())), strict=True):
            if misses and found != wanted:
                print(f"    {one.text} [{one.changed}]")  # noqa: T201


def main() -> None:
    """Measure the folders together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true")
    given = parser.parse_args()
    libraries = [Library.open(path) for path in given.folders]
    report(libraries, given.count, given.seed, misses=given.misses)


if __name__ == "__main__":
    main()
