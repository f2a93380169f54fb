"""A collection -> its index."""

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Units
from retrieval.arrays.tables import columns_of
from retrieval.collection import Collection
from retrieval.index.arrangement import Before
from retrieval.index.builder import index_arrays
from retrieval.index.changes import changed_arrays
from retrieval.index.index import Index
from retrieval.index.new_sentences import TextOf
from retrieval.language.lexicon import Lexicon
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Document
from retrieval.runtime import Progress, unseen
from retrieval.workers import Workers


class IndexedCollection(NamedTuple):
    """A collection that was indexed before, by an equal lexicon, and the arrays of its index."""

    collection: Collection
    arrays: Arrays


def build(
    collection: Collection,
    analyzer: Analyzer,
    lexicon: Lexicon,
    before: IndexedCollection | None = None,
    progress: Progress = unseen,
    workers: Workers | None = None,
    aside: Path | None = None,
) -> Arrays:
    """Return the arrays of the index of a collection; files that were indexed before are not analysed again."""
    names = [_called(document) for document in collection.documents]
    known = _known(collection, before) if before else None
    told = collection.passages, _text_in(collection), names
    return index_arrays(*told, analyzer, lexicon, known, progress, workers=workers, aside=aside)


def build_changes(collection: Collection, analyzer: Analyzer, lexicon: Lexicon, before: IndexedCollection) -> Arrays:
    """Return arrays that make the index of a collection together with those of before, by what differs from these."""
    known = _known(collection, before)
    gone = np.setdiff1d(np.arange(len(before.collection.passages)), known.kept)
    names = [_called(document) for document in collection.documents]
    return changed_arrays(
        collection.passages,
        _text_in(collection),
        names,
        (columns_of(before.collection.passages), gone.tolist(), _text_in(before.collection)),
        analyzer,
        lexicon,
        known,
    )


def _text_in(collection: Collection) -> TextOf:
    return lambda document: collection.text(collection.documents[document].file)


def _known(collection: Collection, before: IndexedCollection) -> Before:
    """Return what is known of the passages of files that are as they were."""
    first = columns_of(before.collection.passages)["first"]
    return Before(before.arrays, first, kept_passages(collection, before.collection))


def kept_passages(collection: Collection, before: Collection) -> Units:
    """Return for each passage the number of the same one before, or -1."""
    places, new = _places(before), _places(collection)
    kept = np.full(len(collection.passages), -1, np.int32)
    for name, own in new.items():
        there = places.get(name)
        if there and collection.digests[name] == before.digests[name]:
            kept[own.start : own.stop] = np.arange(there.start, there.stop)
    return kept


def _places(collection: Collection) -> dict[str, range]:
    """Return the passages of each file, which follow each other."""
    starts = columns_of(collection.passages)["document"].searchsorted(np.array(collection.document_firsts)).tolist()
    return {name: range(start, end) for name, (start, end) in zip(collection.digests, pairwise(starts), strict=True)}


def index_of(collection: Collection, arrays: Arrays, lexicon: Lexicon) -> Index:
    """Return the index of a collection from what `build` gave."""
    return Index(arrays, columns_of(collection.passages), lexicon)


def indexed(
    collection: Collection,
    analyzer: Analyzer,
    lexicon: Lexicon,
    before: IndexedCollection | None = None,
    progress: Progress = unseen,
) -> Index:
    """Return the index of a collection that is kept in memory only, as `build` makes it."""
    return index_of(collection, build(collection, analyzer, lexicon, before, progress), lexicon)


def _called(document: Document) -> str:
    """Return what people may call a document by: its title, its people, its publisher."""
    return "\n".join(part for part in (document.name, document.author, document.editor, document.publisher) if part)
