"""Versions of a document: which of two is in force, by the dates and the words of their names."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol

from retrieval.language.dates import moments
from retrieval.language.fold import fold
from retrieval.language.name_dates import date_in_name
from retrieval.runtime import pattern

_OUT_OF_FORCE = pattern(
    r"旧(?!金山|约|址)|作废|废止|失效|过期|停用|不再适用|\b(?:old|archived?|obsolete|superseded|expired|outdated|deprecated)\b"
)
_LAST_YEAR = pattern(r"去年|上一?年(?!级)|\blast year")
_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEAR_CHARACTERS = 4
_NAMED_VERSION = pattern(
    r"[春秋夏冬](?!节|假|天)|[上下]半年|旧(?=版|价|表)|\b(?:spring|summer|autumn|winter|old|q[1-4])\b"
)
# What tells the versions of one document apart in its name.
_TELLS_VERSIONS = pattern(
    r"[\W_\d]+|[年月日版稿春夏秋冬季]|[上下]半年|\b(?:v|q|spring|summer|autumn|fall|winter|final|copy|draft|new|text)\b"
)
# The same documents are found by many questions.
_KNOWN_TITLES = 1 << 12


class Version(NamedTuple):
    """A version of a document, to be compared with others: an older one is less.

    `date` begins with the year, and is empty if nothing tells one; a name that says so (旧, 作废, old) is of none that
    is in force, whatever its date.
    """

    in_force: bool
    date: str


class Dated(Protocol):
    """A document, or a quote of one."""

    @property
    def title(self) -> str | None:
        """Its title, if it has one."""

    @property
    def file(self) -> str:
        """The path of its file."""

    @property
    def published(self) -> str | None:
        """Its date, if it states one."""


def version_of(document: Dated) -> Version:
    """Return the version that a document is by its title, the path of its file and its date."""
    path = PurePosixPath(document.file)
    names = [document.title or "", path.stem, str(path.parent)]
    in_force = not any(_OUT_OF_FORCE.search(fold(name).replace("_", " ")) for name in names)
    told = document.published or next((found.value for name in names if (found := date_in_name(name))), "")
    return Version(in_force, told)


def same_but_for_version(document: Dated, other: Dated) -> bool:
    """Tell if two documents are versions of one by their titles."""
    return bool(name := bare_name(document)) and name == bare_name(other)


def bare_name(document: Dated) -> str:
    """Return the folded title of a document without what tells its versions apart; empty if nothing is left."""
    return _bare(document.title or "")


@lru_cache(_KNOWN_TITLES)
def _bare(title: str) -> str:
    folded = fold(title).replace("_", " ")
    return _TELLS_VERSIONS.sub("", _OUT_OF_FORCE.sub("", folded))


def newest_of(documents: Mapping[int, Dated], asked: str) -> list[int]:
    """Return the keys of some documents, the newest version first; those of a time that a folded question names before.

    Last year is the one before the newest. In their own order where some have no date, but for those out of force.
    """
    versions = {key: version_of(document) for key, document in documents.items()}
    told = bool(versions) and all(version.date for version in versions.values())
    newest = max((version.date for version in versions.values()), default="") if told else ""

    def newness(key: int) -> tuple[bool, bool, str]:
        in_force, date = versions[key]
        return _is_named(documents[key], date, newest, asked), in_force, date if told else ""

    return sorted(versions, key=newness, reverse=True)


def _is_named(document: Dated, date: str, newest: str, asked: str) -> bool:
    """Tell if a question names the year, the month or the season of a document of a date, or asks for the old one."""
    year, month = date[:_YEAR_CHARACTERS], date[_YEAR_CHARACTERS + 1 : _YEAR_CHARACTERS + 3]
    if year in _YEAR.findall(asked) or (newest and _LAST_YEAR.search(asked) and int(newest[:4]) - 1 == int(year or 0)):
        return True
    if month and any(moment.month == int(month) for moment in moments(asked)):
        return True
    name = fold(f"{document.title} {document.file}")
    return any(word in name for word in _NAMED_VERSION.findall(asked))
