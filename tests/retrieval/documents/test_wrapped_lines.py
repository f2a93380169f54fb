"""Lines broken at some width: a sentence runs on, a list, a poem and code do not."""

import pytest

from tests.conftest import LibraryOf

WRAPPED = (
    "The harbour office keeps the keys of all rooms, and lends them to\nmembers against a card. The list of rooms is "
    "with\nWinterbottom-Featherstonehaugh Esquire. The keys are brought back at night."
)
LISTED = (
    "# 馆\n\n地址：北街12号，邮编100000\n电话：010-12345678\nThe office opens at nine every day of the week\n办公室\n"
)


@pytest.mark.parametrize("name", ["a__md", "a__txt"])
def test_a_sentence_goes_on_after_the_line_was_full(library_of: LibraryOf, name: str) -> None:
    """Before a capital letter, too, if the word after the break had no room; what is short ends with its line."""
    text = "# Keys\n\n" + WRAPPED + "\n" if name == "a__md" else "Keys\n\n" + WRAPPED + "\n"
    library = library_of(**{name: text})
    first = library.ask("To whom does the harbour office lend keys?").quotes[0]
    assert first.text.startswith(WRAPPED.partition(" The list")[0])
    assert first.shown.text == first.text.replace("\n", " ")
    assert "with\nWinterbottom" in library.ask("list of rooms").quotes[0].text


def test_lines_that_are_apart_stay_apart(library_of: LibraryOf) -> None:
    """As do a label, a line of another script and code."""
    library = library_of(a__md=LISTED + "\n```\nthe first line of a long listing that is wrapped\nand goes on\n```\n")
    sentences = [library.material.words(entry) for entry in range(len(library.material.index.entries))]
    assert [words for words in sentences if "\n" in words] == []
    assert "电话：010-12345678" in sentences
