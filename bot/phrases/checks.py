"""Phrases of checks, timelines and explanations."""

from collections.abc import Mapping

from bot.phrases.phrase import Phrase
from retrieval.model import Value


class WhyPhrases(Value):
    """Phrases of an explanation; `kind` names kinds of answers, `feature` features of sentences."""

    words: Phrase
    searched: Phrase
    reason: Phrase
    has_words: Phrase
    has_kind: Phrase
    has_context: Phrase
    between_reasons: Phrase
    unknown: Phrase
    others: Phrase
    kinds: Phrase
    earlier: Phrase
    confidence: Phrase
    newest_first: Phrase
    none: Phrase
    kind: Mapping[str, Phrase]
    feature: Mapping[str, Phrase]


class CheckPhrases(Value):
    """Phrases of claims, located texts, receipts and counted words."""

    supported: Phrase
    contradicted: Phrase
    not_found: Phrase
    mismatch: Phrase
    mismatch_alone: Phrase
    other_measure: Phrase
    differing: Phrase
    dates: Phrase
    word_for_word: Phrase
    altered: Phrase
    abridged: Phrase
    stitched: Phrase
    turned: Phrase
    in_part: Phrase
    nowhere: Phrase
    figure: Phrase
    changed: Phrase
    inserted: Phrase
    deleted: Phrase
    more: Phrase
    receipt_unchanged: Phrase
    receipt_unchanged_in_changed: Phrase
    receipt_moved: Phrase
    receipt_changed: Phrase
    receipt_gone: Phrase
    receipt_line: Phrase
    receipts: Phrase
    places: Phrase
    spelled: Phrase
    term: Phrase
    no_claim_field: Phrase
    check_what: Phrase
    count_what: Phrase
    verify_what: Phrase
    verify: Phrase
    more_quotes: Phrase
    word_gone: Phrase
    claim_gone: Phrase


class TimelinePhrases(Value):
    """Phrases of a timeline and its chart."""

    what: Phrase
    head: Phrase
    nothing: Phrase
    advice: Phrase
    by_sentence: Phrase
    by_document: Phrase
    undated_told: Phrase
    more: Phrase
    chart_caption: Phrase
    chart_saved: Phrase
    chart_too_few: Phrase
    chart_needs_extra: Phrase
    chart_unwritable: Phrase
