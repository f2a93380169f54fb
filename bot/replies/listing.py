"""Lists of numbered lines with a button each, a page at a time; the list of documents."""

from collections.abc import Callable, Sequence

from bot.phrases import Phrases
from bot.replies.answers import READ
from bot.replies.citation import about, in_collection
from bot.replies.message import Button, Message, escaped, unlinked
from retrieval import Library
from retrieval.model import Value

PAGE_LINES = 15
_IN_A_ROW = 5
SOURCES = "sources:"


class ListLine(Value):
    """A line of a list, as HTML, and the data of the button that opens what it names (1 to 64 bytes)."""

    html: str
    opens: str


class ListPage(Value):
    """Page of a list of `count` lines, from 1, and the beginning of the data of a button to another page.

    A page has `size` lines.
    """

    count: int
    page: int
    turn: str
    size: int = PAGE_LINES


def listing(head: Sequence[str], line: Callable[[int], ListLine], turning: ListPage, phrases: Phrases) -> Message:
    """Return one page of a list under a head of HTML; a page beyond the last is the last.

    `line` gives a line by its number, from 1; the button that opens it shows that number.
    """
    size = turning.size
    pages = -(-turning.count // size)
    page = min(max(turning.page, 1), pages)
    numbers = range((page - 1) * size + 1, min(page * size, turning.count) + 1)
    lines = [line(number) for number in numbers]
    opening = [Button(text=str(number), data=shown.opens) for number, shown in zip(numbers, lines, strict=True)]
    rows = [tuple(opening[at : at + _IN_A_ROW]) for at in range(0, len(opening), _IN_A_ROW)]
    turns = [(sign, to) for sign, to in (("◀", page - 1), ("▶", page + 1)) if 1 <= to <= pages]
    if turns:
        rows.append(tuple(Button(text=sign, data=f"{turning.turn}{to}") for sign, to in turns))
    foot = [escaped(phrases.more_sources.format(page=page, pages=pages))] if turns else []
    return Message(html="\n".join([*head, *(shown.html for shown in lines), *foot]), buttons=tuple(rows))


def sources_message(library: Library, page: int, phrases: Phrases) -> Message:
    """Return one page of the list of documents, counted from 1; a page beyond the last is the last."""
    documents = library.documents

    def line(number: int) -> ListLine:
        document = documents[number - 1]
        name = in_collection(about(document, phrases), document.file, library, phrases)
        said = phrases.source_line.format(number=number, name=name)
        return ListLine(html=unlinked(said), opens=READ + library.opening(number))

    head = [escaped(phrases.sources_head.format(count=len(documents)))]
    return listing(head, line, ListPage(count=len(documents), page=page, turn=SOURCES), phrases)
