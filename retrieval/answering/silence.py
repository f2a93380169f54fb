"""When to say nothing: what is no question, and questions that the material does not answer.

Several signals, because none is enough by itself; all are shares of what the question asks for, so that they mean the
same in a folder of five files and in one of a thousand:

- how much of the question's weight (by idf, other names counting by their weight) stands in the best passage;
- whether a company, person or product that the question names is missing from the whole document;
- whether the question names a year that the passage's document is not about.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple

from retrieval.answering.query import Part, Query
from retrieval.collection import Collection
from retrieval.index.index import Index
from retrieval.language.analysis import content
from retrieval.language.folding import fold
from retrieval.language.lexicon import Lexicon
from retrieval.model import Document, Passage

# Below this share of the question's weight, the passage speaks of something else.
TOO_LITTLE = 0.26
# A document that never names what the question names must hold nearly all the rest to be about it all the same.
TOO_LITTLE_WITHOUT_NAMES = 0.9
# A word that stands everywhere weighs this share of one that stands nowhere.
COMMON = 0.3
# A word that stands there by another name counts this much.
OTHER_NAME = 0.7
# Questions in Latin letters are carried by names and numbers only, and follow-ups by what was asked before.
_LENIENT = 0.5
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年|\s?财年|\s?q[1-4]|\s?第|$|[^\d.%万亿])")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年)")
_LATIN = re.compile(r"[a-z]")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


class Evidence(NamedTuple):
    """What speaks for a passage.

    The share of the question's weight in it, from 0 to 1; names that its document lacks; years that it is not about.
    """

    share: float
    missing_names: tuple[str, ...]
    missing_years: tuple[str, ...]


def is_small_talk(question: str) -> bool:
    """Whether a message is a greeting, thanks, or an instruction to the bot, and asks nothing of the material."""
    said = _EDGES.sub("", fold(question))
    return any(form.fullmatch(said) for form in _forms())


def is_enough(evidence: Evidence, question: str, follows: bool) -> bool:
    """Whether the evidence bears an answer."""
    factor = _LENIENT if follows or _mostly_latin(fold(question)) else 1.0
    least = TOO_LITTLE_WITHOUT_NAMES if evidence.missing_names else TOO_LITTLE
    return evidence.share >= least * factor and not evidence.missing_years


def missing_words(query: Query, index: Index) -> tuple[str, ...]:
    """Words of the question itself, of two characters at least, that stand nowhere in the material by any name."""
    asked = query.parts[0]
    everywhere = range(len(index.entries))
    held = [place for place, known in index.concepts.holds(asked.text, asked.tokens, everywhere).items() if known]
    return tuple(
        dict.fromkeys(
            token.text
            for token in content(asked.tokens)
            if len(token.text) > 1
            and not index.knows(token.text)
            and not any(start <= token.start and token.end <= end for start, end in held)
        )
    )


def evidence(
    question: str, query: Query, passage: int, collection: Collection, index: Index, lexicon: Lexicon
) -> Evidence:
    """What speaks for the passage at a place in the collection."""
    found = collection.passages[passage]
    document = collection.document_of(found)
    folded = fold(question)
    own = index.range_of(found.document)
    names = [
        name.expression
        for name in lexicon.aliases.find(folded)
        if not index.concepts.stands_in(name.expression, own) and name.expression not in fold(document.name)
    ]
    asked = set(_YEAR.findall(folded))
    years = asked - _years(found, document, collection) if asked else asked
    # A follow-up may name the thing in any of its parts.
    share = max(_share(part, passage, index) for part in query.parts)
    return Evidence(share, tuple(names), tuple(sorted(years)))


def _share(part: Part, passage: int, index: Index) -> float:
    words = index.passages
    entries = range(index.first[passage], index.first[passage + 1])
    otherwise = [place for place, held in index.concepts.holds(part.text, part.tokens, entries).items() if held]
    # In a folder about one thing its name has hardly any idf, and is as good a sign of being about it as elsewhere.
    least = COMMON * words.idf("")
    whole = here = 0.0
    for token in content(part.tokens):
        weight = max(words.idf(token.text), least)
        whole += weight
        if passage in words.units(token.text):
            here += weight
        elif any(start <= token.start and token.end <= end for start, end in otherwise):
            here += OTHER_NAME * weight
    return here / whole if whole else 0.0


def _years(passage: Passage, document: Document, collection: Collection) -> set[str]:
    """The years that a passage may be about: those it names, and the one in which its document was published.

    A document without a date may be about any year that its file names; where that names none, about any.
    """
    text = collection.text(document.file)
    named = set(_ANY_YEAR.findall(text[passage.start : passage.end] + (passage.section or "") + document.name))
    if document.published:
        return named | {document.published[:4]}
    of_file = set(_NAMED_YEAR.findall(text))
    return named | of_file | (set() if of_file else {str(year) for year in range(1900, 2100)})


def _mostly_latin(folded: str) -> bool:
    letters = [character for character in folded if character.isalpha()]
    return sum(map(bool, map(_LATIN.match, letters))) > 0.7 * len(letters)


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    data = resources.files("retrieval.language").joinpath("data/small_talk.txt").read_text("utf-8")
    return tuple(_compiled(line for line in data.splitlines() if line and not line.startswith("#")))


def _compiled(lines: Iterable[str]) -> Iterable[re.Pattern[str]]:
    return (re.compile(line) for line in lines)
