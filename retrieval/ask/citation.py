"""A sentence of the material -> a quote with everything that a citation says."""

import re

from retrieval.ask.highlights import highlights
from retrieval.ask.intent import Cue, shows
from retrieval.ask.query import Query
from retrieval.corpus.citation import quote_of
from retrieval.corpus.corpus import Material
from retrieval.model import Passage, Quote, Sentence, Span

LONGEST_TOGETHER = 140
# A clause or an answer that is longer is quoted by the sentence.
MAX_UNIT_CHARACTERS = 400
_LEANS = re.compile(
    r"[他她它牠這这那其此]|但|不过|不過|然而|而(?!且是)|因此|所以|于是|於是|同时|同時|另外|此外|并且|並且|也就是|相当于|相當於"
    r"|该|該|前者|后者|後者|对此|對此"
)


def cite(material: Material, entry: int, score: float, asked: Query) -> Quote:
    """Quote a sentence of the index: the words are cut from the file, and nothing about them is changed.

    A sentence that does not read by itself takes the one before it along, and one that does not show what is asked for
    the one behind it, where the two stay short.
    """
    document, passage, sentence = material.document(entry), material.passage(entry), material.sentence(entry)
    whole = material.collection.text(document.file)
    span = readable_span(whole, passage, sentence, asked.cue)
    marked = highlights(whole[span.start : span.end], asked, material.analyzer)
    return quote_of(material.collection, document, span, score=score, highlights=marked, at=(passage, sentence))


def readable_span(text: str, passage: Passage, sentence: Sentence, cue: Cue | None) -> Span:
    """Return the sentence, or two where one does not do.

    Where it does not show the kind of answer that is asked for and the next one does, the two; where it begins with
    what only the one before it explains, that one and it.
    """
    unit = sentence.unit
    if unit and unit.end - unit.start <= MAX_UNIT_CHARACTERS:
        return unit
    at = passage.sentences.index(sentence)
    after = passage.sentences[at + 1] if at + 1 < len(passage.sentences) else None
    if (
        cue
        and after
        and after.role == sentence.role == "text"
        and not text[sentence.end : after.start].strip(" ")
        and after.end - sentence.start <= LONGEST_TOGETHER
        and not shows(cue, text[sentence.start : sentence.end])
        and shows(cue, text[after.start : after.end])
    ):
        return Span(start=sentence.start, end=after.end)
    before = passage.sentences[at - 1] if at else None
    if (
        before is None
        or before.role != sentence.role
        or not _LEANS.match(text, sentence.start, sentence.end)
        or text[before.end : sentence.start].strip(" ")
        or sentence.end - before.start > LONGEST_TOGETHER
    ):
        return sentence
    return Span(start=before.start, end=sentence.end)
