"""Hostile web pages and exports of chats: however elements are nested or left open, time grows with the text."""

import json

import pytest

from retrieval.documents.convert import chat_exports
from retrieval.documents.formats.recognize import articles
from retrieval.documents.passages import passages
from tests.stopwatch import processor_seconds

pytestmark = pytest.mark.slow
SHAPES = (
    "<div>", "<p>a", "<b>a", "<table><tr><td>a", "<tr><td>a</td><td>b</td></tr>", '<a ="<a" ', "<a ='\"<a' ", "&amp;", "<", "<!-- ",
    "</div>", "<script>", "<a href=x>l</a> ", "<h1>标题</h1>", "<h2>相关推荐</h2>", "a<br>", "<pre>a\n", "<p> \u00a0\t ", "<p>a <b>b</b> ",
    '<div class="comment"><p>云的收入增长了，利润也增长了。', '<script type="application/ld+json">[</script>',
    '<div class="message default" id="message1"><div class="text">a<div class="pull_right date details"><div class="history">',
)  # fmt: skip
CHARACTERS = 20_000


def seconds(source: str) -> float:
    """Return the processor time that reading a page takes."""

    def read() -> None:
        for article in articles(source, "a.html"):
            passages(source, article, 0)

    return processor_seconds(read, 1)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_takes_a_time_in_proportion_to_its_length(shape: str) -> None:
    """Four times the text takes less than ten times as long, in one of three tries: chance may slow down one."""
    count = CHARACTERS // len(shape)
    seconds(shape * (count // 10))
    assert any(seconds(shape * (4 * count)) < 10 * seconds(shape * count) + 0.2 for _ in range(3))


@pytest.mark.parametrize(
    "messages",
    [
        [5, None, [], {"type": "message"}, {"type": "message", "date": 5, "text": {"text": [[["深"]]]}}],
        [{"type": "message", "date": "x", "from": ["a"], "text": "词", "reply_to_message_id": "y", "poll": 3}],
        [{"type": "message", "date": "2031-01-01", "text": ["\n\n", {"a": 1}, 7], "text_entities": 1, "file_name": 9}],
    ],
)
def test_an_export_of_anything_is_a_chat_or_empty(messages: list[object]) -> None:
    """Values of other kinds than an export has are passed over."""
    marked = {"type": "message", "date": "2031-01-01T00:00:00", "from": "甲", "text": "你好"}
    value = json.loads(json.dumps({"name": None, "messages": [marked, *messages]}))
    assert chat_exports.is_export(value)
    _, text = chat_exports.chat_text(value)
    assert text.startswith("2031-01-01 00:00:00 甲\n你好")
