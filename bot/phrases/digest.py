"""Phrases of the owner's digest."""

from bot.phrases.phrase import Phrase
from retrieval.model import Value


class DigestPhrases(Value):
    """Answers to /digest, and the lines of a digest."""

    off: Phrase
    chosen: Phrase
    bad: Phrase
    daily: Phrase
    weekly: Phrase
    days: tuple[Phrase, Phrase, Phrase, Phrase, Phrase, Phrase, Phrase]
    button_off: Phrase
    head: Phrase
    new: Phrase
    changed: Phrase
    gone: Phrase
    asked: Phrase
    against: Phrase
    gaps: Phrase
    faults: Phrase
    failing: Phrase
    more: Phrase
    nothing: Phrase
