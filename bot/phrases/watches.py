"""Phrases about questions that are watched."""

from retrieval.model import Value


class WatchPhrases(Value):
    """Answers to /watch and /watches, and news."""

    what: str
    watching: str
    now: str
    nothing_now: str
    too_many: str
    head: str
    none: str
    ended: str
    end: str
    news: str
    before: str
    nothing_before: str
