"""A collection -> its index."""

from difflib import Match, SequenceMatcher
from itertools import chain, pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Units
from retrieval.arrays.tables import columns_of
from retrieval.cache.stored_collection import files_now, rows_now
from retrieval.collection import Collection
from retrieval.index.arrangement import Before
from retrieval.index.builder import index_arrays
from retrieval.index.changes import changed_arrays
from retrieval.index.index import Index
from retrieval.index.new_sentences import TextOf, written_sentences
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
    known = _known(before, kept_passages(collection, before.collection)) if before else None
    told = collection.passages, _text_in(collection), names
    return index_arrays(*told, analyzer, lexicon, known, progress, workers=workers, aside=aside)


def build_changes(
    collection: Collection, analyzer: Analyzer, lexicon: Lexicon, before: IndexedCollection, kept: Units
) -> Arrays:
    """Return arrays that make the index of a collection together with those of before, by what differs from these.

    `kept` are what `kept_passages` gave.
    """
    known = _known(before, kept)
    gone = np.ones(len(before.collection.passages), np.bool_)
    gone[kept[kept >= 0]] = False
    files = files_now(collection, before.collection)
    numbers = rows_now(files, before.collection.document_firsts, collection.document_firsts)
    new = np.ones(len(collection.documents), np.bool_)
    new[numbers[numbers >= 0]] = False
    names = [_called(collection.documents[at]) for at in np.flatnonzero(new).tolist()]
    return changed_arrays(
        collection.passages,
        _text_in(collection),
        (numbers, names),
        (columns_of(before.collection.passages), np.flatnonzero(gone).tolist(), _text_in(before.collection)),
        analyzer,
        lexicon,
        known,
    )


def _text_in(collection: Collection) -> TextOf:
    return lambda document: collection.text(collection.documents[document].file)


def _known(before: IndexedCollection, kept: Units) -> Before:
    """Return what is known of the passages that are as they were."""
    return Before(before.arrays, columns_of(before.collection.passages)["first"], kept)


def kept_passages(collection: Collection, before: Collection) -> Units:
    """Return for each passage the number of the same one before, or -1; these rise.

    In a file that changed a passage is the same one if its sentences say the same.
    """
    kept = np.full(len(collection.passages), -1, np.int32)
    was, now = _places(before), _places(collection)
    places = {name: at for at, name in enumerate(collection.digests)}
    for at, (name, number) in enumerate(zip(before.digests, files_now(collection, before).tolist(), strict=True)):
        if name not in places:
            continue
        there, own = was[at], now[places[name]]
        alike = [Match(0, 0, len(own))] if number >= 0 else _alike((before, there), (collection, own))
        for block in alike:
            kept[own.start + block.b : own.start + block.b + block.size] = np.arange(block.size) + there.start + block.a
    return kept


def _places(collection: Collection) -> list[range]:
    """Return the passages of each file, which follow each other."""
    starts = columns_of(collection.passages)["document"].searchsorted(np.array(collection.document_firsts)).tolist()
    return [range(start, end) for start, end in pairwise(starts)]


def _alike(*versions: tuple[Collection, range]) -> list[Match]:
    """Return which passages in a row of two versions of a file say the same."""
    before, now = (_said(collection, passages) for collection, passages in versions)
    return SequenceMatcher(None, before, now, autojunk=False).get_matching_blocks()


def _said(collection: Collection, passages: range) -> list[tuple[str, ...]]:
    """Return what each passage of a file says: its sentences, and the contexts of each."""
    columns = columns_of(collection.passages)
    found = written_sentences(columns, passages, _text_in(collection))
    # No sentence is empty.
    sentences = [[text, ""] for text in found.written]
    for at, context in zip(*(own.tolist() for own in found.given), strict=True):
        sentences[at].append(found.contexts[context])
    first = columns["first"][passages.start : passages.stop + 1]
    return [tuple(chain.from_iterable(sentences[a:b])) for a, b in pairwise((first - first[0]).tolist())]


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
