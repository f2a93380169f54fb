"""Every kind of file that is recognised, each on a small one that stands here in full."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.documents.blocks import WHITE, Article
from retrieval.documents.formats.recognize import articles
from retrieval.documents.tables import cells_of
from retrieval.shown import reveal


def words(text: str, article: Article, role: str) -> list[str]:
    """Return the slices of the blocks with a role."""
    return [text[b.start : b.end] for b in article.blocks if b.role == role]


def left_out(text: str, article: Article) -> dict[str, str]:
    """Return the slices that were left out, with the reasons."""
    return {text[b.start : b.end]: b.left_out for b in article.blocks if b.left_out}


def said(article: Article) -> list[str | None]:
    """Title, authors, editors, publisher, date and link, as people are shown them."""
    found = article.metadata
    people = [" / ".join(person.value for person in names) or None for names in (found.authors, found.editors)]
    one = [stated.value if stated else None for stated in (found.title, found.publisher, found.published, found.url)]
    return [one[0], *people, *one[1:]]


def only(text: str) -> Article:
    """Return the one article of a text."""
    (article,) = articles(text)
    return article


MARKDOWN = textwrap.dedent("""\
    # 云的价值
    {% hint style="info" %}
    **Author:** [李一](https://example.com/u/1)
    **Published:** 2025-02-21
    **Original:** [View](https://example.com/a.html)
    {% endhint %}
    > 云计算已经成为公司增长最快的业务，本文讲它的来龙去脉和今后的走向。

    [![](https://example.com/a.png)](https://example.com/u/1)[李一](https://example.com/u/1) 12 评论 3832 浏览 13 收藏

    > 云计算已经成为公司增长最快的业务，本文讲它的来龙去脉和今后的走向。

    ![](https://example.com/b.png)

    第一段正文。

    ## 01 收入

    ### 1\\. 云

    云收入增长了。
    [![](https://example.com/c.png)产品经理课程，限时报名...查看详情 >](https://example.com/ad)
    本文由李一发布，未经许可，禁止转载。
    """)


def test_a_markdown_export_states_its_metadata_in_a_hint_block() -> None:
    """Author, date and link are read from the hint block, each with the slice that says it."""
    article = only(MARKDOWN)
    assert said(article) == ["云的价值", "李一", None, None, "2025-02-21", "https://example.com/a.html"]
    (author,) = article.metadata.authors
    assert author.span is not None
    assert MARKDOWN[author.span.start : author.span.end] == "李一"


def test_a_markdown_export_keeps_its_text_and_nothing_else() -> None:
    """No hint, no picture, no statistics, no advertisement, no copyright line, and the abstract once."""
    article = only(MARKDOWN)
    assert words(MARKDOWN, article, "text") == [
        "云计算已经成为公司增长最快的业务，本文讲它的来龙去脉和今后的走向。",
        "第一段正文。",
        "云收入增长了。",
    ]
    assert words(MARKDOWN, article, "heading") == ["01 收入", "1\\. 云"]
    reasons = set(left_out(MARKDOWN, article).values())
    assert reasons == {"metadata", "statistics", "repeated", "markup", "advertisement", "disclaimer"}


RECORD = textwrap.dedent("""\
    标题: 甲公司的新一轮较量
    链接: https://example.com/b
    总结: 作者：一号编辑：二号甲公司收入增长。乙公司下降。图片来源于网络丙公司持平。 阅读原文本文为某号作者在某网上传并发布，仅代表作者观点。某号2023-12-18 14:20 广西来源：某某新闻·某号
    <<<<<<< Updated upstream
    关键词: 甲公司, 电商
    =======
    关键词: 甲公司
    重大事件摘要: 大事如下：
    1. 甲公司收入下降。
    >>>>>>> Stashed changes
    """)


def test_a_record_gives_title_link_and_what_the_platform_says() -> None:
    """Title and link are fields; date and publisher stand in the platform's line behind the text, the
    names in a byline glued to its beginning.
    """
    assert said(only(RECORD)) == [
        "甲公司的新一轮较量",
        "一号 / 二号",
        "二号",
        "某某新闻",
        "2023-12-18 14:20",
        "https://example.com/b",
    ]


def test_a_record_keeps_the_article_apart_from_the_summary_behind_it() -> None:
    """The summary is a summary; keywords, conflict markers, captions and the platform's line are no text."""
    article = only(RECORD)
    assert words(RECORD, article, "text") == ["甲公司收入增长。乙公司下降。", "丙公司持平。"]
    assert words(RECORD, article, "summary") == ["大事如下：", "甲公司收入下降。"]
    assert left_out(RECORD, article)["图片来源于网络"] == "caption"
    assert left_out(RECORD, article)["<<<<<<< Updated upstream"] == "conflict marker"
    assert left_out(RECORD, article)["关键词: 甲公司, 电商"] == "keywords"


NEWS = textwrap.dedent("""\
    当前位置: 首页 » 资讯 » 正文

    芯片公司要感谢「双11」

    IP属地 中国·北京 某某网 时间:2025-11-10 16:15:42

    AI在购物节全面落地。
    作者丨刘一
    编辑丨林二

    01

    最大的应用场景

    电商成为最大的应用场景。
    免责声明:本网信息来自于互联网。
    """)


def test_a_news_page_is_told_by_its_breadcrumb_and_dateline() -> None:
    """Title, publisher, date with time and author; no breadcrumb, byline or disclaimer in the text."""
    article = only(NEWS)
    assert said(article) == ["芯片公司要感谢「双11」", "刘一", "林二", "某某网", "2025-11-10 16:15:42", None]
    assert words(NEWS, article, "text") == ["AI在购物节全面落地。", "电商成为最大的应用场景。"]
    assert words(NEWS, article, "heading") == ["01", "最大的应用场景"]


DIGEST = (
    "#淘寶\n第一篇的題目\n"
    + "第一篇的正文。" * 60
    + " (甲報)\n第二篇的題目\n"
    + "第二篇的正文，比較長。" * 40
    + " (點LatePost)\n"
)


def test_a_digest_is_as_many_documents_as_it_has_articles() -> None:
    """Each article has its own title and the publisher in the parentheses at its end; of a name that was cut
    before its Latin letters, the letters are kept.
    """
    found = articles(DIGEST)
    assert [(said(article)[0], said(article)[3]) for article in found] == [
        ("第一篇的題目", "甲報"),
        ("第二篇的題目", "LatePost"),
    ]
    assert words(DIGEST, found[0], "text") == ["第一篇的正文。" * 60]


def test_plain_text_has_a_title_if_its_first_line_is_one() -> None:
    """A short first line that ends like no sentence is the title."""
    article = only("云计算的一年\n2025年3月1日\n作者：王五\n云收入比去年增长了许多。\n")
    assert said(article) == ["云计算的一年", "王五", None, None, "2025-03-01", None]
    article = only("Notice of a new timetable\n2025-03-01\n\nThe first bus now leaves at six in the morning.\n")
    assert said(article) == ["Notice of a new timetable", None, None, None, "2025-03-01", None]
    assert len(words("", article, "text")) == 1


def test_the_title_of_an_official_letter_may_be_set_on_two_lines() -> None:
    """It is one title; a first line that names no matter is another thing."""
    letter = "某县农业局关于做好\n《秋收安全守则》宣传工作的通知\n\n各乡镇应当在九月十日前完成宣传。\n"
    assert said(only(letter))[0] == "某县农业局关于做好《秋收安全守则》宣传工作的通知"
    assert words(letter, only(letter), "text") == ["各乡镇应当在九月十日前完成宣传。"]
    other = letter.replace("关于", "")
    assert said(only(other))[0] != "某县农业局做好《秋收安全守则》宣传工作的通知"


def test_a_label_with_a_list_after_it_heads_nothing() -> None:
    """A label of a chapter does, and so does one with a single value."""
    listed = ("出席：张三、李四、王五", "Invited: Ann, Ben, Carla")
    for line in (*listed, "第一章：总则、附则", "Part: Bread, butter"):
        text = f"季度总结会记录\n\n{line}\n会议听取了各部门的工作汇报，并讨论了下一季度的安排。{'The plan is kept. ' * 2}\n"
        assert words(text, only(text), "heading") == [line] * (line not in listed)


def test_plain_text_may_have_a_byline_and_no_title() -> None:
    """A byline is no title, and a first line that is a sentence is none either."""
    article = only("\n文 | 周天\n周天 原创出品\n长久以来,人们期待很高。\n")
    assert said(article)[:4] == [None, "周天", None, "周天"]


def test_a_sentence_about_sharing_is_text() -> None:
    """Words like a page's buttons are left out only if the line holds nothing else."""
    text = "他赞赏了作者。\n她把文章分享到朋友圈，又点赞又收藏，还写了一段很长的话，说这是今年读到的最好的文章，值得反复看。\n"
    assert "分享到朋友圈" in "".join(words(text, only(text), "text"))


@given(
    st.text(
        alphabet=st.sampled_from(
            "云收入。，？”（）()#>*-_[]!:：|《》 \n\t1二A…\u3000《作者标题链接图片来源>>>>===<<<%{}"
        )
    )
)
@settings(max_examples=300)
def test_blocks_cover_any_text_once(text: str) -> None:
    """Every character that is no white space is in exactly one block, and blocks come in order."""
    at = 0
    for block in (block for article in articles(text) for block in article.blocks):
        assert at <= block.start < block.end
        assert not text[at : block.start].strip(WHITE)
        assert (block.role is None) != (block.left_out is None)
        at = block.end
    assert not text[at:].strip(WHITE)


RECORDS = textwrap.dedent("""\
    标题: 第一条
    链接: https://example.com/1
    作者: 张三
    正文: 今天我们采访了王健。
    王健：我们今年不会涨价。
    产量是三万吨。
    行业: 水果, 物流
    后面还有一段。
    标题: 第二条
    链接: javascript:alert(1)
    正文: 香蕉从海南运来，共九百箱。
    """)


def test_each_record_of_a_file_is_a_document() -> None:
    """With its own title, author and link; a link that is no web address is none."""
    assert [said(article) for article in articles(RECORDS)] == [
        ["第一条", "张三", None, None, None, "https://example.com/1"],
        ["第二条", None, None, None, None, None],
    ]


def test_of_very_many_names_the_first_are_told_and_no_very_long_one() -> None:
    """Every quote of the document carries them."""
    names = "".join(f"作者：王{number}\n" for number in range(200))
    text = f"标题：{'长' * 3000}\n来源：甲\n作者：{'长' * 3000}\n{names}正文：阿里云收入增长。\n"
    metadata = only(text).metadata
    assert [author.value for author in metadata.authors] == [f"王{number}" for number in range(50)]
    assert metadata.title is None


def test_what_somebody_says_in_a_record_is_text_and_so_is_what_follows() -> None:
    """A name and a colon are no field, and a list of keywords ends with its line."""
    first = articles(RECORDS)[0]
    assert words(RECORDS, first, "text") == [
        "今天我们采访了王健。",
        "王健：我们今年不会涨价。",
        "产量是三万吨。",
        "后面还有一段。",
    ]
    assert left_out(RECORDS, first)["行业: 水果, 物流"] == "keywords"


def test_the_title_of_a_news_page_stands_above_its_dateline() -> None:
    """An advertisement above it is none, wherever in its line the date stands."""
    text = "首页 > 财经 > 正文\n广告：点击领取优惠券\n橙子涨价了\n2024年5月1日 08:30 来源：某某网\n橙子今年涨了三成。\n"
    article = only(text)
    assert said(article) == ["橙子涨价了", None, None, "某某网", "2024-05-01 08:30", None]
    assert words(text, article, "text") == ["橙子今年涨了三成。"]
    assert left_out(text, article)["广告：点击领取优惠券"] == "advertisement"


def test_a_heading_without_words_is_no_title() -> None:
    """As a converted document may begin with one; the next heading is the title."""
    article = only("# \n\n# 云\n\n##\n\n收入增长。\n")
    assert article.metadata.title is not None
    assert article.metadata.title.value == "云"
    assert [block.role for block in article.blocks if block.role] == ["title", "text"]


def test_code_in_markdown_has_no_headings() -> None:
    """A comment in a block of code heads nothing, and the fences are no text."""
    text = "# 题\n\n开头。\n\n```bash\n# 安装\npip install x\n```\n\n结尾。\n"
    article = only(text)
    assert words(text, article, "heading") == []
    assert words(text, article, "text") == ["开头。", "# 安装", "pip install x", "结尾。"]


def test_a_link_in_markdown_is_its_words() -> None:
    """The sentence stays whole; bracket and address are markup in it."""
    text = "# 题\n\n芒果的[产量](https://example.com/p?a=1)达到五百吨。\n"
    (block,) = (block for block in only(text).blocks if block.role == "text")
    assert text[block.start : block.end] == "芒果的[产量](https://example.com/p?a=1)达到五百吨。"
    assert [text[cut.start : cut.end] for cut in block.markup] == ["[", "](https://example.com/p?a=1)"]


def test_a_picture_credit_takes_its_caption_along() -> None:
    """The words between the end of a sentence and the credit are the picture's."""
    text = "收入增长了。客服机器人，图片来源于网络如果你用过，就知道了。\n"
    assert words(text, only(text), "text") == ["收入增长了。", "如果你用过，就知道了。"]


def test_a_date_that_cannot_be_is_none() -> None:
    """2025-13-45 is a number and no date."""
    assert said(only("题目\n2025-13-45\n正文在这里。\n"))[4] is None


def test_a_numbered_line_above_a_list_of_another_number_heads_it() -> None:
    """Between lines of the same number it is an item."""
    text = "值班须知\n\n一、值班时间\n白班从七点到十九点。\n二、观测项目\n（一）潮位每十分钟记录一次；\n（二）波高由雷达记录。\n三、应急\n停电时立即启动柴油发电机，燃油可用三十六小时。\n"
    (article,) = articles(text)
    assert [text[b.start : b.end] for b in article.blocks if b.role == "heading"] == [
        "一、值班时间",
        "二、观测项目",
        "三、应急",
    ]


TABLES = {
    "spaces": "会议室\n\nRoom      Seats   Floor\nOak       8       2\nBirch     14      3\n",
    "wide letters": "会议室\n\n房间    座位  楼层\n橡树厅     8     2\n白桦厅    14     3\n",
    "signs": "┌────┬────┬────┐\n│ 房间 │ 座位 │ 楼层 │\n├────┼────┼────┤\n│ 橡树厅 │ 8 │ 2 │\n│ 白桦厅 │ 14 │ 3 │\n└────┴────┴────┘\n",
    "a grid": "会议室\n\n+----+----+----+\n| 房间 | 座位 | 楼层 |\n+====+====+====+\n| 橡树厅 | 8 | 2 |\n| 白桦厅 | 14 | 3 |\n+----+----+----+\n",
}


@pytest.mark.parametrize("kind", TABLES)
def test_rows_in_plain_text_have_their_header(kind: str) -> None:
    """Cells are told by spaces that set them in columns, or by pipes; rules are no text."""
    text = TABLES[kind]
    (article,) = articles(text, "a.txt")
    rows = [block for block in article.blocks if block.whole]
    assert [len(cells_of(text[row.start : row.end])) for row in rows] == [3, 3, 3]
    assert all(row.unit and row.unit.context[0].start == rows[0].start for row in rows[1:])
    assert [text[b.start : b.end] for b in article.blocks if b.role and not b.whole] in ([], ["会议室"])


@pytest.mark.parametrize(
    "text",
    [
        "One.  Two follows.\nThree.  Four is here.\nFive.  Six ends it.\n",
        "a  longer line\nof  words\nthat are  apart\n",
        "x | y\nz | w\nv | u\n",
    ],
)
def test_spaces_and_lone_pipes_make_no_table(text: str) -> None:
    """Cells of a column begin or end below each other, and are no sentences."""
    assert not any(block.whole for article in articles(text, "a.txt") for block in article.blocks)


@pytest.mark.parametrize("label", ["发布单位：", "来源：", "Publisher: "])
def test_a_line_that_names_the_publisher_is_no_text(label: str) -> None:
    """Neither below a date nor without one."""
    for date in ("", "发布日期：2031-03-02\n"):
        (article,) = articles(f"停水公告\n{date}{label}供水站\n\n周三上午停水三小时。\n", "a.txt")
        assert article.metadata.publisher
        assert article.metadata.publisher.value == "供水站"
        assert [b.role for b in article.blocks if b.role] == ["title", "text"]


def test_steps_are_no_headings() -> None:
    """With whatever bracket their number is written."""
    text = "复位\n1）断开电源\n2）按住复位键八秒钟\n3）松开\n完成后重新开机即可。\n"
    assert not any(b.role == "heading" for article in articles(text, "a.txt") for b in article.blocks)


def test_notes_of_clauses_with_figures_head_nothing() -> None:
    """They are jotted down line by line without marks; the same over a sentence is a headline."""
    notes = "店里的事\n\n平台抽成18%，对手20%\n11月目标15万，10月做了13.6万，9月11.2万\n"
    headline = "收入增长34%，达到398亿\n\n公司昨天公布的季度收入超过了市场的预期，股价随之上涨。\n"
    roles = [[b.role for article in articles(text, "a.txt") for b in article.blocks] for text in (notes, headline)]
    assert roles == [["title", "text", "text"], ["title", "text"]]


def test_a_transcript_has_times_above_its_parts() -> None:
    """They are no text, and no part cuts a sentence; the hours of a day are text."""
    text = "0:04\nThe bakery opens\n0:09\nat five in the morning.\n1:15\nNinety loaves are baked.\n"
    (article,) = articles(text, "a.txt")
    said = [
        (text[b.start : b.end].replace("\n0:09\n", " "), b.unit and b.unit.said_at) for b in article.blocks if b.role
    ]
    assert said == [("The bakery opens at five in the morning.", "0:04"), ("Ninety loaves are baked.", "1:15")]
    day = "8:30\nBreakfast\n10:00\nThe first lecture\n12:15\nLunch is served\n"
    assert "12:15" in [day[b.start : b.end] for article in articles(day, "a.txt") for b in article.blocks if b.role]


def test_tags_and_spaces_of_cues_are_not_shown() -> None:
    """A tag goes, a space that is written as an entity is one."""
    source = "1\n00:00:01,000 --> 00:00:03,000\nThe <i>ferry</i> sank.&nbsp;So\n\n2\n00:00:04,000 --> 00:00:06,000\nit ended.\n"
    block = next(block for article in articles(source, "a.srt") for block in article.blocks if block.role == "text")
    cuts = [(cut.start - block.start, cut.end - block.start) for cut in block.markup]
    assert reveal(source[block.start : block.end], cuts).text == "The ferry sank. So it ended."
