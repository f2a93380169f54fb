"""Claims that name a row and a column of a table: the cell between them decides, each true claim with a false twin."""

import pytest

from tests.conftest import LibraryOf

TABLES = """# 船队

| 船号 | 船名 | 下水年份 | 载重（吨） | 责任人 |
|---|---|---|---|---|
| S-02 | 白鹭 | 2016 | 80 | 孟川 |
| S-11 | 海燕 | 2021 | 120 | 罗奇 |
| S-12 | 沙鸥 | 2019 | 95 | 孟川 |

值班表

| 日期 | 白班 | 夜班 |
|---|---|---|
| 6/1 | 顾年 | 罗奇 |
| 6/2 | 罗奇 | 孟川 |

# Sheds

| Shed | Keeper | Floor | Fee | Lease |
|---|---|---:|---|---|
| Oak | Ruth Adair | 2 | $40 | 3 months |
| Birch | Milo Finch | 3 | $55 | 6 months |
"""


@pytest.mark.parametrize(
    ("honest", "false", "found"),
    [
        pytest.param("S-02的责任人是孟川", "S-02的责任人是罗奇", "孟川", id="a name of another row"),
        pytest.param("S-11的负责人是罗奇", "S-11的负责人是孟川", "罗奇", id="a column by its other name"),
        pytest.param("S-11的下水年份是2021年", "S-11的下水年份是2019年", "2021", id="a year"),
        pytest.param("S-12载重95吨", "S-12载重120吨", "95", id="a figure with the unit of its column"),
        pytest.param("6月2日夜班是孟川", "6月1日夜班是孟川", "罗奇", id="a day in another form"),
        pytest.param(
            "The keeper of shed Oak is Ruth Adair.", "The keeper of shed Oak is Milo Finch.", "Ruth Adair", id="of"
        ),
        pytest.param("Birch is on floor 3", "Birch is on floor 2", "3", id="on"),
        pytest.param("The fee of Oak is $40.", "The fee of Oak is $55.", "$40", id="money"),
    ],
)
def test_the_cell_of_a_row_and_a_column_decides(library_of: LibraryOf, honest: str, false: str, found: str) -> None:
    """Names what the cell has instead, whatever the rows around it have."""
    library = library_of(tables__md=TABLES)
    assert library.check(honest).verdict == "supported"
    turned = library.check(false)
    assert turned.verdict == "contradicted"
    assert [mismatch.found for mismatch in turned.mismatches] == [found]


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("S-2的责任人是孟川", id="no row of that name"),
        pytest.param("S-02的责任人兼船长是罗奇", id="more than the column"),
        pytest.param("S-11载重120公斤", id="another unit"),
        pytest.param("The lease of Oak is 3 years.", id="years for months"),
        pytest.param("The fee of Oak is £40.", id="pounds for dollars"),
        pytest.param("S-02的责任人不是孟川", id="denied"),
    ],
)
def test_a_claim_that_says_more_gets_no_tick_from_a_cell(library_of: LibraryOf, claim: str) -> None:
    """Another unit, another row or a word that no cell holds."""
    assert library_of(tables__md=TABLES).check(claim).verdict != "supported"


def test_a_row_whose_name_comes_twice_decides_nothing(library_of: LibraryOf) -> None:
    """Either of the two may be meant."""
    twice = "| 线路 | 票价 |\n|---|---|\n| 北线 | 40 |\n| 北线 | 20 |\n"
    assert library_of(fares__md=f"# 票价\n\n{twice}").check("北线的票价是20").verdict != "contradicted"


@pytest.mark.parametrize(
    ("claim", "claimed"),
    [("The fee of Oak is $55.", "$55"), ("The lease of Oak is 6 months.", "6 months"), ("冬衣的价格是68元", "68元")],
)
def test_a_wrong_figure_is_named_with_its_unit(library_of: LibraryOf, claim: str, claimed: str) -> None:
    """As the cell has it, so that what is wrong is marked behind both."""
    prices = "\n| 货品 | 价格 |\n|---|---|\n| 冬衣 | 128元 |\n| 雨衣 | 68元 |\n"
    (mismatch,) = library_of(tables__md=TABLES, prices__md=prices).check(claim).mismatches
    assert mismatch.claimed == claimed
