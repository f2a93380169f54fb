"""Tables that a question may mean though none of their rows says a word of it: by a header, a heading or a name above.

`哪次维修最贵` is asked of 维修记录.csv, whose rows say what was mended and what it cost.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from retrieval.ask.rows import MAX_ROWS_READ, header_of
from retrieval.corpus.corpus import Material
from retrieval.language.stems import holds
from retrieval.model import Span

# A row after a heading comes no later.
_MAX_AFTER_HEADING = 3
# Of more sentences with a word few head a table; of more documents a name tells less than the first stage does.
_MAX_HOLDING, _MAX_NAMED = 500, 1000
_MAX_READ = 10

Table = tuple[int, Span]


def tables_of(entries: Sequence[int], material: Material) -> dict[Table, int]:
    """Return the tables that some sentences are rows of, by document and header, each with the first of these rows."""
    found: dict[Table, int] = {}
    for entry in entries:
        header = header_of(entry, material)
        if header is not None:
            found.setdefault((material.index.document_of(entry), header), entry)
    return found


def tables_under(words: Sequence[str], material: Material) -> dict[Table, int]:
    """Return the tables whose header, heading or document's name has one of some words, each with its first row."""
    rows = (row for word in words for row in (*_rows_headed(word, material), *_rows_of_named(word, material)))
    return tables_of([row for row in rows if material.asks_about(row)], material)


def _rows_headed(word: str, material: Material) -> Iterator[int]:
    """Yield the first rows under the headers and headings that hold a word."""
    holding = material.index.holding(word)
    for entry in holding.tolist() if len(holding) <= _MAX_HOLDING else ():
        if header_of(entry, material) is None:
            after = range(entry + 1, min(entry + 1 + _MAX_AFTER_HEADING, len(material.index.entries)))
            yield from islice((row for row in after if header_of(row, material) is not None), 1)


def _rows_of_named(word: str, material: Material) -> Iterator[int]:
    """Yield the rows of the documents whose name holds a word."""
    if len(material.collection.documents) > _MAX_NAMED:
        return
    named = (document for document, name in enumerate(material.dated_names) if holds(name, word))
    for document in islice(named, _MAX_READ):
        yield from islice(material.index.range_of(document), MAX_ROWS_READ)
