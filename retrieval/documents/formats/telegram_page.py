"""Telegram's export of a chat as web pages: each message with who and when, and what it replies to."""

import re

from retrieval.arrays.slices import Cut
from retrieval.documents.blocks import Article, Block, covered
from retrieval.documents.boilerplate import split_text
from retrieval.documents.metadata import MetadataBuilder, stated
from retrieval.documents.web.outline import Outline, TextRun, outline
from retrieval.model import Span, Unit

_SIGNS = ('class="message default', 'class="history"', "pull_right date details")
_MOMENT = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}(?::\d{2})?)")
_REPLIED = re.compile(r"#go_to_message(\d{1,12})", re.IGNORECASE)
_TEXTS = frozenset(("text", "title", "question", "answer"))


class _Message:
    """A message: its runs of text, the run that names its speaker, when, and the id of the one that it replies to."""

    def __init__(self, speaker: TextRun | None) -> None:
        self.speaker = speaker
        self.moment: tuple[int, str] | None = None
        self.replied: str | None = None
        self.runs: list[TextRun] = []

    @property
    def span(self) -> Span | None:
        """The slice of its text."""
        return Span(start=self.runs[0].start, end=self.runs[-1].end) if self.runs else None


def read(text: str) -> tuple[Article, ...] | None:
    """Read a page of an export; return None if the page is none."""
    if not all(sign in text for sign in _SIGNS):
        return None
    page = outline(text)
    gathering = MetadataBuilder()
    messages = _messages(text, page)
    header = next((run for run in page.runs if _classes(page, run.element) & {"page_header"}), None)
    blocks: list[Block] = []
    if header:
        gathering.state("title", stated(header.start, text[header.start : header.end]))
        blocks.append(Block(start=header.start, end=header.end, role="title"))
    for message in messages.values():
        blocks += _blocks(text, message, messages)
    return (Article(blocks=tuple(covered(text, blocks)), metadata=gathering.metadata()),) if blocks else None


def _messages(text: str, page: Outline) -> dict[str, _Message]:
    """Return the messages by the ids of their elements, in order."""
    messages: dict[str, _Message] = {}
    of_element: list[_Message | None] = []
    for number, element in enumerate(page.elements):
        message = of_element[element.parent] if element.parent >= 0 else None
        own = _own_classes(page, number)
        if "message" in own:
            message = _Message(None) if "default" in own else None
            if message:
                messages[element.attributes.get("id", (0, str(number)))[1]] = message
        elif message and "date" in own and "title" in element.attributes and message.moment is None:
            message.moment = element.attributes["title"]
        elif message and element.name == "a" and message.replied is None:
            replied = _REPLIED.search(text, element.tag.start, element.tag.end)
            message.replied = replied and replied[1]
        of_element.append(message)
    speaker: TextRun | None = None
    for run in page.runs:
        message = of_element[run.element] if run.element >= 0 else None
        if message is None:
            continue
        classes = _classes(page, run.element)
        if "from_name" in classes and "forwarded" not in classes:
            speaker = run
        elif classes & _TEXTS:
            message.speaker = speaker
            message.runs.append(run)
    return messages


def _blocks(text: str, message: _Message, messages: dict[str, _Message]) -> list[Block]:
    span = message.span
    if span is None:
        return []
    replied = messages.get(f"message{message.replied}") if message.replied else None
    context = [replied.span] if replied and replied.span else []
    if message.speaker:
        context.append(Span(start=message.speaker.start, end=message.speaker.end))
    said_at = None
    if message.moment and (found := _MOMENT.match(message.moment[1])):
        start = message.moment[0] + found.start()
        context.append(Span(start=start, end=start + len(found[0])))
        said_at = f"{found[3]}-{found[2]}-{found[1]} {found[4]}"
    unit = Unit(
        start=span.start,
        end=span.end,
        kind="message",
        context=tuple(context),
        speaker=" ".join(text[message.speaker.start : message.speaker.end].split()) if message.speaker else None,
        said_at=said_at,
    )
    blocks = [block for run in message.runs for block in _split(text, run)]
    return [block._replace(unit=unit) if block.role else block for block in blocks]


def _split(text: str, run: TextRun) -> list[Block]:
    cuts = tuple(Cut(start, end) for start, end in run.cuts)
    return split_text(text, run.start, run.end, marks=lambda *_: cuts)


def _own_classes(page: Outline, element: int) -> set[str]:
    return set(page.elements[element].attributes.get("class", (0, ""))[1].split())


def _classes(page: Outline, element: int) -> set[str]:
    """Return the classes of an element and of those around it, up to its message."""
    found: set[str] = set()
    while element >= 0 and "message" not in found:
        found |= _own_classes(page, element)
        element = page.elements[element].parent
    return found
