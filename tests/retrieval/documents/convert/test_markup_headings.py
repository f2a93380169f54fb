"""Headings of RST and Org: what belongs to them, and what only says how a task stands."""

from pathlib import Path

import pytest

from retrieval.documents.convert.markup import convert


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


def marked(path: Path, written: str) -> list[str]:
    """Return the lines that are marked as headings; none is of nothing but signs."""
    path.write_text(written, "utf-8")
    lines = convert(path).parts[0].text.split("\n")
    found = [line for line in lines if line.startswith("#")]
    assert not found or {"==", "^^", "~~"}.isdisjoint(lines)
    return found
