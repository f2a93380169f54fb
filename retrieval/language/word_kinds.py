"""Words by what they do in a sentence: nouns, light words, and those that say what is done.

Chinese ones have jieba's tags, but for some that the lists have. English ones have none: lists and endings tell those
that only join or colour what others say, and those that say what is done, from all others, which are taken for nouns. A
text that lacks a word which is no noun may still say the same.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

from retrieval.runtime import pattern

WordKind = Literal["noun", "light", "verb"]
# Tags of jieba's dictionary for nouns, verbs used as such, and words in Latin letters; names are found otherwise.
_NOUNS = frozenset(("n", "nz", "vn", "nt", "eng"))
# Tags for adverbs, prepositions, conjunctions, pronouns, places and times in relation to others: 反而, 以后, 每个.
_LIGHT = frozenset(("c", "d", "f", "p", "r", "m", "q", "u", "y"))
# A verb with what tells that it is done or goes on, which the dictionary has as a noun: 搞了个, 穿著.
_DONE = pattern(r"^.[了过着著]个?$")
_KNOWN_WORDS = 1 << 14
# Endings of adverbs, and of verbs in the past: quickly, supplied.
_ADVERB = pattern(r"[a-z]{3,}(?<!fami)(?<!sup)(?<!as)(?<!mono)(?<!hol)(?<!ita)ly")
_PAST = pattern(r"(?!hundred|kindred|sacred|naked)[a-z]{2,}[^e\W\d_]ed")
_FINAL_Y = pattern(r"(?<=[^aeiou])y$")


@lru_cache(_KNOWN_WORDS)
def word_kind(word: str, tag: str) -> WordKind:
    """Return what a folded word does in a sentence; `tag` is jieba's. What is neither noun nor light is a verb.

    >>> word_kind("according", "eng"), word_kind("supplied", "eng"), word_kind("company", "eng"), word_kind("原本", "n")
    ('light', 'verb', 'noun', 'light')
    """
    light, verbs, general, _ = _listed()
    english = tag == "eng" and word.isascii()
    if word in light or (english and _ADVERB.fullmatch(word)) or (not english and tag in _LIGHT):
        return "light"
    if word in general or (english and (word in verbs or _PAST.fullmatch(word))):
        return "verb"
    return "noun" if tag in _NOUNS and not _DONE.search(word) else "verb"


def is_verb(word: str) -> bool:
    """Return whether a folded English word is a form of a verb in the list, which may be a noun as well.

    >>> is_verb("costs"), is_verb("drawn"), is_verb("lift")
    (True, True, False)
    """
    return word in _listed()[1]


def is_quality(word: str) -> bool:
    """Return whether a folded English word says what something is like, or in what it is measured, and names nothing.

    >>> is_quality("deepest"), is_quality("temp"), is_quality("permit")
    (True, True, False)
    """
    return word in _listed()[3]


@cache
def _listed() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Return the light words, the English verbs in their regular forms, the general nouns, and the words of quality."""
    data = resources.files("retrieval.language").joinpath("data/word_kinds.txt").read_text("utf-8")
    found: dict[str, set[str]] = {"light": set(), "verbs": set(), "general": set(), "qualities": set()}
    for line in data.splitlines():
        kind, colon, words = line.partition(": ")
        if colon and kind in found:
            found[kind].update(words.split())
    verbs = frozenset(form for verb in found["verbs"] for form in _forms(verb))
    return frozenset(found["light"]), verbs, frozenset(found["general"]), frozenset(found["qualities"])


def _forms(verb: str) -> Iterator[str]:
    """Yield a verb with its regular endings: apply, applies, applying; the past is told by its own."""
    root = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    yield from (verb, verb + "s", verb + "es", root + "ing", verb + verb[-1] + "ing", _FINAL_Y.sub("ies", verb))
