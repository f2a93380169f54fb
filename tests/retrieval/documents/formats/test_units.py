"""Rows, clauses, answers, messages and cues: each a unit with what it needs to be read."""

import re
from pathlib import Path

from retrieval.arrays.slices import SentenceSlice
from retrieval.documents.formats.recognize import articles
from retrieval.documents.passages import passages
from retrieval.library import Library
from retrieval.model import masked
from retrieval.shown import reveal


def sentences(text: str, name: str = "a.txt") -> list[SentenceSlice]:
    """Return the sentences of the only article of a text."""
    (article,) = articles(text, name)
    return [sentence for passage in passages(text, article, 0) for sentence in passage.sentences]


def shown(text: str, sentence: SentenceSlice) -> str:
    """Return the words of a sentence without markup, one space between two."""
    return " ".join(masked(text, sentence.start, sentence.end, sentence.markup).split())


def test_front_matter_with_lists_states_metadata_and_is_no_text() -> None:
    """YAML is read as YAML, also if a value is empty or a list."""
    text = '---\ntags: [a, b]\naliases:\nauthors:\n  - 林一\ntitle: "山路"\ndate: 2023-02-01\n---\n\n山路在东边。\n'
    (article,) = articles(text, "a.md")
    found = article.metadata
    assert found.title
    assert found.published
    assert (found.title.value, found.published.value) == ("山路", "2023-02-01")
    assert [author.value for author in found.authors] == ["林一"]
    assert [text[b.start : b.end] for b in article.blocks if b.role] == ["山路在东边。"]


def test_front_matter_of_nothing_but_comments_is_no_text() -> None:
    """A heading with a blank line above it, between two rules, is one."""
    text = "---\n# layout: old\n---\n\n山路在东边。\n"
    assert [text[s.start : s.end] for s in sentences(text, "a.md")] == ["山路在东边。"]
    ruled = "---\n\n# 山路\n\n---\n\n山路在东边。\n"
    assert [ruled[s.start : s.end] for s in sentences(ruled, "a.md")] == ["山路", "山路在东边。"]


def test_a_question_in_front_matter_is_a_title_if_there_is_no_other() -> None:
    """A collection of questions has one file for each, with nothing but the answer below."""
    for other, title in (("", "几点开门？"), ("title: 开门\n", "开门")):
        (article,) = articles(f"---\nquestion: 几点开门？\n{other}---\n\n早上八点。\n", "a.md")
        assert article.metadata.title
        assert article.metadata.title.value == title


def test_a_bold_label_in_the_body_is_text() -> None:
    """Only known keys before any text are metadata."""
    text = "# 例会\n\n**日期：** 2024-01-02\n\n大家到齐。\n\n**结论：** 下周开工。\n"
    (article,) = articles(text, "a.md")
    assert [text[b.start : b.end] for b in article.blocks if b.role == "text"] == [
        "大家到齐。",
        "**结论：** 下周开工。",
    ]


def test_a_lone_template_tag_hides_nothing_after_it() -> None:
    """Only the line of the tag is left out."""
    text = "# 说明\n\n{% figure a.png %}\n\n水泵每天启动两次。\n"
    assert "水泵每天启动两次。" in [text[s.start : s.end] for s in sentences(text, "a.md")]


def test_a_row_has_the_header_of_its_own_table_as_context() -> None:
    """With pipes or with tabs."""
    piped = "# 表\n\n| 城 | 人口 |\n|---|---|\n| 甲城 | 3 |\n\n| 城 | 面积 |\n|---|---|\n| 乙城 | 9 |\n"
    rows = [s for s in sentences(piped, "a.md") if s.unit and s.unit.context]
    contexts = [piped[s.unit.context[0].start : s.unit.context[0].end] for s in rows if s.unit]
    assert contexts == ["| 城 | 人口 |", "| 城 | 面积 |"]
    tabbed = "库存\n\n名称\t数量\n螺丝\t30\n垫片\t45\n"
    assert [s.role for s in sentences(tabbed) if s.unit and not s.unit.context] == ["heading"]


def test_a_row_is_shown_as_headers_with_values(tmp_path: Path) -> None:
    """The slice is the row; what is shown names each column."""
    (tmp_path / "a.md").write_text(
        "# 仓库\n\n| 仓库 | 容量（吨） |\n|---|---|\n| 北仓 | 70 |\n| 南仓 | 55 |\n", "utf-8"
    )
    quote = Library.open(tmp_path).ask("“北仓”").quotes[0]
    assert quote.text == "| 北仓 | 70 |"
    assert quote.shown.text == "仓库：北仓 · 容量（吨）：70"


def test_an_item_of_a_clause_has_the_clause_as_its_unit() -> None:
    """A clause runs to the next one, or a chapter; its opening is the context of its items."""
    text = (
        "第一条 有下列情形的，退款：\n（一）缺货；\n（二）破损。\n第二条 其他情形不退。\n第二章 罚则。\n第三条 从略。\n"
    )
    found = [s for s in sentences(text) if not text[s.start : s.end].startswith("第二章")]
    assert len(found) == len(sentences(text)) - 1
    assert not next(s.unit for s in sentences(text) if text[s.start : s.end].startswith("第二章"))
    units = [s.unit for s in found]
    assert all(unit and unit.kind == "clause" for unit in units)
    item = units[1]
    assert item
    assert text[item.start : item.end].endswith("（二）破损。")
    assert [text[span.start : span.end] for span in item.context] == ["第一条 有下列情形的，退款："]


def test_an_answer_is_quoted_with_its_question(tmp_path: Path) -> None:
    """Both are one quote, and two answers of the same words stay with their own questions."""
    (tmp_path / "a.txt").write_text(
        "问答\n\n问：周日开门吗？\n答：开门。\n\n问：能停车吗？\n答：能，共八个车位。\n", "utf-8"
    )
    assert Library.open(tmp_path).ask("能停车吗").quotes[0].text == "问：能停车吗？\n答：能，共八个车位。"


def test_a_message_says_who_wrote_it_and_when() -> None:
    """Headers on a line of their own and before the message are no text."""
    text = "老李 2023-03-04 08:05:06\n明天去码头。\n\n[2023/3/4 09:10] 小周: 好的。\n"
    said = [(text[s.start : s.end], s.unit.speaker, s.unit.said_at) for s in sentences(text) if s.unit]
    assert said == [("明天去码头。", "老李", "2023-03-04 08:05:06"), ("好的。", "小周", "2023-03-04 09:10")]


def test_a_sentence_runs_over_cues_and_shows_neither_number_nor_time() -> None:
    """Numbers and timings between the cues are markup of the sentence."""
    text = "1\n00:00:01,000 --> 00:00:02,000\n船在早上\n\n2\n00:00:02,100 --> 00:00:04,000\n六点出港\n"
    (sentence,) = sentences(text, "a.srt")
    cuts = [(cut.start - sentence.start, cut.end - sentence.start) for cut in sentence.markup]
    assert reveal(text[sentence.start : sentence.end], cuts).text == "船在早上 六点出港"
    assert "".join(masked(text, sentence.start, sentence.end, sentence.markup).split()) == "船在早上六点出港"
    assert sentence.unit
    assert sentence.unit.said_at == "00:00:01"


def test_a_line_that_begins_with_a_date_is_text() -> None:
    """Only a line of nothing but a date, perhaps with its label, states one."""
    text = "值班表\n\n2024-03-01 小王值班\n2024-03-02 小张值班\n"
    assert len([s for s in sentences(text) if s.role == "text"]) == 2


def test_a_table_of_html_within_markdown_is_rows_with_headers() -> None:
    """Each cell on a line of its own, or all on one; the words around it stay, and code is no table."""
    table = "<table>\n<tr>\n  <th>站名</th>\n  <th>水深（米）</th>\n</tr>\n<tr>\n\n  <td>东站</td>\n\n  <td>**3.5**</td>\n</tr>\n</table>"
    line = re.sub(r"\s+", "", table.replace("东站", "西站").replace("3.5", "4.1"))
    text = f"# 水情\n\n{table}\n\n另见 {line} 两站。\n\n```html\n{line}\n```\n"
    units = [(shown(text, one), one.unit) for one in sentences(text, "a.md") if one.unit]
    assert [words for words, _ in units] == ["站名 水深（米）", "东站 3.5", "站名 水深（米）", "西站 4.1"]
    for row in (units[1][1], units[3][1]):
        assert row
        assert "站名" in text[row.context[0].start : row.context[0].end]
    rest = [shown(text, one) for one in sentences(text, "a.md") if not one.unit]
    assert rest == ["水情", "另见", "两站。", line]


def test_a_first_heading_heads_a_section_if_the_document_states_another_title() -> None:
    """It titles the document if it says the same, or a part of it."""
    text = "---\ntitle: 员工手册\n---\n\n# 第一章 工时\n\n每天八小时。\n"
    (article,) = articles(text, "a.md")
    assert [block.role for block in article.blocks if block.role] == ["heading", "text"]
    assert article.metadata.title
    assert article.metadata.title.value == "员工手册"
    for heading in ("員工手册", "手册"):
        (same,) = articles(text.replace("第一章 工时", heading), "a.md")
        assert [block.role for block in same.blocks if block.role] == ["title", "text"]


def test_cues_without_marks_are_read_a_few_words_at_a_time() -> None:
    """The time of a quote is near that of its words though no cue ends with a mark."""
    said = (
        "老街建于明朝万历年间",
        "全长只有六百三十米",
        "最老的店是一家药铺",
        "它开在光绪二十二年",
        "掌柜今年八十一岁",
    )
    cues = [f"{at}\n00:00:{5 * at:02},000 --> 00:00:{5 * at + 4:02},000\n{words}\n" for at, words in enumerate(said, 1)]
    times = [sentence.unit.said_at for sentence in sentences("\n".join(cues), "a.srt") if sentence.unit]
    assert times == ["00:00:05", "00:00:20"]
    marked = [cue.replace(words, words + "，") for cue, words in zip(cues[:4], said, strict=False)]
    last = cues[4].replace(said[4], said[4] + "。")
    assert len(sentences("\n".join([*marked, last]), "a.srt")) == 1
