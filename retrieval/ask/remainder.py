"""Remainder of a question in a document: what is left to look for once the document itself is found.

Runs of three and more characters that the question shares with the document's name and opening find the document, and
tell none of its sentences from another. The terms that are left are weighed by how rare they are within the document;
words that it lacks are counted in the whole, so that no sentence of it can reach 1.
"""

import math
import re

import numpy as np

from retrieval.ask.pool import QuestionTerms
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


class Remainder:
    """The terms of a question that are left in a document, each weighed by how rare it is there."""

    def __init__(self, asked: Query, terms: QuestionTerms, document: range, name: str, material: Material) -> None:
        known = name
        if len(document) >= SHORTEST_DOCUMENT_SENTENCES:
            opening = range(document.start, document.start + OPENING_SENTENCES)
            known = "\n".join([name, *(material.index.folded[entry] for entry in opening)])
        blank = [_shared(part.text, known) for part in asked.parts]
        self._terms: list[tuple[Units, float]] = []
        self._whole = 0.0
        for kind, factor in ((terms.words, 1.0), (terms.pairs, PAIR_FACTOR)):
            for term in kind:
                if all(any(blank[term.part][start:end]) for start, end in term.spans):
                    continue
                first, last = term.entries.searchsorted((document.start, document.stop)).tolist()
                weight = factor * term.factor * math.log((len(document) + 1) / (last - first + 0.5))
                if weight > 0 and (first < last or kind is terms.words):
                    self._whole += weight
                    self._terms.append((term.entries[first:last], weight))

    def shares(self, entries: Units) -> Scores:
        """Return the share of what is left that each of some sentences of the document holds, from 0 to 1."""
        total = np.zeros(len(entries))
        for own, weight in self._terms:
            if len(own):
                total += weight * (own.take(own.searchsorted(entries), mode="clip") == entries)
        return total / self._whole if self._whole else total


def best_of_document(left: Remainder, document: range) -> list[int]:
    """Return the sentences of a document that hold most of what is left of a question, with what the one
    before holds.
    """
    entries = np.arange(document.start, document.stop, dtype=np.int32)
    shares = left.shares(entries)
    shares[1:] += SENTENCE_BEFORE_FACTOR * shares[:-1].copy()
    best = np.argsort(-shares, kind="stable")[:BEST_OF_DOCUMENT]
    return [int(entries[at]) for at in best if shares[at] > 0]


def _shared(text: str, known: str) -> list[bool]:
    """For each character of a text, if it is in a run that stands in another text as well."""
    found = [False] * len(text)
    for at in range(len(text) - _SHARED_CHARACTERS + 1):
        run = text[at : at + _SHARED_CHARACTERS]
        if not run.isascii() and run.isalnum() and run in known:
            found[at : at + _SHARED_CHARACTERS] = [True] * _SHARED_CHARACTERS
    for match in _LATIN.finditer(text):
        if re.search(rf"(?<![a-z0-9]){match[0]}(?![a-z0-9])", known):
            found[match.start() : match.end()] = [True] * len(match[0])
    return found
