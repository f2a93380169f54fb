"""Phrases of checks, timelines and explanations."""

from collections.abc import Mapping

from retrieval.model import Value


class WhyPhrases(Value):
    """Phrases of an explanation; `kind` names kinds of answers, `feature` features of sentences."""

    words: str
    searched: str
    reason: str
    has_words: str
    has_kind: str
    has_context: str
    between_reasons: str
    unknown: str
    others: str
    kinds: str
    earlier: str
    confidence: str
    none: str
    kind: Mapping[str, str]
    feature: Mapping[str, str]


class CheckPhrases(Value):
    """Phrases of claims, located texts, receipts and counted words."""

    supported: str
    contradicted: str
    not_found: str
    mismatch: str
    mismatch_alone: str
    other_measure: str
    differing: str
    dates: str
    word_for_word: str
    altered: str
    abridged: str
    stitched: str
    turned: str
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


class TimelinePhrases(Value):
    """Phrases of a timeline and its chart."""

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
