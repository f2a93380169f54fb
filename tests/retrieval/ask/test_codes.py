"""Codes that a question names."""

import pytest

from tests.conftest import LibraryOf

_PUMPS = (
    "阀门手册\n\nK20-S型阀门的口径为80毫米。\nK20-SL型阀门的口径为95毫米。\nK20型阀门的口径为50毫米。\n"
    "飞燕7 Max的续航是31小时。\n飞燕7的续航是24小时。\n"
)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("K20阀门的口径", "50毫米"),
        ("K20-S阀门的口径", "80毫米"),
        ("飞燕7续航多久", "24小时"),
        ("飞燕7 Max续航多久", "31小时"),
    ],
)
def test_the_thing_itself_comes_before_one_of_a_longer_name(library_of: LibraryOf, question: str, figure: str) -> None:
    """And the one of a longer name comes first if that is asked for."""
    assert figure in library_of(a__txt=_PUMPS).ask(question).quotes[0].text


def test_a_code_that_stands_nowhere_is_refused(library_of: LibraryOf) -> None:
    """Though others that look like it stand there."""
    answer = library_of(a__txt=_PUMPS).ask("K35阀门的口径是多少")
    assert (answer.status, answer.missing) == ("not_found", ("K35",))


@pytest.mark.parametrize(
    "question", ["a@b.example", "https://nowhere.example/x", "a@b.example是谁的邮箱", "www.nowhere.example 怎么打开"]
)
def test_an_address_that_stands_nowhere_is_refused(library_of: LibraryOf, question: str) -> None:
    """As no other one is it."""
    library = library_of(
        a__md="# 联系\n\n邮箱是desk@b.example，网址是 https://there.example/x 。\n\n门口有一个信箱，谁都能打开。\n"
    )
    assert library.ask(question).status == "not_found"


def test_an_address_that_stands_there_is_quoted(library_of: LibraryOf) -> None:
    """Also if it is all that is typed."""
    library = library_of(a__md="# 联系\n\n邮箱是desk@b.example，有事请写信。\n\n门口有一个信箱。\n")
    assert library.ask("desk@b.example").quotes[0].text == "邮箱是desk@b.example，有事请写信。"
