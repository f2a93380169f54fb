"""Clauses that a question names by their number: 第十二条, 第四条第二项, § 12, Article 12(3), Section 4.2, 3.2.1.

A clause is the sentence that begins with its number, not one that mentions it; an item stands under its clause.
"""

import re
from collections.abc import Iterator, Sequence

from retrieval.ask.forms import ordinal
from retrieval.ask.ranking import Ranked
from retrieval.corpus.corpus import Material
from retrieval.language.numerals import chinese_numeral
from retrieval.runtime import pattern

MAX_CLAUSES = 20
MAX_ITEM_SENTENCES = 60
_CLAUSE = pattern(
    r"第(?:\d{1,4}|[零〇一二三四五六七八九十百千]{1,8})条(?:之[一二三四五六七八九十])?"
    r"|(?P<sign>§{1,2}|(?<![a-z])(?:sections?|sec\.|articles?|art\.|clauses?|rules?|regulation))\s?"
    r"(?P<number>\d{1,4}(?:\.\d{1,3}){0,3}[a-z]?)(?![a-z0-9%]|\.\d)"
    r"|(?<![a-z0-9.])\d{1,3}(?:\.\d{1,3}){1,4}(?![a-z0-9.%]|\s?[%万亿元])"
)
_ITEM = pattern(
    r"\s?(?:第[^第项条]{1,4}款)?第(\d{1,2}|[一二三四五六七八九十]{1,3})项"
    r"|,?\s?(?:\(|abs(?:\.|atz)?\s?|para(?:\.|graph)?\s?|subsection\s?\(?)(\d{1,2})(?!\d)"
)
_BEGINS = pattern(r"\s*(?:第[\d零〇一二三四五六七八九十百千]{1,8}条|(?:§|section|article|clause|rule)\s?\d)")
# One sign in the place of another.
_SAME_SIGN = (("§", "section", "sec."), ("article", "art."))


def named_first(folded: str, ranked: Sequence[Ranked], material: Material) -> tuple[Ranked, ...]:
    """Return the clauses that a folded question names, the best found first; none if it names none that is there."""
    entries = [entry for entry in dict.fromkeys(_named(folded, material)) if material.asks_about(entry)]
    if not entries:
        return ()
    documents = [material.index.document_of(found.entry) for found in ranked]
    places = {found.entry: at for at, found in reversed(list(enumerate(ranked)))}
    of_document = {int(document): at for at, document in reversed(list(enumerate(documents)))}
    nowhere = len(ranked)

    def place(entry: int) -> tuple[int, int]:
        document = material.index.document_of(entry)
        return of_document.get(document, nowhere), places.get(entry, nowhere)

    best = max((found.score for found in ranked), default=1.0)
    return tuple(Ranked(entry=entry, score=best) for entry in sorted(entries, key=place))


def _named(folded: str, material: Material) -> Iterator[int]:
    for match in _CLAUSE.finditer(folded):
        item = _ITEM.match(folded, match.end())
        for entry in _beginning_with(_forms(match), material):
            found = _item(entry, ordinal(item[1] or item[2]) or 0, material) if item else None
            yield _below(entry, material) if found is None else found


def _below(clause: int, material: Material) -> int:
    """Return the first sentence under the heading of a clause; the clause itself if that is none, or has none."""
    if material.sentence(clause).role not in ("heading", "title"):
        return clause
    own = material.index.range_of(material.passage(clause).document)
    following = (at for at in range(clause + 1, own.stop) if material.sentence(at).role != "heading")
    first = next(following, clause)
    return first if all(material.sentence(at).role == "heading" for at in range(clause, first)) else clause


def _forms(match: "re.Match[str]") -> list[str]:
    """Return the forms in which the number of a clause may be written."""
    if not match["sign"]:
        return [match[0]]
    sign = match["sign"].rstrip("s") if match["sign"][0] != "§" else "§"
    same = next((signs for signs in _SAME_SIGN if sign in signs), (sign,))
    return [f"{one}{space}{match['number']}" for one in same for space in (" ", "")]


def _beginning_with(forms: Sequence[str], material: Material) -> list[int]:
    """Return the sentences that begin with a number as such, in one of its forms, `MAX_CLAUSES` at most."""
    found = list[int]()
    for number in forms:
        begins = re.compile(rf"\W{{0,4}}{re.escape(number)}(?![\d.]*\d|之|[a-z])")
        for entry, at in material.index.find(number):
            if at <= len("**# ") and begins.match(material.index.folded[entry]):
                found.append(entry)
            if len(found) == MAX_CLAUSES:
                break
    return found[:MAX_CLAUSES]


def _item(clause: int, value: int, material: Material) -> int | None:
    """Return the sentence that begins with the number of an item below a clause; None if the clause has no
    such item.
    """
    index = material.index
    document = index.document_of(clause)
    marks = re.compile(rf"\s*(?:\((?:{chinese_numeral(value)}|{value})\)|(?:{chinese_numeral(value)}|{value})[、.．)])")
    for entry in range(clause + 1, min(clause + MAX_ITEM_SENTENCES, len(index.entries))):
        text = index.folded[entry]
        if _BEGINS.match(text) or index.document_of(entry) != document:
            return None
        if marks.match(text):
            return entry
    return None
