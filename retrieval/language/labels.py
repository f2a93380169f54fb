"""Names in English text, told by their capitals: people, places, products and firms alike, which no list has."""

import re
from collections.abc import Iterator

from retrieval.language.names import Name
from retrieval.language.tokenizer import stop_words
from retrieval.language.word_kinds import word_kind
from retrieval.runtime import pattern

# Words with capitals in a row: Jamie Zawinski, University of York, Harrow & Pike, GSA.
_WORD = r"[^\W\d_a-z][\w'’.-]*\w|[^\W\d_a-z]"
_RUN = pattern(rf"(?<![\w.'’/@#&-])(?:{_WORD})(?:\s(?:(?:&|of|of the|de|van|von|der)\s)?(?:{_WORD}))*")
_PIECE = pattern(r"[^\s&]+")
_POSSESSIVE = pattern(r"['’]s?$")
# What stands before the first word of a sentence, whose capital says nothing.
_BEGINS = pattern(r"(?:^|[.!?:;\n|*#>\"“”(•-])[\s\"“'*_(]{0,8}$")
COURTESY = pattern(r"(?<![a-z])(?:mrs?|ms|miss|dr|prof|professor|sir|dame|lady|lord|captain|officer)\.?\s")
"""How people are addressed before their surname."""
_LATIN, _CJK = pattern(r"[A-Za-z]"), pattern(r"[\u3400-\u9fff]")
_DATED = pattern(
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec|mon|tues|wednes|thurs|fri|satur|sun)\w{0,6}\.?$"
)


def labels(text: str, folded: str) -> Iterator[Name]:
    """Yield the names of an English text, as it is written and folded, in order; none of a heading all in capitals.

    >>> [text.form for text in labels("The bug was fixed by Ingrid Solheim.", "the bug was fixed by ingrid solheim.")]
    ['ingrid solheim']
    """
    if len(_LATIN.findall(text)) <= len(_CJK.findall(text)):
        return
    plain = (word for word in re.findall(r"(?<![\w'’])[a-z]+", text) if word not in stop_words())
    if all(word_kind(word, "eng") == "light" for word in plain):
        return
    for run in _RUN.finditer(text):
        pieces = [(m.start() + run.start(), m.end() + run.start()) for m in _PIECE.finditer(run[0])]
        first = bool(_BEGINS.search(text, 0, run.start()))
        while pieces and (_says_nothing(folded[slice(*pieces[0])]) or (first and _is_common(folded, pieces))):
            pieces, first = pieces[1:], False
        if not pieces or _DATED.match(folded, pieces[0][0], pieces[0][1]):
            continue
        start, end = pieces[0][0], pieces[-1][1]
        end = start + len(_POSSESSIVE.sub("", text[start:end]))
        if end - start > 1:
            yield Name(start, end, "label", folded[start:end])


def same_but_for_courtesy(one: str, other: str) -> bool:
    """Return if of two folded names one is the surname of the other behind how people are addressed.

    >>> same_but_for_courtesy("ann lee", "ms lee"), same_but_for_courtesy("ann lee", "tom lee")
    (True, False)
    """
    bare = [COURTESY.sub("", name.strip()) for name in (one, other)]
    polite = [name != whole.strip() for name, whole in zip(bare, (one, other), strict=True)]
    return any(polite) and all(bare) and bare[0].split()[-1] == bare[1].split()[-1]


def _says_nothing(word: str) -> bool:
    return word in stop_words() or word_kind(word, "eng") == "light"


def _is_common(folded: str, pieces: list[tuple[int, int]]) -> bool:
    """Return if the first word of a sentence may have its capital from there: it is alone, or says what is done."""
    start, end = pieces[0]
    return len(pieces) == 1 or word_kind(folded[start:end], "eng") != "noun"
