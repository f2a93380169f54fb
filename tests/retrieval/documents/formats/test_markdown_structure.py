"""The kinds of lines that the block structure of Markdown tells apart."""

import pytest

from retrieval.documents.formats.markdown_structure import structure_of

FENCE = "```c\nint a;\n\n# 非标题\n```"
TABLE = "| 店 | 量 |\n| - | - |\n| 东 | 3 |"
PLACES = {
    "by itself": ("", ""),
    "right below a line": ("正文\n", ""),
    "in an item": ("- 项\n\n", "  "),
    "right below an item": ("1. 项\n", "   "),
    "in an admonition": ("!!! note\n", "    "),
    "below an admonition": ("!!! note\n    正文\n\n", "    "),
}


@pytest.mark.parametrize("place", PLACES)
def test_code_and_tables_are_found_wherever_they_are(place: str) -> None:
    """A list or an admonition around them, with a blank line or without, makes no difference."""
    before, indentation = PLACES[place]
    for block, kinds in ((FENCE, ["markup", *["code"] * 4]), (TABLE, ["header", "markup", "row"])):
        body = before + "".join(f"{indentation}{line}\n" for line in block.split("\n")) + "\n后文\n"
        found = structure_of(body).kinds
        first = before.count("\n")
        assert [found.get(number, "text") for number in range(body.count("\n"))] == [
            *["text"] * first,
            *kinds,
            *["text"] * 2,
        ]


def test_code_may_begin_right_behind_the_mark_of_an_item() -> None:
    """It ends at its own fence."""
    found = structure_of("- ```sh\n  # 安装\n  ```\n- # 标题\n")
    assert found.kinds == {0: "markup", 1: "code", 2: "code", 3: "heading"}
    assert found.levels == {3: 1}


def test_a_table_without_outer_pipes_is_told_from_the_paragraph_above_it() -> None:
    """Its rows know the line of their header."""
    found = structure_of("**价格**\n品名 | 元\n--- | ---\n茶 | 3\n")
    assert found.kinds == {1: "header", 2: "markup", 3: "row"}
    assert found.headers == {3: 1}


def test_a_line_is_underlined_and_an_item_is_not() -> None:
    """Below an item, or several lines, the same line is a rule."""
    found = structure_of("题\n===\n\n- 项\n---\n\n一\n二\n---\n")
    assert found.kinds == {0: "heading", 1: "markup", 4: "markup", 8: "markup"}
    assert found.levels == {0: 1}


def test_scripts_are_markup_and_other_elements_are_html() -> None:
    """Half a character, which no file holds, does not move the lines after it."""
    found = structure_of("\ud800\n\n<script>\n\na\n</script>\n\n<div>\n甲\n</div>\n")
    assert found.kinds == {**dict.fromkeys(range(2, 6), "markup"), **dict.fromkeys(range(7, 10), "html")}
