"""More of what was answered before."""

import pytest

from retrieval.ask.further import asks_for_more
from tests.conftest import LibraryOf


@pytest.mark.parametrize("message", ["还有呢", "還有嗎？", "还有别的吗", "继续", "What else?", "more"])
def test_some_messages_ask_for_more(message: str) -> None:
    """And for nothing else."""
    assert asks_for_more(message)


@pytest.mark.parametrize("message", ["还有多少骑手", "更多的商家用了什么", "还有哪些公司裁员", "more users?"])
def test_questions_that_begin_like_that_are_questions(message: str) -> None:
    """The whole message counts."""
    assert not asks_for_more(message)


def test_more_gives_the_quotes_behind_those_that_were_given(library_of: LibraryOf) -> None:
    """Again and again, until there are none."""
    library = library_of(
        a__txt="这是菜单。\n星海食堂的面好。\n星海食堂的汤热。\n星海食堂的饭香。\n星海食堂的菜辣。\n星海食堂的茶浓。\n"
    )
    question = "星海食堂怎么样"
    first = library.ask(question)
    second = library.ask("还有呢", [question])
    third = library.ask("还有呢", [question, "还有呢"])
    assert first.quotes
    assert second.quotes
    assert not {quote.text for quote in first.quotes} & {quote.text for quote in second.quotes}
    assert third.status == "not_found"
