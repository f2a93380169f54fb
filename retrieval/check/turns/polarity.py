"""The directions and negations of a claim beside those of a sentence."""

import re
from collections.abc import Iterator, Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.turns.exceptions import excepted, hinges
from retrieval.check.turns.negations import denials
from retrieval.check.turns.reach import denied, in_clause, in_one_clause
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import places_of
from retrieval.facts.parsed import Wording
from retrieval.language.polarity import PolarWord, opposites

_QUARTERS = "东西南北"
_QUARTER = re.compile(r"[东西南北]{1,2}[边面部侧岸方接邻临靠连濒]|[东西南北]{1,2}(?=与)")
# As much of what a claim says must stand in the clause of a quarter.
_MOST = 0.5
# Words for before and after, which are behind something or stand by themselves.
_BEFORE_OR_AFTER, _JOINED_ON = re.compile(r"[之以][前后]"), re.compile(r"[^\W_]$")
_RANGE = re.compile(r"[\d:：点时分半\s]{0,8}(?:至|到|和|与|及|或|、|~|～|–|—|-|to|and|or)\s?")


def turning(claim: Wording, evidence: Evidence, findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return findings for what goes the other way; `findings`, of the claim's figures and words, tell where to look."""
    met, without = hinges(claim, evidence.wording, findings)
    if met or without:
        return without
    negated = denials(claim, evidence.wording, findings)
    told = (f for f in findings if f.at and (f.noun or f.end - f.start == 1))
    left_out = (f for f in told if f.at and excepted(evidence.wording.folded, f.at))
    if bool(claim.negators) != bool(evidence.wording.negators) and next(left_out, None):
        # What is left out of a denial is not denied, and what is left out of the rest is.
        negated = []
    turned = _directions(claim, evidence.wording, findings)
    turned += [one for one in _opposites(claim, evidence.wording) if not any(_over(one, other) for other in turned)]
    # One word of the sentence contradicts once: 禁止 is the opposite of 可以, and denies what follows.
    # 不收费 says what 免费 says, though only one of the two denies.
    opposed = [t.at for t in turned if t.at and t.state == "contradicted"]
    negated = [d for d in negated if not any(d.at and d.at[0] <= start < d.at[1] for start, _ in opposed)]
    other = [t for t in turned if t.state == "supported" and t.at and not _is_same(claim, evidence.wording, t)]
    negated = [d for d in negated if not any(d.start <= t.start < d.end for t in other)]
    return [*(t for t in turned if not any(t.start < d.end and d.start < t.end for d in negated)), *negated]


def _is_same(claim: Wording, there: Wording, finding: ClaimSlice) -> bool:
    return finding.at is not None and claim.folded[finding.start : finding.end] == there.folded[slice(*finding.at)]


def _over(one: ClaimSlice, other: ClaimSlice) -> bool:
    return one.start < other.end and other.start < one.end


def _opposites(claim: Wording, there: Wording) -> Iterator[ClaimSlice]:
    """Yield findings for words whose opposite by form the sentence has, and not themselves: 入选 beside 落选."""
    texts = {word.text: word for word in there.words}
    own = {word.text for word in claim.words}
    for word in claim.words:
        if word.text in texts or (not word.text.isascii() and word.text in there.folded):
            continue
        if _BEFORE_OR_AFTER.fullmatch(word.text):
            # These are on a line of the list.
            continue
        other = next((texts[form] for form in sorted(opposites(word.text) & texts.keys() - own)), None)
        if other is None:
            continue
        place = (other.start, other.end)
        if bool(denied(claim, word.start)) != bool(denied(there, other.start)):
            yield ClaimSlice(word.start, word.end, "direction", "supported", "", place, 2.0, 1.0, False)
        else:
            yield ClaimSlice(word.start, word.end, "direction", "contradicted", there.text[slice(*place)], place)


def _directions(claim: Wording, there: Wording, findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    turned: dict[int, ClaimSlice] = {}
    for word in claim.polar:
        if all({0, 1} <= {p.side for p in text.polar if p.line == word.line} for text in (claim, there)):
            # 暂停营业 has both sides in one.
            continue
        if any(q.unit == "clock" and q.start <= word.start < q.end for q in claim.quantities):
            # 晚上9点 is compared as a time.
            continue
        on_its_line = [o for o in there.polar if o.line == word.line and _may_be_opposed(claim, word, there, o)]
        if claim.folded[word.start] in _QUARTERS:
            turned.update((f.start, f) for f in _quarters(claim, word, there, findings))
            continue
        beside = [f for f in findings if f.end <= word.start or word.end <= f.start]
        inside = [f for f in beside if f.at and in_one_clause(claim.folded, f.start, word.start)]
        found = _of_its_clause(on_its_line, there.folded, inside or beside)
        near = _nearest(there.folded, found, _places(claim, word, there, findings))
        # Of 输一场赢两场 each side may be said of another, if neither a figure nor a thing tells of which.
        mine = _side(word, claim)
        opposed = all(o.side != word.side for o in found) or all(_side(o, there) != mine for o in found)
        loosely = near is None and bool(found) and opposed and not _of_a_missing_thing(claim, word, findings)
        if loosely:
            near = found[0]
        if near is None or _is_told_by_another(word, near, claim, findings):
            continue
        if _side(near, there) == mine:
            turned[word.start] = ClaimSlice(
                word.start, word.end, "direction", "supported", "", (near.start, near.end), 2.0, 1.0, False
            )
        elif near.side == word.side and (other := denied(there, near.start)):
            place = (other.start, near.end) if other.start < near.start else (near.start, other.end)
            words = there.text[slice(*place)]
            turned.setdefault(word.start, ClaimSlice(word.start, word.end, "negation", "contradicted", words, place))
        elif near.side != word.side and not (
            _joined(claim.folded[word.start : word.end], near, on_its_line, there.folded)
            or (loosely and any(p.line == word.line and p.side == near.side for p in claim.polar))
        ):
            words = there.text[near.start : near.end]
            opposite = ClaimSlice(word.start, word.end, "direction", "contradicted", words, (near.start, near.end))
            turned.setdefault(word.start, opposite)
    return [*turned.values()]


def _may_be_opposed(claim: Wording, word: PolarWord, there: Wording, other: PolarWord) -> bool:
    """Return if two words can be of the same time: 调价以后 says when it is, and 以前 by itself what was before."""
    if not _BEFORE_OR_AFTER.fullmatch(claim.folded, word.start, word.end):
        return True
    alone = [not _JOINED_ON.search(text.folded, 0, one.start) for text, one in ((claim, word), (there, other))]
    return alone[0] == alone[1]


def _is_told_by_another(word: PolarWord, near: PolarWord, claim: Wording, findings: Sequence[ClaimSlice]) -> bool:
    """Return if another word of the claim, of the other side of the line, is what stands there: 出口 of 比出口多."""
    others = {p.start for p in claim.polar if p.line == word.line and p.side != word.side}
    return any(f.start in others and f.at and f.at[0] <= near.start < f.at[1] for f in findings)


def _of_a_missing_thing(claim: Wording, word: PolarWord, findings: Sequence[ClaimSlice]) -> bool:
    """Return if a word of a claim is of a thing, named before it in its clause, that the sentence does not have."""
    before = [f for f in findings if f.end <= word.start and in_one_clause(claim.folded, f.start, word.start)]
    things = [f for f in before if f.noun or f.kind == "name"]
    return bool(things) and max(things, key=lambda f: f.start).at is None


def _quarters(claim: Wording, word: PolarWord, there: Wording, findings: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding for a quarter of the sky beside that of the clause with most of the claim: 西与甲接壤."""
    quarters = {claim.folded[p.start] for p in claim.polar if p.line == word.line}
    if (word.start and claim.folded[word.start - 1] in _QUARTERS) or len(quarters) > 1:
        # From one to another.
        return
    borne = [f for f in findings if f.at]
    # What is there stands behind: 西边与甲接壤.
    told_there = [f for f in borne if f.start >= word.end] or borne
    words = {there.folded[slice(*f.at)]: f.weight for f in told_there if f.at}
    found = [*_QUARTER.finditer(there.folded)]
    told = {m: sum(w for text, w in words.items() if in_clause(there.folded, text, m.start())) for m in found}
    most = max(told.values(), default=0.0)
    nearest = [m for m in found if told[m] == most >= _MOST * sum(words.values())]
    if any(claim.folded[word.start] in m[0] for m in nearest):
        yield ClaimSlice(word.start, word.end, "direction", "supported", "", nearest[0].span(), 2.0, 1.0, False)
    elif nearest:
        place = nearest[0].span()
        yield ClaimSlice(word.start, word.end, "direction", "contradicted", there.text[slice(*place)], place)


def _of_its_clause(found: Sequence[PolarWord], folded: str, findings: Sequence[ClaimSlice]) -> list[PolarWord]:
    """Return the words of a line whose clause has most of a claim without a figure, if a sentence has both sides."""
    figures = any(f.at and f.kind in ("number", "percentage") for f in findings)
    if figures or len({other.side for other in found}) < 2:
        return list(found)
    words = {folded[slice(*f.at)]: f.weight for f in findings if f.at}
    told = {o: sum(weight for word, weight in words.items() if in_clause(folded, word, o.start)) for o in found}
    return [other for other in found if told[other] == max(told.values())]


def _joined(word: str, near: PolarWord, found: Sequence[PolarWord], folded: str) -> bool:
    """Return if a word stands itself beside its opposite, as both ends of a range: 上午9:00至晚上9:00."""
    pairs = ((a, b) for one in found for a, b in ((near, one), (one, near)) if folded[one.start : one.end] == word)
    return any(a.end <= b.start and _RANGE.fullmatch(folded, a.end, b.start) for a, b in pairs)


def _side(word: PolarWord, wording: Wording) -> int:
    """Return the side of its line that a word takes, the other one if it is denied, as in 不可以."""
    within = any(n.start < word.start and word.end <= n.end for n in wording.negators)
    return word.side ^ (within or denied(wording, word.start) is not None)


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
    leads = [f for f in near if f.noun or f.end - f.start == 1]
    while (lead := next((f for f in leads if f.end == start), None)) is not None:
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
