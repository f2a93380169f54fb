"""The dates and periods of a claim beside those of a sentence."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from retrieval.check.evidence import Evidence
from retrieval.check.figures.elapsed import year_gone_on_with, year_told_otherwise
from retrieval.check.verdict import ClaimSlice, telling
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree
from retrieval.language.dates import Moment, conflict, moments, shared

# Hours and days of opening say when it is closed only by leaving it out.
_CLOSED = re.compile(r"休[诊息馆业市]|闭馆|关门|关闭|停[诊业]|不开|\bclosed?\b")
_CLAUSE_END = re.compile(r"[,，。;；]|$")
_CLAUSE_MARK = re.compile(r"(?<!\d)[,，]|[,，](?!\d)|[。;；:：()（）\n]")
_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_TO = r"\s?(?:至|到|~|～|–|—|-|\bto\b|\bthrough\b)\s?"
AROUND = 0.7
# What joins two dates to a stretch, and what tells of an end of one.
_JOINED = re.compile(rf"年?{_TO}|\s(?:until|till)\s|\s?(?:开|一直|持续|办)?[到至]")
# What stands before the date that something is compared with: 比2023年下降12%.
_BASE = re.compile(r"(?:(?<![同环占无相])(?:比|较|相比于)|[与和跟同](?=(?:19|20)?\d\d年[^,，。;；]{0,6}相?比))\s?$")
_BASE_CHARACTERS = 8
# What a date is labelled by, and the share of a claim's words that stand beside a date of the same.
_LABEL = re.compile(r"\w{2,8}[:：]\s?$")
_LEAST_SAID = 0.33
_EDGE = re.compile(
    r"始|起|动工|开[工幕业馆园]|结束|截[止至]|完[工成]|竣工|闭幕|为止|从|自|[到至]|才"
    r"|\b(?:from|since|until|till|by|beg[aiu]n|begins|start\w*|open\w*|end(?:s|ed)?|finish\w*|complet\w*)\b"
)
_DATED = ("year", "month", "day")
_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_WEEKDAYS = re.compile(
    rf"(?:周|星期|礼拜)?(?P<first>(?<=[周期拜])[一二三四五六日天]|{_DAY}){_TO}(?:周|星期|礼拜)?(?P<last>[一二三四五六日天]|{_DAY})"
)
_MONTHS = re.compile(
    rf"(?<!\d)(?P<first>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])\s?月?(?:份)?{_TO}(?P<last>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])\s?月"
)


def dates(
    claim: Wording,
    evidence: Evidence,
    published: str | None,
    is_of_it: Callable[[Moment, Moment], bool],
    told: Sequence[ClaimSlice],
) -> list[ClaimSlice]:
    """One finding for each date or period of a claim; what a sentence leaves out may stand around it.

    `is_of_it` tells if another date is that of what the claim dates; `told` are the findings of the claim's figures
    and words.
    """
    found = [_dated(claimed, claim, evidence, published, is_of_it) for claimed in claim.moments]
    return [
        _missing(f)
        if f.state == "contradicted" and not (_is_near(f, claim, evidence) or _says_of_it(f, evidence, told))
        else f
        for f in found
    ]


def _missing(finding: ClaimSlice) -> ClaimSlice:
    return ClaimSlice(finding.start, finding.end, "date", "not_found")


def _is_near(date: ClaimSlice, claim: Wording, evidence: Evidence) -> bool:
    """Return if a date differs from a claimed one in the least of three parts: 1921年4月18日 for 1921年4月8日."""
    mine = [m for m in claim.moments if m.start == date.start]
    theirs = [m for m in evidence.wording.moments if (m.start, m.end) == date.at]
    return any(_common(one, other) > 1 for one in mine for other in theirs)


def _says_of_it(date: ClaimSlice, evidence: Evidence, told: Sequence[ClaimSlice]) -> bool:
    """Return if a sentence says enough of a claim itself for its date to be of the same: some of it, or what the date
    is labelled by, 签订日期:5月3日.
    """
    at = date.at[0] if date.at else 0
    start, end = evidence.sentence_at(at)
    here = [f for f in told if f.at and start <= f.at[0] < end]
    label = _LABEL.search(evidence.wording.folded, start, at)
    if label and any(f.at and label.start() <= f.at[0] for f in here):
        return True
    return sum(f.weight * f.share for f in here) >= _LEAST_SAID * sum(f.weight for f in told)


def _dated(
    claimed: Moment,
    claim: Wording,
    evidence: Evidence,
    published: str | None,
    is_of_it: Callable[[Moment, Moment], bool],
) -> ClaimSlice:
    there = evidence.wording
    agreeing = [found for found in there.moments if shared(claimed, found) and not conflict(claimed, found)]
    if agreeing and _whole(claimed, agreeing, evidence, published):
        best = max(agreeing, key=lambda found: shared(claimed, found))
        place = (best.start, best.end)
        return ClaimSlice(
            claimed.start, claimed.end, "date", "supported", "", place, telling(2 * len(claimed.said)), 1.0
        )
    otherwise = year_told_otherwise(claimed, claim, there, evidence.before)
    if otherwise:
        return ClaimSlice(claimed.start, claimed.end, "date", "supported", "", otherwise, share=1.0)
    within, beside = _stretches(claimed, there.folded)
    if within and bool(_CLOSED.search(claim.folded)) == _says_closed(there.folded, within[1]):
        return ClaimSlice(claimed.start, claimed.end, "date", "supported", "", within, share=1.0)
    if (
        agreeing
        and not _whole(claimed, agreeing, evidence, published)
        and _lacks_only_what_is_around(claimed, agreeing)
    ):
        # 23号 says no other day than 5月23号.
        place = (agreeing[0].start, agreeing[0].end)
        return ClaimSlice(claimed.start, claimed.end, "date", "supported", "", place, share=AROUND)
    if not _EDGE.search(claim.folded) and (during := _lies_between(claimed, there)):
        return ClaimSlice(claimed.start, claimed.end, "date", "supported", "", during, share=AROUND)
    rivals = [one for one in _rivals(claimed, claim, there) if is_of_it(claimed, one)]
    if agreeing:
        # Beside a date that agrees, one that says less than the claim's is of something else: 1949年 of 1949年到1961年.
        rivals = [one for one in rivals if claimed.said.keys() <= one.said.keys()]
    if rivals:
        best = max(rivals, key=lambda found: (shared(claimed, found), _common(claimed, found)))
        words = there.text[best.start : best.end]
        return ClaimSlice(claimed.start, claimed.end, "date", "contradicted", words, (best.start, best.end))
    if beside and not within:
        return ClaimSlice(claimed.start, claimed.end, "date", "contradicted", there.text[slice(*beside)], beside)
    if _said_around(claimed, evidence, published):
        return ClaimSlice(claimed.start, claimed.end, "date", "supported", share=AROUND)
    return ClaimSlice(claimed.start, claimed.end, "date", "not_found")


def _rivals(claimed: Moment, claim: Wording, there: Wording) -> list[Moment]:
    """Return the dates of a text that may be said in place of one of the claim."""
    others = [other.said for other in claim.moments if other is not claimed]
    rivals = [f for f in there.moments if claimed.said.keys() & f.said.keys() and conflict(claimed, f)]
    # What something is compared with is not when it was: 恢复至2019年同期的72%.
    if not claim.folded.startswith("同期", claimed.end):
        rivals = [f for f in rivals if not there.folded.startswith("同期", f.end)]
    if _BASE.search(claim.folded, 0, claimed.start):
        rivals = [f for f in rivals if _BASE.search(there.folded, 0, f.start) or claim.quantities]
    else:
        rivals = [f for f in rivals if not _BASE.search(there.folded, 0, f.start) or _has_its_figure(claim, there, f)]
    rivals = [f for f in rivals if not _is_elsewhere(claim, there, f)]
    # What another date of the claim says is not said in place of this one.
    return [f for f in rivals if not any(f.said.items() <= other.items() for other in others)]


def _is_elsewhere(claim: Wording, there: Wording, date: Moment) -> bool:
    """Return if a date is of something else than a claim: it opens a clause with a figure of its own, behind that with
    the claim's, or stands in brackets with nothing that only they have of the claim.
    """
    own = [q for q in there.quantities if any(agree(mine, q) for mine in claim.quantities)]
    start = max((m.end() for m in _CLAUSE_MARK.finditer(there.folded, 0, date.start)), default=0)
    end = _CLAUSE_MARK.search(there.folded, date.end)
    stop = end.start() if end else len(there.folded)
    opens = not there.folded[start : date.start].strip()
    others = any(date.end <= q.start < stop and q not in own for q in there.quantities)
    if opens and others and own and all(q.end <= start for q in own):
        return True
    bracket = next((m for m in _BRACKETS.finditer(there.folded) if m.start() < date.start < m.end()), None)
    if bracket is None or any(bracket.start() < q.start < bracket.end() for q in own):
        return False
    outside = there.folded[: bracket.start()] + there.folded[bracket.end() :]
    return not any(len(w.text) > 1 and w.text in bracket[0] and w.text not in outside for w in claim.words)


def _has_its_figure(claim: Wording, there: Wording, base: Moment) -> bool:
    """Return if a claim has the figure that something is compared with: 3140万元 of 比2023年的3140万元下降."""
    behind = [q for q in there.quantities if 0 <= q.start - base.end <= _BASE_CHARACTERS]
    return any(agree(claimed, q) for claimed in claim.quantities for q in behind[:1])


def _lacks_only_what_is_around(claimed: Moment, agreeing: Sequence[Moment]) -> bool:
    """Return if a text has the day of a date, and leaves out the month, which it need not repeat."""
    said = set().union(*(found.said for found in agreeing))
    return "day" in said and set(claimed.said) - said == {"month"}


def _says_closed(folded: str, start: int) -> bool:
    """Return if the rest of a clause says that something is closed."""
    end = _CLAUSE_END.search(folded, start)
    return bool(_CLOSED.search(folded, start, end.start() if end else len(folded)))


def _stretches(claimed: Moment, there: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Return the first stretch of days or months in a folded sentence that a day of the week or a month lies in, and
    the first that it does not.
    """
    if set(claimed.said) not in ({"weekday"}, {"month"}):
        return None, None
    (value,) = claimed.said.values()
    within = beside = None
    for match in (_MONTHS if claimed.month else _WEEKDAYS).finditer(there):
        first, last = _number(match["first"]), _number(match["last"])
        if first <= value <= last or (last < first and not last < value < first):
            within = within or match.span()
        else:
            beside = beside or match.span()
    return within, beside


def _lies_between(claimed: Moment, there: Wording) -> tuple[int, int] | None:
    """Return the first stretch from one date to another that a claimed date lies in: 1927 of 1926至1928年."""
    for first, last in pairwise(there.moments):
        parts = [part for part in _DATED if part in claimed.said]
        joined = _JOINED.fullmatch(there.folded, first.end, last.start)
        # Either end may leave out what the other says.
        begins, ends = {**_larger(last, first), **first.said}, {**first.said, **last.said}
        if joined and parts and claimed.said.keys() == {*parts} <= begins.keys() & ends.keys():
            low, at, high = ([said[part] for part in parts] for said in (begins, claimed.said, ends))
            if low <= at <= high:
                return first.start, last.end
    return None


def _larger(moment: Moment, other: Moment) -> dict[str, int]:
    """Return what a moment says of larger parts than another says any of."""
    first = next((part for part in _DATED if part in other.said), "year")
    return {part: value for part, value in moment.said.items() if part in _DATED[: _DATED.index(first)]}


def _number(written: str) -> int:
    """Return the number of a month or of a day of the week, as it is written."""
    if written.isdigit():
        return int(written)
    if written.isascii():
        return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(written[:3]) + 1
    return 7 if written in "日天" else 10 * ("十" in written) + "十一二三四五六七八九".find(written[-1])


def _whole(claimed: Moment, agreeing: Sequence[Moment], evidence: Evidence, published: str | None) -> bool:
    """Return whether all parts of a date are borne out, the year perhaps by what stands around."""
    said: set[str] = set().union(*(found.said for found in agreeing))
    inner = {"half", "quarter", "edge", "month"}
    lacking = {part for part in claimed.said if part not in said and not (part in inner and said & inner)}
    if lacking != {"year"}:
        return not lacking
    told = {year_gone_on_with(found, evidence.wording) for found in agreeing} - {None}
    return claimed.year in told if told else _year_fits(claimed.year, evidence, published)


def _said_around(claimed: Moment, evidence: Evidence, published: str | None) -> bool:
    if set(claimed.said) == {"year"}:
        return _year_fits(claimed.year, evidence, published, strict=True) or _year_before(evidence) == claimed.year
    if set(claimed.said) <= {"day", "weekday"}:
        return False
    years = claimed.year is None or _year_fits(claimed.year, evidence, published)
    inner = {part: value for part, value in claimed.said.items() if part not in ("year", "weekday")}
    return years and any(inner.items() <= found.said.items() for found in evidence.dated) and bool(inner)


def _year_fits(year: int | None, evidence: Evidence, published: str | None, *, strict: bool = False) -> bool:
    """Return whether a year is told around a sentence, or its publication's; where none is known any fits,
    unless strict.
    """
    around = re.findall(r"(?:19|20)\d\d", evidence.around)
    known = {int(found) for found in around} | ({int(published[:4])} if published else set())
    return year in known or not (known or strict)


def _year_before(evidence: Evidence) -> int | None:
    """Return the year that a text goes on with: the last one told before, but for those that it compares with."""
    for folded in evidence.earlier:
        years = [m.year for m in moments(folded) if m.year and not _BASE.search(folded, 0, m.start)]
        if years:
            return years[-1]
    return None


def _common(claimed: Moment, found: Moment) -> int:
    return sum(found.said.get(part) == value for part, value in claimed.said.items())
