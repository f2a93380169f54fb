"""PPTX -> Markdown, one part a slide with its tables and notes, by python-pptx."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from retrieval.documents.convert.markdown import Converted, Part, believable_author, believable_title
from retrieval.documents.convert.sandbox import open_archive
from retrieval.documents.convert.table import markdown_table
from retrieval.model import Position


def convert(path: Path) -> Converted:
    """Convert a presentation. Raises ValueError with a reason if it is damaged or empty."""
    open_archive(path).close()
    import pptx

    presentation = pptx.Presentation(str(path))
    parts = [
        Part(text=text, position=Position(slide=number))
        for number, slide in enumerate(presentation.slides, 1)
        if (text := "\n\n".join(_slide(slide)))
    ]
    if not parts:
        raise ValueError("empty")
    properties = presentation.core_properties
    return Converted(
        parts=tuple(parts),
        title=believable_title(properties.title) or _first_title(presentation.slides) or path.stem,
        author=believable_author(properties.author),
    )


def _first_title(slides: Iterable[Any]) -> str | None:
    """Return the title of the first slide, if it has one."""
    title = next((slide.shapes.title for slide in slides), None)
    return None if title is None else believable_title(" ".join(title.text_frame.text.split()))


def _slide(slide: Any) -> Iterator[str]:
    title = slide.shapes.title
    if title is not None and title.text_frame.text.strip():
        yield f"## {' '.join(title.text_frame.text.split())}"
    own = None if title is None else title.shape_id
    yield from _shapes(shape for shape in slide.shapes if shape.shape_id != own)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield from _paragraphs(slide.notes_slide.notes_text_frame)


def _shapes(shapes: Iterable[Any]) -> Iterator[str]:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _shapes(shape.shapes)
        elif getattr(shape, "has_table", False):
            yield markdown_table([cell.text for cell in row.cells] for row in shape.table.rows)
        elif shape.has_text_frame:
            yield from _paragraphs(shape.text_frame)


def _paragraphs(frame: Any) -> Iterator[str]:
    for paragraph in frame.paragraphs:
        if text := " ".join("".join(run.text for run in paragraph.runs).split()):
            yield text
