"""Acts of a text: what is done, and by whom to whom, in Chinese and in English."""

import re
from functools import lru_cache

from retrieval.facts.chinese_roles import ChineseClause
from retrieval.facts.clauses import Place
from retrieval.facts.parsed import Wording
from retrieval.facts.roles import Roles, clause_around

_ENGLISH_BY = re.compile(
    r"(?: \w+ly)? by (?!(?:about |nearly |over )?[\d€$£]|half\b|an? (?:third|quarter|\w+ of)\b)(?P<who>[^,.;]{2,40})"
)
_WAS = re.compile(r"\b(?:was|were|is|are|been|being|be)(?: \w+ly| \w{4,6}er)?\s$")
_ASKED = re.compile(
    r"\b(?:asked|told|ordered|urged|invited|advised|allowed|forced|wanted|persuaded)\b(?P<who>[^,.;]{0,30}?) to $"
)
_WHO = re.compile(r",?\swho\b\s?(?:was |were |is |had |has |later |then )*$")
_LAST_WORDS = re.compile(r"(?<![a-z'-])(?:[a-z'-]++ ){0,2}[a-z'-]++$")
# What links somebody to what he is of somebody.
_LINK = re.compile(r"(?:就?是|为|乃|当过?|做过?|\b(?:is|was|became|are|were)\b)\s?")
_ITS = re.compile(r"的(?:一[名个位])?$|(?:'s|’s)\s(?:\w+\s)?$")
_OWN = re.compile(r"\s?of\s")
_WHOSE_IS = re.compile(r"(?:就?是|叫|为|乃)|\s?(?:is|was)\s")
# Acts of one claim, and of the sentences that it is laid beside, of which the roles stay known.
_KNOWN_ACTS = 512
_TAKEN = re.compile(r"(?:[收认招]了?|拜)(?P<who>[^,，。;；]{2,16}?)[当做作为]?$")


@lru_cache(_KNOWN_ACTS)
def roles(wording: Wording, act: Place, *, noun: bool = False) -> Roles | None:
    """Return who does something in its clause, and to whom; None where it cannot be told.

    `noun`: a dictionary has what is done for the name of a thing.
    """
    folded = wording.folded
    start, end = clause_around(folded, act)
    if folded.count(folded[slice(*act)], start, end) > 1:
        # 甲装乙、丙装丁 are two clauses.
        start = max(start, folded.rfind("、", start, act[0]) + 1)
        end = next((at for at in (folded.find("、", act[1], end),) if at >= 0), end)
    if folded[slice(*act)].isascii():
        return _english(folded, act, start, end)
    return ChineseClause(wording, act, start, end, noun=noun).roles()


def _english(folded: str, act: Place, start: int, end: int) -> Roles | None:
    by = _ENGLISH_BY.match(folded, act[1], end)
    told = (start, act[0])
    who = _WHO.search(folded, 0, act[0])
    if who is not None and (before := _LAST_WORDS.search(folded, 0, who.start())):
        told = before.span()
    elif wish := _ASKED.search(folded, start, act[0]):
        # Who is asked to do something does it.
        told = wish.span("who") if wish["who"].strip() else (start, wish.start())
    if by:
        return Roles((by.span("who"),), (told,), True)
    if _WAS.search(folded, start, act[0]) and not folded[slice(*act)].endswith((" to", " from", " by")):
        return Roles((), (told,), True, focus=told)
    asked = _ASKED.fullmatch(folded, act[0], (folded.find(" to ", act[1], end) + 4) or act[1])
    return Roles((told,), (asked.span("who") if asked else (act[1], end),))


def party(wording: Wording, noun: Place) -> Roles | None:
    """Return the parties of a noun for the first of two: 甲 and 乙 of 甲是乙的老师, 乙的老师是甲 and 乙拜甲为老师.

    None where the noun tells of nobody.
    """
    folded = wording.folded
    start, end = clause_around(folded, noun)
    taken = _TAKEN.search(folded, start, noun[0])
    if taken:
        subject, handed = ChineseClause(wording, noun, start, end).subject(taken.start())
        return Roles((taken.span("who"),), subject, handed=handed)
    link = next(_LINK.finditer(folded, start, noun[0]), None)
    if link is not None and link.start() > start:
        behind, whose = _OWN.match(folded, noun[1]), _ITS.search(folded, 0, noun[0])
        other = (behind.end(), end) if behind else (link.end(), noun[0])
        return Roles(((start, link.start()),), (other,)) if behind or whose else None
    link = _WHOSE_IS.match(folded, noun[1], end)
    if link is not None and _ITS.search(folded, start, noun[0]):
        return Roles(((link.end(), end),), ((start, noun[0]),))
    return None
