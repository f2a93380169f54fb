"""Relations of two parties that are told from either side, as a list has them: A buys B, B is sold to A."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

# 邀请人 and 起诉书 tell of nobody who does it.
_NO_NOUN = "(?![者函方书]|人(?![类们民]))"
# A relation, if a form has its second party first, and if it is a noun for the first.
_Kind = tuple[str, bool, bool]
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


@lru_cache(maxsize=1024)  # the sentences that come into question for one claim after the other
def relation_forms(folded: str) -> tuple[RelationForm, ...]:
    """Return the forms of relations in a folded text, in order.

    >>> [(form.relation, form.is_turned) for form in relation_forms("甲队输给乙队")]
    [('win', True)]
    """
    patterns, forms, gapped = _listed()
    matches = (match for pattern in patterns for match in pattern.finditer(folded))
    found = [RelationForm(forms[m[0]][0], *m.span(), *forms[m[0]][1:]) for m in matches]
    for form in gapped:
        for match in form.pattern.finditer(folded) if form.word in folded else ():
            start, end = match.span("act")
            if not any(one.start < end and start < one.end for one in found):
                relation, is_turned, is_noun = form.kind
                found.append(RelationForm(relation, start, end, is_turned, is_noun))
    return tuple(sorted(found, key=lambda one: one.start))


class _Gapped(NamedTuple):
    """Form with a gap: its expression, in which `act` is what is done, a word that it has, and its relation."""

    pattern: re.Pattern[str]
    word: str
    kind: _Kind


@cache
def _listed() -> tuple[tuple[re.Pattern[str], ...], dict[str, _Kind], tuple[_Gapped, ...]]:
    """Return the forms without a gap, as one expression for each kind of letters, which is searched at a tenth of the
    cost of one for both; the relation and kind of each form; and the forms with a gap.
    """
    data = resources.files("retrieval.language").joinpath("data/relations.txt").read_text("utf-8")
    forms = dict(_forms(data))
    whole = sorted((form for form in forms if "~" not in form), key=lambda form: (-len(form), form))
    latin, chinese = ("|".join(re.escape(f) for f in whole if f.isascii() == is_latin) for is_latin in (True, False))
    gapped = (_gapped(form, kind) for form, kind in forms.items() if "~" in form)
    return (re.compile(rf"\b(?:{latin})\b"), re.compile(f"(?:{chinese}){_NO_NOUN}")), forms, tuple(gapped)


def _gapped(form: str, kind: _Kind) -> _Gapped:
    act, behind, end = form.partition("~~")
    if behind:
        ending = _ENDING.join(map(re.escape, end.split("~")))
        return _Gapped(re.compile(rf"(?P<act>{re.escape(act)}(?={_GAP}{ending}))"), act, kind)
    before, _, act = form.rpartition("~")
    if form.isascii():
        words = _ENGLISH_GAP.join(map(re.escape, form.split("~")))
        return _Gapped(re.compile(rf"(?P<act>\b{words}\b)"), before, kind)
    return _Gapped(re.compile(rf"{re.escape(before)}{_GAP}(?P<act>{re.escape(act)}{_NO_NOUN})"), act, kind)


def _forms(data: str) -> Iterator[tuple[str, _Kind]]:
    for line in data.splitlines():
        name, colon, told = line.partition(": ")
        if not colon or line.startswith("#"):
            continue
        for side, words in enumerate(told.split("|")):
            for word in words.split():
                yield word.removeprefix("=").replace("_", " "), (name, bool(side), word.startswith("="))
