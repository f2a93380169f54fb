"""Documents laid out whole, with the quotes of an answer marked."""

import pytest

from retrieval.errors import FileUnknown, LineUnknown, ReceiptMalformed, ReceiptUnknown
from retrieval.library import Library
from retrieval.pages.layout import Layout
from tests.conftest import LibraryOf

ARTICLE = """# 云的一年

云收入增长了34%。利润率也高了。

## 支出

支出增长了12%，主要用于机房。
"""


def marked(layout: Layout, number: int) -> str:
    """Return what is marked as the quote of that number."""
    return "".join(s.text for p in layout.paragraphs for s in p.stretches if number in s.quotes)


def test_every_quote_of_the_shipped_documents_is_marked_where_it_stands(library: Library) -> None:
    """The marked slices of a quote of the text are the quote, and it is the one that is opened."""
    answer = library.ask("阿里云收入增长了多少").quotes
    receipts = [quote.receipt for quote in answer]
    for number, quote in enumerate(answer, 1):
        layout = library.lay_out(quote.receipt, receipts)
        assert (layout.opened, layout.changed, layout.document.id) == (number, False, quote.document)
        assert marked(layout, number) == quote.text
        assert [one.words for one in layout.quotes] == [one.text for one in answer]


def test_the_whole_document_is_there_in_paragraphs_with_their_lines(library_of: LibraryOf) -> None:
    """A line break, and a change from heading to text, ends a paragraph."""
    library = library_of(a__md=ARTICLE)
    layout = library.lay_out(library.opening(1))
    shown = [(p.line, p.role, "".join(s.gap + s.text for s in p.stretches)) for p in layout.paragraphs]
    assert shown == [
        (1, "title", "云的一年"),
        (3, "text", "云收入增长了34%。利润率也高了。"),
        (5, "heading", "支出"),
        (7, "text", "支出增长了12%，主要用于机房。"),
    ]
    assert (layout.opened, layout.quotes, layout.paragraphs[0].opened) == (None, (), True)
    assert layout.headings == (1, 5)


ROWS = (
    "<html><body><article><h1>票价</h1><p>滑雪场的票价见下表，学生凭证件半价，儿童免费。</p><table><tr><th>票种</th><th>元</th></tr>"
    "<tr><td>日票</td><td>268</td></tr><tr><td>夜票</td><td>128</td></tr></table></article></body></html>"
)


@pytest.mark.parametrize(
    ("name", "text"),
    [("a__html", ROWS), ("a__md", "# 票价\n\n| 票种 | 元 | 注 |\n|---|---|---|\n| 日票 | 268 | |\n| 夜票 | 128 | |\n")],
)
def test_a_row_has_a_line_of_its_own_without_markup(library_of: LibraryOf, name: str, text: str) -> None:
    """So have its words below the document and the opened passage; an empty cell at its end leaves no dot."""
    library = library_of(**{name: text})
    quote = library.ask("日票多少元").quotes[0]
    layout = library.lay_out(quote.receipt, [quote.receipt])
    assert [p for p in layout.paragraphs if "".join(s.text for s in p.stretches) == "日票 · 268"]
    assert layout.quotes[0].words == "日票 · 268"
    shown = "".join(piece.gap + piece.text for piece in library.resolve(quote.receipt).pieces)
    assert "\n日票 · 268\n夜票 · 128" in shown


def test_quotes_that_overlap_share_what_they_have_in_common(library_of: LibraryOf) -> None:
    """A line as a whole and a sentence in it are both marked."""
    library = library_of(a__md=ARTICLE)
    line, sentence = library.receipt_of_line("a.md", 3), library.ask("云收入增长了多少").quotes[0].receipt
    layout = library.lay_out(line, [sentence])
    assert marked(layout, 1) == "云收入增长了34%。利润率也高了。"
    assert marked(layout, 2) == "云收入增长了34%。"


def test_an_answer_may_be_counted_from_another_number_and_cite_other_documents(library_of: LibraryOf) -> None:
    """Quotes elsewhere keep their numbers and are told to be elsewhere; what leads nowhere is lost."""
    library = library_of(a__md=ARTICLE, b__md="# 另一年\n\n云收入下降了2%。\n")
    here, there = library.receipt_of_line("a.md", 3), library.receipt_of_line("b.md", 3)
    layout = library.lay_out(here, [there, here, "nothing"], first=4)
    assert [(one.number, one.here, one.words) for one in layout.quotes] == [
        (4, False, "云收入下降了2%。"),
        (5, True, "云收入增长了34%。利润率也高了。"),
    ]
    assert (layout.opened, layout.lost) == (5, 1)


def test_a_file_that_changed_opens_at_the_nearest_place(library_of: LibraryOf) -> None:
    """Nothing is marked there, and it is said."""
    receipt = library_of(a__md=ARTICLE).receipt_of_line("a.md", 7)
    layout = library_of(a__md=ARTICLE.replace("12%", "21%")).lay_out(receipt)
    assert (layout.changed, layout.opened, layout.quotes, layout.lost) == (True, None, (), 1)
    assert [p.line for p in layout.paragraphs if p.opened] == [7]


def test_a_wall_of_text_is_broken_where_passages_end(library: Library) -> None:
    """An article that its file holds in a single line can be read."""
    wall = next(n for n, document in enumerate(library.documents, 1) if document.title == "三場硬仗,阿里進擊")
    layout = library.lay_out(library.opening(wall))
    assert len({p.line for p in layout.paragraphs}) == 2
    assert len(layout.paragraphs) > 10


def test_a_book_comes_in_leaves(library_of: LibraryOf) -> None:
    """Each leads to the next and back, and together they hold every passage once."""
    text = "".join(f"## 第{n}章\n\n这是第{n}章的正文，说的是第{n}件事。\n\n" for n in range(450))
    library = library_of(a__md=f"# 书\n\n{text}")
    receipt: str | None = library.opening(1)
    lines: list[int] = []
    leaves = []
    while receipt:
        layout = library.lay_out(receipt)
        leaves.append(layout)
        lines += [paragraph.line for paragraph in layout.paragraphs]
        receipt = layout.later
    assert len(leaves) == 3
    assert lines == sorted(set(lines))
    assert lines[-1] == 2 + 4 * 449 + 3
    assert library.lay_out(leaves[2].earlier or "").paragraphs == leaves[1].paragraphs


def test_notes_of_the_catalog_stand_where_their_lines_begin(library: Library) -> None:
    """Every paragraph in a range has its note, and the first one knows that it begins there."""
    layout = library.lay_out(library.opening(1))
    note, ranges = "文章说，这一部分由 DeepSeek 写成", ((64, 88), (96, 122), (132, 140))
    assert [p.line for p in layout.paragraphs if p.newly] == [first for first, _ in ranges]
    for paragraph in layout.paragraphs:
        covered = any(first <= paragraph.line <= last for first, last in ranges)
        assert paragraph.remarks == ((note,) if covered else ())


def test_what_leads_nowhere_is_refused(library_of: LibraryOf, library: Library) -> None:
    """With the errors of the other ways to a place."""
    own = library_of(a__md=ARTICLE)
    with pytest.raises(ReceiptMalformed):
        own.lay_out("x")
    with pytest.raises(ReceiptUnknown):
        own.lay_out(library.opening(1))
    with pytest.raises(FileUnknown):
        own.receipt_of_line("b.md", 1)
    with pytest.raises(LineUnknown):
        own.receipt_of_line("a.md", 8)


def test_a_page_of_a_chat_says_who_wrote_each_message_and_when(library_of: LibraryOf) -> None:
    """Before its first sentence, in the pages of a chat as in the whole document."""
    chat = "阿莲 2031-03-02 09:00:05\n周六去爬山吗？\n\n老韩 2031-03-02 09:01:10\n去。几点集合？\n"
    library = library_of(a__txt=chat)
    page = library.resolve(library.opening(1))
    said = "阿莲 · 2031-03-02 09:00: 周六去爬山吗？\n老韩 · 2031-03-02 09:01: 去。几点集合？"
    assert "".join(piece.gap + piece.text for piece in page.pieces) == said
    paragraphs = library.lay_out(library.opening(1)).paragraphs
    assert "\n".join("".join(s.gap + s.text for s in p.stretches) for p in paragraphs) == said


def test_paragraphs_of_a_web_page_stand_on_lines_of_their_own(library_of: LibraryOf) -> None:
    """Nothing was left out between them but tags."""
    source = "<h1>开园</h1><p>花园五月开放。</p><p>门票<b>十元</b>。&nbsp;</p>"
    library = library_of(a__html=source)
    page = library.resolve(library.opening(1))
    assert "".join(piece.gap + piece.text for piece in page.pieces) == "开园\n花园五月开放。\n门票十元。"


LONG_TABLE = "# 票价\n\n| 站名 | 票价（元） |\n|---|---|\n" + "".join(f"| 第{n}站 | {n}7 |\n" for n in range(1, 90))


def test_a_quoted_row_far_below_its_header_has_the_names_of_its_columns(library_of: LibraryOf) -> None:
    """Right below the header they are not said twice; a page that begins with rows has them on top."""
    library = library_of(a__md=LONG_TABLE)
    far, near = (library.ask(question).quotes[0].receipt for question in ("第88站票价多少元", "第1站票价多少元"))
    columns = [[p.columns for p in library.lay_out(receipt).paragraphs if p.columns] for receipt in (far, near)]
    assert columns == [["站名 · 票价（元）"], []]
    page = library.resolve(far)
    assert page.pieces[0].gap == "站名 · 票价（元）\n"
    assert [piece.text for piece in page.pieces if piece.marked] == ["第88站 · 887"]
    assert all(piece.gap in ("", "\n") for piece in library.resolve(near).pieces)


def test_a_message_of_several_lines_has_its_speaker_once(library_of: LibraryOf) -> None:
    """Its further lines are paragraphs without one."""
    chat = "老李 2025-09-03 21:10:55\n第五题印错了。\n孩子算了三遍。\n\n小周 2025-09-03 21:22:18\n是印错了。\n"
    layout = (library := library_of(a__txt=chat)).lay_out(library.opening(1))
    assert ["".join(s.gap + s.text for s in p.stretches).partition(" · ")[0] for p in layout.paragraphs] == [
        "老李",
        "孩子算了三遍。",
        "小周",
    ]
