"""Messages about watched questions: that one is watched, the list of them, and news."""

from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.answers import books, folded, quoted
from bot.replies.message import MAX_MESSAGE_UNITS, Button, Message, escaped
from bot.storage.watches import WatchedQuestion
from bot.text import clipped, length
from retrieval import Library, Quote

WATCH, UNWATCH = "watch", "unwatch:"
_QUESTION_UNITS = 200
_QUOTE_UNITS = 300
_IN_A_ROW = 5


def with_watch(message: Message, phrases: Phrases) -> Message:
    """Return a message with a row for 🔔 at the end of its buttons."""
    watch = Button(text=phrases.watches.watch, data=WATCH)
    return message.model_copy(update={"buttons": (*message.buttons, (watch,))})


def watching_message(watched: WatchedQuestion, phrases: Phrases) -> Message:
    """Return that a question is watched, and what is known for now."""
    said = phrases.watches
    now = said.now.format(quote=clipped(watched.seen[0], _QUOTE_UNITS)) if watched.answered else said.nothing_now
    head = said.watching.format(question=_short(watched))
    return Message(html=escaped(f"{head}\n{now}"), buttons=((_end(watched, said.end),),))


def begun_message(begun: WatchedQuestion | str, phrases: Phrases) -> Message:
    """Return that a question is watched, or the reason why it is not."""
    return Message(html=escaped(begun)) if isinstance(begun, str) else watching_message(begun, phrases)


def watches_message(watches: Sequence[WatchedQuestion], phrases: Phrases) -> Message:
    """Return the list of watched questions, with a button that ends each."""
    said = phrases.watches
    if not watches:
        return Message(html=escaped(said.none))
    lines = [phrases.source_line.format(number=n, name=_short(one)) for n, one in enumerate(watches, 1)]
    ends = [_end(one, f"🔕 {number}") for number, one in enumerate(watches, 1)]
    rows = tuple(tuple(ends[at : at + _IN_A_ROW]) for at in range(0, len(ends), _IN_A_ROW))
    return Message(html=escaped("\n".join([said.head, *lines])), buttons=rows)


def news_message(watched: WatchedQuestion, new: Sequence[Quote], library: Library, phrases: Phrases) -> Message:
    """Return the new quotes for a watched question, and what was there before."""
    said = phrases.watches
    head = said.news.format(question=_short(watched))
    before = (
        said.before.format(quote=clipped(watched.seen[0], _QUOTE_UNITS)) if watched.answered else said.nothing_before
    )
    numbers = range(1, len(new) + 1)
    shown = quoted(new, numbers, MAX_MESSAGE_UNITS - length(head) - length(before) - 4, library, phrases)
    html = "\n\n".join([f"<b>{escaped(head)}</b>", *folded(shown), f"<i>{escaped(before)}</i>"])
    return Message(html=html, buttons=(books(new, numbers), (_end(watched, said.end),)))


def _short(watched: WatchedQuestion) -> str:
    return clipped(watched.question, _QUESTION_UNITS)


def _end(watched: WatchedQuestion, text: str) -> Button:
    return Button(text=text, data=f"{UNWATCH}{watched.id}")
