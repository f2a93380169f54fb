"""Everyday words: what else an English question could have been asked in.

The groups of `data/everyday_english.txt`, in any form of their words: a phrase is the stems of its words, in order.
They are read with the first English question, and are no part of an index: what stands for a word is looked up by its
stem.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from retrieval.language.lexicon import Occurrence
from retrieval.language.stems import stem
from retrieval.language.tokenizer import stop_words
from retrieval.runtime import pattern

# Stems of the words of an expression.
Phrase = tuple[str, ...]
# What is only near a word weighs this much of one that means the same.
LOOSE = 0.5
# Words that may stand between a verb and its particle.
MAX_GAP_WORDS = 3
_PARTICLES = frozenset(["up", "down", "off", "on", "out", "in", "back", "away", "over", "through", "together"])
_WORD = pattern(r"[a-z0-9]+")
_EAST_ASIAN = pattern(r"[\u2e80-\u9fff\uac00-\ud7af]")


class PhraseInText(NamedTuple):
    """A phrase that some words of a text say: the numbers of these words, from 0, and its stems."""

    words: tuple[int, ...]
    phrase: Phrase


def in_english(folded: str) -> bool:
    """Tell if a question has no word in Chinese or another East Asian script."""
    return not _EAST_ASIAN.search(folded)


def stems_of(folded: str) -> list[str]:
    """Return the stems of the Latin words and numbers of a folded text, in order."""
    return [*map(stem, _WORD.findall(folded))]


def phrase_of(expression: str) -> Phrase:
    """Return the stems of the words of an expression."""
    return tuple(stems_of(expression))


def expressions_in(folded: str) -> Iterator[Occurrence]:
    """Yield the expressions of groups in a folded question in English, as `phrases_in` finds them; one with words
    between its own is at its first word.
    """
    if not in_english(folded):
        return
    words = [*_WORD.finditer(folded)]
    for own, _ in phrases_in([stem(word[0]) for word in words]):
        together = own[-1] - own[0] == len(own) - 1
        last = words[own[-1] if together else own[0]]
        yield Occurrence(words[own[0]].start(), last.end(), " ".join(words[at][0] for at in own))


def other_phrases(phrase: Phrase) -> Mapping[Phrase, float]:
    """Return what stands for a phrase, each with 1, or `LOOSE` if it is only near; nothing for an unknown one."""
    return _others(phrase) if phrase else {}


def written(phrase: Phrase) -> str:
    """Return a phrase of a group as the list first writes it."""
    return _written().get(phrase, " ".join(phrase))


def phrases_in(stems: Sequence[str]) -> Iterator[PhraseInText]:
    """Yield the phrases of groups among the stems of a text, in order, the longest at each place and apart from each
    other but for words between a verb and its particle.
    """
    taken = set[int]()
    for at, first in enumerate(stems):
        if at in taken:
            continue
        for phrase in _by_first().get(first, ()):
            own = places_of(phrase, stems, at)
            if own and not taken.intersection(own):
                taken.update(own)
                yield PhraseInText(own, phrase)
                break


def places_of(phrase: Phrase, stems: Sequence[str], at: int) -> tuple[int, ...]:
    """Return the places of the stems of a phrase that begins at a place; nothing if it does not stand there.

    >>> places_of(("turn", "off"), ["turn", "the", "heat", "off"], 0)
    (0, 3)
    """
    size = len(phrase)
    if tuple(stems[at : at + size]) == phrase:
        return tuple(range(at, at + size))
    if size == 2 and phrase[1] in _PARTICLES and stems[at] == phrase[0]:
        behind = stems[at + 1 : at + 2 + MAX_GAP_WORDS]
        return (at, at + 1 + behind.index(phrase[1])) if phrase[1] in behind else ()
    return ()


@cache
def _groups() -> tuple[Sequence[Sequence[tuple[Phrase, bool]]], Mapping[Phrase, Sequence[int]]]:
    """Return the groups, each member with whether it is only near the others, and the groups of each phrase."""
    groups = [[*_members(line)] for line in _listed().splitlines() if line and not line.startswith("#")]
    numbers: dict[Phrase, list[int]] = {}
    for number, group in enumerate(groups):
        for phrase, _ in group:
            numbers.setdefault(phrase, []).append(number)
    return groups, numbers


@lru_cache(1 << 12)
def _others(phrase: Phrase) -> Mapping[Phrase, float]:
    groups, numbers = _groups()
    found: dict[Phrase, float] = {}
    for number in numbers.get(phrase, ()):
        own_is_near = (phrase, False) not in groups[number]
        for other, is_near in groups[number]:
            # Two that are only near a third need not be near each other.
            if other != phrase and not (own_is_near and is_near):
                found[other] = max(LOOSE if own_is_near or is_near else 1.0, found.get(other, 0.0))
    return found


@cache
def _written() -> Mapping[Phrase, str]:
    text = _listed().replace("|", ",")
    members = [member.strip() for line in text.splitlines() if not line.startswith("#") for member in line.split(",")]
    return {phrase_of(member): member for member in reversed(members)}


@cache
def _by_first() -> Mapping[str, Sequence[Phrase]]:
    """Return the phrases by their first stem, the longest first."""
    found: dict[str, list[Phrase]] = {}
    for phrase in sorted(_groups()[1], key=lambda phrase: (-len(phrase), phrase)):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def _listed() -> str:
    return resources.files("retrieval.language").joinpath("data/everyday_english.txt").read_text("utf-8")


def _members(line: str) -> Iterator[tuple[Phrase, bool]]:
    """Yield the phrases of a line, each with whether it is behind the bar; no word that carries no content."""
    core, _, near = line.partition("|")
    for members, is_near in ((core, False), (near, True)):
        for member in filter(None, map(str.strip, members.split(","))):
            if member not in stop_words():
                yield phrase_of(member), is_near
