"""Part of a claim that a denial in the material is of: what a word says with the words that it belongs to."""

import re

from retrieval.facts.parsed import Tagged, Wording

_MARK = re.compile(r"(?<!\d)[,，]|[,，](?!\d)|[。;；:：!！?？、\n]|\.(?=\s|$)")
# Tags of jieba for nouns, and for verbs with what colours them.
_NOUNS, _VERBS = ("n", "l", "j", "s"), ("v", "d", "a", "p", "b")
_MAY = "可以"
# What makes a verb of the word before it: 收治了.
_DID = ("ul", "ug", "uz")
_HAS_IT = re.compile(r"\b(?:has|have|had|is|are|was|were|there (?:is|are|was|were)) (?:an? |the )?$")
_TAIL = re.compile(r"[了的吗呢吧\s。.!！]{0,9}$")
_REASON = re.compile(r"because|since|due|因为|由于")
_ENGLISH_VERB = re.compile(r"\s(?:is|are|was|were|has|have|had|will|can|could|does|do|did|must|may)\b")


def predicate(claim: Wording, start: int, end: int, *, named: bool = False) -> tuple[int, int]:
    """Return the slice of a claim that says what the words `start:end` say: 照样能提交版本 for 版本.

    A thing at the beginning of its clause is followed by what is said of it, which is the slice then. What the claim
    itself denies is left as it is, and so are names and dates unless `named`.
    """
    taken = [n.start for n in claim.negators]
    taken += [] if named else [n.start for n in claim.names] + [m.start for m in claim.moments]
    if any(start <= at < end for at in taken):
        return start, end
    marks = [m.span() for m in _MARK.finditer(claim.folded)]
    begin = max((stop for _, stop in marks if stop <= start), default=0)
    stop = min((at for at, _ in marks if at >= end), default=len(claim.folded))
    if _REASON.fullmatch(claim.folded, start, end):
        return start, start + len(claim.folded[start:stop].rstrip(" .。"))
    inside = [t for t in claim.tagged if begin <= t[1] and t[2] <= stop and t[0].strip()]
    stop = _over(inside, end, _NOUNS) if not claim.folded[start:end].isascii() else _over_english(claim, end, stop)
    done = any(t[1] == end and t[3] in _DID for t in inside)
    if done or any(t[1] < end and start < t[2] and t[3][0] in "vad" for t in inside):
        return _back(inside, start, _VERBS), stop
    has = _HAS_IT.search(claim.folded, begin, start)
    nouns = has.start() if has else _back(inside, start, _NOUNS)
    verbs = _back(inside, nouns, _VERBS)
    if verbs < nouns:
        return verbs, stop
    rest = claim.folded[stop : min((at for at, _ in marks if at >= end), default=len(claim.folded))]
    says = rest.strip() and (not rest.isascii() or _ENGLISH_VERB.match(rest))
    if not says:
        return nouns, stop
    tail = _TAIL.search(rest)
    first = stop + len(rest) - len(rest.lstrip())
    return first, stop + (tail.start() if tail and tail.start() else len(rest))


def _over(tagged: list[Tagged], at: int, tags: tuple[str, ...]) -> int:
    """Return where the words of some tags end that follow a place."""
    for _, start, end, tag in tagged:
        if start == at and tag.startswith(tags):
            at = end
    return at


def _back(tagged: list[Tagged], at: int, tags: tuple[str, ...]) -> int:
    """Return where the words of some tags begin that lead up to a place."""
    for word, start, end, tag in reversed(tagged):
        if end == at and not word.isascii() and (tag.startswith(tags) or (word == _MAY and tags is _VERBS)):
            at = start
    return at


def _over_english(claim: Wording, at: int, stop: int) -> int:
    """Return where the English nouns end that follow a place: shortage of chip shortage."""
    while at + 1 < stop and at + 1 in claim.nouns and not _ENGLISH_VERB.match(claim.folded, at):
        at += 1
        while at < stop and at in claim.nouns:
            at += 1
    return at
