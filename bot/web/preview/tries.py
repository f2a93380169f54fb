"""Buttons of the page that try a feature each, with words of the documents."""

from bot.phrases import Phrases
from bot.replies.start import ASK, CLAIM
from bot.starters import find_starters
from bot.web.preview.stage import Role
from retrieval import Library
from retrieval.model import Value

_TIMELINE = "/timeline "


class Step(Value):
    """A text that is written in a chat: sent or not, as a reply to the step before it or not, by whom."""

    text: str
    sent: bool = True
    replies: bool = False
    by_another: bool = False


class Try(Value):
    """A feature to try in a chat; without steps a file is chosen and sent."""

    name: str
    chat: Role
    steps: tuple[Step, ...] = ()


def tries_of(library: Library, username: str, phrases: Phrases) -> tuple[Try, ...]:
    """Return what can be tried with these documents; `username` is the bot's."""
    starters = find_starters(library, phrases)
    question = next((one.typed for one in starters if one.data == ASK + one.typed), "")
    claim = next((one.data.removeprefix(CLAIM) for one in starters if one.data.startswith(CLAIM)), "")
    term = next((one.typed.removeprefix(_TIMELINE) for one in starters if one.typed.startswith(_TIMELINE)), "")
    said, at_bot, doubted = phrases.preview.tries, f"@{username}", Step(text=claim, by_another=True)
    found: tuple[tuple[str, str, Role, tuple[Step, ...]], ...] = (
        (question, said.ask, "private", (Step(text=question),)),
        (claim, said.check, "private", (Step(text=f"/check {claim}"),)),
        (term, said.timeline, "private", (Step(text=_TIMELINE + term),)),
        (term, said.count, "private", (Step(text=f"/count {term}"),)),
        (question, said.why, "private", (Step(text=question), Step(text="/why"))),
        (question, said.watch, "private", (Step(text=f"/watch {question}"),)),
        ("/sources", said.sources, "private", (Step(text="/sources"),)),
        ("/settings", said.settings, "private", (Step(text="/settings"),)),
        (said.file, said.file, "private", ()),
        (question, said.group_ask, "group", (Step(text=f"/ask{at_bot} {question}"),)),
        (claim, said.group_check, "group", (doubted, Step(text=f"/check{at_bot}", replies=True))),
        (question, said.topic, "forum", (Step(text=f"/ask{at_bot} {question}"),)),
        (question, said.inline, "elsewhere", (Step(text=f"{at_bot} {question}", sent=False),)),
        (claim, said.guest, "elsewhere", (doubted, Step(text=f"{at_bot} {said.doubt}", replies=True))),
    )
    return tuple(Try(name=name, chat=chat, steps=steps) for needed, name, chat, steps in found if needed)
