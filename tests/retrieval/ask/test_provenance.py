"""Questions about an article itself."""

import pytest

from retrieval.library import Library


@pytest.mark.parametrize(
    ("question", "text", "file"),
    [
        ("英伟达要感谢双11那篇文章是谁写的", "刘伟", "003"),
        ("雷峰网那篇报道的编辑是谁", "林觉民", "003"),
        ("雷峰网那篇是什么时候发的", "2025-11-10 16:15:42", "003"),
        ("三場硬仗阿里進擊那篇文章是哪家媒体发的", "36氪", "004"),
        ("三場硬仗阿里進擊那篇文章登在哪裡", "36氪", "004"),
        ("《AI重写了阿里所有业务的价值》的链接", "https://www.woshipm.com/it/6183259.html", "000"),
    ],
)
def test_metadata_answers_what_is_asked_of_an_article(library: Library, question: str, text: str, file: str) -> None:
    """With the slice of the file that states it, and nothing of what stands around it there."""
    quote = library.ask(question).quotes[0]
    assert (quote.text, quote.file[:3]) == (text, file)
    assert library.text(quote.file)[quote.start : quote.end] == text


@pytest.mark.parametrize("question", ["淘宝闪购是什么时候推出的", "谁写了代码", "京东外卖的负责人是谁"])
def test_a_question_about_the_world_is_not_about_an_article(library: Library, question: str) -> None:
    """The text answers it, or nothing."""
    for quote in library.ask(question).quotes:
        assert len(quote.text) > 10
