"""Input of eight times the length takes about eight times the time, and the memory in proportion.

What grows with the square of the length would take 64 times the time. More pieces are tried where YINJU_FUZZ is set.
"""

import os
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.documents.catalog import catalogued, read_catalog
from retrieval.documents.folder import list_folder
from retrieval.documents.reader import open_collection, read_file
from retrieval.library import Library
from tests.hostile.shapes import SHAPES, TEXTS, Shape, row
from tests.hostile.texts import PIECES
from tests.stopwatch import processor_seconds

_TIMES, _MOST_TIMES, _TRIES = 8, 24, 3
# Below this, the clock tells little.
_LEAST_SECONDS = 0.002
_SLOW = ("二", "（一）", "<div>", "[a](")
_TRIED = PIECES if "YINJU_FUZZ" in os.environ else _SLOW


def seconds(run: Callable[[str], object], text: str) -> float:
    """Return the time of a run, in time of the processor."""
    return max(processor_seconds(lambda: run(text), 1), _LEAST_SECONDS)


def assert_grows_with_its_length(run: Callable[[str], object], piece: str, length: int) -> None:
    """Compare a row of a piece with one of eight times its length."""
    assert_in_proportion(run, lambda characters: piece * (characters // len(piece)), length)


def assert_in_proportion(run: Callable[[str], object], shape: Shape, length: int) -> None:
    """Compare a text of a shape with one of eight times its length; again where that was slow, as chance may be why."""
    ratio = float("inf")
    for _ in range(_TRIES):
        ratio = min(ratio, seconds(run, shape(length)) / seconds(run, shape(length // _TIMES)))
        if ratio < _MOST_TIMES:
            break
    assert ratio < _MOST_TIMES, f"{ratio:.0f} times the time for {shape(100)!r}"


def reading(folder: Path, kind: str) -> Callable[[str], object]:
    """Read a text as a document of a kind."""

    def read(text: str) -> object:
        (folder / f"a{kind}").write_text(text)
        return read_file(list_folder(folder)[0], folder)

    return read


@pytest.mark.parametrize(("kind", "shape"), [pytest.param(k, s, id=f"{name}{k}") for k, name, s in SHAPES])
def test_reading_a_document_of_a_bad_shape(tmp_path: Path, kind: str, shape: Shape) -> None:
    """Of many names, headings, records, brackets: nothing is looked through again for each of them."""
    assert_in_proportion(reading(tmp_path, kind), shape, 128_000 if shape is TEXTS["brackets"] else 32_000)


def test_reading_headings_that_are_underlined(tmp_path: Path) -> None:
    """The line above is not looked for through the whole text; that shows only in a long one."""
    assert_in_proportion(reading(tmp_path, ".md"), row("Harbour of a town\n-----\n\nA few words.\n\n"), 400_000)


@pytest.mark.parametrize(
    ("kind", "shape"), [pytest.param(k, s, id=f"{name}{k}") for k, name, s in SHAPES if "long" in name]
)
def test_the_memory_that_reading_takes(tmp_path: Path, kind: str, shape: Shape) -> None:
    """A heading is told with each section under it, however long it is."""
    read = reading(tmp_path, kind)

    def most(length: int) -> int:
        tracemalloc.start()
        read(shape(length))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    read(shape(100))
    assert most(20_000) < 8 * most(5_000)


def test_following_a_catalog(tmp_path: Path) -> None:
    """Of an entry for each document of a file: no document is looked for among all others."""

    def follow(length: int) -> float:
        folder = tmp_path / str(length)
        folder.mkdir()
        (folder / "a.txt").write_text(row("标题: 甲\n来源: 乙\n正文：云收入增长。\n")(30 * length))
        entries = "".join(
            f'[[document]]\nfile = "a.txt"\nnumber = {number + 1}\nurl = "https://e.example"\n'
            for number in range(length)
        )
        (folder / "catalog.toml").write_text(entries)
        collection = open_collection(folder)
        documents = collection.documents
        assert all(document.url for document in documents[:length])
        return seconds(lambda _: catalogued(documents, read_catalog(folder), collection.line_starts), "")

    assert follow(900) < 16 * follow(150)


@pytest.mark.parametrize("kind", [".txt", ".md", ".html"])
def test_reading_a_document(tmp_path: Path, kind: str) -> None:
    """In one line, whatever it is a row of."""
    for piece in _TRIED:
        assert_grows_with_its_length(reading(tmp_path, kind), piece, 8_000)


def test_asking_and_checking(library: Library) -> None:
    """A question has 2000 characters at most, and a claim 4096."""
    library.ask("云收入")
    library.check("云收入增长了34%。")
    for piece in ("字", "7", *(_TRIED if _TRIED is PIECES else ())):
        if piece.strip() and any(character.isalnum() for character in piece):
            assert_grows_with_its_length(library.ask, piece, 800)
        if any(character.isalpha() for character in piece):
            assert_grows_with_its_length(library.check, piece, 800)


def test_a_claim_of_one_long_sentence(library: Library) -> None:
    """Its parts are compared with those of a sentence, each with each: it is checked in pieces."""
    library.check("云收入增长了34%。")
    assert_grows_with_its_length(library.check, "增长", 480)


def test_a_question_of_words_that_stand_nowhere_is_answered_at_once(library: Library) -> None:
    """Looking for what they may be misspelled for goes through the material once, not once for each."""
    library.ask("云收入")
    assert processor_seconds(lambda: library.ask("字" * 2000), 1) < 5
