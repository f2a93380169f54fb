"""The loops in C that read a text find what their equals in Python find, to the last character."""

import random
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.arrays import kernels
from retrieval.arrays.slices import Cut
from retrieval.documents.all_lines import all_lines
from retrieval.documents.boilerplate import suspect_lines
from retrieval.documents.enclosures import Enclosure, enclosures
from retrieval.documents.formats.markdown_structure import _without_words, structure_of
from retrieval.documents.inline import inline_markup
from retrieval.documents.sentences import _found_marks
from retrieval.documents.signs import Signs

# What begins, ends or parts something in one of the rules, white space of all kinds, and half a character.
SIGNS = (
    *"[]()`*_~=\\<{&!|>#-+.;:/。！？；…．“”‘’「」『』（）【】《》〈〉%{}^@\"'$,",
    *" \t\n\r\x1c\x85\xa0\u2003\u200b\u3000\ufeff\ud83d0９zÄ字B",
    *(
        "**",
        "***",
        "___",
        "```",
        "``",
        "][",
        "](",
        "]]",
        "![",
        "<!--",
        "-->",
        "{%",
        "%}",
        "}}",
        "&nbsp;",
        "[^1]:",
        "[a]: b",
    ),
    *(
        "https://a.b/c",
        "<https://a.b>",
        "<a@b.c>",
        "<é@ü.de>",
        "<a href='x'>",
        "<br/>",
        "Inc.",
        "Prof.",
        "word ",
        "查看详情",
    ),
    *(
        "1. ",
        "10) ",
        "- ",
        "\n\n",
        "|---|",
        "\n---|---\n",
        "；",
        "; a",
        ";  b",
        "……",
        "...",
        "\n* * *\n",
        "点赞",
        "share",
    ),
)
LENGTHS = (1, 1, 1, 1, 1, 2, 3)
# Around each limit of a rule: what is repeated stands for `…`.
LIMITS = {
    60: ("[^…]: a", "<…@b.c>"),
    80: ("[a][…]", "a][…] b", "[`a`][…]", "![a][…]", "**a** ][…]"),
    100: ("{:…}", "<a@…>"),
    120: ("「…」好",),
    200: ("**…**", "[[…|a]]", "[`…`](b)", "[a](b(…)c)", "（…）好"),
    300: ("[…](a)", "[…*a*](b)", "{%…%}", "{{…}}", "![…](b)", "![[…]]", "[[…]]", "[![…](b)](c)", "[a](b(c)…)"),
    800: ("[a](…)", "<a …>", "<https://…>", "![a](…)", "[![a](…)](b)"),
    1000: ("https://…", "<!--…-->"),
    20: ("<a…>",),
    8: ("…https://a.b", "([a((((((…)", "「（【《〈[“‘……’”]〉》】）」"),
    9: ("# a\n\n…. a\n\nb\n",),
}
SEEDS = st.integers(0, 2**32 - 1)


def texts(seed: int) -> Iterator[str]:
    """Yield texts of few kinds of signs each, so that these meet often."""
    chance = random.Random(seed)
    for size in (3, 8, 20, 60):
        own = chance.sample(SIGNS, chance.choice((4, 8, 20, len(SIGNS))))
        yield "".join(chance.choice(own) * chance.choice(LENGTHS) for _ in range(size))


def slices_of(text: str, start: int, end: int) -> tuple[Sequence[Cut], Sequence[Enclosure]]:
    """Return the markup and the enclosures of a slice."""
    return inline_markup(text, start, end), enclosures(text, start, end)


def both(call: Callable[[], Any]) -> tuple[Any, Any]:
    """Return what a call gives with the loops that are compiled, and without."""
    if not kernels.compiled:
        pytest.skip("the inner loops are not compiled here")
    with pytest.MonkeyPatch.context() as patch:
        first = call()
        patch.setattr(kernels, "compiled", None)
        return first, call()


@given(seed=SEEDS, start=st.integers(0, 30), end=st.integers(0, 30))
def test_the_slices_of_a_text_are_equal(seed: int, start: int, end: int) -> None:
    """Markup and enclosures, in all of a text and in a part of it, which sees a little beyond its ends."""
    for text in texts(seed):
        for first, last in ((0, len(text)), (start, max(start, len(text) - end))):
            own, other = both(partial(slices_of, text, first, last))
            assert own == other
            assert [type(cut) for cut in own[0]] == [type(cut) for cut in other[0]]


@given(seed=SEEDS)
def test_lines_structure_and_sentences_are_equal(seed: int) -> None:
    """However the lines end, and whatever of Markdown is left open."""
    for text in texts(seed):
        compare(text)


@pytest.mark.parametrize("limit", LIMITS)
def test_what_is_as_long_as_a_rule_allows_is_read_equally(limit: int) -> None:
    """As what is a little shorter, or a little longer."""
    for form in LIMITS[limit]:
        for count in range(limit - 3, limit + 4):
            for fill in ("a", "字", "1", "["):
                compare(form.replace("…", fill * count))


@pytest.mark.parametrize(
    "text", ["\nwords\n\n# a\n", "# a\n\nwords\n", "# a\n\nwords", "<a+b@c.de> <a@b+c.de>", "", "\n", "\r"]
)
def test_what_begins_or_ends_a_text_is_read_equally(text: str) -> None:
    """An empty line as the first or the last, and none."""
    compare(text)


def compare(text: str) -> None:
    """Compare everything that is found in a text."""
    own, other = both(lambda: all_lines(text, len(text) // 3))
    assert own == other
    body = text.replace("\r", "\n")
    own, other = both(lambda: (_without_words(body), structure_of(body)))
    assert own == other
    own, other = both(lambda: slices_of(text, 0, len(text)))
    assert own == other
    own, other = both(lambda: _found_marks(text, 1, len(text)))
    assert own == other
    own, other = both(lambda: suspect_lines(text, all_lines(text, 0)))
    assert own == other


@given(seed=SEEDS, words=st.lists(st.sampled_from(["点赞", "点", "share", "s", "](", "字", "\ud83d"]), min_size=1))
def test_the_places_of_words_are_equal(seed: int, words: list[str]) -> None:
    """One place where two of them begin, and words of which one begins another."""
    for text in texts(seed):
        own, other = both(partial(Signs(words).places, text))
        assert own == other == [at for at in range(len(text)) if text.startswith(tuple(words), at)]


def test_what_is_no_text_is_refused() -> None:
    """With an exception, as in Python."""
    if not kernels.compiled:
        pytest.skip("the inner loops are not compiled here")
    calls: tuple[Callable[[], Any], ...] = (
        lambda: kernels.compiled.markup(b"**a**", 0, 5, tuple),
        lambda: kernels.compiled.lines("a", 0, list),
        lambda: kernels.compiled.structure(None),
        lambda: kernels.compiled.places("a", ("",)),
        lambda: kernels.compiled.places("a", ("a",) * 65),
    )
    for call in calls:
        with pytest.raises((TypeError, ValueError)):
            call()
