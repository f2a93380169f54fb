"""DOCX -> Markdown by mammoth, with the properties, automatic numbers and formulas that it leaves out."""

import io
import zipfile
from pathlib import Path

from retrieval.documents.convert.html import markdown_of
from retrieval.documents.convert.markdown import Converted, Part, believable_author, believable_title
from retrieval.documents.convert.sandbox import open_archive
from retrieval.documents.convert.word import core_properties, written_out

_BODY = "word/document.xml"
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""


def convert(path: Path) -> Converted:
    """Convert a Word document. Raises ValueError with a reason if it is encrypted, damaged or empty."""
    import mammoth

    with open_archive(path) as archive:
        files = {file.filename: archive.read(file) for file in archive.infolist()}
    if _BODY in files:
        files[_BODY] = written_out(files)
    rewritten = io.BytesIO()
    with zipfile.ZipFile(rewritten, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    page = markdown_of(mammoth.convert_to_html(rewritten, style_map=_STYLES).value).replace("[↑]", "").replace("↑", "")
    if not page:
        raise ValueError("empty")
    title, author = core_properties(files.get("docProps/core.xml", b""))
    return Converted(parts=(Part(text=page),), title=believable_title(title), author=believable_author(author))
