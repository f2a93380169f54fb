"""Places in an order that a claim gives to things, beside those of a sentence: the most, the second, a medal."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.turns.reach import in_one_clause
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.atoms import Atom, same
from retrieval.facts.clauses import Clauses
from retrieval.facts.parsed import Wording

_MOST = re.compile(r"最[高低大小多少快慢早晚长短强弱贵老深远热冷好差重轻]|第一(?=[大高多])")
_RANK = re.compile(
    rf"(?P<most>{_MOST.pattern})|第\s?(?P<ordinal>[一二三四五六七八九十]|\d{{1,2}})(?=$|[名位大的高多,，。;；、()]|\W)"
    "|(?P<first>冠军|榜首|首位|居首|金牌)|(?P<second>亚军|银牌|次之|其次)|(?P<third>季军|铜牌)"
)
_IS = re.compile(r"[名位大的]{0,2}[才就则]?[是为]")
_GOES_ON = re.compile(r"\s*[也又均都]?[是为]")
_ORDINALS = "一二三四五六七八九十"


# Which of several is the most: 最高的是甲, 甲是最高的, the largest is.
_DEGREE = (
    r"(?:largest|biggest|highest|lowest|smallest|oldest|youngest|newest|longest|shortest|fastest|slowest|tallest|earliest"
    r"|latest|cheapest|strongest|busiest|richest|best|worst)"
)
_THE_MOST = (
    re.compile(rf"(?P<most>{_MOST.pattern})的[^,，。;；是]{{0,8}}[是为:：](?P<who>[^,，。;；]{{2,24}})"),
    re.compile(rf"(?P<who>[^,，。;；是]{{2,24}}?)[是为][^,，。;；是]{{0,12}}?(?P<most>{_MOST.pattern})的"),
    re.compile(rf"(?P<who>[^,，。;；是]{{2,16}}?)(?P<most>{_MOST.pattern})(?=[,，。;；]|$)"),
    re.compile(
        r"(?P<who>[^,.;]{2,60}?) (?:is|was|are|were|remains?|remained|became) (?:by far |still )?the (?:second-)?"
        rf"(?P<most>{_DEGREE})\b"
    ),
)
_BEHIND = re.compile(
    r"(?:排|位|名列|排名|居)于?在?(?P<other>[^,，。;；]{2,16}?)之?"
    r"(?:(?P<behind>后面?|之后)|前面?|之前)"
)
_RANKED = re.compile(r"排[名行在]|依次|前[两三四五六七八九十\d]{1,2}(?:名|位|的)")
_MARKS = re.compile(r"[,，。;；]")
_LABEL = re.compile(r"\W*(?P<who>[^\W\d]{2,10})\s?[:：]")


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


def misplaced(
    claim: Wording, own: Sequence[Atom], cells: Clauses, evidence: Evidence, told: Sequence[ClaimSlice]
) -> list[ClaimSlice]:
    """Return findings for things that stand elsewhere in an order than the claim has them.

    `own` are the atoms of the claim, `cells` its clauses, `told` the findings of its words.
    """
    return (
        wrong_extreme(claim, own, cells, evidence, evidence.clauses)
        or wrong_rank(claim, own, evidence)
        or another_is_the_most(claim, evidence, told)
        or listed_otherwise(claim, evidence, told)
    )


def listed_otherwise(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding if one is behind or before another in a claim, and in a ranked list it is the other way round:
    小米排在三星后面 beside 排名前五的依次为小米、三星.
    """
    match = _BEHIND.search(claim.folded)
    if match is None or not _RANKED.search(evidence.folded):
        return []
    borne = [f for f in told if f.at is not None and (f.noun or f.kind == "name")]
    one = next((f for f in reversed(borne) if f.end <= match.start()), None)
    other = next((f for f in borne if match.start("other") <= f.start and f.end <= match.end("other")), None)
    if one is None or other is None or one.at is None or other.at is None:
        return []
    place = (min(one.at[0], other.at[0]), max(one.at[1], other.at[1]))
    listed = "、" in evidence.folded[slice(*place)] and not _MARKS.search(evidence.folded, *place)
    if not listed or (one.at[0] > other.at[0]) == bool(match["behind"]):
        return []
    found = evidence.wording.text[slice(*place)]
    return [ClaimSlice(*match.span(), "direction", "contradicted", found, place, sure=True)]


@lru_cache(maxsize=64)  # one claim beside many sentences
def _called_the_most(claim: str) -> re.Match[str] | None:
    """Return where a folded claim says who is the most of its kind."""
    return next((m for form in _THE_MOST if (m := form.search(claim))), None)


def another_is_the_most(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding if a sentence says of another thing what the claim has as the most: 最高的是乙."""
    match = _called_the_most(claim.folded)
    outside = (n for n in claim.negators if match and not match.start("who") <= n.start < match.end("who"))
    if match is None or any(outside):
        return []
    sentence = evidence.wording
    known = [f for f in told if f.start not in claim.light]
    mine = [f for f in known if match.start("who") <= f.start and f.end <= match.end("who")]
    apart = [f for f in known if f not in mine and f.noun and f.at is not None]
    said = next((m for form in _THE_MOST for m in form.finditer(sentence.folded) if m["most"] == match["most"]), None)
    other = said or (_LABEL.match(sentence.folded) if match["most"] in sentence.folded else None)
    after = [f for f in known if f.noun and f.start >= match.end("most") and f not in mine]
    same_kind = 2 * sum(f.weight * f.share for f in after) >= sum(f.weight for f in after)
    if other is None or not mine or not apart or not same_kind:
        return []
    place = other.span("who")
    whole = [f for f in mine if f.end - f.start > 1]
    one = any(claim.folded[f.start : f.end] in other["who"] or (f.at and place[0] <= f.at[0] < place[1]) for f in whole)
    # 在韩国是最贵的牛肉: what is the most stands behind.
    one = one or any(f.at and said and in_one_clause(sentence.folded, f.at[0], said.start("most")) for f in whole)
    known_there = any(w.text in claim.folded for w in sentence.words if place[0] <= w.start < place[1])
    alike = said is not None or (other["who"][-1] == match["who"][-1] and match["who"] not in sentence.folded)
    if one or known_there or not alike:
        return []
    start, end = min(match.span("who"), match.span("most"))[0], max(match.end("who"), match.end("most"))
    found = sentence.text[slice(*place)].strip()
    return [ClaimSlice(start, end, "word", "contradicted", found, place, sure=True)]


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
        if any(rank.most and r.most == rank.most and r not in own and _is_of_all(r, shared, evidence) for r in ranks):
            continue
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


def _is_of_all(rank: Rank, shared: Sequence[Atom], evidence: Evidence) -> bool:
    """Return if what has a place in an order is what the claim calls it: 是人口最多的城市."""
    head = _head(rank, evidence)
    return head is not None and any(same(atom, head) for atom in shared)


def _same_rank(one: Rank, other: Rank) -> bool:
    return one.number == other.number and (one.most == other.most or not (one.most and other.most))


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
    # A clause that goes on with 是 calls what the one before it begins with the most.
    goes_on = cell > 0 and _GOES_ON.match(sentence.folded, there.span(cell)[0])
    cells = (cell - 1, cell) if goes_on else (cell,)
    mine = [a for a in told if own.cell(a.start) == own.cell(extreme.start())]
    theirs = [a for a in evidence.atoms if there.cell(a.start) in cells]
    others = [a for a in evidence.atoms if there.cell(a.start) not in cells]
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
