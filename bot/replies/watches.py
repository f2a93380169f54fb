"""Messages about watched questions: that one is watched, the list of them, and news."""

import re
from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.answers import books, folded, quoted
from bot.replies.check import SIGNS
from bot.replies.message import MAX_MESSAGE_UNITS, Button, Message, escaped
from bot.storage.watches import WatchedQuestion
from bot.text import clipped, length
from retrieval import Library, Quote

WATCH, WATCH_CLAIM, UNWATCH = "watch", "watch:claim", "unwatch:"
_QUESTION_UNITS = 200
_QUOTE_UNITS = 300
_IN_A_ROW = 5
MAX_WATCHED_UNITS = 200
# The verdict is told in the line after the claim that it is about.
_VERDICT = re.compile(rf"^(?:{'|'.join(SIGNS.values())}) ", re.MULTILINE)


def with_watch(message: Message, phrases: Phrases) -> Message:
    """Return a message with a row for 🔔 at the end of its buttons."""
    watch = Button(text=phrases.watches.watch, data=WATCH)
    return message.model_copy(update={"buttons": (*message.buttons, (watch,))})


def with_claim_watch(message: Message, claim: str, phrases: Phrases) -> Message:
    """Return the message of a verdict with a row for 🔔, unless the claim is too long to be watched."""
    if length(claim) > MAX_WATCHED_UNITS:
        return message
    watch = Button(text=phrases.watches.button, data=WATCH_CLAIM)
    return message.model_copy(update={"buttons": (*message.buttons, (watch,))})


def claim_told(text: str) -> str:
    """Return the claim that a message with a verdict is about, which it shows with a sign after each part."""
    verdict = _VERDICT.search(text)
    shown = text[: verdict.start()] if verdict else ""
    return re.sub("|".join(SIGNS.values()), "", shown).strip()


def watching_message(watched: WatchedQuestion, phrases: Phrases) -> Message:
    """Return that a question is watched, and what is known for now."""
    said = phrases.watches
    known = _known(watched, phrases)
    now = said.now.format(quote=known) if known else said.nothing_now
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


def news_message(
    watched: WatchedQuestion, after: WatchedQuestion, new: Sequence[Quote], library: Library, phrases: Phrases
) -> Message:
    """Return the new quotes for a watched question, or the new verdict on a claim, and what was there before."""
    said = phrases.watches
    head = said.news.format(question=_short(watched))
    head = f"{head}\n{_verdict(after, phrases)}" if after.verdict else head
    known = _known(watched, phrases)
    before = said.before.format(quote=known) if known else said.nothing_before
    numbers = range(1, len(new) + 1)
    shown = quoted(new, numbers, MAX_MESSAGE_UNITS - length(head) - length(before) - 4, library, phrases)
    html = "\n\n".join([f"<b>{escaped(head)}</b>", *folded(shown), f"<i>{escaped(before)}</i>"])
    rows = (books(new, numbers), (_end(watched, said.end),))
    return Message(html=html, buttons=tuple(row for row in rows if row))


def _known(watched: WatchedQuestion, phrases: Phrases) -> str:
    """Return the best quote that is known, after the verdict on a claim; "" if a question has no answer."""
    quote = clipped(watched.seen[0], _QUOTE_UNITS) if watched.answered else ""
    return f"{_verdict(watched, phrases)} {quote}".strip() if watched.verdict else quote


def _verdict(watched: WatchedQuestion, phrases: Phrases) -> str:
    said = phrases.checking
    told = {"supported": said.supported, "contradicted": said.contradicted, "not_found": said.not_found}
    verdict = watched.verdict or "not_found"
    return f"{SIGNS[verdict]} {told[verdict]}"


def _short(watched: WatchedQuestion) -> str:
    return clipped(watched.question, _QUESTION_UNITS)


def _end(watched: WatchedQuestion, text: str) -> Button:
    return Button(text=text, data=f"{UNWATCH}{watched.id}")
