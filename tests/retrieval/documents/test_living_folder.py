"""A folder that changes while it is in use."""

from pathlib import Path

import pytest

from retrieval.collection import SourceFile, Unread
from retrieval.documents.convert.store import Conversions
from retrieval.documents.folder import FoundFile, read_source
from retrieval.documents.reader import FolderReader
from retrieval.errors import CatalogBroken, FolderEmpty
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library

CLOUD, RIDERS = "云收入增长了34%。", "骑手每天送餐四十单。"


class CountingAnalyzer(Analyzer):
    """An analyzer that remembers what it was given."""

    def __init__(self, real: Analyzer) -> None:
        super().__init__()
        self.real = real
        self.seen: list[str] = []

    @property
    def dictionary(self) -> None:
        """Nothing: whatever is analysed goes through `words`."""

    @property
    def fast(self) -> bool:
        """As the real one is."""
        return self.real.fast

    def words(self, folded: str) -> list[str]:
        """Return what the real one says."""
        self.seen += folded.split("\n")
        return self.real.words(folded)


def test_only_what_changed_is_read_and_analysed_again(
    tmp_path: Path, analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new file beside an old one: the old one is neither opened nor tokenised."""
    # What was written within the clock's tick would be read once more.
    monkeypatch.setattr("retrieval.documents.folder._TICK_NANOSECONDS", 0)
    opened: list[str] = []
    real = read_source

    def counted(file: FoundFile, folder: Path, conversions: Conversions | None = None) -> SourceFile | Unread:
        opened.append(file.name)
        return real(file, folder, conversions)

    monkeypatch.setattr("retrieval.documents.reader.read_source", counted)
    counting = CountingAnalyzer(analyzer)
    (tmp_path / "a.txt").write_text(CLOUD)
    before = Library.read(FolderReader(tmp_path), counting)
    (tmp_path / "b.txt").write_text(RIDERS)
    after = before.reread()
    assert opened == ["a.txt", "b.txt"]
    assert [text for text in counting.seen if text in (CLOUD, RIDERS)] == [CLOUD, RIDERS]
    assert after.ask("骑手送餐").quotes[0].text == RIDERS
    assert before.ask("骑手送餐").status == "not_found"


def test_an_unchanged_folder_gives_the_same_library(tmp_path: Path, analyzer: Analyzer) -> None:
    """There is nothing to swap."""
    (tmp_path / "a.txt").write_text(CLOUD)
    library = Library.read(FolderReader(tmp_path), analyzer)
    assert library.reread() is library


def test_changed_and_removed_files_are_followed(tmp_path: Path, analyzer: Analyzer) -> None:
    """Words that are gone are no longer quoted."""
    (tmp_path / "a.txt").write_text(CLOUD)
    (tmp_path / "b.txt").write_text(RIDERS)
    library = Library.read(FolderReader(tmp_path), analyzer)
    (tmp_path / "a.txt").write_text("云收入下降了。" + "又补充了一句。")
    (tmp_path / "b.txt").unlink()
    after = library.reread()
    assert after.ask("云收入").quotes[0].text == "云收入下降了。"
    assert [document.file for document in after.documents] == ["a.txt"]


def test_a_bad_file_never_empties_the_library(tmp_path: Path, analyzer: Analyzer) -> None:
    """It is named as unread, and the others answer."""
    (tmp_path / "a.txt").write_text(CLOUD)
    library = Library.read(FolderReader(tmp_path), analyzer)
    (tmp_path / "b.txt").write_bytes(b"\0\1\2")
    after = library.reread()
    assert after.ask("云收入").status == "answered"
    assert [file.name for file in after.unread] == ["b.txt"]


def test_a_folder_that_cannot_be_used_leaves_the_old_library_as_it_was(tmp_path: Path, analyzer: Analyzer) -> None:
    """An emptied folder and a broken catalog are errors of the new reading only."""
    (tmp_path / "a.txt").write_text(CLOUD)
    library = Library.read(FolderReader(tmp_path), analyzer)
    (tmp_path / "catalog.toml").write_text("[[")
    with pytest.raises(CatalogBroken):
        library.reread()
    (tmp_path / "a.txt").unlink()
    with pytest.raises(FolderEmpty):
        library.reread()
    assert library.ask("云收入").status == "answered"
