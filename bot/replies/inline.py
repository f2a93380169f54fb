"""An answer -> what is offered while somebody types `@bot question` in any chat: a list of quotes to post."""

from bot.phrases import Phrases
from bot.replies.answers import quote_message, refusal
from bot.replies.citation import name_of
from bot.replies.message import Message, escaped
from bot.replies.runs import fitted, runs_of
from bot.text import clipped
from retrieval import Answer, Library, Quote
from retrieval.model import Value

MOST_RESULTS = 10
_TITLE_UNITS = 100
_PREVIEW_UNITS = 160
_DATE_UNITS = 40
_HINT_UNITS = 64


class Result(Value):
    """A quote to choose: `id` is unlike every other's (1 to 64 bytes), `message` is what choosing it posts."""

    id: str
    title: str
    preview: str
    message: Message


class Results(Value):
    """Quotes to choose from, best first; or none, and then `hint` is a line that says why."""

    results: tuple[Result, ...] = ()
    hint: str | None = None


def hint(sentence: str) -> Results:
    """No quotes, and a sentence in their place, cut where it is too long for a line."""
    return Results(hint=clipped(sentence, _HINT_UNITS))


def results_of(answer: Answer, library: Library, phrases: Phrases, username: str) -> Results:
    """Return the quotes of an answer to choose from; `username` is the bot's, to whose chat a posted quote
    leads back.
    """
    if answer.small_talk:
        return hint(phrases.ask_here.format(username=username))
    if not answer.quotes:
        return hint(refusal(answer, library, phrases)[0])
    return Results(results=tuple(result(quote, library, phrases, username) for quote in answer.quotes))


def best_of(answer: Answer, library: Library, phrases: Phrases, username: str) -> Result:
    """Return the best quote of an answer, or what to say for want of one."""
    found = results_of(answer, library, phrases, username).results
    return found[0] if found else said(*refusal(answer, library, phrases))


def said(*lines: str) -> Result:
    """Lines of the bot's own, in place of a quote."""
    html = "\n".join(escaped(line) for line in lines)
    return Result(id="said", title=clipped(lines[0], _TITLE_UNITS), preview="", message=Message(html=html))


def result(quote: Quote, library: Library, phrases: Phrases, username: str) -> Result:
    """Return a quote to choose: its document above the date, which no long title hides there, and the words
    that matched.
    """
    words = "".join(
        run.text for run in fitted(runs_of(quote.shown.text, quote.shown.slices(quote.highlights)), _PREVIEW_UNITS)
    )
    date = clipped(quote.published, _DATE_UNITS) if quote.published else ""
    return Result(
        id=quote.receipt,
        title=name_of(library.document(quote.document), phrases),
        preview=" · ".join(part for part in (date, " ".join(words.split())) if part),
        message=quote_message(quote, library, phrases, place_link(quote.receipt, username)),
    )


def place_link(receipt: str, username: str) -> str:
    """Return the address that opens a quote's place in the bot's private chat."""
    return f"https://t.me/{username}?start=r-{receipt}"
