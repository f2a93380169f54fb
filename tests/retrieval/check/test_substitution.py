"""Claims that repeat a sentence but for one figure or name."""

import pytest

from tests.conftest import LibraryOf

TEXT = """港务局年报
# 港务局年报
三号泊位去年停靠船舶1,230艘，平均等候6.5小时，较前年缩短两成。
值班电话为0592-8123-0077，夜间请按3转接调度台。
上海海事法院把逾期的滞港货物交给港务集团拍卖，得款480万元。
RK-200型吊机的起重量为45吨，由港机厂制造。
冷库的工作温度为-18℃到4℃。
滞箱费由谁核定？
The northern pier handled 820 vessels in the first year after it was rebuilt by Harbour Works.
"""


@pytest.mark.parametrize(
    ("claim", "claimed", "found"),
    [
        pytest.param(
            "三号泊位去年停靠船舶1,330艘，平均等候6.5小时，较前年缩短两成。", "1,330艘", "1,230艘", id="figure"
        ),
        pytest.param("值班电话为0592-8123-0078，夜间请按3转接调度台", "0592-8123-0078", "0592-8123-0077", id="code"),
        pytest.param("平均等候7.5小时，较前年缩短两成", "7.5小时", "6.5小时", id="stretch of a sentence"),
        pytest.param(
            "广州海事法院把逾期的滞港货物交给港务集团拍卖，得款480万元。", "广州", "上海", id="name at the beginning"
        ),
        pytest.param(
            "The northern pier handled 280 vessels in the first year after it was rebuilt by Harbour Works.",
            "280",
            "820",
            id="figure in English",
        ),
        pytest.param(
            "The northern pier handled 820 vessels in the first year after it was rebuilt by Quay Builders.",
            "Quay Builders",
            "Harbour Works",
            id="name in English",
        ),
    ],
)
def test_what_a_sentence_has_otherwise_is_named(library_of: LibraryOf, claim: str, claimed: str, found: str) -> None:
    """All else stands there in a row, so that the one figure or name is what differs."""
    verdict = library_of(a__md=TEXT).check(claim)
    assert verdict.verdict == "contradicted"
    mismatch = verdict.mismatches[0]
    assert len(verdict.mismatches) == 1
    assert claimed in mismatch.claimed or mismatch.claimed in claimed
    assert found in mismatch.found or mismatch.found in found


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("RK-300型吊机的起重量为45吨，由港机厂制造。", id="another model"),
        pytest.param("滞箱费由海事局核定", id="a question states nothing"),
        pytest.param(
            "三号泊位去年停靠船舶1,230艘，平均等候六个半小时，较前年缩短两成。", id="the same figure in words"
        ),
    ],
)
def test_nothing_is_contradicted_by_what_is_said_of_another_or_the_same(library_of: LibraryOf, claim: str) -> None:
    """Of one model nothing is said by what is said of the next, and a figure has several spellings."""
    assert library_of(a__md=TEXT).check(claim).verdict != "contradicted"


def test_a_repeated_sentence_is_borne_out(library_of: LibraryOf) -> None:
    """A sentence proves itself, however many figures it has; one that lacks a sign is another."""
    library = library_of(a__md=TEXT)
    assert library.check("值班电话为0592-8123-0077，夜间请按3转接调度台。").verdict == "supported"
    assert library.check("冷库的工作温度为18℃到4℃。").verdict != "supported"
    assert library.check("滞箱费由谁核定").verdict != "supported"


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("平均等候6.5小时，三号泊位去年停靠船舶1,230艘", id="turned round"),
        pytest.param("夜间请按3转接调度台", id="one of them"),
    ],
)
def test_clauses_of_a_sentence_contradict_nothing_in_another_order(library_of: LibraryOf, claim: str) -> None:
    """No figure of theirs is another, whatever stands beside it."""
    assert library_of(a__md=TEXT).check(claim).verdict == "supported"


def test_what_is_denied_is_no_proof_of_its_words(library_of: LibraryOf) -> None:
    """A stretch of a sentence may lack the word that turns it."""
    library = library_of(a__txt="理事会并没有批准扩建四号泊位的申请。")
    assert library.check("理事会批准扩建四号泊位的申请").verdict == "contradicted"
    assert library.check("批准扩建四号泊位的申请").verdict != "supported"
