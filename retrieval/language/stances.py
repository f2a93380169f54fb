"""Stances of a text: how many of a thing it is of, how far it came, if it must be or may, how much, and when.

Each is a word that colours what its clause says. Two clauses of the same matter with stances of one kind that cannot
both hold say different things, whatever words they share.
"""

import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple


class Stance(NamedTuple):
    """A stance: its place, its kind and the side of it that a text takes, both as `stances.txt` names them."""

    start: int
    end: int
    kind: str
    side: str


@lru_cache(maxsize=1024)  # the sentences that come into question for one claim after the other
def stances(folded: str) -> tuple[Stance, ...]:
    """Return the stances of a folded text in order, those of one kind apart.

    >>> [one.side for one in stances("学校计划明年开放部分操场")]
    ['planned', 'part']
    """
    sides, patterns = _forms()
    found = (
        Stance(match.start(), match.end(), kind, sides[str(match.lastgroup)])
        for kind, pattern in patterns.items()
        for match in pattern.finditer(folded)
    )
    return tuple(sorted(found))


@cache
def _forms() -> tuple[dict[str, str], dict[str, re.Pattern[str]]]:
    """Return the side that each group of the expressions is of, and one expression for each kind."""
    text = resources.files("retrieval.language").joinpath("data/stances.txt").read_text("utf-8")
    sides: dict[str, str] = {}
    groups: dict[str, list[str]] = {}
    for number, line in enumerate(text.splitlines()):
        if line and not line.startswith("#"):
            (kind, side), forms = (part.split() for part in line.split(" | ", 1))
            sides[f"s{number}"] = side
            groups.setdefault(kind, []).append(f"(?P<s{number}>{'|'.join(forms).replace('_', ' ')})")
    return sides, {kind: re.compile("|".join(found)) for kind, found in groups.items()}
