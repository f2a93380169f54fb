"""HTML -> Markdown: a saved web page by trafilatura, the pages inside of other formats by markdownify."""

import re
from pathlib import Path
from typing import Any

from retrieval.documents.convert.markdown import Converted, Part
from retrieval.documents.convert.table import markdown_table
from retrieval.documents.web.tags import NOTE_LINK


def convert(path: Path) -> Converted:
    """Convert a saved web page to its article. Raises ValueError with a reason where it has none."""
    import trafilatura

    source = path.read_bytes()
    article = trafilatura.extract(
        source, output_format="markdown", include_comments=False, include_images=False, include_links=False
    )
    if not article:
        raise ValueError("no article was found in it")
    found = trafilatura.extract_metadata(source)
    return Converted(
        parts=(Part(text=article),),
        inline=True,
        title=found.title if found else None,
        author=found.author if found else None,
        publisher=found.sitename if found else None,
        published=found.date if found else None,
        url=found.url if found else None,
    )


def markdown_of(source: str) -> str:
    """Return the text of a page as Markdown: headings and lists stay, links become their words, pictures go.

    Tables are written with their first row as the header, formulas as TeX if they are written so, too; the XML
    declaration, styles, scripts, what is hidden and links to notes and back are left out.
    """
    from lxml import etree, html
    from markdownify import ATX, markdownify

    try:
        page = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source))
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
    etree.strip_elements(page, "style", "script", "head", etree.Comment, etree.ProcessingInstruction, with_tail=False)
    _leave_out_unsaid(page)
    tables = [table for table in page.iter("table") if next(table.iterancestors("table"), None) is None]
    written = [markdown_table(rows_of(table)) for table in tables]
    for number, table in enumerate(tables):
        mark = etree.Element("p")
        mark.text, mark.tail = f"\ue0ff{number}\ue0ff", table.tail
        table.getparent().replace(table, mark)
    text: str = markdownify(
        etree.tostring(page, encoding="unicode", method="html"),
        heading_style=ATX,
        strip=["a", "img", "script", "style", "b", "strong", "i", "em", "code", "kbd", "samp", "s", "del"],
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
    )
    return re.sub("\ue0ff(\\d+)\ue0ff", lambda mark: written[int(mark[1])], text).strip()


def _leave_out_unsaid(page: Any) -> None:
    """Take out of a page what says nothing, and what is said beside it."""
    for formula in page.iter("math"):
        notes = list(formula.iter("annotation", "annotation-xml"))
        tex = next((note.text_content() for note in notes if "tex" in note.get("encoding", "").lower()), None)
        if tex is not None:
            formula.text = tex
        for unsaid in notes if tex is None else list(formula):
            unsaid.drop_tree()
    for unsaid in page.xpath("//*[@aria-hidden='true']"):
        unsaid.drop_tree()
    for link in list(page.iter("a")):
        if "#" in link.get("href", "") and NOTE_LINK.fullmatch(link.text_content()):
            link.drop_tree()


def rows_of(table: Any) -> list[list[str]]:
    """Return the cells of an HTML table row by row; a merged cell is repeated over the rows and columns it spans."""
    rows: list[list[str]] = []
    spans: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        cells: list[str] = []
        waiting = [cell for cell in row if cell.tag in ("td", "th")]
        while waiting or len(cells) in spans:
            column = len(cells)
            if column in spans:
                left, text = spans.pop(column)
                if left > 1:
                    spans[column] = (left - 1, text)
                cells.append(text)
                continue
            cell = waiting.pop(0)
            text = " ".join(" ".join(cell.itertext()).split())
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for _ in range(across):
                if down > 1:
                    spans[len(cells)] = (down - 1, text)
                cells.append(text)
        rows.append(cells)
    return rows


def _span(cell: Any, name: str) -> int:
    number = cell.get(name, "1")
    return min(100, max(1, int(number))) if number.isdecimal() and len(number) < 4 else 1
