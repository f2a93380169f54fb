"""catalog.toml: corrections and notes, and what is wrong with one."""

from pathlib import Path

import pytest

from retrieval.documents.reader import FolderReader, open_collection
from retrieval.errors import CatalogBroken, CatalogDocumentUnknown, CatalogFileUnknown, CatalogLineUnknown
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library

FILE = "云计算的一年\n云收入增长了34%。\n骑手每天送餐四十单。\n"


def folder(path: Path, catalog: str) -> Path:
    """Return a folder with one file and this catalog."""
    (path / "a.txt").write_text(FILE)
    (path / "catalog.toml").write_text(catalog)
    return path


def test_a_catalog_corrects_what_a_file_states(tmp_path: Path) -> None:
    """Each field that an entry has takes the place of the file's own."""
    catalog = """
        [[document]]
        file = "a.txt"
        title = "另一个题目"
        author = ["甲", "乙"]
        editor = "丙"
        publisher = "某报"
        published = "2025-03-01"
        url = "https://example.com/a"
    """
    (document,) = open_collection(folder(tmp_path, catalog)).documents
    assert (document.title, document.author, document.editor) == ("另一个题目", "甲 / 乙", "丙")
    assert (document.publisher, document.published) == ("某报", "2025-03-01")
    assert document.url == "https://example.com/a"


def test_a_field_that_an_entry_does_not_have_stays(tmp_path: Path) -> None:
    """An entry need not say all."""
    (document,) = open_collection(folder(tmp_path, '[[document]]\nfile = "a.txt"\nauthor = "甲"\n')).documents
    assert (document.title, document.author) == ("云计算的一年", "甲")


def test_a_note_is_shown_with_quotes_from_its_lines_only(tmp_path: Path, analyzer: Analyzer) -> None:
    """Line 2 has the note, line 3 has not."""
    catalog = '[[document]]\nfile = "a.txt"\n[[document.note]]\nlines = [1, 2]\ntext = "据说如此"\n'
    library = Library.read(FolderReader(folder(tmp_path, catalog)), analyzer)
    assert library.ask("云收入增长").quotes[0].remarks == ("据说如此",)
    assert library.ask("骑手送餐").quotes[0].remarks == ()


def test_the_shipped_catalog_marks_what_a_program_wrote(library: Library) -> None:
    """The article itself says so of the three parts that it had written."""
    noted = library.ask("饿了么、优酷亏损收窄").quotes[0]
    own = library.ask("作者过年自己开电车跑长途").quotes[0]
    assert noted.remarks == ("文章说，这一部分由 DeepSeek 写成",)
    assert own.remarks == ()


@pytest.mark.parametrize(
    ("catalog", "error", "words"),
    [
        ('[[document]]\nfile = "b.txt"\n', CatalogFileUnknown, "names the file b.txt, which was not read"),
        (
            '[[document]]\nfile = "a.txt"\nnumber = 2\n',
            CatalogDocumentUnknown,
            "names document 2 of a.txt, which has 1",
        ),
        (
            '[[document]]\nfile = "a.txt"\n[[document.note]]\nlines = [3, 9]\ntext = "x"\n',
            CatalogLineUnknown,
            "a note on line 9 of a.txt, which has 4 lines",
        ),
        ("[[document]\n", CatalogBroken, r"catalog\.toml cannot be used: "),
        (
            "document = " + "[" * 100_000,
            CatalogBroken,
            r"catalog\.toml cannot be used: too many brackets within brackets",
        ),
        ('[[document]]\nfile = "a.txt"\nauthr = "x"\n', CatalogBroken, "document 1 authr: Extra inputs"),
        ('[[document]]\nfile = "a.txt"\nurl = "javascript:x"\n', CatalogBroken, "document 1 url: String should match"),
    ],
)
def test_an_entry_that_cannot_be_followed_is_a_sentence(
    tmp_path: Path, catalog: str, error: type[Exception], words: str
) -> None:
    """It names the entry, and what is wrong with it."""
    with pytest.raises(error, match=words):
        open_collection(folder(tmp_path, catalog))
