"""Verbs of English clauses: which of the words that may be one is it, where a clause has several, or none at all."""

import re
from collections.abc import Sequence
from typing import Literal

from retrieval.language.stems import irregular_past, irregular_verb
from retrieval.language.word_kinds import is_verb as is_listed

EnglishKind = Literal[
    "adverb",
    "auxiliary",
    "date",
    "determiner",
    "figure",
    "join",
    "mark",
    "modal",
    "name",
    "not",
    "noun",
    "preposition",
    "pronoun",
    "subordinate",
    "to",
    "verb",
    "which",
]
"""What a word does in a sentence; nouns are also qualities, and what nothing tells."""
PAST, GERUND = re.compile(r"[a-z]{2,}ed"), re.compile(r"[a-z]{2,}ing")
_PREFIX = re.compile(r"^(?:over|under|out|re|un|fore|with|mis)(?=[a-z]{3})")
_DONE = ("ed", "en", "wn")
_THINGS = ("noun", "name")
_HELPING = ("auxiliary", "modal")
# What ends a clause, but for marks and words that do not.
_BETWEEN = ("mark", "join", "subordinate", "which")
_WITHIN = frozenset((*"'’-£$€()", "what", "how", "whose", "whom"))


def is_verb(word: str) -> bool:
    """Return whether a folded word is a form of a verb; it may be a noun as well.

    >>> is_verb("sang"), is_verb("overran"), is_verb("choir")
    (True, True, False)
    """
    return is_listed(word) or irregular_verb(word) or irregular_verb(_PREFIX.sub("", word))


def settle_verbs(texts: Sequence[str], kinds: list[EnglishKind]) -> None:
    """Let `to` before a verb be what it is, and each clause have one verb, where its words allow that."""
    for at in range(len(kinds) - 1):
        if texts[at] == "to" and (kinds[at + 1] == "verb" or (kinds[at + 1] == "noun" and is_verb(texts[at + 1]))):
            kinds[at : at + 2] = ["to", "verb"]
    start = 0
    for at in range(len(kinds) + 1):
        if at == len(kinds) or (kinds[at] in _BETWEEN and texts[at] not in _WITHIN):
            _Clause(texts, kinds, start, at).settle()
            start = at + 1


class _Clause:
    """The words of a clause, whose kinds are settled in place."""

    def __init__(self, texts: Sequence[str], kinds: list[EnglishKind], start: int, end: int) -> None:
        self._texts, self._kinds, self._start, self._end = texts, kinds, start, end

    def settle(self) -> None:
        """Leave one verb, or find one."""
        kinds, firm = self._kinds, False
        for at in range(self._start, self._end):
            if kinds[at] in _HELPING:
                firm = True
            if kinds[at] == "verb":
                if self._is_noun(at, firm=firm):
                    kinds[at] = "noun"
                else:
                    firm = True
        verbs = (at for at in range(self._start, self._end) if kinds[at] in ("verb", *_HELPING))
        if all(self._is_aside(at) for at in verbs):
            self._find()

    def _is_noun(self, at: int, *, firm: bool) -> bool:
        """Return if what may be a verb is none, as that follows or, if `firm`, stands before."""
        past = bool(PAST.fullmatch(self._texts[at])) or irregular_past(self._texts[at])
        if at > self._start and self._kinds[at - 1] in ("modal", "to", "auxiliary", "not", "adverb"):
            return False
        if at == self._start and at and self._kinds[at - 1] == "mark" and self._is_plural(at):
            return True
        if past:
            # A participle only tells which: the canoes damaged in the flood can be repaired.
            return at > self._start and self._kinds[at - 1] in _THINGS and self._helping_follows(at)
        return self._verb_follows(at) or (firm and self._is_behind_a_noun(at))

    def _is_plural(self, at: int) -> bool:
        """Return if a word behind a comma may be the thing of an item: entries close in June, results in July."""
        leads = at + 1 < self._end and self._kinds[at + 1] == "preposition"
        return leads and self._texts[at].endswith("s")

    def _helping_follows(self, at: int) -> bool:
        for kind in self._kinds[at + 1 : self._end]:
            if kind in ("which", "to", "pronoun", "verb"):
                return False
            if kind in _HELPING:
                return True
        return False

    def _verb_follows(self, at: int) -> bool:
        """Return if a verb follows, and nothing that a verb takes: night stops are abolished."""
        if at + 1 < self._end and self._kinds[at + 1] in ("determiner", "pronoun"):
            return False
        for behind in range(at + 1, self._end):
            kind = self._kinds[behind]
            if kind in ("which", "to", "pronoun"):
                return False
            if kind in _HELPING:
                return True
            if kind == "verb" and (behind == at + 1 or not self._texts[behind].endswith(("ed", "ing"))):
                return True
        return False

    def _is_behind_a_noun(self, at: int) -> bool:
        last = at + 1 == self._end or self._kinds[at + 1] in ("preposition", "mark")
        ends = self._kinds[at - 1] in _THINGS and (last or not GERUND.fullmatch(self._texts[at]))
        return ends or self._texts[at] == "last"

    def _is_aside(self, at: int) -> bool:
        """Return if a participle only tells of the thing before it: a cello played by him."""
        done = self._kinds[at] == "verb" and self._texts[at].endswith(_DONE)
        by = self._texts[at + 1 : at + 2] == ["by"]
        return done and by and self._kinds[at - 1] in _THINGS

    def _find(self) -> None:
        """Take for the verb a noun in -s behind a thing, and in front of what begins another phrase."""
        for at in range(self._start, self._end - 1):
            word, after = self._texts[at], self._kinds[at + 1]
            first = at == self._start
            ends = self._kinds[at] == "noun" and word.endswith("s") and not word.endswith(("ss", "'s", "’s"))
            opens = after in ("determiner", "name") or (not first and after in ("figure", "pronoun"))
            before = ("mark", "join", "which") if first and at else (*_THINGS, "pronoun", "adverb")
            if ends and opens and self._kinds[at - 1] in before:
                self._kinds[at] = "verb"
                return
