"""Occurrences of a word -> the message that lists them, a page at a time."""

from bot.phrases import Phrases
from bot.replies.answers import READ, answer_message
from bot.replies.check import occurrence_lines, stands_line
from bot.replies.listing import ListLine, ListPage, listing
from bot.replies.message import Button, Message, escaped, unlinked
from bot.replies.runs import fitted, html_of, runs_of
from bot.text import clipped
from retrieval import Library, Occurrences, Quote
from retrieval.lookup.count import DocumentOccurrences

COUNT = "count:"
_ON_A_PAGE = 10
_WORDS_UNITS = 120
_TERM_UNITS = 30
_SEARCH_UNITS = 60
_DATA_BYTES = 64  # Telegram's limit of what a button holds
_LONGEST_PAGE = len(":999")


def occurrences_message(found: Occurrences, page: int, library: Library, phrases: Phrases) -> Message:
    """Return one page, from 1, of the places of a phrase below their documents, by date; a number opens one.

    If it appears nowhere, there is a button for each word that is spelled nearly like it.
    """
    head = [escaped(line) for line in occurrence_lines(found, phrases)]
    if not found.places:
        terms = [(clipped(near.term, _TERM_UNITS), near.term) for near in found.nearest if fits(near.term)]
        buttons = tuple((Button(text=shown, data=f"{COUNT}{term}:1"),) for shown, term in terms if shown)
        return Message(html="\n".join(head), buttons=buttons)
    places = [
        (stands, quote, mark) for stands in found.documents for quote in stands.quotes for mark in quote.highlights
    ]
    turning = ListPage(count=len(places), page=page, turn=f"{COUNT}{held(found.phrase)}:", size=_ON_A_PAGE)

    def line(number: int) -> ListLine:
        stands, quote, mark = places[number - 1]
        # The document is named above its first place, and again where it goes on on another page.
        first = (number - 1) % _ON_A_PAGE == 0 or places[number - 2][0] is not stands
        words = f"{number}. {_around(quote, mark)}"
        return ListLine(html=_named(stands, library, phrases) + words if first else words, opens=READ + quote.receipt)

    return listing(head, line, turning, phrases)


def document_search_message(number: int, words: str, library: Library, phrases: Phrases) -> Message:
    """Return the places of words in a document, or what answers them there as a question.

    Raises SourceUnknown, ClaimError and QuestionError.
    """
    document = library.source(number).document
    if places := found_in(library.count(words), document.id):
        return occurrences_message(places, 1, library, phrases)
    answer = library.ask(words, within=document.id)
    if not answer.quotes:
        return Message(html=escaped(phrases.not_in_document.format(words=clipped(words, _SEARCH_UNITS))))
    # Further quotes would be looked for in all documents.
    return answer_message(answer.model_copy(update={"more": False}), library, phrases)


def found_in(found: Occurrences, document: str) -> Occurrences | None:
    """Return the first page of the places in one document, by its id; None if the phrase is not there."""
    own = [stands for stands in found.documents if stands.document == document]
    if not own:
        return None
    shown = tuple(stands.model_copy(update={"quotes": stands.quotes[:_ON_A_PAGE]}) for stands in own)
    return found.model_copy(update={"documents": shown, "places": sum(stands.places for stands in own)})


def fits(phrase: str) -> bool:
    """Return whether a phrase can be held in the data of a button, with the number of a page."""
    return len(f"{COUNT}{phrase}".encode("utf-8", "replace")) + _LONGEST_PAGE <= _DATA_BYTES


def held(phrase: str) -> str:
    """Return what a button holds of a phrase: the whole, or nothing where that is too long."""
    return phrase if fits(phrase) else ""


def wanted(data: str) -> tuple[str, str]:
    """Return the phrase that a button holds, empty where it was too long, and the page that it turns to."""
    phrase, _, page = data.removeprefix(COUNT).rpartition(":")
    return phrase, page


def _named(stands: DocumentOccurrences, library: Library, phrases: Phrases) -> str:
    return f"\n<b>{unlinked(stands_line(stands, library, phrases))}</b>\n"


def _around(quote: Quote, mark: tuple[int, int]) -> str:
    """Return the place in bold in its sentence, in one line."""
    return html_of(fitted(runs_of(quote.shown.text, quote.shown.slices((mark,))), _WORDS_UNITS)).replace("\n", " ")
