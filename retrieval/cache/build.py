"""A collection -> its index."""

from retrieval.arrays.container import Arrays
from retrieval.arrays.tables import columns_of
from retrieval.collection import Collection
from retrieval.index.builder import index_arrays
from retrieval.index.index import Index
from retrieval.index.token_store import KeptTokens
from retrieval.language.lexicon import Lexicon
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Document, Passage
from retrieval.runtime import Progress, unseen


def build(
    collection: Collection,
    analyzer: Analyzer,
    lexicon: Lexicon,
    known: KeptTokens | None = None,
    progress: Progress = unseen,
) -> Arrays:
    """Return the arrays of the index of a collection; sentences whose tokens are known are not analysed again."""

    def text_of(passage: Passage) -> str:
        return collection.text(collection.document_of(passage).file)

    names = [_called(document) for document in collection.documents]
    return index_arrays(collection.passages, text_of, names, analyzer, lexicon, known, progress)


def index_of(collection: Collection, arrays: Arrays, lexicon: Lexicon) -> Index:
    """Return the index of a collection from what `build` gave."""
    return Index(arrays, columns_of(collection.passages), lexicon)


def indexed(
    collection: Collection,
    analyzer: Analyzer,
    lexicon: Lexicon,
    known: KeptTokens | None = None,
    progress: Progress = unseen,
) -> Index:
    """Return the index of a collection that is kept in memory only, as `build` makes it."""
    return index_of(collection, build(collection, analyzer, lexicon, known, progress), lexicon)


def _called(document: Document) -> str:
    """Return what people may call a document by: its title, its people, its publisher."""
    return "\n".join(part for part in (document.name, document.author, document.editor, document.publisher) if part)
