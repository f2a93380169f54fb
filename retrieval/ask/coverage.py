"""Coverage of a question by some sentences, in the same words or in others."""

from collections.abc import Mapping

from retrieval.ask.query import QueryPart
from retrieval.index.index import Index
from retrieval.language.tokenizer import content

# A word that stands everywhere weighs this share of one that stands nowhere.
COMMON = 0.3
# A word that stands there by another name counts this much.
OTHER_NAME = 0.7


def weights(part: QueryPart, index: Index) -> Mapping[str, float]:
    """Return the content words of a question, each with its idf.

    In a folder about one thing its name has hardly any idf, and is as good a sign of being about it as elsewhere: no
    word weighs less than `COMMON` of the weight of one that stands nowhere.
    """
    least = COMMON * index.passages.idf("")
    return {token.text: max(index.passages.idf(token.text), least) for token in content(part.tokens)}


def held(part: QueryPart, sentences: range, index: Index) -> Mapping[str, float]:
    """Return the content words of a question that stand in one of some sentences in a row, each with how well,
    from 0 to 1.
    """
    otherwise = [place for place, known in index.concepts.holds(part.text, part.tokens, sentences).items() if known]
    found: dict[str, float] = {}
    for token in content(part.tokens):
        where = index.holding(token.text)
        if where.searchsorted(sentences.start) < where.searchsorted(sentences.stop):
            found[token.text] = 1.0
        elif any(start <= token.start and token.end <= end for start, end in otherwise):
            found[token.text] = max(found.get(token.text, 0.0), OTHER_NAME)
    return found
