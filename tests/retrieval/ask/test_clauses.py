"""Clauses that are named by their number."""

import pytest

from tests.conftest import LibraryOf

_RULES = (
    "仓库管理规定\n\n第一条 为管好仓库，制定本规定。\n第三条 领料按照第十一条登记。\n第六条 钥匙的保管：\n"
    "（一）白班由班长保管；\n（二）夜班由值守员保管。\n第十一条 领料单一式两份。\n第二十一条 盘点每季一次。\n"
)


@pytest.mark.parametrize("question", ["第十一条规定了什么", "第11条", "第十一条"])
def test_a_clause_comes_before_one_that_mentions_it(library_of: LibraryOf, question: str) -> None:
    """In digits as in characters, and nothing but the number is enough."""
    answer = library_of(a__txt=_RULES).ask(question)
    assert answer.status == "answered"
    assert answer.quotes[0].text == "第十一条 领料单一式两份。"


def test_an_item_is_found_under_its_clause(library_of: LibraryOf) -> None:
    """The clause is quoted with it."""
    assert "值守员" in library_of(a__txt=_RULES).ask("第六条第二项").quotes[0].text


def test_a_numbered_section_is_found_by_its_number(library_of: LibraryOf) -> None:
    """3.1.2 is neither 3.1.20 nor 13.1.2."""
    library = library_of(
        a__txt="规程\n\n13.1.2 阀门朝左。\n3.1.20 泵房上锁。\n3.1.2 水箱半月一洗。\n4.1 另按3.1.2办理。\n"
    )
    assert library.ask("3.1.2说了什么").quotes[0].text == "3.1.2 水箱半月一洗。"


def test_of_documents_with_the_same_number_the_one_that_is_named_comes_first(library_of: LibraryOf) -> None:
    """It is found by the other words of the question."""
    other = "食堂管理规定\n\n第一条 为管好食堂，制定本规定。\n第十一条 餐具每日消毒。\n"
    library = library_of(a__txt=_RULES, b__txt=other)
    assert "消毒" in library.ask("食堂管理规定第十一条").quotes[0].text
    assert "领料单" in library.ask("仓库管理规定第十一条").quotes[0].text


_BYLAWS = """# Bylaws

§ 1 Plots

Each member holds one plot.

§ 2 Water

(1) Taps are open from April on.

(2) Hoses may be used after six.

§ 12 Bonfires

Bonfires are lit on Saturdays.

Section 4.2 Late payment

Interest is due after ten days.

Article 12. Notice

(1) Notice is given in writing.

(3) Keys are returned on the last day.

Article 40. Rent

Rent is due on Mondays, as § 1 and Article 12 say.
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("§12", "Bonfires are lit"),
        ("§ 1", "one plot"),
        ("§2 (2)", "Hoses"),
        ("§ 2 Abs. 2", "Hoses"),
        ("sec. 4.2", "Interest is due"),
        ("What does Section 12 say?", "Bonfires are lit"),
        ("Article 12(3)", "Keys are returned"),
        ("art. 40", "Rent is due"),
    ],
)
def test_a_clause_is_found_by_its_sign(library_of: LibraryOf, question: str, answer: str) -> None:
    """Nothing but the sign and the number is enough, with a space or without, and § is read as Section."""
    assert answer in library_of(a__md=_BYLAWS).ask(question).quotes[0].text


def test_what_stands_under_a_heading_is_quoted(library_of: LibraryOf) -> None:
    """The heading that numbers a clause says only what it is about; a number of one digit is no word to be sought."""
    statute = "# Statute\n\n## § 1 Name\n\nThe choir is called Larkspur.\n\n## § 2 Members\n\n1. Members pay.\n2. Guests sing.\n"
    library = library_of(a__md=statute)
    assert "The choir is called Larkspur." in library.ask("§ 1").quotes[0].text
    assert "Guests sing." in library.ask("§ 2 (2)").quotes[0].text


def test_a_section_is_found_by_nothing_but_its_number(library_of: LibraryOf) -> None:
    """A question without any letter, which asks for nothing else."""
    rules = "规程\n\n3.1.2 水箱半月一洗。\n3.1.20 泵房上锁。\n"
    assert library_of(a__txt=rules).ask("3.1.2").quotes[0].text == "3.1.2 水箱半月一洗。"
