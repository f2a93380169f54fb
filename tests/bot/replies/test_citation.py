"""Links to the words on the original page."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.replies.citation import at_words, said_by
from bot.replies.message import is_web
from bot.web.preview.standin import links
from retrieval.pages.paragraphs import to_the_minute
from tests.conftest import LibraryOf

PAGE = "https://e.com/a"


def named(url: str) -> list[str]:
    """Return the words that a text fragment names."""
    return [unquote(part) for part in url.partition(":~:text=")[2].split(",")]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("云收入增长了34%。", ["云收入增长了34%。"], id="a short quote whole"),
        pytest.param("  云收入\t增长  ", ["云收入 增长"], id="white space as a page shows it"),
        pytest.param("第一段在这里。\n第二段在那里。", ["第一段在这里。", "第二段在那里。"], id="over two paragraphs"),
        pytest.param("**云**的[收入](https://f.com/b)和`利润`", ["云的收入和利润"], id="without marks of Markdown"),
        pytest.param("3\\. 云\\_计算", ["3. 云_计算"], id="without the signs that keep others from being marks"),
        pytest.param("## 一、云\n- 收入", ["一、云", "收入"], id="without signs before a line"),
        pytest.param(
            "财报发布后，拼多多股价开盘暴涨18%，" + "很长的一段话" * 20 + "，两者仅相差大约一百亿美元。",
            ["财报发布后，拼多多股价开盘暴涨18%", "两者仅相差大约一百亿美元。"],
            id="a long one by beginning and end, cut at marks",
        ),
        pytest.param("长" * 500 + "短" * 500, ["长" * 40, "短" * 40], id="a long one without any mark"),
    ],
)  # fmt: skip
def test_the_words_are_named_as_the_page_shows_them(words: str, found: list[str]) -> None:
    """A browser finds text that stands in one paragraph, character for character."""
    assert named(at_words(PAGE, words)) == found


def test_what_has_a_meaning_in_a_fragment_is_encoded() -> None:
    """A comma would end the beginning, an ampersand the directive, a dash would make a word a neighbour."""
    assert at_words(PAGE, "A-b, c&d") == f"{PAGE}#:~:text=A%2Db%2C%20c%26d"


def test_the_fragment_of_an_address_stays() -> None:
    """Only a text fragment that it has already gives way."""
    assert at_words(f"{PAGE}#part", "云") == f"{PAGE}#part:~:text=%E4%BA%91"
    assert at_words(f"{PAGE}#part:~:text=x", "云") == f"{PAGE}#part:~:text=%E4%BA%91"


@pytest.mark.parametrize("words", ["", " \n ", "……", "***"])
def test_without_words_the_page_is_opened(words: str) -> None:
    """An empty text fragment would say nothing."""
    assert at_words(PAGE, words) == PAGE


@given(st.text(max_size=300))
def test_telegram_takes_every_address(words: str) -> None:
    """Whatever the quote holds, the link to it is one, in a text and under a button."""
    url = at_words(PAGE, words)
    assert is_web(url)
    assert links.valid(url)


def test_a_message_is_cited_to_the_minute(library_of: LibraryOf) -> None:
    """Seconds tell nobody anything on a phone; a time in a recording keeps them."""
    chat = (
        '{"name": "Plotters", "type": "private_group", "messages": [{"id": 1, "type": "message", '
        '"date": "2026-03-12T19:11:03", "from": "Margaret", "text": "Keys cost 7 pounds each, I have five left"}, '
        '{"id": 2, "type": "message", "date": "2026-03-12T19:12:40", "from": "Len", "text": "Good"}]}'
    )
    quote, *_ = library_of(chat__json=chat).ask("how much is a key?").quotes
    assert said_by(quote) == ("Margaret", "2026-03-12 19:11")
    assert [to_the_minute(time) for time in ("00:12:05", "2026-03-12 9:11:03", None)] == [
        "00:12:05",
        "2026-03-12 9:11",
        "",
    ]
