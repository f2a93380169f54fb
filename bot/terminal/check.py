"""Printed results of `yinju check`, `locate`, `count` and `verify`."""

from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.check import (
    difference_lines,
    location_lines,
    marked_claim,
    occurrence_lines,
    sourced_lines,
    stands_line,
    verdict_first,
    verdict_lines,
    verification_line,
)
from bot.replies.citation import file_place
from bot.terminal.console import LineConsole, console
from bot.terminal.print import print_quote
from bot.text import one_line, visible
from retrieval import Checked, Library, Location, Occurrences, Quote, Verdict, Verification


def print_verdict(verdict: Verdict, library: Library, phrases: Phrases) -> None:
    """Print the claim with its parts marked, what the documents say, and the quotes that prove it."""
    out = console()
    out.say(marked_claim(verdict) + "\n")
    _print_lines(verdict_first(verdict_lines(verdict, phrases), phrases), out)
    _print_quotes(verdict.quotes, library, phrases, out)


def print_checked(checked: Checked, library: Library, phrases: Phrases) -> None:
    """Print what the documents say to a text, its place if it is taken from them, and all quotes."""
    out = console()
    if checked.verdict:
        out.say(marked_claim(checked.verdict) + "\n")
    _print_lines(sourced_lines(checked, phrases), out)
    _print_quotes(checked.quotes, library, phrases, out)


def print_location(location: Location, library: Library, phrases: Phrases) -> None:
    """Print whether a text is in the documents, what differs, and every place."""
    out = console()
    _print_lines(location_lines(location, phrases), out)
    _print_quotes([quote for place in location.places for quote in place.quotes], library, phrases, out)


def print_occurrences(found: Occurrences, library: Library, phrases: Phrases) -> None:
    """Print how often a phrase appears, and every sentence with it, document by document."""
    out = console()
    _print_lines(occurrence_lines(found, phrases), out)
    number = 0
    for stands in found.documents:
        out.say(stands_line(stands, library, phrases), style="bold")
        for quote in stands.quotes:
            number += 1
            print_quote(number, quote, library, phrases, out)


def print_verification(verification: Verification, library: Library, phrases: Phrases) -> None:
    """Print the state of a receipt, what changed if that is known, and the text at its place now."""
    out = console()
    _print_lines([verification_line(verification, phrases)], out)
    _print_lines(difference_lines(verification.differences, phrases), out)
    if verification.quotes:
        _print_quotes(verification.quotes, library, phrases, out)
    elif verification.words:
        place = file_place(verification.file or "", verification.line)
        out.say(visible(verification.words) + "\n   " + place)


def print_log(found: Sequence[tuple[int, Verification]], phrases: Phrases) -> None:
    """Print the receipts of a log that are no longer unchanged, each with its line, and their counts."""
    out = console()
    for line, verification in found:
        if verification.status != "unchanged":
            head = f"{phrases.checking.receipt_line.format(line=line)}  {one_line(verification.receipt)}"
            out.say(head, style="cyan")
            _print_lines(["   " + verification_line(verification, phrases)], out)
            _print_lines(["   " + each for each in difference_lines(verification.differences, phrases)], out)
    statuses = [verification.status for _, verification in found]
    counts = {status: statuses.count(status) for status in ("unchanged", "moved", "changed", "gone")}
    out.say(phrases.checking.receipts.format(total=len(found), **counts))


def _print_lines(lines: Sequence[str], out: LineConsole) -> None:
    for line in lines:
        out.say(line)


def _print_quotes(quotes: Sequence[Quote], library: Library, phrases: Phrases, out: LineConsole) -> None:
    if quotes:
        out.say()
    for number, quote in enumerate(quotes, 1):
        print_quote(number, quote, library, phrases, out)
