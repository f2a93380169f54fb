"""Changes that are kept beside the index of a folder: answers are those of a fresh build, to the last bit.

The environment variable YINJU_CHANGES says how many changes in a row are tried over a thousand documents:

    YINJU_CHANGES=200 pytest -n 0 -s tests/retrieval/cache/test_changes.py
"""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree

import numpy as np
import pytest

from retrieval.cache import cache
from retrieval.cache.cache import IndexCache, OpenIndex
from retrieval.documents.reader import FolderReader
from retrieval.index import mined_compounds, remined_compounds
from retrieval.index.index import Index
from retrieval.index.mined_compounds import sampled
from retrieval.language.tokenizer import Analyzer
from tests.conftest import replace

CHANGES = int(os.environ.get("YINJU_CHANGES", "0"))
# Compounds come and go: 云阔 is in no dictionary, and needs to be there often.
WHO = ("吴泳铭", "骑手", "記者", "Jane Doe", "云阔集团", "云阔", "食堂")
WHAT = ("要投入三百亿", "來了", "ok", "有 1,200 人", "出售了仓库", "出售了仓库。卖掉了汽车")
LISTS = {"aliases.txt": "云阔集团 = 云阔\n", "synonyms.txt": "出售 卖掉\n"}
STEPS = 8
_TOLD = " ".join((*WHO, *WHAT, *LISTS.values()))


@pytest.fixture(autouse=True)
def always_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep changes of small folders beside their index too."""
    monkeypatch.setattr(cache, "MIN_SPLICED_PASSAGES", 0)
    monkeypatch.setattr(cache, "MAX_CHANGED_ONE_IN", 3)


class Folder:
    """A folder of random texts, changed one by one."""

    def __init__(self, place: Path, seed: int, size: int) -> None:
        self.path, self._rng, self._size = place / "folder", random.Random(seed), size
        self.path.mkdir()
        for name, text in LISTS.items():
            (self.path / name).write_text(text, "utf-8")
        for number in range(size):
            self._write(number)

    def change(self) -> None:
        """Add, change or remove a file."""
        path = self._file(self._rng.randrange(2 * self._size))
        if path.exists() and self._rng.random() < 0.4:
            path.unlink()
        else:
            self._write(int(path.stem))

    def _file(self, number: int) -> Path:
        return self.path / f"{number:04}.txt"

    def _write(self, number: int) -> None:
        told = (f"{self._rng.choice(WHO)}{self._rng.choice(WHAT)}。" for _ in range(self._rng.randrange(1, 9)))
        self._file(number).write_text("".join(told), "utf-8")


def opened(folder: Folder, place: Path, analyzer: Analyzer) -> tuple[OpenIndex, IndexCache]:
    """Open a folder as a process of its own would."""
    keeper = IndexCache(place, folder.path)
    return keeper.holding(FolderReader(folder.path), analyzer), keeper


def listed(index: Index, *, quick: bool = False) -> Iterator[tuple[str, object]]:
    """Yield all that an index knows, by names; `quick`, the places only of expressions that a text or list may have."""
    for name in ("words", "singles", "pairs"):
        postings = getattr(index, name)
        yield f"terms of {name}", list(postings.idfs())
        yield f"lengths of {name}", (postings.lengths.dtype, postings.lengths.tolist())
        for term in postings:
            yield term, [column.tolist() for column in postings.entries(term)]
            yield f"{term} packed", [column.tolist() for column in postings.lists.packed(term).entries]
    for expression in (one for one in index.concepts if not quick or one in _TOLD):
        yield expression, index.concepts.places_of(expression).tolist()
    yield "compounds", index.compounds.grams
    yield "documents", (index.opening.tolist(), index.documents_of.tolist(), list(index.names))
    yield "texts", list(index.folded)
    yield "places", [list(index.folded.find(words)) for words in ("云阔", "出售", "。")]
    yield "terms with a character", list(index.words.terms_with("云"))


def assert_same(found: OpenIndex, fresh: OpenIndex, *, quick: bool = False) -> None:
    """Compare two open indexes, and whether a term that only one of them has is known."""
    for one, other in zip(listed(found.index, quick=quick), listed(fresh.index, quick=quick), strict=True):
        assert one == other
    for part in ("files", "documents", "passages", "omissions", "unread", "version"):
        assert list(getattr(found.collection, part)) == list(getattr(fresh.collection, part)), part
    for file in fresh.collection.files:
        assert found.collection.passages_of(file.name) == fresh.collection.passages_of(file.name)
    for term in ("@云阔集团", "記者", "jane", "ok", "没有"):
        assert (term in found.index.words) == (term in fresh.index.words)
    np.testing.assert_array_equal(found.index.first, fresh.index.first)


@pytest.mark.parametrize(("seed", "most"), [(1, 100), (2, 8)])
def test_after_any_changes_an_index_knows_what_a_fresh_one_knows(
    tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch, seed: int, most: int
) -> None:
    """Also if the changes were indexed with everything else, or compounds are mined from some of the texts alone."""
    for module in (mined_compounds, remined_compounds):
        monkeypatch.setattr(module, "sampled", lambda hashes, _: sampled(hashes, most))
    folder, states = Folder(tmp_path, seed, 9), set()
    opened(folder, tmp_path / "index", analyzer)
    for step in range(STEPS):
        folder.change()
        found, keeper = opened(folder, tmp_path / "index", analyzer)
        states.add((keeper.state, keeper.changes.path.exists()))
        # The places of all thousands of expressions take longer than all of the rest.
        assert_same(found, opened(folder, tmp_path / f"fresh{step}", analyzer)[0], quick=step < STEPS - 1)
    assert ("written", True) in states


def test_changes_are_opened_again_without_reading_the_folder(tmp_path: Path, analyzer: Analyzer) -> None:
    """And those of an index that was made anew are not."""
    folder = Folder(tmp_path, 3, 9)
    opened(folder, tmp_path / "index", analyzer)
    (folder.path / "0003.txt").write_text("骑手來了。", "utf-8")
    opened(folder, tmp_path / "index", analyzer)
    again, keeper = opened(folder, tmp_path / "index", analyzer)
    assert (keeper.state, keeper.changes.path.exists(), len(again.containers)) == ("opened", True, 2)
    (folder.path / "aliases.txt").write_text("云阔 = 云阔集团\n", "utf-8")
    again, keeper = opened(folder, tmp_path / "index", analyzer)
    assert (keeper.state, keeper.changes.path.exists(), len(again.containers)) == ("written", False, 1)


def test_a_folder_that_is_as_it_was_before_its_changes_is_opened_without_them(
    tmp_path: Path, analyzer: Analyzer
) -> None:
    """Nothing is written."""
    folder = Folder(tmp_path, 4, 9)
    opened(folder, tmp_path / "index", analyzer)
    path = folder.path / "0003.txt"
    text = path.read_text("utf-8")
    path.write_text("骑手來了。", "utf-8")
    opened(folder, tmp_path / "index", analyzer)
    path.write_text(text, "utf-8")
    again, keeper = opened(folder, tmp_path / "index", analyzer)
    assert (keeper.state, len(again.containers)) == ("opened", 1)


def test_damaged_changes_are_noticed_and_made_anew(tmp_path: Path, analyzer: Analyzer) -> None:
    """The index is that of a fresh build."""
    folder = Folder(tmp_path, 5, 9)
    opened(folder, tmp_path / "index", analyzer)
    (folder.path / "0003.txt").write_text("骑手來了。", "utf-8")
    _, keeper = opened(folder, tmp_path / "index", analyzer)
    data = bytearray(keeper.changes.path.read_bytes())
    data[max(at for at, byte in enumerate(data) if byte)] ^= 1
    replace(keeper.changes.path, data)
    found, keeper = opened(folder, tmp_path / "index", analyzer)
    assert (keeper.state, bool(keeper.damage)) == ("written", True)
    assert_same(found, opened(folder, tmp_path / "fresh", analyzer)[0])


@pytest.mark.skipif(not CHANGES, reason="YINJU_CHANGES says how many changes are tried")
def test_so_many_changes_of_a_thousand_documents_are_exact(
    tmp_path: Path, analyzer: Analyzer, capsys: pytest.CaptureFixture[str]
) -> None:
    """After each of them; prints the processor time of each, and of a fresh build."""
    folder, took = Folder(tmp_path, 6, 1000), list[tuple[float, float]]()
    opened(folder, tmp_path / "index", analyzer)
    for step in range(CHANGES):
        folder.change()
        started = time.process_time()
        found, _ = opened(folder, tmp_path / "index", analyzer)
        changed = time.process_time()
        fresh, _ = opened(folder, tmp_path / f"fresh{step}", analyzer)
        took.append((changed - started, time.process_time() - changed))
        assert_same(found, fresh)
        rmtree(tmp_path / f"fresh{step}")
    with capsys.disabled():
        for seconds in map(sorted, zip(*took, strict=True)):
            print(f"median {seconds[CHANGES // 2]:.3f} s, longest {seconds[-1]:.3f} s")  # noqa: T201
