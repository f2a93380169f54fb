"""Text of any origin made fit to be shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from bot.text import clipped, clipped_name, in_columns, length, one_line, shortened, visible
from bot.web.preview.standin import utf16

FAMILY = "👨‍👩‍👧"
HEART = "❤️‍🔥"


@pytest.mark.parametrize(
    "unseen",
    [
        pytest.param("\x1b", id="escape"),
        pytest.param("\x9b", id="control sequence introducer"),
        pytest.param("\x9d", id="operating system command"),
        pytest.param("\r", id="carriage return, which overwrites a line"),
        *(pytest.param(chr(code), id=f"U+{code:04X}") for code in (
            0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x61C, 0x2028, 0x2029, 0x202A, 0x202E, 0x2060, 0x2061, 0x2064,
            0x2066, 0x2069, 0xFEFF, 0xE0001, 0xE0041, 0xE007F,
        )),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_is_left_out(unseen: str) -> None:
    """Wherever it stands: it could hide words, turn them round or steer a terminal."""
    assert visible(f"{unseen}云{unseen}收入{unseen}") == "云收入"


@pytest.mark.parametrize("text", [FAMILY, HEART, "👩🏽‍🚀", "🏳️‍🌈", "第一行\n\t第二行", "e\u0301", "　全角"])
def test_what_belongs_to_the_words_stays(text: str) -> None:
    """Smileys of several parts, line breaks, tabs, accents and wide spaces."""
    assert visible(text) == text


def test_half_a_pair_becomes_a_sign_that_every_encoding_takes() -> None:
    """As in the names of files that are no UTF-8."""
    assert visible("a\udcff.txt") == "a\ufffd.txt"


def test_a_name_is_one_line_whatever_it_holds() -> None:
    """A line break in it cannot forge a line of the program's own."""
    assert one_line("a\n\x1b]0;x\x07b.txt") == "a ]0;xb.txt"
    assert one_line("a" * 5000) == "a" * 299 + "…"


@pytest.mark.parametrize(
    ("name", "end"),
    [
        pytest.param("Garden Club: minutes of the whole committee, 14 January 2026", "… 14 January 2026", id="a date"),
        pytest.param("Report on the state of all the bridges in town, March 2, 2025", "… March 2, 2025", id="another"),
        pytest.param("Proceedings of the society of makers and menders 2024/25", "… 2024/25", id="a year"),
        pytest.param("关于城市轨道交通建设进展情况和资金使用情况的通报2025年第3期", "… 2025年第3期", id="an issue"),
        pytest.param(
            "The quick brown fox jumps over the lazy dog and then some",
            "The quick brown fox jumps ove…",
            id="no number",
        ),
        pytest.param(
            "某集团公布季度业绩：云业务收入同比增长了百分之三十四并且创下历史新高34%",
            "某集团公布季度业绩：云业务收入同比增长了百分之三十四并且创…",
            id="a figure",
        ),
    ],
)
def test_a_long_name_keeps_the_date_or_number_that_tells_it_from_its_siblings(name: str, end: str) -> None:
    """Three minutes of one committee begin with the same words."""
    short = clipped_name(name, 30)
    assert length(short) <= 30
    assert short.endswith(end)
    assert name.startswith(short.partition("…")[0].rstrip())


@given(st.text(alphabet="云a😀", max_size=60), st.integers(2, 30))
def test_a_button_is_cut_to_columns(text: str, columns: int) -> None:
    """A Chinese character takes two; nothing is cut that fits, and all but the last column is used."""
    short = in_columns(text, columns)
    assert cell_len(short) <= columns
    assert short == text if cell_len(text) <= columns else cell_len(short) >= columns - 2 and short.endswith("…")


@given(st.text(alphabet="云a😀 \n", max_size=60), st.integers(-3, 30))
def test_a_text_is_cut_to_units_of_telegrams(text: str, units: int) -> None:
    """Never longer than told, never shorter than it must be, and whole where it fits."""
    short = shortened(text, units)
    assert length(text) == utf16.length(text)
    assert length(short) <= max(units, 1)
    assert short == text if length(text) <= units else short.endswith("…") and length(short) >= units - 1
    assert "\n" not in clipped(text, units)
