"""Clauses that say something of a thing each, and roles that are exchanged; each false claim beside its honest twin."""

import pytest

from retrieval.check.verdict import Verdict
from tests.conftest import LibraryOf

TEXT = """码头旧事
南仓存棉纱，北仓存桐油。
账房先生穿长衫，搬运工穿短褂，而更夫则穿号衣。
1921年码头修建钟楼，1934年码头开办夜校。
船主焦万年雇用了账房丁守拙，丁守拙后来向巡捕告发焦万年。
焦万年的女儿焦云替丁守拙求情。
为丁守拙辩护的是律师管一鸣，为焦万年辩护的是律师冷香。
管一鸣称赞了接替他出庭的学徒路平。
那只怀表是焦云送给管一鸣的。
冷香拜尤老先生为师，十年后收了路平做徒弟。
码头向鼎丰钱庄借了三万元。
The red crane lifts coal and the green crane timber.
The front gate was given by a baker, the clock by a sailor.
Mr Dunn learned welding from Miss Hart.
The trust lent the rowing club a shed.
"""


@pytest.fixture
def verdict_on(library_of: LibraryOf):  # type: ignore[no-untyped-def]
    """Check a claim against TEXT."""
    return library_of(a__md=TEXT).check


def _names(found: Verdict, wrong: str) -> bool:
    return any(wrong in odd.claimed or odd.claimed in wrong for odd in found.mismatches)


@pytest.mark.parametrize(
    ("honest", "false", "wrong"),
    [
        ("存桐油的是北仓", "存桐油的是南仓", "南仓"),
        ("穿号衣的是更夫", "穿号衣的是账房先生", "账房先生"),
        ("码头1934年开办夜校", "码头1921年开办夜校", "1921年"),
        ("The green crane lifts timber", "The red crane lifts timber", "timber"),
        ("The clock was a gift of a sailor", "The clock was a gift of a baker", "baker"),
    ],
)
def test_what_one_clause_says_of_its_own_thing_is_not_said_of_another(  # type: ignore[no-untyped-def]
    verdict_on, honest: str, false: str, wrong: str
) -> None:
    """Whatever the things are, and where one clause has its verb from the other."""
    assert verdict_on(honest).verdict == "supported"
    found = verdict_on(false)
    assert found.verdict == "contradicted"
    assert _names(found, wrong)


@pytest.mark.parametrize(
    ("honest", "false"),
    [
        ("丁守拙被焦万年雇用", "焦万年被丁守拙雇用"),
        ("焦万年被丁守拙告发", "丁守拙被焦万年告发"),
        ("替丁守拙求情的是焦云", "替丁守拙求情的是焦万年"),
        ("为焦万年辩护的是冷香", "冷香为丁守拙辩护"),
        ("路平接替管一鸣出庭", "管一鸣接替路平出庭"),
        ("怀表由焦云送给管一鸣", "怀表由管一鸣送给焦云"),
        ("冷香的师父是尤老先生", "尤老先生的师父是冷香"),
        ("路平是冷香的徒弟", "冷香是路平的徒弟"),
        ("Miss Hart taught Mr Dunn", "Mr Dunn taught Miss Hart"),
        ("The rowing club borrowed a shed from the trust", "The trust borrowed a shed from the rowing club"),
    ],
)
def test_who_does_it_and_to_whom_is_told_apart(verdict_on, honest: str, false: str) -> None:  # type: ignore[no-untyped-def]
    """In every voice, by either side of a relation, and with the subject of the clause before."""
    assert verdict_on(honest).verdict != "contradicted"
    assert verdict_on(false).verdict == "contradicted"


@pytest.mark.parametrize(
    "claim",
    [
        "码头1921年修建钟楼",
        "焦云是焦万年的女儿",
        "丁守拙当过账房",
        "The red crane lifts coal",
    ],
)
def test_what_goes_on_from_the_clause_before_is_not_crossed(verdict_on, claim: str) -> None:  # type: ignore[no-untyped-def]
    """A subject goes on until a clause begins with a thing of its own."""
    assert verdict_on(claim).verdict != "contradicted"
