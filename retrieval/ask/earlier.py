"""Earlier questions: whether the answer to a question that was read with them has anything of what they ask about."""

from collections.abc import Iterator

from retrieval.ask.absence import head_of
from retrieval.ask.confidence import neighbours
from retrieval.ask.query import Query, QueryPart, points_back
from retrieval.corpus.corpus import Material
from retrieval.language.tokenizer import content
from retrieval.language.word_kinds import word_kind

_NOUN_TAGS = ("n", "t", "eng")


def owes_nothing(asked: Query, entry: int, material: Material) -> bool:
    """Return whether a question that does not point back leans on nothing of those before it.

    None of the things that they name stands in the sentence that was found with them, or above it, or, if the question
    has no noun itself, beside it: what somebody thinks (张毅怎么看) leans on more. If they name none, a noun will do.
    """
    first, *before = asked.parts
    if points_back(asked.folded) or not before:
        return False
    own = set(_things(first, material))
    noun = any(token.text in own for token in first.tokens)
    earlier = {thing for part in before for thing in _things(part, material)} - own
    if not earlier:
        return noun
    around = range(entry, entry + 1) if noun else neighbours(entry, material)
    text = "\n".join([*(material.index.folded[at] for at in around), head_of(entry, material)])
    return not any(thing in text or material.index.concepts.stands_in(thing, around) for thing in earlier)


def _things(part: QueryPart, material: Material) -> Iterator[str]:
    """Yield the nouns and names of a question, of two characters at least; single characters in a row may be one."""
    tags = {(start, end): tag for _, start, end, tag in material.analyzer.tagged(part.text)}
    run, last = "", -1
    for token in content(part.tokens):
        if len(token.text) > 1:
            tag = tags.get((token.start, token.end), "n")
            if tag.startswith(_NOUN_TAGS) and word_kind(token.text, "eng" if token.text.isascii() else "n") == "noun":
                yield token.text
            continue
        run = run + token.text if token.start == last else token.text
        last = token.end
        if len(run) > 1:
            yield run
