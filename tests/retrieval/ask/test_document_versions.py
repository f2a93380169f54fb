"""Versions of a document: the one in force is quoted first."""

import pytest

from retrieval.ask.document_versions import same_but_for_version, version_of
from tests.conftest import LibraryOf

OLD = "船型,月租（元）\n单桨,310\n双桨,470\n"
NEW = "船型,月租（元）,押金（元）\n单桨,330,100\n双桨,490,150\n"


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (("船价2026", "船价2026.csv", None), ("船价2027", "船价2027.csv", None)),
        (("船价2027春", "船价2027春.csv", None), ("船价2027秋", "船价2027秋.csv", None)),
        (("船价", "旧/船价.csv", "2027-05-06"), ("船价", "船价.csv", "2027-04-01")),
        (("Boats", "old stuff/boats.txt", None), ("Boats", "boats.txt", None)),
        (("船价（作废）", "b.csv", "2027"), ("船价", "a.csv", "2026")),
    ],
)
def test_a_version_is_older_by_its_date_or_because_its_name_says_so(
    older: tuple[str, str, str | None], newer: tuple[str, str, str | None]
) -> None:
    """What is said to be out of force is older than all that is not."""
    assert version_of(*older) < version_of(*newer)
    assert same_but_for_version(older[0], newer[0])


def test_titles_of_different_things_are_no_versions() -> None:
    """However alike their dates are; and a title of a number alone says of nothing what it is."""
    assert not same_but_for_version("船价2027", "桨价2027")
    assert not same_but_for_version("2027", "2026")


@pytest.mark.parametrize(("old", "new"), [("船价2026__csv", "船价2027__csv"), ("船价（旧）__csv", "船价__csv")])
def test_the_row_of_the_newest_table_comes_first(library_of: LibraryOf, old: str, new: str) -> None:
    """Its row need not have as many words of the question."""
    library = library_of(**{old: OLD, new: NEW})
    assert "330" in library.ask("单桨船月租多少钱").quotes[0].text


@pytest.mark.parametrize(
    ("question", "day"), [("划船节放几天假", "3天"), ("去年划船节放几天假", "2天"), ("2026年划船节放几天假", "2天")]
)
def test_last_year_is_the_one_before_the_newest(library_of: LibraryOf, question: str, day: str) -> None:
    """No clock is asked: the same question over the same files has the same answer."""
    notice = "放假通知\n\n{}年划船节放假{}天。\n\n河东船厂\n{}年5月6日\n"
    library = library_of(a__txt=notice.format(2026, 2, 2026), b__txt=notice.format(2027, 3, 2027))
    assert day in library.ask(question).quotes[0].text
