"""Questions with a slip of the pen: a word that stands nowhere, and one that sounds the same and does.

People type Chinese by sound, so that the wrong word of the same sound is the slip that they make; and they shorten
words to the letters that they would type first: xhs for 小红书. In English they drop a letter, double one, or swap two.
"""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice, product
from typing import NamedTuple

from retrieval.ask.initials import WordsByInitials
from retrieval.ask.query import Query, unknown_words
from retrieval.corpus.corpus import Material
from retrieval.index.index import Index
from retrieval.language.compounds import MARK
from retrieval.language.letters import looks_english
from retrieval.language.numerals import MARK as NUMBER_MARK
from retrieval.language.stems import stem
from retrieval.language.tokenizer import Token, stop_words
from retrieval.runtime import once_each, pattern


def sounds(word: str) -> set[tuple[str, ...]]:
    """Return the ways in which a word may sound, whatever the tones: by each reading of each of its characters.

    As many as the products of these readings, so that it is for short words only.
    """
    return set(product(*map(_readings, word)))


def initials(word: str) -> set[str]:
    """Return the rows of letters with which the characters of a word may sound first, by each reading of each.

    As many as the products of these letters, so that it is for short words only.
    """
    return set(map("".join, product(*map(_firsts, word))))


@cache
def _firsts(character: str) -> tuple[str, ...]:
    return tuple(sorted({reading[0] for reading in _readings(character)}))


@cache
def _readings(character: str) -> tuple[str, ...]:
    # Its dictionaries are only needed where a word stands nowhere, and that of phrases, 45 MB, never.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    # There are a few hundred readings, and each is made anew.
    return tuple(sorted(map(sys.intern, set(pinyin(character, style=Style.NORMAL, heteronym=True)[0]))))


MAX_SPELLINGS = 8
MAX_SPELLED_TERMS = 3
# Shorter and longer ones are words or marks of their own.
LETTERS = range(2, 7)
# A longer word of English is seldom a letter away from another.
MAX_LIKELY_WORD_LETTERS = 7
# In a shorter word, another character makes another word.
MIN_WORD_CHARACTERS = 3
MIN_WORD_LETTERS = 5
# Two names that are shorter are a letter apart as often as one is mistyped: Maria, Mario.
MIN_NAME_LETTERS = 6
# Of a question, so many words that stand nowhere are looked at; nobody makes more slips than that.
_MOST_WORDS = 40
_CHINESE = pattern("[\u4e00-\u9fff]+")
_LETTERS = pattern("[a-z]+")
# The number of a part, or the year, behind the name of a document.
_PART = pattern(r"(?:\([^()]*\)|\n[^\n]*)$")


class Spelling(NamedTuple):
    """A question written otherwise, and the word that was put into it."""

    question: str
    instead: str


def respelled(question: str, asked: Query, material: Material) -> Iterator[Spelling]:
    """Return the question with one word put in place of one that stands nowhere, `MAX_SPELLINGS` times at most.

    Only the question itself is looked at, not what was asked before it.
    """
    part = asked.parts[0]
    short = [(token.start, token.end) for token in shortenings(asked, material)][:_MOST_WORDS]
    strange = _strange(part.text, part.tokens, material)[:_MOST_WORDS]
    words = {(token.start, token.end) for token in part.tokens}
    known = _words_by_initials(material.index) if short else WordsByInitials((), initials)
    characters = _sounds(material.index) if strange else {}
    spelled = chain(
        ((token.start, token.end, words) for token, words in mistyped(asked, material)),
        ((a, b, [*known.of(part.text[a:b]), *_named(part.text[a:b], material)]) for a, b in short),
        ((a, b, _alike(part.text[a:b], characters, material, word=(a, b) in words)) for a, b in strange),
    )
    spellings = (
        Spelling(part.text[:start] + word + part.text[end:], word) for start, end, words in spelled for word in words
    )
    return islice(spellings, MAX_SPELLINGS)


def shortenings(asked: Query, material: Material) -> list[Token]:
    """Return the words of a question in Latin letters that stand nowhere and are as short as initials of a word are."""
    part = asked.parts[0]
    unknown = unknown_words(part, material.index)
    return [
        token
        for token in part.tokens
        if token.text in unknown and len(token.text) in LETTERS and _LETTERS.fullmatch(token.text)
    ]


def mistyped(asked: Query, material: Material) -> list[tuple[Token, list[str]]]:
    """Return the long words in Latin letters that stand nowhere, with those of the material that have a letter more or
    less, or two swapped, the commonest first; what begins otherwise is another word, and a short one with a capital
    another name.
    """
    part = asked.parts[0]
    unknown = unknown_words(part, material.index)
    long = (token for token in part.tokens if token.text in unknown and len(token.text) >= MIN_WORD_LETTERS)
    typed = [token for token in long if _LETTERS.fullmatch(token.text)]
    typed = [token for token in typed if token.text in asked.raw or len(token.text) >= MIN_NAME_LETTERS]
    typed = [token for token in typed[:_MOST_WORDS] if not _is_likely_word(token.text)]
    found = ((token, sorted({(idf, term) for term, idf in _near(token.text, material)})) for token in typed)
    meant = ((token, [term for _, term in near if _is_meant(token.text, term)]) for token, near in found)
    return [(token, terms) for token, terms in meant if terms]


def _is_meant(typed: str, term: str) -> bool:
    """Return whether a word of letters begins like another and has a letter more or less, or the same in another order.

    Another letter in place of one makes another word as often: horse, house.
    """
    from rapidfuzz.distance import OSA

    if not _LETTERS.fullmatch(term) or len(term) < MIN_WORD_LETTERS or typed[0] != term[0]:
        return False
    forms = [form for form in (term, stem(term), f"{stem(term)}s") if OSA.distance(form, typed) == 1]
    return any(len(form) != len(typed) or sorted(form) == sorted(typed) for form in forms)


def _is_likely_word(typed: str) -> bool:
    return len(typed) <= MAX_LIKELY_WORD_LETTERS and looks_english(typed)


# Going through all words takes a second for a million passages, so it is done once.
@once_each
def _words_by_initials(index: Index) -> WordsByInitials:
    """Return the words and compounds of the material by each row of letters that may be their initials."""
    names, stops = set(index.compounds), stop_words()
    written = ((word, idf) for word, idf in _vocabulary(index) if len(word) in LETTERS and _CHINESE.fullmatch(word))
    own = ((word, idf) for word, idf in written if word in names or not any(character in stops for character in word))
    return WordsByInitials(own, initials)


@once_each
def _sounds(index: Index) -> dict[tuple[str, ...], list[str]]:
    """Return the Chinese characters of the material by each way in which they may sound."""
    found: dict[tuple[str, ...], list[str]] = {}
    for character in index.singles:
        if len(character) == 1 and _CHINESE.fullmatch(character):
            for sound in sounds(character):
                found.setdefault(sound, []).append(character)
    return found


def _named(letters: str, material: Material) -> list[str]:
    """Return the names of documents, without what tells parts of one from another, that have these initials."""
    known = _names_by_initials(material.index).setdefault(material.collection.version, {})
    if not known:
        for name in (_PART.sub("", name.rstrip()).rstrip() for name in material.dated_names):
            own = "".join(word[0] for word in _LETTERS.findall(name)) if name.isascii() else ""
            if len(own) in LETTERS:
                known.setdefault(own, []).append(name)
    return [*dict.fromkeys(known.get(letters, ()))]


@once_each
def _names_by_initials(_: Index) -> dict[str, dict[str, list[str]]]:
    """Return the names of the documents of an index by their initials, by the version of their collection."""
    return {}


def _strange(text: str, tokens: Sequence[Token], material: Material) -> list[tuple[int, int]]:
    """Return where two neighbouring characters stand that are a word, or two words of one character, and
    nowhere a pair.
    """
    words = {(token.start, token.end) for token in tokens}
    found = []
    for at in range(len(text) - 1):
        one_word = (at, at + 2) in words
        two_words = (at, at + 1) in words and (at + 1, at + 2) in words
        pair = text[at : at + 2]
        boundary = two_words and _is_boundary(text, at + 1, material)
        if (one_word or two_words) and not boundary and _is_content(pair) and pair not in material.index.pairs:
            found.append((at, at + 2))
    return found


def _is_boundary(text: str, at: int, material: Material) -> bool:
    """Return whether a word of the material ends or begins at a place, by the pair of characters there: 海盐卷|卖."""
    around = text[max(at - 2, 0) : at], text[at : at + 2]
    return any(len(pair) == 2 and _is_content(pair) and pair in material.index.pairs for pair in around)


def _alike(pair: str, characters: Mapping[tuple[str, ...], list[str]], material: Material, *, word: bool) -> list[str]:
    """Return the pairs of the material that sound like a pair, the commonest first; `characters` are given by
    their sounds.

    Whoever writes a word meant another word, and no end of one with the beginning of the next.
    """
    pairs = material.index.pairs
    alike = [{other for sound in sounds(one) for other in characters.get(sound, ())} for one in pair]
    found = [other for other in map("".join, product(*alike)) if other in pairs and _is_content(other)]
    if word:
        found = [other for other in found if other in material.index.words]
    return sorted(found, key=lambda other: (pairs.idf(other), other))


def _is_content(pair: str) -> bool:
    """Return whether both are Chinese characters, and neither is a stop word, as slips in those harm nothing."""
    return bool(_CHINESE.fullmatch(pair)) and not any(character in stop_words() for character in pair)


def nearest_terms(words: Sequence[str], material: Material) -> tuple[str, ...]:
    """Words of the material that differ from some words, which stand nowhere, in one character; the commonest first.

    Words of two characters have none: what sounds the same is found by `respelled`. Neither have short ones of letters.
    """
    long = [word for word in words[:_MOST_WORDS] if len(word) >= _least(word)]
    found = {(idf, term) for word in long for term, idf in _near(word, material)}
    return tuple(dict.fromkeys(term for _, term in sorted(found)))[:MAX_SPELLED_TERMS]


def _least(word: str) -> int:
    return MIN_WORD_LETTERS if word.isascii() and word.isalpha() else MIN_WORD_CHARACTERS


def _near(word: str, material: Material) -> Iterator[tuple[str, float]]:
    """Yield the words of the material that differ from one in one character, or in the order of two, with their idf.

    One change leaves either half of a word as it is, so only words with one of the halves are looked at.
    """
    from rapidfuzz.distance import OSA  # most questions have no such word

    word, words = stem(word), material.index.words
    half = len(word) // 2
    for term in chain(words.terms_with(word[:half]), words.terms_with(word[half:])):
        written = term.removeprefix(MARK)
        if not term.startswith(NUMBER_MARK) and OSA.distance(written, word, score_cutoff=1) <= 1:
            yield material.index.written(written), words.idf(term)


def _vocabulary(index: Index) -> Iterator[tuple[str, float]]:
    """Yield the words and compounds of the material, two characters at least, as they are written, with their idf."""
    terms = ((term, idf) for term, idf in index.words.idfs() if not term.startswith(NUMBER_MARK))
    written = ((term.removeprefix(MARK), idf) for term, idf in terms)
    return ((word, idf) for word, idf in written if len(word) > 1)
