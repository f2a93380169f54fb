"""Sentences of the material beside a claim: which come into question, and what stands around them."""

from typing import NamedTuple

import numpy as np

from retrieval.corpus.corpus import Material
from retrieval.facts.parsed import Wording, wording
from retrieval.index.top_k import Scores
from retrieval.language.fold import fold
from retrieval.language.names import NameKind, Names
from retrieval.language.numerals import numbers
from retrieval.language.tokenizer import content, grams

CANDIDATES = 24
# Documents that name the subject of a claim, of which sentences without that name come into question too.
_DOCUMENTS, _WITHOUT_SUBJECT = 6, 8
# How many sentences before one may say what it speaks of.
_BEFORE = 3


class Evidence(NamedTuple):
    """A sentence of the index, or a few in a row, taken apart, and the folded text around telling what it speaks of.

    `named` are the names that stand there, as they are written, with their kinds; the nearest to the sentence last.
    """

    entries: tuple[int, ...]
    wording: Wording
    around: str
    named: tuple[tuple[str, NameKind], ...]


def candidates(claim: Wording, material: Material) -> list[int]:
    """Return the sentences that have most in common with a claim, with its figures and without; best first,
    ties in order.
    """
    index = material.index
    tokens = material.analyzer.tokens(claim.text)
    plain = grams(tokens, 2)
    words = [token.text for token in content(tokens)]
    figures = [number.term for number in numbers(claim.folded)]
    with_figures = _scores([*words, *figures], plain, material)
    with_figures += index.concepts.scores(index.concepts.asked(claim.folded, tokens, 0.7))
    without = [token.text for token in claim.words]
    bare = index.words.scores(dict.fromkeys(without, 1.0)) + 0.3 * index.joined.scores(
        dict.fromkeys(grams(list(claim.words), 1), 1.0)
    )
    found: dict[int, None] = {}
    for scores in (with_figures, bare):
        order = np.argsort(-scores, kind="stable")[:CANDIDATES]
        found.update((int(at), None) for at in order if scores[at] > 0)
    found.update((at, None) for at in _without_subject(claim, bare, material))
    return list(found)


def _without_subject(claim: Wording, bare: Scores, material: Material) -> list[int]:
    """Return the best sentences of the documents whose title or opening has a name of the claim, the name left out."""
    subjects = [claim.folded[name.start : name.end] for name in claim.names if name.kind != "occasion"]
    subjects += [word.text for word in claim.words[:2] if len(word.text) > 1 and word.start in claim.nouns]
    index = material.index
    best: dict[int, None] = {}
    for at in np.argsort(-bare, kind="stable")[: 8 * CANDIDATES]:
        if bare[at] > 0:
            best.setdefault(material.passage(int(at)).document)
    documents = []
    for document in best:
        span = index.range_of(document)
        title = fold(material.document(span.start).name + "".join(material.words(e) for e in span[:2]))
        if any(subject in title for subject in subjects):
            documents.append(span)
    within = [at for span in documents[:_DOCUMENTS] for at in span if bare[at] > 0]
    return sorted(within, key=lambda at: (-bare[at], at))[:_WITHOUT_SUBJECT]


class Sentences:
    """The sentences of a material, taken apart when they are first asked for, and kept."""

    def __init__(self, names: Names, material: Material) -> None:
        self._names = names
        self._material = material
        self._evidence: dict[tuple[int, ...], Evidence] = {}
        self._lines: dict[str, tuple[str, tuple[tuple[str, NameKind], ...]]] = {}

    def evidence(self, entries: tuple[int, ...]) -> Evidence:
        """Sentences in a row with their surroundings; the words of several are joined without anything between them."""
        if entries not in self._evidence:
            self._evidence[entries] = self._taken_apart(entries)
        return self._evidence[entries]

    def _taken_apart(self, entries: tuple[int, ...]) -> Evidence:
        """Return the surroundings are the sentences before, their heading, and their document's name."""
        material = self._material
        entry = entries[0]
        first = material.index.range_of(material.passage(entry).document).start
        before = [material.words(at) for at in range(max(first, entry - _BEFORE), entry)]
        found = material.document(entry)
        head = [
            found.name,
            *(material.words(at) for at in range(first, min(first + 1, entry))),
            found.publisher or "",
            found.author or "",
            material.passage(entry).section or "",
        ]
        lines = [self._line(line) for line in (*head, *before)]
        text = "".join(material.words(at) for at in entries)
        named = tuple(name for _, names in lines for name in names)
        return Evidence(entries, wording(text, self._names, material), "\n".join(folded for folded, _ in lines), named)

    def _line(self, text: str) -> tuple[str, tuple[tuple[str, NameKind], ...]]:
        """Return a line folded, and its names as they are written."""
        if text not in self._lines:
            folded = fold(text)
            names = tuple((text[name.start : name.end], name.kind) for name in self._names.find(folded))
            self._lines[text] = (folded, names)
        return self._lines[text]


def together(entry: int, material: Material) -> list[tuple[int, ...]]:
    """Return a sentence with the one before it and with the one behind it, in its passage."""
    passage = material.index.entries[entry].passage
    pairs = [(entry - 1, entry), (entry, entry + 1)]
    own = range(material.index.first[passage], material.index.first[passage + 1])
    return [pair for pair in pairs if pair[0] in own and pair[1] in own]


def _scores(words: list[str], pairs: list[str], material: Material) -> Scores:
    index = material.index
    return index.words.scores(dict.fromkeys(words, 1.0)) + 0.3 * index.pairs.scores(dict.fromkeys(pairs, 1.0))
