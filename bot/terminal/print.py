"""Printed results for people: in colour if the terminal has it, without the documents' control characters."""

from collections.abc import Sequence

from rich.text import Text

from bot.phrases import Phrases
from bot.replies.answers import notes_above, notes_below, notes_on, numbered
from bot.replies.citation import about, citation, file_place, spot_of
from bot.replies.pages import remark_lines
from bot.replies.refusal import counted, nearest_names, refusal
from bot.replies.why import explanation_lines
from bot.terminal.console import LineConsole, console
from bot.text import clipped, one_line, visible
from retrieval import Answer, Explanation, Library, Quote
from retrieval.pages.lines import Line
from retrieval.pages.page import Page

_NEIGHBOUR_UNITS = 100


def print_answer(answer: Answer, library: Library, phrases: Phrases, *, choosing: bool = False) -> None:
    """Print the quotes, each with its citation and its FILE:LINE, or the refusal.

    The nearest documents are numbered where somebody is `choosing`.
    """
    out = console()
    if answer.status == "not_found":
        out.say("\n".join(refusal(answer, library, phrases, listed=not choosing)))
        print_choices(nearest_names(answer, library, phrases) if choosing else ())
    elif answer.count:
        out.say(counted(answer.count, phrases) + "\n")
    for note in notes_above(answer, library, phrases):
        out.say(one_line(note) + "\n", style="italic")
    for number, quote in zip(numbered(answer), answer.quotes, strict=True):
        print_quote(number, quote, library, phrases, out)
    for note in notes_below(answer, phrases):
        out.say(note + "\n", style="italic")


def print_quote(number: int, quote: Quote, library: Library, phrases: Phrases, out: LineConsole) -> None:
    """Print a quote with its number, its citation, what is noted of its place, and its FILE:LINE."""
    first, *others = _marked(quote).split("\n", allow_blank=True)
    out.say(Text.assemble((f"{number}  ", "bold cyan"), first))
    for line in others:
        words = line[len(line.plain) - len(line.plain.lstrip()) :]
        out.say(Text.assemble("   ", words) if words else "")
    out.say("   " + citation(quote, library.document(quote.document), phrases), style="cyan")
    for note in notes_on(quote, phrases):
        out.say("   " + one_line(note), style="italic")
    place = f"   {file_place(quote.file, quote.position.line)}" + (f"  {one_line(quote.url)}" if quote.url else "")
    place += f"  {quote.receipt}"
    out.say(place + "\n", style="dim")


def print_explanation(why: Explanation, phrases: Phrases) -> None:
    """Print how an answer came about."""
    for line in explanation_lines(why, phrases):
        console().say(visible(line))


def print_sources(library: Library, phrases: Phrases) -> None:
    """Print one numbered line for each document, with its place."""
    out = console()
    out.say(phrases.sources_head.format(count=len(library.documents)))
    for number, document in enumerate(library.documents, 1):
        line = phrases.source_line.format(number=f"{number:>3}", name=about(document, phrases))
        place = file_place(document.file, library.line_of(document))
        out.say(Text.assemble(line, ("  " + place, "dim")))


def print_choices(names: Sequence[str]) -> None:
    """Print one numbered line for each thing that can be chosen."""
    for number, name in enumerate(names, 1):
        console().say(Text.assemble((f"{number:>3}  ", "bold cyan"), one_line(name)))


def print_lines(lines: Sequence[Line], wanted: int) -> None:
    """Print lines of a file with their numbers: the wanted one whole, its neighbours clipped."""
    out = console()
    # In the place of a line that only a conversion has, the first one behind it is shown.
    wanted = next((line.number for line in lines if line.number >= wanted), wanted)
    for line in lines:
        if line.number == wanted:
            out.say(Text(f"{line.number:>5} ▶ {visible(line.text)}", "bold"))
        else:
            out.say(Text(f"{line.number:>5}   {clipped(line.text, _NEIGHBOUR_UNITS)}"))


def print_page(page: Page, phrases: Phrases) -> None:
    """Print a passage under the document's name, the quote in bold, or between ▸ and ◂ without a terminal."""
    out = console()
    opening, closing = ("", "") if out.is_terminal else ("▸", "◂")
    number = phrases.page.format(number=page.number, total=page.total)
    spot = " · ".join((number, *spot_of(page.position, phrases, page.section)))
    head = [about(page.document, phrases), page.section, spot]
    out.say("\n".join(one_line(line) for line in head if line), style="cyan")
    if page.changed:
        out.say(phrases.changed, style="yellow")
    parts = [
        part
        for piece in page.pieces
        for part in (
            visible(piece.gap),
            (opening + visible(piece.text) + closing, "bold") if piece.marked else visible(piece.text),
        )
    ]
    out.say(Text.assemble(*parts))
    for remark in remark_lines(page):
        out.say(remark, style="italic")
    out.say()


def _marked(quote: Quote) -> Text:
    text, at = Text(), 0
    shown = quote.shown
    for start, end in shown.slices(quote.highlights):
        text.append(visible(shown.text[at:start]))
        text.append(visible(shown.text[start:end]), "bold yellow")
        at = end
    return text.append(visible(shown.text[at:]))
