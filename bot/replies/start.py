"""Messages that begin something: the greeting, the help, a greeting of groups, the offer under a forwarded message."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from bot.phrases import Phrases
from bot.replies.message import Button, Message, escaped
from retrieval.errors import QuestionTooLong
from retrieval.model import Value

ASK = "ask:"
CLAIM = "claim:"
COVERS = "covers"
MAX_DATA_BYTES = 64
_CHINESE = re.compile("[\u4e00-\u9fff]")
ASK_FORWARDED = "forwarded:ask"
CHECK_FORWARDED = "forwarded:check"


class Starter(Value):
    """A button to begin with: its text, its data of at most 64 bytes, and the line that does the same in a terminal."""

    text: str
    data: str
    typed: str


def start_message(starters: Sequence[Starter], phrases: Phrases) -> Message:
    """Return what the bot does, in two lines, and a button for each starter."""
    rows = tuple((Button(text=starter.text, data=starter.data),) for starter in starters)
    said, how = phrases.start.strip().splitlines()
    how = next(iter(in_chinese((starter.text for starter in starters), phrases)), how)
    return Message(html=escaped(f"{said}\n{how}"), buttons=rows)


def in_chinese(texts: Iterable[str], phrases: Phrases) -> tuple[str, ...]:
    """Return a sentence for who reads no Chinese: the texts are in Chinese because documents are; else none."""
    foreign = phrases.language == "en" and any(map(has_chinese, texts))
    return (phrases.starters_chinese,) if foreign else ()


def has_chinese(text: str) -> bool:
    """Return whether there is a Chinese character in a text."""
    return bool(_CHINESE.search(text))


def joined_message(phrases: Phrases, username: str, *, sees_mentions: bool) -> Message:
    """Return in three lines what the bot does there and how to ask: by a mention, if it sees them."""
    ask = f"@{username}" if sees_mentions else f"/ask@{username}"
    return Message(html=phrases.joined.strip().format(username=username, ask=ask))


def too_long_message(error: QuestionTooLong, phrases: Phrases) -> Message:
    """Return that a message is too long for a question, with the offer to check it, as people do who paste an
    article.
    """
    check = Button(text=phrases.forwarded_check, data=CHECK_FORWARDED)
    return Message(html=escaped(phrases.error(error)), buttons=((check,),))


def forwarded_message(phrases: Phrases) -> Message:
    """Return the offer, with a button for each thing that can be done."""
    ask = Button(text=phrases.forwarded_ask, data=ASK_FORWARDED)
    check = Button(text=phrases.forwarded_check, data=CHECK_FORWARDED)
    return Message(html=escaped(phrases.forwarded), buttons=((ask,), (check,)))


HELP = "help:"
Tab = Literal["ask", "check", "groups", "privacy"]
TABS: tuple[Tab, ...] = get_args(Tab)


def help_message(speech: Phrases, username: str) -> Message:
    """Return what the bot does, in five lines, and a button for each tab."""
    return Message(html=speech.help.strip().format(username=username), buttons=_tabs(None, speech))


def tab_message(tab: Tab, speech: Phrases, username: str, note: str = "") -> Message:
    """Return one tab, marked among the buttons, which lead to the others and back; `note` is its last line."""
    text = getattr(speech, f"help_{tab}").strip().format(username=username)
    html = f"{text}\n{escaped(note)}" if note else text
    return Message(html=html, buttons=_tabs(tab, speech))


def tab_in(data: str) -> Tab | None:
    """Return the tab that a button opens; None for the five lines."""
    return next((tab for tab in TABS if data == HELP + tab), None)


def _tabs(current: Tab | None, speech: Phrases) -> tuple[tuple[Button, ...], ...]:
    """Return two buttons a row, which a narrow phone shows whole."""
    names = {tab: getattr(speech, f"tab_{tab}") for tab in TABS}
    tabs = tuple(
        Button(text=f"✓ {name}", data=HELP) if tab == current else Button(text=name, data=HELP + tab)
        for tab, name in names.items()
    )
    return tabs[:2], tabs[2:]
