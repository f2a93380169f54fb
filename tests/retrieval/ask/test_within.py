"""A question within one document: only that one is quoted, whatever others say."""

import pytest

from retrieval.library import Library
from tests.conftest import LibraryOf

NORTH = "# 北馆规定\n\n年假为十天。\n\n第三条 病假须有证明。\n\n北馆周一闭馆。\n"
SOUTH = "# 南馆规定\n\n年假为十五天，每年年底结清。\n\n第三条 事假每年五天。\n\n南馆周二闭馆。\n"


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    """Two documents that say different things about the same."""
    return library_of(north__md=NORTH, south__md=SOUTH)


@pytest.mark.parametrize("question", ["年假几天", "第三条", "“闭馆”", "年假和病假分别怎么规定", "年假幾天"])
def test_only_that_document_is_quoted(library: Library, question: str) -> None:
    """For a question, a clause, a phrase and a comparison alike."""
    for document in library.documents:
        quotes = library.ask(question, within=document.id).quotes
        assert quotes
        assert {quote.document for quote in quotes} == {document.id}


def test_without_a_document_all_are_asked(library: Library) -> None:
    """And both are quoted on what both speak of."""
    assert len({quote.document for quote in library.ask("年假几天").quotes}) == 2


def test_a_document_that_is_not_there_is_an_error(library: Library) -> None:
    """As its id leads nowhere."""
    with pytest.raises(KeyError):
        library.ask("年假几天", within="east.md#1")
