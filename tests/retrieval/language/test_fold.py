"""Folding width, case and script."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from retrieval.language.fold import fold, fold_each, script_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("雙十一淘寶閃購", "双十一淘宝闪购", id="traditional becomes simplified"),
        pytest.param("ＡＩ８８ＶＩＰ", "ai88vip", id="full width and capitals become narrow and small"),
        pytest.param("瞭解", "了解", id="a character whose simplified form depends on its word"),
        pytest.param("34％，", "34%,", id="full-width signs"),
        pytest.param("㎡ and ½", "㎡ and ½", id="what would grow longer stays"),
        pytest.param("\u2ee2骏\u2f00号", "马骏一号", id="radicals in the place of characters"),
        pytest.param("\ud800", "\ufffd", id="half of a surrogate pair"),
    ],
)
def test_spellings_become_one(text: str, folded: str) -> None:
    """A question in any script, width or case is compared in one."""
    assert fold(text) == folded


@given(st.text())
def test_folding_keeps_every_address(text: str) -> None:
    """Character i of the folded text stands for character i of the text, whatever the text."""
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    """Folded text is already in the one spelling."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.slow
@given(st.lists(st.text() | st.text(alphabet="瞭解了雙十一發髮麼\n么㎡Ａ\ud800")))
@example([])
@example(["", ""])
@example(["瞭", "解"])
def test_texts_folded_together_are_as_if_folded_alone(texts: list[str]) -> None:
    """No word is made of the end of one and the beginning of the next."""
    assert fold_each(texts) == [fold(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "script"),
    [
        pytest.param("阿里云收入增长了34%", "zh-Hans", id="simplified"),
        pytest.param("阿里雲收入增長了34%", "zh-Hant", id="traditional"),
        pytest.param("简体的文章里引用了一个「雲」字，还是简体", "zh-Hans", id="most of it decides"),
        pytest.param("中文", None, id="the same in both"),
        pytest.param("Plain English.", None, id="no Chinese at all"),
        pytest.param("\ud800云计算", "zh-Hans", id="with half a character"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_script_is_that_of_most_characters_that_tell_it(text: str, script: str | None) -> None:
    """A page sets the text in the forms of characters of its script."""
    assert script_of(text) == script
