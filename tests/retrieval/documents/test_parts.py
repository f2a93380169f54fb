"""A sub-folder that the catalog names as a collection is in no library but its own."""

from pathlib import Path

import pytest

from retrieval.documents.parts import named_collections
from retrieval.errors import CatalogBroken, CatalogFolderUnknown, FolderEmpty
from retrieval.library import Library

CATALOG = """
[[document]]
file = "news.md"
publisher = "日报"

[[document]]
file = "hr/pay.md"
publisher = "人事部"

[[collection]]
folder = "hr"
name = "人事"
chats = [7]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a collection in it."""
    for name, text in (("news.md", "云湖集团的收入为3亿元。\n"), ("hr/pay.md", "云湖集团的月薪为9000元。\n")):
        path = tmp_path / "folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "folder" / "hr" / "notes.docx~").write_text("", "utf-8")
    (tmp_path / "folder" / "catalog.toml").write_text(CATALOG, "utf-8")
    return tmp_path / "folder"


def opened(folder: Path, part: str | None = None) -> Library:
    """Open a folder or a collection in it, with an index that is kept."""
    return Library.open(folder, index=folder.parent / "index", part=part)


def test_each_file_is_in_one_library_also_from_its_index(folder: Path) -> None:
    """With what the catalog of the whole folder says of it; the second time both are opened from their indexes."""
    for _ in range(2):
        for part, file, publisher in ((None, "news.md", "日报"), ("hr", "hr/pay.md", "人事部")):
            library = opened(folder, part)
            assert [document.file for document in library.documents] == [file]
            assert library.documents[0].publisher == publisher
    assert library.keeper is not None
    assert library.keeper.state == "opened"
    assert [file.name for file in library.unread] == ["hr/notes.docx~"]
    assert opened(folder).unread == ()


def test_no_question_is_answered_by_what_another_part_holds(folder: Path) -> None:
    """Neither quoted nor counted, and words of it are as unknown as any."""
    shared, own = opened(folder), opened(folder, "hr")
    assert not shared.ask("云湖集团的月薪是多少").quotes or "月薪" not in str(shared.ask("云湖集团的月薪是多少").quotes)
    assert shared.count("月薪").places == 0
    assert own.ask("云湖集团的月薪是多少").quotes[0].text == "云湖集团的月薪为9000元。"
    assert own.count("收入").places == 0


def test_a_folder_becomes_a_collection_while_its_library_is_open(folder: Path) -> None:
    """As soon as the catalog says so."""
    (folder / "catalog.toml").write_text("", "utf-8")
    library = opened(folder)
    assert library.holds("hr/pay.md")
    (folder / "catalog.toml").write_text(CATALOG, "utf-8")
    assert not library.reread().holds("hr/pay.md")


def test_the_innermost_collection_has_a_file(folder: Path) -> None:
    """A collection within one is apart from it."""
    (folder / "hr" / "board").mkdir()
    (folder / "hr" / "board" / "bonus.md").write_text("云湖集团的奖金为5万元。\n", "utf-8")
    (folder / "catalog.toml").write_text(CATALOG + '[[collection]]\nfolder = "hr/board"\nname = "董事会"\n', "utf-8")
    assert [document.file for document in opened(folder, "hr").documents] == ["hr/pay.md"]
    assert [document.file for document in opened(folder, "hr/board").documents] == ["hr/board/bonus.md"]


def test_a_collection_that_the_catalog_no_longer_names_has_no_library(folder: Path) -> None:
    """Its files are part of the folder again."""
    own = opened(folder, "hr")
    (folder / "catalog.toml").write_text("", "utf-8")
    with pytest.raises(FolderEmpty):
        own.reread()
    assert opened(folder).holds("hr/pay.md")


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ('folder = "../other"', CatalogBroken),
        ('folder = "/hr"', CatalogBroken),
        ('folder = "hr/"', CatalogBroken),
        ('folder = ".hidden"', CatalogBroken),
        ('folder = "hrr"', CatalogFolderUnknown),
    ],
)
def test_a_folder_that_is_none_is_an_error_and_leaves_nothing_open_to_others(
    folder: Path, said: str, error: type[Exception]
) -> None:
    """A name with a mistake must not leave the real folder among what everybody sees."""
    (folder / "catalog.toml").write_text(f'[[collection]]\n{said}\nname = "人事"\n', "utf-8")
    with pytest.raises(error):
        named_collections(folder)
    with pytest.raises(error):
        opened(folder)
