"""Reporters: a line that names who wrote something, and where, is none of the article."""

import pytest

from tests.conftest import LibraryOf


@pytest.mark.parametrize("line", ["記者陳小舟／南港報導", "记者陈小舟/河东综合报道", "（本報記者陳小舟／南港報導）"])
@pytest.mark.parametrize(
    ("name", "page"),
    [
        (
            "a__html",
            "<html><body><article><h1>渡輪停航</h1><p>{}</p><p>渡輪今天因大霧停航三小時。</p></article></body></html>",
        ),
        ("a__txt", "渡輪停航\n{}\n\n渡輪今天因大霧停航三小時。旅客改搭公車。\n"),
    ],
)
def test_a_reporter_and_the_place_are_a_byline(library_of: LibraryOf, name: str, page: str, line: str) -> None:
    """As the papers of both sides of the strait write it."""
    library = library_of(**{name: page.format(line)})
    (document,) = library.documents
    assert document.author in ("陳小舟", "陈小舟")
    assert all("记者" not in quote.text and "記者" not in quote.text for quote in library.ask("渡輪為什麼停航").quotes)
