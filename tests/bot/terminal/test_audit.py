"""Account of a folder's files as `yinju sources --check` prints it."""

import pytest

from bot.phrases import phrases
from bot.terminal.audit import print_check
from tests.conftest import LibraryOf


def test_characters_that_cannot_be_read_are_counted_with_their_lines(
    library_of: LibraryOf, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file is read all the same."""
    print_check(library_of(a__txt="第一行没有错。\n第二行\ufffd有\ufffd错。\n第三行\ufffd也有。\n"), phrases("en"))
    assert "3 characters can't be read, shown as \ufffd (line 2, 3)" in capsys.readouterr().out
