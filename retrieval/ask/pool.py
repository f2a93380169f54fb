"""Pool of a question: its terms, and the sentences among which the second stage of ranking chooses.

Terms are the content words and the pairs of neighbouring characters of the question and of those it leans on. A pair
with a function character in it is none; a Latin word or number counts as a pair.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.entries import before, common
from retrieval.arrays.tables import ROLES
from retrieval.ask.headings import heading_check, is_heading
from retrieval.ask.intent import ASKED_MEASURE
from retrieval.ask.other_words import OtherWords
from retrieval.ask.query import Query, QueryPart
from retrieval.ask.question_tokens import versions_of
from retrieval.ask.ranking import Ranked
from retrieval.ask.sentence_scores import OTHER_NAME, weights
from retrieval.corpus.corpus import Material
from retrieval.index.index import Index
from retrieval.index.top_k import Scores, Units
from retrieval.language.everyday import stems_of
from retrieval.language.fold import fold
from retrieval.language.stems import held_in, stem, stems_in
from retrieval.language.tokenizer import content, stop_words
from retrieval.runtime import pattern

FIRST_STAGE_SENTENCES = 20
SENTENCES_AFTER_HEADING = 2
# Headings that ask the same are sought if some word of a question is in no more sentences than these.
_MAX_HOLDING = 2000
_MAX_READ = 100
_SAME = 0.75
# What is asked next is told near what was asked before, and rather after it.
THREAD_BEFORE, THREAD_AFTER = 3, 8
# What was asked before weighs less than what is asked now.
EARLIER_FACTOR = 0.5
# The same headings stand over the candidates of many questions.
_folded = lru_cache(1 << 12)(fold)
_FUNCTION = frozenset("的了是在有和与及吗呢么哪谁几为被对从到于中多少什如何怎样请问否可以个")
_LATIN_RUN = pattern(r"[a-z0-9]+(?:[.,][0-9]+)*%?")


class Term(NamedTuple):
    """A word or a pair of a question: its weight, the sentences that hold it, and its spans in its part.

    `factor` is what the part counts.
    """

    text: str
    weight: float
    factor: float
    entries: Units
    spans: tuple[tuple[int, int], ...]
    part: int


class QuestionTerms:
    """Words and pairs of all parts of a question; `others[word]` are the sentences that hold it by another name, and
    `otherwise` finds what stands for the words of an English one.
    """

    def __init__(self, asked: Query, material: Material) -> None:
        index = material.index
        words: dict[str, Term] = {}
        pairs: dict[str, Term] = {}
        self.others: dict[str, list[Units]] = {}
        self.otherwise = OtherWords(asked.parts[0])
        for number, part in enumerate(asked.parts):
            factor = EARLIER_FACTOR * part.weight if number else 1.0
            worth = weights(part, index)
            for text, spans in _word_spans(part).items():
                _keep(words, Term(text, factor * worth[text], factor, index.holding(text), spans, number))
            for text, spans in _pair_spans(part.text).items():
                postings = index.pairs if len(text) == 2 and not text.isascii() else index.singles
                _keep(pairs, Term(text, factor * postings.idf(text), factor, postings.where(text), spans, number))
            self._add_other_names(part, material)
        self.words, self.pairs = tuple(words.values()), tuple(pairs.values())
        self.word_weight = sum(term.weight for term in self.words)
        self.pair_weight = sum(term.weight for term in self.pairs)
        self._forms = [(stem(term.text), term.weight) for term in self.pairs]
        self._latin = {form for form, _ in self._forms if form.isascii() and form.isalnum()}

    def _add_other_names(self, part: QueryPart, material: Material) -> None:
        for found in material.index.concepts.find(part.text, part.tokens):
            entries = material.index.concepts.places_of(found.expression)
            for token in content(part.tokens):
                if found.start <= token.start and token.end <= found.end and len(entries):
                    self.others.setdefault(token.text, []).append(entries)

        for token in content(part.tokens) if not part.text.isascii() else ():
            for version in versions_of(token.text, material.index):
                self.others.setdefault(token.text, []).append(material.index.words.where(version))

    def share_of_pairs(self, text: str) -> float:
        """Return the share of the pairs' weight that stands in a folded text; what stands for a word counts less."""
        if not self.pair_weight:
            return 0.0
        if not self._latin:
            return sum([weight for form, weight in self._forms if form in text]) / self.pair_weight
        stems, others = stems_in(text), self.otherwise.said(stems_of(text))
        own = [
            weight * (1.0 if form in (stems if form in self._latin else text) else OTHER_NAME * others.get(form, 0.0))
            for form, weight in self._forms
        ]
        return sum(own) / self.pair_weight


class Pool(NamedTuple):
    """Candidate sentences with what the features need of each; `document[i]` counts within `documents`."""

    entries: Units
    texts: tuple[str, ...]
    roles: tuple[str, ...]
    heads: tuple[str, ...]
    windows: tuple[Units, Units]
    documents: tuple[int, ...]
    document: Units
    ranges: tuple[range, ...]
    names: tuple[str, ...]


def pool_of(ranked: Sequence[Ranked], also: Sequence[int], material: Material) -> Pool:
    """Return the first sentences of the first stage, what follows headings and questions among them, and some
    others.
    """
    index = material.index
    first = [found.entry for found in ranked[:FIRST_STAGE_SENTENCES]]
    heading = heading_check(index)
    after = (other for entry in first if heading(entry) for other in _after_heading(entry, index))
    found = dict.fromkeys([*first, *after, *also])
    entries = np.array(list(found), np.int32)
    passages: list[int] = index.owners[entries].tolist()
    of_passages: list[int] = index.documents_of[passages].tolist()
    places = {document: at for at, document in enumerate(sorted(set(of_passages)))}
    names = list(map(material.dated_names.__getitem__, places))
    heads: dict[int, str] = {}
    for passage, document in zip(passages, of_passages, strict=True):
        if passage not in heads:
            section = index.section_of(passage)
            heads[passage] = names[places[document]] + "\n" + (_folded(section) if section else "")
    first_of, last_of = index.first[passages], index.first[np.array(passages) + 1]
    return Pool(
        entries=entries,
        texts=tuple(index.folded[entry] for entry in found),
        roles=tuple(map(ROLES.__getitem__, index.roles.take(entries).tolist())),
        heads=tuple(heads[passage] for passage in passages),
        windows=(np.maximum(first_of, entries - 1), np.minimum(last_of, entries + 2)),
        documents=tuple(places),
        document=np.array([places[document] for document in of_passages], np.int32),
        ranges=tuple(map(index.range_of, places)),
        names=tuple(names),
    )


def after_same_question(asked: Query, terms: QuestionTerms, index: Index) -> list[int]:
    """Return what follows the headings and questions that say all words of a question and ask nearly the same.

    Their words may be too common for the first stage to have them among its first.
    """
    held = [term.entries for term in terms.words if term.part == 0]
    if len(held) < 2 or min(map(len, held)) > _MAX_HOLDING:
        return []
    text = asked.parts[0].text
    heads = [
        at for at in common(held).tolist() if is_heading(at, index) and same_question(text, index.folded[at]) > _SAME
    ]
    return [after for head in heads for after in _after_heading(head, index)]


def same_question(
    one: str, other: str, weigh: Callable[[str], float] = lambda _: 1.0, otherwise: OtherWords | None = None
) -> float:
    """Return how far two folded questions ask the same in any order of words: Dice's coefficient of what they say.

    `otherwise` finds what stands for the words of the first in the other, which counts less.
    """
    a, b = _said(one), _said(other)
    both, whole = sum(map(weigh, a & b)), sum(map(weigh, a)) + sum(map(weigh, b))
    for word, worth in (otherwise.said(stems_of(other)) if otherwise else {}).items():
        both += OTHER_NAME * worth * weigh(word) if word in a - b else 0.0
    # One word may stand for several.
    return min(2 * both / whole, 1.0) if both else 0.0


def _said(folded: str) -> frozenset[str]:
    """Return the Chinese characters and the stems of the Latin words of a text that are no function words."""
    characters = (c for c in folded if c > "\u3400" and c.isalnum() and c not in _FUNCTION)
    return frozenset([*characters, *(word for word in stems_in(folded) if word not in stop_words())])


def among(entries: Units, starts: Units, ends: Units) -> NDArray[np.bool_]:
    """Tell for each range of sentences if one of the sorted `entries` is in it."""
    found: NDArray[np.bool_] = entries.searchsorted(starts) < entries.searchsorted(ends)
    return found


def held_before(terms: Sequence[Term], places: Units) -> Units:
    """Return for each term and place how many sentences before that hold it."""
    return before([term.entries for term in terms], places)


def share_of_words(terms: QuestionTerms, starts: Units, ends: Units, heads: Sequence[str]) -> Scores:
    """Return the share of the words' weight in ranges of sentences or their heads; by another name a word
    counts less.
    """
    worths = _held(terms.words, starts, ends, heads).astype(float)
    for own, term in zip(worths, terms.words, strict=True):
        for other in terms.others.get(term.text, ()):
            np.maximum(own, OTHER_NAME * among(other, starts, ends), out=own)
    return _share(terms.words, worths, terms.word_weight)


def share_of_pairs(terms: QuestionTerms, starts: Units, ends: Units, heads: Sequence[str]) -> Scores:
    """Return the share of the pairs' weight in ranges of sentences or their heads."""
    return _share(terms.pairs, _held(terms.pairs, starts, ends, heads).astype(float), terms.pair_weight)


def _held(terms: Sequence[Term], starts: Units, ends: Units, heads: Sequence[str]) -> NDArray[np.bool_]:
    """Return for each term and range of sentences if it stands there or in the head."""
    places = held_before(terms, np.concatenate([starts, ends]))
    known = {head: at for at, head in enumerate(dict.fromkeys(heads))}
    above = np.frombuffer(b"".join(bytes(held_in(known, term.text)) for term in terms), bool).reshape(-1, len(known))
    held: NDArray[np.bool_] = places[:, : len(starts)] < places[:, len(starts) :]
    held |= above[:, [known[head] for head in heads]]
    return held


def _share(terms: Sequence[Term], worths: NDArray[np.float64], whole: float) -> Scores:
    """Return the share of the weight of all terms; the worth of each counts from 0 to 1."""
    if not whole:
        return np.zeros(worths.shape[1])
    worths *= np.array([term.weight for term in terms])[:, np.newaxis]
    # A plain sum may add up pairs of pairs.
    total: Scores = np.add.accumulate(worths, axis=0, out=worths)[-1]
    return total / whole


def around(thread: int, index: Index) -> list[int]:
    """Return the sentences around the one that answered the question before, in its document."""
    own = index.range_of(index.document_of(thread))
    return [entry for entry in range(thread - THREAD_BEFORE, thread + THREAD_AFTER + 1) if entry in own]


def in_thread(thread: int | None, pool: Pool, index: Index) -> Scores:
    """Return 1 for the sentences around the one that answered the question before, and a half for its document."""
    if thread is None:
        return np.zeros(len(pool.entries))
    document = index.document_of(thread)
    same = np.array([number == document for number in pool.documents])[pool.document]
    return 0.5 * same + 0.5 * np.isin(pool.entries, around(thread, index))


def _keep(found: dict[str, Term], term: Term) -> None:
    """Keep a term; of one that two parts have, the heavier."""
    if term.text not in found or term.weight > found[term.text].weight:
        found[term.text] = term


def _word_spans(part: QueryPart) -> Mapping[str, tuple[tuple[int, int], ...]]:
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    for token in content(part.tokens):
        found[token.text] = (*found.get(token.text, ()), (token.start, token.end))
    return found


def _pair_spans(folded: str) -> Mapping[str, tuple[tuple[int, int], ...]]:
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    folded = ASKED_MEASURE.sub(lambda match: " " * len(match[0]), folded)
    for at, (one, other) in enumerate(pairwise(folded)):
        if all(c > "\u3400" and c.isalnum() and c not in _FUNCTION for c in (one, other)):
            found[one + other] = (*found.get(one + other, ()), (at, at + 2))
    for match in _latin_runs(folded):
        found[match[0]] = (*found.get(match[0], ()), match.span())
    return found


def _latin_runs(folded: str) -> Sequence[re.Match[str]]:
    runs = _LATIN_RUN.finditer(folded)
    return [run for run in runs if (len(run[0]) > 1 or run[0].isdigit()) and run[0] not in stop_words()]


def _after_heading(entry: int, index: Index) -> Sequence[int]:
    document = index.document_of(entry)
    after = range(entry + 1, min(entry + 1 + SENTENCES_AFTER_HEADING, len(index.entries)))
    return [other for other in after if index.document_of(other) == document]
