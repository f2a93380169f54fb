"""DOCX -> Markdown, by mammoth."""

from pathlib import Path

from retrieval.documents.convert.archive import open_archive
from retrieval.documents.convert.html import markdown_of
from retrieval.documents.convert.markdown import Converted


def convert(path: Path) -> Converted:
    """Convert a Word document. Raises ValueError with a reason where it is damaged or empty."""
    import mammoth

    open_archive(path).close()
    with path.open("rb") as file:
        page = markdown_of(mammoth.convert_to_html(file).value)
    if not page:
        raise ValueError("it holds no text")
    return Converted(pages=(page,))
