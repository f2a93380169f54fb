"""Parts that a sentence counts of a whole, beside a claim on the whole: 全装上了 beside 53条中已有47条."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Clauses
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import alike, same_unit
from retrieval.language.quantities import Quantity
from retrieval.language.stances import Stance

# A share of a thing, and not by how much something grew: 四成左右的茶园, 占六成.
_OF_IT = re.compile(r"(?:左右|上下|以上|以下|多)?的|\s(?:of|are|were|have)\b|$|(?=[,，。;；])")
_HAS_A_SHARE = re.compile(r"(?:占|占了|约占|有|约有|仅|只有|其中)(?:约|近)?$")
_GREW = re.compile(r"(?:增长?|涨|升|降|跌|减|少|多|超|同比|环比|提高|下滑|rose|fell|grew|by|up|down)\w{0,4}\s?$")
# Between a whole and a part of it: 53条里有47条, 7 of the 12 tugs.
_BETWEEN = re.compile(
    r"[^\d,，。;；、和与及比]{0,8}?(?:[里中]|当中|之中|里面)?[,，]?(?:其中)?(?:目前|现在|至今)?(?:有|只有|仅有?|已经?|就|共)?"
    r"[^\d,，。;；、和与及比到至]{0,6}"
)
_ENGLISH_BETWEEN = re.compile(r"(?: out)? of (?:the |its |their |all )?")
_ALL_OF_IT = 100


def only_a_part(claim: Wording, one: Stance, sentence: Wording, there: Clauses, cells: set[int]) -> ClaimSlice | None:
    """Return a finding for a claim on the whole or most, if a clause in question counts a part, or less than half."""
    if any(q.kind == "percentage" for q in claim.quantities):
        return None
    counted = _counted(sentence, claim.quantities) if one.side == "whole" else ()
    for place in (*_shares(sentence, _ALL_OF_IT if one.side == "whole" else _ALL_OF_IT / 2), *counted):
        if there.cell(place[0]) in cells or there.cell(place[1] - 1) in cells:
            words = sentence.text[slice(*place)]
            return ClaimSlice(one.start, one.end, "word", "contradicted", words, place)
    return None


def _shares(sentence: Wording, most: float) -> Iterator[tuple[int, int]]:
    """Yield the places of shares of a thing that are below a percentage."""
    for figure in sentence.quantities:
        if figure.kind != "percentage" or not 0 < figure.low < most:
            continue
        before = sentence.folded[max(0, figure.start - 8) : figure.start]
        after = _OF_IT.match(sentence.folded, figure.end)
        if not _GREW.search(before) and ((after and after[0]) or _HAS_A_SHARE.search(before)):
            yield figure.start, figure.end


def _counted(sentence: Wording, claimed: Sequence[Quantity]) -> Iterator[tuple[int, int]]:
    """Yield the places of a whole and a part of it, unless the claim has the part."""
    told = [q for q in sentence.quantities if q.kind not in ("percentage", "ordinal")]
    for one, other in pairwise(told):
        between = sentence.folded[one.end : other.start]
        english = _ENGLISH_BETWEEN.fullmatch(between) is not None
        whole, part = (other, one) if english else (one, other)
        of_it = english or (alike(one, other) and same_unit(one, other) and _BETWEEN.fullmatch(between))
        if of_it and part.low < whole.low and not any(q.low == part.low for q in claimed):
            yield one.start, other.end
