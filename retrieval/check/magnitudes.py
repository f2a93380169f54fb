"""Comparisons of two things in a claim, held against the figures that the sentence has for both."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.atoms import Atom, same
from retrieval.facts.clauses import Clauses, Segment
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import alike, same_unit

_MORE = r"多|高|大|快|贵|重|长|强|热|深|远|厚|宽|more|higher|larger|faster|longer"
_LESS = r"少|低|小|慢|便宜|轻|短|弱|冷|浅|近|薄|窄|fewer|less|lower|smaller|slower|shorter"
_COMPARES = (
    rf"(?P<one>[^,，。;；]{{2,40}}?)比(?P<other>[^,，。;；]{{1,20}}?)(?:还|更|要|都|来得)*"
    rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))"
)
_THAN = (
    re.compile(rf"{_COMPARES}(?![\d一二三四五六七八九十百千万]|数|量)"),
    re.compile(
        rf"(?P<one>.{{3,60}}?) (?:(?P<more>{_MORE})|(?P<less>{_LESS}))[^,.]{{0,30}}? than (?P<other>[^,.]{{2,40}})"
    ),
)
# What is said to be above or below another without any figure.
_ABOVE = re.compile(
    r"(?P<one>[^,，。;；]{2,40}?)(?:(?P<more>超过|高于|多于|大于|胜过|优于|快于|长于|重于)|(?P<less>低于|少于|小于|不如|不及|落后于?|慢于"
    r"|短于|轻于))了?(?P<other>[^,，。;；\d一二三四五六七八九十百千万两]{2,20})(?=$|[,，。;；])"
)
_SAID = (re.compile(rf"{_COMPARES}(?!数|量)"), _THAN[1], _ABOVE)
_TELLING = 2
_MOST = re.compile(r"最[高低大小多少快慢早晚长短强弱贵老深远热冷好差重轻]|第一(?=[大高多])")
_RANK = re.compile(
    rf"(?P<most>{_MOST.pattern})|第\s?(?P<ordinal>[一二三四五六七八九十]|\d{{1,2}})(?=$|[名位大的高多,，。;；、()]|\W)"
    "|(?P<first>冠军|榜首|首位|居首|金牌)|(?P<second>亚军|银牌|次之|其次)|(?P<third>季军|铜牌)"
)
_IS = re.compile(r"[名位大的]{0,2}[才就则]?[是为]")
_ORDINALS = "一二三四五六七八九十"


class Rank(NamedTuple):
    """A place in an order that a text gives, by an ordinal or by a word, perhaps one for what is the most."""

    start: int
    end: int
    number: int
    most: str
    ordinal: bool


def _ranks(folded: str) -> list[Rank]:
    found = []
    for match in _RANK.finditer(folded):
        said = match["ordinal"] or ""
        number = int(said) if said.isdigit() else _ORDINALS.index(said) + 1 if said else 1
        number = 2 if match["second"] else 3 if match["third"] else number
        found.append(Rank(match.start(), match.end(), number, match["most"] or "", bool(said)))
    return found


def wrong_rank(claim: Wording, told: Sequence[Atom], evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding if the claim gives a thing one place in an order, and its clause in the sentence another."""
    claimed, there = _ranks(claim.folded), evidence.clauses
    ranks = _ranks(evidence.folded)
    if len(claimed) != 1 or not ranks or claim.negators:
        return []
    rank, sentence = claimed[0], evidence.wording
    apart = [a for a in told if not (a.start < rank.end and rank.start < a.end)]
    shared = [a for a in apart if any(same(a, t) for t in evidence.atoms)]
    if len([a for a in shared if a.kind in ("thing", "name")]) < 2 or any(
        a.kind in ("name", "date") and a not in shared for a in apart
    ):
        # A medal of another year or place is another one.
        return []
    for one in apart:
        own = [r for r in ranks if (head := _head(r, evidence)) is not None and same(one, head)]
        cells = {there.cell(t.start) for t in evidence.atoms if same(one, t)} if own else set()
        if len(cells) != 1 or not own or any(_same_rank(rank, r) for r in own):
            continue
        other = next((r for r in own if r.number != rank.number or rank.most in evidence.folded), None)
        if other is not None and (other.number != rank.number or (rank.most and other.most)):
            place = (other.start, other.end)
            return [
                ClaimSlice(one.start, one.end, "word", "contradicted", sentence.text[slice(*place)], place, sure=True)
            ]
    return []


def _head(rank: Rank, evidence: Evidence) -> Atom | None:
    """Return the thing that has a place in an order: the last one behind it in its clause, or the last one before."""
    cell = evidence.clauses.cell(rank.start)
    things = [a for a in evidence.atoms if a.kind in ("thing", "name") and len(a.text) > 1]
    after = [a for a in things if a.start >= rank.end and evidence.clauses.cell(a.start) == cell]
    before = [a for a in things if a.end < rank.start and evidence.clauses.cell(a.start) >= cell - 1]
    behind = bool(after) and (not rank.ordinal or bool(_IS.match(evidence.folded, rank.end)))
    return next(reversed(after if behind else before), None)


def misplaced(
    claim: Wording, told: Sequence[Atom], own: Clauses, evidence: Evidence, known: Sequence[ClaimSlice]
) -> list[ClaimSlice]:
    """Return findings for things that stand elsewhere in an order than the claim has them; `told` are the atoms of the
    claim, `known` the findings of its words.
    """
    extreme = wrong_extreme(claim, told, own, evidence, evidence.clauses) or wrong_rank(claim, told, evidence)
    return [*wrong_order(claim, evidence, evidence.clauses, known), *extreme]


def _same_rank(one: Rank, other: Rank) -> bool:
    return one.number == other.number and (one.most == other.most or not (one.most and other.most))


def _stated_otherwise(
    claim: Wording, match: re.Match[str], sentence: Wording, told: Sequence[ClaimSlice]
) -> ClaimSlice | None:
    """Return a finding if a sentence sets the two things of a claim the other way round: 甲高于乙 for 乙比甲高."""
    borne = [f for f in told if f.at is not None and f.share > 0 and f.start not in claim.light]
    one, other = (
        [f for f in borne if match.start(part) <= f.start and f.end <= match.end(part)] for part in ("one", "other")
    )
    if not other:
        return None
    for said in (m for form in _SAID for m in form.finditer(sentence.folded)):
        first, second = said.span("one"), said.span("other")
        same = bool(match["more"]) == bool(said["more"])
        straight = _within(one, first) and _within(other, second)
        reverse = any(_apart_in(f, second, first, sentence) for f in one) and any(
            _apart_in(f, first, second, sentence) for f in other
        )
        if (reverse and same) or (straight and not same and not reverse):
            start = match.start("other") - 1 if match.re is _THAN[0] else match.end("one")
            words = sentence.text[slice(*said.span())]
            return ClaimSlice(start, match.end(), "direction", "contradicted", words, said.span(), sure=True)
    return None


def _within(found: Sequence[ClaimSlice], part: tuple[int, int]) -> bool:
    return any(f.at is not None and part[0] <= f.at[0] and f.at[1] <= part[1] for f in found)


def _apart_in(finding: ClaimSlice, part: tuple[int, int], other: tuple[int, int], sentence: Wording) -> bool:
    """Return if a word stands in one part of a comparison, and not in the other."""
    if finding.at is None or not (part[0] <= finding.at[0] and finding.at[1] <= part[1]):
        return False
    return sentence.folded[slice(*finding.at)] not in sentence.folded[slice(*other)]


def wrong_order(claim: Wording, evidence: Evidence, there: Clauses, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding if the figures of two things in the sentence are the other way round than the claim has them,
    or if the sentence says so itself.
    """
    match = next((m for form in (*_THAN, _ABOVE) if (m := form.search(claim.folded))), None)
    if match is None or claim.negators:
        return []
    turned = _stated_otherwise(claim, match, evidence.wording, told)
    if turned is not None:
        return [turned]
    one, other = _words(claim, match.span("one")), _words(claim, match.span("other"))
    sentence = evidence.wording
    for its in there.segments:
        own = _text(sentence, its)
        if not any(word in own for word in other):
            continue
        for mine in there.segments:
            if mine is its or "duration" in (mine.figure.kind, its.figure.kind):
                # 未来3年的投入比过去10年还多 compares what was spent, and not the years.
                continue
            if not _comparable(mine, its) or not _names(_text(sentence, mine), one, own, other):
                continue
            if mine.figure.low == its.figure.low or (mine.figure.low > its.figure.low) == bool(match["more"]):
                return []
            place = (min(mine.figure.start, its.figure.start), max(mine.figure.end, its.figure.end))
            start = match.start("other") - 1 if match.re is _THAN[0] else match.end("one") + 1
            found = sentence.text[slice(*place)]
            return [ClaimSlice(start, match.end(), "direction", "contradicted", found, place, sure=True)]
    return []


def wrong_extreme(
    claim: Wording, told: Sequence[Atom], own: Clauses, evidence: Evidence, there: Clauses
) -> list[ClaimSlice]:
    """Return a finding if the claim calls one thing the most, and the sentence, which has it too, another."""
    extreme = _MOST.search(claim.folded)
    sentence = evidence.wording
    at = sentence.folded.find(extreme[0]) if extreme else -1
    if extreme is None or at < 0 or sentence.folded.count(extreme[0]) > 1 or claim.negators:
        return []
    cell = there.cell(at)
    mine = [a for a in told if own.cell(a.start) == own.cell(extreme.start())]
    theirs = [a for a in evidence.atoms if there.cell(a.start) == cell]
    others = [a for a in evidence.atoms if there.cell(a.start) != cell]
    shared = [a for a in mine if a.kind == "thing" and any(same(a, t) for t in theirs)]
    apart = [a for a in mine if _tells(a) and not any(same(a, t) for t in theirs) and any(same(a, o) for o in others)]
    rivals = [t for t in theirs if t.kind in ("name", "date", "thing") and not any(same(a, t) for a in mine)]
    for one in apart if shared else ():
        alike_one = (r for r in rivals if (r.kind == "date") == (one.kind == "date"))
        rival = next((r for r in alike_one if _tells(r) or r.text[-1] == one.text[-1]), None)
        if rival is not None:
            place = (rival.start, rival.end)
            return [
                ClaimSlice(one.start, one.end, "word", "contradicted", sentence.text[slice(*place)], place, sure=True)
            ]
    return []


def _tells(atom: Atom) -> bool:
    """Return if an atom names one of several: a name, a date, a character or two that no dictionary has together."""
    return atom.kind in ("name", "date") or (atom.kind == "thing" and (atom.run or len(atom.text) == 1))


def _comparable(one: Segment, other: Segment) -> bool:
    matching = alike(one.figure, other.figure) and same_unit(one.figure, other.figure)
    return matching and one.figure.unit == other.figure.unit


def _words(claim: Wording, part: tuple[int, int]) -> tuple[str, ...]:
    """Return what a part of a claim names, the nearest to its end first."""
    found = [(word.start, word.end) for word in claim.words]
    found += [(name.start, name.end) for name in claim.names]
    found += [(moment.start, moment.end) for moment in claim.moments]
    inside = sorted((p for p in found if part[0] <= p[0] and p[1] <= part[1]), reverse=True)
    runs: list[tuple[int, int]] = []
    for start, end in inside:
        if runs and end == runs[-1][0] and (end - start == 1 or runs[-1][1] - runs[-1][0] == 1):
            runs[-1] = (start, runs[-1][1])
        else:
            runs.append((start, end))
    return tuple(claim.folded[a:b] for a, b in runs if b - a >= _TELLING)


def _text(sentence: Wording, segment: Segment) -> str:
    return "".join(sentence.folded[start:end] for start, end in segment.own)


def _names(text: str, words: tuple[str, ...], other_text: str, other: tuple[str, ...]) -> bool:
    """Return if the text of a figure names the first thing, by a word that the other's lacks, and not the other."""
    return any(w in text and w not in other_text for w in words) and not any(w in text for w in other)
