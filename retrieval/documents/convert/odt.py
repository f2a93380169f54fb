"""ODT -> Markdown: headings, paragraphs, lists, tables, and the title and author of its properties."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from retrieval.documents.convert.markdown import Converted, Part, believable_author, believable_title
from retrieval.documents.convert.sandbox import open_archive
from retrieval.documents.convert.table import markdown_table

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


def convert(path: Path) -> Converted:
    """Convert a text of LibreOffice. Raises ValueError with a reason if it is damaged or empty."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    with open_archive(path) as archive:
        try:
            body = etree.fromstring(archive.read("content.xml"), parser).find(f".//{_OFFICE}text")
            meta = etree.fromstring(archive.read("meta.xml"), parser) if "meta.xml" in archive.namelist() else None
        except (KeyError, etree.XMLSyntaxError):
            raise ValueError("damaged") from None
    text = "\n\n".join(_blocks(body)) if body is not None else ""
    if not text.strip():
        raise ValueError("empty")
    names = (f".//{_DUBLIN}title", f".//{_META}initial-creator")
    title, author = (meta.findtext(name) if meta is not None else None for name in names)
    return Converted(parts=(Part(text=text),), title=believable_title(title), author=believable_author(author))


def _blocks(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_TEXT}h":
            level = child.get(f"{_TEXT}outline-level", "1")
            yield f"{'#' * min(6, int(level) if level.isdecimal() else 1)} {_words(child)}"
        elif child.tag == f"{_TEXT}p":
            if words := _words(child):
                yield words
        elif child.tag == f"{_TABLE}table":
            rows = child.iter(f"{_TABLE}table-row")
            yield markdown_table([_words(cell) for cell in row if cell.tag.startswith(_TABLE)] for row in rows)
        elif child.tag == f"{_TEXT}list-item":
            yield "- " + " ".join(_blocks(child))
        elif isinstance(child.tag, str) and child.tag != f"{_TEXT}tracked-changes":
            yield from _blocks(child)


def _words(element: Any) -> str:
    """Return the words of a paragraph or cell; a break or tab is a space."""
    spaces = (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break")
    pieces = [
        (" " if node.tag in spaces else "") + (node.text or "") + ("" if node is element else node.tail or "")
        for node in element.iter()
        if isinstance(node.tag, str)
    ]
    return " ".join("".join(pieces).split())
