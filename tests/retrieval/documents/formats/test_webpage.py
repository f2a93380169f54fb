"""Web pages as they are saved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.documents.convert.html import markdown_of
from retrieval.documents.formats.recognize import articles
from retrieval.shown import reveal
from tests.conftest import LibraryOf
from tests.stopwatch import processor_seconds

PAGE = """<!doctype html><html><head><title>云的一年 - 某网</title>
<meta name="author" content="李一"><meta property="article:published_time" content="2025-03-01T08:00:00Z">
<meta property="og:site_name" content="某&amp;网"><link rel="canonical" href="https://example.com/a">
<style>p { color: red }</style><script>if (a < b) document.write("<p>脚本里的话。</p>")</script></head>
<body><nav><a href="/">首页</a></nav><h1>云的一年</h1>
<p>云收入增长了<b>34%</b>。</p><!-- 注释里的话。 --><h2>成本</h2><p>成本下降了。</p>
<figure><img src="a.png"><figcaption>图里的话。</figcaption></figure>
<aside>旁边的话。</aside><footer>版权所有。</footer></body></html>
"""


SPANNED = (
    "<html><body><article><h1>水情</h1><p>各站的水情如下表所示，由值班员每天早上填写。</p><table><thead><tr><th rowspan=2>流域</th><th rowspan='2'>站名</th>"
    '<th colspan="2">水深（米）</th></tr><tr><th>早</th><th>晚</th></tr></thead><tr><td rowspan="2">东江</td><td>上站</td><td>3</td><td>4</td></tr>'
    "<tr><td>下站</td><td>5</td><td>6</td></tr><tr><td>西江</td><td>口站</td><td colspan=2>7</td></tr></table></article></body></html>"
)


def test_a_header_of_several_rows_names_each_column(library_of: LibraryOf) -> None:
    """Merged cells of the header are in the name of each of their columns; one of rows above is searched with the row."""
    library = library_of(a__html=SPANNED)
    assert [quote.shown.text for quote in library.ask("东江下站的水深").quotes[:1]] == [
        "站名：下站 · 水深（米） 早：5 · 水深（米） 晚：6"
    ]
    assert library.ask("口站的水深").quotes[0].shown.text == "流域：西江 · 站名：口站 · 水深（米） 早：7"


def texts(source: str) -> list[str]:
    """Return the slices of text of the only article."""
    (article,) = articles(source, "a.html")
    return [source[b.start : b.end] for b in article.blocks if b.role]


def test_a_page_is_its_article() -> None:
    """Nothing of scripts, styles, navigation, captions, comments and footers; emphasis cuts no sentence."""
    assert texts(PAGE) == ["云的一年", "云收入增长了<b>34%</b>。", "成本", "成本下降了。"]


def test_a_page_states_its_metadata_in_its_head() -> None:
    """Author, date, site and canonical link; the title is that of the article."""
    (article,) = articles(PAGE, "a.html")
    found = article.metadata
    one = [stated.value if stated else None for stated in (found.title, found.publisher, found.published, found.url)]
    assert one == ["云的一年", "某&网", "2025-03-01 08:00:00", "https://example.com/a"]
    assert [author.value for author in found.authors] == ["李一"]


TABLE = """<h1>成绩</h1><table><thead><tr><th>姓名</th><th>数学</th></tr></thead>
<tr><td>甲</td><td>93</td></tr><tr><td>乙 <a href="/b">同学</a><td>64</table>
<table><tr><th>地址</th><td>南门</td></tr><tr><th>电话</th><td>555</td></tr></table>"""


def test_rows_of_tables_are_units_with_their_header() -> None:
    """The header is a row without one; where the first column names the rows, no row is the header of others."""
    (article,) = articles(TABLE, "a.html")
    rows = [block for block in article.blocks if block.whole]
    said = [reveal(TABLE[b.start : b.end], [(c.start - b.start, c.end - b.start) for c in b.markup]).text for b in rows]
    assert said == ["姓名 · 数学", "甲 · 93", "乙 同学 · 64", "地址 · 南门", "电话 · 555"]
    headers = [[TABLE[c.start : c.end] for c in b.unit.context] if b.unit else None for b in rows]
    header = "<tr><th>姓名</th><th>数学</th></tr>"
    assert headers == [[], [header], [header], None, None]


def test_a_table_that_lays_out_a_page_has_no_rows() -> None:
    """It holds another table, or a cell with an article in it."""
    long = "这是一篇很长的文章。" * 60
    for cell in ("<table><tr><td>甲<td>乙</table>", long):
        source = f"<table><tr><td>栏<td>{cell}</td></tr><tr><td>脚<td>注</table>"
        (article,) = articles(source, "a.html")
        assert not any(block.whole and "栏" in source[block.start : block.end] for block in article.blocks)


FORMULA = (
    "<math><semantics><mrow><mi>v</mi><mo>=</mo><mfrac><mi>s</mi><mi>t</mi></mfrac></mrow>"
    '<annotation encoding="application/x-tex">v=\\frac{s}{t}</annotation></semantics></math>'
    '<span class="katex-html" aria-hidden="true"><span>v=s</span><span>t</span></span>'
)


def test_a_formula_and_its_sentence_are_read_once() -> None:
    """As TeX if it is written so, else as its signs stand; a link to a note and one back say nothing."""
    page = (
        f"<html><body><article><p>速度是 {FORMULA} 米每秒。<a href='#n1'><sup>[1]</sup></a></p>"
        "<p>动量是 <math><mi>p</mi><mo>=</mo><mi>m</mi><mi>v</mi></math> 的量。</p>"
        "<ol><li id='n1'>路程除以时间。<a href='#r1'>↩\ufe0e</a></li></ol></article></body></html>"
    )
    (article,) = articles(page, "a.html")
    shown = [
        reveal(page[b.start : b.end], [(c.start - b.start, c.end - b.start) for c in b.markup]).text
        for b in article.blocks
        if b.role
    ]
    assert shown == ["速度是 v=\\frac{s}{t} 米每秒。", "动量是 p=mv 的量。", "路程除以时间。"]
    assert markdown_of(page).split("\n\n") == [*shown[:2], f"1. {shown[2]}"]


@given(
    st.lists(st.sampled_from(["<", ">", "</", "<p>", "<!--", "-->", "<script>", "</script>", "<nav", "云。", '"', "="]))
)
def test_any_tags_are_read(tags: list[str]) -> None:
    """However they are nested or left open, text and markup cover the page once."""
    source = "".join(tags)
    at = 0
    for block in (block for article in articles(source, "a.html") for block in article.blocks):
        assert at <= block.start < block.end
        at = block.end


@pytest.mark.slow
def test_unclosed_elements_take_linear_time() -> None:
    """Four times as many take about four times as long, not sixteen times: a search that failed is not made again."""

    def seconds(count: int) -> float:
        return processor_seconds(lambda: articles("<!-- <nav> a < <script " * count, "a.html"))

    seconds(100)
    assert seconds(20_000) < 10 * seconds(5_000) + 0.1
