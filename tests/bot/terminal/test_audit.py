"""Account of a folder's files as `yinju sources --check` prints it."""

from pathlib import Path

import pytest

from bot.phrases import phrases
from bot.terminal.audit import print_check
from bot.terminal.print import print_lines
from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.conftest import LibraryOf
from tests.retrieval.documents.convert.samples import mail

MAIL = b"From a@b.example Mon Mar  3 08:30:00 2031\nSubject: Gate\nFrom: a@b.example\n\nThe %s gate is open.\n\n"


def test_characters_that_cannot_be_read_are_counted_with_their_lines(
    library_of: LibraryOf, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is read all the same."""
    print_check(library_of(a__txt="第一行没有错。\n第二行\ufffd有\ufffd错。\n第三行\ufffd也有。\n"), phrases("en"))
    assert "3 characters can't be read, shown as \ufffd (line 2, 3)" in capsys.readouterr().out


def test_what_only_a_conversion_has_is_neither_counted_nor_shown(
    tmp_path: Path, analyzer: Analyzer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its front matter is in no line of the original: there, the first line of the text is shown and marked."""
    mail(tmp_path / "改期.eml")
    (tmp_path / "two.mbox").write_bytes(b"".join(MAIL % word for word in (b"first", b"second")))
    (tmp_path / "own.md").write_text("---\ntitle: 值班表\n---\n\n周一由甲组值班。\n")
    library = Library.read(FolderReader(tmp_path), analyzer)
    print_check(library, phrases("en"))
    converted, _, own = capsys.readouterr().out.partition("own.md")
    assert "metadata" not in converted
    assert "metadata" in own
    print_lines(library.lines("改期.eml", 1, 0), 1)
    assert capsys.readouterr().out.split("▶ ")[1].startswith("会议改到下周一")
    print_lines(library.lines("two.mbox", 1, 20), 1)
    assert "record:" not in capsys.readouterr().out
    print_lines(library.lines("own.md", 1, 0), 1)
    assert capsys.readouterr().out.split("▶ ")[1].startswith("---")
