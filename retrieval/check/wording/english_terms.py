"""Words of a claim in English as people choose them: everyday words for written ones, and words that hardly tell."""

from functools import cache

from retrieval.check.evidence import LATIN_WORD
from retrieval.facts.english_words import is_english
from retrieval.facts.parsed import Wording
from retrieval.language.everyday import other_phrases, phrases_in
from retrieval.language.stems import stem

# Verbs that get their meaning from what they are said of, and things that stand for any: came to, put down, people.
_PLAIN_WORDS = """anybody anyone anything everybody everyone everything somebody someone something thing way people
person himself herself itself themselves item part kind sort lot matter whole make get take give go come put keep let
set say tell call stand stay become turn happen use need want mean hold find see show rather quite far still now today
yet even just also too always ever already"""


@cache
def _plain() -> frozenset[str]:
    return frozenset(map(stem, _PLAIN_WORDS.split()))


def is_plain(word: str) -> bool:
    """Return if an English word, in any form, hardly tells anything by itself."""
    return word.isascii() and stem(word) in _plain()


def everyday(claim: Wording) -> dict[int, tuple[str, ...]]:
    """Return what stands for each word of a claim in English, by its start, in everyday words."""
    if not is_english(claim.folded):
        return {}
    words = [*LATIN_WORD.finditer(claim.folded)]
    found: dict[int, tuple[str, ...]] = {}
    for own, phrase in phrases_in([stem(word[0]) for word in words]):
        others = tuple(" ".join(other) for other, near in other_phrases(phrase).items() if near == 1.0)
        found.update((words[at].start(), others) for at in own)
    return found
