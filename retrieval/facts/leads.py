"""Things that the clauses of a sentence begin with: a clause without one of its own takes that of the one before."""

from collections.abc import Sequence

from retrieval.facts.clauses import Clauses, Place
from retrieval.facts.parsed import Tagged, Wording
from retrieval.language.tokenizer import stop_words
from retrieval.runtime import pattern

_ARTICLES = frozenset(("a", "an", "the"))
_PLACES = frozenset(("in", "at", "on", "after", "before", "during", "for", "since"))
_JOINS = frozenset(("of", "to", "for", "the", "a", "an", " "))
_OPENING = frozenset(("and", "but", "while", "whereas", "then", "only", "also"))
# After a deed these say something of it: 揉捻用竹匾, not 当选为会长.
_SAY_HOW = frozenset("是用由以靠从向按")
# Tags of jieba for words that name something, and for those that go on with a name.
_THINGS, _GOES_ON = "njsbf", "nabjzlgiqsf"
# Links that two clauses have each for a thing of its own.
_PARALLEL = frozenset(("由", "被", "by"))
# Words that something is planned, of which the dictionary has some as nouns; and what tells that they are nouns.
_PLANS, _IS_NOUN = pattern(r"计划|打算|准备|预计|预期|有望|力争|争取|拟"), "的是书为"


class Leads:
    """The things that the clauses of a sentence begin with, and which clauses say the same kind of thing of them."""

    def __init__(self, sentence: Wording, there: Clauses) -> None:
        self.words = _leads(sentence, there)
        self._said: dict[int, set[object]] = {}
        self._parted: dict[tuple[int, int], bool] = {}
        for word in sentence.words:
            if len(word.text) > 1 and word.start not in sentence.light:
                self._said.setdefault(there.cell(word.start), set()).add(word.text)
        for figure in sentence.quantities:
            self._said.setdefault(there.cell(figure.start), set()).add((figure.kind, figure.unit))
        for text, start, _, _ in sentence.tagged:
            if text in _PARALLEL:
                self._said.setdefault(there.cell(start), set()).add(text)

    def parts(self, before: int, cell: int) -> bool:
        """Return if a clause speaks of a thing of its own, of which it says what one before it says of another."""
        if (before, cell) not in self._parted:
            self._parted[before, cell] = self._parts(before, cell)
        return self._parted[before, cell]

    def _parts(self, before: int, cell: int) -> bool:
        own = next((at for at in range(cell, before, -1) if at in self.words), None)
        if own is None:
            return False
        said = set().union(*(self._said.get(at, set()) for at in range(own, cell + 1)))
        others = set().union(*(self._said.get(at, set()) for at in range(before, own)))
        return bool(said & others)


def _leads(sentence: Wording, there: Clauses) -> dict[int, str]:
    """Return the thing or name that each cell begins with; none for a cell that begins otherwise."""
    names = {n.start: n.end for n in sentence.names}
    dated = [(m.start, m.end) for m in sentence.moments]
    leads: dict[int, str] = {}
    seen: set[int] = set()
    for _, start, end, tag in sentence.tagged:
        cell = there.cell(start)
        if (
            cell in seen
            or tag in ("x", "w", "c", "d", "m", "t", "r", "p", "y", "uj", "f")
            or not sentence.folded[start:end].strip()
        ):
            continue
        if any(a < end and start < b for a, b in dated):
            continue
        seen.add(cell)
        if plans(sentence.folded, start, end):
            continue
        if start in names:
            leads[cell] = sentence.folded[start : names[start]]
        elif tag.startswith(("n", "eng")) and end - start > 1:
            leads[cell] = sentence.folded[start:end]
    return leads


def plans(folded: str, start: int, end: int) -> bool:
    """Tell if a word says that something is planned, and names no plan: 计划扩建.

    >>> plans("计划扩建", 0, 2), plans("计划书", 0, 2)
    (True, False)
    """
    return bool(_PLANS.fullmatch(folded, start, end)) and not folded.startswith(tuple(_IS_NOUN), end)


def lead_of(sentence: Wording, words: Sequence[Tagged], start: int) -> Place:
    """Return what a clause begins with, up to what says something of it; dates and joining words before it aside.

    It is empty for a clause that begins with a deed, but if something is said of that: 揉捻用竹匾.
    """
    dated = [(m.start, m.end) for m in sentence.moments]
    begin = end = start
    acts = placed = named = False
    for number, (word, a, b, tag) in enumerate(words):
        if begin == end and (_is_aside(word, tag) or placed or any(s < b and a < e for s, e in dated)):
            begin = end = b
            # Where or when a clause of English says it comes first: at the school the choir sang.
            placed = word in _PLACES or (placed and word not in _ARTICLES)
        elif begin == end and ((tag == "v" and not word.isascii()) or plans(sentence.folded, a, b)):
            end, acts = b, True
        elif acts and (word in _SAY_HOW or (tag[0] == "d" and named)):
            return begin, end
        elif (acts and tag[0] == "v") or not _goes_on(word, tag, end - begin):
            break
        elif tag == "zg" and end - begin > 1 and any(t[3][0] in "nv" for t in words[number + 1 : number + 2]):
            # A character that the dictionary knows nothing of is a deed before a noun: 更夫穿号衣.
            break
        else:
            end, named = b, True
    # What follows tells that it is a deed, whatever the dictionary has it for.
    deed = acts or sentence.folded.startswith(("了", "过", "着"), end)
    return (start, start) if deed or not _names(words, begin, end) else (begin, end)


def _names(words: Sequence[Tagged], begin: int, end: int) -> bool:
    """Return if one of the words between two places names something."""
    inside = [(word, tag) for word, a, b, tag in words if begin <= a and b <= end]
    return any(tag[0] in _THINGS or tag in ("eng", "vn") or len(word) == 1 for word, tag in inside)


def _is_aside(word: str, tag: str) -> bool:
    """Return if a word before a lead is no part of it."""
    if word.isascii():
        return not word.strip() or word in _ARTICLES or word in _OPENING or word in _PLACES
    return tag[0] in "cdrx" or (tag[0] in "tm" and len(word) > 1) or word in "后前时中"


def _goes_on(word: str, tag: str, length: int) -> bool:
    """Return if a word goes on with a lead of so many characters; a name that no list has may be of any single ones."""
    if word.isascii():
        return word in _JOINS or word not in stop_words()
    if len(word) == 1 and length < 2:
        return tag[0] not in "pu" and word not in "是在由用为有"
    return tag[0] in _GOES_ON or tag in ("vn", "uj", "k", "eng") or (len(word) == 1 and tag in ("m", "t"))
