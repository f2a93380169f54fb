"""Stems: one form for the forms of an English word, so that companies is found by company.

Snowball's stemmer, by PyStemmer: the same algorithms in C, which stem a vocabulary sixty times sooner than those in
Python and are imported in a millisecond. What it leaves apart, two lists have: drove is found by drive, and so are
decision by decide and German by Germany. A stem is for comparing only, and is often no word: compani. For Chinese nouns
of people and places it is told what they are made of.
"""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from retrieval.runtime import pattern

# A shorter word is as often a name as a form of another.
SHORTEST_STEMMED = 4
# Of a word and one of these are nouns for who does it, or where: 负责人, 参与者, 主办方, 出生地.
_DOERS, _SHORTEST_NOUN = "人者员方地处", 3
# Words that the stemmer takes for forms of another word, each with the form that its own forms share.
_APART = {
    word: words[0]
    for words in (
        ("authority", "authorities"),
        ("busy", "busier", "busiest"),
        ("conversion", "conversions"),
        ("customer", "customers"),
        ("customs",),
        ("deadly",),
        ("department", "departments", "departmental"),
        ("executive", "executives"),
        ("experiment", "experiments", "experimental", "experimented"),
        ("founded", "founding", "founds"),
        ("hardly",),
        ("hospitality",),
        ("important", "importance", "importantly"),
        ("lately",),
        ("likely",),
        ("nearly",),
        ("rational", "rationally"),
        ("several",),
    )
    for word in words
}
# Endings of the British spelling, each with letters of it, and the American ones; single words are in the list of
# irregular forms.
_SPELLINGS = tuple(
    (letters, pattern(british), american)
    for letters, british, american in (
        ("our", r"(?<=[a-z]{3})our(?=(?:s|ed|ing|ful|less|abl[ey]|ites?|ists?|ers?|hoods?|ly|al)?$)", "or"),
        ("re", r"(?<=[a-z]{2}[bt])re(?=s?$)", "er"),
        (
            "is",
            r"(?<=[a-z]{3})(?<!prom)(?<!prem)(?<!dem)(?<!advert)(?<!expert)(?<![vpw])(?<!pr)(?<!nc)(?<!xc)(?<!erc)(?<!rec)(?<!umc)"
            r"is(?=(?:e|es|ed|ing|ers?|abl[ey]|ations?|ational)$)",
            "iz",
        ),
        ("lys", r"(?<=[a-z]{2}ly)s(?=(?:e|ed|ing|ers?)$)", "z"),
        ("logue", r"(?<=[aio]log)ue(?=s?$)", ""),
    )
)
_KNOWN_WORDS = 1 << 16
_LATIN_RUN = pattern(r"[a-z0-9]+")


def stem(word: str) -> str:
    """Return the stem of a folded word in Latin letters; any other term as it is, and a stem as well."""
    # Most words of a text are Chinese, and need no room among those whose stem is known.
    return _stem(word) if word.isascii() else word


@lru_cache(_KNOWN_WORDS)
def _stem(word: str) -> str:
    found = _form_stem(word)
    return _derived().get(found, found)


def _form_stem(word: str) -> str:
    """Return the stem that the forms of one word share."""
    if not word.isalpha():
        return word
    word = _irregular().get(word, word)
    for letters, british, american in _SPELLINGS:
        if letters in word:
            word = british.sub(american, word)
    if len(word) < SHORTEST_STEMMED:
        return word
    if word in _APART:
        return _APART[word]
    found: str = _stemmer().stemWord(word)
    # Some stems have a stem of their own.
    return found if found == word else _form_stem(found)


@lru_cache(1 << 10)
def stems_in(folded: str) -> frozenset[str]:
    """Return the stems of the Latin words and numbers of a folded text."""
    return frozenset(map(stem, _LATIN_RUN.findall(folded)))


def holds(folded: str, word: str) -> bool:
    """Tell if a word stands in a folded text: a Latin one as a whole word, in any of its forms."""
    if word.isascii() and word.isalnum():
        return stem(word) in stems_in(folded)
    return word in folded


def held_in(texts: Iterable[str], word: str) -> list[bool]:
    """Return for each of some folded texts if a word stands there, as `holds` tells."""
    if word.isascii() and word.isalnum():
        return [stem(word) in stems_in(folded) for folded in texts]
    return [word in folded for folded in texts]


def bases(noun: str) -> tuple[str, ...]:
    """Return what a Chinese noun for somebody or a place is made of; nothing for any other word.

    >>> bases("负责人"), bases("英国人")
    (('负责', '负责籍'), ('英国', '英籍'))
    """
    if len(noun) < _SHORTEST_NOUN or noun[-1] not in _DOERS:
        return ()
    return noun[:-1], f"{noun[0]}籍" if noun[1:] == "国人" else f"{noun[:-1]}籍"


def irregular_verb(word: str) -> bool:
    """Return if a folded word is a form of an irregular verb: sang, sung."""
    return word in _irregular_verbs()


def irregular_past(word: str) -> bool:
    """Return if a folded word is a past form of an irregular verb, and not the verb itself."""
    return word in _irregular_verbs() and word in _irregular()


@cache
def _irregular_verbs() -> frozenset[str]:
    """Return the forms of the irregular verbs, which stand in the list before the nouns."""
    text = resources.files("retrieval.language").joinpath("data/irregular.txt").read_text("utf-8")
    lines = text.partition("# --- nouns")[0].splitlines()
    return frozenset(word for line in lines if line and not line.startswith("#") for word in line.split())


@cache
def _irregular() -> dict[str, str]:
    """Return the word itself for each of its irregular forms."""
    return {form: word for word, *forms in _groups("irregular.txt") for form in forms}


@cache
def _derived() -> dict[str, str]:
    """Return for the stem of each word that is derived from another the stem of that one."""
    stems = ([*map(_form_stem, group)] for group in _groups("derived.txt"))
    return {form: word for word, *forms in stems for form in forms if form != word}


def _groups(name: str) -> Iterator[list[str]]:
    text = resources.files("retrieval.language").joinpath(f"data/{name}").read_text("utf-8")
    return (line.split() for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(1)
def _stemmer() -> Any:
    # Who has no English text does not wait for it.
    from Stemmer import Stemmer

    return Stemmer("english")
