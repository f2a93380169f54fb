"""Verdicts, locations, verifications, counts -> the plain lines that tell them, for the terminal and for messages."""

from collections.abc import Sequence

from bot.phrases import Phrases
from bot.replies.citation import about
from bot.text import clipped, visible
from retrieval.check.verdict import Mismatch, State, Verdict
from retrieval.library import Library
from retrieval.lookup.count import Occurrences, Stands
from retrieval.lookup.difference import Difference
from retrieval.lookup.locate import Location, Place
from retrieval.lookup.verify import Verification
from retrieval.model import Quote

SIGNS: dict[State, str] = {"supported": "✅", "contradicted": "❌", "not_found": "❔"}
_MOST_DIFFERENCES = 8
_WORDS_UNITS = 80
_DATES_UNITS = 200


def marked_claim(verdict: Verdict) -> str:
    """The claim with a sign behind each of its parts."""
    text, at = "", 0
    for part in verdict.parts:
        text += verdict.claim[at : part.end] + SIGNS[part.state]
        at = part.end
    return visible(text + verdict.claim[at:])


def verdict_lines(verdict: Verdict, phrases: Phrases) -> list[str]:
    """What the documents say to a claim: the verdict, each mismatch, whether sources disagree, and their dates."""
    said = phrases.checking
    head = {"supported": said.supported, "contradicted": said.contradicted, "not_found": said.not_found}
    lines = [f"{SIGNS[verdict.verdict]} {head[verdict.verdict]}"]
    lines += [_mismatch(mismatch, phrases) for mismatch in verdict.mismatches]
    return [*lines, *sources_lines(verdict.quotes, verdict.differing, phrases)]


def sources_lines(quotes: Sequence[Quote], differing: Sequence[int], phrases: Phrases) -> list[str]:
    """Which quotes, counted from 1, say otherwise than the others, and of which dates all of them are."""
    said = phrases.checking
    numbers = phrases.between_dates.join(map(str, differing))
    dates = phrases.between_dates.join(dict.fromkeys(quote.published or phrases.undated for quote in quotes))
    lines = [said.differing.format(numbers=numbers)] if numbers else []
    return [*lines, said.dates.format(dates=clipped(dates, _DATES_UNITS))] if dates else lines


def location_lines(location: Location, phrases: Phrases) -> list[str]:
    """Whether a text stands in the documents, and what is different about it, misquoted figures first."""
    said = phrases.checking
    if not location.places:
        return [said.nowhere]
    if location.status == "in_part":
        return [
            said.in_part,
            *difference_lines(tuple(d for place in location.places for d in place.differences), phrases),
        ]
    best = location.places[0]
    if location.status == "word_for_word":
        return [said.word_for_word]
    return [said.altered.format(share=_share(best)), *difference_lines(best.differences, phrases)]


def difference_lines(differences: tuple[Difference, ...], phrases: Phrases) -> list[str]:
    """Differences, one a line, the first ones; and how many more there are."""
    lines = [_difference(difference, phrases) for difference in differences[:_MOST_DIFFERENCES]]
    more = len(differences) - len(lines)
    return [*lines, phrases.checking.more.format(count=more)] if more else lines


def verification_line(verification: Verification, phrases: Phrases) -> str:
    """What has become of the words that a receipt cites."""
    said = phrases.checking
    if verification.status == "unchanged":
        return said.receipt_unchanged_in_changed if verification.file_changed else said.receipt_unchanged
    return {"moved": said.receipt_moved, "changed": said.receipt_changed}.get(verification.status, said.receipt_gone)


def occurrence_lines(found: Occurrences, phrases: Phrases) -> list[str]:
    """How often a phrase stands there; what is spelled nearly like it, where it stands nowhere."""
    lines = [
        phrases.counted.format(
            phrase=clipped(found.phrase, _WORDS_UNITS), places=found.places, documents=len(found.documents)
        )
    ]
    terms = [phrases.checking.term.format(term=visible(term.term), places=term.places) for term in found.nearest]
    return [*lines, phrases.checking.spelled.format(terms=phrases.between_dates.join(terms))] if terms else lines


def stands_line(stands: Stands, library: Library, phrases: Phrases) -> str:
    """How often a phrase stands in one document."""
    name = about(library.document(stands.document), phrases)
    return phrases.checking.places.format(name=name, places=stands.places)


def _mismatch(mismatch: Mismatch, phrases: Phrases) -> str:
    said = phrases.checking
    form = said.mismatch if mismatch.found else said.mismatch_alone
    claimed, found = clipped(mismatch.claimed, _WORDS_UNITS), clipped(mismatch.found, _WORDS_UNITS)
    return f"{SIGNS['contradicted']} {form.format(claimed=claimed, found=found)}"


def _difference(difference: Difference, phrases: Phrases) -> str:
    said = phrases.checking
    by_kind = {"changed": said.changed, "inserted": said.inserted, "deleted": said.deleted}
    form = said.figure if difference.figure and difference.kind == "changed" else by_kind[difference.kind]
    return form.format(claimed=clipped(difference.claimed, _WORDS_UNITS), found=clipped(difference.found, _WORDS_UNITS))


def _share(place: Place) -> int:
    """Whole per cent, rounded down, so that only what is the same is told as 100."""
    return int(place.likeness * 100)
