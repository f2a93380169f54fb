"""Relations of two parties that are told from either side, as a list has them: A buys B, B is sold to A."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

# 邀请人 and 起诉书 tell of nobody who does it.
_NO_NOUN = "(?![者函方书]|人(?![类们民]))"
# What a gap of a form may hold.
_GAP, _ENDING, _ENGLISH_GAP = r"[^,，。;；]{1,12}?", r"[^,，。;；]{0,8}?", r"(?: [a-z'-]+){1,4}? "


class RelationForm(NamedTuple):
    """Form of a relation where it stands in a text: `is_turned` if it has the second party first, `is_noun` if it is a
    noun for the first of the two.
    """

    relation: str
    start: int
    end: int
    is_turned: bool
    is_noun: bool


def relation_forms(folded: str) -> list[RelationForm]:
    """Return the forms of relations in a folded text, in order.

    >>> [(form.relation, form.is_turned) for form in relation_forms("甲队输给乙队")]
    [('win', True)]
    """
    pattern, forms = _listed()
    found = ((m, forms[int(m.lastgroup[1:])]) for m in pattern.finditer(folded) if m.lastgroup)
    return [RelationForm(relation, m.start(m.lastgroup or 0), m.end(), *kind) for m, (relation, *kind) in found]


@cache
def _listed() -> tuple[re.Pattern[str], list[tuple[str, bool, bool]]]:
    """Return the forms of all relations as one expression of numbered groups, and the relation and kind of each."""
    data = resources.files("retrieval.language").joinpath("data/relations.txt").read_text("utf-8")
    forms = sorted(dict(_forms(data)).items(), key=lambda form: (-len(form[0]), form[0]))
    ways = (_expression(form, number) for number, (form, _) in enumerate(forms))
    return re.compile("|".join(ways)), [kind for _, kind in forms]


def _expression(form: str, number: int) -> str:
    """Return the expression of a form; in its group is what is done, without what stands before a gap."""
    if form.isascii():
        return rf"(?P<f{number}>\b{_ENGLISH_GAP.join(map(re.escape, form.split('~')))}\b)"
    act, behind, end = form.partition("~~")
    if behind:
        return rf"(?P<f{number}>{re.escape(act)}(?={_GAP}{_ENDING.join(map(re.escape, end.split('~')))}))"
    before, _, act = form.rpartition("~")
    return (re.escape(before) + _GAP if before else "") + rf"(?P<f{number}>{re.escape(act)}{_NO_NOUN})"


def _forms(data: str) -> Iterator[tuple[str, tuple[str, bool, bool]]]:
    for line in data.splitlines():
        name, colon, told = line.partition(": ")
        if not colon or line.startswith("#"):
            continue
        for side, words in enumerate(told.split("|")):
            for word in words.split():
                yield word.removeprefix("=").replace("_", " "), (name, bool(side), word.startswith("="))
