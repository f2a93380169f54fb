"""The rest of an answer's buttons, behind ⋯: the places of its other quotes, sharing, watching, deleting."""

from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.answers import numbered
from bot.replies.message import DELETE, Button, Message
from bot.replies.reader_links import Reader, read_button
from bot.replies.watches import WATCH
from retrieval import Answer

REST = "rest"
_MOST_SHARED = 5  # receipts, of at most 44 letters each, in the 256 characters of an inline query


def with_rest(message: Message) -> Message:
    """Return a message with ⋯ at the end of its first row."""
    first, *others = message.buttons or ((),)
    return message.model_copy(update={"buttons": ((*first, Button(text="⋯", data=REST)), *others)})


def rest_rows(
    answer: Answer | None, phrases: Phrases, reader: Reader | None, *, sharing: bool, deleting: bool
) -> tuple[tuple[Button, ...], ...]:
    """Return the rows that ⋯ brings: 📖 of all quotes but the open one, ↪ if quotes can be shared, 🔔, 🗑 in a group."""
    quotes = answer.quotes if answer else ()
    numbers = numbered(answer) if answer else range(0)
    books = [read_button(f"📖 {n}", answer, q, reader) for n, q in zip(numbers, quotes, strict=True)] if answer else []
    share = [share_button([quote.receipt for quote in quotes], phrases)] if sharing and quotes else []
    watch = [Button(text=phrases.watches.button, data=WATCH)] if answer else []
    delete = [Button(text="🗑", data=DELETE)] if deleting else []
    return tuple(tuple(row) for row in (books[1:], [*share, *watch, *delete]) if row)


def share_button(receipts: Sequence[str], phrases: Phrases) -> Button:
    """Return the button that hands quotes to another chat, where whoever presses it chooses one to post."""
    return Button(text=phrases.share, share=" ".join(receipts[:_MOST_SHARED]))
