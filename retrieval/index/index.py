"""The index of a collection: what its passages, sentences and documents can be found by."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.blocks import BlockArray
from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array, common, within_range
from retrieval.arrays.spliced import strings_of
from retrieval.arrays.strings import part, stored_strings
from retrieval.arrays.tables import ROLES, RecentStrings, stored_sentences
from retrieval.index.bm25 import Bm25
from retrieval.index.changed_lists import term_lists_of
from retrieval.index.concepts import Concepts
from retrieval.index.everyday_places import EverydayPlaces
from retrieval.index.postings import Form, Scorer
from retrieval.index.recent import MAX_KEPT_BYTES_OF_BLOCKS, RecentLists, kept_bytes
from retrieval.index.spaces import Bm25Bounds, Bounds, Joined, JoinedBounds, Passages
from retrieval.index.subjects import Subjects
from retrieval.index.top_k import Scores, Units, united
from retrieval.index.weighed_counts import slices
from retrieval.language.compounds import Compounds
from retrieval.language.lexicon import Lexicon
from retrieval.language.stems import stem
from retrieval.model import Role, Sentence
from retrieval.runtime import pattern

# k1 for words and for characters; b for passages and names, and for sentences.
_WORDS, _CHARACTERS = 0.9, 0.6
_PASSAGES, _SENTENCES = 0.5, 0.4


HEAD_ROLES: tuple[Role, ...] = ("title", "heading")
_LATIN_WORD = pattern(r"[a-z]+")
_BEFORE_CHINESE = pattern("[\u4e00-\u9fff](?=[\u4e00-\u9fff])")
# A shorter word is a part of too many.
_MIN_PART_CHARACTERS = 2
# An answer reads some sentences several times. So many take a megabyte or two.
_RECENT_SENTENCES = 1 << 12


class Index:
    """BM25 over several units, from arrays of which only what a question needs is touched.

    Unit i of `words`, `singles`, `pairs` and `joined` is sentence `entries[i]`, `folded[i]` its folded text,
    `owners[i]` its passage, `roles[i]` the place of its role among `ROLES`, and `units[i]` above 0 if it is quoted
    with more than itself; a unit of `joined` has the characters
    of the sentence before it in its passage too. Unit p of `passages` is passage p. `documents_of[p]` is its document,
    and `first[p]` and `first[p + 1]` enclose its entries. Unit d of `names` is what document d is called, `opening[d]`
    its first entry. `arrays` are those that all of it is made from. `compounds` are mined from all of it. `bounds` are
    postings of passages by which the best are looked for.
    """

    def __init__(self, arrays: Arrays, passages: Arrays, lexicon: Lexicon) -> None:
        """Take the arrays of `retrieval.index.builder`, and those of the passages.

        `lexicon` is equal to the one that they were made with.
        """
        first = passages["first"]
        owners: Units = np.repeat(np.arange(len(first) - 1, dtype=np.int32), np.diff(first))
        self.owners = owners
        self.entries: Sequence[Sentence] = stored_sentences(passages)
        self._sections, self._section_of = stored_strings(part("sections", passages)), passages["section"]
        self.roles: NDArray[np.uint8] = passages["sentence.role"]
        self.units: Array = passages["sentence.unit"]
        self._starts, self._sizes = passages["sentence.start"], passages["sentence.size"]
        self.documents_of: Units = passages["document"]
        self.first: Units = first
        self.opening: Units = arrays["opening"]
        numbers = np.arange(len(self.opening) + 1, dtype=self.documents_of.dtype)
        # Single elements are read several times faster through these than through numpy's arrays.
        self._entries, self._passages = memoryview(first.data), memoryview(self.documents_of.searchsorted(numbers).data)
        in_blocks = any(isinstance(array, BlockArray) for array in arrays.values())
        self.recent = recent = RecentLists(MAX_KEPT_BYTES_OF_BLOCKS if in_blocks else kept_bytes(len(first) - 1))

        def bm25(name: str, k1: float, form: Form = str) -> Bm25:
            return Bm25(term_lists_of(name, arrays, recent), arrays[f"{name}.lengths"], k1, _SENTENCES, form)

        self.words, self.singles = bm25("words", _WORDS, stem), bm25("singles", _CHARACTERS, stem)
        self.pairs = bm25("pairs", _CHARACTERS)
        self.names = Bm25.stored(part("names", arrays), k1=_WORDS, b=_PASSAGES)
        self.passages = Passages(self.words, first, owners, _PASSAGES)
        self.joined = Joined(self.singles, first)
        texts = strings_of("folded", "numbers", arrays)
        self.folded = RecentStrings(texts, _RECENT_SENTENCES)
        everyday = EverydayPlaces(self.singles, texts, recent)
        self.concepts = Concepts(lexicon.all, term_lists_of("concepts", arrays, recent), len(self.entries), everyday)
        self.bounds: Mapping[str, Scorer] = {
            "words": self.passages,
            "joined": JoinedBounds(self.joined, self.singles, first, owners),
            "pairs": Bm25Bounds(self.pairs, first, owners),
            "concepts": Bounds(self.concepts, first, owners),
        }
        self.compounds = Compounds(stored_strings(part("compounds", arrays)))
        self.subjects = Subjects(part("subjects", arrays))
        self.arrays = arrays

    def best_of(self, scores: Scores) -> Scores:
        """Return the best score of a passage's sentences for each passage, from one score a sentence."""
        return np.maximum.reduceat(scores, self.first[:-1]) if len(scores) else np.zeros(0)

    def entries_in(self, passages: Units) -> tuple[Units, Units]:
        """All entries of some passages, in order, and where those of each passage begin among them."""
        return slices(self.first, passages)

    def passages_of(self, document: int) -> range:
        """Return the passages of a document, which follow each other."""
        return range(self._passages[document], self._passages[document + 1])

    def entries_over(self, passages: range, start: int, end: int) -> list[int]:
        """Return the places of the entries of passages in a row that have a part of `start:end` of their file."""
        own = slice(self._entries[passages.start], self._entries[passages.stop])
        starts = self._starts[own]
        found = np.flatnonzero((starts < end) & (starts + self._sizes[own] > start)) + own.start
        return found.tolist()

    def documents_of_entries(self, entries: NDArray[np.intp]) -> Units:
        """Return the number of the document of each of some entries."""
        documents: Units = self.documents_of[self.owners[entries]]
        return documents

    def range_of(self, document: int) -> range:
        """Return the places of all entries of a document; its passages follow each other."""
        passages = self.passages_of(document)
        return range(self._entries[passages.start], self._entries[passages.stop])

    def passages_with(self, expression: str) -> int:
        """Return the number of passages that hold an expression of a group, or any other that stands for it."""
        concepts = self.concepts
        found: tuple[int] = concepts.recent.get(
            (concepts.key, "passages", expression),
            lambda: (int(np.count_nonzero(np.diff(self.owners[concepts.places_of(expression)], prepend=-1))),),
        )
        return found[0]

    def passages_naming(self, name: str) -> int:
        """Return the number of passages with a name (folded) in a sentence: its pairs of Chinese characters and its
        words in Latin letters, but those that are not indexed.
        """
        pairs = dict.fromkeys(match[0] + name[match.end()] for match in _BEFORE_CHINESE.finditer(name))
        words = [term for term in dict.fromkeys(map(stem, _LATIN_WORD.findall(name))) if term in self.words]
        parts = [*map(self.pairs.where, pairs), *map(self.words.where, words)]
        held = common(parts) if parts else self.words.where(name)
        return int(np.count_nonzero(np.diff(self.owners[held], prepend=-1)))

    def document_of(self, entry: int) -> int:
        """Return the number of the document of a sentence."""
        return int(self.documents_of[self.owners[entry]])

    def section_of(self, passage: int) -> str | None:
        """Return the heading over a passage; None if there is none."""
        section = int(self._section_of[passage])
        return self._sections[section - 1] if section else None

    def role_of(self, entry: int) -> Role:
        """Return what a sentence is."""
        role: Role = ROLES[self.roles[entry]]
        return role

    def written(self, term: str) -> str:
        """Return a term of `words` as the material first writes it, which may be another form of the word."""
        forms = (
            form for entry in self.words.where(term)[:1].tolist() for form in _LATIN_WORD.findall(self.folded[entry])
        )
        return next((form for form in forms if stem(form) == term), term)

    def knows(self, word: str) -> bool:
        """Return whether a word (folded) appears anywhere in the material."""
        return word in self.passages

    def holding(self, word: str) -> Units:
        """Return the sentences, in order, that hold a word (folded), a Chinese one also as a part of a longer one."""
        if len(word) < _MIN_PART_CHARACTERS or min(word) <= "\u3400":
            return self.words.where(word)
        words = self.words
        found: tuple[Units] = words.recent.get((words.key, "holding", word), self._holding, word)
        return found[0]

    def find(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Yield every place where a text (folded) appears in a sentence, apart from each other: sentence and offset.

        Only sentences with all of its pairs of Chinese characters are read; for a text without any, all are.
        """
        pairs = {match[0] + wanted[match.end()] for match in _BEFORE_CHINESE.finditer(wanted)}
        if not pairs:
            yield from self.folded.find(wanted)
            return
        for entry in common([self.pairs.where(pair) for pair in pairs]).tolist():
            yield from ((entry, match.start()) for match in re.finditer(re.escape(wanted), self.folded[entry]))

    def says(self, text: str, sentences: range) -> bool:
        """Return whether a text (folded) appears in one of some sentences in a row."""
        pair = next((match[0] + text[match.end()] for match in _BEFORE_CHINESE.finditer(text)), None)
        # Only sentences with its first pair of Chinese characters are read, if it has one.
        own = within_range(self.pairs.where(pair), sentences).tolist() if pair else sentences
        return any(text in self.folded[at] for at in own)

    def _holding(self, word: str) -> tuple[Units]:
        own = self.words.where(word)
        whole = common([self.pairs.where(pair) for pair in map("".join, pairwise(word))])
        return (united([own, whole]),)
