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
        ("云帆8的屏幕为6.1英寸", "云帆8的屏幕为6.7英寸", "6.1英寸"),
        ("云帆8 Pro的屏幕为6.7英寸", "云帆8 Pro的屏幕为6.9英寸", "6.7英寸"),
        ("云帆8 Pro+的屏幕为6.9英寸", "云帆8 Pro+的屏幕为6.7英寸", "6.9英寸"),
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


NAMES = """The Heron 20 lifts water 12 metres. The Heron 200 lifts water 35 metres.

v2.1支持离线模式，v2.10支持多人编辑。
甲库存放水泥二百吨，乙库存放钢筋八十吨。
丙库的钥匙在老聂手里。
丁库的钥匙在老乔手里。
"""


@pytest.mark.parametrize(
    ("honest", "false"),
    [
        ("The Heron 20 lifts water 12 metres.", "The Heron 20 lifts water 35 metres."),
        ("v2.10支持多人编辑", "v2.1支持多人编辑"),
        ("乙库存放钢筋", "乙库存放水泥"),
        ("丙库的钥匙在老聂手里", "丙库的钥匙在老乔手里"),
    ],
)
def test_an_exact_name_is_told_from_its_siblings(library_of: LibraryOf, honest: str, false: str) -> None:
    """In the clause beside its own, and in the sentence after it."""
    library = library_of(models__txt=NAMES)
    assert library.check(honest).verdict == "supported"
    assert library.check(false).verdict == "contradicted"


def test_what_somebody_says_of_himself_is_none_of_another(library_of: LibraryOf) -> None:
    """Also where the other speaks in the same chat."""
    chat = "".join(
        f"[12/05/2025, 09:{minute}] {said}\n"
        for minute, said in (
            (14, "Nell: The sails arrive on Thursday."),
            (16, "Bram: I booked the crane for 400 pounds."),
            (20, "Nell: Keep the mast inside until then."),
        )
    )
    library = library_of(crew__txt=chat)
    assert library.check("Bram booked the crane for 400 pounds.").verdict == "supported"
    assert library.check("Nell booked the crane for 400 pounds.").verdict != "supported"
