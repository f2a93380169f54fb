"""The update that is being handled: which one it is, how it is to be answered, and what came of it."""

import time

from telegram import Update

from bot.phrases import Language
from retrieval import Answer, Library

Fact = str | int | float | bool


class HandledUpdate:
    """One update from the begin of its handling to the end.

    `numbers` name it in the log, `facts` tell what became known of it; a later fact of one name replaces the earlier.
    `language` is the one that its chat has chosen; `crowded` says that it is only to be refused, because too many wait;
    `late` that the first reply to it begins with an excuse. `library` is what it is answered from.
    """

    def __init__(self, update: object = None, *, crowded: bool = False) -> None:
        self.numbers: dict[str, Fact] = _numbers_of(update) if isinstance(update, Update) else {}
        self.facts: dict[str, Fact] = {}
        self.language: Language | None = None
        self.crowded = crowded
        self.late = False
        self.library: Library | None = None
        self.since = time.monotonic()

    def note(self, **facts: Fact) -> None:
        """Keep facts for the log; what somebody wrote may be noted as `question` alone."""
        self.facts |= facts

    def note_answer(self, question: str, answer: Answer) -> None:
        """Keep what was asked and what came of it."""
        search_ms = round(answer.milliseconds, 1)
        self.note(question=question, status=answer.status, quotes=len(answer.quotes), search_ms=search_ms)


def _numbers_of(update: Update) -> dict[str, Fact]:
    chat = update.effective_chat
    kind = next((name for name in Update.ALL_TYPES if getattr(update, name, None)), "other")
    numbers: dict[str, Fact] = {"update": update.update_id, "kind": kind}
    return numbers | ({"chat": chat.id, "type": str(chat.type)} if chat else {})
