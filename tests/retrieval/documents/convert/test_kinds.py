"""Documents of all kinds in one folder: each is read with its place in the original, or named with the reason."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from retrieval.collection import Collection, SourceFile, Unread
from retrieval.documents.convert.markdown import believable_title
from retrieval.documents.convert.pdf import convert as convert_pdf
from retrieval.documents.convert.store import Conversions
from retrieval.documents.folder import FoundFile, read_source, survey
from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from retrieval.model import Position
from tests.retrieval.documents.convert import samples


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of 30 files, once for all."""
    return samples.folder(tmp_path_factory.mktemp("kinds") / "docs")


@pytest.fixture(scope="module")
def collection(place: Path) -> Collection:
    """Return what is read of it."""
    return FolderReader(place).read()


def test_every_file_of_a_folder_is_accounted_for(place: Path, collection: Collection) -> None:
    """Thirty files: each is read, or named with its reason; one that fails stops no other."""
    unread = {file.name: file.reason for file in (*collection.unread, *collection.passed_over)}
    assert unread == {
        "broken.docx": "damaged",
        "locked.xlsx": "encrypted",
        "scan.pdf": "without a text layer: a scan needs text recognition first",
        "photo.png": "a kind that is not read",
        "~$book.docx": "a temporary file",
        "draft.tmp": "a temporary file",
        ".hidden": "hidden",
    }
    read = {file.name for file in collection.files}
    assert read | unread.keys() == {path.name for path in place.iterdir()}
    assert len(read) + len(unread) == 30
    assert {document.file for document in collection.documents} == read


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("book.docx", "员工入职满一年可休年假。"),
        ("book.docx", "| 满1年不满10年 | 5天 |"),
        ("cart.js", "满两百元包邮"),
        ("deploy.adoc", "服务监听 8080 端口。"),
        ("faq.json", "问：保修期多长？\n答：整机保修两年。"),
        ("heat.ipynb", "七月平均气温为二十八度。"),
        ("heat.py", "绝对零度是零下273度"),
        ("install.rst", "先安装 python_，再在 \\<dir> 里运行 make。"),
        ("install.rst", "用 安装器 安装要多久，见注 [t]。"),
        ("install.rst", "   约十分钟。"),
        ("main.go", "每天清理一次缓存"),
        ("minutes.odt", "会议决定修建跨河步行桥。"),
        ("moved.eml", "会议改到下周一上午九点，地点在三楼会议室。"),
        ("notes.org", "作者认为 勤奋 最重要，见附录甲。"),
        ("paper.tex", "本文研究 水稻 在 45 亩地上的产量。"),
        ("plan.pptx", "| 绿化 | 30万元 |"),
        ("plan.pptx", "请提醒大家绿化招标在六月。"),
        ("prices.ods", "| 毛巾 | 12元 |"),
        ("pumps.jsonl", "| 乙型泵 | 5千瓦 |"),
        ("query.sql", "只统计已付款的订单"),
        ("report.pdf", "Riders deliver forty meals a day."),
        ("sales.xlsx", "| 西北 | 1200.5 | 2025-03-02 |"),
        ("shops.tsv", "| 城西店 | 8802 |"),
        ("tea.epub", "茶者，南方之嘉木也。"),
        ("库存.csv", "| 香蕉 | 12 |"),
    ],
)
def test_a_file_is_read_as_the_markdown_of_its_content(collection: Collection, file: str, words: str) -> None:
    """Sentences whole, records as rows under a header, questions with their answers."""
    assert f"\n{words}\n" in f"\n{collection.by_name[file].text}\n"


def test_markup_styles_and_code_are_no_text(collection: Collection) -> None:
    """Nothing of declarations, style sheets, directives, comments, preambles, statements or contents is left."""
    texts = "\n".join(file.text for file in collection.files)
    for markup in (
        "<?xml",
        "color:red",
        ".. note",
        "documentclass",
        "const u",
        "select 1",
        "#+TITLE",
        "``",
        "写作",
        "usage_",
        "目录所列",
    ):
        assert markup not in texts.replace("```", "")


def test_what_properties_state_is_known_of_a_document(collection: Collection) -> None:
    """The title and author of a Word document, a mail's subject, sender and date; else the name of the file."""
    known = {document.file: (document.title, document.author, document.published) for document in collection.documents}
    assert known["book.docx"] == ("员工手册", "人力资源部", None)
    assert known["moved.eml"] == ("周五的会议改期", "李雷", "2025-04-04")
    assert known["tea.epub"][0] == "茶经"
    assert (known["sales.xlsx"][0], known["库存.csv"][0]) == ("sales", "库存")


@pytest.mark.parametrize("title", ["PowerPoint 演示文稿", "幻灯片 1", "Document1", "草稿_2.md", "(anonymous)"])
def test_what_a_program_put_there_is_no_title(title: str) -> None:
    """A document with such a title is named by its first heading or its file."""
    assert believable_title(title) is None
    assert believable_title(f"关于{title}") == (f"关于{title}" if "." not in title else None)


@pytest.mark.parametrize(
    ("file", "words", "position"),
    [
        ("report.pdf", "Riders", Position(page=2)),
        ("plan.pptx", "30万元", Position(slide=2)),
        ("sales.xlsx", "马骏", Position(sheet="人员", cell="A2")),
        ("sales.xlsx", "西北", Position(sheet="销售", cell="A3")),
        ("库存.csv", "香蕉", Position(cell="A3")),
        ("a.txt", "骑手", Position(line=1)),
        ("faq.json", "整机保修", Position(record=1)),
        ("pumps.jsonl", "乙型泵", Position(record=2)),
        ("heat.ipynb", "七月平均", Position(cell="1")),
        ("moved.eml", "会议改到", Position()),
        ("book.docx", "满一年可休", Position()),
    ],
)
def test_a_place_is_known_in_the_original(collection: Collection, file: str, words: str, position: Position) -> None:
    """A page, a slide, a sheet with the first cell of the row, a line, a record, a notebook's cell, a chapter or none."""
    source = collection.by_name[file]
    assert collection.position(file, source.text.index(words)) == position


def test_a_quote_and_its_page_name_the_original_and_the_place_in_it(place: Path, analyzer: Analyzer) -> None:
    """Also after the index was opened anew."""
    index = place.parent / "index"
    for _ in range(2):
        library = Library.open(place, index=index)
        quote = library.ask("how many meals do riders deliver a day").quotes[0]
        assert (quote.file, quote.position) == ("report.pdf", Position(page=2))
        assert library.text(quote.file)[quote.start : quote.end] == quote.text
        assert library.resolve(quote.receipt).position == Position(page=2)


@pytest.mark.process
def test_a_script_runs_once_though_files_are_converted(tmp_path: Path) -> None:
    """Also one without a guard around what it does, which multiprocessing would run again in each process."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.csv").write_text("名称,数量\n苹果,3\n", "utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\nfrom retrieval import Library\nprint('begun')\n"
        f"print(len(Library.open(Path({str(tmp_path / 'docs')!r})).files))\n",
        "utf-8",
    )
    ran = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False)
    assert ran.stdout == "begun\n1\n", ran.stderr


def test_a_file_is_converted_once(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The result is kept by the hash of the original, and removed with it."""
    conversions = Conversions(tmp_path / "kept")
    path = place / "heat.py"
    first = conversions.convert(path, "0" * 64)
    monkeypatch.setattr("retrieval.documents.convert.sandbox.confined", None)
    assert Conversions(tmp_path / "kept").convert(path, "0" * 64) == first
    conversions.keep_only(set())
    assert list((tmp_path / "kept").iterdir()) == []


def test_a_kind_whose_library_is_missing_is_named_with_the_command(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every other file is read."""

    def found(name: str) -> object:
        return None if name == "pypdfium2" else find_spec(name)

    monkeypatch.setattr("retrieval.documents.convert.kinds.find_spec", found)
    _, passed_over = survey(place)
    needing = [file.name for file in passed_over if file.reason == "a kind that needs yinju[documents]"]
    assert needing == ["report.pdf", "scan.pdf"]


def test_a_ruled_table_of_a_pdf_is_rows(tmp_path: Path) -> None:
    """Its cells are those between the lines; what is beside the table is not in it."""
    words = ["Region", "Sales", "East", "3275", "West", "1200"]
    cells = "".join(samples.drawn(105 + at % 2 * 100, 645 - at // 2 * 20, word) for at, word in enumerate(words))
    page = samples.drawn(72, 720, "Sales by region.") + samples.grid(100, 600, 2, 3) + cells
    text = convert_pdf(samples.pdf(tmp_path / "a.pdf", page)).parts[0].text
    assert text.split("\n\n") == [
        "Sales by region.",
        "| Region | Sales |\n| --- | --- |\n| East | 3275 |\n| West | 1200 |",
    ]


def test_words_in_a_cell_of_a_pdf_stay_apart(tmp_path: Path) -> None:
    """Their spaces have no place on the page."""
    words = ["Wind", "Action", "Gale 17 m/s", "stop all work"]
    cells = "".join(samples.drawn(105 + at % 2 * 150, 625 - at // 2 * 20, word) for at, word in enumerate(words))
    text = convert_pdf(samples.pdf(tmp_path / "a.pdf", samples.grid(100, 600, 2, 2, 150) + cells)).parts[0].text
    assert text.endswith("| Gale 17 m/s | stop all work |")


def test_the_largest_type_of_the_first_lines_titles_a_pdf(tmp_path: Path) -> None:
    """Also below other lines; a document that states its title has that one."""
    page = samples.drawn(72, 760, "For internal use") + samples.drawn(72, 720, "Crane manual", 22)
    page += samples.drawn(72, 690, "The crane lifts at most ninety tonnes in calm weather.")
    assert convert_pdf(samples.pdf(tmp_path / "a.pdf", page)).title == "Crane manual"


def test_what_a_pdf_draws_over_itself_is_read_once(tmp_path: Path) -> None:
    """Bold type is often made like that; letters that are written twice stay two."""
    page = "".join(samples.drawn(72 + shift, 700, "Annual balance of offices") for shift in (0, 0.2, 0.4))
    assert convert_pdf(samples.pdf(tmp_path / "a.pdf", page)).parts[0].text == "Annual balance of offices"


@pytest.mark.parametrize("shift", [0, 0.4, 0.9])
def test_a_letter_drawn_again_is_read_once_however_narrow(tmp_path: Path, shift: float) -> None:
    """An l is less than half as wide as most letters, and drawn as far aside; those of a word that has two stay two."""
    widths = {"h": 556, "i": 222, "l": 222, "s": 500, "t": 278, "e": 556, " ": 278, ".": 278}
    place, page = 72.0, ""
    for letter in "hills tell less.":
        page += "".join(samples.drawn(round(place + more, 2), 700, letter) for more in (0, shift))
        place += widths[letter] * 12 / 1000
    assert convert_pdf(samples.pdf(tmp_path / "a.pdf", page)).parts[0].text == "hills tell less."


def test_larger_type_of_a_pdf_is_a_heading(tmp_path: Path) -> None:
    """So that a quote has a section."""
    lines = ["Cloud revenue grew by a third in the year.", "Costs fell by a tenth in the same time."]
    page = samples.drawn(72, 720, "Results", 20)
    page += "".join(samples.drawn(72, 690 - 16 * at, line) for at, line in enumerate(lines))
    text = convert_pdf(samples.pdf(tmp_path / "a.pdf", page)).parts[0].text
    assert text.split("\n\n")[0] == "## Results"


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    """A head that differs by its figure alone is the same one."""
    pages = [
        samples.drawn(72, 760, f"Report {number}")
        + samples.drawn(72, 700, f"Sentence {word} stays here.")
        + samples.drawn(300, 30, str(number))
        for number, word in enumerate(("alpha", "beta", "gamma"), 1)
    ]
    parts = convert_pdf(samples.pdf(tmp_path / "a.pdf", *pages)).parts
    assert [part.text for part in parts] == [f"Sentence {word} stays here." for word in ("alpha", "beta", "gamma")]


def test_a_cell_with_a_line_break_or_a_bar_stays_one_row(tmp_path: Path) -> None:
    """A CSV is read by its rules, not by its lines."""
    path = tmp_path / "a.csv"
    path.write_text('品名,说明\n苹果,"红,\n甜|脆"\n')
    source = read_source(FoundFile("a.csv", path, (0, 0, 0)), tmp_path)
    assert isinstance(source, SourceFile)
    assert "| 苹果 | 红, 甜\\|脆 |" in source.text


def test_a_file_that_vanishes_is_named(tmp_path: Path) -> None:
    """As any other that cannot be opened."""
    assert isinstance(read_source(FoundFile("a.pdf", tmp_path / "a.pdf", (0, 0, 0)), tmp_path), Unread)
