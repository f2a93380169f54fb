"""Parties of an English claim, who does it and to whom, beside the clause of a sentence that says it of another.

It was Ms Lee who asked, the claim says, and there somebody else asks: the clause has all the rest, and another name in
the place of hers. A role in place of a name may be hers, and says nothing.
"""

from collections.abc import Sequence

from retrieval.check.wording.english_beside import EnglishBeside, EnglishOdd
from retrieval.check.wording.english_cover import Covered, weight
from retrieval.facts.english_clauses import EnglishClause
from retrieval.facts.english_phrases import EnglishPart
from retrieval.facts.english_words import EnglishWord

# So much of the rest a clause must have, and so many words.
_REST, _LEAST_WORDS = 0.75, 2
_AGENT, _PATIENT = "agent", "patient"
_HIS = frozenset(("his", "her", "its", "their"))


def other_party(beside: EnglishBeside) -> EnglishOdd | None:
    """Return the name of a claim's party, if a clause says all the rest of another name, and none of this one."""
    for role in (_AGENT, _PATIENT):
        mine = [word for part in _parties(beside.said, role) for word in part.telling]
        if not any(word.kind == "name" for word in mine):
            continue
        rest = [word for word in beside.said.telling if word not in mine]
        told = [_kept(rest, has, clause) for clause, has in zip(beside.theirs, beside.covered, strict=True)]
        known = [at for at, has in enumerate(beside.covered) if any(word in has for word in mine)]
        if any(word.kind == "verb" and word in beside.covered[at] for at in known for word in rest):
            continue
        most = max((told[at] for at in known), default=0.0)
        for kept, clause, has in zip(told, beside.theirs, beside.covered, strict=True):
            if any(word in has for word in mine) or kept <= most or clause.denied != beside.said.denied:
                continue
            other = next((p for p in _parties(clause, role) if any(w.kind == "name" for w in p.telling)), None)
            if other is not None and kept >= _REST and _is_same_deed(rest, has, other):
                return EnglishOdd(tuple(mine), other.telling)
    return None


def _is_same_deed(rest: Sequence[EnglishWord], has: Covered, other: EnglishPart) -> bool:
    """Return if a clause has the deed of a claim, or all else of it, and none of it in the phrase of its party."""
    kept = [word for word in rest if word in has]
    verbs = [word for word in rest if word.kind == "verb"]
    if len(kept) < _LEAST_WORDS or any(word in has.values() for word in other.words):
        return False
    return any(word in has for word in verbs) or (len(kept) > _LEAST_WORDS and len(kept) == len(rest) - len(verbs))


def _kept(rest: Sequence[EnglishWord], has: Covered, clause: EnglishClause) -> float:
    """Return how much of the rest of a claim a clause has; a pronoun may stand for its names."""
    points = any(word.kind == "pronoun" or word.text in _HIS for part in clause.own for word in part.words)
    asked = [word for word in rest if not (points and word.kind == "name" and word not in has)]
    return weight(word for word in asked if word in has) / weight(asked) if asked else 0.0


def _parties(clause: EnglishClause, role: str) -> list[EnglishPart]:
    """Return the phrases for who does it, or whom it is done to, in a clause with a verb."""
    if clause.part("verb") is None:
        return []
    passive, active = {_AGENT: ("by", "subject"), _PATIENT: ("subject", "object")}[role]
    return [part for part in clause.parts if part.role == (passive if clause.passive else active)]
