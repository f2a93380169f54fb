"""Words of an English sentence by what they do in it, told by closed lists, a list of verbs, endings and neighbours.

No tagger is asked: a word in front of which an article or a preposition stands is no verb, and one behind `to` or
`will` is; a form in -ed is one where no noun follows that it could belong to.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.facts.english_verbs import GERUND, PAST, EnglishKind, is_verb, settle_verbs
from retrieval.facts.parsed import Wording
from retrieval.language.dates import Moment
from retrieval.language.quantities import Quantity
from retrieval.language.stems import stem
from retrieval.runtime import pattern

_LISTED: dict[EnglishKind, str] = {
    "determiner": "a an the this these those each every all some any no both most many several few his her its their"
    " our my your another such",
    "preposition": "of in on at by for from with without into onto to under over above below between among against"
    " about around during through across near off outside inside behind beside beyond after before since until till"
    " than as per except besides despite towards toward upon within along via like unlike versus",
    "join": "and or but nor yet",
    "subordinate": "because although though while whereas when where if unless once so whether whenever provided",
    "which": "which who whom whose that what how",
    "auxiliary": "is are was were be been being am has have had having do does did done",
    "modal": "will would shall should can could may might must",
    "pronoun": "he she it they we i you him them us me one ones",
    "not": "not never neither",
    "adverb": "also already still only just even again ago almost about nearly roughly too very then there here now"
    " soon later otherwise however therefore instead together away back out up down ever often always usually himself"
    " herself itself themselves longer rather quite else perhaps maybe thus hence indeed afterwards meanwhile sometimes"
    " somewhere elsewhere everywhere anywhere nearby ahead anyway yesterday today tomorrow tonight",
}
_KINDS = {word: kind for kind, words in reversed(_LISTED.items()) for word in words.split()}
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\s\w]|_")
_LY = re.compile(r"[a-z]{3,}(?<!fami)(?<!sup)(?<!as)(?<!mono)(?<!hol)(?<!ita)(?<!ear)(?<!jul)ly")
_POSSESSIVE = re.compile(r"['’]s?$")
_NOT = ("n't", "n’t")
_MODAL_STEMS = ("ca", "wo", "mus", "shou", "cou", "wou", "mig")
# Two words that are one preposition.
_DOUBLES = {("because", "of"): "because", ("compared", "with"): "against", ("compared", "to"): "against"}
# Months that are words of their own in small letters.
_MONTHS_OR_NOT = frozenset(("march", "may"))
_OPENING = frozenset(('"', "“", "|", ".", ":"))
_NOT_ENGLISH = pattern(r"[\u3040-\u9fff]")


class EnglishWord(NamedTuple):
    """A word, figure, date or mark of a sentence, with its stem and what it does there."""

    start: int
    end: int
    text: str
    stem: str
    kind: EnglishKind
    figure: Quantity | None = None
    date: Moment | None = None

    @property
    def tells(self) -> bool:
        """Tell if it is a thing, a deed, a figure or a date."""
        return self.kind in ("noun", "name", "verb", "figure", "date")


def is_english(folded: str) -> bool:
    """Return if a folded text has no Chinese in it."""
    return _NOT_ENGLISH.search(folded) is None


@lru_cache(maxsize=1024)  # the sentences that come into question for one claim after the other
def english_words(text: Wording) -> tuple[EnglishWord, ...]:
    """Return the words, figures, dates and marks of a sentence in order."""
    raw = list(_raw(text))
    kinds: list[EnglishKind] = []
    for at, word in enumerate(raw):
        capital = text.text[word.start].isupper()
        kinds.append(word.kind if word.kind != "noun" else _kind(raw, kinds, at, capital=capital))
    settle_verbs([word.text for word in raw], kinds)
    return tuple(word._replace(kind=kind) for word, kind in zip(raw, kinds, strict=True))


def _raw(text: Wording) -> Iterator[EnglishWord]:
    """Yield the words with their kinds as far as the word itself tells, the others as nouns."""
    figures = {figure.start: figure for figure in text.quantities}
    dates = {date.start: date for date in text.moments}
    at = 0
    for match in _TOKEN.finditer(text.folded):
        if match.start() < at:
            continue
        places = range(*match.span())
        date = next((dates[p] for p in places if p in dates), None)
        figure = next((figures[p] for p in places if p in figures), None) if date is None else None
        if date is not None and match[0] in _MONTHS_OR_NOT and text.text[match.start()].islower():
            date = None
        measured = date or figure
        if measured is None:
            yield from _word(match, text.folded)
            continue
        at = max(measured.end, match.end())
        said = text.folded[match.start() : at].rstrip(" .,")
        yield EnglishWord(match.start(), at, said, said, "date" if date else "figure", figure, date)


def _word(match: re.Match[str], folded: str) -> Iterator[EnglishWord]:
    word, start, end = match[0], *match.span()
    behind = next(iter(folded[end : end + 6].split()), "")
    if (word, behind) in _DOUBLES:
        yield EnglishWord(start, end, _DOUBLES[word, behind], word, "preposition")
    elif word == "that" and behind == "of":
        yield EnglishWord(start, end, "those", "those", "determiner")
    elif not word[0].isalnum():
        yield EnglishWord(start, end, word, word, "mark")
    elif word.endswith(_NOT) or word == "cannot":
        modal = word[:-3].startswith(_MODAL_STEMS)
        yield EnglishWord(start, end - 3, word[:-3], word[:-3], "modal" if modal else "auxiliary")
        yield EnglishWord(end - 3, end, "not", "not", "not")
    else:
        kind: EnglishKind = "figure" if word.isdigit() else _KINDS.get(word, "noun")
        yield EnglishWord(start, end, word, stem(_POSSESSIVE.sub("", word)), kind)


def _kind(raw: Sequence[EnglishWord], kinds: Sequence[EnglishKind], at: int, *, capital: bool) -> EnglishKind:
    """Return what a word does that no list tells, by its ending and the words beside it."""
    word = raw[at].text
    if capital and at > 0 and raw[at - 1].text not in _OPENING:
        return "name"
    if _LY.fullmatch(word):
        return "adverb"
    return "verb" if _is_verb(raw, kinds, at) else "noun"


def _is_verb(raw: Sequence[EnglishWord], kinds: Sequence[EnglishKind], at: int) -> bool:
    """Return if a word says what is done, as far as its form and the words beside it tell."""
    word, previous = raw[at].text, raw[at - 1].text if at else ""
    before = next((kind for kind in reversed(kinds) if kind not in ("adverb", "not")), None)
    after = raw[at + 1] if at + 1 < len(raw) else None
    done = PAST.fullmatch(word) or GERUND.fullmatch(word)
    thing = after is not None and after.kind in ("noun", "name")
    if before in ("modal", "to") or (previous == "not" and _last_helping(raw, at) in ("do", "does", "did")):
        return True
    opens = after is not None and (after.kind in ("determiner", "pronoun") or after.text == "to")
    if previous == "to" and opens and not word.endswith("s"):
        return True
    if not (done or is_verb(word)):
        return False
    if before == "auxiliary":
        return bool(done) or not thing
    if before == "figure" and PAST.fullmatch(word) and not thing:
        return True
    if before in ("determiner", "preposition", "figure") or previous.endswith(("'s", "’s", "s'")):
        return False
    return not (done and thing) or before in ("noun", "name", "pronoun", "which")


def _last_helping(raw: Sequence[EnglishWord], at: int) -> str:
    return next((word.text for word in reversed(raw[:at]) if word.kind == "auxiliary"), "")
