"""Claims whose parts stand in two sentences, or in one that denies: nothing is ticked that no sentence says."""

import pytest

from tests.conftest import LibraryOf

TEXT = """# 养猫须知

洋葱、大蒜和巧克力对猫有毒，千万不能喂。
猫可以吃煮熟的鸡肉。
"""


@pytest.mark.parametrize("claim", ["猫可以吃鸡肉", "巧克力对猫有毒"])
def test_what_one_sentence_says_is_borne_out(library_of: LibraryOf, claim: str) -> None:
    """In its own words."""
    assert library_of(a__md=TEXT).check(claim).verdict == "supported"


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("猫可以吃洋葱", id="the verb stands in the other sentence"),
        pytest.param("猫可以吃巧克力", id="the object stands in the sentence before"),
        pytest.param("猫要喂大蒜", id="what is denied in another word"),
        pytest.param("狗可以吃鸡肉", id="another animal"),
    ],
)
def test_what_no_sentence_says_is_not(library_of: LibraryOf, claim: str) -> None:
    """Though all of its words stand there, in two sentences or in one that denies."""
    assert library_of(a__md=TEXT).check(claim).verdict != "supported"
