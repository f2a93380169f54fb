"""Refusal: what to say to a question without an answer, and the documents or words to go on with."""

from bot.phrases import Phrases
from bot.replies.citation import about, in_collection
from bot.replies.message import Button
from bot.replies.reader_links import READ
from bot.replies.start import ASK, MAX_DATA_BYTES
from bot.text import clipped, in_columns
from retrieval import Answer, Library
from retrieval.model import Count

_MOST_NEAREST = 5
_MOST_OFFERED = 3
_MOST_MISSING = 4
_WORD_UNITS = 40
_NOTE_UNITS = 200
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
    missing = missing_lines(answer, library, phrases)
    absent = phrases.between_words.join(clipped(word, _WORD_UNITS) for word in answer.absent[:_MOST_MISSING])
    missing += [phrases.absent_nearest.format(words=absent)] if absent else []
    meant = phrases.between_words.join(clipped(word, _WORD_UNITS) for word in answer.meant)
    missing += [phrases.did_you_mean.format(words=meant)] if meant else []
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
        Button(text=f"📖 {in_columns(library.document(id).name, _OFFER_COLUMNS)}", data=READ + receipt)
        for id, receipt in openings
    ]
    return tuple((button,) for button in (*meant, *nearest))


def missing_lines(answer: Answer, library: Library, phrases: Phrases) -> list[str]:
    """Return a line for the words of a question that no document has."""
    words = phrases.between_words.join(clipped(word, _WORD_UNITS) for word in answer.missing[:_MOST_MISSING])
    if not words:
        return []
    form = phrases.missing if len(library.documents) > 1 else phrases.missing_in_one
    return [form.format(words=words, count=len(library.documents))]


def counted(count: Count, phrases: Phrases) -> str:
    """Return how often a phrase appears in the documents, and in how many of them."""
    return occurring(count.phrase, count.places, count.documents, phrases)


def occurring(phrase: str, places: int, documents: int, phrases: Phrases) -> str:
    """Return the sentence for a phrase that appears at some places in some documents, or nowhere."""
    form = {0: phrases.counted_none, 1: phrases.counted_once}.get(places, phrases.counted)
    return form.format(phrase=clipped(phrase, _NOTE_UNITS), places=places, documents=documents)
