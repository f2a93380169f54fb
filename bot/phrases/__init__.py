"""What the program says of itself: one file per language, all with the same phrases.

Quotes are never translated or converted; only these are.
"""

import os
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal, get_args

from bot.plain import one_line
from retrieval.errors import YinjuError
from retrieval.model import Value

Language = Literal["zh-hans", "zh-hant", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
_CHINESE = ("zh", "cmn", "wuu", "yue")
_TRADITIONAL = ("tw", "hk", "mo")
_SIMPLIFIED = ("cn", "sg", "my")


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


class PreviewPage(Value):
    """What the page of the preview says, as Telegram's apps do in this language, or of the preview itself."""

    title: str
    private: str
    group: str
    person: str
    language: str
    theme: str
    members: str
    bot: str
    privacy_on: str
    privacy_off: str
    typing: str
    message: str
    send: str
    attach: str
    photo: str
    voice: str
    sticker: str
    commands: str
    reply: str
    reply_selected: str
    copy_text: str
    edit: str
    delete: str
    more: str
    cancel: str
    edited: str
    unseen: str
    start: str
    about: str
    ok: str
    copied: str
    gone: str
    lost: str
    added: str
    joined: str


class Preview(Value):
    """What `yinju preview` says in the terminal, the names that it makes up, and its page."""

    address: str
    needs_checkout: str
    needs_extra: str
    port_taken: str
    refused: str
    person: str
    group: str
    page: PreviewPage


class Why(Value):
    """What is said of how an answer came about; `kind` names kinds of answers, `feature` features of sentences."""

    words: str
    unknown: str
    others: str
    kinds: str
    earlier: str
    confidence: str
    shows: str
    none: str
    kind: Mapping[str, str]
    feature: Mapping[str, str]


class Reader(Value):
    """What `yinju serve` says in the terminal and on its pages."""

    address: str
    needs_extra: str
    cannot_listen: str
    refused: str
    no_page: str
    trouble: str
    notice: str
    home: str
    to_documents: str
    bar: str
    author: str
    editor: str
    publisher: str
    published: str
    file: str
    contents: str
    quote: str
    quotes: str
    lost: str
    outside: str
    earlier: str
    later: str


class Checking(Value):
    """What is said of claims, of texts that are looked up, of receipts and of counted words."""

    supported: str
    contradicted: str
    not_found: str
    mismatch: str
    mismatch_alone: str
    differing: str
    dates: str
    word_for_word: str
    altered: str
    in_part: str
    nowhere: str
    figure: str
    changed: str
    inserted: str
    deleted: str
    more: str
    receipt_unchanged: str
    receipt_unchanged_in_changed: str
    receipt_moved: str
    receipt_changed: str
    receipt_gone: str
    receipt_line: str
    receipts: str
    places: str
    spelled: str
    term: str
    no_claim_field: str
    check_what: str
    count_what: str
    verify_what: str
    verify: str
    more_quotes: str
    word_gone: str
    claim_gone: str


class TimelineSaid(Value):
    """What is said of the figures of a thing by date, and of the chart of them."""

    what: str
    head: str
    nothing: str
    advice: str
    by_sentence: str
    by_document: str
    undated_told: str
    more: str
    chart_caption: str
    chart_saved: str
    chart_too_few: str
    chart_needs_extra: str
    chart_unwritable: str


class Phrases(Value):
    """The phrases of one language; names in braces are filled in by `str.format`."""

    language: Language
    start: str
    help: str
    help_group: str
    help_terminal: str
    commands: Commands
    ask_what: str
    ask_here: str
    small_talk: str
    not_found: str
    missing: str
    between_words: str
    differing: str
    also: str
    meant: str
    meant_word: str
    taken_for: str
    between_dates: str
    undated: str
    counted: str
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
    reread: str
    kept_old: str
    added: str
    summary_note: str
    quote_note: str
    checked_read: str
    checked_unread: str
    checked_omission: str
    unread: str
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
    bad_token: str
    bad_settings: str
    bad_dotenv: str
    bad_place: str
    no_folder: str
    unusable_folder: str
    another_instance: str
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
    question_gone: str
    forwarded: str
    forwarded_ask: str
    forwarded_check: str
    starter_figure: str
    starter_about: str
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
    settings_mentions_on: str
    settings_mentions_off: str
    settings_mentions_yes: str
    settings_mentions_no: str
    settings_quiet: str
    settings_quiet_note: str
    settings_never: str
    settings_never_quiet: str
    settings_bad_hours: str
    checking: Checking
    why: Why
    timeline: TimelineSaid
    errors: Mapping[str, str]
    reasons: Mapping[str, str]
    omissions: Mapping[str, str]
    preview: Preview
    reader: Reader

    def error(self, error: YinjuError) -> str:
        """The sentence for an error of the library; what a file or a person named is made visible in it."""
        values = {name: self.reasons.get(str(value)) or one_line(str(value)) for name, value in error.values.items()}
        return self.errors[type(error).__name__].format(**values)


@cache
def phrases(language: Language) -> Phrases:
    """The phrases of a language."""
    text = resources.files("bot.phrases").joinpath(f"{language}.toml").read_text("utf-8")
    return Phrases.model_validate({"language": language, **tomllib.loads(text)})


def language_of(code: str | None) -> Language:
    """The language to speak to somebody whose IETF code or POSIX locale this is; simplified Chinese if unknown.

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
    """The phrases for the person at this terminal, by the locale of the environment; English without one."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return phrases(language_of(next((name for name in names if name), "C")))
