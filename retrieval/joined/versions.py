"""Older versions of documents: which of them a question names, in words (旧版, previous version) or by a date."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from retrieval.language.dates import Moment, moments
from retrieval.language.fold import fold
from retrieval.library import Library
from retrieval.model import Document

Lifetimes = Mapping[str, tuple[date, date]]
"""For each file the days from and until which it was current."""

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?!\d)")
_VERSION = r"(?:版本|版(?![画图权面税块式]))(?:里面?|中)?的?"
# 原版 is rather an original, and 前版 stands in 目前版本.
_OLD = re.compile(
    rf"(?:旧|老|[上前]一个?|上个|[先以之]前|原先|过去|历史|过时|被替换)的?{_VERSION}"
    r"|\b(?:(?:the|an|its) )?(?:old|older|previous|earlier|former|prior|outdated|replaced) "
    r"(?:version|edition|revision)s?(?: of(?: the)?)?\b"
)
_NOUN_AFTER = re.compile(rf"\s?的?[旧老]?{_VERSION}|\s(?:version|edition|revision)(?: of(?: the)?)?\b")
_NOUN_BEFORE = re.compile(r"\b(?:the )?(?:version|edition|revision) (?:of|from|dated) $")
# What is left of "旧版呢" or "and the old version?".
_NOTHING = re.compile(r"(?:那么?|呢|吗|里|and|in|what about|how about|[\W_])*", re.IGNORECASE)


class NamedVersions(NamedTuple):
    """Versions that a question names: the ids of their documents, and its words without those of versions.

    `alone`: it asks for these versions and not for current ones.
    """

    documents: tuple[str, ...]
    question: str
    alone: bool


class OlderVersions:
    """The library of documents that others of the same file name replaced, each current between two days."""

    def __init__(self, library: Library, lifetimes: Lifetimes, current: Sequence[Library]) -> None:
        self.library = library
        self._lifetimes = lifetimes
        self._newest_first = sorted(library.documents, key=lambda one: lifetimes[one.file][1], reverse=True)
        names = {PurePosixPath(file).name for file in lifetimes}
        successors = [one for part in current for one in part.documents if PurePosixPath(one.file).name in names]
        self._current = [own for one in successors for own in _dates_of(one)]

    def replaced_on(self, file: str) -> date | None:
        """Return the day until which a file was current; None for a file that is none of these."""
        return self._lifetimes[file][1] if file in self._lifetimes else None

    def named_in(self, question: str) -> NamedVersions | None:
        """Return the older versions that a question names; None if it names none.

        A word such as 旧版 names all of them. A date with such a word, as in 2023年版, names those that give that date
        of themselves, or else those that were current then. A date alone names the first of these, unless a current
        version gives it as well, and what was current on that very day; current versions are asked then, too.
        """
        folded = fold(question)
        if old := _OLD.search(folded):
            return self._named([one.id for one in self._newest_first], question, old.span())
        for dated in _dates_in(folded):
            alone = _with_noun(folded, dated)
            if found := self._of_date(dated, lasting=alone is not None or dated.day is not None):
                return self._named(found, question, alone)
        return None

    def _named(self, documents: Sequence[str], question: str, words: tuple[int, int] | None) -> NamedVersions:
        rest = f"{question[: words[0]]}{question[words[1] :]}".strip() if words else question
        return NamedVersions(tuple(documents), "" if _NOTHING.fullmatch(rest) else rest, alone=words is not None)

    def _of_date(self, dated: Moment, *, lasting: bool) -> list[str]:
        """Return the ids of the documents that give a date of themselves, or else, if `lasting`, were current then."""
        if any(_says(one, dated) for one in self._current):
            return []
        documents = self._newest_first
        stated = [one.id for one in documents if any(_says(own, dated) for own in _dates_of(one))]
        return stated or [one.id for one in documents if lasting and _overlaps(self._lifetimes[one.file], dated)]


def _dates_in(folded: str) -> list[Moment]:
    """Return the dates of a text that tell the year, in order."""
    iso = [
        Moment(*one.span(), year=int(one[1]), month=int(one[2]), day=int(one[3]) if one[3] else None)
        for one in _ISO.finditer(folded)
    ]
    spelled = [
        one for one in moments(folded) if one.year and not any(one.start < i.end and i.start < one.end for i in iso)
    ]
    return sorted([*iso, *spelled])


def _dates_of(document: Document) -> list[Moment]:
    """Return the dates that a document gives of itself: of its publication, and in its title and its file's name."""
    texts = (document.published, document.title, PurePosixPath(document.file).stem)
    return [one for text in texts if text for one in _dates_in(fold(text))]


def _with_noun(folded: str, dated: Moment) -> tuple[int, int] | None:
    """Return the slice of a date with the word for a version beside it; None without one."""
    if after := _NOUN_AFTER.match(folded, dated.end):
        return dated.start, after.end()
    before = _NOUN_BEFORE.search(folded[: dated.start])
    return (before.start(), dated.end) if before else None


def _says(own: Moment, asked: Moment) -> bool:
    """Return True if a date lies in the period that is asked for."""
    return all(getattr(own, part) == value for part in ("year", "month", "day") if (value := getattr(asked, part)))


def _overlaps(lifetime: tuple[date, date], asked: Moment) -> bool:
    """Return True if a lifetime and a period have a day in common."""
    assert asked.year
    first, last = (asked.year, asked.month or 1, asked.day or 1), (asked.year, asked.month or 12, asked.day or 31)
    return _parts(lifetime[0]) <= last and first <= _parts(lifetime[1])


def _parts(day: date) -> tuple[int, int, int]:
    return day.year, day.month, day.day
