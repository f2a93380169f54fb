"""Bringing in PDF, Word, EPUB and saved web pages."""

import hashlib
import logging
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from retrieval.documents.convert.add import add
from retrieval.documents.convert.markdown import Converted, Part
from retrieval.documents.convert.pdf import PageLine, paragraphs
from retrieval.documents.convert.sandbox import confined
from retrieval.documents.reader import FolderReader
from retrieval.errors import AddingFailed, AddingKindUnknown
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library

Convert = Callable[[Path], Converted]
WORD = (
    '<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>云收入增长了34%，</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>达到398亿元。</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>骑手每天送餐四十单。</w:t></w:r></w:p></w:body></w:document>"
)
TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type='
    '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def zipped(path: Path, **files: str) -> Path:
    """Return a zip archive of these files; two underscores in a name are a slash, three a dot."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("___", ".").replace("__", "/"), text)
    return path


def docx(path: Path) -> Path:
    """Return a Word document of two paragraphs."""
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", WORD)
    return path


def epub(path: Path) -> Path:
    """Return a book of two chapters, listed in another order than they are read in."""
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>'
        "<dc:title>云的书</dc:title><dc:creator>李一</dc:creator></metadata><manifest>"
        '<item id="b" href="two.xhtml"/><item id="a" href="one.xhtml"/></manifest>'
        '<spine><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    return zipped(
        path,
        **{
            "META-INF__container___xml": container,
            "OPS__book___opf": package,
            "OPS__one___xhtml": "<html><body><h1>第一章</h1><p>云收入增长了34%。</p></body></html>",
            "OPS__two___xhtml": "<html><body><h1>第二章</h1><p>骑手每天送餐四十单。</p></body></html>",
        },
    )


def pdf(path: Path) -> Path:
    """Return a PDF of two pages with a line of text each."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R 5 0 R]/Count 2>>"]
    for number, line in ((4, "Cloud revenue grew by 34 percent."), (6, "Riders deliver forty meals a day.")):
        content = f"BT /F1 12 Tf 72 700 Td ({line}) Tj ET".encode()
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 7 0 R>>>>/Contents %d 0 R>>"
            % number
        )
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1, table, len(objects) + 1, data.index(b"xref") if b"xref" in data else len(data),
    )  # fmt: skip
    path.write_bytes(data)
    return path


def test_a_word_document_is_quoted_from_its_markdown(tmp_path: Path, analyzer: Analyzer) -> None:
    """The new file names the original and its hash, and sentences run through changes of type."""
    original, folder = docx(tmp_path / "报告 1.docx"), tmp_path / "docs"
    added = add(original, folder)
    assert added.name == "报告 1.md"
    text = added.read_text("utf-8")
    assert f"file: 报告 1.docx\nsha256: {hashlib.sha256(original.read_bytes()).hexdigest()}\n" in text
    quote = Library.read(FolderReader(folder), analyzer).ask("云收入增长").quotes[0]
    assert quote.text == "云收入增长了34%，达到398亿元。"
    assert text[quote.start : quote.end] == quote.text


def test_a_text_that_was_edited_is_never_written_over(tmp_path: Path) -> None:
    """The same original again keeps its name as long as the text is the converter's, and comes beside an edited one."""
    original, folder = docx(tmp_path / "a.docx"), tmp_path / "docs"
    added = add(original, folder)
    assert add(original, folder) == added
    edited = added.read_text("utf-8") + "\n手写的一行。\n"
    added.write_text(edited, "utf-8")
    assert add(original, folder).name == "a-2.md"
    assert added.read_text("utf-8") == edited


def test_a_pdf_keeps_its_pages_so_that_a_citation_can_name_one(tmp_path: Path, analyzer: Analyzer) -> None:
    """The page is part of the section."""
    add(pdf(tmp_path / "report.pdf"), tmp_path / "docs")
    quote = Library.read(FolderReader(tmp_path / "docs"), analyzer).ask("riders deliver meals").quotes[0]
    assert (quote.text, quote.section) == ("Riders deliver forty meals a day.", "p. 2")


def test_an_epub_comes_in_the_order_in_which_it_is_read(tmp_path: Path, analyzer: Analyzer) -> None:
    """With the book's title and author, and its chapters as sections."""
    add(epub(tmp_path / "book.epub"), tmp_path / "docs")
    library = Library.read(FolderReader(tmp_path / "docs"), analyzer)
    (document,) = library.documents
    assert (document.title, document.author) == ("云的书", "李一")
    assert [passage.section for passage in library.passages][-1] == "第二章"


def test_a_chapter_that_is_to_be_read_many_times_is_read_once(tmp_path: Path) -> None:
    """A small book could otherwise be of any length."""
    added = add(book(tmp_path / "a.epub", "OPS/book.opf", "a.xhtml", times=100_000), tmp_path / "docs")
    assert added.read_text("utf-8").count("云") == 1


def test_a_saved_page_is_its_article(tmp_path: Path, analyzer: Analyzer) -> None:
    """Without what stands around it, with the title and date of its head."""
    paragraphs = "".join(
        f"<p>第{n}段说云计算的收入在这一年里又增长了许多，而且还会继续增长下去。</p>" for n in range(1, 8)
    )
    page = (
        "<html><head><title>云的一年</title><meta property='article:published_time' content='2025-03-01'></head><body>"
        f"<nav><a href='/'>首页</a></nav><article><h1>云的一年</h1>{paragraphs}</article><footer>版权所有</footer></body></html>"
    )
    (tmp_path / "page.html").write_text(page)
    text = add(tmp_path / "page.html", tmp_path / "docs").read_text("utf-8")
    assert "title: 云的一年\n" in text
    assert "第7段说" in text
    assert "版权所有" not in text


def test_the_same_file_is_added_once_and_another_of_its_name_beside_it(tmp_path: Path) -> None:
    """Nothing is overwritten but what came from the same original."""
    first = docx(tmp_path / "a.docx")
    folder = tmp_path / "docs"
    assert add(first, folder) == add(first, folder) == folder / "a.md"
    (tmp_path / "other").mkdir()
    second = zipped(tmp_path / "other" / "a.docx")
    second.write_bytes(first.read_bytes() + b"\0")
    assert add(second, folder) == folder / "a-2.md"
    assert sorted(path.name for path in folder.iterdir()) == ["a-2.md", "a.md"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"no pdf at all", r"a\.pdf was not added: "),
        ("a.docx", b"no zip", "damaged"),
        ("a.epub", b"no zip", "damaged"),
        ("a.html", b"<html></html>", "no article was found in it"),
    ],
)
def test_a_damaged_file_is_refused_with_a_sentence(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    """And nothing is written."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(AddingFailed, match=words):
        add(tmp_path / name, tmp_path / "docs")
    assert not (tmp_path / "docs").exists()


def test_an_archive_that_would_unpack_to_far_too_much_is_refused(tmp_path: Path) -> None:
    """By what its directory says, before anything is unpacked."""
    with zipfile.ZipFile(tmp_path / "bomb.epub", "w") as archive:
        archive.writestr("a", b"")
        # The directory is written at the end; making such a file in truth would take seconds.
        archive.infolist()[0].file_size = 300 * 1024 * 1024
    with pytest.raises(AddingFailed, match="it would unpack to more than 256 MB"):
        add(tmp_path / "bomb.epub", tmp_path / "docs")


def test_other_kinds_are_named(tmp_path: Path) -> None:
    """The sentence says what can be added, and what to do with text."""
    (tmp_path / "a.xls").write_bytes(b"")
    with pytest.raises(AddingKindUnknown, match=r"only \.pdf, .*, \.html, \.htm are converted"):
        add(tmp_path / "a.zip", tmp_path / "docs")


def test_a_heading_over_two_lines_is_one() -> None:
    """A line of larger type holds fewer characters; one that is short for its type ends a heading."""
    body = "The club lets plots to the residents of the parish, who pay for them by the end of March each year."
    title = [PageLine("Bylaws of the Hollins Lane Allotment Garden", 18, 780), PageLine("and Show Club", 18, 758)]
    parts = [PageLine("Chapter one", 18, 720), PageLine("On plots", 18, 698)]
    text = [PageLine(body, 10, foot) for foot in (670, 658, 646, 634)]
    assert [one for one in paragraphs([*title, *parts, *text], 10) if one.startswith("## ")] == [
        "## Bylaws of the Hollins Lane Allotment Garden and Show Club",
        "## Chapter one",
        "## On plots",
    ]


def test_lines_of_a_pdf_become_paragraphs() -> None:
    """Lines are put together without a space between Chinese characters; a short line that ends a sentence ends one."""
    page = "云计算的收入在这一年里又增长\n了许多，成本下降。\n骑手每天送餐四十单，比去年多\n两成。\nIt grew by\n34 percent."
    feet = (700, 680, 660, 640, 600, 580)
    lines = [PageLine(text, 12, foot) for text, foot in zip(page.split("\n"), feet, strict=True)]
    assert list(paragraphs(lines, 12)) == [
        "云计算的收入在这一年里又增长了许多，成本下降。",
        "骑手每天送餐四十单，比去年多两成。",
        "It grew by 34 percent.",
    ]


def _forever(path: Path) -> Converted:
    while True:
        pass


def _much(path: Path) -> Converted:
    return Converted(parts=(Part(text="x" * 2**33),))


@pytest.mark.parametrize("convert", [_forever, _much])
def test_a_converter_is_given_so_much_time_and_memory_and_no_more(tmp_path: Path, convert: Convert) -> None:
    """A file that takes more is refused, and takes nothing else down."""
    with pytest.raises(ValueError, match="converting it takes more than 1 s or 512 MB"):
        confined(convert, tmp_path, seconds=1, memory=2**29)


def document(path: Path, body: str, prolog: str = "") -> Path:
    """Return a Word document of this body."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0"?>{prolog}<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>',
        )
    return path


def book(path: Path, place: str, chapter: str, times: int = 1) -> Path:
    """Return a book that names its package and its one chapter so, and is to be read so many times over."""
    container = (
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><container '
        'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        f'<rootfile full-path="{place}"/></rootfiles></container>'
    )
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="{chapter}"/></manifest>'
        "<spine>" + '<itemref idref="a"/>' * times + "</spine></package>"
    )
    return zipped(
        path, **{"META-INF__container___xml": container, "OPS__book___opf": package, "OPS__a___xhtml": "<p>云</p>"}
    )


def hostile(folder: Path, name: str) -> Path:
    """Return a file that is meant to do harm."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    if name == "laughs.docx":
        return document(
            folder / name, "<w:p><w:r><w:t>&l11;</w:t></w:r></w:p>", f'<!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]>'
        )
    if name == "deep.docx":
        return document(folder / name, "<w:tbl><w:tr><w:tc>" * 5000 + "</w:tc></w:tr></w:tbl>" * 5000)
    if name == "outside.epub":
        return book(folder / name, "../../../../etc/passwd", "a.xhtml")
    if name == "chapter.epub":
        return book(folder / name, "OPS/book.opf", "../../../../../etc/passwd")
    if name == "loop.pdf":
        whole = pdf(folder / name).read_bytes().replace(b"/Kids[3 0 R 5 0 R]", b"/Kids[2 0 R 2 0 R]")
        (folder / name).write_bytes(whole)
    else:
        (folder / name).write_text("<html><body>" + "<div>" * 200_000 + "云", "utf-8")
    return folder / name


@pytest.mark.parametrize("name", ["laughs.docx", "deep.docx", "outside.epub", "chapter.epub", "loop.pdf", "deep.html"])
def test_a_hostile_file_is_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    """Entities in entities, files outside of the archive, pages in pages, tags in tags; nothing is written."""
    path = hostile(tmp_path, name)
    with pytest.raises(AddingFailed):
        add(path, tmp_path / "docs")
    assert not (tmp_path / "docs").exists()


def test_an_entity_brings_in_no_file_of_this_machine(tmp_path: Path) -> None:
    """The file that it names is not read; the rest is converted as usual."""
    (tmp_path / "private").write_text("password")
    prolog = f'<!DOCTYPE a [<!ENTITY x SYSTEM "file://{tmp_path}/private">]>'
    path = document(tmp_path / "a.docx", "<w:p><w:r><w:t>云&x;</w:t></w:r></w:p>", prolog)
    with suppress(AddingFailed):
        assert "password" not in add(path, tmp_path / "docs").read_text("utf-8")


def _logs(path: Path) -> Converted:
    logging.getLogger("pdfminer").warning("something is wrong with %s", path)
    return Converted(parts=(Part(text="a"),))


def test_what_a_library_logs_of_a_file_is_not_shown(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """For some files it would be without end."""
    assert confined(_logs, tmp_path / "a").parts == (Part(text="a"),)
    assert capfd.readouterr().err == ""


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    """Such as a pipe that nobody writes to, or a folder."""
    os.mkfifo(tmp_path / "a.pdf")
    (tmp_path / "b.pdf").mkdir()
    for name in ("a.pdf", "b.pdf"):
        with pytest.raises(AddingFailed, match="it is no file"):
            add(tmp_path / name, tmp_path / "docs")


def test_a_name_leads_nowhere_else(tmp_path: Path) -> None:
    """Whatever stands in it, the document lies in the folder under a plain name."""
    path = docx(tmp_path / "..\\..\\\x1b[2J\u202e.docx")
    assert add(path, tmp_path / "docs").parent == tmp_path / "docs"
    (added,) = (tmp_path / "docs").iterdir()
    assert not set(added.name) & set("\\\x1b\u202e/")


@pytest.mark.parametrize("name", [".report.md.part", "report.md"])
def test_nothing_is_written_through_a_link(name: str, tmp_path: Path) -> None:
    """Whoever may write into the folder could have any file of the operator's overwritten."""
    folder, elsewhere = tmp_path / "documents", tmp_path / "elsewhere.txt"
    folder.mkdir()
    elsewhere.write_text("mine")
    (folder / name).symlink_to(elsewhere)
    added = add(docx(tmp_path / "report.docx"), folder)
    assert elsewhere.read_text() == "mine"
    assert "云收入增长了34%" in added.read_text("utf-8")
    assert not added.is_symlink()
