"""Phrases of the program: one file per language, all with the same keys.

Quotes are never translated or converted; only these are.
"""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Literal, get_args

from bot.phrases.checks import CheckPhrases, TimelinePhrases, WhyPhrases
from bot.phrases.collections import CollectionPhrases
from bot.phrases.commands import Commands as Commands
from bot.phrases.doctor import DoctorPhrases
from bot.phrases.index import IndexPhrases
from bot.phrases.pages import Preview, ReaderPhrases
from bot.phrases.watches import WatchPhrases
from bot.text import one_line
from retrieval import Unread, YinjuError
from retrieval.collection import PASSED_OVER
from retrieval.model import Position, Value

Language = Literal["zh-hans", "zh-hant", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_CHINESE = ("zh", "cmn", "wuu", "yue")
_TRADITIONAL = ("tw", "hk", "mo")
_SIMPLIFIED = ("cn", "sg", "my")


class Phrases(Value):
    """The phrases of one language; names in braces are filled in by `str.format`."""

    language: Language
    start: str
    help: str
    help_ask: str
    help_check: str
    help_groups: str
    help_privacy: str
    help_privacy_off: str
    help_in_group: str
    help_in_groups: str
    tab_ask: str
    tab_check: str
    tab_groups: str
    tab_privacy: str
    help_terminal: str
    commands: Commands
    ask_what: str
    ask_here: str
    reply_which: str
    small_talk: str
    thanks: str
    who_am_i: str
    not_found: str
    try_again: str
    near: str
    missing: str
    absent: str
    missing_in_one: str
    absent_nearest: str
    follows: str
    outline_document: str
    outline_documents: str
    outline_newest: str
    did_you_mean: str
    between_words: str
    differing: str
    differing_figures: str
    differing_figure: str
    same_source: str
    also: str
    meant: str
    meant_word: str
    taken_for: str
    between_dates: str
    undated: str
    counted: str
    counted_once: str
    counted_none: str
    nearest: str
    untitled: str
    title: str
    line: str
    original: str
    more_sources: str
    sources_head: str
    source_line: str
    page: str
    changed: str
    text_only: str
    trouble: str
    late: str
    stranger: str
    too_much: str
    crowded: str
    stale_button: str
    reread: str
    kept_old: str
    added: str
    summary_note: str
    quote_note: str
    checked_read: str
    checked_unread: str
    checked_broken: str
    checked_omission: str
    unread: str
    passed_over: str
    chat_welcome: str
    chat_goodbye: str
    chat_unknown: str
    chat_no_place: str
    chat_no_quote: str
    chat_prompt: str
    bad_line: str
    not_json: str
    not_utf8: str
    no_question_field: str
    bad_history_field: str
    no_token: str
    inbox_unwritable: str
    ended_unexpectedly: str
    bad_token: str
    bad_settings: str
    bad_dotenv: str
    bad_place: str
    no_folder: str
    unusable_folder: str
    another_instance: str
    webhook_took_over: str
    unreachable: str
    privacy_on: str
    privacy_off: str
    description: str
    short_description: str
    vote_up: str
    vote_down: str
    vote_why: str
    vote_not_kept: str
    kept: str
    kept_off: str
    forget_sure: str
    forget_sure_group: str
    forget_sure_member: str
    forget_yes: str
    forget_no: str
    forget_kept: str
    forgotten: str
    forgotten_group: str
    forgotten_member: str
    stats: str
    gaps_head: str
    gaps_none: str
    gaps_more: str
    gap_unanswered: str
    nothing_kept: str
    wrongs: Mapping[str, str]
    sections: str
    sections_head: str
    open_original: str
    copy_citation: str
    chat_more: str
    chat_no_choice: str
    chat_needs: str
    more: str
    no_more: str
    share: str
    back: str
    page_quote: str
    not_in_document: str
    question_gone: str
    forwarded: str
    forwarded_ask: str
    forwarded_check: str
    starter_figure: str
    starter_value: str
    starter_claim: str
    starter_change: str
    starter_timeline: str
    starter_covers: str
    starter_about: str
    starters_chinese: str
    rest: str
    joined: str
    not_yours: str
    too_old_to_delete: str
    admins_only: str
    language_name: str
    settings_head: str
    settings_each: str
    settings_language: str
    settings_quotes: str
    settings_quotes_choice: str
    settings_mentions_on: str
    settings_mentions_off: str
    settings_mentions_yes: str
    settings_mentions_no: str
    settings_quiet: str
    settings_quiet_note: str
    settings_never: str
    settings_never_quiet: str
    settings_bad_hours: str
    checking: CheckPhrases
    why: WhyPhrases
    timeline: TimelinePhrases
    collections: CollectionPhrases
    watches: WatchPhrases
    errors: Mapping[str, str]
    reasons: Mapping[str, str]
    omissions: Mapping[str, str]
    positions: Mapping[str, str]
    stages: Mapping[str, str]
    preview: Preview
    reader: ReaderPhrases
    doctor: DoctorPhrases
    index: IndexPhrases
    open_env: str
    logged: str
    logged_questions: str
    backed_up: str
    restored: str
    webhook_needs_extra: str
    webhook_cannot_listen: str
    webhook_refused: str

    def error(self, error: YinjuError) -> str:
        """Return the sentence for an error of the library; what a file or a person named is made visible in it."""
        values = {name: self.reasons.get(str(value)) or one_line(str(value)) for name, value in error.values.items()}
        return self.errors[type(error).__name__].format(**values)

    def at(self, line: int, position: Position) -> str:
        """Return where something is: its position in the original of a converted file, else its line."""
        stated = position.model_dump(exclude_none=True)
        words = [self.positions[name].format(**{name: one_line(str(value))}) for name, value in stated.items()]
        return " ".join(words) or self.line.format(line=line)

    def not_read(self, files: Sequence[Unread]) -> list[str]:
        """Return a sentence for each file that should have been read and was not, and one for all the others."""
        others = sum(file.reason in PASSED_OVER for file in files)
        sentences = [
            self.unread.format(name=one_line(file.name), reason=self.reasons[file.reason])
            for file in files
            if file.reason not in PASSED_OVER
        ]
        return [*sentences, self.passed_over.format(count=others)] if others else sentences


@cache
def phrases(language: Language) -> Phrases:
    """Return the phrases of a language."""
    text = resources.files("bot.phrases").joinpath(f"{language}.toml").read_text("utf-8")
    return Phrases.model_validate({"language": language, **tomllib.loads(text)})


def language_of(code: str | None) -> Language:
    """Return the language to speak to somebody whose IETF code or POSIX locale this is; simplified Chinese if unknown.

    A script that is named decides, then the region; Cantonese is written in traditional characters unless told.
    """
    language, *parts = re.split("[.@]", code or "zh")[0].lower().replace("_", "-").split("-")
    if language not in _CHINESE:
        return "en"
    if "hans" in parts or "hant" in parts:
        return "zh-hans" if "hans" in parts else "zh-hant"
    if language == "yue":
        return "zh-hans" if any(part in _SIMPLIFIED for part in parts) else "zh-hant"
    return "zh-hant" if any(part in _TRADITIONAL for part in parts) else "zh-hans"


def terminal_phrases() -> Phrases:
    """Return the phrases for the person at this terminal, by the locale of the environment; English without one."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return phrases(language_of(next((name for name in names if name), "C")))
