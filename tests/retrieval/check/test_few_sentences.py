"""Claims on a folder of a few sentences, where every word is as rare as any other: true ones, each with a false twin."""

import pytest

from tests.conftest import LibraryOf

RULES = """# Pool rules

The sauna is closed on Mondays. The slide has been removed. No glass bottles are allowed. Children may not swim alone.
"""
PHONES = """云帆8的屏幕为6.1英寸。云帆8 Pro的屏幕为6.7英寸。云帆8 Pro+的屏幕为6.9英寸。
合金的配比为3:1:2，北门因施工封闭。
"""


@pytest.mark.parametrize(
    ("honest", "false", "found"),
    [
        ("The sauna is closed on Mondays.", "The sauna is open on Mondays.", "closed"),
        ("The slide has been removed.", "The slide has not been removed.", "removed"),
        ("Glass bottles are not allowed.", "Glass bottles are allowed.", "No glass bottles are allowed"),
        ("云帆8的屏幕为6.1英寸", "云帆8的屏幕为6.7英寸", "6.1"),
        ("云帆8 Pro的屏幕为6.7英寸", "云帆8 Pro的屏幕为6.9英寸", "6.7"),
        ("云帆8 Pro+的屏幕为6.9英寸", "云帆8 Pro+的屏幕为6.7英寸", "6.9"),
        ("配比为3:1:2", "配比为3:2:1", "3:1:2"),
    ],
)
def test_a_false_twin_is_told_from_the_true_claim(library_of: LibraryOf, honest: str, false: str, found: str) -> None:
    """The false one is contradicted by what stands in the place of its wrong part."""
    library = library_of(rules__md=RULES, phones__txt=PHONES)
    assert library.check(honest).verdict == "supported"
    verdict = library.check(false)
    assert (verdict.verdict, [m.found for m in verdict.mismatches]) == ("contradicted", [found])


def test_a_sentence_that_lacks_what_a_claim_tells_bears_nothing_out(library_of: LibraryOf) -> None:
    """A claim that repeats a sentence but for one word is no claim in other words, however little the word weighs."""
    library = library_of(rules__md=RULES, phones__txt=PHONES)
    for claim in ("The sauna is heated on Mondays.", "北门因施工改建", "云帆8的电池为6.1英寸"):
        assert library.check(claim).verdict == "not_found"


def test_what_is_wrong_is_named_once(library_of: LibraryOf) -> None:
    """A word within what is named already is not named again."""
    verdict = library_of(inn__txt="民宿须知\n\n早餐每人38元。\n宠物不得进入餐厅。\n").check("宠物可以进入餐厅")
    assert [(m.claimed, m.found) for m in verdict.mismatches] == [("可以进入餐厅", "不得进入")]
