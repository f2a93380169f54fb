"""Phrases of the menu of commands."""

from bot.phrases.phrase import Phrase
from retrieval.model import Value


class Commands(Value):
    """One line for each command of the menu."""

    ask: Phrase
    sources: Phrase
    source: Phrase
    help: Phrase
    privacy: Phrase
    forget: Phrase
    stats: Phrase
    gaps: Phrase
    settings: Phrase
    why: Phrase
    check: Phrase
    count: Phrase
    verify: Phrase
    timeline: Phrase
    add: Phrase
    collection: Phrase
    watch: Phrase
    watches: Phrase
    digest: Phrase
