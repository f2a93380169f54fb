"""Words of an English sentence by what they do in it, told by closed lists, a list of verbs, endings and neighbours.

No tagger is asked: a word in front of which an article or an adjective stands is no verb, and one behind `to` or `will`
is; a form in -ed is one where no noun follows that it could belong to.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from retrieval.facts.parsed import Wording
from retrieval.language.dates import Moment
from retrieval.language.quantities import Quantity
from retrieval.language.stems import irregular_past, irregular_verb, stem
from retrieval.language.word_kinds import is_verb as is_listed

EnglishKind = Literal[
    "adverb", "auxiliary", "date", "determiner", "figure", "join", "mark", "modal", "name", "not", "noun", "preposition",
    "pronoun", "subordinate", "to", "verb", "which",
]  # fmt: skip

_KINDS: dict[EnglishKind, frozenset[str]] = {
    "determiner": frozenset(
        "a an the this these those each every all some any no both most many several few his her its their our my your another such".split()
    ),
    "preposition": frozenset(
        "of in on at by for from with without into onto to under over above below between among against about around"
        " during through across near off outside inside behind beside beyond after before since until till than as"
        " per except besides despite towards toward upon within along via like unlike versus".split()
    ),
    "join": frozenset("and or but nor yet".split()),
    "subordinate": frozenset(
        "because although though while whereas when where if unless once so whether whenever provided".split()
    ),
    "which": frozenset("which who whom whose that what how".split()),
    "auxiliary": frozenset("is are was were be been being am has have had having do does did done".split()),
    "modal": frozenset("will would shall should can could may might must cannot".split()),
    "pronoun": frozenset("he she it they we i you him them us me one ones".split()),
    "not": frozenset("not never n't neither".split()),
    "adverb": frozenset(
        "also already still only just even again ago almost about nearly roughly too very then there here now soon later"
        " otherwise however therefore instead together away back out up down ever often always usually"
        " himself herself itself themselves longer rather quite".split()
    ),
}  # fmt: skip
_TOKEN = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[^\s\w]|_")
_DO = frozenset(("do", "does", "did"))
# Months that are words of their own in small letters.
_MONTHS_OR_NOT = frozenset(("march", "may"))
_PREFIX = re.compile(r"^(?:over|under|out|re|un|fore|with|mis)(?=[a-z]{3})")
_LY = re.compile(r"[a-z]{3,}(?<!fami)(?<!sup)(?<!as)(?<!mono)(?<!hol)(?<!ita)(?<!ear)(?<!jul)ly")
_PAST, _GERUND = re.compile(r"[a-z]{2,}ed"), re.compile(r"[a-z]{2,}ing")
# What a verb is not right behind: words that a noun follows.
_BEFORE_NOUNS = frozenset(("determiner", "preposition", "figure"))
_BEFORE_VERBS = frozenset(("modal", "to"))


def is_verb(word: str) -> bool:
    """Return whether a folded word is a form of a verb; it may be a noun as well."""
    return is_listed(word) or irregular_verb(word) or irregular_verb(_PREFIX.sub("", word))


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


@lru_cache(maxsize=1024)  # the sentences that come into question for one claim after the other
def english_words(text: Wording) -> tuple[EnglishWord, ...]:
    """Return the words, figures, dates and marks of a sentence in order."""
    raw = list(_raw(text))
    kinds: list[EnglishKind] = []
    for at, word in enumerate(raw):
        kinds.append(word.kind if word.kind != "noun" else _kind(raw, kinds, at, text))
    _mend(raw, kinds)
    return tuple(word._replace(kind=kind) for word, kind in zip(raw, kinds, strict=True))


def _raw(text: Wording) -> Iterator[EnglishWord]:
    """Yield the words with their kinds as far as the word itself tells, the others as nouns."""
    spans = {m.start: (m.end, None, m) for m in text.moments}
    spans.update({q.start: (q.end, q, None) for q in text.quantities if q.start not in spans})
    at = 0
    for match in _TOKEN.finditer(text.folded):
        if match.start() < at:
            continue
        found = next((spans[p] for p in range(match.start(), match.end()) if p in spans), None)
        if found is not None and not (match[0] in _MONTHS_OR_NOT and text.text[match.start()].islower()):
            end, figure, date = found
            at = max(end, match.end())
            said = text.folded[match.start() : at].rstrip(" .,")
            yield EnglishWord(match.start(), at, said, said, "date" if date else "figure", figure, date)
            continue
        yield from _word(match, text)


def _word(match: re.Match[str], text: Wording) -> Iterator[EnglishWord]:
    word, start, end = match[0], *match.span()
    behind = text.folded[end : end + 6].split()[:1]
    if (word, behind) in ((("because", ["of"])), ("compared", ["with"]), ("compared", ["to"])):
        yield EnglishWord(start, end, "because" if behind == ["of"] else "against", word, "preposition")
    elif word == "that" and behind == ["of"]:
        yield EnglishWord(start, end, "those", "those", "determiner")
    elif not word[0].isalnum():
        yield EnglishWord(start, end, word, word, "mark")
    elif word.endswith(("n't", "n’t")) or word == "cannot":
        yield EnglishWord(start, end - 3, word[:-3], word[:-3], "modal" if word[:2] in ("ca", "wo", "mu", "sh") else "auxiliary")
        yield EnglishWord(end - 3, end, "not", "not", "not")
    else:
        bare = re.sub(r"['’]s?$", "", word)
        counts = word.isdigit()
        kind: EnglishKind = "figure" if counts else next((k for k, words in _KINDS.items() if word in words), "noun")
        yield EnglishWord(start, end, word, stem(bare), kind)


def _kind(raw: list[EnglishWord], kinds: list[EnglishKind], at: int, text: Wording) -> EnglishKind:
    """Return what a word does that no list tells, by its ending and the words beside it."""
    word = raw[at].text
    before = next((k for k in reversed(kinds) if k not in ("adverb", "not")), None)
    after = raw[at + 1] if at + 1 < len(raw) else None
    if text.text[raw[at].start].isupper() and (at > 0 and raw[at - 1].text not in ('"', "“", "|", ".", ":")):
        return "name"
    if _LY.fullmatch(word):
        return "adverb"
    if before in _BEFORE_VERBS:
        return "verb"
    if at and raw[at - 1].text == "to" and after is not None and not word.endswith("s"):
        if after.kind in ("determiner", "pronoun") or (after.text == "to"):
            return "verb"
    past, gerund = _PAST.fullmatch(word), _GERUND.fullmatch(word)
    if before == "auxiliary" and kinds[-1] == "not" and next((w.text for w in reversed(raw[:at]) if w.kind == "auxiliary"), "") in _DO:
        return "verb"
    if not (past or gerund or is_verb(word)):
        return "noun"
    thing = after is not None and after.kind in ("noun", "name")
    if before == "auxiliary":
        return "verb" if past or gerund or not thing else "noun"
    if past and before == "figure" and not thing:
        return "verb"
    if before in _BEFORE_NOUNS or raw[at - 1].text.endswith(("'s", "’s", "s'")):
        return "noun"
    return "noun" if (past or gerund) and thing and before not in ("noun", "name", "pronoun", "which") else "verb"


def _mend(raw: list[EnglishWord], kinds: list[EnglishKind]) -> None:
    """Let `to` before a verb be what it is, and each clause have one verb where its words allow it."""
    for at, kind in enumerate(kinds[:-1]):
        if raw[at].text == "to" and (kinds[at + 1] == "verb" or (kinds[at + 1] == "noun" and is_verb(raw[at + 1].text))):
            kinds[at : at + 2] = ["to", "verb"]
    start = 0
    for at in range(len(kinds) + 1):
        if at < len(kinds) and not (kinds[at] in ("mark", "join", "subordinate") and raw[at].text not in "'’-£$€()"):
            continue
        _doubt_verbs(raw, kinds, start, at)
        verbs = [n for n in range(start, at) if kinds[n] in ("verb", "auxiliary", "modal")]
        if all(_is_aside(raw, kinds, n) for n in verbs):
            _find_verb(raw, kinds, start, at)
        start = at + 1


def _doubt_verbs(raw: list[EnglishWord], kinds: list[EnglishKind], start: int, end: int) -> None:
    """Take for a noun what may be a verb, if the verb of the clause follows it or stands before it."""
    firm = False
    for at in range(start, end):
        if kinds[at] in ("auxiliary", "modal"):
            firm = True
        if kinds[at] != "verb":
            continue
        led = at > start and kinds[at - 1] in ("modal", "to", "auxiliary", "not", "adverb")
        past = bool(_PAST.fullmatch(raw[at].text)) or irregular_past(raw[at].text)
        aside = past and not led and _is_behind_a_thing(raw, kinds, at, start) and _modal_follows(raw, kinds, at, end)
        if aside:
            kinds[at] = "noun"
        elif not led and not past and (_follows(raw, kinds, at, end) or (firm and _is_behind_a_noun(raw, kinds, at, end))):
            kinds[at] = "noun"
        else:
            firm = True


def _follows(raw: list[EnglishWord], kinds: list[EnglishKind], at: int, end: int) -> bool:
    """Return if a verb follows, or something that only goes with one, and no word that joins another clause."""
    if at + 1 < end and kinds[at + 1] in ("determiner", "pronoun"):
        return False
    for behind in range(at + 1, end):
        if raw[behind].kind == "which" or kinds[behind] in ("to", "pronoun"):
            return False
        if kinds[behind] in ("auxiliary", "modal"):
            return True
        if kinds[behind] == "verb" and (behind == at + 1 or not raw[behind].text.endswith(("ed", "ing"))):
            return True
    return False


def _is_behind_a_thing(raw: list[EnglishWord], kinds: list[EnglishKind], at: int, start: int) -> bool:
    return at > start and kinds[at - 1] in ("noun", "name")


def _modal_follows(raw: list[EnglishWord], kinds: list[EnglishKind], at: int, end: int) -> bool:
    """Return if what a clause says of its thing comes later, and a participle before only tells which: canoes damaged."""
    for behind in range(at + 1, end):
        if raw[behind].kind == "which" or kinds[behind] in ("to", "pronoun", "verb"):
            return False
        if kinds[behind] in ("auxiliary", "modal"):
            return True
    return False


def _is_behind_a_noun(raw: list[EnglishWord], kinds: list[EnglishKind], at: int, end: int) -> bool:
    last = at + 1 == end or kinds[at + 1] in ("preposition", "mark")
    gerund = _GERUND.fullmatch(raw[at].text)
    return (kinds[at - 1] in ("noun", "name") and (last or not gerund)) or raw[at].text == "last"


def _is_aside(raw: list[EnglishWord], kinds: list[EnglishKind], at: int) -> bool:
    """Return if a participle only tells of the thing before it: a cello played by him."""
    done = kinds[at] == "verb" and raw[at].text.endswith(("ed", "en", "wn"))
    return done and at + 1 < len(raw) and raw[at + 1].text == "by" and kinds[at - 1] in ("noun", "name")


def _find_verb(raw: list[EnglishWord], kinds: list[EnglishKind], start: int, end: int) -> None:
    """Take for the verb of a clause the only noun in -s behind a noun and before what begins another phrase."""
    for at in range(start, end - 1):
        first = at == start
        ends = raw[at].text.endswith("s") and not raw[at].text.endswith(("ss", "'s", "’s"))
        opens = kinds[at + 1] in ("determiner", "figure", "name", "pronoun")
        before = kinds[at - 1] in (("mark", "join") if first and at else ("noun", "name", "pronoun", "adverb"))
        opens = opens and (not first or kinds[at + 1] in ("determiner", "name"))
        if kinds[at] == "noun" and ends and opens and before:
            kinds[at] = "verb"
            return
