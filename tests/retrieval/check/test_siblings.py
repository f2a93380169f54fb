"""Names that are the same but for one mark, each false claim beside its honest twin on the same sentence."""

import pytest

from tests.conftest import LibraryOf

TEXT = """修船厂布告
东坞修理渔船，西坞打造驳船。
夜校初级班学认字，高级班学记账。
K4吊车装卸木料，K9吊车搬运钢板。
绿色通行证发给船员，灰色通行证发给家属。
左舷的缆绳归水手，锚链放在甲舱，油漆存在乙舱。
一号食堂卖米饭，二号食堂卖面条，两个食堂都供应热水。
v3.1去掉了打印，v3.2加上了扫描。
"""


@pytest.fixture
def verdict_on(library_of: LibraryOf):  # type: ignore[no-untyped-def]
    """Check a claim against TEXT."""
    return library_of(a__md=TEXT).check


@pytest.mark.parametrize(
    ("honest", "false", "claimed", "found"),
    [
        ("打造驳船的是西坞", "打造驳船的是东坞", "东坞", "西坞"),
        ("夜校高级班要学记账", "夜校初级班要学记账", "学记账", "认字"),
        ("K9吊车用来搬运钢板", "K4吊车用来搬运钢板", "K4吊车", "K9吊车"),
        ("灰色通行证是发给家属的", "绿色通行证是发给家属的", "绿色通", "灰色通"),
        ("油漆在乙舱", "油漆在甲舱", "甲舱", "乙舱"),
        ("面条在二号食堂卖", "面条在一号食堂卖", "一号", "二号"),
        ("v3.2加上了扫描", "v3.1加上了扫描", "v3.1", "v3.2"),
    ],
)
def test_what_a_sentence_says_of_one_is_not_said_of_its_sibling(  # type: ignore[no-untyped-def]
    verdict_on, honest: str, false: str, claimed: str, found: str
) -> None:
    """No list has the marks: the two clauses show them."""
    assert verdict_on(honest).verdict == "supported"
    odd = verdict_on(false)
    assert odd.verdict == "contradicted"
    assert any(claimed in m.claimed or m.claimed in claimed for m in odd.mismatches)
    assert any(found in m.found or m.found in found for m in odd.mismatches)


def test_what_is_said_of_all_is_said_of_each(verdict_on) -> None:  # type: ignore[no-untyped-def]
    """都 in the last clause is of both canteens, not only of the one that is named last."""
    assert verdict_on("一号食堂供应热水").verdict != "contradicted"


def test_what_is_said_of_one_does_not_refute_the_other(library_of: LibraryOf) -> None:
    """The rule for another class is neither a proof nor a contradiction, whatever else it has of the claim."""
    check = library_of(
        a__md="# 古井\n\n一类古井至少每三个月清淤一次。\n\n二类古井至少每六个月清淤一次。\n\n三类古井由村里看管。\n"
    ).check
    assert check("二类古井至少半年清淤一次").verdict == "supported"
    assert check("一类古井至少半年清淤一次").verdict == "contradicted"
    assert check("四类古井至少半年清淤一次").verdict == "not_found"


@pytest.mark.parametrize(
    ("limited", "plain"),
    [
        ("送修三公里以内免运费", "送修免运费"),
        ("船员凭证首小时免费停车", "首小时免费停车"),
        ("老客户周二打九折", "老客户打九折"),
    ],
)
def test_what_is_limited_is_not_so_in_any_case(library_of: LibraryOf, limited: str, plain: str) -> None:
    """A claim that leaves out what the document limits a thing to gets no tick, and one that has it may."""
    check = library_of(
        a__md="# 收费\n\n送修免运费，仅限三公里以内。\n\n首小时免费停车，只限船员凭证。\n\n老客户仅限周二打九折。\n"
    ).check
    assert check(limited).verdict == "supported"
    assert check(plain).verdict == "not_found"
