"""Headings of RST and Org: what belongs to them, and what only says how a task stands."""

from pathlib import Path

import pytest

from retrieval.documents.convert.markup import convert
from retrieval.documents.reader import FolderReader


@pytest.mark.parametrize(
    ("written", "headings"),
    [
        ("UI\n==\n\nA pump.\n\nUse\n^^\n\nOpen it.\n", ["# UI", "## Use"]),
        ("==\nUI\n==\n\nA pump.\n\n概述\n~~\n\n水泵。\n", ["# UI", "## 概述"]),
        ("Manual\n==\n\nA pump.\n", ["# Manual"]),
        ("A pump\nof brass.\n--\n", []),
    ],
)
def test_two_signs_under_a_line_of_its_own_underline_a_title(tmp_path: Path, written: str, headings: list[str]) -> None:
    """Whatever the sign is; below a paragraph they are none, and nothing of a title's signs is text."""
    assert marked(tmp_path / "a.rst", written) == headings


@pytest.mark.parametrize(
    ("written", "headings"),
    [
        ("* TODO [#A] 买水泵  :工地:@home:\n* DONE Test it\n", ["## 买水泵", "## Test it"]),
        ("* TODO\n* DONExy\n* To do\n", ["## TODO", "## DONExy", "## To do"]),
        (
            "#+TODO: OPEN(o) WAIT | CLOSED(c!)\n* OPEN a pump\n** CLOSED b\n* TODO c\n",
            ["## a pump", "### b", "## TODO c"],
        ),
    ],
)
def test_the_state_priority_and_tags_of_a_task_are_no_part_of_its_heading(
    tmp_path: Path, written: str, headings: list[str]
) -> None:
    """States are those that the file names, else TODO and DONE; one that is all of a heading is its words."""
    assert marked(tmp_path / "a.org", written) == headings


def test_what_a_tex_document_states_of_itself_may_stand_on_one_line(tmp_path: Path) -> None:
    """Its title, author and date are read as on lines of their own, and the lines below keep their numbers."""
    head = "\\documentclass[a4paper]{article}\\title{潮汐表}\\author{林远}\\date{2024-05-06}\n"
    (tmp_path / "a.tex").write_text(head + "\\begin{document}\n涨潮在六点。\n\\end{document}\n", "utf-8")
    collection = FolderReader(tmp_path).read()
    (document,) = collection.documents
    assert (document.title, document.author, document.published) == ("潮汐表", "林远", "2024-05-06")
    assert collection.position("a.tex", collection.text("a.tex").index("涨潮")).line == 3


def marked(path: Path, written: str) -> list[str]:
    """Return the lines that are marked as headings; none is of nothing but signs."""
    path.write_text(written, "utf-8")
    lines = convert(path).parts[0].text.split("\n")
    found = [line for line in lines if line.startswith("#")]
    assert not found or {"==", "^^", "~~"}.isdisjoint(lines)
    return found
