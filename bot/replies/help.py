"""The help in five lines, and its tabs: asking, checking, groups, privacy."""

from typing import Literal, get_args

from bot.phrases import Phrases
from bot.replies.message import Button, Message, escaped

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
