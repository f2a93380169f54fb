"""Passages -> the arrays of their index, sentence by sentence: nothing is held of a sentence but numbers."""

from array import array
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import StringsWriter, part, store_strings, stored_strings, within
from retrieval.index.bm25 import Bm25, Counting, Terms, bm25
from retrieval.index.concepts import ConceptsWriter
from retrieval.index.postings import Postings
from retrieval.index.subjects import store_subjects
from retrieval.index.token_store import Tokens, TokensWriter
from retrieval.language.compounds import SAMPLE, Compounds, sampled
from retrieval.language.fold import fold
from retrieval.language.lexicon import Lexicon
from retrieval.language.numerals import numbers
from retrieval.language.parallel import tokens_of
from retrieval.language.tokenizer import Analyzer, Token, content, grams, grams_of, runs_of
from retrieval.model import Passage, Span
from retrieval.runtime import Progress, unseen, without_collector

# k1 for words and for characters; b for passages and names, and for sentences.
_WORDS, _CHARACTERS = 0.9, 0.6
_PASSAGES, _SENTENCES = 0.5, 0.4


class Indexing:
    """Takes the sentences of passages one after the other."""

    def __init__(self, lexicon: Lexicon, compounds: Compounds) -> None:
        self._compounds = compounds
        self._folded, self._concepts = StringsWriter(), ConceptsWriter(lexicon.all)
        self._words, self._singles, self._pairs = Counting(), Counting(), Counting()
        self._passages, self._joined = Counting(terms=self._words.terms), Counting(terms=self._singles.terms)

    def add(self, passage: Sequence[tuple[str, Sequence[Token], Sequence[Token]]], around: Sequence[Token]) -> None:
        """Take the sentences of the next passage, folded, each with its tokens and those of its context.

        `around` are the tokens of the contexts that are not part of the passage.
        """
        everything, all_numbers = list[str](), array("i")
        before, before_numbers = list[str](), array("i")
        for text, tokens, context in passage:
            words = [token.text for token in content(tokens)] + self._compounds.find(tokens)
            words += [number.term for number in numbers(text)]
            singles, pairs = grams_of(runs_of(tokens))
            if context:
                given = grams_of(runs_of(context))
                words += [token.text for token in content(context)]
                singles, pairs = singles + given[0], pairs + given[1]
            word_numbers, single_numbers = self._words.numbers(words), self._singles.numbers(singles)
            self._words.add(words, word_numbers)
            self._singles.add(singles, single_numbers)
            self._pairs.add(pairs)
            self._joined.add(before + singles, before_numbers + single_numbers)
            self._folded.add(text)
            self._concepts.add(text, tokens)
            everything += words
            all_numbers += word_numbers
            before, before_numbers = singles, single_numbers
        words = [token.text for token in content(around)]
        self._passages.add(everything + words, all_numbers + self._words.numbers(words))

    def arrays(self, owners: NDArray[np.int32], passages: int, progress: Progress) -> dict[str, NDArray[Any]]:
        """The arrays of all that was taken: sentence i is in passage `owners[i]` of so many."""
        found = {"passages": bm25(self._passages.statistics(), k1=_WORDS, b=_PASSAGES).arrays(terms=False)}
        found |= {"words": bm25(self._words.statistics(), k1=_WORDS, b=_SENTENCES, coded=True).arrays()}
        singles = bm25(self._singles.statistics(), k1=_CHARACTERS, b=_SENTENCES, coded=True)
        found |= {"singles": singles.arrays()}
        progress("indexing", 1, 3)
        for step, (name, counting) in enumerate((("pairs", self._pairs), ("joined", self._joined)), 2):
            postings = bm25(counting.statistics(), k1=_CHARACTERS, b=_SENTENCES, coded=True)
            found[name] = postings.arrays(terms=name == "pairs")
            found[f"highest.{name}"] = postings.highest(owners, passages).arrays(terms=False)
            progress("indexing", step, 3)
        concepts = self._concepts.arrays()
        others = Postings.stored(part("others", concepts))
        found |= {"concepts": concepts, "highest.concepts": others.highest(owners, passages).arrays(terms=False)}
        found |= {"compounds": store_strings("\n".join(gram) for gram in self._compounds.grams)}
        found |= {"folded": self._folded.arrays()}
        return {key: array for name, own in found.items() for key, array in within(name, own).items()}


def index_arrays(
    passages: Sequence[Passage],
    text_of: Callable[[Passage], str],
    names: Sequence[str],
    analyzer: Analyzer,
    lexicon: Lexicon,
    known: Tokens | None = None,
    progress: Progress = unseen,
    sample: int = SAMPLE,
) -> Arrays:
    """The arrays of an index of passages, each text of a sentence analysed once.

    `text_of` gives the text of the file in which a passage stands; `names[d]` is what document d is called, by title,
    people and publisher. The texts that have `known` tokens are not analysed again. Compounds are mined from `sample`
    texts or fewer.
    """
    with without_collector():
        # Passages are made, and sentences cut out, once more each time rather than held.
        distinct = Terms()
        for passage in passages:
            for text in _written(passage, text_of):
                distinct[text]
        analysed = _Analysed(list(distinct), known or {}, analyzer, progress, sample)
        indexing, tokens = Indexing(lexicon, analysed.compounds), TokensWriter()
        for passage in passages:
            written = _written(passage, text_of)
            contexts = _contexts(passage, text_of, analyzer)
            told = [_told(text, distinct[text], tokens, analysed) for text in written]
            indexing.add(
                [(*own, context) for own, (context, _) in zip(told, contexts, strict=True)],
                [token for _, outside in contexts for token in outside],
            )
        del distinct, analysed
        counts = np.array([len(passage.sentences) for passage in passages], np.int32)
        owners = np.repeat(np.arange(len(passages), dtype=np.int32), counts)
        found = {**indexing.arrays(owners, len(passages), progress), **within("tokens", tokens.arrays())}
        return {**found, **_of_documents(passages, counts, names, found, analyzer)}


class _Analysed:
    """Tokens of texts that differ, in their order: those of a sample, by which compounds are mined, come first."""

    def __init__(
        self, texts: Sequence[str], known: Tokens, analyzer: Analyzer, progress: Progress, sample: int
    ) -> None:
        chosen = sampled(texts, sample)
        own = iter(tokens_of([texts[at] for at in chosen if not known.get(texts[at])], analyzer, progress))
        self._sample = {at: known.get(texts[at]) or next(own) for at in chosen}
        self._known = known
        self.compounds = Compounds.mined(list(self._sample.values()))
        rest = [text for at, text in enumerate(texts) if at not in self._sample and not known.get(text)]
        self._rest = iter(tokens_of(rest, analyzer, progress))

    def next(self, number: int, text: str) -> Sequence[Token]:
        """The tokens of the next text, by its number."""
        if number in self._sample:
            return self._sample[number]
        return self._known.get(text) or next(self._rest)


def _written(passage: Passage, text_of: Callable[[Passage], str]) -> list[str]:
    text = text_of(passage)
    return [sentence.words(text) for sentence in passage.sentences]


def _contexts(
    passage: Passage, text_of: Callable[[Passage], str], analyzer: Analyzer
) -> list[tuple[list[Token], list[Token]]]:
    """For each sentence the tokens of its context, and of so much of it as no sentence of the passage has or had."""
    found: list[tuple[list[Token], list[Token]]] = []
    known: dict[Span, list[Token]] = {}
    for sentence in passage.sentences:
        own: list[Token] = []
        outside: list[Token] = []
        for span in sentence.unit.context if sentence.unit else ():
            if span not in known:
                known[span] = analyzer.tokens(text_of(passage)[span.start : span.end])
                outside += known[span] if span.start < passage.start else []
            own += known[span]
        found.append((own, outside))
    return found


def _told(text: str, number: int, kept: TokensWriter, analysed: _Analysed) -> tuple[str, Sequence[Token]]:
    """A sentence folded, and its tokens, which are taken down if no sentence before it has the same text."""
    folded = fold(text)
    if number < len(kept):
        tokens: Sequence[Token] = kept.tokens(number, folded)
        kept.repeat()
    else:
        tokens = analysed.next(number, text)
        kept.add(len(folded), tokens)
    return folded, tokens


def _of_documents(
    passages: Sequence[Passage], counts: NDArray[np.int32], names: Sequence[str], found: Arrays, analyzer: Analyzer
) -> Arrays:
    """The arrays of what documents are called, and of how they open."""
    first = np.concatenate([[0], counts.cumsum()])
    documents = np.array([passage.document for passage in passages], np.int32)
    opening = first[documents.searchsorted(np.arange(len(names)))].astype(np.int32)
    folded = stored_strings(part("folded", found))
    called = Bm25([_called(name, analyzer) for name in names], k1=_WORDS, b=_PASSAGES)
    return {
        "opening": opening,
        **within("names", called.arrays()),
        **within("subjects", store_subjects([folded[at] for at in opening.tolist()])),
    }


def _called(name: str, analyzer: Analyzer) -> list[str]:
    tokens = analyzer.tokens(name)
    return [token.text for token in content(tokens)] + grams(tokens, 2)
