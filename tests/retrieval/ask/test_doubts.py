"""Doubts, and what decides a question for a yes or no."""

import pytest

from retrieval.ask.answer import find
from retrieval.ask.doubts import MISSING_PERSON_FACTOR, doubted
from retrieval.ask.features import shipped
from retrieval.ask.omissions import Omissions
from retrieval.corpus.corpus import Material
from tests.conftest import LibraryOf

CAMP = (
    "营地须知\n\n狗可以进入营地，须全程牵绳。\n场外停车场免费，场内每辆车每晚收三十元。\n烟花一律禁止携带入场。\n"
    "每人至多带两只睡袋。\n厨房晚上十点关灯。\n"
)


@pytest.mark.parametrize(
    ("question", "words"),
    [("能带狗吗", "狗可以进入"), ("停车收钱吗", "停车场免费"), ("能放烟花吗", "禁止携带")],
)
def test_a_sentence_that_says_yes_or_no_to_what_is_named_decides(
    library_of: LibraryOf, question: str, words: str
) -> None:
    """However few words the question has; the verb is in the yes or no."""
    answer = library_of(a__txt=CAMP).ask(question)
    assert answer.status == "answered"
    assert words in answer.quotes[0].text


@pytest.mark.parametrize("question", ["能给狗洗澡吗", "能放风筝吗"])
def test_a_yes_to_something_else_decides_nothing(library_of: LibraryOf, question: str) -> None:
    """All that is named must be there."""
    assert library_of(a__txt=CAMP).ask(question).status != "answered"


HARBOUR = (
    "# Harbour\n\nThe harbour master checks the boats in spring.\n\nThe harbour has three piers.\n\n"
    "The kiosk sells soup and bread.\n"
)
SCHOOL = "# 学堂\n\n2024-03-01\n\n学堂的午饭由厨师刘芳准备。\n\n学堂在河湾南岸，有六间教室。\n"


def left(told: float, question: str, material: Material) -> float:
    """Return what is left of a confidence in the first sentences that are found for a question."""
    found = find(question, (), material)
    return doubted(told, found.asked, found.ranked[:3], Omissions(), material)


@pytest.mark.parametrize(
    ("question", "share"),
    [
        ("What does the harbour master not check?", 0.5),
        ("What can't the harbour master check? I need a boat.", 1.0),
        ("I don't have a boat, what does the harbour master check?", 1.0),
        ("Why does the harbour master not check the piers?", 1.0),
    ],
)
def test_what_is_not_so_is_doubted_if_that_is_what_is_asked(library_of: LibraryOf, question: str, share: float) -> None:
    """Not what is said beside it, nor the reason for it."""
    assert left(0.9, question, library_of(a__md=HARBOUR).material) == pytest.approx(share * 0.9)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("宝宝能吃学堂的午饭吗", False),
        ("学堂那阵子的午饭由谁准备", False),
        ("王永昌吃学堂的午饭吗", True),
        ("栗子市学堂的午饭由谁准备", True),
    ],
)
def test_a_person_has_a_surname(library_of: LibraryOf, question: str, *, named: bool) -> None:
    """Other words with the tag of a name are names of places at most."""
    assert (left(0.9, question, library_of(a__md=SCHOOL).material) < 0.2) is named


def test_a_year_that_the_document_is_not_of_is_doubted(library_of: LibraryOf) -> None:
    """Its own is not."""
    material = library_of(a__txt="学堂的一年\n2024-05-01\n学堂的午饭由厨师刘芳准备。\n").material
    assert left(0.9, "2019年学堂的午饭由谁准备", material) < 0.4 < left(0.9, "2024年学堂的午饭由谁准备", material)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("厨师刘芳", True),
        ("学堂的教室", True),
        ("学堂的飞机跑道", False),
        ("学堂的教室里挂着的老照片是哪一年请哪位摄影师拍的", False),
    ],
)
def test_what_has_much_of_a_short_question_is_shown_as_the_nearest(
    library_of: LibraryOf, question: str, *, shown: bool
) -> None:
    """However little there is that speaks for it; a long question says more than can be at hand."""
    kept = left(0.05, question, library_of(a__md=SCHOOL).material)
    assert kept == (shipped().near if shown else pytest.approx(0.05))


@pytest.mark.parametrize(("said", "doubted_by"), [("是王维民修好的", 1.0), ("在夏天修好了", MISSING_PERSON_FACTOR)])
def test_a_person_who_is_asked_for_and_told_nowhere_is_doubted(
    library_of: LibraryOf, *, said: str, doubted_by: float
) -> None:
    """A name or an office that the question does not say must be quoted."""
    material = library_of(a__txt=f"磨坊的水轮{said}。\n").material
    assert left(0.8, "磨坊的水轮是谁修好的", material) == pytest.approx(0.8 * doubted_by)
