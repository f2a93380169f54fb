"""HTML -> Markdown: a saved web page by trafilatura, the pages inside of other formats by markdownify."""

import re
from pathlib import Path
from typing import Any

from retrieval.documents.convert.markdown import Converted, Part
from retrieval.documents.convert.table import markdown_table


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

    Tables are written with their first row as the header; the XML declaration, styles and scripts are left out.
    """
    from lxml import etree, html
    from markdownify import ATX, markdownify

    try:
        page = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", source))
    except (etree.LxmlError, ValueError, AssertionError):
        return ""
    etree.strip_elements(page, "style", "script", "head", etree.Comment, etree.ProcessingInstruction, with_tail=False)
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
