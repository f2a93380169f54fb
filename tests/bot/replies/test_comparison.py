"""Pasted text beside the documents, as Telegram shows it."""

import pytest

from bot.phrases import phrases
from bot.replies.check import location_lines
from bot.replies.comparison import compared_text
from tests.conftest import LibraryOf

TEXT = "星海科技全年收入398亿元,同比增长34.5%。物流方面,配送时效明显提升,单均物流成本显著降低。"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        pytest.param("星海科技全年收入389亿元。", "星海科技全年收入<s>389亿</s><u>398亿</u>元。", id="changed"),
        pytest.param(
            "物流方面,单均物流成本显著降低。", "物流方面,<u>配送时效明显提升</u>单均物流成本显著降低。", id="cut"
        ),
        pytest.param("星海科技全年总收入398亿元", "星海科技全年<s>总</s>收入398亿元", id="added"),
        pytest.param("星海科技全年收入398亿元", "", id="word for word"),
    ],
)
def test_each_change_is_struck_through_or_underlined(library_of: LibraryOf, text: str, html: str) -> None:
    """Words of the text that the documents lack are struck through, words that only they have are underlined."""
    assert compared_text(library_of(a__txt=TEXT).locate(text)).html == html


def test_a_word_of_letters_is_struck_through_as_a_whole(library_of: LibraryOf) -> None:
    """Letters of two words that are mixed cannot be read."""
    found = compared_text(
        library_of(a__txt="Riders deliver forty meals a day.").locate("Riders deliver fifty meals a day.")
    )
    assert found.html == "Riders deliver <s>fifty</s> <u>forty</u> meals a day."


RIDERS = "Riders deliver forty hot meals a day. Cooks rest at noon. The kitchen closes at nine."


@pytest.mark.parametrize(
    ("source", "text", "html"),
    [
        pytest.param(RIDERS, "Riders deliver forty meals a day.", "forty <u>hot</u> meals", id="a word"),
        pytest.param(RIDERS, "Riders deliver forty hot meals day.", "meals <u>a</u> day", id="a letter"),
        pytest.param(
            RIDERS, RIDERS.replace("Cooks rest at noon. ", ""), "<u>Cooks rest at noon</u> The kitchen", id="a sentence"
        ),
        pytest.param(
            "The firm employs 1200 people here.",
            "The firm employs 1300 people here.",
            "employs <s>1300</s> <u>1200</u> people",
            id="a figure",
        ),
        pytest.param(
            "The firm employs 1200 people here.",
            "The firm employs people here.",
            "employs <u>1200</u> people",
            id="a figure left out",
        ),
        pytest.param(
            "The firm employs 1200 people here.",
            "The firm employs about 1200 people here.",
            "employs <s>about</s> 1200 people",
            id="a word before a figure",
        ),
        pytest.param(
            "星海科技部署 AI Agent 平台，收入增长。",
            "星海科技部署 AI 平台，收入增长。",
            "AI <u>Agent</u> 平台",
            id="beside Chinese",
        ),
        pytest.param(
            "星海科技部署AI Agent平台，收入增长。",
            "星海科技部署AI平台，收入增长。",
            "AI <u>Agent</u>平台",
            id="close to it",
        ),
        pytest.param(
            "去年A88会员增长了两成多，很多。", "去年A会员增长了两成多，很多。", "A<u>88</u>会员", id="within a word"
        ),
    ],
)
def test_words_never_run_together(library_of: LibraryOf, source: str, text: str, html: str) -> None:
    """There is a space where the documents have one, and between what is struck through and what is underlined."""
    assert html in compared_text(library_of(a__txt=source).locate(text)).html


def test_what_is_the_same_is_cut_between_words(library_of: LibraryOf) -> None:
    """Of a long stretch of English no half of a word is shown."""
    found = compared_text(library_of(a__txt=RIDERS).locate(RIDERS.replace("forty", "fifty")))
    assert found.html == "Riders deliver <s>fifty</s> <u>forty</u> hot meals a day…"


def test_a_stretch_far_from_every_change_is_left_out(library_of: LibraryOf) -> None:
    """Of a long text only the surroundings of its changes are shown."""
    whole = "".join(f"第{n}座仓库在{n}月里收到{n + 40}箱货物并且全部入库完毕。" for n in range(1, 12))
    found = compared_text(library_of(a__txt=whole).locate(whole.replace("46箱", "64箱")))
    assert "<s>64</s> <u>46</u>" in found.html
    assert len(found.shown) < 60


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(
            "星海科技全年收入398亿元,单均物流成本显著降低",
            ["由两处原文拼接而成：“星海科技全年收入398亿元”和“单均物流成本显著降低”。"],
            id="put together",
        ),
        pytest.param("展馆照常开放", ["与资料原文一字不差。", "原句还有：“但周一闭馆。”"], id="cut"),
        pytest.param("物流方面,单均物流成本显著降低。", ["中间有删节：", "缺少：“配送时效明显提升”"], id="left out"),
    ],
)
def test_the_lines_name_how_a_quote_was_made(library_of: LibraryOf, text: str, lines: list[str]) -> None:
    """Put together from two places, cut before a word that turns it, or with words left out."""
    located = library_of(a__txt=TEXT.replace("物流", "员工人数减少。物流", 1) + "展馆照常开放,但周一闭馆。")
    assert location_lines(located.locate(text), phrases("zh-hans")) == lines
