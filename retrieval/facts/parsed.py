"""Parts of a claim or a sentence: figures, dates, names, directions, negations, other words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from retrieval.corpus.corpus import Material
from retrieval.language.conditions import conditions
from retrieval.language.dates import Moment, moments
from retrieval.language.fold import fold
from retrieval.language.labels import labels
from retrieval.language.lexicon import Lexicon
from retrieval.language.names import Name, Names
from retrieval.language.polarity import Negator, PolarWord, negators, polar_words
from retrieval.language.quantities import Quantity, quantities
from retrieval.language.tokenizer import Token, content
from retrieval.language.word_kinds import is_quality, word_kind
from retrieval.runtime import pattern

# Numbers of the items of a list.
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽❶❷❸❹❺❻❼❽❾❿㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_ITEM = pattern(r"\s*(?:[(（]\d{1,2}[)）]|\d{1,2}(?:[)）、]|[.．](?!\d)))")
# Expressions that say nothing of what their words say.
_IDLE = pattern(r"\b(?:as well|of course|in fact|at all|as usual|for example|so far|in general|no matter)\b")

Tagged = tuple[str, int, int, str]
"""A word, its start and end, and jieba's tag of it."""


@dataclass(frozen=True, eq=False)
class Wording:
    """A text taken apart; every place counts characters of it, and what overlaps a figure, date or name is no word.

    `nouns` are the places of all characters of nouns, `light` those of words that only join or colour what others
    say; `tagged` are all words with jieba's tags. It is equal to itself only, so that caches find it
    at no cost.
    """

    text: str
    folded: str
    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    names: tuple[Name, ...]
    polar: tuple[PolarWord, ...]
    negators: tuple[Negator, ...]
    words: tuple[Token, ...]
    nouns: frozenset[int]
    light: frozenset[int]
    tagged: tuple[Tagged, ...] = ()


def wording(text: str, names: Names, material: Material) -> Wording:
    """Take a text apart."""
    folded = fold(text)
    figures = tuple(q for q in conditions(folded, quantities(folded)) if not _counts_a_list(text, q.start))
    dates = tuple(moments(folded))
    spans = [*((figure.start, figure.end) for figure in figures), *((date.start, date.end) for date in dates)]
    measured = _marked(folded, spans)
    tagged = list(material.analyzer.tagged(folded))
    named = tuple(name for name in names.find(folded, tagged) if not _in(name.start, name.end, measured))
    taken_already = _marked(folded, [*spans, *((name.start, name.end) for name in named)])
    named = tuple(sorted([*named, *(n for n in labels(text, folded) if not _in(n.start, n.end, taken_already))]))
    denied = tuple(negators(folded))
    names_taken = [(name.start, name.end) for name in named]
    idle = [match.span() for match in _IDLE.finditer(folded)]
    taken = _marked(folded, [*spans, *names_taken, *idle, *((negator.start, negator.end) for negator in denied)])
    tokens = _joined(_cut_off(material.analyzer.tokens_of(folded), measured), folded, material.lexicon)
    tokens = [_up_to_denial(token, denied) or token for token in tokens]
    words = tuple(token for token in content(tokens) if not _in(token.start, token.end, taken))
    units = [(figure.end - 2, figure.end) for figure in figures if figure.kind == "size"]
    apart = _marked(folded, [*names_taken, *units])
    polar = tuple(word for word in polar_words(folded) if not _in(word.start, word.end, apart))
    polar = tuple(word for word in polar if not _cuts(word.start, word.end, tagged))
    kinds = [(start, end, word_kind(word, tag)) for word, start, end, tag in tagged]
    kinds = [(a, b, "verb" if k == "noun" and is_quality(folded[a:b]) else k) for a, b, k in kinds]
    nouns, light = (
        frozenset(at for start, end, kind in kinds if kind == which for at in range(start, end))
        for which in ("noun", "light")
    )
    return Wording(text, folded, figures, dates, named, polar, denied, words, nouns, light, tuple(tagged))


def _counts_a_list(text: str, at: int) -> bool:
    """Return if a place is in the number of an item: ②, or 1、 and (2) at the beginning of a text."""
    number = _ITEM.match(text)
    return text[at] in _CIRCLED or (number is not None and at < number.end())


def _cut_off(tokens: Sequence[Token], measured: bytearray) -> list[Token]:
    """Return the words without what is the end of a figure or date: 收入 of 2024年收入, which the dictionary cuts
    before 年.
    """
    return [_rest(token, measured) or token for token in tokens]


def _rest(token: Token, measured: bytearray) -> Token | None:
    """Return two or more characters of a word behind a figure or date that it begins in."""
    at = measured.find(0, token.start, token.end)
    behind = at > token.start and token.end - at > 1 and not _in(at, token.end, measured)
    return Token(token.text[at - token.start :], at, token.end) if behind else None


def _up_to_denial(token: Token, denied: Sequence[Negator]) -> Token | None:
    """Return two or more characters of a word before a negation in it: 味道 of 味道不好, which a list has whole."""
    inside = next((n for n in denied if token.start + 1 < n.start < token.end), None)
    return Token(token.text[: inside.start - token.start], token.start, inside.start) if inside else None


def _joined(tokens: list[Token], folded: str, lexicon: Lexicon) -> list[Token]:
    """Return the words with those put together that are one expression by the list of other names, such as 月活."""
    known = [(found.start, found.end) for found in lexicon.aliases.find(folded)]
    if not known:
        return tokens
    taken = _marked(folded, known)
    apart = [token for token in tokens if not _in(token.start, token.end, taken)]
    return sorted([*apart, *(Token(folded[a:b], a, b) for a, b in known)], key=lambda token: token.start)


def _cuts(start: int, end: int, tagged: list[Tagged]) -> bool:
    """Return if a place is the end of a word and the beginning of the next: 合格 of 符合格式."""
    begins = any(a < start < b < end for _, a, b, _ in tagged)
    return begins and any(start < a < end < b for _, a, b, _ in tagged)


def _marked(folded: str, places: Iterable[tuple[int, int]]) -> bytearray:
    """Return a byte for each character of a text, 1 within one of some places."""
    marks = bytearray(len(folded))
    for start, end in places:
        marks[max(0, start) : end] = b"\1" * (end - max(0, start))
    return marks


def _in(start: int, end: int, taken: bytearray) -> bool:
    return taken.find(1, start, end) >= 0
