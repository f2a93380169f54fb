"""The documents -> the message that lists them, a page at a time, each with a button that opens it."""

from bot.phrases import Phrases
from bot.replies.answers import READ
from bot.replies.citation import about
from bot.replies.listing import Listed, Turning, listing
from bot.replies.message import Message, escaped
from retrieval.library import Library

SOURCES = "sources:"


def sources_message(library: Library, page: int, phrases: Phrases) -> Message:
    """One page of the list, counted from 1; a page beyond the last is the last."""
    documents = library.documents

    def line(number: int) -> Listed:
        name = about(documents[number - 1], phrases)
        said = phrases.source_line.format(number=number, name=name)
        return Listed(html=escaped(said), opens=READ + library.opening(number))

    head = [escaped(phrases.sources_head.format(count=len(documents)))]
    return listing(head, line, Turning(count=len(documents), page=page, turn=SOURCES), phrases)
