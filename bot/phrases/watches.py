"""Phrases about questions that are watched."""

from bot.phrases.phrase import Phrase
from retrieval.model import Value


class WatchPhrases(Value):
    """Answers to /watch and /watches, and news."""

    what: Phrase
    watching: Phrase
    now: Phrase
    nothing_now: Phrase
    too_many: Phrase
    head: Phrase
    none: Phrase
    ended: Phrase
    end: Phrase
    news: Phrase
    before: Phrase
    nothing_before: Phrase
