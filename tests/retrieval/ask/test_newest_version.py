"""Versions of a document: the newest is quoted first, and a claim that it bears out is supported."""

import pytest

from tests.conftest import LibraryOf

OLD = "船型,月租（元）\n单桨,310\n双桨,470\n"
NEW = "船型,月租（元）,押金（元）\n单桨,330,100\n双桨,490,150\n"


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


def test_a_claim_that_the_newest_version_bears_out_is_not_refused_for_an_older_one(library_of: LibraryOf) -> None:
    """Last year's letter says otherwise of last year's fair."""
    letter = "# The Oar\n\nThe boat fair is on {} at the old harbour.\n"
    library = library_of(
        **{
            "oar spring 2026__md": letter.format("Saturday 11 July"),
            "oar spring 2027__md": letter.format("Sunday 18 July"),
        }
    )
    assert library.check("The boat fair is on 18 July").verdict == "supported"


def test_the_newest_version_comes_from_behind_other_rows(library_of: LibraryOf) -> None:
    """Its row says less of the question than rows of older lists do."""
    older = {
        f"船价{year}__csv": f"船型,月租（元）\n单桨船,{year - 1700}\n双桨船,{year - 1500}\n"
        for year in (2024, 2025, 2026)
    }
    newest = "船型,月租（元）,押金（元）,备注\n单桨船,999,100,周末另加二十元，节日不租\n"
    answer = library_of(**older, 船价2027__csv=newest).ask("单桨船和双桨船月租多少钱")
    assert "999" in "".join(quote.text for quote in answer.quotes)


@pytest.mark.parametrize(
    ("question", "price"), [("单桨船月租多少钱", "330"), ("9月单桨船月租多少钱", "310"), ("旧版单桨船月租", "310")]
)
def test_the_version_of_the_month_that_is_asked_for_comes_first(
    library_of: LibraryOf, question: str, price: str
) -> None:
    """Else the one in force."""
    assert price in library_of(船价2027年9月旧版__csv=OLD, 船价2027年10月__csv=NEW).ask(question).quotes[0].text
