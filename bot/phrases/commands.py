"""Phrases of the menu of commands."""

from retrieval.model import Value


class Commands(Value):
    """One line for each command of the menu."""

    ask: str
    sources: str
    source: str
    help: str
    privacy: str
    forget: str
    stats: str
    gaps: str
    settings: str
    why: str
    check: str
    count: str
    verify: str
    timeline: str
    add: str
    collection: str
    watch: str
    watches: str
