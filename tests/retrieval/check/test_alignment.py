"""Parallel items of a sentence: a claim with a part of one and a part of another, beside its honest twins."""

import pytest

from tests.conftest import LibraryOf

TEXT = """岩港旧事
岩港自1312年建都青石城，至1398年迁都白沙城，共计86年。
渔民党的阮本汀、盐商党的邬秋禾相继出任镇长，而渔民党与盐商党早已不和。
贺松年历任港务局测绘处处长〈1971年至1975年〉、常务副局长〈1975年至1979年〉、业务副局长(1979年至1984年)。
岩港海战中双方均有备而来。滕野元丰800人，穆田义崇3000人。
顾阿满11岁跟随木匠欧阳长庚做工，16岁成为欧阳小满的关门弟子。
海流在泥质海岸上堆成了望潮滩这样的沙滩，而在岩质海岸上则堆成了很窄的石滩。
岩港的渔船队设有6艘3桅船，8艘4桅船和12艘5桅船。
岩港议会由75名议员的渔民院以及28名议员的商会院组成。
岩港的80个村当中有31个无盐村，其余的村都产盐。
镇上的老戏有1902年盛竹君的《望潮记》、1911年毕兰庭的《盐路谣》等。
The museum was designed by Paul Keller in 1931, and the theatre was designed by Anna Brandt in 1954.
"""


@pytest.mark.parametrize(
    ("honest", "crossed", "claimed"),
    [
        # Two dates and two places that are exchanged in the claim as well.
        ("岩港1312年定都青石城，1398年迁到白沙城", "岩港1312年定都白沙城，1398年迁到青石城", "白沙城"),
        ("阮本汀当过镇长，是渔民党的人", "阮本汀当过镇长，是盐商党的人", "盐商党"),
        ("贺松年1979到1984年当业务副局长", "贺松年1979到1984年当常务副局长", "常务"),
        # The sentence before has words of the claim, and this one names the other.
        ("岩港海战，滕野元丰只带了800人", "岩港海战，穆田义崇只带了800人", "800人"),
        ("顾阿满16岁当了欧阳小满的关门弟子", "顾阿满16岁当了欧阳长庚的关门弟子", "欧阳长庚"),
        ("望潮滩是海流在泥质海岸上堆成的", "望潮滩是海流在岩质海岸上堆成的", "岩质"),
        ("岩港的渔船队有8艘4桅船", "岩港的渔船队有12艘4桅船", "4"),
        ("《望潮记》是盛竹君写的老戏", "《望潮记》是毕兰庭写的老戏", "毕兰庭"),
        ("The theatre was designed by Anna Brandt", "The theatre was designed by Paul Keller", "Paul Keller"),
    ],
)
def test_a_part_of_another_item_is_contradicted(library_of: LibraryOf, honest: str, crossed: str, claimed: str) -> None:
    """Dates, figures, offices, parties and names that no dictionary has are of the item that they stand in."""
    check = library_of(a__md=TEXT).check
    assert check(honest).verdict == "supported"
    false = check(crossed)
    assert false.verdict == "contradicted"
    assert any(claimed in m.claimed for m in false.mismatches)


@pytest.mark.parametrize(
    "claim",
    [
        # Parts of both items, and all of each.
        "渔民党的阮本汀和盐商党的邬秋禾都当过镇长",
        "岩港建都青石城，后来迁都白沙城",
        # What the first item says is handed on.
        "The museum was designed by Paul Keller",
        "岩港的渔船队有3桅船、4桅船和5桅船",
    ],
)
def test_all_parts_of_several_items_cross_nothing(library_of: LibraryOf, claim: str) -> None:
    """A claim that has what stands in the place of each of its parts tells of both items."""
    assert library_of(a__md=TEXT).check(claim).verdict == "supported"


@pytest.mark.parametrize(
    ("honest", "crossed"),
    [
        ("岩港渔民院有75名议员", "岩港商会院有75名议员"),
        ("岩港商会院有28名议员", "岩港渔民院有28名议员"),
    ],
)
def test_a_figure_is_of_what_follows_it_behind_its_noun(library_of: LibraryOf, honest: str, crossed: str) -> None:
    """75名议员的渔民院 tells of the 渔民院, up to 以及."""
    check = library_of(a__md=TEXT).check
    assert check(honest).verdict == "supported"
    assert check(crossed).verdict == "contradicted"


def test_a_whole_and_its_part_are_no_rivals_in_a_claim_that_has_both(library_of: LibraryOf) -> None:
    """A figure that is another one of the claim is not in the place of this one."""
    check = library_of(a__md=TEXT).check
    assert check("岩港80个村，有31个是无盐村").verdict == "supported"
    assert check("岩港31个村，有80个是无盐村").verdict == "contradicted"
