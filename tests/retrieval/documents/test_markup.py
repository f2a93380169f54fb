"""Words as they are shown: those of the file, in order, with nothing but markup left out."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.arrays.slices import SentenceSlice
from retrieval.documents.convert.markdown import Converted, Part, conversion
from retrieval.documents.formats.recognize import articles
from retrieval.documents.passages import passages
from retrieval.model import Position
from retrieval.shown import reveal

WORDS = st.text(alphabet="云山水火木金土石田禾abcdefgh", min_size=1, max_size=6)
MARKDOWN = [
    "{}", "**{}**", "*{}*", "`{}`", "~~{}~~", "=={}==", "[{}](https://example.org/a_b?c=d)", "[[页|{}]]", "[{}][1]", "<b>{}</b>",
    '<span class="x y">{}</span>', "***{}***", "![图](a.png){}", "{}[^1]", "<!-- 注 -->{}", "{}{{#id}}",
]  # fmt: skip
WEB = [
    "{}", "<b>{}</b>", '<a href="/a?b=1&amp;c=2">{}</a>', '<span\nclass="x">{}</span>', "<i><u>{}</u></i>", "{}<sup>{}</sup>",
    "<!-- 注 -->{}", "<script>let a = '文';</script>{}", "<font color=red>{}</font>",
]  # fmt: skip


def sentences(source: str, name: str) -> list[SentenceSlice]:
    """Return all sentences of a file."""
    return [s for article in articles(source, name) for p in passages(source, article, 0) for s in p.sentences]


def shown(source: str, sentence: SentenceSlice) -> str:
    """Return a sentence as it is shown."""
    cuts = [(cut.start - sentence.start, cut.end - sentence.start) for cut in sentence.markup]
    return reveal(source[sentence.start : sentence.end], cuts).text


def written(draws: list[tuple[str, str]], between: str) -> tuple[str, list[str]]:
    """Return words in their markup, joined, and the words alone."""
    pieces = [form.format(*([word] * form.count("{}"))) for form, word in draws]
    return between.join(pieces), [word for form, word in draws for _ in range(form.count("{}"))]


@pytest.mark.slow
@given(st.lists(st.tuples(st.sampled_from(MARKDOWN), WORDS), min_size=1, max_size=12))
def test_words_of_markdown_are_shown_in_order_without_their_markup(draws: list[tuple[str, str]]) -> None:
    """Emphasis, links, tags, pictures and notes around words leave the words alone."""
    body, words = written(draws, " ， ")
    source = f"# 题目\n\n开头：{body}。\n"
    said = "".join(shown(source, s) for s in sentences(source, "a.md") if s.role == "text")
    assert "".join(said.split()) == "开头：" + "，".join(words) + "。"


@pytest.mark.slow
@given(st.lists(st.one_of(st.sampled_from("`[]()!<>/*_~={}%:#&\\\\^ "), st.sampled_from(MARKDOWN), WORDS), max_size=12))
def test_what_looks_like_markup_in_other_kinds_is_shown_as_it_is(pieces: list[str]) -> None:
    """Every character of a line, whatever markup of Markdown it would be, and the places of lines stay right."""
    line = f"甲{''.join(pieces)}乙"
    made = conversion(
        Converted(title="题", parts=(Part(text=f"{line}\n\n丙", inner=((len(line) + 2, Position(line=3)),)),))
    )
    said = "".join(shown(made.text, s) for s in sentences(made.text, "a.csv.md"))
    assert "".join(said.split()) == "".join(f"{line}丙".split())
    assert [made.text[at] for at, position in made.positions if position.line == 3] == ["丙"]


@pytest.mark.slow
@given(st.lists(st.tuples(st.sampled_from(WEB), WORDS), min_size=1, max_size=12))
def test_words_of_a_web_page_are_shown_in_order_without_their_tags(draws: list[tuple[str, str]]) -> None:
    """Elements within a paragraph cut no word off, and scripts and comments add none."""
    body, words = written(draws, "，&ldquo;\n")
    source = f"<html><body><article><p>开头：{body}。</p></article></body></html>"
    said = "".join(shown(source, s) for s in sentences(source, "a.html"))
    expected = "，“".join("".join(part) for part in _by_draw(draws, words))
    assert "".join(said.split()) == "".join(f"开头：{expected}。".split())


def _by_draw(draws: list[tuple[str, str]], words: list[str]) -> list[list[str]]:
    """Return the words of each draw."""
    rest = iter(words)
    return [[next(rest) for _ in range(form.count("{}"))] for form, _ in draws]


FRAGMENTS = st.sampled_from(
    ["**", "*", "_", "`", "```\n", "[", "](", ")", "[[", "]]", "<b>", "</b>", "<!--", "-->", "|", "\n", "\n\n", "# ", "- ", "> ",
     "云。", "a b", "&amp;", "&nbsp;", "<tr><td>", "</td>", "\t", "!", "{% x %}", "\\", "~~", "http://a.b/c", "第一条 ", "问：", "答："]
)  # fmt: skip


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
@given(st.lists(FRAGMENTS, max_size=40))
@settings(max_examples=60)
def test_what_is_shown_is_the_slice_without_its_markup(name: str, fragments: list[str]) -> None:
    """However markup is nested or left open; the slices of markup are in order and apart."""
    source = "".join(fragments)
    for sentence in sentences(source, name):
        at, kept = sentence.start, []
        for cut in sentence.markup:
            assert at <= cut.start < cut.end <= sentence.end
            kept += [source[at : cut.start], _character(source[cut.start : cut.end])]
            at = cut.end
        kept.append(source[at : sentence.end])
        said = shown(source, sentence).replace(" · ", "")
        assert "".join(said.split()) == "".join("".join(kept).replace(" · ", "").split())


def _character(cut: str) -> str:
    return html.unescape(cut) if re.fullmatch(r"(?:&\w+;)+", cut) else ""
