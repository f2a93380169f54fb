"""A collection -> its index."""

from retrieval.collection import Collection
from retrieval.index.index import Index, Tokens
from retrieval.language.analysis import Analyzer
from retrieval.language.lexicon import Lexicon
from retrieval.model import Document
from retrieval.progress import Progress, unseen


def build(
    collection: Collection,
    analyzer: Analyzer,
    lexicon: Lexicon,
    known: Tokens | None = None,
    progress: Progress = unseen,
) -> Index:
    """The index of a collection; sentences whose tokens are known are not analysed again."""
    texts = [collection.text(collection.document_of(passage).file) for passage in collection.passages]
    names = [_called(document) for document in collection.documents]
    return Index(collection.passages, texts, names, analyzer, lexicon, known, progress)


def _called(document: Document) -> str:
    """What people may call a document by: its title, its people, its publisher."""
    return "\n".join(part for part in (document.name, document.author, document.editor, document.publisher) if part)
