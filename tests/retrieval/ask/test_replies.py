"""Replies of a chat: the message that is asked for comes first, and a reply does where it answers."""

from pathlib import Path

import pytest

from retrieval import Library
from tests.retrieval.documents.formats.test_chats import Written, exported_html, exported_json

CHAT = (
    Written("Nora", "2031-05-06", "08:10:00", "The pump in hall 7 is leaking since Friday."),
    Written("Ivo", "2031-05-06", "08:12:00", "I reported it, they will repair it on Thursday.", 1),
    Written("阿莲", "2031-05-06", "09:00:00", "书店的《边城》团购每本二十二元，满十本送货。"),
    Written("老韩", "2031-05-06", "09:02:00", "帮我订三本。", 3),
    Written("小谷", "2031-05-06", "09:05:00", "好的，一共五本，周五到货。", 4),
    Written("阿莲", "2031-05-06", "10:00:00", "游泳池几点开门"),
    Written("老韩", "2031-05-06", "10:03:00", "早上六点半，周一不开。", 6),
)


@pytest.fixture(params=["result.json", "messages.html"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Library:
    """Return the library of a folder with an export of the chat."""
    written = exported_json(("社区", CHAT)) if request.param == "result.json" else exported_html("社区", CHAT)
    (tmp_path / request.param).write_text(written, "utf-8")
    return Library.open(tmp_path)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("what is wrong with the pump", 1),
        ("谁订了三本", 4),
        ("书店的《边城》团购多少钱", 3),
    ],
)
def test_the_message_that_says_it_comes_before_its_reply(library: Library, question: str, number: int) -> None:
    """The words of the message are the reply's context, which says nothing of the question itself."""
    assert library.ask(question).quotes[0].text == CHAT[number - 1].words


@pytest.mark.parametrize(("question", "number"), [("when will the pump be repaired", 2), ("游泳池几点开门", 7)])
def test_a_reply_that_answers_comes_first(library: Library, question: str, number: int) -> None:
    """It says what is asked for, or replies to a message that asks it."""
    assert library.ask(question).quotes[0].text == CHAT[number - 1].words
