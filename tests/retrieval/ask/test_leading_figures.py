"""The most of several figures, told by no sentence that says "most"."""

import pytest

from tests.conftest import LibraryOf

_FERRIES = (
    "沙洲航线上半年的客流上涨了12%。\n\n石滬航线换了新船之后，客流上涨了35.5%。\n\n灯塔航线的客流上涨了8%，仍在亏损。\n"
)


@pytest.mark.parametrize(
    ("question", "told"),
    [("哪条航线客流上涨最多", "35.5%"), ("哪条航线客流上涨最少", "8%"), ("沙洲航线客流上涨多少", "12%")],
)
def test_the_most_of_several_figures_comes_first(library_of: LibraryOf, question: str, told: str) -> None:
    """Only where the most or the least is asked for."""
    first, *_ = library_of(a__txt=_FERRIES).ask(question).quotes
    assert told in first.text
