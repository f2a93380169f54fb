"""Earlier questions: whether the answer to a question that was read with them has anything of what they ask about."""

from collections.abc import Iterator, Set
from typing import NamedTuple

from retrieval.ask.absence import head_of
from retrieval.ask.confidence import neighbours
from retrieval.ask.query import Query, QueryPart, points_back
from retrieval.corpus.corpus import Material
from retrieval.language.tokenizer import content
from retrieval.language.word_kinds import word_kind
from retrieval.runtime import pattern

# The kind of what is asked for names nothing itself: 用的啥功能.
_ASKED_KIND = pattern(r"(?:什么|啥|哪[个种些]?)([\u4e00-\u9fff]{2})")
_NOUN_TAGS = ("n", "t", "eng")


class FoundFirst(NamedTuple):
    """The first sentence that is found for a question as it is read, if any, and the status of the answer."""

    entry: int | None
    status: str


def stands_alone(asked: Query, together: FoundFirst, alone: FoundFirst, material: Material) -> bool:
    """Tell if a question that was read with those before it needs none of them.

    The same sentence answers it, the one that answers it has nothing of those before, or only the one that answers it
    alone has what it names.
    """
    if together.entry is None:
        return True
    if alone.entry is not None and not points_back(asked.folded):
        same = together.entry == alone.entry and together.status == alone.status == "answered"
        told = "not_found" not in (together.status, alone.status)
        if same or (told and _says_itself(asked, together.entry, alone.entry, material)):
            return True
    return owes_nothing(asked, together.entry, material)


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


def _says_itself(asked: Query, together: int, alone: int, material: Material) -> bool:
    """Tell if what a question names itself is in the sentence that answers it alone, by any name, and nothing of it in
    the one that was found with those before it.
    """
    kinds = {match[1] for match in _ASKED_KIND.finditer(asked.folded)}
    own = (
        set(_things(asked.parts[0], material))
        - kinds
        - {thing for part in asked.parts[1:] for thing in _things(part, material)}
    )
    return _has_any(own, alone, material) and not _has_any(own, together, material)


def _has_any(things: Set[str], entry: int, material: Material) -> bool:
    text, own = material.index.folded[entry], range(entry, entry + 1)
    return any(thing in text or material.index.concepts.stands_in(thing, own) for thing in things)


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
