"""Phrases that only chats need: the menu of commands, settings, watched questions, and the owner's digest."""

from bot.phrases.phrase import Phrase
from retrieval.model import Value


class SettingsPhrases(Value):
    """Answers to /settings, and its buttons."""

    head: Phrase
    each: Phrase
    language: Phrase
    quotes: Phrase
    quotes_choice: Phrase
    mentions_on: Phrase
    mentions_off: Phrase
    mentions_yes: Phrase
    mentions_no: Phrase
    quiet: Phrase
    quiet_note: Phrase
    never: Phrase
    never_quiet: Phrase
    bad_hours: Phrase
    hours_in_groups: Phrase


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
