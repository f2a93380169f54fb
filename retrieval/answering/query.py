"""A question as a person types it -> what is searched for."""

import re
from collections.abc import Sequence

from retrieval.errors import QuestionEmpty, QuestionTooLong
from retrieval.index.field import Terms, terms
from retrieval.language.analysis import Analyzer, content
from retrieval.language.folding import fold
from retrieval.model import Value

LONGEST = 2000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_FIGURE = re.compile(
    r"多少|几|多大|多高|多久|多长|多远|多快|百分|占比|比例|how (?:many|much|long|often|big|far)|\brate\b|percent"
)


class Query(Value):
    """What a question asks for: its terms, and whether a figure is wanted."""

    terms: Terms
    wants_figure: bool


def readable(question: str) -> str:
    """The question without what cannot be shown or searched: control characters and halves of surrogate pairs."""
    return "".join(
        "\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else " " if ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 else c
        for c in question
    ).strip()


def query(question: str, history: Sequence[str], analyzer: Analyzer) -> Query:
    """Turn a question, with what was asked before it (oldest first), into a query.

    Raises QuestionTooLong over `LONGEST` characters, and QuestionEmpty where there is no letter or digit.
    """
    if len(question) > LONGEST:
        raise QuestionTooLong(length=len(question), limit=LONGEST)
    if not any(character.isalnum() for character in question):
        raise QuestionEmpty()
    asked = content(analyzer.tokens(question))
    before = [content(analyzer.tokens(earlier[:LONGEST])) for earlier in history]
    # What is asked now counts twice, so that it outweighs what it is asked about.
    counted = [asked, asked, *before] if before else [asked]
    return Query(terms=terms(*counted), wants_figure=bool(_FIGURE.search(fold(question))))
