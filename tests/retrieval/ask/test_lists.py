"""Lists over several lines: one quote with what leads them."""

import pytest

from tests.conftest import LibraryOf

CARD = (
    "# 借阅卡\n\n借阅卡在服务台办理。\n\n办卡要经过以下几步：\n\n1. 带身份证到服务台\n2. 填写申请表\n3. 交押金五十元\n\n"
    "押金在退卡时退还。\n\n**卡丢了**\n\n* 先打电话挂失\n* 三天后补办新卡\n"
)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("借阅卡怎么办理要经过哪几步", "办卡要经过以下几步：", "交押金五十元"),
        ("填写申请表之前之后要做什么步骤", "办卡要经过以下几步：", "交押金五十元"),
        ("卡丢了怎么办", "**卡丢了**", "三天后补办新卡"),
    ],
)
def test_a_list_is_quoted_whole_if_several_things_are_asked_for(
    library_of: LibraryOf, question: str, first: str, last: str
) -> None:
    """From the line that leads it to its last item, by whichever line it is found."""
    quote = library_of(a__md=CARD).ask(question).quotes[0]
    assert (first in quote.text, quote.text.endswith(last)) == (True, True)


def test_an_item_answers_by_itself(library_of: LibraryOf) -> None:
    """If one thing is asked for."""
    assert library_of(a__md=CARD).ask("借阅卡押金交多少元").quotes[0].text == "交押金五十元"


def test_a_long_list_is_cut_after_an_item(library_of: LibraryOf) -> None:
    """As far as a quote may go."""
    items = "".join(f"- 第{number}号展厅陈列了历年收集的各种航海仪器和船模\n" for number in range(30))
    text = library_of(a__md=f"# 展厅\n\n馆里的展厅如下：\n\n{items}").ask("馆里有哪些展厅").quotes[0].text
    assert text.startswith("馆里的展厅如下：")
    assert text.endswith("船模")
    assert 200 < len(text) <= 320


def test_a_colon_takes_along_what_it_announces(library_of: LibraryOf) -> None:
    """A quotation in a paragraph of its own, say."""
    text = "# 馆长\n\n馆长退休时对记者说出了那句名言：\n\n> 「我只是替大家看门。」\n\n后来她搬到海边。\n"
    quote = library_of(a__md=text).ask("馆长退休时对记者说了哪句名言").quotes[0].text
    assert quote.endswith("「我只是替大家看门。」")


RULES = (
    "借阅规定\n\n1. 新到的画册一周内不外借，只能在馆里翻看。\n2. 外地读者可以托人代还，邮寄的运费由本人承担。\n"
    "3. 弄湿的书由读者照价赔偿。\n4. 每人最多借五本。\n5. 服务台电话：0571-5550-1234。\n"
)


def test_a_rule_of_many_is_quoted_by_itself(library_of: LibraryOf) -> None:
    """If neither what is above the list nor another of its items has a word of the question, which says how."""
    quotes = library_of(a__txt=RULES).ask("邮寄的运费怎么算").quotes
    assert [quote.text for quote in quotes[:1]] == ["外地读者可以托人代还，邮寄的运费由本人承担。"]
    assert all("\n" not in quote.text for quote in quotes)


@pytest.mark.parametrize("question", ["借阅规定有哪些", "读者的书弄湿了怎么办，读者要代还怎么办"])
def test_rules_are_quoted_whole_if_they_are_asked_for(library_of: LibraryOf, question: str) -> None:
    """By the title, or by a word of two of them."""
    quote = next(quote for quote in library_of(a__txt=RULES).ask(question).quotes if "\n" in quote.text)
    assert quote.text.endswith("1234。")
