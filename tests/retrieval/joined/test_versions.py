"""Older versions of a document are quoted only if a question names them, in words or by a date."""

from datetime import date
from pathlib import Path

import pytest

from retrieval.documents.reader import FolderReader
from retrieval.joined.library import JoinedLibrary
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library

DAYS = {"2022": (date(2022, 1, 3), date(2023, 2, 1)), "2023": (date(2023, 2, 1), date(2024, 5, 1))}
LEAVE = {"2022": "十", "2023": "十五", "2024": "二十"}
OLD, MIDDLE, NEW = (f"星海科技的年假为{days}天。" for days in LEAVE.values())


@pytest.fixture
def joined(tmp_path: Path, analyzer: Analyzer) -> JoinedLibrary:
    """Return a handbook of 2024 with those that it replaced."""
    for year, days in LEAVE.items():
        folder = tmp_path / ("older" if year in DAYS else "current") / year
        folder.mkdir(parents=True)
        (folder / "手册.md").write_text(f"# 员工手册（{year}年版）\n\n星海科技的年假为{days}天。\n", "utf-8")
    current, older = (Library.read(FolderReader(tmp_path / name), analyzer) for name in ("current", "older"))
    return JoinedLibrary({"own": current}, older, {f"{year}/手册.md": days for year, days in DAYS.items()})


@pytest.mark.parametrize(
    ("question", "quotes"),
    [
        ("星海科技的年假是多少天", [NEW]),
        ("星海科技2024年版的年假是多少天", [NEW]),
        ("目前版本的年假是多少天", [NEW]),
        ("旧版手册里星海科技的年假是多少天", [MIDDLE, OLD]),
        ("以前的版本年假是多少天", [MIDDLE, OLD]),
        ("舊版的年假是多少天", [MIDDLE, OLD]),
        ("the previous version: 星海科技的年假是多少天", [MIDDLE, OLD]),
        ("2022年版的年假是多少天", [OLD]),
        ("version of 2022: 星海科技的年假是多少天", [OLD]),
        ("2022年的年假是多少天", [OLD]),
        ("2023-03-05星海科技的年假是多少天", [MIDDLE]),
    ],
)
def test_the_newest_version_answers_unless_a_question_names_another(
    joined: JoinedLibrary, question: str, quotes: list[str]
) -> None:
    """Of several older ones the newest comes first; by a day it is the one that was current then."""
    assert [one.text for one in joined.ask(question).quotes if one.text in (OLD, MIDDLE, NEW)] == quotes


def test_a_follow_up_that_only_names_a_version_asks_the_question_again(joined: JoinedLibrary) -> None:
    """Of the older version."""
    assert joined.ask("旧版呢", ["星海科技的年假是多少天"]).quotes[0].text == MIDDLE


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("星海科技的年假为十五天", "contradicted"),
        ("旧版手册里星海科技的年假为十五天", "supported"),
        ("2022年版：星海科技的年假为十五天", "contradicted"),
    ],
)
def test_a_claim_is_checked_against_the_version_that_it_names(joined: JoinedLibrary, claim: str, verdict: str) -> None:
    """Without one, against the current version alone."""
    assert joined.check(claim).verdict == verdict


def test_an_older_version_is_listed_opened_and_told_from_current_ones(joined: JoinedLibrary) -> None:
    """After those; nothing is counted there."""
    assert [joined.replaced_on(one.file) for one in joined.documents] == [None, DAYS["2022"][1], DAYS["2023"][1]]
    assert joined.resolve(joined.opening(2)).document.title == "员工手册（2022年版）"
    assert joined.count("星海科技").places == 1
