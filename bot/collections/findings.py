"""Findings for a watched question or claim: the quotes that documents have for it, and those of them that are new."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from retrieval import Library, Quote
from retrieval.errors import ClaimError

_MOST_TOLD = 3
# Quotes further down are known, so that one that moves up is not taken for a new one.
_MOST_KNOWN = 20


class Findings(NamedTuple):
    """The texts of the quotes of an answer and of many behind them, if it is sure, and the quotes that are new.

    Of a claim also the verdict, which is sure if the documents say anything.
    """

    known: tuple[str, ...]
    answered: bool
    new: tuple[Quote, ...]
    verdict: Literal["supported", "contradicted", "not_found"] | None = None


def findings(
    question: str,
    library: Library,
    history: tuple[str, ...] = (),
    seen: tuple[str, ...] = (),
    before: Library | None = None,
) -> Findings:
    """Return what a library has for a question that follows others; new is a quote that was not `seen`, nor `before`.

    Only a sure answer has something new. Raises QuestionError.
    """
    answer = library.ask(question, history, most=_MOST_KNOWN)
    known = tuple(quote.text for quote in answer.quotes)
    if answer.status != "answered":
        return Findings(known, False, ())
    return Findings(known, True, _new(answer.quotes, answer.differing, seen, before))


def claim_findings(claim: str, library: Library, seen: tuple[str, ...] = (), before: Library | None = None) -> Findings:
    """Return what a library says to a claim; new is a quote that was not `seen`, nor `before`. Raises ClaimError."""
    verdict = library.check(claim)
    known = tuple(quote.text for quote in verdict.quotes)
    if verdict.verdict == "not_found":
        return Findings(known, False, (), verdict.verdict)
    return Findings(known, True, _new(verdict.quotes, verdict.differing, seen, before), verdict.verdict)


def _new(
    quotes: Sequence[Quote], differing: Sequence[int], seen: tuple[str, ...], before: Library | None
) -> tuple[Quote, ...]:
    """Return the best quotes that are new; others may be about something else, unless they say that it differs."""
    best = [quotes[number - 1] for number in sorted({1, *differing})[:_MOST_TOLD] if number <= len(quotes)]
    unseen = [quote for quote in best if quote.text not in seen]
    return tuple(quote for quote in unseen if before is None or not _has(before, quote))


def _has(before: Library, quote: Quote) -> bool:
    """Return True if a library had the words of a quote, in the same file or another."""
    if before.holds(quote.file) and quote.text in before.text(quote.file):
        return True
    try:
        return before.count(quote.text).places > 0
    except ClaimError:
        return False
