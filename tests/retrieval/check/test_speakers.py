"""Lines that begin with who says them: what somebody says of himself, or of his house, is said of nobody else nearby."""

import pytest

from tests.conftest import LibraryOf

PANEL = """# 民宿联盟座谈

**云隐山居老板 卓一航**：我们去年赚了46万元，入住率七成。

**竹里客栈创办人 秋雨**：装修花得多。去年亏了83万元。我提议大家统一退改规则，七天内免费。

**溪口营地店长 晏子青**：我不同意统一退改。旺季房价我们涨了两成。晏家的老店是我哥在管，他只涨了一成。
"""
CHAT = """2032-03-04 车队群

08:10 司机小鲍：到了，装了6.5吨土豆，往回走
08:40 司机老窦：我还在排队
11:20 司机老窦：轮到我了，装了5.2吨，剩下的明天拉
11:30 调度阿敏：收到
"""
ENGLISH = """# Round table of the river trade

**Quay Bakery owner Tom Hale**: We made £46,000 last year.

**Harbour Cafe founder Ann Reed**: Repairs were dear. We lost £83,000 last year.

**Lock Inn keeper Joe Penn**: I am against common opening hours.
"""


@pytest.mark.parametrize(
    ("true", "false", "found"),
    [
        pytest.param("云隐山居去年赚了46万元", "竹里客栈去年赚了46万元", "卓一航", id="we"),
        pytest.param("竹里客栈去年亏了83万元", "溪口营地去年亏了83万元", "秋雨", id="nobody, in a later sentence"),
        pytest.param("提议七天内免费退改的是秋雨", "提议七天内免费退改的是晏子青", "秋雨", id="at the end"),
        pytest.param("小鲍那车装了6.5吨土豆", "老窦那车装了6.5吨土豆", "小鲍", id="a chat with times"),
        pytest.param(
            "Harbour Cafe lost £83,000 last year", "Lock Inn lost £83,000 last year", "Ann Reed", id="English"
        ),
    ],
)
def test_a_speaker_tells_of_himself(library_of: LibraryOf, true: str, false: str, found: str) -> None:
    """The same of another who speaks there is contradicted by who says it."""
    library = library_of(a__md=PANEL, b__txt=CHAT, c__md=ENGLISH)
    assert library.check(true).verdict == "supported"
    verdict = library.check(false)
    assert verdict.verdict == "contradicted"
    assert any(found in mismatch.found for mismatch in verdict.mismatches)


def test_two_speakers_bear_nothing_out_together_of_one_of_them(library_of: LibraryOf) -> None:
    """Two lines side by side have all words of it."""
    assert library_of(b__txt=CHAT).check("小鲍装了5.2吨").verdict != "supported"


def test_who_is_named_in_the_same_line_may_be_meant(library_of: LibraryOf) -> None:
    """Somebody of whom the speaker tells is named once for the whole line."""
    library = library_of(
        a__md="# 例会\n\n**会计 柯雪**：两个方案都在算。卓远说过的，选便宜的那个。\n\n**司库 卓远**：好。\n\n**会长 闵芳**：散会。\n"
    )
    assert library.check("卓远要选便宜的那个方案").verdict != "contradicted"
