"""Lines in a terminal: wrapped between words, and whole where nobody looks."""

import io

import pytest
from rich.cells import cell_len
from rich.text import Text

from bot.terminal.console import LineConsole, wrapped

QUOTE = "1  阿里云收入317亿，增速从7%翻倍到13%（同比），最亮眼的是“AI相关收入”连续6个季度翻倍增长，far above what anybody had expected。"
PLACE = "   003_b51d8a116362c2bb.txt:29  https://www.example.org/a/page  cexitdewlder7kdpc2coct7ro745abjz"


def parts_of(line: str, width: int) -> list[str]:
    """Return the parts of a line as they are printed."""
    return [part.plain for part in wrapped(Text(line), width)]


@pytest.mark.parametrize("line", [QUOTE, PLACE, "  1  " + QUOTE, "", "   ", "word"])
@pytest.mark.parametrize("width", range(40, 100, 7))
def test_a_line_is_printed_whole_in_parts_that_fit(line: str, width: int) -> None:
    """But for the spaces at which it is parted, and those that indent what goes on."""
    parts = parts_of(line, width)
    assert all(cell_len(part) <= width for part in parts)
    assert "".join("".join(parts).split()) == "".join(line.split())


@pytest.mark.parametrize("width", range(40, 100, 3))
def test_words_receipts_and_figures_stay_whole_and_marks_stay_with_them(width: int) -> None:
    """No part begins with a mark that ends something, or ends with one that begins something."""
    for line in (QUOTE, PLACE):
        parts = parts_of(line, width)
        for word in ("expected", "anybody", "317", "13%", "cexitdewlder7kdpc2coct7ro745abjz"):
            assert word not in line or any(word in part for part in parts)
        assert all(part.startswith("   ") for part in parts[1:])
        assert not any(part.strip()[:1] in "，。％%）”" or part[-1:] in "（“" for part in parts if part.strip())


def test_a_word_longer_than_a_line_is_cut() -> None:
    """As nothing else can be done."""
    assert parts_of("ab" * 20, 10) == ["ab" * 5] * 4


def test_styles_go_on() -> None:
    """A highlighted word that is parted is highlighted in both parts."""
    parts = wrapped(Text.assemble("云收入增长", ("百分之三十四以上", "bold")), 14)
    assert [[part.plain[span.start : span.end] for span in part.spans] for part in parts] == [
        ["百分"],
        ["之三十四以上"],
    ]


@pytest.mark.parametrize(
    ("terminal", "printed"),
    [(True, ["a b c d e f g h i j", "k", "第二行"]), (False, ["a b c d e f g h i j k", "第二行"])],
)
def test_only_a_terminal_wraps(terminal: bool, printed: list[str]) -> None:
    """A file or a program gets the line breaks of the text, and no others."""
    file = io.StringIO()
    LineConsole(file=file, force_terminal=terminal, width=20, color_system=None).say("a b c d e f g h i j k\n第二行")
    assert file.getvalue().splitlines() == printed
