"""A file on trial, which is read and indexed in a process apart if it is large."""

from pathlib import Path

import pytest

from retrieval import Library, Trial, index_folder, try_file
from retrieval.cache import trial
from retrieval.collection import Unread
from tests.retrieval.documents.convert.test_add import pdf

WORDS = "云湖集团的收入为3亿元。\n"


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take every file for a large one."""
    monkeypatch.setattr(trial, "_LARGE_BYTES", 0)


@pytest.mark.usefixtures("large")
@pytest.mark.parametrize("name", ["a.md", "a.html", "a.pdf"])
def test_a_large_file_is_read_and_indexed_apart(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of it is read here, and what the other process has made is opened."""

    def here(*_: object, **__: object) -> None:
        raise AssertionError("read in this process")

    documents, index = tmp_path / "documents", tmp_path / "index"
    documents.mkdir()
    path = pdf(tmp_path / name) if name.endswith(".pdf") else tmp_path / name
    if not name.endswith(".pdf"):
        path.write_text(WORDS, "utf-8")
    size = path.stat().st_size
    with monkeypatch.context() as patched:
        patched.setattr("retrieval.documents.formats.recognize.articles", here)
        tried = try_file(path, documents, index)
        assert isinstance(tried, Trial)
        path.replace(documents / name)
        assert index_folder(documents, index, tmp_path / "cache", size)
        library = Library.open(documents, index=index)
    assert library.keeper is not None
    assert library.keeper.state == "opened"
    assert tried.has_text(library.text(name) + "\n")
    assert not tried.has_text(library.text(name) + "x")


@pytest.mark.usefixtures("large")
def test_a_file_that_takes_too_much_is_refused_with_that_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And so is its index; what else goes wrong apart is tried again in this process."""
    (tmp_path / "a.md").write_text(WORDS, "utf-8")
    for said, indexed in (("converting it takes more than 1 s or 1 MB", False), ("it is damaged (OSError)", True)):

        def fail(*_: object, said: str = said) -> None:
            raise ValueError(said)

        monkeypatch.setattr("retrieval.documents.convert.sandbox.confined", fail)
        tried = try_file(tmp_path / "a.md", tmp_path, tmp_path / "index")
        assert isinstance(tried, Unread)
        assert tried.reason == ("damaged" if indexed else "too large to convert")
        assert index_folder(tmp_path, tmp_path / "index", tmp_path / "cache", 1) is indexed


def test_a_small_file_starts_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To start one takes longer than to read it."""
    monkeypatch.setattr("retrieval.documents.convert.sandbox.confined", None)
    (tmp_path / "a.md").write_text(WORDS, "utf-8")
    assert isinstance(try_file(tmp_path / "a.md", tmp_path, tmp_path / "index"), Trial)
