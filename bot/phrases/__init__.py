"""Phrases of the program: one file per language, all with the same keys; quotes are never translated or converted."""

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Literal, get_args

from bot.phrases.chats import Commands as Commands
from bot.phrases.chats import DigestPhrases, SettingsPhrases, WatchPhrases
from bot.phrases.checks import CheckPhrases, TimelinePhrases, WhyPhrases
from bot.phrases.collections import CollectionPhrases
from bot.phrases.command_line import DoctorPhrases, IndexPhrases, UsagePhrases
from bot.phrases.pages import Preview, ReaderPhrases
from bot.phrases.phrase import Phrase
from bot.text import one_line
from retrieval import YinjuError
from retrieval.collection import PASSED_OVER, Unread
from retrieval.model import Position, Value

Language = Literal["zh-hans", "zh-hant", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_CHINESE = ("zh", "cmn", "wuu", "yue")
_TRADITIONAL = ("tw", "hk", "mo")
_SIMPLIFIED = ("cn", "sg", "my")

_NUMBER = re.compile(r"\d+")
_IN_BRACKETS = re.compile(r" ?\([^()]{1,80}\)$")


class Phrases(Value):
    """The phrases of one language; names in braces are filled in by `str.format`."""

    language: Language
    start: Phrase
    help: Phrase
    help_ask: Phrase
    help_check: Phrase
    help_groups: Phrase
    help_privacy: Phrase
    help_privacy_off: Phrase
    help_in_group: Phrase
    help_in_groups: Phrase
    tab_ask: Phrase
    tab_check: Phrase
    tab_groups: Phrase
    tab_privacy: Phrase
    help_terminal: Phrase
    commands: Commands
    ask_what: Phrase
    ask_here: Phrase
    reply_which: Phrase
    small_talk: Phrase
    thanks: Phrase
    who_am_i: Phrase
    not_found: Phrase
    try_again: Phrase
    near: Phrase
    missing: Phrase
    absent: Phrase
    missing_in_one: Phrase
    absent_nearest: Phrase
    documents_dated: Phrase
    follows: Phrase
    outline_document: Phrase
    outline_documents: Phrase
    outline_newest: Phrase
    did_you_mean: Phrase
    between_words: Phrase
    differing: Phrase
    differing_figures: Phrase
    differing_figure: Phrase
    same_source: Phrase
    also: Phrase
    meant: Phrase
    meant_word: Phrase
    taken_for: Phrase
    between_dates: Phrase
    undated: Phrase
    counted: Phrase
    counted_once: Phrase
    counted_none: Phrase
    nearest: Phrase
    untitled: Phrase
    title: Phrase
    original: Phrase
    more_sources: Phrase
    sources_head: Phrase
    source_line: Phrase
    page: Phrase
    changed: Phrase
    text_only: Phrase
    picture_words: Phrase
    trouble: Phrase
    late: Phrase
    stranger: Phrase
    too_much: Phrase
    crowded: Phrase
    stale_button: Phrase
    reread: Phrase
    kept_old: Phrase
    added: Phrase
    summary_note: Phrase
    quote_note: Phrase
    checked_read: Phrase
    checked_unread: Phrase
    checked_broken: Phrase
    checked_omission: Phrase
    checked_sum: Phrase
    unread: Phrase
    passed_over: Phrase
    chat_welcome: Phrase
    chat_goodbye: Phrase
    chat_unknown: Phrase
    chat_no_place: Phrase
    chat_last_page: Phrase
    chat_first_page: Phrase
    chat_no_quote: Phrase
    chat_prompt: Phrase
    bad_line: Phrase
    not_json: Phrase
    not_utf8: Phrase
    no_question_field: Phrase
    bad_history_field: Phrase
    no_token: Phrase
    inbox_unwritable: Phrase
    ended_unexpectedly: Phrase
    bad_token: Phrase
    bad_settings: Phrase
    bad_dotenv: Phrase
    no_folder: Phrase
    unusable_folder: Phrase
    unusable_path: Phrase
    another_instance: Phrase
    webhook_took_over: Phrase
    unreachable: Phrase
    privacy_on: Phrase
    privacy_off: Phrase
    description: Phrase
    short_description: Phrase
    vote_up: Phrase
    vote_down: Phrase
    vote_why: Phrase
    vote_not_kept: Phrase
    kept: Phrase
    kept_off: Phrase
    forget_sure: Phrase
    forget_sure_group: Phrase
    forget_sure_member: Phrase
    forget_yes: Phrase
    forget_no: Phrase
    forget_kept: Phrase
    forgotten: Phrase
    forgotten_group: Phrase
    forgotten_member: Phrase
    stats: Phrase
    gaps_head: Phrase
    gaps_none: Phrase
    gaps_more: Phrase
    gap_unanswered: Phrase
    nothing_kept: Phrase
    wrongs: Mapping[str, Phrase]
    sections: Phrase
    sections_head: Phrase
    open_original: Phrase
    copy_citation: Phrase
    chat_more: Phrase
    chat_no_choice: Phrase
    chat_needs: Phrase
    more: Phrase
    no_more: Phrase
    share: Phrase
    back: Phrase
    read_place: Phrase
    page_quote: Phrase
    not_in_document: Phrase
    question_gone: Phrase
    forwarded: Phrase
    forwarded_ask: Phrase
    forwarded_check: Phrase
    starter_figure: Phrase
    starter_value: Phrase
    starter_claim: Phrase
    starter_change: Phrase
    starter_timeline: Phrase
    starter_covers: Phrase
    starter_about: Phrase
    starters_chinese: Phrase
    rest: Phrase
    joined: Phrase
    not_yours: Phrase
    too_old_to_delete: Phrase
    admins_only: Phrase
    language_name: Phrase
    settings: SettingsPhrases
    checking: CheckPhrases
    why: WhyPhrases
    timeline: TimelinePhrases
    collections: CollectionPhrases
    watches: WatchPhrases
    digest: DigestPhrases
    errors: Mapping[str, Phrase]
    reasons: Mapping[str, Phrase]
    omissions: Mapping[str, Phrase]
    positions: Mapping[str, Phrase]
    stages: Mapping[str, Phrase]
    preview: Preview
    reader: ReaderPhrases
    doctor: DoctorPhrases
    index: IndexPhrases
    usage: UsagePhrases
    open_env: Phrase
    logged: Phrase
    logged_questions: Phrase
    backed_up: Phrase
    restored: Phrase
    webhook_needs_extra: Phrase
    webhook_cannot_listen: Phrase
    webhook_refused: Phrase

    def error(self, error: YinjuError) -> str:
        """Return the sentence for an error of the library; what a file or a person named is made visible in it."""
        values = {
            name: self.cause(str(value)) if name == "reason" else one_line(str(value))
            for name, value in error.values.items()
        }
        return self.errors[type(error).__name__].format(**values)

    def reason(self, name: str) -> str:
        """Return the words for a reason why a file was not read; empty for another name."""
        return self.reasons[name].format() if name in self.reasons else ""

    def cause(self, said: str) -> str:
        """Return the words for what the system or a library says went wrong; what is unknown, as it is."""
        ending = _IN_BRACKETS.search(said)
        for known in (said, *((said[: ending.start()], ending[0].strip()) if ending else ())):
            if words := self.reason(known):
                return words
            if form := self.usage.causes.get(_NUMBER.sub("#", known).rstrip(".")):
                return form.format(*_NUMBER.findall(known))
        return one_line(said)

    def at(self, position: Position) -> str:
        """Return where something is in a file as its reader has it; empty for a kind that has no positions."""
        stated = {name: one_line(str(value)) for name, value in position.model_dump(exclude_none=True).items()}
        numbered = {"cell": "numbered_cell"} if stated.get("cell", "").isdigit() else {}
        return " ".join(self.positions[numbered.get(name, name)].format(**{name: stated[name]}) for name in stated)

    def not_read(self, files: Sequence[Unread]) -> list[str]:
        """Return a sentence for each file that should have been read and was not, and one for all the others."""
        others = sum(file.reason in PASSED_OVER for file in files)
        sentences = [
            self.unread.format(name=one_line(file.name), reason=self.reason(file.reason))
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
