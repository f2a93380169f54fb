"""The other words of a claim beside those of a sentence."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.check.evidence import LATIN_WORD, Evidence
from retrieval.check.verdict import ClaimSlice, State
from retrieval.check.wording.english_terms import everyday, is_plain
from retrieval.corpus.corpus import Material
from retrieval.facts.offices import is_office
from retrieval.facts.parsed import Wording
from retrieval.language.stems import bases, stem, stems_in
from retrieval.language.tokenizer import Token

_OTHERWISE = 0.85
# Of what only a loose paraphrase of a word says, and of a verb that begins as another: 搬走 beside 搬迁.
_LOOSELY = 0.6
_AROUND = 0.7
_SCATTERED = 0.5
_SINGLE = 0.4
# Of words that join or colour what others say, which people choose freely.
_LIGHT = 0.3
# Of verbs and the like that the whole material lacks: people say the same in their own.
_OWN_WORDS = 0.6
# Of English words that have no Chinese ones here, where there are figures to go by.
_UNTOLD = 0.2
# What says of a verb how it ends: 烧掉, 卖出, 降到.
_HOW_IT_ENDS = "掉出到完起下上入成住开过来去了走回"
# What makes another word of the one after it: 副主任, 非会员, 前总统.
_OTHER_BEFORE = re.compile(r"[副陪准]|(?<!除)非|(?<![目之以此提当空])前|(?<![草还平])原")
_MOST_CHARACTERS = 0.66
# A name of Chinese characters that no dictionary has; jieba's tags of what is none, and of longer words in one.
_NAME_CHARACTERS, _HAN = 3, re.compile(r"[\u4e00-\u9fff]+")
_JOINS, _NAMING = "upcry", "nabjz"
# Words of letters only: codes and figures have no forms.
_PHRASE = re.compile(r"[a-z]+(?:[ '-][a-z]+)*")


class ClaimWord(NamedTuple):
    """A word of a claim: what it tells, whether it is a noun, and what else may stand for it.

    `loosely` is what may say about the same in a claim, and is too loose for anything else. `run` are the single
    characters in a row that it is one of, such as those of a name that no dictionary has; `name` is the whole name
    that a single one may be of; `halves` are those of a word of four characters, each with what may stand for it.
    """

    word: Token
    weight: float
    noun: bool
    others: tuple[str, ...]
    run: str
    halves: tuple[tuple[str, ...], ...]
    loosely: tuple[str, ...] = ()
    name: str = ""


def terms(claim: Wording, material: Material) -> tuple[ClaimWord, ...]:
    """Return the words of a claim that are no part of a figure, date or name, in order."""
    groups, stands = material.lexicon.all, material.index.words
    places = {(t.start, t.end) for t in claim.words}
    expressions = list(groups.find(claim.folded, places))
    paraphrases = material.lexicon.paraphrases
    loose = list(paraphrases.find(claim.folded, places))
    said_as = everyday(claim)
    found = []
    for word in claim.words:
        weight = stands.idf(word.text) * (1.0 if len(word.text) > 1 else _SINGLE)
        noun = len(word.text) > 1 and word.start in claim.nouns
        if word.start in claim.light or is_plain(word.text):
            noun, weight = noun and not is_plain(word.text), weight * _LIGHT
        elif claim.quantities and word.text.isascii() and not groups.groups_of(word.text) and word.text not in stands:
            weight *= _UNTOLD
        elif not noun and len(word.text) > 1 and word.text not in stands:
            weight *= _OWN_WORDS
        own = [e.expression for e in expressions if e.start < word.end and word.start < e.end]
        others = tuple(o for e in dict.fromkeys((*own, word.text)) for o in groups.others_of_any_form(e))
        halves = (word.text[:2], word.text[2:]) if len(word.text) == 4 and not word.text.isascii() else ()
        parted = tuple((half, *groups.others(half)) for half in halves)
        said = [e.expression for e in loose if e.start < word.end and word.start < e.end]
        loosely = tuple(o for e in dict.fromkeys((*said, word.text)) for o in paraphrases.others_of_any_form(e))
        loosely += said_as.get(word.start, ())
        found.append(ClaimWord(word, weight, noun, others, _run(word, claim), parted, loosely, _name_with(word, claim)))
    return tuple(found)


def _run(word: Token, claim: Wording) -> str:
    """Return the single characters in a row around one; empty for a longer word."""
    if len(word.text) > 1:
        return ""
    singles = {token.start for token in claim.words if len(token.text) == 1}
    start = end = word.start
    while start - 1 in singles:
        start -= 1
    while end in singles:
        end += 1
    return claim.folded[start:end]


def _name_with(word: Token, claim: Wording) -> str:
    """Return the characters in a row that a single one is of, with the nouns right before them, if they may be a name
    that no dictionary has: 楼曾瑞 for 瑞, 黑尾前肛鳗 for 鳗.
    """
    if len(word.text) > 1 or word.start in claim.light:
        return ""
    start = end = word.start
    for text, begin, stop, tag in claim.tagged:
        if begin == end and len(text) == 1 and tag[0] not in _JOINS and _HAN.match(text):
            end = stop
    for text, begin, stop, tag in reversed(claim.tagged):
        if stop == start and _HAN.match(text) and (tag[0] not in _JOINS if len(text) == 1 else tag[0] in _NAMING):
            start = begin
    name = claim.folded[start:end]
    return name if len(name) >= _NAME_CHARACTERS or (len(name) > 1 and name == _run(word, claim)) else ""


def words(claim: Sequence[ClaimWord], evidence: Evidence) -> list[ClaimSlice]:
    """One finding for each word: it stands there, or another for it does, or it stands around the sentence."""
    findings = []
    shares = [_share(term, evidence) for term in claim]
    lacks = any(term.noun and share == 0 for term, (share, _) in zip(claim, shares, strict=True))
    for term, (share, at) in zip(claim, shares, strict=True):
        if lacks and term.name and at is None:
            # Of whom the title names, another thing may be told.
            share = 0.0
        state: State = "supported" if share > 0 else "not_found"
        start, end = term.word.start, term.word.end
        findings.append(ClaimSlice(start, end, "word", state, "", at, term.weight, share, False, term.noun))
    return findings


def at_most(claim: Sequence[ClaimWord], evidence: Evidence) -> list[float]:
    """Return for each word the most that can stand there, by the folded sentence alone; `words` never finds more."""
    there = evidence.folded
    return [_at_most(term, there, evidence) for term in claim]


def _at_most(term: ClaimWord, there: str, evidence: Evidence) -> float:
    word = term.word.text
    if word in there or (len(term.run) > 1 and term.run in there):
        return 1.0
    if any(_may_stand(other, there) for other in term.others):
        return _OTHERWISE
    if term.halves and all(any(way in there for way in half) for half in term.halves):
        return _OTHERWISE
    if any(_may_stand(other, there) for other in term.loosely) or (word.isascii() and stem(word) in stems_in(there)):
        return _OTHERWISE
    if len(word) == 1:
        around = _AROUND if term.name and term.name in evidence.head else 0.0
        return max(_SCATTERED if word in there else 0.0, around)
    if word.isascii():
        return _AROUND if word in evidence.around else 0.0
    if word in evidence.around:
        return _AROUND
    return _LOOSELY if _of_doer(word, there) else _SCATTERED if any(c in there for c in word) else 0.0


def _of_doer(word: str, there: str) -> tuple[int, int] | None:
    """Return where a text has what a noun for somebody or a place is made of."""
    return next(((at, at + len(form)) for form in bases(word) if (at := there.find(form)) >= 0), None)


def _share(term: ClaimWord, evidence: Evidence) -> tuple[float, tuple[int, int] | None]:
    word = term.word.text
    exact = _exactly(term, evidence)
    if exact is not None:
        return 1.0, exact
    for others, share in ((term.others, _OTHERWISE), (term.loosely, _LOOSELY)):
        for other in others:
            place = _place(other, evidence)
            if place:
                return share, place
        if others is term.others and (halves := _halves(term, evidence.folded)):
            return _OTHERWISE, halves
    if len(word) == 1:
        within = evidence.within.get(word)
        named = _AROUND if term.name and term.name in evidence.head else 0.0
        return (_SCATTERED, within) if within else (named, None)
    if term.noun and (place := _of_doer(word, evidence.folded)):
        return _LOOSELY, place
    if not term.noun and not word.isascii() and (place := evidence.verbs.get(word[0])):
        return _LOOSELY, place
    return _partly(term.word, evidence)


def _exactly(term: ClaimWord, evidence: Evidence) -> tuple[int, int] | None:
    """Return where a word stands itself, in another form if it is English, or with the characters around it."""
    word = term.word.text
    place = _place(word, evidence)
    if place is None and len(term.run) > 1 and term.run in evidence.folded:
        at = evidence.folded.find(term.run)
        return at, at + len(term.run)
    return place


def _halves(term: ClaimWord, there: str) -> tuple[int, int] | None:
    found = [next((there.find(way) for way in half if way in there), -1) for half in term.halves]
    return (min(found), min(found) + 2) if found and min(found) >= 0 else None


def _partly(word: Token, evidence: Evidence) -> tuple[float, tuple[int, int] | None]:
    if word.text.isascii():
        return (_AROUND if _stands_around(word.text, evidence) else 0.0), None
    kept = sum(c in evidence.folded for c in word.text)
    # 院 and 长 apart are no 院长.
    scattered = _SCATTERED if kept >= _MOST_CHARACTERS * len(word.text) and not is_office(word.text) else 0.0
    at_short = _shortened(word, evidence) if kept and not scattered else None
    if at_short:
        return _SCATTERED, at_short
    return max(scattered, _AROUND if word.text in evidence.around else 0.0), None


def _stands_around(word: str, evidence: Evidence) -> bool:
    """Return if a word in Latin letters, begins a word around a sentence."""
    return re.search(rf"(?<![a-z0-9]){re.escape(word)}", evidence.around) is not None


def _shortened(word: Token, evidence: Evidence) -> tuple[int, int] | None:
    """Return where one character of a word of two appears: as a word, or a verb without its end (晚 for 晚上)."""
    if len(word.text) != 2:
        return None
    found = [at for character in set(word.text) if (at := evidence.singles.get(character)) is not None]
    if found:
        return min(found), min(found) + 1
    if word.text[1] in _HOW_IT_ENDS and word.text[0] in evidence.folded:
        place = evidence.folded.index(word.text[0])
        return place, place + 1
    return None


def _place(word: str, evidence: Evidence) -> tuple[int, int] | None:
    """Return where a word stands in a sentence: a single character only as a word of its own, a Latin word or phrase
    in any of its forms.
    """
    there = evidence.folded
    if len(word) == 1:
        at = evidence.singles.get(word, -1) if word in there else -1
    elif word.isascii() and (stems := _stems_of_phrase(word)):
        return _place_of_phrase(stems, evidence)
    else:
        at = find_apart(word, there)
    return (at, at + len(word)) if at >= 0 else None


@lru_cache(maxsize=4096)  # English words for those of a claim, beside one sentence after the other
def _stems_of_phrase(words: str) -> tuple[str, ...]:
    """Return the stems of words in Latin letters; none of a code, or of what has a figure."""
    return tuple(map(stem, LATIN_WORD.findall(words))) if _PHRASE.fullmatch(words) else ()


def _place_of_phrase(stems: Sequence[str], evidence: Evidence) -> tuple[int, int] | None:
    """Return where Latin words stand in a row, each in any of its forms, given by their stems."""
    if len(stems) == 1:
        return evidence.stems.get(stems[0])
    told, places = evidence.stemmed
    at = told.find(f" {' '.join(stems)} ")
    first = told.count(" ", 0, at)
    return (places[first][0], places[first + len(stems) - 1][1]) if at >= 0 else None


def _may_stand(word: str, there: str) -> bool:
    """Return if another word, or a Latin phrase in any of its forms, may stand in a folded text."""
    stems = _stems_of_phrase(word) if word.isascii() else ()
    return stems_in(there).issuperset(stems) if stems else word in there


def find_apart(words: str, there: str) -> int:
    """Return where words stand in a folded text but as the end of a word that means another thing; -1 if nowhere.

    >>> find_apart("产假", "陪产假为十五天")
    -1
    """
    at = there.find(words)
    while at > 0 and _OTHER_BEFORE.match(there, at - 1):
        at = there.find(words, at + len(words))
    return at


def places_of(words: str, folded: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a folded text, apart from each other."""
    at = folded.find(words) if words else -1
    while at >= 0:
        yield at, at + len(words)
        at = folded.find(words, at + len(words))
