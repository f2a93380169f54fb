"""The sections of a document -> the message that lists them, a page at a time, each with a button that opens it."""

from bot.phrases import Phrases
from bot.replies.citation import about
from bot.replies.listing import ON_A_PAGE, Listed, Turning, listing
from bot.replies.message import Message, escaped
from bot.replies.pages import SECTIONS, TURN
from bot.text import clipped
from retrieval.model import Contents, Section

_NAME_UNITS = 120


def sections_message(contents: Contents, page: int | None, phrases: Phrases) -> Message:
    """One page of the list, counted from 1; without a page, the one with the section that was asked from.

    That section is in bold.
    """
    sections = contents.sections

    def line(number: int) -> Listed:
        section = sections[number - 1]
        said = escaped(phrases.source_line.format(number=number, name=name_of_section(section)))
        return Listed(html=f"<b>{said}</b>" if number == contents.at + 1 else said, opens=TURN + section.receipt)

    head = [escaped(about(contents.document, phrases)), escaped(phrases.sections_head.format(count=len(sections)))]
    wanted = contents.at // ON_A_PAGE + 1 if page is None else page
    turn = f"{SECTIONS}{sections[contents.at].receipt}:"
    return listing(head, line, Turning(count=len(sections), page=wanted, turn=turn), phrases)


def name_of_section(section: Section) -> str:
    """The heading, or for want of one the first words."""
    return clipped(section.title or section.opening, _NAME_UNITS)
