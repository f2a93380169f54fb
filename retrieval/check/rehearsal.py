"""Rehearsal of a check: what the first one of a process would wait for is loaded, and its expressions are compiled."""

from collections.abc import Callable
from contextlib import suppress

from retrieval.corpus.corpus import Material
from retrieval.errors import ClaimEmpty

# The beginnings of so many sentences, so many characters of each, reach nearly every rule.
_SENTENCES, _CHARACTERS = 40, 40


def rehearse(examine: Callable[[str], object], material: Material) -> None:
    """Examine a text that is made of sentences from all over the material, two beginnings in each of its sentences: one
    that stands in the material as it is reaches few rules.
    """
    count = len(material.index.folded)
    spread = range(0, count, max(1, count // _SENTENCES))[:_SENTENCES]
    begun = [material.words(at)[:_CHARACTERS].rstrip() for at in spread]
    with suppress(ClaimEmpty):
        examine("".join(f"{one}，{other}。" for one, other in zip(begun, begun[1:] + begun[:1], strict=True)))
