"""What has become of the words that a receipt cites -> the message that says so."""

from bot.phrases import Phrases
from bot.replies.answers import books, quoted
from bot.replies.checked import difference_lines, verification_line
from bot.replies.message import LONGEST, Message, escaped
from bot.replies.reader_links import Reader, in_app, linked
from bot.text import length, one_line
from retrieval.library import Library
from retrieval.lookup.verify import Verification

MOST_QUOTES = 3


def verified_message(
    verification: Verification, library: Library, phrases: Phrases, reader: Reader | None = None
) -> Message:
    """The state of a receipt, and what stands at its place now: the first sentences, each with the 📖 that opens it.

    Where what stands there is no sentence that is ever quoted, its file and line are named. With a `reader`, 📖 or the
    citation leads to it.
    """
    lines = [verification_line(verification, phrases), *difference_lines(verification.differences, phrases)]
    quotes = verification.quotes[:MOST_QUOTES]
    if verification.file and not quotes:
        lines.append(f"{one_line(verification.file)}:{verification.line}")
    numbers = range(1, len(quotes) + 1)
    units = LONGEST - sum(length(line) + 2 for line in lines)
    shown = quoted(quotes, numbers, units, library, phrases, linked(quotes, reader))
    head = "\n".join(escaped(line) for line in lines)
    message = Message(html="\n\n".join([head, *shown]), buttons=(books(quotes, numbers),) if quotes else ())
    return in_app(message, reader, quotes)
