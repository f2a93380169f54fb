"""Search engines behind one face: build an index of passages of words on disk, open it, find the best passages.

All but tantivy and SQLite count BM25 with k1 .9 and b .5, the settings of the product's words; those two have 1.2 and .75
built in. What an engine needs is imported when it is used, because the time to the first answer counts.
"""

import sqlite3
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from tests.benchmarks.synthetic import Corpus

K1, B = 0.9, 0.5
# SQLite cuts at spaces only.
_CUT = "ascii tokenchars '.,%-+#&_/'"


class Engine(Protocol):
    """One engine; `build` and `open` are called in different processes."""

    def build(self, corpus: "Corpus", folder: Path) -> None:
        """Write an index into an empty folder."""

    def open(self, folder: Path) -> None:
        """Make an index ready for queries."""

    def search(self, words: Sequence[str], k: int) -> Any:
        """Find the best k passages, in whatever form the engine gives them."""

    def passages(self, found: Any) -> list[int]:
        """Return what `search` gave as numbers of passages, best first."""


class Yinju:
    """The product's postings, in the form in which it keeps them."""

    def build(self, corpus: "Corpus", folder: Path) -> None:
        """Write them, with checksums."""
        from retrieval.arrays.container import write
        from retrieval.index.bm25 import counted

        write(folder / "index", {}, counted(corpus.passages()))

    def open(self, folder: Path) -> None:
        """Map them."""
        from retrieval.arrays.container import read
        from retrieval.index.bm25 import Bm25

        self._postings = Bm25.stored(read(folder / "index").arrays, k1=K1, b=B)

    def search(self, words: Sequence[str], k: int) -> Any:
        """Return the best units."""
        return self._postings.top(dict.fromkeys(words, 1.0), k)

    def passages(self, found: Any) -> list[int]:
        """Return the units."""
        return [int(unit) for unit in found[0]]


class RankBm25:
    """rank-bm25, BM25Plus with delta 0, which is the product's formula; kept by pickle, as it has no form of its own."""

    def build(self, corpus: "Corpus", folder: Path) -> None:
        """Pickle it."""
        import pickle

        from rank_bm25 import BM25Plus

        with (folder / "index.pickle").open("wb") as file:
            pickle.dump(BM25Plus(list(corpus.passages()), k1=K1, b=B, delta=0), file, protocol=5)

    def open(self, folder: Path) -> None:
        """Unpickle it."""
        import pickle

        import numpy as np

        self._numpy = np
        with (folder / "index.pickle").open("rb") as file:
            self._index = pickle.load(file)

    def search(self, words: Sequence[str], k: int) -> Any:
        """All scores, and the best of them."""
        scores = self._index.get_scores(words)
        best = self._numpy.argpartition(scores, -k)[-k:]
        return best[self._numpy.argsort(-scores[best], kind="stable")]

    def passages(self, found: Any) -> list[int]:
        """Return the places of the scores."""
        return [int(one) for one in found]


class Bm25s:
    """bm25s, with numpy or numba."""

    def __init__(self, backend: str) -> None:
        self._backend = backend

    def build(self, corpus: "Corpus", folder: Path) -> None:
        """Save it in its own form."""
        made = self._module().BM25(k1=K1, b=B, method="lucene")
        made.index(list(corpus.passages()), show_progress=False)
        made.save(folder, show_progress=False)

    def open(self, folder: Path) -> None:
        """Map its arrays, and compile where it does."""
        self._index = self._module().BM25.load(folder, mmap=True, load_corpus=False, show_progress=False)
        self._index.backend = self._backend
        if self._backend == "numba":
            self._index.activate_numba_scorer()

    def search(self, words: Sequence[str], k: int) -> Any:
        """Retrieve in this thread."""
        return self._index.retrieve([list(words)], k=k, show_progress=False, n_threads=0)

    def passages(self, found: Any) -> list[int]:
        """Return the documents of the one query."""
        return [int(one) for one in found.documents[0]]

    @staticmethod
    def _module() -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import bm25s
        return bm25s


class Tantivy:
    """tantivy, one thread, frequencies without positions."""

    def build(self, corpus: "Corpus", folder: Path) -> None:
        """Commit once, and wait for what is merged."""
        import tantivy

        index = tantivy.Index(self._schema(), path=str(folder))
        writer = index.writer(heap_size=1_000_000_000, num_threads=1)
        for number, words in enumerate(corpus.passages()):
            writer.add_document(tantivy.Document(body=" ".join(words), number=number))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """Open it."""
        import tantivy

        self._tantivy = tantivy
        self._schema_used = self._schema()
        self._searcher = tantivy.Index(self._schema_used, path=str(folder)).searcher()

    def search(self, words: Sequence[str], k: int) -> Any:
        """Any of the words, without counting all that have one."""
        should = self._tantivy.Occur.Should
        terms = [self._tantivy.Query.term_query(self._schema_used, "body", word) for word in words]
        query = self._tantivy.Query.boolean_query([(should, term) for term in terms])
        return self._searcher.search(query, k, count=False)

    def passages(self, found: Any) -> list[int]:
        """Return the numbers that are stored beside the postings."""
        return [self._searcher.doc(address)["number"][0] for _, address in found.hits]

    @staticmethod
    def _schema() -> Any:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
        builder.add_unsigned_field("number", stored=True)
        return builder.build()


class Fts5:
    """SQLite's full-text search, without a copy of the text."""

    def build(self, corpus: "Corpus", folder: Path) -> None:
        """Insert in one transaction, and merge."""
        with sqlite3.connect(folder / "index.sqlite") as connection:
            connection.execute(f"create virtual table passages using fts5(body, content='', tokenize=\"{_CUT}\")")
            rows = ((number, " ".join(words)) for number, words in enumerate(corpus.passages()))
            connection.executemany("insert into passages(rowid, body) values (?, ?)", rows)
            connection.execute("insert into passages(passages) values ('optimize')")
        connection.close()

    def open(self, folder: Path) -> None:
        """Open it."""
        self._connection = sqlite3.connect(folder / "index.sqlite")

    def search(self, words: Sequence[str], k: int) -> Any:
        """Any of the words, by its rank."""
        asked = " OR ".join(f'"{word}"' for word in words)
        return self._connection.execute(
            "select rowid from passages where passages match ? order by rank limit ?", (asked, k)
        ).fetchall()

    def passages(self, found: Any) -> list[int]:
        """Return the row numbers."""
        return [row[0] for row in found]


ENGINES: dict[str, Any] = {
    "yinju": Yinju,
    "tantivy": Tantivy,
    "bm25s numba": lambda: Bm25s("numba"),
    "bm25s numpy": lambda: Bm25s("numpy"),
    "SQLite FTS5": Fts5,
    "rank-bm25": RankBm25,
}


def size_of(folder: Path) -> int:
    """Return the bytes of an index on disk."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
