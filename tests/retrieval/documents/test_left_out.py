"""Rules that leave something out: what they must not touch."""

from retrieval.documents.formats.recognize import articles
from retrieval.model import masked

LONG = "这一段说明了园区的范围、开放的时间和入园的办法，并且列出了不得带入园内的物品，所有游客都应当先读一遍再决定是否前来参观。"


def texts(source: str, name: str = "a.md") -> list[str]:
    """Return the slices of text."""
    return [source[b.start : b.end] for article in articles(source, name) for b in article.blocks if b.role]


def test_a_paragraph_under_another_heading_is_no_repetition() -> None:
    """An abstract that comes again right away is one."""
    assert texts(f"# 题\n\n{LONG}\n\n{LONG}\n\n正文在这里。\n") == ["题", LONG, "正文在这里。"]
    assert texts(f"# 题\n\n{LONG}\n\n## 第二部分\n\n{LONG}\n").count(LONG) == 2


def test_lines_of_code_and_short_items_come_as_often_as_they_stand_there() -> None:
    """A repeated line may be the answer."""
    source = (
        "# 循环\n\n```c\nfor (int i = 1; i <= n; ++i) {\n}\n```\n\n- 按月付款的用户可以随时退订，无需另付任何费用。\n"
    )
    assert texts(source + source.split("\n", 2)[2]).count("for (int i = 1; i <= n; ++i) {") == 2


def test_a_footnote_is_text() -> None:
    """The definition of a link is markup."""
    source = "# 题\n\n正文[^1]在这里，见[指南]。\n\n[^1]: 注文说明了来由．\n\n[指南]: https://example.org/a\n"
    assert texts(source) == ["题", "正文[^1]在这里，见[指南]。", "[^1]: 注文说明了来由．"]


def test_an_escaped_character_is_text() -> None:
    """The backslash before it is markup, and it opens nothing."""
    source = "# 题\n\n写作 \\*甲\\* 与 \\<dir> 两种。\n"
    (article,) = articles(source, "a.md")
    (block,) = [b for b in article.blocks if b.role == "text"]
    assert {source[cut.start : cut.end] for cut in block.markup} == {"\\"}
    assert len(block.markup) == 3


def test_a_section_named_like_the_first_one_is_text() -> None:
    """Only the title of a document is left out the second time; a first section is no title."""
    assert texts("# 引入\n\n甲。\n\n## 引入\n\n乙。\n") == ["引入", "甲。", "乙。"]
    assert texts("## 引入\n\n甲。\n\n## 引入\n\n乙。\n") == ["引入", "甲。", "引入", "乙。"]


def test_a_hint_of_bold_words_is_text() -> None:
    """It is metadata only if one of its fields is known to state some."""
    hint = '{{% hint style="info" %}}\n**{}:** 先断电，再拆壳。\n{{% endhint %}}\n'
    assert texts("# 题\n\n" + hint.format("Note")) == ["题", "**Note:** 先断电，再拆壳。"]
    assert texts("# 题\n\n" + hint.format("Author")) == ["题"]


def test_links_to_categories_are_no_text() -> None:
    """Above the text only; a category that is no link is told, and a source that is an address is the page's own."""
    head = "# 题\n\n**分类:** {}\n**来源:** https://example.org/a\n\n正文。\n"
    assert texts(head.format("[火山](a.md) · [[洞穴]]")) == ["题", "正文。"]
    assert texts(head.format("洞穴")) == ["题", "**分类:** 洞穴", "**来源:** https://example.org/a", "正文。"]
    (article,) = articles(head.format("[[洞穴]]"), "a.md")
    assert (article.metadata.publisher, article.metadata.url and article.metadata.url.value) == (
        None,
        "https://example.org/a",
    )


def test_a_sentence_on_disclaimers_is_text() -> None:
    """A disclaimer has a colon after its name."""
    source = "# 条款\n\n免责声明应当以显著方式提示。\n\n免责声明：本站内容来自网络。\n"
    assert texts(source) == ["条款", "免责声明应当以显著方式提示。"]


def test_nothing_in_code_is_markup() -> None:
    """A backslash before the mark that closes it is a character of the code, and so is what looks like a link."""
    source = "# 题\n\n用 `\\` 转义，装在 `C:\\机具\\` 下，写 `[甲](乙)` 即可。\n"
    (article,) = articles(source, "a.md")
    (block,) = [b for b in article.blocks if b.role == "text"]
    assert [source[cut.start : cut.end] for cut in block.markup] == ["`"] * 6


def test_a_path_between_angle_brackets_is_text() -> None:
    """An element has white space after its name, or nothing but a slash."""
    source = "# 题\n\n头文件是 [<sys/poll.h>](https://example.org/p)<br/>，在 <b>甲</b> 处<a href='x'>。\n"
    (article,) = articles(source, "a.md")
    (text,) = (block for block in article.blocks if block.role == "text")
    assert "".join(masked(source, text.start, text.end, text.markup).split()) == "头文件是<sys/poll.h>，在甲处。"


def test_a_picture_that_is_a_link_shows_nothing_of_its_addresses() -> None:
    """Not even the bracket before it."""
    source = "# 题\n\n见 [![徽章](https://example.org/b.svg)](https://example.org/c) 一栏。\n"
    (article,) = articles(source, "a.md")
    (block,) = [b for b in article.blocks if b.role == "text"]
    shown = "".join(c for at, c in enumerate(source) if block.start <= at < block.end
                    and not any(cut.start <= at < cut.end for cut in block.markup))  # fmt: skip
    assert shown == "见  一栏。"
