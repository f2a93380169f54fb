"""Order, bounds and measures of a claim beside those of a sentence; and exact names.

The first time is not the third, an average no total.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.turns.exceptions import set_aside
from retrieval.check.turns.times import of_another_time
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Clauses
from retrieval.facts.marks import Mark, asks, marks
from retrieval.facts.models import ENDINGS, Model, models, series, siblings
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import alike
from retrieval.runtime import pattern

_FIGURES = ("number", "percentage", "period")
# So near before a figure stands what bounds it: 至少抽检三次.
_BOUND_CHARACTERS = 5
# A name, its number and what tells one of its models from another.
_ENDED = pattern(rf"(?P<name>[^\W\d_]{{1,2}}\s?\d{{1,4}})(?![\d.])(?P<ending>(?:\s?(?:{ENDINGS})\+?(?![a-z]))*+)")
_RATIO, _RATIO_SIGN = pattern(r"(?<!\d)\d++(?:\.\d++)?+(?:[:∶：]\d++(?:\.\d++)?+){2,}+"), pattern(r"[:∶：]")
# The places in an order, whatever is counted: 第四子 and 第四个儿子, 首位 and 第一位.
_PLACES = {
    str(n): re.compile(rf"第\s?[{han}{n}](?![一二三四五六七八九十百\d])") for n, han in enumerate("一二三四五", 1)
}
_PLACES["1"] = re.compile(rf"{_PLACES['1'].pattern}|首(?![都府席尔脑饰相长])|头[一次回]|最[先早]|率先")
# What is so each year is so on average.
_USUALLY = re.compile(r"每[年月日天周人户家]|一般|通常|大致|\b(?:a|per|each|every) (?:year|month|week|day|person)\b")
_CLAUSE_END = re.compile(r"[,，。;；!！?？\n]")
# 三层 as 三楼, and no three storeys.
_STOREY = re.compile(r"(?<=[\d一二三四五六七八九十])层(?![次面级叠楼高])")
_NEVER = re.compile(r"(?:(?:never|not|n't|no|cannot)\s(?:\w+\s){0,2}|[不没未别勿莫][^,，。;；]{0,2})$")


def qualify(claim: Wording, evidence: Evidence, there: Clauses, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return findings that withhold or contradict; `told` are those of the claim's figures, names and words."""
    sentence = evidence.wording
    if _only_asked(sentence, told) and not asks(claim.folded):
        return [_open(claim, told)] if told else []
    found = [*_exact(claim, evidence), *other_model(claim, sentence, told), *_other_ratio(claim, sentence)]
    found += [*_of_another_number(claim, sentence), *_of_another_clause(claim, sentence)]
    theirs = marks(sentence.folded)
    mine = marks(claim.folded)
    for mark in mine:
        finding = (
            None if mark.kind in ("certainty", "scope") else _beside(mark, mine, claim, theirs, there, sentence, told)
        )
        if finding is not None:
            found.append(finding)
    found += set_aside(claim, sentence, told)
    found += of_another_time(claim, sentence, there, told, _cells(told, there))
    found += _unsaid(mine, theirs, there, claim, told)
    found += _of_a_part(mine, theirs, there, sentence, told)
    return found


def _only_asked(sentence: Wording, told: Sequence[ClaimSlice]) -> bool:
    """Return if all that the sentences say of the claim is said in questions."""
    if asks(sentence.folded):
        return True
    ends = [m.end() for m in re.finditer(r"[。!！?？\n]", sentence.folded)]
    if not any(sentence.folded[end - 1] in "?？" for end in ends):
        return False
    borne = [f.at[0] for f in told if f.at is not None and f.start >= 0 and f.share > 0]
    answering = [at for at in borne if sentence.folded[next((e for e in ends if e > at), 0) - 1] not in "?？"]
    return bool(borne) and not answering


def _open(claim: Wording, told: Sequence[ClaimSlice]) -> ClaimSlice:
    first = min(told)
    return ClaimSlice(first.start, first.end, "word", "not_found", weight=0.0, withholds=True)


def _exact(claim: Wording, evidence: Evidence) -> Iterator[ClaimSlice]:
    """Yield a finding for each exact name of the claim that the sentence has only in another form, or not at all."""
    own = models(claim.folded)
    if not own:
        return
    forms = {model.form for model in models(_floors(evidence.wording.folded))}
    around = {model.form for model in models(evidence.around)}
    for model in own:
        if model.form in forms or (model.form in around and not any(siblings(model.form, f) for f in forms)):
            continue
        # Of the title's own a sentence may say otherwise.
        binding = model.form not in around
        yield ClaimSlice(model.start, model.end, "name", "not_found", weight=0.0, binding=binding, withholds=True)


def _floors(folded: str) -> str:
    """Return a text with its storeys called floors: 在三层 for 在三楼."""
    return _STOREY.sub("楼", folded)


def _of_another_number(claim: Wording, sentence: Wording) -> Iterator[ClaimSlice]:
    """Yield a finding for a name with a number, such as Heron 20, which the sentence has with other numbers only."""
    there = [model.form for model in series(sentence.text)]
    for model in series(claim.text):
        word = model.form.split()[0]
        if model.form not in there and any(form.split()[0] == word for form in there):
            yield ClaimSlice(model.start, model.end, "name", "not_found", weight=0.0, withholds=True)


def _of_another_clause(claim: Wording, sentence: Wording) -> Iterator[ClaimSlice]:
    """Yield a finding for an exact name if the clause of a sibling has all that the claim says, and its own has not."""
    own = models(claim.folded)
    if len(own) != 1 or not claim.words:
        return
    there = models(sentence.folded)
    ends = [m.start() for m in _CLAUSE_END.finditer(sentence.folded)]
    clauses: dict[int, list[Model]] = {}
    for model in there:
        clauses.setdefault(bisect_left(ends, model.start), []).append(model)
    if any(len(named) > 1 for named in clauses.values()):
        return
    edges = [0, *ends, len(sentence.folded)]
    said = {at: sentence.folded[edges[at] : edges[at + 1]] for at in clauses}
    words = [w.text for w in claim.words if not (own[0].start < w.end and w.start < own[0].end)]
    mine = [at for at, named in clauses.items() if named[0].form == own[0].form]
    theirs = [at for at, named in clauses.items() if siblings(named[0].form, own[0].form)]
    whole = [at for at in theirs if words and all(word in said[at] for word in words)]
    if mine and whole and not any(all(word in said[at] for word in words) for at in mine):
        other = clauses[whole[0]][0]
        found, place = sentence.text[other.start : other.end], (other.start, other.end)
        yield ClaimSlice(own[0].start, own[0].end, "name", "contradicted", found, place, sure=True)


def other_model(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding for a numbered name that has another ending where most of the claim stands: 云帆8, 云帆8 Pro."""
    ended = [(m["name"], "".join(m["ending"].split()), m.start()) for m in _ENDED.finditer(sentence.folded)]
    if not any(ending for _, ending, _ in ended):
        return
    stops = [m.start() for m in re.finditer(r"[。!！?？\n]", sentence.folded)]
    weights = Counter[int]()
    for finding in told:
        if finding.at is not None and finding.share > 0:
            weights[bisect_left(stops, finding.at[0])] += round(finding.weight)
    most = max(weights, key=lambda at: (weights[at], -at), default=0)
    for match in _ENDED.finditer(claim.folded):
        its = {ending for name, ending, at in ended if name == match["name"] and bisect_left(stops, at) == most}
        if its and "".join(match["ending"].split()) not in its:
            yield ClaimSlice(*match.span(), "name", "not_found", weight=0.0, withholds=True)


def _other_ratio(claim: Wording, sentence: Wording) -> Iterator[ClaimSlice]:
    """Yield a finding for a ratio of three parts or more whose parts the sentence has in another order."""
    there = [(m, _RATIO_SIGN.split(m[0])) for m in _RATIO.finditer(sentence.folded)]
    for match in _RATIO.finditer(claim.folded) if there else ():
        parts = _RATIO_SIGN.split(match[0])
        other = next((m for m, its in there if sorted(its) == sorted(parts)), None)
        if other is not None and all(its != parts for _, its in there):
            words = sentence.text[slice(*other.span())]
            yield ClaimSlice(*match.span(), "number", "contradicted", words, other.span(), sure=True)


def _beside(
    mark: Mark,
    mine: Sequence[Mark],
    claim: Wording,
    theirs: Sequence[Mark],
    there: Clauses,
    sentence: Wording,
    told: Sequence[ClaimSlice],
) -> ClaimSlice | None:
    """Return what a mark of the claim meets in the sentence; None if it is borne out or does not matter."""
    cells = _cells(told, there)
    near = [m for m in theirs if m.kind == mark.kind and (not cells or _reaches(m, there, cells))]
    same = [m for m in near if m.side == mark.side]
    if same and (mark.kind != "bound" or any(_of_one_figure(mark, m, told) for m in same)):
        return None
    others = [m for m in near if m.side != mark.side]
    if mark.kind == "bound":
        # 未满18岁的至少报两个 has two bounds, of two figures.
        others = [m for m in others if _of_one_figure(mark, m, told)]
    other = next(iter(others), None)
    if other is None:
        return None if _ranked(mark, sentence) else _lacking(mark)
    if mark.kind != "bound" and any(m.kind == other.kind and m.side == other.side for m in mine):
        # It may have been: has both sides.
        return None
    turned = bool(_NEVER.search(claim.folded, 0, mark.start)) != bool(_NEVER.search(sentence.folded, 0, other.start))
    if mark.kind == "bound" and turned:
        return None
    words = sentence.text[other.start : other.end]
    return ClaimSlice(mark.start, mark.end, "word", "contradicted", words, (other.start, other.end))


def _reaches(mark: Mark, there: Clauses, cells: set[int]) -> bool:
    """Return if a mark is in one of some clauses, or ends the one before: 甲期望,…."""
    cell = there.cell(mark.start)
    ends = cell < len(there.ends) and mark.end + 1 == there.ends[cell] and mark.kind == "certainty"
    return cell in cells or (ends and cell + 1 in cells)


def _of_one_figure(mark: Mark, other: Mark, told: Sequence[ClaimSlice]) -> bool:
    """Return if two bounds stand beside the same figure: 三天以上, 三天以内; 至少三天, 至多三天."""
    figures = [(f, f.at) for f in told if f.kind in _FIGURES and f.at is not None]
    if any((mark.start, other.start) == (f.end, at[1]) for f, at in figures):
        return True
    near = [(f.start - mark.end, at[0] - other.end) for f, at in figures]
    return any(0 <= one <= _BOUND_CHARACTERS and 0 <= two <= _BOUND_CHARACTERS for one, two in near)


def _ranked(mark: Mark, sentence: Wording) -> bool:
    """Return if a sentence has the place in an order that a mark of a claim tells, in any clause and of whatever."""
    return mark.kind == "order" and _PLACES[mark.side].search(sentence.folded) is not None


def _lacking(mark: Mark) -> ClaimSlice | None:
    """Return a finding that withholds an order which the sentence must say itself."""
    if mark.kind != "order" or mark.side == "2":
        return None
    return ClaimSlice(mark.start, mark.end, "word", "not_found", weight=0.0, binding=False, withholds=True)


def _unsaid(
    mine: Sequence[Mark], theirs: Sequence[Mark], there: Clauses, claim: Wording, told: Sequence[ClaimSlice]
) -> Iterator[ClaimSlice]:
    """Yield findings for figures that the sentence has as an average, and the claim does not."""
    cells = _cells(told, there)
    for mark in theirs:
        if there.cell(mark.start) not in cells:
            continue
        if (
            mark.kind == "measure"
            and mark.side == "average"
            and ("measure", "average") not in {(m.kind, m.side) for m in mine}
            and not _USUALLY.search(claim.folded)
        ):
            figure = next((f for f in told if f.at and f.kind in _FIGURES and f.at[0] >= mark.end), None)
            if figure is not None:
                yield ClaimSlice(
                    figure.start, figure.end, figure.kind, "not_found", weight=0.0, binding=False, withholds=True
                )


def _of_a_part(
    mine: Sequence[Mark], theirs: Sequence[Mark], there: Clauses, sentence: Wording, told: Sequence[ClaimSlice]
) -> Iterator[ClaimSlice]:
    """Yield a finding for a figure that the claim has as a total and the sentence as a part: 共640只,其中线上410只."""
    if any(m.kind == "scope" for m in mine) or not any((m.kind, m.side) == ("measure", "total") for m in mine):
        return
    for finding in told:
        if finding.kind != "number" or finding.at is None or finding.state != "supported" or finding.weight <= 1:
            continue
        at = finding.at[0]
        part = next(
            (m for m in theirs if m.words == "其中" and m.end <= at and there.cell(m.start) == there.cell(at)), None
        )
        figure = next((q for q in sentence.quantities if q.start == at), None)
        if part and any(f.at and part.end <= f.at[0] < at for f in told):
            continue
        wholes = [q for q in sentence.quantities if part and figure and q.end <= part.start and alike(q, figure)]
        if figure is not None and wholes and wholes[-1].low > figure.low:
            place = (wholes[-1].start, wholes[-1].end)
            yield finding._replace(state="contradicted", found=sentence.text[slice(*place)], at=place, share=0.0)


def _cells(told: Sequence[ClaimSlice], there: Clauses) -> set[int]:
    """Return the cells that bear out what the claim rests on: its figures, or else its heavier words."""
    borne = [f for f in told if f.at is not None]
    figures = [f for f in borne if f.kind in ("number", "percentage", "period") and f.weight > 1]
    heavy = [f for f in borne if f.weight > 3 or f.kind != "word"]
    return {there.cell(f.at[0]) for f in figures or heavy or borne if f.at is not None}
