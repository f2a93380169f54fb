"""Merged cells of workbooks, mails whose text only points to a page, and authors that no person is."""

from email.message import EmailMessage
from pathlib import Path
from typing import Any

import openpyxl

from retrieval.documents.convert.epub import convert as convert_epub
from retrieval.documents.convert.mail import convert as convert_mail
from retrieval.documents.convert.markdown import believable_author
from retrieval.documents.convert.sheets import convert as convert_sheets
from tests.retrieval.documents.convert import samples


def test_a_header_merged_over_columns_heads_each_of_them(tmp_path: Path) -> None:
    """Its words come before those of the row below; a title over all columns stays a line."""
    assert sheet(
        tmp_path,
        [["能耗表", None, None], ["月份", "电量", None], [None, "照明", "热泵"], ["四月", 109, 334]],
        ("A1:C1", "B2:C2", "A2:A3"),
    ) == ["能耗表", "| 月份 | 电量 照明 | 电量 热泵 |", "| 四月 | 109 | 334 |"]


def test_a_cell_merged_over_rows_stands_in_each_of_them(tmp_path: Path) -> None:
    """One over columns of a row that is no header is not said twice."""
    assert sheet(
        tmp_path,
        [["部门", "姓名", "工龄"], ["后勤", "赵一", 3], [None, "钱二", 5], ["合计", None, 8]],
        ("A2:A3", "A4:B4"),
    ) == ["| 部门 | 姓名 | 工龄 |", "| 后勤 | 赵一 | 3 |", "| 后勤 | 钱二 | 5 |", "| 合计 |  | 8 |"]


def sheet(folder: Path, rows: list[list[Any]], merged: tuple[str, ...]) -> list[str]:
    """Return the lines of text that a sheet is converted to."""
    book: Any = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cells in merged:
        book.active.merge_cells(cells)
    book.save(folder / "book.xlsx")
    (part,) = convert_sheets(folder / "book.xlsx").parts
    return [line for line in part.text.split("\n")[1:] if line and "---" not in line]


def test_yes_and_no_of_a_sheet_are_written_as_it_shows_them(tmp_path: Path) -> None:
    """Not as Python writes them."""
    assert sheet(tmp_path, [["桩", "可预约"], ["东区", True], ["北门", False]], ())[1:] == [
        "| 东区 | TRUE |",
        "| 北门 | FALSE |",
    ]


def test_a_mail_that_points_to_its_page_is_read_from_the_page(tmp_path: Path) -> None:
    """A text that says as much as the page is read itself."""
    page = "<p>The blowers reach the port on 12 November, after a strike at the foundry.</p>"
    for plain, expected in (
        ("Please view this mail as HTML.", "12 November"),
        ("They come in November " * 3, "They come"),
    ):
        mail = EmailMessage()
        mail["Subject"], mail["From"] = "Blowers", "a@b.example"
        mail.set_content(plain)
        mail.add_alternative(page, subtype="html")
        (tmp_path / "a.eml").write_bytes(mail.as_bytes())
        assert expected in convert_mail(tmp_path / "a.eml").parts[0].text


def test_a_program_names_nobody_as_author() -> None:
    """A word that a library writes for want of an author is none."""
    assert believable_author("(anonymous)") is None
    assert believable_author("anonymous") is None
    assert believable_author("Anon Ymous") == "Anon Ymous"


def test_a_chapter_is_named_as_its_heading_is_shown(tmp_path: Path) -> None:
    """White space of any kind becomes one space, so that a chapter is not told twice."""
    book = samples.book(tmp_path / "a.epub", heading="第一章\u3000飲茶")
    assert convert_epub(book).parts[0].position.chapter == "第一章 飲茶"
