"""A name that a sentence lacks, where it says another in its place, is another; other missing words are not."""

import pytest

from tests.conftest import LibraryOf

TEXT = """同学会简史
港城大学同学会成立于1952年。
同学会的首任会长为曾任市政专员的彭绍文。
1983年，拉尔夫在选秀中被休斯敦火箭队选中。
年会在文昌阁的北厅举行。
会刊由谁编辑？
"""


@pytest.mark.parametrize(
    ("claim", "claimed"),
    [
        pytest.param("同学会的首任会长是特雷·帕克", "特雷·帕克", id="a name behind what it is"),
        pytest.param("1983年特雷·帕克曾经被休斯敦火箭队选中", "特雷·帕克", id="a name with an adverb behind it"),
        pytest.param("1983年拉尔夫被萨克拉门托国王队选中", "萨克拉门托国王队", id="a name in the midst"),
    ],
)
def test_another_name_in_the_place_of_one_is_named(library_of: LibraryOf, claim: str, claimed: str) -> None:
    """The words of the claim that are missing are told, also if no list knows them for a name."""
    found = library_of(a__md=TEXT).check(claim)
    assert found.verdict == "contradicted"
    assert found.mismatches
    assert all(m.claimed in claimed for m in found.mismatches)


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("同学会的创始人是李明哲", id="what it is of is missing too"),
        pytest.param("会刊由李明哲编辑", id="a question says nothing"),
        pytest.param("年会在文昌阁的北厅召开", id="a common word said otherwise"),
        pytest.param("陈家祥的会刊不定期出版", id="what the claim is of, before all that the sentence says"),
        pytest.param("1983年，拉尔夫被休斯敦火箭队的柯林斯看中", id="an attribute of a name that stands there"),
    ],
)
def test_what_else_is_missing_contradicts_nothing(library_of: LibraryOf, claim: str) -> None:
    """People say the same in other words, and a sentence on something else says nothing of a name."""
    assert library_of(a__md=TEXT).check(claim).verdict != "contradicted"
