"""Turns of an English clause that has all or most of a claim: exceptions, denials, conditions, and some for all."""

from retrieval.check.wording.english_beside import SAME, EnglishBeside, EnglishOdd
from retrieval.check.wording.english_cover import weight
from retrieval.facts.english_clauses import EnglishClause
from retrieval.facts.english_phrases import EnglishPart
from retrieval.facts.english_words import EnglishWord

# A clause with so much of a claim may count what the claim says of all.
_OF_IT = 0.5
_CONDITIONS = frozenset(("if", "unless", "whether"))
_ALL = frozenset(("all", "every", "each", "both"))
_SOME = frozenset(("some", "most", "many", "several", "few", "none", "no", "half", "neither"))
_EXCEPT = frozenset(("except", "besides", "excluding"))
_NOT = frozenset(("not", "never", "without", "neither", "nor", "hardly", "none", "no", "absent", "lacks"))
# Words of which a clause has the same as another that says the same.
_FIRM = tuple(
    frozenset(words.split())
    for words in (
        "all every each both most many several some few half none no neither any either another",
        "will would shall should could may might must",
        "over under above below least most up than before after until",
    )
)


def turned(beside: EnglishBeside) -> EnglishOdd | None:
    """Return what the claim says of something that the sentence excepts, denies in an item, or counts as a part."""
    return _excepted(beside) or _counted(beside) or (None if beside.missing else _denied(beside))


def is_conditional(beside: EnglishBeside) -> bool:
    """Return if only a condition says it, and the claim is none."""
    others = (has for clause, has in zip(beside.theirs, beside.covered, strict=True) if clause is not beside.best)
    alone = all(weight(has) < weight(beside.has) for has in others)
    return alone and beside.best.after in _CONDITIONS and beside.said.after not in (*_CONDITIONS, "as")


def is_as_said(said: EnglishClause, there: EnglishClause) -> bool:
    """Return if a clause says what another does as firmly: neither denied, on a condition, nor of more or fewer."""
    if said.denied != there.denied or (there.after in _CONDITIONS) != (said.after in _CONDITIONS):
        return False
    mine, its = ({word.text for part in clause.parts for word in part.words} for clause in (said, there))
    return all(mine & words == its & words for words in _FIRM) and not (its - mine) & (_NOT | _EXCEPT)


def _excepted(beside: EnglishBeside) -> EnglishOdd | None:
    """Return what the best clause says it of all but of."""
    parts = (*beside.said.parts, *beside.best.parts)
    if beside.share < SAME or any(word.text in _NOT for part in parts for word in part.words):
        return None
    mine = {word for part in beside.said.parts if part.role not in _EXCEPT for word in part.telling}
    for part in beside.best.parts:
        odd = tuple(w for w in beside.said.telling if w in mine and beside.has.get(w) in part.words)
        if part.role in _EXCEPT and odd:
            return EnglishOdd(odd, part.telling)
    return None


def _denied(beside: EnglishBeside) -> EnglishOdd | None:
    """Return what an item denies it of: the weights room is open, the sauna not yet."""
    for part in beside.best.own if beside.best.denied != beside.said.denied else ():
        odd = tuple(w for w in beside.said.telling if beside.has[w] in part.words and w.kind != "verb")
        if part.elliptic and odd:
            return EnglishOdd(odd, part.telling)
    return None


def _counted(beside: EnglishBeside) -> EnglishOdd | None:
    """Return the word for all in a claim, if a clause says it of some, or of so many of a number."""
    every = next((word for part in beside.said.parts for word in part.words if word.text in _ALL), None)
    for clause, has in zip(beside.theirs, beside.covered, strict=True):
        if every is None or weight(has) < _OF_IT * weight(beside.said.telling):
            continue
        claimed = {*has.values()}
        for part in clause.own:
            some = tuple(w for w in part.words if w not in claimed and (w.text in _SOME or _is_part(w, part)))
            held = part.elliptic or any(word in claimed for word in part.telling)
            if some and held and not any(word.text in _ALL for word in part.words):
                return EnglishOdd((every,), some)
    return None


def _is_part(word: EnglishWord, phrase: EnglishPart) -> bool:
    """Return if a figure is so many of a number: sixteen of the twenty-two."""
    behind = next((w for w in phrase.words if w.start > word.start), None)
    return word.figure is not None and behind is not None and behind.text == "of"
