"""Offers while somebody types `@bot …` in any chat: quotes, a verdict or documents to post."""

from bot.phrases import Phrases
from bot.replies.answers import quote_message
from bot.replies.check import claim_message, verdict_line
from bot.replies.citation import about, name_of, source_of
from bot.replies.message import Button, Message, unlinked
from bot.replies.refusal import refusal
from bot.replies.runs import fitted, runs_of
from bot.text import clipped
from retrieval import Answer, Checked, Document, Library, Quote
from retrieval.model import Value

MAX_RESULTS = 10
_MOST_NEAREST = 5
_TITLE_UNITS = 64
_PREVIEW_UNITS = 160
_HINT_UNITS = 64


class Result(Value):
    """Something to choose: `id` is unlike every other's (1 to 64 bytes), `message` is what choosing it posts."""

    id: str
    title: str
    preview: str
    message: Message


class Results(Value):
    """Results to choose from, best first, and a line above them that says why there is no quote among them."""

    results: tuple[Result, ...] = ()
    hint: str | None = None


def hint(sentence: str) -> Results:
    """Return no quotes, and a sentence in their place, cut if it is too long for a line."""
    return Results(hint=clipped(sentence, _HINT_UNITS))


def results_of(answer: Answer, library: Library, phrases: Phrases, username: str) -> Results:
    """Return the quotes of an answer to choose from; `username` is the bot's, to whose chat a posted quote
    leads back.
    """
    if answer.small_talk:
        return hint(phrases.ask_here.format(username=username))
    if not answer.quotes:
        missed = hint(refusal(answer, library, phrases)[0])
        return missed.model_copy(update={"results": nearest_of(answer, library, phrases, username)})
    return Results(results=tuple(result(quote, library, phrases, username) for quote in answer.quotes))


def best_of(answer: Answer, library: Library, phrases: Phrases, username: str) -> Result:
    """Return the best quote of an answer, or what to say without one."""
    if answer.quotes:
        return result(answer.quotes[0], library, phrases, username)
    return said(*refusal(answer, library, phrases), buttons=_opening(answer, library, phrases, username))


def nearest_of(answer: Answer, library: Library, phrases: Phrases, username: str) -> tuple[Result, ...]:
    """Return the documents that are nearest to a question without an answer."""
    found = []
    for id in answer.nearest[:_MOST_NEAREST]:
        document = library.document(id)
        place = opening_of(document, library)
        book = Button(text=f"📖 {name_of(document, phrases)}"[:_HINT_UNITS], url=place_link(place, username))
        message = Message(html=unlinked(about(document, phrases)), buttons=((book,),))
        found.append(Result(id=place, title=name_of(document, phrases), preview=phrases.nearest, message=message))
    return tuple(found)


def verdict_of(checked: Checked, library: Library, phrases: Phrases, username: str) -> Result:
    """Return the verdict on a claim, with the quotes that prove it, to post."""
    books = [Button(text=phrases.read_place, url=place_link(quote.receipt, username)) for quote in checked.quotes[:1]]
    # Who reads it in a chat that the bot is not in has no list of documents.
    message = claim_message(checked, library, phrases, advice=False).model_copy(
        update={"buttons": (tuple(books),) if books else ()}
    )
    preview = _around(checked.quotes[0]) if checked.quotes else clipped(checked.text, _PREVIEW_UNITS)
    return Result(
        id="verdict", title=clipped(verdict_line(checked, phrases), _TITLE_UNITS), preview=preview, message=message
    )


def opening_of(document: Document, library: Library) -> str:
    """Return the receipt that opens a document."""
    return library.opening(list(library.documents).index(document) + 1)


def _opening(answer: Answer, library: Library, phrases: Phrases, username: str) -> tuple[tuple[Button, ...], ...]:
    """Return a button to the nearest document of an answer without quotes."""
    documents = [library.document(id) for id in answer.nearest[:1]]
    links = [place_link(opening_of(one, library), username) for one in documents]
    return tuple((Button(text=phrases.read_place, url=link),) for link in links)


def said(*lines: str, buttons: tuple[tuple[Button, ...], ...] = ()) -> Result:
    """Return lines of the bot's own, in place of a quote."""
    message = Message(html="\n".join(unlinked(line) for line in lines), buttons=buttons)
    return Result(id="said", title=clipped(lines[0], _TITLE_UNITS), preview="", message=message)


def result(quote: Quote, library: Library, phrases: Phrases, username: str) -> Result:
    """Return a quote to choose: the words that matched above their source."""
    return Result(
        id=quote.receipt,
        title=_around(quote, _TITLE_UNITS),
        preview=source_of(library.document(quote.document), phrases),
        message=quote_message(quote, library, phrases, place_link(quote.receipt, username)),
    )


def _around(quote: Quote, units: int = _PREVIEW_UNITS) -> str:
    """Return the words of a quote that matched, with what fits around them, in one line."""
    runs = fitted(runs_of(quote.shown.text, quote.shown.slices(quote.highlights)), units)
    return " ".join("".join(run.text for run in runs).split())


def place_link(receipt: str, username: str) -> str:
    """Return the address that opens a quote's place in the bot's private chat."""
    return f"https://t.me/{username}?start=r-{receipt}"
