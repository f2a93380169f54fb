"""The kinds of file that are recognised, in the order in which they are asked."""

from collections.abc import Callable

from retrieval.documents.blocks import Article
from retrieval.documents.conflicts import shared_lines, without
from retrieval.documents.formats import (
    chat,
    digest,
    markdown,
    news,
    plaintext,
    record,
    several,
    subtitles,
    telegram_page,
    webpage,
)
from retrieval.documents.prose import once
from retrieval.documents.units import with_units

_READERS: tuple[Callable[[str], tuple[Article, ...] | None], ...] = (
    subtitles.read,
    chat.read,
    record.read,
    markdown.read,
    digest.read,
    news.read,
)


def articles(text: str, name: str = "") -> tuple[Article, ...]:
    """Read the articles of a file's text by the first reader that recognises its kind; plain text is any text.

    A file whose name ends in .html or .htm is a web page, whatever it holds.

    Returns them in the order of the text; none where the text has no line at all.
    """
    found = (several.read(text) if name.lower().endswith(".mbox.md") else ()) or _read(text, name)
    shared = shared_lines(text)
    return tuple(
        article._replace(blocks=with_units(text, once(text, without(shared, article.blocks)))) for article in found
    )


def _read(text: str, name: str) -> tuple[Article, ...]:
    found = telegram_page.read(text) or webpage.read(text) if name.lower().endswith((".html", ".htm")) else None
    if found is None:
        found = next((article for read in _READERS if (article := read(text)) is not None), None)
    if found is None and name.lower().endswith((".md", ".markdown")):
        found = markdown.read(text, named=True)
    if found is None:
        found = plaintext.read(text)
    return found
