"""Layouts and lists of documents -> HTML, in which everything from outside is text."""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bot.phrases import Phrases
from bot.replies.citation import about, name_of, original_address, said_by, spot_of
from bot.replies.pages import name_of_section
from bot.replies.reader_links import AnswerReceipts, path_of
from bot.replies.runs import narrowed
from bot.text import clipped, one_line
from retrieval import Document, Library
from retrieval.language.fold import script_of
from retrieval.pages.layout import CitedQuote, Layout

PAGE = Path(__file__).parent / "page"
_WORDS_UNITS = 160
_SAMPLE = 40  # paragraphs from which the script is told
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")


class Detail(NamedTuple):
    """Named piece of a document's metadata."""

    name: str
    value: str


class Link(NamedTuple):
    """A line that leads somewhere; `number` is that of a quote, `said` the line below."""

    href: str
    text: str
    number: int = 0
    said: str = ""
    here: bool = False


def document_page(layout: Layout, answer: AnswerReceipts, phrases: Phrases, root: str) -> str:
    """Return the page of a document with its quotes marked; `root` leads from it to the reader's address."""
    first, *rest = layout.paragraphs
    titled = first.role == "title" and layout.earlier is None

    def leading_to(receipt: str | None) -> str | None:
        return f"{root}{path_of(receipt, answer)}#quote" if receipt else None

    return _template("document").render(
        phrases=phrases,
        words=phrases.reader,
        root=root,
        layout=layout,
        name=clipped(layout.document.name, _WORDS_UNITS),
        title=first if titled else None,
        paragraphs=rest if titled else layout.paragraphs,
        script=_script(layout),
        places=_places(layout, phrases),
        facts=_facts(layout.document, phrases),
        original=_original(layout),
        contents=_contents(layout, leading_to),
        quotes=[_quote(quote, layout, phrases, leading_to) for quote in layout.quotes],
        outside=next((one for one in layout.quotes if one.number == layout.opened and not one.here), None),
        earlier=leading_to(layout.earlier),
        later=leading_to(layout.later),
    )


def documents_page(library: Library, phrases: Phrases, root: str) -> str:
    """Return the list of all documents, each of which leads to its page."""
    lines = [
        Link(
            href=f"{root}{path_of(library.opening(number), AnswerReceipts())}",
            text=name_of(document, phrases),
            number=number,
            said=" · ".join(dict.fromkeys(fact.value for fact in _facts(document, phrases))),
        )
        for number, document in enumerate(library.documents, 1)
    ]
    return _template("documents").render(phrases=phrases, words=phrases.reader, root=root, lines=lines)


def notice_page(sentence: str, phrases: Phrases, root: str) -> str:
    """Return a page that says one thing, and leads to the list of documents."""
    return _template("notice").render(phrases=phrases, words=phrases.reader, root=root, sentence=sentence)


def _template(name: str) -> Template:
    return _environment().get_template(f"{name}.html")


@cache
def _environment() -> Environment:
    """Return the templates; all values are escaped, and what cannot be seen but can do harm is taken out of them."""
    environment = Environment(
        loader=FileSystemLoader(PAGE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {"text": narrowed, "line": one_line, "heading": _heading}
    return environment


def _heading(text: str) -> str:
    """Return a heading without the backslashes that Markdown puts before marks."""
    return narrowed(_ESCAPE.sub("", text))


def _script(layout: Layout) -> str:
    """Return the language of the document's text as HTML names it, or an empty string if it is unknown."""
    return script_of("".join(s.text for paragraph in layout.paragraphs[:_SAMPLE] for s in paragraph.stretches)) or ""


def _facts(document: Document, phrases: Phrases) -> list[Detail]:
    words = phrases.reader
    stated = [
        (words.author, document.author),
        (words.editor, document.editor),
        (words.publisher, document.publisher),
        (words.published, document.published),
        (words.file, document.file),
    ]
    return [Detail(name, one_line(value)) for name, value in stated if value]


def _places(layout: Layout, phrases: Phrases) -> dict[int, str]:
    """Return where the quotes are in the original, by their numbers, as far as the page does not show it: no lines."""
    found = {quote.number: phrases.at(quote.position.model_copy(update={"line": None})) for quote in layout.quotes}
    return {number: place for number, place in found.items() if place}


def _original(layout: Layout) -> str | None:
    """Return the original page at the quote that was opened, or the page; None where it has no address of the web."""
    opened = next((quote.words for quote in layout.quotes if quote.number == layout.opened), "")
    return original_address(layout.document.url, opened)


def _contents(layout: Layout, leading_to: Callable[[str | None], str | None]) -> list[Link]:
    """Return the sections, each with the way to its heading; none where the document has no headings."""
    sections, shown = layout.contents.sections, {paragraph.line for paragraph in layout.paragraphs}
    if not any(section.title for section in sections):
        return []
    return [
        Link(href=f"#L{line}" if line in shown else leading_to(section.receipt) or "", text=name_of_section(section))
        for section, line in zip(sections, layout.headings, strict=True)
    ]


def _quote(quote: CitedQuote, layout: Layout, phrases: Phrases, leading_to: Callable[[str | None], str | None]) -> Link:
    """Return a quote of the answer, with the way to it: on this page where it is marked here."""
    opened = quote.number == layout.opened
    anchor = "#quote" if opened else f"#q{quote.number}" if quote.here else leading_to(quote.receipt)
    said = " · ".join((about(quote.document, phrases), *spot_of(quote.position, phrases), *said_by(quote)))
    return Link(href=anchor or "", text=clipped(quote.words, _WORDS_UNITS), number=quote.number, said=said, here=opened)
