"""PDF -> Markdown, page by page, by pypdf."""

import re
from collections.abc import Iterator
from pathlib import Path

from retrieval.documents.convert.markdown import Converted

_SENTENCE_ENDS = "。！？!?；;：:”」』）)"
_CJK = re.compile(r"[\u3000-\u9fff\uff00-\uffef]")


def convert(path: Path) -> Converted:
    """Convert a PDF. Raises ValueError with a reason where it is encrypted or holds no text, as scans do."""
    from pypdf import PdfReader

    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        raise ValueError("it is encrypted")
    pages = tuple("\n\n".join(paragraphs(page.extract_text())) for page in reader.pages)
    if not any(page.strip() for page in pages):
        raise ValueError("it holds no text; a scan needs text recognition first")
    info = reader.metadata
    created = info.creation_date if info else None
    return Converted(
        pages=pages,
        paged=True,
        title=info.title if info else None,
        author=info.author if info else None,
        published=created.strftime("%Y-%m-%d") if created else None,
    )


def paragraphs(page: str) -> Iterator[str]:
    """Put lines together to paragraphs: one ends at a blank line, or where a short line ends a sentence."""
    lines = [line.strip() for line in page.splitlines()]
    longest = max(map(len, lines), default=0)
    paragraph = ""
    for line in lines:
        if paragraph and line:
            glued = _CJK.match(paragraph[-1]) or _CJK.match(line[0])
            paragraph += line if glued else f" {line}"
        else:
            paragraph = paragraph or line
        short = len(line) < 0.9 * longest
        if not line or (short and line[-1] in _SENTENCE_ENDS):
            if paragraph:
                yield paragraph
            paragraph = ""
    if paragraph:
        yield paragraph
