"""Findings for a watched question: the quotes that documents have for it, and those among them that are new."""

from typing import NamedTuple

from retrieval import Library, Quote
from retrieval.errors import ClaimError

_MOST_TOLD = 3
# Quotes further down are known, so that one that moves up is not taken for a new one.
_MOST_KNOWN = 20


class Findings(NamedTuple):
    """The texts of the quotes of an answer and of many behind them, whether it is sure, and the quotes that are new."""

    known: tuple[str, ...]
    answered: bool
    new: tuple[Quote, ...]


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
    # Further quotes may be about something else, unless they give another figure for the same thing.
    numbers = sorted({1, *answer.differing})[:_MOST_TOLD]
    best = [quote for number in numbers if (quote := answer.quotes[number - 1]).text not in seen]
    return Findings(known, True, tuple(quote for quote in best if before is None or not _has(before, quote)))


def _has(before: Library, quote: Quote) -> bool:
    """Return True if a library had the words of a quote, in the same file or another."""
    if before.holds(quote.file) and quote.text in before.text(quote.file):
        return True
    try:
        return before.count(quote.text).places > 0
    except ClaimError:
        return False
