"""Rows of tables that say yes or no: those that say what a question looks for come first."""

import pytest

from retrieval.library import Library
from tests.conftest import LibraryOf

PADDLES = """# 船桨

| 船桨 | 浮水 | 可折叠 | 长度 |
|---|---|---|---|
| 青松 | 否 | 是 | 2.1米 |
| 白杨 | 否 | 否 | 2.3米 |
| 红柳 | 是 | 否 | 1.9米 |
"""
PUMPS = """# Pumps

| Pump | Self-priming | For salt water | Weight |
|---|---|---|---|
| Ash | no | ✓ | 12 kg |
| Birch | no | ✗ | 15 kg |
| Cedar | yes | ✗ | 11 kg |
"""


def names(library: Library, question: str) -> list[str]:
    """Return the first cells of the rows that are quoted."""
    return [quote.row[0].value for quote in library.ask(question).quotes if quote.row]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("哪些船桨浮水", ["红柳"]),
        ("哪些船桨不浮水", ["青松", "白杨"]),
        ("什么船桨不可折叠", ["白杨", "红柳"]),
        ("which pumps are self-priming", ["Cedar"]),
        ("which pumps are not for salt water", ["Birch", "Cedar"]),
    ],
)
def test_rows_that_say_the_opposite_are_not_quoted(library_of: LibraryOf, question: str, rows: list[str]) -> None:
    """A denial in the question turns yes and no round."""
    assert names(library_of(paddles__md=PADDLES, pumps__md=PUMPS), question) == rows


@pytest.mark.parametrize(("question", "row"), [("青松浮水吗", "青松"), ("is Birch self-priming", "Birch")])
def test_the_row_of_a_thing_answers_with_no_as_well(library_of: LibraryOf, question: str, row: str) -> None:
    """A question for a yes or no about one thing is answered with either."""
    assert names(library_of(paddles__md=PADDLES, pumps__md=PUMPS), question)[0] == row


def test_a_row_far_down_is_found(library_of: LibraryOf) -> None:
    """More rows have the words of the question than are put in order."""
    rows = "".join(f"| 第{n}号 | 否 | {n}米 |\n" for n in range(1, 60))
    table = f"# 缆绳\n\n| 缆绳 | 防火 | 长度 |\n|---|---|---|\n{rows}| 第60号 | 是 | 60米 |\n"
    assert names(library_of(ropes__md=table), "哪些缆绳防火") == ["第60号"]
