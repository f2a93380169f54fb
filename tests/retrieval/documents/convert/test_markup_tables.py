"""Tables of RST, AsciiDoc, Org and TeX become rows under a header; lines after them keep their numbers."""

from pathlib import Path

import pytest

from retrieval.documents.convert.markup import convert
from retrieval.documents.convert.markup_tables import with_tables

CASES = {
    "rst with borders": (".rst", "====  ====\n站名  水深\n====  ====\n东站  三米\n      涨潮\n西站  两米\n====  ====\n\n后文", [
        "| 站名 | 水深 |", "| --- | --- |", "| 东站 | 三米 涨潮 |", "| 西站 | 两米 |",
    ]),
    "rst grid": (".rst", "+------+------+\n| 站名 | 水深 |\n+======+======+\n| 东站 | 三米 |\n+------+------+\n后文", [
        "| 站名 | 水深 |", "| --- | --- |", "| 东站 | 三米 |",
    ]),
    "rst grid with a merged cell": (".rst", "+---+---+\n| a | b |\n+===+===+\n| whole |\n+---+---+\n后文", [
        "| a | b |", "| --- | --- |", "| whole |  |",
    ]),
    "rst list": (".rst", ".. list-table:: 水情\n   :header-rows: 1\n\n   * - 站名\n     - 水深\n   * - 东站\n     - 三\n       米\n后文", [
        "水情", "", "| 站名 | 水深 |", "| --- | --- |", "| 东站 | 三 米 |",
    ]),
    "rst csv": (".rst", ".. csv-table:: 水情\n   :header: \"站名\", \"水深\"\n\n   \"东, 站\", 三米\n\n\n后文", [
        "水情", "", "| 站名 | 水深 |", "| --- | --- |", "| 东, 站 | 三米 |",
    ]),
    "adoc by lines": (".adoc", "|===\n|站名 |水深\n|东站 |三米\n|===\n后文", ["| 站名 | 水深 |", "| --- | --- |", "| 东站 | 三米 |"]),
    "adoc by columns": (".adoc", '[cols="1,1"]\n|===\n|站名\n|水深\n\n|东站\n|三米\n\n2+|合计\n|===\n后文', [
        '[cols="1,1"]', "| 站名 | 水深 |", "| --- | --- |", "| 东站 | 三米 |", "| 合计 | 合计 |",
    ]),
    "org": (".org", "| 站名 | 水深 |\n|------+------|\n| 东站 | 三米 |\n\n后文", ["| 站名 | 水深 |", "| --- | --- |", "| 东站 | 三米 |"]),
    "tex": (".tex", "\\begin{tabular}{ll}\n\\toprule\n站名 & 水深 \\\\\n\\midrule\n\\multirow{2}{*}{东站} & 三\\&米 \\\\\n"
            "\\multicolumn{2}{c}{合计} \\\\\n\\end{tabular}\n后文", [
        "| 站名 | 水深 |", "| --- | --- |", "| 东站 | 三\\&米 |", "| 合计 | 合计 |",
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "table"), CASES.values(), ids=CASES)
def test_a_table_is_written_as_rows_under_its_header(kind: str, text: str, table: list[str]) -> None:
    """In the place where it is, and apart from the text after it."""
    lines = text.split("\n")
    numbered = with_tables(lines, kind)
    written = [line.text for line in numbered]
    assert written[: len(table)] == table
    assert written[-1] == "后文"
    assert written[-2] == ""
    assert len(written) - len(lines) in (0, 1)
    for line in numbered:
        # Of each row, the number is that of the line which its first words are on.
        first = line.text.strip("| -").split(" | ")[0].split("，")[0]
        assert first.split(",")[0] in lines[line.number - 1]


def test_anchors_index_terms_and_listings_of_asciidoc_are_read_as_what_they_are(tmp_path: Path) -> None:
    """Marks for the index and for links are no words, a placeholder is no tag, and what is in a listing no markup."""
    path = tmp_path / "a.adoc"
    path.write_text(
        "[[top]]\n== 分支\n\n((分支))很輕，(((branch)))見 <<top>> 或 <<top,上文>>，稱為 ``主線''。\n\n"
        "填 <名> 或 <name>。\n\n----\n* 圖\n----\n\n```xml\n<站>`甲`</站>\n```\n",
        "utf-8",
    )
    assert convert(path).parts[0].text.split("\n")[1:-1] == [
        "## 分支",
        "",
        "分支很輕，見  或 上文，稱為 主線。",
        "",
        "填 <名> 或 <name>。",
        "",
        "```",
        "* 圖",
        "```",
        "",
        "```",
        "<站>`甲`</站>",
        "```",
    ]


@pytest.mark.parametrize("text", [
    "\\begin{tabular}{lr}站名 & 水深 \\\\ \\hline 东站 & 三米 \\\\ \\end{tabular}",
    "\\begin{tabular}[t]{@{}lp{2cm}@{}} % 两列\n站名 & 水深 \\\\\n东站 & 三米 \\end{tabular}",
    "\\centering\\begin{tabularx}{0.9\\textwidth}{lX} 站名 & 水深 \\\\\n东站 & 三米 \\\\\n\\end{tabularx}",
])  # fmt: skip
def test_a_table_of_tex_may_begin_and_end_beside_its_rows(text: str) -> None:
    """Columns and commands before it are no cells, and no row is lost, wherever its lines are broken."""
    numbered = with_tables([*text.split("\n"), "后文"], ".tex")
    assert [line.text for line in numbered if line.text] == [
        "| 站名 | 水深 |",
        "| --- | --- |",
        "| 东站 | 三米 |",
        "后文",
    ]


def test_what_stands_beside_a_command_of_tex_is_text(tmp_path: Path) -> None:
    """Whatever begins or ends on its line; what the command is given is not."""
    path = tmp_path / "a.tex"
    path.write_text(
        "\\documentclass{article}\n\\begin{document}The bridge is old.\n\\begin{abstract}It has \\emph{nine} arches.\\end{abstract}\n"
        "\\begin{minipage}[t]{0.5\\textwidth}Its keeper is Dora.\n\\end{minipage} A toll is paid~\\cite{a}, though small.\n"
        "\\begin{figure}[h]\n\\label{sec:b} Two boats wait.\\footnote{Since May.}\n\\end{figure}\n\\end{document}\n"
    )
    assert [line for line in convert(path).parts[0].text.split("\n") if line.strip()] == [
        "The bridge is old.", "It has nine arches.", "Its keeper is Dora.", "A toll is paid, though small.",
        "Two boats wait. Since May.",
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [
    (".rst", "==== ====\n站 名"), (".adoc", "|===\n|站"), (".org", "站 | 名"), (".tex", "\\begin{tabular}{l}\n站"),
])  # fmt: skip
def test_what_does_not_end_is_no_table(kind: str, text: str) -> None:
    """Its lines stay what they are."""
    assert with_tables(text.split("\n"), kind) == list(enumerate(text.split("\n"), 1))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.org", "#+TITLE: 桥\n#+AUTHOR: 林一\n#+DATE: 2025-05-20\n\n桥在东边。\n"),
        ("a.rst", "桥\n====\n\n:Author: 林一\n:Date: 2025-05-20\n\n桥在东边。\n"),
        ("a.adoc", "= 桥\n林一 <lin@bridge.example>\nv2.1, 2025-05-20\n:toc:\n\n桥在东边。\n"),
        ("a.adoc", "= 桥\n:author: 林一\n:revdate: 2025-05-20\n\n桥在东边。\n"),
        ("a.tex", "\\title{桥}\n\\author{林一}\n\\date{2025-05-20}\n\n桥在东边。\n"),
    ],
)
def test_a_document_with_markup_states_its_author_and_date(tmp_path: Path, name: str, text: str) -> None:
    """The lines that state them are no text."""
    (tmp_path / name).write_text(text, "utf-8")
    found = convert(tmp_path / name)
    assert (found.author, found.published) == ("林一", "2025-05-20")
    assert found.parts[0].text.split() == ["#", "桥", "桥在东边。"]


def test_a_mail_address_or_a_date_further_below_states_nothing(tmp_path: Path) -> None:
    """Only the two lines below the title of AsciiDoc do; a month alone is no date, and stays."""
    (tmp_path / "a.adoc").write_text("= 桥\n\n== 维修\n林一 <lin@bridge.example>\nv2.1, 2025-05-20\n", "utf-8")
    found = convert(tmp_path / "a.adoc")
    assert (found.author, found.published) == (None, None)
    (tmp_path / "a.tex").write_text("\\title{桥}\n\\date{May 2025}\n桥在东边。\n", "utf-8")
    assert "May 2025" in convert(tmp_path / "a.tex").parts[0].text
