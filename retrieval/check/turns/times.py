"""Time at which what a claim says holds: now or before, as planned at first or as changed since, this year or last."""

import re
from collections.abc import Iterator, Sequence

from retrieval.check.turns.reach import denied
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Clauses
from retrieval.facts.marks import abandoned, relative_years
from retrieval.facts.parsed import Wording

_AT_FIRST = re.compile(r"原[定订拟来先]|原计划|原本|本来|起初|originally|initially|at first|was to be")
_CHANGED_TO = re.compile(
    r"(?:改|换|推迟|延后|延期|提前|移)[到在为至成由][^,，。;；]{1,20}|(?:moved|changed|postponed) to [^,.;]{1,30}"
)
# A claim on a delay says nothing of the first date.
_LATER = re.compile(
    r"推迟|延[后期迟误]|拖|耽[误搁]|提[前早]|晚了?(?=[^,，。;；]{0,4}[投开完通竣交])|late|delay|postpon"
)
_NOW = re.compile(
    r"现在|目前|如今|现行|现任|眼下|(?:以|之)后(?!的)|(?<=[月日年])起|\bnow\b|currently|at present|these days"
)
_THEN = re.compile(
    r"以前|之前|从前|过去(?!了)|原来(?!是)|原先|当年|(?<=[)）日月年])前为|此前|曾经?[为是有]"
    r"|\bused to\b|formerly|previously"
)
# What is given up stands before, or right behind: 放弃希望 is of another thing.
_ENDS = re.compile(r"了?\s?(?:[^\w\s]|$)|\s(?:the (?:idea|plan|project)|it|them)\b")
# What something was, right before what it was.
_IT_WAS = re.compile(
    r"(?:原[来先本]|之前|以前|此前|本来|起初|当初)(?:说好?的?|定的?)?[是为在]?[^,，。;；\d]{0,3}$|原[定为是][^,，。;；\d]{0,3}$"
)
# What a claim itself has as before: 从88%降到61%.
_CAME_FROM = re.compile(r"[从由自][^,，。;；\d]{0,8}$")
# What was meant to be done once, and what tells so in a claim.
_MEANT = re.compile(r"(?:原[本先来]?|本来?|曾经?|一度)(?:也|就|都)?(?:想|打算|计划|准备|有意|希望)")
_INTENDS = re.compile(r"[想拟盼]|打算|计划|准备|有意|希望|原本|本来|一度|曾")
_FIGURES = ("number", "percentage", "period")


def of_another_time(
    claim: Wording, sentence: Wording, there: Clauses, told: Sequence[ClaimSlice], cells: set[int]
) -> Iterator[ClaimSlice]:
    """Yield findings for what a sentence has for another time than the claim, or only as a plan that came to nothing;
    `told` are those of the claim's words, `cells` the clauses that bear out what it rests on.
    """
    yield from _came_to_nothing(claim, sentence, told)
    yield from _only_meant(claim, sentence, there, told)
    yield from _changed_since(claim, sentence, there, told)
    yield from _as_it_was(claim, sentence, told)
    yield from _other_year(claim, sentence, there, told, cells)
    yield from _now_or_before(claim, sentence, there, told)


def _came_to_nothing(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    borne = [f for f in told if f.at is not None and f.weight > 1]
    if not borne or abandoned(claim.folded, 0):
        return
    last = max(borne, key=lambda f: f.start)
    place = abandoned(sentence.folded, min(f.at[1] for f in borne if f.at))
    if place is None or claim.negators or denied(sentence, place[0]):
        return
    if _ENDS.match(sentence.folded, place[1]) or any(f.at and f.at[0] == place[1] for f in borne):
        words = sentence.text[slice(*place)]
        yield ClaimSlice(last.start, last.end, "word", "contradicted", words, place)


def _only_meant(claim: Wording, sentence: Wording, there: Clauses, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding for what the claim says is done, and a clause only that it was meant; the next denies it."""
    meant = _MEANT.search(sentence.folded)
    if meant is None or _INTENDS.search(claim.folded) or claim.negators:
        return
    cell = there.cell(meant.start())
    borne = [f for f in told if f.at is not None and f.share > 0 and f.start not in claim.light]
    said = [f for f in borne if f.at and f.at[0] >= meant.end() and there.cell(f.at[0]) == cell]
    denial = next((n for n in sentence.negators if there.cell(n.start) > cell), None)
    if denial is not None and said and 2 * sum(f.weight for f in said) > sum(f.weight for f in borne):
        place = (denial.start, there.span(there.cell(denial.start))[1])
        words = sentence.text[slice(*place)].rstrip(" ,，。;；、")
        last = max(said, key=lambda f: f.start)
        yield ClaimSlice(last.start, last.end, "word", "contradicted", words, (place[0], place[0] + len(words)))


def _figure_of_another_year(years: int, sentence: Wording, told: Sequence[ClaimSlice]) -> ClaimSlice | None:
    """Return a finding for the only figure of a claim on one year that a sentence has right behind another year, and
    another figure behind the claim's year: 从去年的34%降到今年的31%.
    """
    figures = [f for f in told if f.kind in _FIGURES and f.weight > 1]
    if len(figures) != 1 or figures[0].at is None or figures[0].state != "supported":
        return None
    their_years = relative_years(sentence.folded)
    at = {q: next((y for _, end, y in reversed(their_years) if end <= q.start), None) for q in sentence.quantities}
    own = next((q for q in sentence.quantities if (q.start, q.end) == figures[0].at), None)
    alike_ones = [q for q in sentence.quantities if own and q is not own and (q.kind, q.unit) == (own.kind, own.unit)]
    other = next((q for q in alike_ones if at[q] == years), None)
    if own is None or at[own] in (None, years) or other is None:
        return None
    place = (other.start, other.end)
    return figures[0]._replace(state="contradicted", found=sentence.text[slice(*place)], at=place, share=0.0)


def _other_year(
    claim: Wording, sentence: Wording, there: Clauses, told: Sequence[ClaimSlice], cells: set[int]
) -> Iterator[ClaimSlice]:
    """Yield a finding for 今年 in the claim where the clause in question says 去年."""
    theirs = [year for year in relative_years(sentence.folded) if there.cell(year[0]) in cells]
    mine = relative_years(claim.folded)
    if len(mine) == 1 and (odd := _figure_of_another_year(mine[0][2], sentence, told)):
        yield odd
        return
    for start, end, years in mine:
        if theirs and years >= 0 and all(other < years for _, _, other in theirs):
            place = theirs[0][:2]
            yield ClaimSlice(start, end, "date", "contradicted", sentence.text[slice(*place)], place)


def _changed_since(
    claim: Wording, sentence: Wording, there: Clauses, told: Sequence[ClaimSlice]
) -> Iterator[ClaimSlice]:
    """Yield a finding for a date, place or figure that was planned at first, and then became another."""
    changed = _CHANGED_TO.search(sentence.folded)
    if changed is None or any(form.search(claim.folded) for form in (_AT_FIRST, _CHANGED_TO, _LATER)):
        return
    for finding in told:
        named = finding.noun or finding.kind != "word" or finding.end - finding.start == 1
        if finding.at is None or finding.at[0] >= changed.start() or not named or finding.start in claim.light:
            continue
        start, _ = there.span(there.cell(finding.at[0]))
        at_first = _AT_FIRST.search(sentence.folded, start, finding.at[0])
        if at_first and sentence.folded[slice(*finding.at)] not in changed[0]:
            words = sentence.text[changed.start() : changed.end()]
            yield ClaimSlice(finding.start, finding.end, "word", "contradicted", words, changed.span())
            return


def _as_it_was(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding for a figure or date that a sentence has only as what it was before: 改到9日,原来是2日."""
    if any(form.search(claim.folded) for form in (_AT_FIRST, _THEN)):
        return
    for finding in told:
        measured = finding.kind in (*_FIGURES, "date") and finding.state == "supported" and finding.weight > 1
        if not measured or finding.at is None or _CAME_FROM.search(claim.folded, 0, finding.start):
            continue
        was = _IT_WAS.search(sentence.folded, 0, finding.at[0])
        changed = _CHANGED_TO.search(sentence.folded, 0, was.start()) if was else None
        if was and changed and sentence.folded[slice(*finding.at)] not in changed[0]:
            found = sentence.text[slice(*changed.span())]
            yield finding._replace(state="contradicted", found=found, at=changed.span(), share=0.0)
            return


def _now_or_before(
    claim: Wording, sentence: Wording, there: Clauses, told: Sequence[ClaimSlice]
) -> Iterator[ClaimSlice]:
    """Yield a finding for a figure that the claim has for now and its clause for before, or the other way round."""
    figures = [f for f in told if f.kind in _FIGURES and f.at is not None and f.state == "supported" and f.weight > 1]
    for own, other in ((_NOW, _THEN), (_THEN, _NOW)):
        if not own.search(claim.folded) or other.search(claim.folded):
            continue
        for finding in figures:
            if finding.at is None or _CAME_FROM.search(claim.folded, 0, finding.start):
                continue
            cell = there.span(there.cell(finding.at[0]))
            match = other.search(sentence.folded, *cell)
            # 由原先的88%降至61% has the first figure for before.
            apart = match and any(match.end() <= q.start and q.end <= finding.at[0] for q in sentence.quantities)
            if match and not apart and not own.search(sentence.folded, *cell):
                place = (min(match.start(), finding.at[0]), max(match.end(), finding.at[1]))
                yield finding._replace(state="contradicted", found=sentence.text[slice(*place)], at=place, share=0.0)
                return
