"""Several libraries asked as one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from retrieval.documents.reader import FolderReader
from retrieval.errors import ReceiptUnknown, SourceUnknown
from retrieval.joined.library import JoinedLibrary
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library

Make = Callable[..., Library]


@pytest.fixture
def make(tmp_path: Path, analyzer: Analyzer) -> Make:
    """Make a library of a name from files given as name="text"."""

    def library(folder: str, **files: str) -> Library:
        # The files of two libraries have different names because each lies in a folder of its own.
        (tmp_path / folder / folder).mkdir(parents=True)
        for name, text in files.items():
            (tmp_path / folder / folder / f"{name}.md").write_text(text, "utf-8")
        return Library.read(FolderReader(tmp_path / folder), analyzer)

    return library


@pytest.fixture
def joined(make: Make) -> JoinedLibrary:
    """Return the handbook of a company, and news of it."""
    own = make("own", a="# 员工手册\n\n星海科技的年假为十五天。\n\n星海科技2024年的员工为300人。")
    shared = make("shared", a="# 新闻\n\n星海科技2024年的收入为3亿元。\n\n星海科技2023年的员工为200人。")
    return JoinedLibrary({"own": own, "shared": shared})


@pytest.mark.parametrize(
    ("question", "quote", "origin"),
    [("星海科技的年假是多少天", "星海科技的年假为十五天。", "own"), ("星海科技2024年的收入是多少", "星海科技2024年的收入为3亿元。", "shared")],
)  # fmt: skip
def test_the_library_that_has_the_answer_gives_it(
    joined: JoinedLibrary, question: str, quote: str, origin: str
) -> None:
    """The other one has words of the question as well."""
    best = joined.ask(question).quotes[0]
    assert (best.text, joined.origin(best.file)) == (quote, origin)


def test_further_quotes_go_on_where_the_first_ones_ended(make: Make) -> None:
    """No quote is shown twice, and none is lost, however they are taken."""
    own = make("own", a="# 甲\n\n会员数为一万。\n\n会员数为两万。\n\n会员数为三万。")
    shared = make("shared", b="# 乙\n\n会员数为四万。\n\n会员数为五万。\n\n会员数为六万。")
    library = JoinedLibrary({"own": own, "shared": shared})
    whole = [quote.text for quote in library.ask("会员数是多少", most=6).quotes]
    parts = [quote.text for skip in (0, 2, 4) for quote in library.ask("会员数是多少", most=2, skip=skip).quotes]
    assert parts == whole
    assert len(set(whole)) == len(whole)


def test_a_sentence_that_both_have_is_quoted_once(make: Make) -> None:
    """The same document may have been shared and brought along."""
    parts = {name: make(name, a="# 甲\n\n会员数为一万。") for name in ("own", "shared")}
    assert [quote.text for quote in JoinedLibrary(parts).ask("会员数是多少").quotes] == ["会员数为一万。"]


def test_a_phrase_is_counted_in_both(joined: JoinedLibrary) -> None:
    """Places and documents are those of all libraries."""
    found = joined.count("星海科技")
    assert (found.places, len(found.documents)) == (4, 2)
    told = joined.ask("“星海科技”").count
    assert told
    assert (told.places, told.documents) == (4, 2)


def test_a_claim_that_one_supports_and_the_other_contradicts_quotes_both(make: Make) -> None:
    """Neither is hidden, and the one that says otherwise is named."""
    own = make("own", a="# 甲\n\n星海科技2024年的收入为3亿元。")
    shared = make("shared", b="# 乙\n\n星海科技2024年的收入为5亿元。")
    found = JoinedLibrary({"own": own, "shared": shared}).check("星海科技2024年的收入为5亿元")
    assert found.verdict == "supported"
    assert [found.quotes[number - 1].text for number in found.differing] == ["星海科技2024年的收入为3亿元。"]


def test_figures_of_both_are_in_one_timeline_by_date(joined: JoinedLibrary) -> None:
    """The older figure comes first, whoever has it, and both are on one scale."""
    points = joined.timeline("星海科技员工").points
    assert [(point.date, point.low) for point in points] == [("2023", 200), ("2024", 300)]
    assert {point.series for point in points} == {1}


def test_places_open_in_the_library_that_has_them(joined: JoinedLibrary) -> None:
    """By receipts, by numbers in the list of documents, and for verification."""
    for number, document in enumerate(joined.documents, 1):
        assert joined.source(number).document == document
        assert joined.resolve(joined.opening(number)).document == document
        assert joined.contents(joined.opening(number)).document == document
        assert joined.document(document.id) == document
        assert joined.line_of(document) == 1
        assert joined.text(document.file)
    assert joined.verify(joined.ask("年假").quotes[0].receipt).status == "unchanged"
    with pytest.raises(SourceUnknown):
        joined.source(3)


def test_what_no_library_has_is_not_found(joined: JoinedLibrary, make: Make) -> None:
    """A receipt of another library is unknown, and so is what only that one knows."""
    other = make("other", c="# 密\n\n保险柜的密码为八八八八。")
    secret = other.ask("保险柜的密码").quotes[0]
    with pytest.raises(ReceiptUnknown):
        joined.resolve(secret.receipt)
    assert joined.verify(secret.receipt).status == "gone"
    assert joined.ask("保险柜的密码").status == "not_found"
    assert joined.origin(secret.file) is None


def test_where_a_text_stands_is_told_by_the_likest_place(joined: JoinedLibrary) -> None:
    """A library that has it word for word comes before one that has it altered."""
    found = joined.examine("星海科技2023年的员工为200人。")
    assert found.location
    assert found.location.status == "word_for_word"
    assert joined.origin(found.location.places[0].file) == "shared"


def test_the_number_of_a_document_counts_through_all_libraries(make: Make) -> None:
    """As in the list of the documents; a question that points back stays there."""
    library = JoinedLibrary(
        {
            "own": make(
                "own", a="# 甲\n\n会员数为一万。\n\n员工为十人。", b="# 乙\n\n会员数为两万。\n\n员工为二十人。"
            ),
            "shared": make(
                "shared", c="# 丙\n\n会员数为三万。\n\n员工为三十人。", d="# 丁\n\n会员数为四万。\n\n员工为四十人。"
            ),
        }
    )
    for number, (members, staff) in enumerate((("一", "十"), ("两", "二十"), ("三", "三十"), ("四", "四十")), 1):
        asked = f"第{number}篇的会员数是多少"
        assert library.ask(asked).quotes[0].text == f"会员数为{members}万。"
        assert library.ask("那员工呢", [asked]).quotes[0].text == f"员工为{staff}人。"
