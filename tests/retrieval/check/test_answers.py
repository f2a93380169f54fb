"""Questions with a yes or no behind a label, and claims that say as much or the contrary."""

import pytest

from tests.conftest import LibraryOf

CAMP = """# 露营问答

**问：湖边能生火吗？**（晚棠，2031-02-21）
答（营地员老顾）：能，但只限铁盆里，晚上十点前灭。

**问：帐篷可以过夜吗？**

答：不可以，八点清场。

记者问老顾：狗能进吗？
老顾：能，要拴绳，一只收10元。
"""
ENGLISH = """# Questions on the mill

**Q: Can dogs come in?**

A: Yes, on a lead.

**Q: Is the shop open on Mondays?**

A (Joan): No, it opens on Tuesday.
"""


@pytest.mark.parametrize(
    ("true", "false"),
    [
        pytest.param("湖边能生火", "湖边不能生火", id="over the line that tells who asks"),
        pytest.param("帐篷不能过夜", "帐篷能过夜", id="no"),
        pytest.param("狗可以进，一只收10元", "狗不可以进", id="behind a name"),
        pytest.param("Dogs can come in", "Dogs cannot come in", id="English yes"),
        pytest.param("The shop is not open on Mondays", "The shop is open on Mondays", id="English no"),
    ],
)
def test_an_answer_says_what_was_asked_or_denies_it(library_of: LibraryOf, true: str, false: str) -> None:
    """Labels of who asks and who answers are no part of either."""
    library = library_of(a__md=CAMP, b__md=ENGLISH)
    assert [library.check(claim).verdict for claim in (true, false)] == ["supported", "contradicted"]
