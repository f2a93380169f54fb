"""Sentences of documents, altered one way each -> how many alterations are named, and how many true ones are refused.

`python -m tests.benchmarks.mutations [--count N] [--seed N] [FOLDERS...]`: for each folder (the shipped documents
without any), at most N sentences of each kind:

- true: a sentence with a figure as it stands; it should be confirmed
- value: one of its figures in place of another, or one of the sentence next to it
- subject: a name in place of another of its kind
- publisher, right and wrong: the sentence behind 据…报道
- stitched: the beginning of a sentence with the end of another; left out: a clause in the middle; cut: before 但 or but
- as it is: a sentence with nothing left out, in which no joint, gap or cut may be found

*named* is what the program says of it: another figure or name, another publisher, two places, a gap, a cut. *ticked*
are altered ones that are confirmed.
"""

import argparse
import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from pathlib import Path
from typing import NamedTuple

from retrieval.check.verdict import Verdict
from retrieval.language.agreement import agree, alike, same_unit
from retrieval.language.dates import moments
from retrieval.language.fold import fold
from retrieval.language.names import Name, Names
from retrieval.language.quantities import Quantity, quantities
from retrieval.library import Library
from retrieval.lookup.statements import statements
from tests.conftest import SEEDS

_TURN = re.compile(r"[,，;；]\s?(?:但是?|不过|然而|却|除非|but |unless |although )")
_CLAUSE = re.compile(r"(?<!\d)[,，;；]|[,，;；](?!\d)")
_MIN_CLAUSE_CHARACTERS = 8
# Figures that go on are pieces of times, dates, telephone numbers or codes; they are no figures of their own.
_GOES_ON = re.compile(r"\s?[:：/~～—–-]\s?\d|\w?[\)）-]\s?\d|\d", re.ASCII)
_CAPITALS = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?: [A-Z][a-z]+)*(?![\w'’.])(?! [A-Z\d])")
_CAPITAL = re.compile(r"[A-Z]\S* $")
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

    def published(self, *, right: bool) -> Iterator[Mutation]:
        """Yield sentences behind the name of their publisher, or of another one."""
        all_of_them = sorted({document.publisher for document in self.library.documents if document.publisher})
        for entry, text in self.sentences():
            own = self.library.material.document(entry).publisher
            others = [publisher for publisher in all_of_them if publisher != own]
            if own and _figures(text) and (right or others):
                words = own if right else self.rng.choice(others)
                yield Mutation(f"据{words}报道，{text}", words)

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


def _states_something(text: str) -> bool:
    """Return if a text can be checked: a table's row of figures alone states nothing."""
    return bool(statements(text)) and any(map(str.isalpha, text))


def _names_it(verdict: Verdict, changed: str) -> bool:
    found = verdict.mismatches
    return verdict.verdict == "contradicted" and any(
        m.claimed and (m.claimed in changed or changed in m.claimed) for m in found
    )


def report(folder: Folder, count: int) -> None:
    """Print the shares of each kind."""
    check, locate = folder.library.check, folder.library.locate

    def share(kind: str, made: Iterator[Mutation], hold: Sequence[tuple[str, Callable[[Mutation], bool]]]) -> None:
        items = list(islice((one for one in made if _states_something(one.text)), count))
        shares = (f"{name} {sum(map(holds, items)) / max(len(items), 1):.3f}" for name, holds in hold)
        print(f"  {kind:16} {len(items):4}  {'  '.join(shares)}", flush=True)  # noqa: T201

    ticked = ("ticked", lambda m: check(m.text).verdict == "supported")
    refused = ("refused", lambda m: check(m.text).verdict == "contradicted")
    named = ("named", lambda m: _names_it(check(m.text), m.changed))
    share("true", folder.true(), (ticked, refused))
    share("value", folder.values(), (named, ticked))
    share("subject", folder.subjects(), (named, ticked))
    share("publisher, right", folder.published(right=True), (ticked, refused))
    share("publisher, wrong", folder.published(right=False), (named, ticked))
    share("stitched", folder.stitched(), (("named", lambda m: locate(m.text).status == "stitched"),))
    share("left out", folder.left_out(), (("named", lambda m: locate(m.text).status == "abridged"),))
    share("cut", folder.cut(), (("named", lambda m: any(place.turn for place in locate(m.text).places)),))
    alarms = ("alarms", lambda m: (found := locate(m.text)).status != "word_for_word" or bool(found.places[0].turn))
    share("as it is", folder.true(), (alarms,))


def main() -> None:
    """Measure each folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path, default=[SEEDS])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    for path in given.folders:
        print(path.name)  # noqa: T201
        report(Folder(Library.open(path), given.seed), given.count)


if __name__ == "__main__":
    main()
