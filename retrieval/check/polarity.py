"""The directions and negations of a claim beside those of a sentence."""

import re
from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.qualifiers import excepted
from retrieval.check.reach import denied, denies, in_clause, in_one_clause, is_gone
from retrieval.check.verdict import ClaimSlice
from retrieval.check.words import places_of
from retrieval.facts.parsed import Wording
from retrieval.language.polarity import Negator, PolarWord

# 较晚 says 晚 in a degree.
_GRADED_CHARACTERS = 2
_LEADS_TO = re.compile(r"(?:\s?(?:in|at|by|from|to|of|for|on|the|a|an|是|在|由|为|因为|because|due to))*\s?")
_CAME_TO_NOTHING = re.compile(
    r"(?:原[拟定]|计划|原本|本来|拟|打算|planned).*(?:取消|作罢|放弃|搁置|落空|未果|告吹|cancelled|abandoned|dropped)"
)
# Negations that tell one thing from another; 没有 only lacks it.
_OTHERS = ("不是", "而不是", "而非", "并非", "not", "rather than", "instead of")
# What is denied to be denied: 不是没装.
_DOUBLE = re.compile(r"(?:不是|并非|不会|不能|不可能)[不没未]")
_RANGE = re.compile(r"[\d:：点时分半\s]{0,8}(?:至|到|和|与|及|或|、|~|～|–|—|-|to|and|or)\s?")
# What a denial before it only tells which thing it is: 未经批准的加班.
_OF_A_THING = re.compile(r"[^,，。;；:：!！?？的]{1,8}的[^,，。;；:：!！?？\s]{2}")


def turning(claim: Wording, evidence: Evidence, findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return findings for what goes the other way; `findings`, of the claim's figures and words, tell where to look."""
    negated = _denied_names(claim, evidence.wording, findings) or _negations(claim, evidence.wording, findings)
    left_out = (f for f in findings if f.noun and f.at and excepted(evidence.wording.folded, f.at))
    if bool(claim.negators) != bool(evidence.wording.negators) and next(left_out, None):
        # What is left out of a denial is not denied, and what is left out of the rest is.
        negated = []
    turned = _directions(claim, evidence.wording, findings)
    # One word of the sentence contradicts once: 禁止 is the opposite of 可以, and denies what follows.
    # 不收费 says what 免费 says, though only one of the two denies.
    opposed = [t.at for t in turned if t.at and t.state == "contradicted"]
    negated = [d for d in negated if not any(d.at and d.at[0] <= start < d.at[1] for start, _ in opposed)]
    negated = [d for d in negated if not any(d.start <= t.start < d.end for t in turned if t.state == "supported")]
    return [*(t for t in turned if not any(t.start < d.end and d.start < t.end for d in negated)), *negated]


def _denied_names(claim: Wording, there: Wording, findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return the first name or date that only one of the two denies by a word right before it: 不是甲."""
    for finding in findings:
        if finding.kind in ("name", "date") and finding.at is not None:
            own, other = _right_before(claim, finding.start), _right_before(there, finding.at[0])
            # A date that a claim sets aside may have been planned: in September instead of April.
            if bool(own) != bool(other) and (finding.kind == "name" or other):
                place, (start, end) = _with(other, finding.at), _with(own, (finding.start, finding.end))
                return [ClaimSlice(start, end, "negation", "contradicted", there.text[slice(*place)], place)]
    return []


def _right_before(wording: Wording, at: int) -> Negator | None:
    """Return the negation that stands right before a place, but for what leads to it: not in Malmo."""
    folded = wording.folded
    others = (n for n in wording.negators if folded[n.start : n.end] in _OTHERS)
    return next((n for n in others if _LEADS_TO.fullmatch(folded, n.end, at)), None)


def _directions(claim: Wording, there: Wording, findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    turned: dict[int, ClaimSlice] = {}
    for word in claim.polar:
        if all({0, 1} <= {p.side for p in text.polar if p.line == word.line} for text in (claim, there)):
            # 暂停营业 has both sides in one.
            continue
        found = [other for other in there.polar if other.line == word.line]
        near = _nearest(there.folded, found, _places(claim, word, there, findings))
        # Of 输一场赢两场 each side may be said of another, if neither a figure nor a thing tells of which.
        loosely = near is None and bool(found) and all(other.side != word.side for other in found)
        if loosely:
            near = found[0]
        if near is None:
            continue
        if _side(near, there) == _side(word, claim):
            turned[word.start] = ClaimSlice(
                word.start, word.end, "direction", "supported", "", (near.start, near.end), 2.0, 1.0, False
            )
        elif near.side != word.side and not (
            _joined(claim.folded[word.start : word.end], near, found, there.folded)
            or (loosely and any(p.line == word.line and p.side == near.side for p in claim.polar))
        ):
            words = there.text[near.start : near.end]
            opposite = ClaimSlice(word.start, word.end, "direction", "contradicted", words, (near.start, near.end))
            turned.setdefault(word.start, opposite)
    return [*turned.values()]


def _joined(word: str, near: PolarWord, found: Sequence[PolarWord], folded: str) -> bool:
    """Return if a word stands itself beside its opposite, as both ends of a range: 上午9:00至晚上9:00."""
    pairs = ((a, b) for one in found for a, b in ((near, one), (one, near)) if folded[one.start : one.end] == word)
    return any(a.end <= b.start and _RANGE.fullmatch(folded, a.end, b.start) for a, b in pairs)


def _side(word: PolarWord, wording: Wording) -> int:
    """Return the side of its line that a word takes, the other one if it is denied."""
    return word.side ^ (denied(wording, word.start) is not None)


def _places(claim: Wording, word: PolarWord, there: Wording, findings: Sequence[ClaimSlice]) -> list[tuple[int, int]]:
    """Return where the figure or else the noun stands in the sentence that the word of the claim goes with.

    Of several the nearest in its clause; a noun may stand there more than once.
    """
    near = [f for f in findings if f.at and in_one_clause(claim.folded, word.start, f.start)]
    figures = [f for f in near if f.kind in ("number", "percentage")]
    nouns = [f for f in near if f.kind == "word" and f.noun and f.end <= word.start]
    nearest = min(figures or nouns, key=lambda f: abs(f.start - word.end), default=None)
    if nearest is None or nearest.at is None:
        return []
    if figures:
        return [nearest.at]
    # 测绘学会 tells more than 学会.
    start = nearest.start
    while (lead := next((f for f in nouns if f.end == start), None)) is not None:
        start = lead.start
    whole = [*places_of(claim.folded[start : nearest.end], there.folded)]
    return whole or [*places_of(there.folded[slice(*nearest.at)], there.folded)]


def _nearest(folded: str, found: Sequence[PolarWord], places: Sequence[tuple[int, int]]) -> PolarWord | None:
    """Return the word of a line that is next to one of the places, in its clause."""
    inside = [
        (min(abs(place[0] - other.end), abs(other.start - place[1]) + 1), other)
        for place in places
        for other in found
        if in_one_clause(folded, other.start, place[0])
    ]
    return min(inside, default=(0, None))[1]


def _negations(claim: Wording, there: Wording, findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return the first word that the claim denies and the sentence does not, or the other way round.

    Where both deny something in the clauses in question, it cannot be told by position that they differ.
    """
    denying = [n for n in claim.negators if not _OF_A_THING.match(claim.folded, n.end)]
    if denying and not _DOUBLE.search(there.folded) and any(f.at and denies(there, f.at[0]) for f in findings):
        return []
    if claim.negators and _CAME_TO_NOTHING.search(there.folded):
        return []
    for finding in findings:
        if finding.at is None or finding.kind not in ("word", "number", "percentage"):
            continue
        graded = there.folded[finding.at[0]] in "较很更最太" and finding.at[1] - finding.at[0] == _GRADED_CHARACTERS
        if finding.end - finding.start == 1 < finding.at[1] - finding.at[0] and not graded:
            # It stands there only as part of a word, which may say something else.
            continue
        own = denied(claim, finding.start)
        places = places_of(there.folded[slice(*finding.at)], there.folded[finding.at[0] :])
        at = [finding.at[0] + start for start, _ in places]
        at = _with_its_clause(claim, there, finding, at, findings)
        others = [denied(there, start) for start in at]
        if any(bool(own) == bool(other) for other in others) or (own and is_gone(there, at, finding, findings)):
            continue
        if _of_another(claim, there, finding, at[0], findings):
            continue
        place = _with(others[0], finding.at)
        start, end = _with(own, (finding.start, finding.end))
        another = _denies_another(claim, own, finding.start, there) or _denies_another(
            there, others[0], finding.at[0], claim
        )
        if another:
            return [ClaimSlice(start, end, "negation", "not_found", weight=0.0, binding=False, withholds=True)]
        if others[0] and others[0].start > finding.at[0]:
            # What is denied behind its clause is denied as a whole, and its last word says most of it.
            start, end = max((f.start, f.end) for f in findings if f.at and in_one_clause(claim.folded, start, f.start))
        return [ClaimSlice(start, end, "negation", "contradicted", there.text[slice(*place)], place)]
    return []


def _denies_another(wording: Wording, negator: Negator | None, at: int, other: Wording) -> bool:
    """Return if a negation denies, before a place, a verb of which the other text has nothing: 没有通过扩建."""
    if negator is None or negator.start > at:
        return False
    first = next(((w, tag) for w, start, _, tag in wording.tagged if start >= negator.end and w.strip()), None)
    verb = (
        first is not None and len(first[0]) > 1 and first[1][0] in "vp" and not any(c in other.folded for c in first[0])
    )
    return verb and first is not None and first[0] != wording.folded[at : at + len(first[0])]


def _of_another(claim: Wording, there: Wording, finding: ClaimSlice, at: int, findings: Sequence[ClaimSlice]) -> bool:
    """Return if a word stands in a clause on another thing than the one that its clause of the claim begins with.

    摊位费没有涨 is not denied by 卫生费涨到3元, nor 蛋 by 而不是盗蛋.
    """
    before = there.folded[at - 1 : at]
    if finding.end - finding.start == 1 and finding.start in claim.nouns and before not in claim.folded:
        # 卵 of 盗卵 is another word.
        return "\u4e00" <= before <= "\u9fff"
    beside = [f for f in findings if f.end <= finding.start and in_one_clause(claim.folded, f.start, finding.start)]
    told = [there.folded[slice(*f.at)] for f in beside if f.at]
    if not any(f.noun and f.at for f in beside):
        # A clause of the claim on a thing that the sentence lacks, where another clause is on one that it has.
        lacks = any(f.noun and f.share == 0 for f in beside)
        return lacks and any(f.noun and f.at and f not in beside and f != finding for f in findings)
    if any(in_clause(there.folded, words, at) for words in told):
        return False
    inside = [w for w in there.words if w.end <= at and in_one_clause(there.folded, w.start, at)]
    things = [w.text for w in inside if w.start in there.nouns and len(w.text) > 1]
    return any(not in_clause(claim.folded, thing, finding.start) for thing in things)


def _with_its_clause(
    claim: Wording, there: Wording, finding: ClaimSlice, places: Sequence[int], findings: Sequence[ClaimSlice]
) -> list[int]:
    """Return the places of a word whose clause has most of what the claim says in one with it: 机动车不可以通行."""
    if len(places) < 2:
        return list(places)
    subject = _subject_of(finding, there, findings)
    after = [place for place in places if subject is not None and place >= subject]
    if after:
        return after[:1]
    beside = [f for f in findings if f != finding and f.at and in_one_clause(claim.folded, f.start, finding.start)]
    words = [(f.weight, there.folded[slice(*f.at)]) for f in beside if f.at]
    told = {p: sum(weight for weight, word in words if in_clause(there.folded, word, p)) for p in places}
    return [place for place in places if told[place] == max(told.values())]


def _subject_of(finding: ClaimSlice, there: Wording, findings: Sequence[ClaimSlice]) -> int | None:
    """Return where what a claim says something of ends in the sentence, if it stands there once, and after the first
    place of what is said: 黄牌 of 绿牌草坪可以进入,黄牌草坪不得进入.
    """
    assert finding.at is not None
    before = (f for f in sorted(findings) if f.end <= finding.start and f.at and f.state == "supported")
    first = next((f for f in before if f.noun or f.kind == "name"), None)
    if first is None or first.at is None or first.at[0] < finding.at[1]:
        return None
    return first.at[1] if there.folded.count(there.folded[slice(*first.at)]) == 1 else None


def _with(negator: Negator | None, place: tuple[int, int]) -> tuple[int, int]:
    """Return a place together with what denies it."""
    return (min(negator.start, place[0]), max(negator.end, place[1])) if negator else place
