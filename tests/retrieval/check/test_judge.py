"""Tests of what decides between a tick and nothing found, and of the readings that it rests on."""

import pytest

from retrieval.check.comparison import Comparison
from retrieval.check.evidence import Evidence
from retrieval.check.judge import Weighable, judged
from retrieval.check.traits import Traits, traits
from retrieval.check.verdict import ClaimSlice
from retrieval.check.weights import shipped_weights
from retrieval.facts.parsed import Wording
from tests.conftest import LibraryOf

MARKET = (
    "# 西街夜市\n\n"
    "摊租仍是每晚20元，未作调整；清洁费从每晚3元涨到5元。\n\n"
    "北门停车棚可免费停车3小时。\n\n"
    "竹椅贵，一把一百八十元。可是竹椅不用上漆。\n\n"
    "老秦反对把夜市搬到河边。\n\n"
    "提成比例最高不得超过百分之十五。\n\n"
    "越野跑有12公里与30公里两组，报名费各为80元与160元。\n\n"
    "木桥由石匠高远设计，钟楼则出自本地木匠魏平之手。\n"
)
MILL = (
    "# Money\n\n"
    "In 2024 the club took in 82,400 euros: 41,300 from tickets, 26,500 from donations and 14,600 from a grant.\n\n"
    "The east mill employs 140 people and the west mill has 95.\n\n"
    "Sessions now end after 20 minutes instead of 45 minutes.\n"
    "The spike of the lamp is 18 cm long.\n"
)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        pytest.param("夜市的摊租没有涨", "夜市的清洁费没有涨", id="denied of another thing"),
        pytest.param("停车棚头3小时不收费", "停车棚停车3小时要收费", id="the opposite denied"),
        pytest.param("竹椅不必上漆", "竹椅要上漆", id="need not"),
        pytest.param("老秦不赞成把夜市搬到河边", "老秦赞成把夜市搬到河边", id="not in favour"),
        pytest.param("越野跑30公里组的报名费是160元", "越野跑12公里组的报名费是160元", id="a size says which"),
        pytest.param("Of the 82,400 euros, 26,500 came from donations", "The grant was 26,500 euros", id="after it"),
        pytest.param("The west mill has 95 people", "The south quarry has 95 people", id="an English noun"),
        pytest.param("The west mill has 95 people", "The west mill employs 140 people", id="an English clause"),
        pytest.param("The spike is 18 cm long", "The spike is 18 inches long", id="another unit"),
        pytest.param(
            "Sessions were cut from 45 minutes to 20 minutes",
            "Sessions were extended from 20 minutes to 45 minutes",
            id="instead of",
        ),
    ],
)
def test_of_two_claims_with_the_same_words_only_the_true_one_gets_a_tick(
    library_of: LibraryOf, right: str, wrong: str
) -> None:
    """The false one exchanges what is denied, or of which thing a figure is."""
    library = library_of(a__md=MARKET, b__md=MILL)
    assert library.check(right).verdict == "supported"
    assert library.check(wrong).verdict != "supported"


def test_a_bound_is_no_denial(library_of: LibraryOf) -> None:
    """不得超过百分之十五 says what 最多一成半 says."""
    assert library_of(a__md=MARKET).check("提成比例最多百分之十五").verdict == "supported"


def test_a_claim_that_a_sentence_repeats_gets_a_tick_whatever_another_says(library_of: LibraryOf) -> None:
    """Letter by letter counts more than any sum."""
    library = library_of(a__md="# 甲\n\n茶馆每天九点开门。\n", b__md="# 乙\n\n茶馆每天十点开门。\n")
    assert library.check("茶馆每天九点开门").verdict == "supported"


def test_a_figure_that_no_sentence_has_gets_no_tick(library_of: LibraryOf) -> None:
    """All other words stand there, and the figure is not compared with another."""
    assert (
        library_of(a__md="# 甲\n\n茶馆的二楼很安静，适合看书。\n").check("茶馆的二楼有14张桌子").verdict != "supported"
    )


def test_what_is_measured_is_weighed(library_of: LibraryOf, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for kinds of what is otherwise, no trait is without a weight."""
    measured: set[str] = set()

    def noted(claim: Wording, evidence: Evidence, comparison: Comparison) -> Traits:
        found = traits(claim, evidence, comparison)
        measured.update(found)
        return found

    monkeypatch.setattr("retrieval.check.checker.traits", noted)
    library = library_of(a__md=MARKET, b__md=MILL)
    for claim in (
        "越野跑30公里组的报名费是160元",
        "夜市的摊租没有涨，仅周末",
        "The west mill has 95 people since 2019",
    ):
        library.check(claim)
    weights = shipped_weights()
    assert {name for name in measured if not name.startswith("of_")} <= {*weights.supported, *weights.contradicted}


@pytest.mark.parametrize(
    ("gate", "decides"), [("turning", "supported"), ("source", "supported"), ("figures", "contradicted")]
)
def test_a_denial_must_count_much_more_than_what_bears_a_claim_out(gate: str, decides: str) -> None:
    """Beside a sentence that bears the claim out, a denial elsewhere is of something else; another figure need not be."""
    told = ClaimSlice(0, 2, "word", "supported", at=(0, 2), share=1.0)
    borne = Weighable(Comparison((1,), (told,)), {"share": 2.0 / shipped_weights().supported["share"]}, True, False)
    odd = Comparison((2,), (told, ClaimSlice(2, 4, "word", "contradicted", "不", (4, 5), gate=gate)))
    denied = Weighable(odd, {"share": 2.5 / shipped_weights().contradicted["share"]}, False, True)
    assert judged([borne, denied])[0].verdict == decides
    assert judged([denied])[0].verdict == "contradicted"
