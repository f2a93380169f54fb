"""Definitions: what the meaning of is asked, and which sentence tells it."""

import pytest

from retrieval.ask.definitions import defined_thing, defines
from tests.conftest import LibraryOf


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("什么是对讲机", "对讲机"),
        ("云桥卡是什么？", "云桥卡"),
        ("免赔额是什么意思", "免赔额"),
        ("What is a tide table?", "tide table"),
        ("what does demurrage mean", "demurrage"),
        ("what counts as demurrage?", "demurrage"),
        ("对讲机多少钱", None),
        ("谁发明了对讲机", None),
    ],
)
def test_a_question_asks_the_meaning_of_a_thing(question: str, thing: str | None) -> None:
    """Or anything else."""
    assert defined_thing(question.lower()) == thing


def test_a_sentence_defines_what_it_is_about() -> None:
    """Not what it only mentions, nor what is not."""
    assert defines("云桥卡", "“云桥卡”(又称通勤卡)是本市的交通卡。")
    assert not defines("云桥卡", "充值机不收云桥卡，是因为没有联网。")
    assert defines("货轮的满舱", "货舱全部装满称为满舱(full)。")
    assert not defines("满舱", "货舱装满一半称为半满舱。")
    assert defines("tide table", "a list of the hours of high water is called a tide table.")
    assert defines("tide table", "a tide table is a list of the hours of high water.")


def test_the_definition_is_quoted_first(library_of: LibraryOf) -> None:
    """Though others have as many words of the question."""
    text = "# 出行\n\n办云桥卡什么时候都行。\n\n云桥卡丢了什么都不用怕。\n\n云桥卡是本市公交和地铁通用的储值卡。\n\n云桥卡可以退。\n"
    assert library_of(a__md=text).ask("云桥卡是什么").quotes[0].text == "云桥卡是本市公交和地铁通用的储值卡。"


@pytest.mark.parametrize("question", ["What is a tide table?", "what's a tide table", "What’s a tide table?"])
def test_a_contracted_verb_asks_the_same(library_of: LibraryOf, question: str) -> None:
    """What's is what is."""
    text = "# Harbour\n\nAsk the tide table clerk.\n\nA tide table is a list of hours.\n\nNo tide table is sold here.\n"
    assert library_of(a__md=text).ask(question).quotes[0].text == "A tide table is a list of hours."
