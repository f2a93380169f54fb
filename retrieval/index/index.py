"""The index of a collection: what its passages, sentences and documents can be found by."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from retrieval.index.best import Scores, Units
from retrieval.index.bm25 import Bm25
from retrieval.index.concepts import Concepts
from retrieval.index.elsewhere import Elsewhere
from retrieval.index.postings import Postings
from retrieval.index.subjects import Subjects
from retrieval.language.analysis import Analyzer, Token, content, grams
from retrieval.language.batch import tokens_of
from retrieval.language.compounds import Compounds
from retrieval.language.folding import fold
from retrieval.language.lexicon import Lexicon
from retrieval.language.numerals import numbers
from retrieval.model import Passage, Sentence, Value
from retrieval.progress import Progress, unseen

Tokens = Mapping[str, Sequence[Token]]
Numbers = Sequence[int] | Units


class Entry(Value):
    """A sentence in the index: which passage it stands in, by place, and the sentence."""

    passage: int
    sentence: Sentence


class SentenceTerms(NamedTuple):
    """The terms of every sentence: content words, compounds and numbers; single characters; pairs of characters."""

    words: list[list[str]]
    singles: list[list[str]]
    pairs: list[list[str]]


class Highest(NamedTuple):
    """Bounds: for each passage and term the most that the term gives one of the passage's sentences."""

    joined: Postings
    pairs: Postings
    concepts: Postings


class Index:
    """BM25 over several units, with k1 .9 for words and .6 for characters, b .5 for passages and .4 for sentences.

    Unit i of `words`, `singles`, `pairs` and `joined` is sentence `entries[i]`, and `folded[i]` its folded text; a unit
    of `joined` has the characters of the sentence before it in its passage too. Unit p of `passages` is passage p.
    `documents_of[p]` is its document, and `first[p]` and `first[p + 1]` enclose its entries. Unit d of `names` is what
    document d is called, `opening[d]` its first entry. `distinct` are the entries whose text none before them has, and
    `tokens` are those of each such text, as it stands in the file, in the same order. `compounds` are mined from all of
    it. `bounds` are postings of passages by which the best are looked for, in another engine if `elsewhere` is one.
    """

    elsewhere: Elsewhere | None = None

    def __init__(
        self,
        passages: Sequence[Passage],
        texts: Sequence[str],
        names: Sequence[str],
        analyzer: Analyzer,
        lexicon: Lexicon,
        known: Tokens | None = None,
        progress: Progress = unseen,
    ) -> None:
        """Analyse every sentence once.

        `texts[i]` is the text of the file in which `passages[i]` stands; `names[d]` is what document d is called, by
        title, people and publisher. `known` are the `tokens` of an index built before: sentences that stood there are
        not analysed again.
        """
        self.entries: Sequence[Entry] = tuple(
            Entry(passage=number, sentence=sentence)
            for number, passage in enumerate(passages)
            for sentence in passage.sentences
        )
        self.documents_of: Numbers = tuple(passage.document for passage in passages)
        self.first: Numbers = _firsts(passages)
        first = np.array(self.first, dtype=np.int32)
        self.place(np.repeat(np.arange(len(passages), dtype=np.int32), np.diff(first)), first)
        written = [texts[e.passage][e.sentence.start : e.sentence.end] for e in self.entries]
        known = known or {}
        first_at: dict[str, int] = {}
        for at, text in enumerate(written):
            first_at.setdefault(text, at)
        new = [text for text in first_at if not known.get(text)]
        fresh = dict(zip(new, tokens_of(new, analyzer, progress), strict=True))
        self.tokens: Tokens = {text: known.get(text) or fresh[text] for text in first_at}
        self.distinct: Numbers = list(first_at.values())
        self._build(written, names, analyzer, lexicon)

    def _build(self, written: Sequence[str], names: Sequence[str], analyzer: Analyzer, lexicon: Lexicon) -> None:
        folded = [fold(text) for text in written]
        self.folded: Sequence[str] = folded
        tokens = [self.tokens[text] for text in written]
        self.compounds = Compounds.mined(list(self.tokens.values()))
        units = _units(folded, tokens, self.compounds)
        ranges = [(a, b) for a, b in zip(self.first, self.first[1:], strict=False)]
        self.passages: Postings = Bm25([_joined(units.words, a, b) for a, b in ranges], k1=0.9, b=0.5)
        self.words: Postings = Bm25(units.words, k1=0.9, b=0.4)
        self.singles: Postings = Bm25(units.singles, k1=0.6, b=0.4)
        self.pairs: Postings = Bm25(units.pairs, k1=0.6, b=0.4)
        pairs = [_joined(units.singles, max(a, at - 1), at + 1) for a, b in ranges for at in range(a, b)]
        self.joined: Postings = Bm25(pairs, k1=0.6, b=0.4)
        self.concepts = Concepts(lexicon.all, folded, tokens)
        within = (self.joined, self.pairs, self.concepts.others)
        self.highest = Highest(*(postings.highest(self._owners, len(ranges)) for postings in within))
        self.bounds: Mapping[str, Postings] = {"words": self.passages, **self.highest._asdict()}
        self.names: Postings = Bm25([_called(name, analyzer) for name in names], k1=0.9, b=0.5)
        self.opening: Numbers = [self.first[self.passages_of(document).start] for document in range(len(names))]
        self.subjects = Subjects([folded[at] for at in self.opening])

    def place(self, owners: Units, first: Units) -> None:
        """Take down which passage each entry is in, and the entry with which each passage begins."""
        self._owners, self._first = owners, first

    def best_of(self, scores: Scores) -> Scores:
        """The best score of a passage's sentences for each passage, from one score a sentence."""
        return np.maximum.reduceat(scores, self.first[:-1]) if len(scores) else np.zeros(0)

    def best_in(self, passages: Units, postings: Postings, terms: Mapping[str, float]) -> Scores:
        """The best score of each passage's sentences, for some passages in ascending order; as in `best_of`."""
        if not len(passages):
            return np.zeros(0)
        entries, firsts = self.entries_in(passages)
        return np.maximum.reduceat(postings.at(terms, entries), firsts)

    def entries_in(self, passages: Units) -> tuple[Units, Units]:
        """All entries of some passages, in order, and where those of each passage begin among them."""
        starts = self._first[passages]
        counts = self._first[passages + 1] - starts
        firsts = np.cumsum(counts) - counts
        return np.repeat(starts - firsts, counts) + np.arange(counts.sum(), dtype=np.int32), firsts

    def passages_of(self, document: int) -> range:
        """The passages of a document, which stand in a row."""
        return range(bisect_left(self.documents_of, document), bisect_right(self.documents_of, document))

    def entries_of(self, passages: Sequence[int]) -> list[int]:
        """The places of all entries of some passages, in the order of the passages given."""
        return [at for passage in passages for at in range(self.first[passage], self.first[passage + 1])]

    def range_of(self, document: int) -> range:
        """The places of all entries of a document; its passages stand in a row."""
        passages = self.passages_of(document)
        return range(self.first[passages.start], self.first[passages.stop])

    def passages_with(self, expression: str) -> int:
        """In how many passages an expression of a group stands, or any other that stands for it."""
        return int(np.count_nonzero(np.diff(self._owners[self.concepts.places_of(expression)], prepend=-1)))

    def knows(self, word: str) -> bool:
        """Whether a word (folded) stands anywhere in the material."""
        return word in self.passages


def _firsts(passages: Sequence[Passage]) -> list[int]:
    firsts = [0]
    for passage in passages:
        firsts.append(firsts[-1] + len(passage.sentences))
    return firsts


def _units(folded: Sequence[str], tokens: Sequence[Sequence[Token]], compounds: Compounds) -> SentenceTerms:
    words = [
        [token.text for token in content(own)] + compounds.find(own) + [number.term for number in numbers(text)]
        for text, own in zip(folded, tokens, strict=True)
    ]
    return SentenceTerms(words, [grams(own, 1) for own in tokens], [grams(own, 2) for own in tokens])


def _joined(units: Sequence[list[str]], start: int, end: int) -> list[str]:
    return [term for at in range(start, end) for term in units[at]]


def _called(name: str, analyzer: Analyzer) -> list[str]:
    tokens = analyzer.tokens(name)
    return [token.text for token in content(tokens)] + grams(tokens, 2)
