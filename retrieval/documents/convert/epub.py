"""EPUB -> Markdown: the book's chapters in reading order, by markdownify."""

import posixpath
import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

from retrieval.documents.convert.html import markdown_of
from retrieval.documents.convert.markdown import Converted, Part
from retrieval.documents.convert.sandbox import open_archive
from retrieval.model import Position

MAX_CHAPTER_CHARACTERS = 40
_HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*)$", re.M)
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_PACKAGE = "{http://www.idpf.org/2007/opf}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"


def convert(path: Path) -> Converted:
    """Convert a book. Raises ValueError with a reason where it is damaged or empty."""
    with open_archive(path) as archive:
        try:
            package = _package(archive)
            pages = tuple(markdown_of(archive.read(name).decode("utf-8", "replace")) for name in package[0])
        except (KeyError, AttributeError, SyntaxError, zipfile.BadZipFile):
            raise ValueError("damaged") from None
    if not any(pages):
        raise ValueError("empty")
    _, title, author, publisher = package
    return Converted(
        parts=tuple(Part(text=page, position=Position(chapter=_heading(page))) for page in pages if page),
        title=title,
        author=author,
        publisher=publisher,
    )


def _heading(page: str) -> str | None:
    """Return the first heading of a chapter, or its first line if that is short; None if it has neither."""
    found = _HEADING.search(page)
    first = page.split("\n", 1)[0].strip()
    return " ".join(found[1].split()) if found else first if len(first) <= MAX_CHAPTER_CHARACTERS else None


def _package(archive: zipfile.ZipFile) -> tuple[list[str], str | None, str | None, str | None]:
    """Return the names of the chapters in reading order, the title, the author and the publisher."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    container = etree.fromstring(archive.read("META-INF/container.xml"), parser)
    place = container.find(f".//{_CONTAINER}rootfile").get("full-path")
    package = etree.fromstring(archive.read(place), parser)
    files = {item.get("id"): item.get("href") for item in package.iter(f"{_PACKAGE}item")}
    chapters = [
        posixpath.normpath(posixpath.join(posixpath.dirname(place), unquote(files[item.get("idref")])))
        for item in package.iter(f"{_PACKAGE}itemref")
    ]
    said = [package.find(f".//{_DUBLIN}{name}") for name in ("title", "creator", "publisher")]
    title, author, publisher = (found.text if found is not None else None for found in said)
    # A book of one chapter, told to be read a million times, would be a million chapters.
    return list(dict.fromkeys(chapters)), title, author, publisher
