"""A text that somebody wants checked -> all that the documents say to it: whether they mean it, whether they wrote it.

People check two things without telling which: a sentence that somebody made up, and words that somebody took from
somewhere. A text is therefore judged, and where it stands there (nearly) as it is, it is told besides where, and what
differs. One that is long and stands there as a whole is not judged: every difference is told letter by letter then, and
a verdict on each of dozens of parts would only say the same at length. Of one that is long and stands there in part, it
is told which sentences do; a short one is judged sentence by sentence anyhow.
"""

from collections.abc import Callable
from itertools import zip_longest

from retrieval.check.verdict import Verdict
from retrieval.lookup.joints import ends_sentence
from retrieval.lookup.locate import Location
from retrieval.model import Quote, Value

LONG_TEXT_CHARACTERS = 200
"""Characters of a text from which on it is long."""
NEAR_TEXT_SHARE = 0.8
"""The share of its letters that must be the same for a text to be taken from a place; a paraphrase shares fewer."""
_SURELY_TAKEN = 0.9


class Checked(Value):
    """Examination of a text: a verdict, its place in the documents, or both.

    `location` has only places where the words stand nearly as they are, and is None where there are none.
    """

    text: str
    verdict: Verdict | None = None
    location: Location | None = None

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotes of the verdict, then those of the places that share no words with them, each one's first first."""
        shown = list(self.verdict.quotes) if self.verdict else []
        for row in zip_longest(*(place.quotes for place in (self.location.places if self.location else ()))):
            shown += [quote for quote in row if quote and all(not _same(quote, other) for other in shown)]
        return tuple(shown)


def examine(text: str, locate: Callable[[str], Location], check: Callable[[str], Verdict]) -> Checked:
    """Check a text by locating and judging it; raises what the two raise."""
    location = _near(locate(text), long=len(text) > LONG_TEXT_CHARACTERS)
    if location and location.status != "in_part" and len(text) > LONG_TEXT_CHARACTERS:
        return Checked(text=text, location=location)
    verdict = check(text)
    # What stands there word for word says what stands there, however it was taken apart.
    if location and location.status == "word_for_word" and verdict.verdict != "supported":
        return Checked(text=text, location=location)
    if location and verdict.verdict == "supported" and _made_of_two(text, location):
        # Each half stands somewhere, and nowhere that the one goes with the other.
        return Checked(text=text, location=location)
    return Checked(text=text, verdict=verdict, location=None if location and _misleads(location, verdict) else location)


def _misleads(location: Location, verdict: Verdict) -> bool:
    """Return if a text is no altered quote of its place: a row of a table, which nobody quotes letter by letter, or a
    sentence with another figure, if the verdict knows one with the figure of the text.
    """
    if location.status not in ("altered", "abridged"):
        return False
    place = location.places[0]
    if location.status == "altered" and any(quote.row for quote in place.quotes):
        return True
    has_other_figure = any(difference.figure and difference.kind == "changed" for difference in place.differences)
    proven = any(_same(quote, other) for quote in place.quotes for other in verdict.quotes)
    return verdict.verdict == "supported" and has_other_figure and not proven and place.likeness < _SURELY_TAKEN


def _made_of_two(text: str, location: Location) -> bool:
    """Return if one sentence of a text is put together from two sentences of the documents."""
    if location.status != "stitched":
        return False
    one, other = location.places
    is_of_one = any(_same(quote, beside) for quote in one.quotes for beside in other.quotes)
    return not is_of_one and not ends_sentence(text[one.own.end : other.own.start])


def _near(location: Location, *, long: bool) -> Location | None:
    if location.status in ("abridged", "stitched"):
        return location
    places = tuple(place for place in location.places if place.likeness >= NEAR_TEXT_SHARE)
    return location.model_copy(update={"places": places}) if places and (long or location.status != "in_part") else None


def _same(quote: Quote, other: Quote) -> bool:
    return quote.file == other.file and quote.start < other.end and other.start < quote.end
