"""Remainder of a question in a document: what is left to look for once the document itself is found.

Runs of three and more characters that the question shares with the document's name and opening find the document, and
tell none of its sentences from another. The terms that are left are weighed by how rare they are within the document;
words that it lacks are counted in the whole, so that no sentence of it can reach 1.
"""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from retrieval.ask.pool import QuestionTerms, Term
from retrieval.ask.query import Query
from retrieval.corpus.corpus import Material
from retrieval.index.top_k import Scores, Units
from retrieval.runtime import pattern

BEST_OF_DOCUMENT = 12
# A document of fewer sentences has no opening that is about all of it.
SHORTEST_DOCUMENT_SENTENCES = 12
OPENING_SENTENCES = 4
PAIR_FACTOR = 0.5
SENTENCE_BEFORE_FACTOR = 0.25
_SHARED_CHARACTERS = 3
_LATIN = pattern(r"[a-z0-9]{3,}")


class _Run(NamedTuple):
    """Characters `start:end` of a part of the question, which a document's name or opening may have as well."""

    part: int
    start: int
    end: int
    text: str

    def stands_in(self, known: str) -> bool:
        """Return whether a text has the run: Latin letters as a whole word."""
        if not self.text.isascii():
            return self.text in known
        return self.text in known and bool(re.search(rf"(?<![a-z0-9]){self.text}(?![a-z0-9])", known))


class Remainders:
    """The terms of a question that are left in each of some documents, each weighed by how rare it is there."""

    def __init__(
        self, asked: Query, terms: QuestionTerms, documents: Sequence[range], names: Sequence[str], material: Material
    ) -> None:
        self._terms = (*terms.words, *terms.pairs)
        runs = [run for number, part in enumerate(asked.parts) for run in _runs(number, part.text)]
        # For each place of a term the runs that reach into it, bit by bit: it is blank if one of them stands in the
        # document.
        reaching = [[_reaching(term, span, runs) for span in term.spans] for term in self._terms]
        words = len(terms.words)
        counts = _counts(self._terms, documents)
        self._weights = np.zeros((len(self._terms), len(documents)))
        for at, (document, name) in enumerate(zip(documents, names, strict=True)):
            known = _known(document, name, material)
            shared = sum(1 << number for number, run in enumerate(runs) if run.stands_in(known))
            for number, term in enumerate(self._terms):
                if shared and all(shared & own for own in reaching[number]):
                    continue
                count = counts[number][at]
                factor = term.factor if number < words else PAIR_FACTOR * term.factor
                if count or number < words:
                    self._weights[number, at] = factor * math.log((len(document) + 1) / (count + 0.5))
        self._weights = np.maximum(self._weights, 0.0)
        self._wholes: Scores = self._weights.sum(axis=0)

    def shares(self, entries: Units, documents: Units) -> Scores:
        """Return the share of what is left that each of some sentences of the documents holds, from 0 to 1."""
        total = np.zeros(len(entries))
        for term, weights in zip(self._terms, self._weights, strict=True):
            if len(term.entries) and weights.any():
                held = term.entries.take(term.entries.searchsorted(entries), mode="clip") == entries
                total += weights.take(documents) * held
        wholes = self._wholes.take(documents)
        return np.divide(total, wholes, out=np.zeros(len(entries)), where=wholes > 0)


def best_of_document(left: Remainders, document: range) -> list[int]:
    """Return the sentences of a document that hold most of what is left of a question, with what the one
    before holds; `left` is of this document alone.
    """
    entries = np.arange(document.start, document.stop, dtype=np.int32)
    shares = left.shares(entries, np.zeros(len(entries), np.int32))
    shares[1:] += SENTENCE_BEFORE_FACTOR * shares[:-1].copy()
    best = np.argsort(-shares, kind="stable")[:BEST_OF_DOCUMENT]
    return [int(entries[at]) for at in best if shares[at] > 0]


def _counts(terms: Sequence[Term], documents: Sequence[range]) -> list[list[int]]:
    """Return in how many sentences of each document each term stands."""
    firsts = np.array([document.start for document in documents], np.int32)
    lasts = np.array([document.stop for document in documents], np.int32)
    return [(term.entries.searchsorted(lasts) - term.entries.searchsorted(firsts)).tolist() for term in terms]


def _known(document: range, name: str, material: Material) -> str:
    """Return the name of a document, and its opening if it is long."""
    if len(document) < SHORTEST_DOCUMENT_SENTENCES:
        return name
    opening = range(document.start, document.start + OPENING_SENTENCES)
    return "\n".join([name, *(material.index.folded[entry] for entry in opening)])


def _runs(part: int, text: str) -> list[_Run]:
    """Return the runs of a part of the question that find a document if it is called or opens so."""
    ends = range(_SHARED_CHARACTERS, len(text) + 1)
    threes = (_Run(part, end - _SHARED_CHARACTERS, end, text[end - _SHARED_CHARACTERS : end]) for end in ends)
    chinese = [run for run in threes if not run.text.isascii() and run.text.isalnum()]
    return [*chinese, *(_Run(part, *match.span(), match[0]) for match in _LATIN.finditer(text))]


def _reaching(term: Term, span: tuple[int, int], runs: Sequence[_Run]) -> int:
    start, end = span
    return sum(1 << at for at, run in enumerate(runs) if run.part == term.part and run.start < end and start < run.end)
