"""An answer -> the message that shows it."""

from bot.phrases import Phrases
from bot.replies.citation import about, citation
from bot.replies.message import Button, Message, bold, escaped, link
from retrieval.library import Library
from retrieval.model import Answer, Quote

READ = "read:"


def answer_message(answer: Answer, library: Library, phrases: Phrases) -> Message:
    """Quotes, best first, each with its citation and a 📖 that opens its place; or what to say when there is none."""
    if answer.status == "not_found":
        return Message(html="\n".join(escaped(line) for line in refusal(answer, library, phrases)))
    quotes = [_quote(number, quote, library, phrases) for number, quote in enumerate(answer.quotes, 1)]
    buttons = [Button(text=f"📖 {n}", data=READ + quote.receipt) for n, quote in enumerate(answer.quotes, 1)]
    return Message(html="\n\n".join(quotes), buttons=(tuple(buttons),))


def refusal(answer: Answer, library: Library, phrases: Phrases) -> list[str]:
    """The lines that say that nothing was found, with the nearest documents."""
    nearest = [f"• {about(library.document(id), phrases)}" for id in answer.nearest]
    return [phrases.not_found, *([phrases.nearest, *nearest] if nearest else [])]


def _quote(number: int, quote: Quote, library: Library, phrases: Phrases) -> str:
    source = escaped(citation(quote, library.document(quote.document), phrases))
    if quote.url:
        source += " · " + link(quote.url, phrases.original)
    notes = "".join(f"\n<i>{escaped(note)}</i>" for note in notes_on(quote, phrases))
    return f"<b>{number}</b>\n<blockquote>{bold(quote.text, quote.highlights)}</blockquote>\n{source}{notes}"


def notes_on(quote: Quote, phrases: Phrases) -> list[str]:
    """What a reader should know of a quote's place: that it is a summary, and what the folder's catalog says."""
    summary = [phrases.summary_note] if quote.summary else []
    return [f"※ {note.rstrip('。.')}" for note in (*summary, *quote.remarks)]


def notes_of(answer: Answer, phrases: Phrases) -> list[str]:
    """The same as sentences, each with the number of its quote."""
    return [
        phrases.quote_note.format(number=number, note=note.removeprefix("※ "))
        for number, quote in enumerate(answer.quotes, 1)
        for note in notes_on(quote, phrases)
    ]
