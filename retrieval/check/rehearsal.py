"""Rehearsal of a check: what the first one of a process would wait for is loaded, and its expressions are compiled."""

from contextlib import suppress

from retrieval.check.checker import Checker
from retrieval.corpus.corpus import Material
from retrieval.errors import ClaimEmpty
from retrieval.runtime import Progress

# The beginnings of so many sentences, so many characters of each, reach nearly every rule.
_SENTENCES, _CHARACTERS = 40, 60


def rehearse(checker: Checker, material: Material, progress: Progress) -> None:
    """Check a text that is made of sentences from all over the material; progress counts its sentences."""
    count = len(material.index.folded)
    spread = range(0, count, max(1, count // _SENTENCES))[:_SENTENCES]
    text = "".join(f"{material.words(at)[:_CHARACTERS]}。" for at in spread)
    with suppress(ClaimEmpty):
        checker.check(text, progress)
