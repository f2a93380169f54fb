"""Words of a question: parts of longer ones, and verbs that are parted."""

import pytest

from tests.conftest import LibraryOf

LINE = "# 支线\n\n支线从香港出发，途经机场，于1998年7月6日通车。\n\n站长说，霉变的谷物里有最强的致癌物质。\n"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("支线是什么时候通的车", "1998年7月6日"),
        ("香港机场的支线什么时候通车", "1998年7月6日"),
        ("哪里有最强的致癌物", "霉变"),
    ],
)
def test_a_word_is_found_in_the_form_that_the_material_has(library_of: LibraryOf, question: str, words: str) -> None:
    """And counts as known: none of it is said to be missing."""
    answer = library_of(a__md=LINE).ask(question)
    assert words in answer.quotes[0].text
    assert answer.missing == ()
