"""The figures of a claim beside those of a sentence."""

import re
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from retrieval.check.evidence import Evidence
from retrieval.check.figures.apart import apart_by, is_a_difference
from retrieval.check.figures.elapsed import year_of_century
from retrieval.check.figures.stretches import within_a_stretch
from retrieval.check.verdict import ClaimSlice, MismatchKind, telling
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree, alike, same_unit
from retrieval.language.quantities import Quantity, rates

_NEAR = 12
_SMALL = 3
# Figures further apart than this many times are not of the same thing.
_TIMES = 20.0
# How many words next to a figure say what it is of, and what share of what they tell must stand near the other one.
_NEXT = 6
_SAME_WORDS = 0.33
_CLAUSE = re.compile(r"(?<!\d)[,，]|[,，](?!\d)|[。;；:：!?！？\n]")
# What a figure was before it changed, and what it came to; a figure in brackets behind an item of a list.
_FROM = re.compile(r"[从由自](?:\d{4}\s?年)?[^,，。;；\d]{0,10}$")
_TO = re.compile(r"(?:[到至为成达]了?|达到了?)(?:人民币)?\s?$")
_ITEM = re.compile(r"(?<![^、,，。;；:：()])([^、,，。;；:：()]*)\($")
_WORDS = re.compile(r"\w{2}")
# At most one character follows in the clause.
_ENDS = re.compile(r"\w?(?!\w)")
# What is said only to be set aside.
_SET_ASIDE = re.compile(r"(?:不是|而非|并非|\bnot|rather than|instead of)\s?$")
_SCALED = re.compile(r"(?P<digits>\d[\d.]+)\s?[多余几]?[万亿]")
_BRANCH = re.compile(r"分(?:公司|行|店|院|校|局|部|会|馆|所|社)")
_DAY = 86400.0
_RATE_WORDS = {"day": "一天", "week": "一周", "month": "一个月", "year": "一年"}


def figures(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """One finding for each figure of a claim; `told` are those of its words, which tell what a figure is of."""
    there = evidence.wording
    borne = _borne_out(claim, there)
    free = [found for found in there.quantities if found not in borne.values()]
    findings = []
    for claimed in claim.quantities:
        found = borne.get(claimed)
        if found is not None:
            findings.append(_agreeing(claim, claimed, there, found))
            continue
        otherwise = within_a_stretch(claim, claimed, there) or apart_by(claim, claimed, there)
        if otherwise is not None:
            findings.append(_agreeing(claim, claimed, there, otherwise))
            continue
        in_century = year_of_century(claimed, claim, there)
        if in_century:
            findings.append(ClaimSlice(claimed.start, claimed.end, "number", "supported", "", in_century, share=1.0))
            continue
        if _told_as_rate(claim, claimed, there):
            continue
        # How much more one thing is than another is no value of either.
        fitting = [q for q in free if not is_a_difference(claim, claimed) or is_a_difference(there, q)]
        rival = None if _incidental(claim, claimed) else _rival(claim, claimed, there, fitting, told)
        if rival is not None:
            free.remove(rival)
            findings.append(_finding(claim, claimed, there, rival))
        else:
            findings.append(_missing(claim, claimed))
    return findings


def _borne_out(claim: Wording, there: Wording) -> dict[Quantity, Quantity]:
    """Match the figures that bear each other out, each once; those of the same unit first."""
    pairs = [
        (c, f)
        for c in claim.quantities
        for f in there.quantities
        if agree(c, f)
        and same_unit(c, f)
        and not _of_another(claim, c, there, f)
        and not _has_another_unit(c, f, there)
    ]
    pairs.sort(key=lambda pair: (pair[0].unit != pair[1].unit, pair[0].rate != pair[1].rate))
    borne: dict[Quantity, Quantity] = {}
    for claimed, found in pairs:
        if claimed not in borne and found not in borne.values():
            borne[claimed] = found
    return borne


def _has_another_unit(claimed: Quantity, found: Quantity, there: Wording) -> bool:
    """Return if a figure without a unit is the same as one that has another currency than the claim's."""
    told = (q for q in there.quantities if q.kind == claimed.kind == "money" and q.unit not in ("", claimed.unit))
    return bool(claimed.unit) and not found.unit and any((q.low, q.high) == (found.low, found.high) for q in told)


def _of_another(claim: Wording, claimed: Quantity, there: Wording, found: Quantity) -> bool:
    """Return whether a figure of the same value is of something else: of what was before, or of another item
    of a list.
    """
    others = [other for other in there.quantities if other != found and other.kind == found.kind]
    came_from = bool(_FROM.search(there.folded[: found.start])) and not _FROM.search(claim.folded[: claimed.start])
    if came_from and _TO.search(claim.folded[: claimed.start]):
        return any(found.end <= other.start and _TO.search(there.folded[: other.start]) for other in others)
    own = _item(there.folded, found)
    if any(word.text in own for word in claim.words) or not _WORDS.search(own):
        return False
    items = [_item(there.folded, other) for other in others if not agree(claimed, other)]
    return any(word.text in item for item in items for word in claim.words if len(word.text) > 1)


def _item(folded: str, quantity: Quantity) -> str:
    """Return what stands before a figure in its item of a list such as 甲(3%)、乙(5%); empty where it is in none."""
    match = _ITEM.search(folded[: quantity.start])
    return match[1] if match and folded[quantity.end : quantity.end + 1] == ")" else ""


def _agreeing(claim: Wording, claimed: Quantity, there: Wording, found: Quantity) -> ClaimSlice:
    """Return a figure that stands there; the stretch of time that it is told for may be another."""
    rate = next((r for r in reversed(rates(claim.folded[: claimed.start])) if r[2] == claimed.rate), None)
    if rate and found.rate and claimed.rate != found.rate and "year" not in (claimed.rate, found.rate):
        other = next(r for r in reversed(rates(there.folded[: found.start])) if r[2] == found.rate)
        words = there.text[other[0] : other[1]]
        return ClaimSlice(rate[0], rate[1], "period", "contradicted", words, (other[0], other[1]))
    weight = telling(_digits(claimed)) if not _incidental(claim, claimed) else 1.0
    place = (found.start, found.end)
    return ClaimSlice(claimed.start, claimed.end, _kind(claimed), "supported", "", place, weight, share=1.0)


def _finding(claim: Wording, claimed: Quantity, there: Wording, rival: Quantity) -> ClaimSlice:
    words = there.text[rival.start : rival.end]
    return ClaimSlice(claimed.start, claimed.end, _kind(claimed), "contradicted", words, (rival.start, rival.end))


def _missing(claim: Wording, claimed: Quantity) -> ClaimSlice:
    binding = not _incidental(claim, claimed) and not set_aside(claim, claimed)
    return ClaimSlice(
        claimed.start, claimed.end, _kind(claimed), "not_found", weight=6.0 if binding else 1.0, binding=binding
    )


def set_aside(claim: Wording, quantity: Quantity) -> bool:
    """Return if a claim names a figure only to say that it is not so: 不是508."""
    return _SET_ASIDE.search(claim.folded, 0, quantity.start) is not None


def _kind(quantity: Quantity) -> MismatchKind:
    return "percentage" if quantity.kind == "percentage" else "period" if quantity.kind == "duration" else "number"


def _rival(
    claim: Wording, claimed: Quantity, there: Wording, free: Sequence[Quantity], told: Sequence[ClaimSlice]
) -> Quantity | None:
    """Return the figure that stands where the claimed one should: of the same kind, with most of the same
    words around it.
    """
    rivals = [
        found
        for found in free
        if alike(claimed, found)
        and not any(agree(one, found) and same_unit(one, found) for one in claim.quantities)
        and not _incidental(there, found)
        and (_comparable(claimed, found) or _scaled_otherwise(claim, claimed, there, found))
        and not _counts_otherwise(claim, claimed, found)
        and not _of_another_name(claim, there, found)
        and not _of_a_branch(claim, there, found)
        and _of_the_same(claim, claimed, there, found, told)
    ]
    own = _around(claim.folded, claimed)
    return max(rivals, key=lambda found: _likeness(own, _around(there.folded, found), claimed, found), default=None)


def _counts_otherwise(claim: Wording, claimed: Quantity, found: Quantity) -> bool:
    """Return if a figure with no thing counted after it would be a count of things: 月薪8000多 beside 720單."""
    bare = claimed.kind == found.kind == "number" and claimed.unit == "" and found.unit not in ("", "个")
    return bare and bool(_ENDS.match(claim.folded, claimed.end))


def _of_another_name(claim: Wording, there: Wording, found: Quantity) -> bool:
    """Return if another company or person is named right before a figure than the claim's, named further off."""
    forms = {name.form: name.kind for name in claim.names if name.kind in ("company", "person")}
    before = [name for name in there.names if name.end <= found.start]
    if not before or before[-1].form in forms or there.folded[before[-1].start : before[-1].end] in claim.folded:
        return False
    return any(forms.get(name.form) == before[-1].kind for name in before[:-1])


def _of_a_branch(claim: Wording, there: Wording, found: Quantity) -> bool:
    """Return if a figure is of a branch, of which the claim says nothing: 分公司 beside 公司."""
    start = max((m.end() for m in _CLAUSE.finditer(there.folded, 0, found.start)), default=0)
    return bool(_BRANCH.search(there.folded, start, found.start)) and not _BRANCH.search(claim.folded)


def _comparable(claimed: Quantity, found: Quantity) -> bool:
    """Return whether one figure could be the other misquoted: of about the same size, or the same digits with
    another unit.
    """
    low, high = sorted((abs(claimed.high), abs(found.high)))
    measured = claimed.kind == found.kind == "size" and claimed.unit == found.unit
    other_unit = (measured or len(_written(claimed)) > 1) and _written(claimed) == _written(found)
    return other_unit or (low > 0 and high / low <= _TIMES)


def _scaled_otherwise(claim: Wording, claimed: Quantity, there: Wording, found: Quantity) -> bool:
    """Return if two figures are of the same digits with another scale: 10多万, 超10亿."""
    one, two = (_SCALED.match(text.folded, q.start, q.end) for text, q in ((claim, claimed), (there, found)))
    return one is not None and two is not None and one["digits"] == two["digits"]


def _of_the_same(
    claim: Wording, claimed: Quantity, there: Wording, found: Quantity, told: Sequence[ClaimSlice]
) -> bool:
    """Return whether the words next to a claimed figure stand near one that is found: in its clause or the one
    before.
    """
    start, end = _clauses(claim.folded, claimed.start)
    near = sorted(
        (f for f in told if start <= f.start < end),
        key=lambda f: min(abs(claimed.start - f.end), abs(f.start - claimed.end)),
    )[:_NEXT]
    begin, stop = _clauses(there.folded, found.start)
    whole = sum(finding.weight for finding in near)
    window = there.folded[begin:stop]
    borne = sum(f.weight * f.share for f in near if f.at is None or there.folded[f.at[0] : f.at[1]] in window)
    return not whole or borne >= _SAME_WORDS * whole


def _clauses(folded: str, at: int) -> tuple[int, int]:
    """Return the clause around a place, with the one before it and the one behind."""
    marks = [m.end() for m in _CLAUSE.finditer(folded)]
    before = [0, 0, *(mark for mark in marks if mark <= at)]
    behind = [*(mark for mark in marks if mark > at), len(folded), len(folded)]
    return before[-2], behind[1]


def _likeness(own: str, other: str, claimed: Quantity, found: Quantity) -> float:
    common = len(set(own) & set(other)) / max(len(set(own)), 1)
    # Figures are misquoted by a digit or two, which may have changed places.
    one, two = _written(claimed), _written(found)
    digits = 0.4 * max(Levenshtein.normalized_similarity(one, two), 0.9 * (sorted(one) == sorted(two)))
    return common + digits + 0.3 * (claimed.kind == found.kind) + 0.5 * (claimed.unit == found.unit)


def _written(quantity: Quantity) -> str:
    """Return the significant digits of a figure."""
    return f"{quantity.low:.10g}".split("e")[0].replace(".", "").strip("0")


def _digits(quantity: Quantity) -> int:
    """Return the significant digits of a figure as it is written."""
    return len(str(round(quantity.high / quantity.step))) if quantity.step else 1


def _around(folded: str, quantity: Quantity) -> str:
    before = re.split(r"[,，。;；]", folded[max(0, quantity.start - _NEAR) : quantity.start])[-1]
    behind = re.split(r"[,，。;；]", folded[quantity.end : quantity.end + _NEAR // 2])[0]
    return before + behind


def _incidental(claim: Wording, quantity: Quantity) -> bool:
    """Return if a figure hardly says anything: a small number of things in words, such as 三个; but 每年两次."""
    words = claim.folded[quantity.start : quantity.end]
    whole = quantity.high <= _SMALL and quantity.high == int(quantity.high)
    small = quantity.kind == "number" and whole and not any(c.isdigit() for c in words)
    return small and not (quantity.rate and quantity.high > 1)


def _told_as_rate(claim: Wording, quantity: Quantity, there: Wording) -> bool:
    """Return whether 一天 stands there as 每天, or 30天 as 30日."""
    words = claim.folded[quantity.start : quantity.end]
    if any(words == _RATE_WORDS[rate] for _, _, rate in rates(there.folded)) or words == "一年":
        return True
    # 30日 for 30天
    days = quantity.low / _DAY
    return quantity.kind == "duration" and any(m.said == {"day": days} for m in there.moments)
