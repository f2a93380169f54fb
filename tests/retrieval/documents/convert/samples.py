"""Small real files of many kinds, made by the libraries that people's programs are made of."""

import datetime
import json
import zipfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any


def workbook(path: Path) -> Path:
    """Return a workbook of two sheets; the unit is in the header."""
    import openpyxl

    book: Any = openpyxl.Workbook()
    book.active.title = "销售"
    for row in (
        ["地区", "销售额（万元）", "日期"],
        ["华东", 3275, datetime.date(2025, 3, 1)],
        ["西北", 1200.5, datetime.date(2025, 3, 2)],
    ):
        book.active.append(row)
    people = book.create_sheet("人员")
    people.append(["姓名", "职务"])
    people.append(["马骏", "项目负责人"])
    book.save(path)
    return path


def slides(path: Path) -> Path:
    """Return a presentation of two slides, the second with a table and notes."""
    import pptx

    made: Any = pptx.Presentation()
    first = made.slides.add_slide(made.slide_layouts[1])
    first.shapes.title.text, first.placeholders[1].text = "年度计划", "新园区在苏州动工。"
    second = made.slides.add_slide(made.slide_layouts[5])
    second.shapes.title.text = "预算"
    table = second.shapes.add_table(2, 2, 0, 0, 1_000_000, 1_000_000).table
    for at, text in enumerate(("项目", "金额", "绿化", "30万元")):
        table.cell(at // 2, at % 2).text = text
    second.notes_slide.notes_text_frame.text = "请提醒大家绿化招标在六月。"
    made.save(str(path))
    return path


def word(path: Path) -> Path:
    """Return a Word document with properties, a table of contents, a heading and a table."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE

    made: Any = docx.Document()
    made.core_properties.title, made.core_properties.author = "员工手册", "人力资源部"
    made.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    made.add_paragraph("目录所列的假期\t2", style="toc 1")
    made.add_heading("第一章 假期", 1)
    made.add_paragraph("员工入职满一年可休年假。")
    table = made.add_table(3, 2)
    for at, text in enumerate(("工龄", "天数", "满1年不满10年", "5天", "满10年", "10天")):
        table.cell(at // 2, at % 2).text = text
    made.save(str(path))
    return path


def text_document(path: Path) -> Path:
    """Return a text of LibreOffice with a heading."""
    from odf import text
    from odf.opendocument import OpenDocumentText

    made: Any = OpenDocumentText()
    made.text.addElement(text.H(outlinelevel=1, text="会议纪要"))
    made.text.addElement(text.P(text="会议决定修建跨河步行桥。"))
    made.save(str(path))
    return path


def spreadsheet(path: Path) -> Path:
    """Return a spreadsheet of LibreOffice."""
    from odf import table, text
    from odf.opendocument import OpenDocumentSpreadsheet

    made: Any = OpenDocumentSpreadsheet()
    sheet = table.Table(name="价目")
    for cells in (("商品", "价格"), ("毛巾", "12元")):
        row = table.TableRow()
        for words in cells:
            cell = table.TableCell(valuetype="string")
            cell.addElement(text.P(text=words))
            row.addElement(cell)
        sheet.addElement(row)
    made.spreadsheet.addElement(sheet)
    made.save(str(path))
    return path


def mail(path: Path) -> Path:
    """Return a mail with an attachment."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "李雷 <li@example.com>", "han@example.com", "周五的会议改期"
    made["Date"] = "Fri, 04 Apr 2025 10:00:00 +0800"
    made.set_content("会议改到下周一上午九点，地点在三楼会议室。")
    made.add_attachment(b"x", maintype="application", subtype="pdf", filename="议程.pdf")
    path.write_bytes(made.as_bytes())
    return path


def notebook(path: Path) -> Path:
    """Return a notebook of a text cell and a code cell."""
    cells = [
        {"cell_type": "markdown", "source": ["# 气温分析\n", "七月平均气温为二十八度。"]},
        {"cell_type": "code", "source": ["print(1)"], "outputs": [{"text": ["28\n"]}]},
    ]
    path.write_text(json.dumps({"cells": cells, "nbformat": 4}))
    return path


def book(path: Path, heading: str = "一之源") -> Path:
    """Return an electronic book of one chapter, with an XML declaration and a style sheet in it."""
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="a.opf"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        '<dc:title>茶经</dc:title></metadata><manifest><item id="a" href="a.xhtml"/></manifest>'
        '<spine><itemref idref="a"/></spine></package>'
    )
    chapter = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><head><style>p{color:red}'
        f"</style></head><body><h1>{heading}</h1><p>茶者，南方之嘉木也。</p></body></html>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in (("META-INF/container.xml", container), ("a.opf", package), ("a.xhtml", chapter)):
            archive.writestr(name, content)
    return path


def pdf(path: Path, *streams: str) -> Path:
    """Return a PDF of one page for each stream of drawing operators; /F1 is Helvetica."""
    import pypdfium2.raw as raw

    assert raw.FPDF_PAGEOBJ_PATH  # the library that will read it is here
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    kids = []
    for stream in streams:
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1<</Type/Font/Subtype/Type1"
            f"/BaseFont/Helvetica>>>>>>/Contents {len(objects) + 2} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
    data, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj{content} endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    data += f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF"
    path.write_text(data, "latin-1")
    return path


def drawn(x: float, y: float, words: str, size: int = 12) -> str:
    """Return the operators that write words of Latin letters at a place."""
    return f"BT /F1 {size} Tf {x} {y} Td ({words}) Tj ET\n"


def grid(left: int, bottom: int, columns: int, rows: int, width: int = 100, height: int = 20) -> str:
    """Return the operators that rule a table."""
    right, top = left + columns * width, bottom + rows * height
    across = "".join(f"{left} {bottom + n * height} m {right} {bottom + n * height} l S\n" for n in range(rows + 1))
    return across + "".join(f"{left + n * width} {bottom} m {left + n * width} {top} l S\n" for n in range(columns + 1))


TEXTS = {
    "库存.csv": "品名,库存（箱）\n苹果,34\n香蕉,12\n",
    "shops.tsv": "店名\t电话\n城东店\t8801\n城西店\t8802\n",
    "faq.json": json.dumps([{"question": "保修期多长？", "answer": "整机保修两年。"}] * 2, ensure_ascii=False),
    "pumps.jsonl": '{"名称": "甲型泵", "功率": "3千瓦"}\n{"名称": "乙型泵", "功率": "5千瓦"}\n',
    "install.rst": "..\n  写作约定：小节用波浪线。\n\n安装指南\n========\n\n.. toctree::\n   :maxdepth: 2\n\n   usage_page\n\n.. _make: https://example.org/m\n\n先安装 ``python_``，再在 <dir> 里运行 make_。\n\n.. note::\n\n   需要三百兆空间。\n\n用 |tool| 安装要多久，见注 [#t]_。\n\n.. [#t]\n   约十分钟。\n\n.. |tool| replace:: 安装器\n",
    "deploy.adoc": "= 部署手册\n\n服务监听 `8080` 端口。\n\n== 备份\n\n每天凌晨两点备份。\n",
    "notes.org": "#+TITLE: 读书笔记\n* 第一章\n作者认为 *勤奋* 最重要，见{{{ref(附录甲)}}}。\n",
    "paper.tex": "\\documentclass{article}\n\\begin{document}\n\\section{引言}\n本文研究 \\emph{水稻} 在 $45$ 亩地上的产量。\n\\end{document}\n",
    "heat.py": '"""温度换算。"""\n\n# 绝对零度是零下273度\nX = 1\n',
    "cart.js": '// 计算购物车的总价\nconst u = "http://x";\n/* 满两百元包邮 */\n',
    "main.go": "package main\n// 每天清理一次缓存\n",
    "query.sql": "-- 只统计已付款的订单\nselect 1;\n",
    "a.txt": "骑手每天送餐四十单。\n",
    "b.md": "# 花园公告\n\n社区花园五月开放。\n",
}


def folder(place: Path) -> Path:
    """Return a folder of 30 files: all kinds that are read, and others."""
    place.mkdir()
    for name, text in TEXTS.items():
        (place / name).write_text(text)
    workbook(place / "sales.xlsx")
    slides(place / "plan.pptx")
    word(place / "book.docx")
    text_document(place / "minutes.odt")
    spreadsheet(place / "prices.ods")
    mail(place / "moved.eml")
    notebook(place / "heat.ipynb")
    book(place / "tea.epub")
    pdf(
        place / "report.pdf", drawn(72, 700, "Cloud revenue grew."), drawn(72, 700, "Riders deliver forty meals a day.")
    )
    pdf(place / "scan.pdf", "0 0 m 9 9 l S")
    (place / "broken.docx").write_bytes(b"PK nothing")
    (place / "locked.xlsx").write_bytes(b"\xd0\xcf\x11\xe0 nothing")
    for name in ("photo.png", "~$book.docx", ".hidden", "draft.tmp"):
        (place / name).write_bytes(b"x")
    return place
