"""Which script a text is written in."""

import pytest

from retrieval.language.script import script_of


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
