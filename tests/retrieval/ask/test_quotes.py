"""Several things in one answer."""

import itertools

import pytest

from retrieval.ask.quotes import wants_several
from retrieval.language.fold import fold
from tests.conftest import LibraryOf


@pytest.mark.parametrize("question", ["分别是多少", "靠哪三个优势", "兩次財報各是多少", "和去年对比", "前五名是谁"])
def test_lists_and_comparisons_are_told_by_their_words(question: str) -> None:
    """In both scripts."""
    assert wants_several(fold(question))


@pytest.mark.parametrize("question", ["收入是多少", "各地都有骑手", "个别商家"])
def test_other_questions_want_one_answer(question: str) -> None:
    """A word with the same character is none of these."""
    assert not wants_several(fold(question))


def test_points_that_the_text_counts_off_are_the_answer(library_of: LibraryOf) -> None:
    """The sentence that announces them gives way to them."""
    library = library_of(
        a__txt="电商能孵化技术，靠三大优势。\n首先，用户多。\n用户每天都在下单。\n其次，场景全。\n最后，离钱近。\n"
    )
    texts = [quote.text for quote in library.ask("电商孵化技术靠哪三个优势").quotes]
    assert texts == ["首先，用户多。", "其次，场景全。", "最后，离钱近。"]


def test_figures_of_different_documents_are_pointed_out(library_of: LibraryOf) -> None:
    """The reader sees if they disagree or are of different times; those of one document are left alone."""
    library = library_of(
        a__txt="云的二月\n2025-02-21\n云收入是317亿元。\n", b__txt="云的十一月\n2025-11-28\n云收入是398亿元。\n"
    )
    answer = library.ask("云收入是多少亿元")
    assert answer.differing == (1, 2)
    assert {answer.quotes[number - 1].published for number in answer.differing} == {"2025-02-21", "2025-11-28"}
    library = library_of(a__txt="云收入是317亿元。\n云收入又是398亿元。\n", b__txt="骑手每天送餐。\n")
    assert library.ask("云收入是多少亿元").differing == ()


def test_quotes_of_an_answer_do_not_overlap(library_of: LibraryOf) -> None:
    """A sentence that another quote took along is not quoted again."""
    library = library_of(a__txt="丁公司推出了云助手。它能在一分钟里查遍云上的文献。云助手还能写云报告。\n")
    quotes = library.ask("云助手能做什么").quotes
    assert len(quotes) > 1
    spans = sorted((quote.start, quote.end) for quote in quotes)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))


def test_a_quote_goes_on_with_the_sentence_that_leans_on_it(library_of: LibraryOf) -> None:
    """That one is worth quoting and does not read by itself, and so it is not lost."""
    text = "The Harrow Regatta is older than the Harrow Cup by ten years. It is held in June on the Thames River.\n\n"
    others = "The mill was a bakery. It is held up by iron beams.\n\nThe Harrow Cup is held on a lawn.\n"
    first = library_of(a__txt=text + others).ask("In what body of water is the Harrow Regatta held?").quotes[0]
    assert first.text == text.strip()


def test_a_short_sentence_between_two_is_quoted_with_them(library_of: LibraryOf) -> None:
    """And not again by itself."""
    text = "沈淑在会上提议缩短泳池的开放时间。她说完后大家讨论了很久。委员方志豪投了反对票。\n\n食堂每天供应两餐。\n"
    quotes = library_of(a__txt=text).ask("谁对缩短泳池开放时间投了反对票").quotes
    assert quotes[0].text == text.partition("\n")[0]
    assert all(quotes[0].end <= other.start or other.end <= quotes[0].start for other in quotes[1:])


def test_two_things_that_stand_side_by_side_are_one_quote(library_of: LibraryOf) -> None:
    """If both are asked for, or the first lacks what the second has; who asks for one that says it all gets one."""
    library = library_of(
        a__md="河湾船厂去年造船三十艘。海角船厂去年造船二十艘。\n\n食堂每天供应两餐。\n\n海上有雾时渡船停航。\n\n公告贴在**码头**上。\n"
    )
    one = library.ask("有雾停航的公告贴在哪里").quotes[0]
    assert (one.text, one.shown.text) == (
        "海上有雾时渡船停航。\n\n公告贴在**码头**上。",
        "海上有雾时渡船停航。\n\n公告贴在码头上。",
    )
    both = library.ask("河湾船厂和海角船厂去年各造船多少艘").quotes[0].text
    assert both == "河湾船厂去年造船三十艘。海角船厂去年造船二十艘。"
    assert library.ask("海角船厂去年造船多少艘").quotes[0].text == "海角船厂去年造船二十艘。"


NEWS = (
    "# 渡口消息\n\n船长在码头留言：“很好。要感谢岸上的每一个人。明天见。”\n\n渡口委员会昨天开会。该会决定延长夜航。\n\n"
    "The ferry board met on Monday. It agreed to run until midnight.\n\n## Can I bring my dog?\n\nYes! It travels free.\n"
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("船长在码头留言说了什么", "船长在码头留言：“很好。要感谢岸上的每一个人。明天见。”"),
        ("船长感谢了谁", "船长在码头留言：“很好。要感谢岸上的每一个人。明天见。”"),
        ("夜航是谁决定延长的", "渡口委员会昨天开会。该会决定延长夜航。"),
        ("Until when did they agree to run?", "The ferry board met on Monday. It agreed to run until midnight."),
        ("may I bring a dog", "Yes! It travels free."),
    ],
)
def test_a_quote_reads_by_itself(library_of: LibraryOf, question: str, words: str) -> None:
    """It neither ends in a quotation that it opens, nor begins with what only the sentence before explains, nor is a yes
    alone.
    """
    assert library_of(a__md=NEWS).ask(question).quotes[0].text == words


def test_a_heading_that_only_repeats_the_question_fills_no_place(library_of: LibraryOf) -> None:
    """Not even if there is little else to quote; alone it is a quote all the same."""
    library = library_of(a__md="# 食堂\n\n食堂早上七点开门，晚上九点关门。\n\n午餐每份15元。\n")
    texts = [quote.text for quote in library.ask("食堂几点关门").quotes]
    assert texts[0] == "食堂早上七点开门，晚上九点关门。"
    assert "食堂" not in texts
    assert "食堂" in [quote.text for quote in library_of(a__md="# 食堂\n\n暂无内容。\n").ask("食堂").quotes]


@pytest.mark.parametrize("question", ["渡轮公司2023年运送多少旅客", "渡轮公司运送了谁"])
def test_a_heading_that_answers_nothing_is_no_further_quote(library_of: LibraryOf, question: str) -> None:
    """The quotes before it have all that it says."""
    library = library_of(
        a__md="# 渡轮公司年报\n\n## 渡轮公司的旅客与票价表\n\n渡轮公司2023年运送旅客四万人。公司收入为两千万元。\n",
        b__md="# 民宿入住须知\n\n押金为三百元，退房时退还。\n",
    )
    assert not any("表" in quote.text or "年报" in quote.text for quote in library.ask(question).quotes)


def test_a_heading_with_a_figure_is_quoted(library_of: LibraryOf) -> None:
    """As a headline often is the answer."""
    library = library_of(a__md="# 云栖茶场净利涨34%\n\n茶场今天公布年报，净利的涨幅超过预期。\n")
    assert any("34%" in quote.text for quote in library.ask("云栖茶场净利涨幅是多少").quotes)


def test_the_greetings_of_a_letter_are_no_further_quotes(library_of: LibraryOf) -> None:
    """Its sentences are."""
    library = library_of(
        a__txt="Dear guests,\n\nThe ferry leaves at nine. The breakfast costs 25 euros per person.\n\n"
        "Please bring the deposit in cash.\n\nRegards,\nAnna\n",
        b__md="# 民宿入住须知\n\n押金为三百元，退房时退还。\n",
    )
    quotes = [quote.text for quote in library.ask("who sends regards about breakfast deposit").quotes]
    assert "The breakfast costs 25 euros per person." in quotes[0]
    assert not any(text.startswith(("Dear", "Regards")) for text in quotes)
