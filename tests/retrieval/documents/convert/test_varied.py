"""Ten questions on each of 28 kinds of document in one folder, answered with the place in the original."""

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from retrieval.library import Library
from retrieval.model import Quote
from tests.retrieval.documents.convert import varied_files

QUESTIONS: dict[str, list[dict[str, Any]]] = defaultdict(list)
for line in varied_files.QUESTIONS.read_text("utf-8").splitlines():
    item = json.loads(line)
    QUESTIONS[item["file"]].append(item)
TITLES = {
    "crane.pdf": "Harbour crane manual", "inverter.py": "inverter.py", "messages.html": "果园合作社", "ticket.js": "ticket.js",
    "仪器.rst": "测距仪手册", "农场.pptx": "智慧农场项目汇报", "制茶.srt": "制茶", "古桥.md": "古桥调查", "合同.eml": "关于桐木采购合同的修改意见",
    "土壤.ipynb": "土壤盐度分析", "地质.vtt": "地质", "宠物.json": "宠物", "展品.jsonl": "展品", "水情.xls": "水情", "湿地.docx": "湿地公园管理办法",
    "滑雪场.html": "云顶滑雪场开放公告", "潮汐.txt": "潮汐观测站值班须知", "灯塔.epub": "海岛灯塔志", "社团.ods": "社团", "网关.adoc": "网关部署手册",
    "航班.tsv": "航班", "装修群.txt": "装修监理群", "议事会.odt": "社区议事会纪要", "论文.tex": "盐沼固碳能力的估算", "读书.org": "航海史读书笔记",
    "门店.xlsx": "门店", "骑行群.json": "周末骑行群", "鸟类.csv": "鸟类",
}  # fmt: skip


# Kinds whose lines people see; the others have pages, slides, cells, records, chapters or times, or nothing of the kind.
LINED = (".rst", ".adoc", ".org", ".tex", ".py", ".js", ".md", ".txt", ".html")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder."""
    return varied_files.folder(tmp_path_factory.mktemp("varied") / "docs")


@pytest.fixture(scope="module")
def library(folder: Path) -> Library:
    """Return the library of the folder, opened once for all."""
    return Library.open(folder)


def _is_on_its_line(quote: Quote, original: Path) -> bool:
    """Tell if the line that a quote names holds its first word, or if it names none in a file without lines."""
    line = quote.position.line
    if line is None or original.suffix not in LINED:
        return line is None and original.suffix not in LINED
    # In the original, markup may part the word.
    first = re.search(r"\w{1,2}", quote.row[0].value if quote.row else quote.shown.text)
    return first is not None and first[0] in original.read_text("utf-8").split("\n")[line - 1]


def _answers(quote: Quote, item: dict[str, Any], original: Path) -> bool:
    """Tell if a quote holds the answer of a question, at its place in the original."""
    place = {
        **quote.position.model_dump(exclude_none=True),
        "speaker": quote.speaker,
        "said_at": (quote.said_at or "")[:10],
    }
    stated = {name: value for name, value in item.items() if name not in ("file", "question", "answer")}
    held = quote.file == item["file"] and item["answer"] in quote.shown.text and _is_on_its_line(quote, original)
    return held and all(place.get(name) == value for name, value in stated.items())


@pytest.mark.parametrize("file", QUESTIONS)
def test_questions_are_answered_with_the_place_in_the_original(library: Library, folder: Path, file: str) -> None:
    """Eight of ten at least, by page, sheet and cell, slide, record, time, line, or who said it and when."""
    missed = [
        item["question"]
        for item in QUESTIONS[file]
        if not any(_answers(quote, item, folder / file) for quote in library.ask(item["question"]).quotes)
    ]
    assert len(QUESTIONS[file]) == 10
    assert len(missed) <= 2, missed


def test_every_document_has_the_title_that_it_states(library: Library) -> None:
    """If it states none, the name of its file."""
    assert {document.file: document.title for document in library.documents} == TITLES


def test_a_row_shows_its_cells_after_their_headers(library: Library) -> None:
    """Of a header of two levels both, also over merged columns."""
    quote = library.ask("半日票周末多少钱").quotes[0]
    assert quote.shown.text == "票种：半日票 · 价格（元） 平日：168 · 价格（元） 周末：228"
    assert [cell.value for cell in quote.row] == ["半日票", "168", "228"]
