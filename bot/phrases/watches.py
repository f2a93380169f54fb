"""Phrases about questions that are watched."""

from bot.phrases.phrase import Phrase
from retrieval.model import Value


class WatchPhrases(Value):
    """Answers to /watch and /watches, and news."""

    what: Phrase
    watch: Phrase
    button: Phrase
    watching: Phrase
    begun: Phrase
    follows: Phrase
    now: Phrase
    nothing_now: Phrase
    too_many: Phrase
    head: Phrase
    none: Phrase
    ended: Phrase
    end: Phrase
    news: Phrase
    again: Phrase
    before: Phrase
    nothing_before: Phrase
