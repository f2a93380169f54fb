"""Buttons of the page that try a feature each, with words of the documents."""

from bot.phrases import Phrases
from bot.replies.start import ASK, CLAIM
from bot.starters import starters_of
from bot.web.preview.stage import Role
from retrieval import Library
from retrieval.model import Value

_TIMELINE = "/timeline "


class TriedText(Value):
    """A text that is written in a chat: sent or not, as a reply to the step before it or not, by whom."""

    text: str
    sent: bool = True
    replies: bool = False
    by_another: bool = False


class Try(Value):
    """A feature to try in a chat; without steps a file is chosen and sent."""

    name: str
    chat: Role
    steps: tuple[TriedText, ...] = ()


def tries_of(library: Library, username: str, phrases: Phrases) -> tuple[Try, ...]:
    """Return what can be tried with these documents; `username` is the bot's."""
    starters = starters_of(library, phrases)
    question = next((one.typed for one in starters if one.data == ASK + one.typed), "")
    claim = next((one.data.removeprefix(CLAIM) for one in starters if one.data.startswith(CLAIM)), "")
    term = next((one.typed.removeprefix(_TIMELINE) for one in starters if one.typed.startswith(_TIMELINE)), "")
    said, at_bot, doubted = phrases.preview.tries, f"@{username}", TriedText(text=claim, by_another=True)
    found: tuple[tuple[str, str, Role, tuple[TriedText, ...]], ...] = (
        (question, said.ask, "private", (TriedText(text=question),)),
        (claim, said.check, "private", (TriedText(text=f"/check {claim}"),)),
        (term, said.timeline, "private", (TriedText(text=_TIMELINE + term),)),
        (term, said.count, "private", (TriedText(text=f"/count {term}"),)),
        (question, said.why, "private", (TriedText(text=question), TriedText(text="/why"))),
        (question, said.watch, "private", (TriedText(text=f"/watch {question}"),)),
        ("/sources", said.sources, "private", (TriedText(text="/sources"),)),
        ("/settings", said.settings, "private", (TriedText(text="/settings"),)),
        (said.file, said.file, "private", ()),
        (question, said.group_ask, "group", (TriedText(text=f"/ask{at_bot} {question}"),)),
        (claim, said.group_check, "group", (doubted, TriedText(text=f"/check{at_bot}", replies=True))),
        (question, said.topic, "forum", (TriedText(text=f"/ask{at_bot} {question}"),)),
        (question, said.inline, "elsewhere", (TriedText(text=f"{at_bot} {question}", sent=False),)),
        (claim, said.guest, "elsewhere", (doubted, TriedText(text=f"{at_bot} {said.doubt}", replies=True))),
    )
    return tuple(Try(name=name, chat=chat, steps=steps) for needed, name, chat, steps in found if needed)
