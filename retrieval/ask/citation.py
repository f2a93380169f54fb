"""A sentence of the material -> a quote with everything that a citation says."""

from bisect import bisect_left
from collections.abc import Set
from typing import NamedTuple

from retrieval.ask.highlights import highlights
from retrieval.ask.intent import Cue, shows
from retrieval.ask.lists import list_around
from retrieval.ask.query import Query
from retrieval.ask.row_figures import figures_of_row
from retrieval.corpus.citation import quote_of
from retrieval.corpus.corpus import Material
from retrieval.model import Document, Passage, Quote, Sentence, Span
from retrieval.runtime import pattern

MAX_JOINED_CHARACTERS = 140
# So short a sentence (Yes! 不可以。) says little without the one after it.
SHORT_CHARACTERS, SHORT_LATIN_CHARACTERS = 6, 16
# A clause or an answer that is longer is quoted by the sentence.
MAX_UNIT_CHARACTERS = 400
_LEANS = pattern(
    r"[他她它牠這这那其此]|但|不过|不過|然而|而(?!且是)|因此|所以|于是|於是|同时|同時|另外|此外|并且|並且|也就是|相当于|相當於"
    r"|该|該|前者|后者|後者|对此|對此|上述|前述|随后|隨後|两者|兩者|二者"
    r"|(?:It|This|These|Those|They|He|She|His|Her|Their|Its|However|But|Therefore|Such)\b"
)
_QUOTATIONS = (("“", "”"), ("「", "」"), ("『", "』"))


class Excerpt(NamedTuple):
    """A slice of a document's file that reads by itself, for a sentence of the index."""

    entry: int
    document: Document
    span: Span
    text: str


def excerpt(material: Material, entry: int, cue: Cue | None, listed: Set[str] | None = None) -> Excerpt:
    """Return what is quoted for a sentence of the index; `listed` are the words of a question for a list.

    A sentence that leads a list takes that along, one that does not read by itself the one before it, and one that
    does not show what is asked for the one after it, if they stay short.
    """
    document = material.document(entry)
    whole = material.collection.text(document.file)
    span = list_around(entry, material, listed) or readable_span(
        whole, material.passage(entry), material.sentence(entry), cue
    )
    return Excerpt(entry, document, span, whole[span.start : span.end])


def cite(material: Material, found: Excerpt, score: float, asked: Query) -> Quote:
    """Quote an excerpt: the words are cut from the file, and nothing about them is changed."""
    is_whole = material.sentence(found.entry).start == found.span.start
    figures = figures_of_row(found.entry, asked, material) if is_whole else []
    marked = highlights(found.text, asked, material.analyzer, figures)
    at = (material.passage(found.entry), material.sentence(found.entry))
    return quote_of(material.collection, found.document, found.span, score=score, highlights=marked, at=at)


def readable_span(text: str, passage: Passage, sentence: Sentence, cue: Cue | None) -> Span:
    """Return the sentence, or two where one does not do.

    Where it is as short as a yes, or does not show the kind of answer that is asked for and the next one does, the two;
    where it begins with what only the one before it explains, that one and it; where it opens a quotation, what closes
    that.
    """
    unit = sentence.unit
    if unit and unit.end - unit.start <= MAX_UNIT_CHARACTERS:
        return unit
    at = bisect_left(passage.sentences, sentence.start, key=lambda one: one.start)
    after = passage.sentences[at + 1] if at + 1 < len(passage.sentences) else None
    if (
        cue
        and after
        and after.role == sentence.role == "text"
        and not text[sentence.end : after.start].strip(" ")
        and after.end - sentence.start <= MAX_JOINED_CHARACTERS
        and not shows(cue, text[sentence.start : sentence.end])
        and shows(cue, text[after.start : after.end])
    ):
        return Span(start=sentence.start, end=after.end)
    if after and _is_short(text, sentence) and _go_together(text, sentence.start, sentence.end, after):
        return Span(start=sentence.start, end=after.end)
    before = passage.sentences[at - 1] if at else None
    start = sentence.start
    if (
        before
        and before.role == sentence.role
        and (_LEANS.match(text, sentence.start, sentence.end) or _is_open(text[before.start : before.end]))
        and _go_together(text, before.start, before.end, sentence)
    ):
        start = before.start
    end = _closed(text, passage, at, start)
    return sentence if (start, end) == (sentence.start, sentence.end) else Span(start=start, end=end)


def _is_short(text: str, sentence: Sentence) -> bool:
    """Tell if a whole sentence is so short that it says little by itself."""
    words = text[sentence.start : sentence.end]
    most = SHORT_LATIN_CHARACTERS if words.isascii() else SHORT_CHARACTERS
    return sentence.role == "text" and len(words) <= most and words[-1] in ".!。！"


def _closed(text: str, passage: Passage, at: int, start: int) -> int:
    """Return the end of the quotation that sentence `at` leaves open, or as near to it as the quote stays short."""
    end = passage.sentences[at].end
    for after in passage.sentences[at + 1 :]:
        if not _is_open(text[start:end]) or not _go_together(text, start, end, after):
            break
        end = after.end
    return end


def _is_open(words: str) -> bool:
    """Tell if words end within a quotation that begins in them."""
    return any(words.rfind(opening) > words.rfind(closing) for opening, closing in _QUOTATIONS)


def _go_together(text: str, start: int, end: int, after: Sentence) -> bool:
    """Tell if a slice and the sentence after it, with nothing but spaces between them, are short enough for a quote.

    Between Latin words a line break is a space.
    """
    words = text[start : after.end]
    most = MAX_JOINED_CHARACTERS * (2 if words.isascii() else 1)
    between = text[end : after.start].strip(" ")
    return after.role == "text" and len(words) <= most and (not between or (between == "\n" and words.isascii()))
