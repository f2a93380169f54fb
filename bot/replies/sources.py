"""The documents -> the message that lists them, a page at a time."""

from bot.phrases import Phrases
from bot.replies.citation import about
from bot.replies.message import Button, Message, escaped
from retrieval.library import Library

SOURCES = "sources:"
ON_A_PAGE = 15


def sources_message(library: Library, page: int, phrases: Phrases) -> Message:
    """One page of the list, counted from 1; a page beyond the last is the last."""
    documents = library.documents
    pages = -(-len(documents) // ON_A_PAGE)
    page = min(max(page, 1), pages)
    first = (page - 1) * ON_A_PAGE
    lines = [escaped(phrases.sources_head.format(count=len(documents)))]
    for number, document in enumerate(documents[first : first + ON_A_PAGE], first + 1):
        lines.append(escaped(phrases.source_line.format(number=number, name=about(document, phrases))))
    if pages > 1:
        lines.append(escaped(phrases.more_sources.format(page=page, pages=pages)))
    turns = [
        Button(text=sign, data=f"{SOURCES}{to}") for sign, to in (("◀", page - 1), ("▶", page + 1)) if 1 <= to <= pages
    ]
    return Message(html="\n".join(lines), buttons=(tuple(turns),) if turns else ())
