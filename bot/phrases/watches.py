"""Phrases about questions that are watched."""

from retrieval.model import Value


class WatchPhrases(Value):
    """Answers to /watch and /watches, and news."""

    what: str
    watch: str
    button: str
    watching: str
    begun: str
    follows: str
    now: str
    nothing_now: str
    too_many: str
    head: str
    none: str
    ended: str
    end: str
    news: str
    again: str
    before: str
    nothing_before: str
