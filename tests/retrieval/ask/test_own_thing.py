"""Own thing of a short question: it is not read with the question before it."""

import pytest

from tests.conftest import LibraryOf

LEASE = "租赁合同。\n\n每月房租4200元，每季度付一次。\n\n房东是周建国。\n"
BREAD = "点心价目。\n\n红豆包每个5元，保质期三天。\n\n麻薯每个6元，保质期两天。\n"


@pytest.mark.parametrize("question", ["房租多少", "房东是谁"])
def test_a_short_question_with_a_thing_of_its_own_follows_nothing(library_of: LibraryOf, question: str) -> None:
    """The rent is in another document than the bread that was asked about."""
    library = library_of(lease__md=LEASE, bread__md=BREAD)
    alone, after = library.ask(question), library.ask(question, ["红豆包打折吗多少钱"])
    assert after.follows is None
    assert [quote.text for quote in after.quotes] == [quote.text for quote in alone.quotes]


def test_what_is_told_of_each_thing_is_asked_of_the_one_before(library_of: LibraryOf) -> None:
    """The days that it keeps are told of the bread and of the cake."""
    answer = library_of(lease__md=LEASE, bread__md=BREAD).ask("保质期多久", ["红豆包一盒装多少个"])
    assert answer.follows is not None
    assert "红豆包" in answer.quotes[0].text
