"""Letters: whether a text is in Latin ones, and rows of them that English words are made of.

By these a slip of the pen is told from a word that is unknown.
"""

from functools import cache
from importlib import resources

from retrieval.runtime import pattern

_LISTS = ("word_kinds.txt", "glossary.txt", "irregular.txt", "stop_words.txt", "synonyms.txt")
_WORD = pattern(r"[a-z]{2,}")
_ROW = 3
MOSTLY = 0.7
_ENDINGS = ("", "s", "ed", "ing")


def mostly_latin(folded: str) -> bool:
    """Return whether more than seven tenths of the letters of a folded text are Latin ones without accents.

    >>> mostly_latin("who chairs the board"), mostly_latin("pdf 在哪")
    (True, False)
    """
    letters = [character for character in folded if character.isalpha()]
    return sum("a" <= character <= "z" for character in letters) > MOSTLY * len(letters)


def looks_english(word: str) -> bool:
    """Return whether every three letters in a row of a folded word, its ends included, stand in a word of the lists.

    >>> looks_english("planes"), looks_english("urchn"), looks_english("ottters")
    (True, False, False)
    """
    return _rows(word) <= _listed()


def _rows(word: str) -> set[str]:
    whole = f"^{word}$"
    return {whole[at : at + _ROW] for at in range(len(whole) - _ROW + 1)}


@cache
def _listed() -> frozenset[str]:
    """Return the rows of letters in the English words of the lists of this package, and those with an ending."""
    folder = resources.files("retrieval.language").joinpath("data")
    lines = (line for name in _LISTS for line in folder.joinpath(name).read_text("utf-8").splitlines())
    words = {word for line in lines if not line.startswith("#") for word in _WORD.findall(line)}
    return frozenset(row for word in words for ending in _ENDINGS for row in _rows(word + ending))
