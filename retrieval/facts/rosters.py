"""Rosters: members of a list, each with what stands before its name, or in brackets behind it.

领队周敏、陈立(会计) and Ann Hill (cook), Bo Lee (clerk) tell who is what by nothing but the place of the words.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from retrieval.facts.clauses import Place

# A list goes on over marks within brackets.
_ITEM = r"(?:[^、,;:()\n。]|[(][^()\n]{0,30}+[)])++"
_NOTED = r"[^、,;:()\n。]{2,24}[(][^()\n]{2,40}+[)]"
_JOINS = r"\s?[,;]\s?(?:and |及|和)?"
_LIST = re.compile(
    rf"(?:^|(?<=[,;:\n。])){_ITEM}(?:、{_ITEM})++"
    rf"|(?:^|(?<=[,;:\n。])){_NOTED}(?:{_JOINS}{_NOTED})++(?:{_JOINS}[^、,;:()\n。]{{2,24}}(?=[\n.。]|$))*"
)
_ALONE = re.compile(rf"(?<=:)\s?{_NOTED}(?=[\n.。]|$)")
_BETWEEN = re.compile(rf"、|{_JOINS}")
_BRACKETS = re.compile(r"[(][^()]*[)]")
_MEMBER = re.compile(r"\s?(?P<name>[^、()]{2,24}?)\s?(?:[(](?P<note>[^()]{2,40})[)])?\s?")
# A title and a name behind a colon have at most so many characters.
_LONGEST_NAME = 16


class Member(NamedTuple):
    """A member of a list: its name, with its place, and what stands in brackets behind it; `whole` is all of it.

    `named`: nothing but what it is called stands there, as in a list behind a colon.
    """

    name: str
    place: Place
    note: str
    noted: Place
    whole: Place
    named: bool = False


class Roster(NamedTuple):
    """A list, where it starts, and its members in order."""

    start: int
    members: tuple[Member, ...]


@lru_cache(maxsize=64)  # the sentences that one claim is laid beside
def rosters(folded: str) -> tuple[Roster, ...]:
    """Return the lists of a folded text with their members; after a colon somebody with a note is a list of one.

    >>> [(member.name, member.note) for member in rosters("到会:周敏(会计)、领队陈立")[0].members]
    [('周敏', '会计'), ('领队陈立', '')]
    """
    found = sorted([*_LIST.finditer(folded), *_ALONE.finditer(folded)], key=lambda match: match.start())
    return tuple(Roster(match.start(), members) for match in found if (members := tuple(_members(match))))


def _members(found: re.Match[str]) -> Iterator[Member]:
    labelled = found.string[: found.start()].endswith(":")
    text = _BRACKETS.sub(lambda bracket: "-" * len(bracket[0]), found[0])
    at = 0
    for mark in (*_BETWEEN.finditer(text), None):
        end = mark.start() if mark else len(text)
        start, stop = found.start() + at, found.start() + end
        if match := _MEMBER.fullmatch(found.string, start, stop):
            noted = match.span("note") if match["note"] else match.span("name")
            named = labelled and (match["note"] is not None or len(match["name"]) <= _LONGEST_NAME)
            yield Member(match["name"], match.span("name"), match["note"] or "", noted, (start, stop), named)
        at = mark.end() if mark else end
