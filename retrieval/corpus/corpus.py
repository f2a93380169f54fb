"""Material of an answer: collection, index and analysis together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from retrieval.arrays.tables import LazySequence
from retrieval.collection import Collection
from retrieval.index.index import Index
from retrieval.language.fold import fold
from retrieval.language.lexicon import Lexicon
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Document, Passage, Sentence


@dataclass(frozen=True)
class Material:
    """A collection with its index, and the analysis that both were made with.

    `only` is the place of the one document that is asked about, or None for all of them.
    """

    collection: Collection
    index: Index
    analyzer: Analyzer
    lexicon: Lexicon
    only: int | None = None

    @cached_property
    def dated_names(self) -> Sequence[str]:
        """Names of the documents, folded, each with the year of publication; the last ones asked for stay made."""
        documents = self.collection.documents
        return LazySequence(len(documents), lambda at: _dated_name(documents[at]))

    @property
    def passages(self) -> range | None:
        """Return the passages that may be quoted, or None for all."""
        return None if self.only is None else self.index.passages_of(self.only)

    def asks_about(self, entry: int) -> bool:
        """Tell if a sentence of the index stands in what is asked about."""
        return self.only is None or self.index.document_of(entry) == self.only

    def passage(self, entry: int) -> Passage:
        """Return the passage in which a sentence of the index stands."""
        return self.collection.passages[int(self.index.owners[entry])]

    def section(self, entry: int) -> str | None:
        """Return the heading over a sentence of the index; None if there is none."""
        return self.index.section_of(int(self.index.owners[entry]))

    def sentence(self, entry: int) -> Sentence:
        """Return a sentence of the index."""
        return self.index.entries[entry]

    def document(self, entry: int) -> Document:
        """Return the document in which a sentence of the index stands."""
        return self.collection.documents[self.index.document_of(entry)]

    def words(self, entry: int) -> str:
        """Return the words of a sentence of the index: its slice of the file, with spaces for its markup."""
        return self.sentence(entry).words(self.collection.text(self.document(entry).file))


def _dated_name(document: Document) -> str:
    return fold(f"{document.name}\n{document.published[:4]}" if document.published else document.name)
