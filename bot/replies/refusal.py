"""Refusal: what to say to a question without an answer, and the documents or words to go on with."""

import re
from collections.abc import Sequence

from bot.phrases import Phrases
from bot.phrases.phrase import Phrase
from bot.replies.citation import about, in_collection
from bot.replies.message import Button
from bot.replies.reader_links import READ
from bot.replies.start import ASK, MAX_DATA_BYTES
from bot.text import clipped, clipped_name, in_columns
from retrieval import Answer, Library
from retrieval.model import Count

_MOST_NEAREST = 5
_MOST_OFFERED = 3
_MOST_MISSING = 4
_WORD_UNITS = 40
_NOTE_UNITS = 200
_YEAR = re.compile(r"(?:19|20)\d\d")
_OFFER_COLUMNS = 30  # of a button on a narrow phone


def refusal(answer: Answer, library: Library, phrases: Phrases, *, listed: bool = True) -> list[str]:
    """Return the lines that say that nothing was found, with the nearest documents if `listed`.

    If nothing was asked, it is a friendly one.
    """
    if answer.small_talk:
        return [phrases.small_talk]
    if answer.skipped:
        return [phrases.no_more]
    if answer.count:
        return [counted(answer.count, phrases)]
    missing = missing_lines(answer, library, phrases, phrases.absent_nearest)
    missing += [phrases.did_you_mean.format(words=_listed(answer.meant, phrases))] if answer.meant else []
    if not answer.nearest:
        return [phrases.not_found, *missing, phrases.try_again]
    names = [f"• {name}" for name in nearest_names(answer, library, phrases)] if listed else []
    return [phrases.not_found, *missing, phrases.nearest, *names]


def nearest_names(answer: Answer, library: Library, phrases: Phrases) -> list[str]:
    """Return what to call the documents that are nearest to a question without an answer."""
    if answer.quotes or answer.small_talk or answer.skipped or answer.count:
        return []
    near = [library.document(id) for id in answer.nearest[:_MOST_NEAREST]]
    return [in_collection(about(one, phrases), one.file, library, phrases) for one in near]


def openings_of_nearest(answer: Answer, library: Library) -> list[str]:
    """Return the receipts that open the same documents."""
    places = {document.id: number for number, document in enumerate(library.documents, 1)}
    return [library.opening(places[id]) for id in answer.nearest[:_MOST_NEAREST]]


def offers(answer: Answer, library: Library, phrases: Phrases) -> tuple[tuple[Button, ...], ...]:
    """Return a button for each word that may be meant, and for each of the nearest documents."""
    if answer.small_talk or answer.skipped or answer.count:
        return ()
    words = [word for word in answer.meant if len((ASK + word).encode()) <= MAX_DATA_BYTES]
    meant = [Button(text=f"🔎 {clipped(word, _WORD_UNITS)}", data=ASK + word) for word in words]
    openings = zip(answer.nearest[:_MOST_OFFERED], openings_of_nearest(answer, library), strict=False)
    nearest = [
        Button(
            text=f"📖 {in_columns(clipped_name(library.document(id).name, _OFFER_COLUMNS), _OFFER_COLUMNS)}",
            data=READ + receipt,
        )
        for id, receipt in openings
    ]
    return tuple((button,) for button in (*meant, *nearest))


def missing_lines(answer: Answer, library: Library, phrases: Phrases, absent: Phrase) -> list[str]:
    """Return the lines for what a question names and no document has, with the years of the documents if that is
    another year, and for what one document lacks, which `absent` tells.
    """
    nowhere = phrases.missing if len(library.documents) > 1 else phrases.missing_in_one
    lacking = tuple(word for word in answer.absent if not any(missing in word for missing in answer.missing))
    told = [
        form.format(words=_listed(words, phrases), count=len(library.documents))
        for words, form in ((answer.missing, nowhere), (lacking, absent))
        if words
    ]
    years = _years_of(library) if any(_YEAR.fullmatch(word) for word in answer.missing) else ""
    return [*told, *([phrases.documents_dated.format(years=years)] if years else [])]


def _listed(words: Sequence[str], phrases: Phrases) -> str:
    return phrases.between_words.join(clipped(word, _WORD_UNITS) for word in words[:_MOST_MISSING])


def _years_of(library: Library) -> str:
    """Return the first and the last year of the documents; nothing if one of them has no date."""
    years = sorted({(document.published or "")[:4] for document in library.documents})
    return "" if not years or not years[0] else "–".join(dict.fromkeys((years[0], years[-1])))


def counted(count: Count, phrases: Phrases) -> str:
    """Return how often a phrase appears in the documents, and in how many of them."""
    return occurring(count.phrase, count.places, count.documents, phrases)


def occurring(phrase: str, places: int, documents: int, phrases: Phrases) -> str:
    """Return the sentence for a phrase that appears at some places in some documents, or nowhere."""
    form = {0: phrases.counted_none, 1: phrases.counted_once}.get(places, phrases.counted)
    return form.format(phrase=clipped(phrase, _NOTE_UNITS), places=places, documents=documents)
