"""Words with an opposite, and negations."""

import pytest

from retrieval.language.fold import fold
from retrieval.language.polarity import denied_behind, negators, polar_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("同比增长8%", "下降8%"),
        ("盈利", "虧損"),
        ("亏损扩大", "亏损收窄"),
        ("上半年", "下半年"),
        ("已经", "还没有"),
        ("有关", "无关"),
        ("提案获得通过", "提案没有通过"),
        ("包括水果", "不含水果"),
        ("used to", "now"),
    ],
)
def test_opposites_are_on_two_sides_of_one_line(one: str, other: str) -> None:
    """The last word with an opposite of each text."""
    first, second = polar_words(fold(one))[-1], polar_words(fold(other))[-1]
    assert first.line == second.line
    assert {first.side, second.side} == {0, 1}


@pytest.mark.parametrize("text", ["降本增效", "升级改造", "买手店"])
def test_a_character_within_another_word_has_no_opposite(text: str) -> None:
    """降本 goes nowhere."""
    assert [word for word in polar_words(text) if word.end - word.start == 1 and text[word.start] in "降升买"] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("没有取消", ["没有"]),
        ("不再投入", ["不再"]),
        ("it is not", ["not"]),
        ("不仅如此，不同的是", []),
        ("未来没想到不少", []),
        ("差不多3500个", []),
        ("不停地妨碍", []),
        ("《长眠不醒》没有再版", ["没有"]),
    ],
)
def test_negations_are_told_from_words_that_begin_like_one(text: str, found: list[str]) -> None:
    """不仅 and 未来 deny nothing."""
    assert [text[n.start : n.end] for n in negators(text)] == found


def test_a_clause_may_be_denied_behind_it() -> None:
    """By the words right behind it only."""
    text = "要说机器人能取代真人，倒也不至于，只是会多起来"
    found = denied_behind(text, text.index("取代"))
    assert found is not None
    assert text[found.start : found.end] == "，倒也不至于"
    assert denied_behind(text, text.index("多起来")) is None


@pytest.mark.parametrize("text", ["不能超过100公里", "不得低于三成", "不会多于两次"])
def test_a_bound_denies_nothing(text: str) -> None:
    """At most a hundred is said of a figure."""
    assert negators(text) == []
