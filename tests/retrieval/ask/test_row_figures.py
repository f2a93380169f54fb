"""The figure of a row that is marked: the one under the header that is asked for."""

import pytest

from retrieval.model import Quote
from tests.conftest import LibraryOf

COURSES = "课程,课时,价格（元）,上课时间\n划桨,16,2880,周六9:00-11:00\n掌舵,12,3600,周日14:00-16:00\n"
COSTS = "Item,Planned 2027,Spent 2026,Paid by\nRopes,£410,£388.20,3 members\nTar,£95,£81,2 members\n"


def marked(quote: Quote) -> list[str]:
    """Return what is marked in a quote."""
    return [quote.text[start:end] for start, end in quote.highlights]


@pytest.mark.parametrize(
    ("question", "figure"),
    [("划桨多少钱", "2880"), ("划桨有多少课时", "16"), ("划桨几点上课", "周六9:00-11:00")],
)
def test_the_figure_is_that_of_the_column_that_is_asked_for(library_of: LibraryOf, question: str, figure: str) -> None:
    """A bare number says nothing of what it is; its header does."""
    found = marked(library_of(课程__csv=COURSES).ask(question).quotes[0])
    assert figure in found
    assert not ({"16", "2880", "周六9:00-11:00"} - {figure}) & set(found)


@pytest.mark.parametrize(
    ("question", "figure"),
    [("How much did we spend on ropes in 2026?", "£388.20"), ("How much is planned for ropes?", "£410")],
)
def test_of_several_columns_the_one_with_words_of_the_question_is_meant(
    library_of: LibraryOf, question: str, figure: str
) -> None:
    """Sums that are planned are not those that were spent."""
    found = marked(library_of(costs__csv=COSTS).ask(question).quotes[0])
    assert [one for one in found if one.startswith("£")] == [figure]
