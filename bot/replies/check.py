"""What the documents say to a text -> the message that shows it, and the plain lines of it for the terminal."""

from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.answers import books, quoted
from bot.replies.checked import location_lines, marked_claim, sources_lines, verdict_lines
from bot.replies.message import LONGEST, Message, escaped
from bot.replies.reader_links import Reader, in_app, linked
from bot.text import length, shortened
from retrieval.check.examine import Checked
from retrieval.library import Library
from retrieval.lookup.difference import Difference
from retrieval.lookup.locate import Location

MOST_QUOTES = 3
"""Besides one that says otherwise than they do."""
_CLAIM_UNITS = 500
_LINES_UNITS = 800
_MORE_UNITS = 120


def claim_message(checked: Checked, library: Library, phrases: Phrases, reader: Reader | None = None) -> Message:
    """The claim with its parts marked, what the documents say, and the best quotes that prove it, each with its 📖.

    Where sources disagree, one that says otherwise is among the quotes. 📖 or the citation leads to a `reader`.
    """
    numbers = _shown(checked)
    quotes = [checked.quotes[number - 1] for number in numbers]
    differing = [at for at, number in enumerate(numbers, 1) if number in _differing(checked)]
    claim = shortened(marked_claim(checked.verdict), _CLAIM_UNITS) if checked.verdict else ""
    told = _fitting([*claim_lines(checked, phrases), *sources_lines(quotes, differing, phrases)])
    units = LONGEST - _MORE_UNITS - sum(length(line) + 2 for line in (claim, *told))
    shown = quoted(quotes, range(1, len(quotes) + 1), units, library, phrases, linked(quotes, reader))
    hidden = len(checked.quotes) - len(shown)
    foot = [f"<i>{escaped(phrases.checking.more_quotes.format(count=hidden))}</i>"] if hidden else []
    head = [escaped(part) for part in (claim, "\n".join(told)) if part]
    rows = (books(quotes[: len(shown)], range(1, len(shown) + 1)),)
    message = Message(html="\n\n".join([*head, *shown, *foot]), buttons=rows if shown else ())
    return in_app(message, reader, quotes)


def claim_lines(checked: Checked, phrases: Phrases) -> list[str]:
    """What is told of a text but for its sources: the verdict with each mismatch, and where the words stand.

    A difference in words that the verdict has named is not told again.
    """
    verdict, location = checked.verdict, checked.location
    lines = verdict_lines(verdict.model_copy(update={"quotes": (), "differing": ()}), phrases) if verdict else []
    named = [(mismatch.claimed, mismatch.found) for mismatch in verdict.mismatches] if verdict else []
    return [*lines, *location_lines(_without(location, named), phrases)] if location else lines


def sourced_lines(checked: Checked, phrases: Phrases) -> list[str]:
    """The same and, behind it, which of all its quotes disagree and of which dates they are."""
    return [*claim_lines(checked, phrases), *sources_lines(checked.quotes, _differing(checked), phrases)]


def _shown(checked: Checked) -> list[int]:
    """The numbers, from 1, of the quotes that are shown."""
    numbers, differing = list(range(1, len(checked.quotes) + 1)), _differing(checked)
    shown = numbers[:MOST_QUOTES]
    return [*shown, differing[0]] if differing and not set(differing) & set(shown) else shown


def _differing(checked: Checked) -> tuple[int, ...]:
    return checked.verdict.differing if checked.verdict else ()


def _without(location: Location, named: Sequence[tuple[str, str]]) -> Location:
    """A location without the differences that are part of what is named."""
    places = [
        place.model_copy(
            update={
                "differences": tuple(
                    d for d in place.differences if d.kind != "changed" or not any(_in(d, pair) for pair in named)
                )
            }
        )
        for place in location.places
    ]
    return location.model_copy(update={"places": tuple(places)})


def _in(difference: Difference, named: tuple[str, str]) -> bool:
    return difference.claimed in named[0] and difference.found in named[1]


def _fitting(lines: Sequence[str]) -> list[str]:
    """The first lines that fit beside quotes, and … for the others."""
    kept: list[str] = []
    for line in lines:
        if sum(length(one) + 1 for one in (*kept, line)) > _LINES_UNITS:
            return [*kept, "…"]
        kept.append(line)
    return kept
