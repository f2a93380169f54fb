"""Judgement of a claim by weighted sums of the traits of its comparisons.

Rules say what a sentence contradicts, and what it may not bear out; the weights say if the rest is enough for a tick,
and which contradiction to believe. They are fitted by `tests/benchmarks/verdicts.py` on claims over folders of
several kinds, which also tells what they give on folders that were left out of the fit.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from retrieval.check.choice import worth
from retrieval.check.comparison import Comparison
from retrieval.check.outweighed import behind, is_outweighed
from retrieval.check.traits import Traits
from retrieval.check.verdict import State
from retrieval.check.weights import shipped_weights
from retrieval.check.wording.gaps import Rival

# A single sentence is preferred to a pair that it is part of, if it has almost as much for it.
_ALONE = 0.5
# A sentence that the claim repeats letter by letter bears it out, or contradicts it in what is exchanged.
_REPEATED = 10.0
# What one clause says all of is borne out however short the claim is.
_WHOLE, _ALL = 0.5, 0.95
# What one sentence denies, with all the rest, is so whatever another says.
_DENIED = 1.5
# A sentence that so many come before is as far behind as any.
_LAST_RANK = 8
# Of so many sentences the gaps are weighed.
_GAPS_OF = 12
_FIGURES = ("number", "percentage", "period")
# So much of a claim a sentence says itself that bears it out; the rest may stand around it.
_SAID_HERE = 0.2
# A sentence without so much of what a claim names is on other things.
_OTHER_THINGS = 0.4
# So much more a contradiction must count than what bears a claim out; most of all by rules that are often wrong
# then: another name may be of something else, and a denial or another source is of another thing.
_OPPOSED, _LIKELY_OF_ANOTHER = 0.03, 0.8
_OF_ANOTHER = frozenset(("naming", "paired", "turning", "source", "order"))
_ANOTHER_NAME = frozenset(("naming", "focus"))
# So much less a contradiction counts for each share by which its sentence has less of the claim than another.
_OFF = 10.0
# A tick takes more than that it is likelier than not.
_EARNED = 0.2
# What withholds from as many true claims as false ones forbids nothing of one sentence.
_LOOSE = ("source",)
_NOTHING = float("-inf")


class Weighable(NamedTuple):
    """A comparison with its traits, and what the rules leave open: if it may bear the claim out, or contradict it."""

    comparison: Comparison
    traits: Traits
    may_support: bool
    may_contradict: bool


class Weighed(NamedTuple):
    """A comparison with the sums for a tick and for a contradiction; minus infinity if rules forbid it."""

    comparison: Comparison
    supported: float
    contradicted: float

    @property
    def most(self) -> float:
        """Return the larger sum, or 0 if neither is enough for a verdict."""
        return max(self.supported, self.contradicted, 0.0)

    @property
    def state(self) -> State:
        """Return what the comparison says by itself.

        A tick must be earned: what hardly speaks for one is none, and speaks against a contradiction all the same.
        """
        if self.supported >= max(self.contradicted, 0.0):
            return "supported" if self.supported > _EARNED else "not_found"
        return "contradicted" if self.contradicted > 0 else "not_found"


def weighable(
    ordered: Sequence[Comparison],
    found: Callable[[Comparison], Traits],
    gaps: Callable[[Comparison], Iterable[Rival]],
) -> list[Weighable]:
    """Return comparisons, as the rules order them, with all their traits, and after each the same with a gap of it
    contradicted; `found` tells the traits beside the sentence, `gaps` what it says in place of what it lacks.

    A comparison that may neither bear the claim out nor contradict it has none.
    """
    if not ordered:
        return []
    shared, weighed = _shared(ordered), []
    pairs = [c for c in ordered if len(c.entries) > 1]
    crossed = {at for c in pairs if _is_crossed(c) for at in c.entries}
    barred = _barred(ordered)
    for rank, comparison in enumerate(ordered):
        if comparison.laid_aside:
            weighed.append(Weighable(comparison, {}, False, False))
            continue
        own = {
            "first": float(comparison is ordered[0]),
            "supports": float(comparison.verdict == "supported"),
            "rank": min(rank, _LAST_RANK) / _LAST_RANK,
        }
        odd = _unopposed(comparison, ordered)
        # What one sentence bears out may be told of another thing by the next.
        others = barred if len(comparison.entries) > 1 else crossed
        may = not _forbidden(comparison) and not others & {*comparison.entries}
        missing = list(gaps(comparison)) if rank < _GAPS_OF else []
        known = {**found(comparison), **shared, **own} if may or missing or comparison.mismatches else {}
        unopposed = {**known, "unopposed": float(odd)}
        otherwise = odd or (bool(comparison.mismatches) and not _of_something_else(comparison))
        weighed.append(Weighable(comparison, unopposed, may, otherwise))
        weighed += [
            Weighable(replace(comparison, findings=gap.findings), {**known, **gap.traits}, False, True)
            for gap in missing
        ]
    return weighed


def _shared(ordered: Sequence[Comparison]) -> Traits:
    """Return the traits that all comparisons of a claim have: what the first says, and if any bears it out."""
    first = ordered[0].verdict
    return {
        "first_contradicts": float(first == "contradicted"),
        "first_supports": float(first == "supported"),
        "some_supports": float(any(c.verdict == "supported" for c in ordered)),
    }


def _barred(ordered: Sequence[Comparison]) -> set[int]:
    """Return the sentences that tell of another thing, by themselves or beside a neighbour."""
    alone = {
        c.entries[0] for c in ordered if len(c.entries) == 1 and any(f.gate in ("another", "owner") for f in c.findings)
    }
    pairs = (c for c in ordered if len(c.entries) > 1 and any(f.gate == "paired" for f in c.mismatches))
    return alone | {at for c in pairs for at in c.entries}


def _unopposed(comparison: Comparison, ordered: Sequence[Comparison]) -> bool:
    """Return if the rules have a claim contradicted by a sentence, or by two, and no other sentence speaks for it."""
    bearing = [c for c in ordered if c.verdict == "supported"]
    if len(comparison.entries) > 1:
        # Two sentences contradict nothing that one of them bears out.
        alone = any(len(c.entries) == 1 and c.entries[0] in comparison.entries for c in bearing)
        return comparison.verdict == "contradicted" and (not alone or _is_crossed(comparison))
    # What the sentence beside it adds is not denied in one that two say all of.
    together = any(comparison.entries[0] in c.entries and c.share_here >= _ALL for c in bearing)
    return comparison.verdict == "contradicted" and not (together and _denies(comparison))


def judged(candidates: Sequence[Weighable]) -> list[Comparison]:
    """Return the comparisons with their verdicts, the one that decides first."""
    if not candidates:
        return []
    weighed = [_weighed(one) for one in candidates]
    bearing = [w.comparison for w in weighed if w.supported > _EARNED]
    weighed = [w._replace(contradicted=w.contradicted - _OFF * behind(w.comparison, bearing)) for w in weighed]
    if any(w.supported > _EARNED and len(w.comparison.entries) == 1 for w in weighed):
        weighed = [_doubted(w) for w in weighed]
    weighed = _outweighed(weighed)
    best = max(weighed, key=lambda w: w.most)
    if best.state == "not_found":
        best = weighed[0]
    elif best.state == "supported" and len(best.comparison.entries) > 1:
        within = best.comparison.entries
        parts = [w for w in weighed if len(w.comparison.entries) == 1 and w.comparison.entries[0] in within]
        alone = max(parts, key=lambda w: w.supported, default=best)
        best = alone if alone.supported > max(0.0, best.supported - _ALONE) else best
    # Two sentences say together what each says alone, and are shown only where they decide.
    others = [w for w in _apart(weighed) if w.comparison.entries != best.comparison.entries]
    others.sort(key=lambda w: worth(w.comparison), reverse=True)
    return [_decided(w) for w in (best, *others)]


def _apart(weighed: Sequence[Weighed]) -> list[Weighed]:
    """Return single sentences once each, as what they are weighed most for."""
    most: dict[tuple[int, ...], Weighed] = {}
    for one in weighed:
        entries = one.comparison.entries
        if len(entries) == 1 and (entries not in most or one.most > most[entries].most):
            most[entries] = one
    return list(most.values())


def _weighed(candidate: Weighable) -> Weighed:
    weights, comparison = shipped_weights(), candidate.comparison
    repeated = certainty(comparison)
    return Weighed(
        comparison,
        _sum(candidate.traits, weights.supported) + repeated if candidate.may_support else _NOTHING,
        _sum(candidate.traits, weights.contradicted) + _denied_whole(candidate) + repeated / 2
        if candidate.may_contradict
        else _NOTHING,
    )


def _doubted(weighed: Weighed) -> Weighed:
    """Return a comparison beside one that bears the claim out: what is otherwise there may be of something else.

    What a clause says of its own thing says nothing of the claim's, then.
    """
    odd = {finding.gate for finding in weighed.comparison.mismatches}
    if odd == {"owner"}:
        return weighed._replace(contradicted=_NOTHING)
    less = _LIKELY_OF_ANOTHER if odd and odd <= _OF_ANOTHER else _OPPOSED
    return weighed._replace(contradicted=weighed.contradicted - less)


def _outweighed(weighed: Sequence[Weighed]) -> list[Weighed]:
    """Return comparisons of which each counts less than what outweighs it, and still says otherwise."""
    alone = [w.comparison for w in weighed if len(w.comparison.entries) == 1]
    bearing = [w for w in weighed if w.supported > 0]
    found = []
    for one in weighed:
        by = [
            w.supported for w in bearing if one.contradicted > 0 and is_outweighed(one.comparison, w.comparison, alone)
        ]
        found.append(one._replace(contradicted=min(one.contradicted, max(by) - _OPPOSED)) if by else one)
    return found


def _denied_whole(candidate: Weighable) -> float:
    """Return what it counts that a sentence says all of a claim itself and denies it."""
    told = candidate.traits
    whole = told.get("unopposed", 0) > 0 and min(told.get("share", 0), told.get("here", 0)) >= _ALL
    return _DENIED * (whole and _denies(candidate.comparison))


def certainty(comparison: Comparison) -> float:
    """Return what it counts for a tick, and half of that for a contradiction, that a sentence has the claim letter by
    letter, or all of it in one clause.
    """
    repeated = any(f.sure and f.state == "supported" for f in comparison.findings)
    return _REPEATED * repeated + _WHOLE * _says_all(comparison)


def bears_out_as_repeated(comparison: Comparison) -> bool:
    """Return if a sentence has a claim letter by letter, so that it is borne out whatever the traits are."""
    return comparison.repeats and not _forbidden(comparison)


def _says_all(comparison: Comparison) -> bool:
    """Return if one clause of a sentence says all of the claim."""
    alone = len(comparison.entries) == 1 and comparison.verdict == "supported"
    return alone and min(comparison.share_here, comparison.local.share) >= _ALL


def _is_crossed(comparison: Comparison) -> bool:
    """Return if a figure or a statement stands there for the thing of a parallel clause."""
    return comparison.verdict == "contradicted" and any(f.gate in ("crossed", "paired") for f in comparison.mismatches)


def _forbidden(comparison: Comparison) -> bool:
    """Return if no tick may rest on a sentence: it says something else, lacks a figure or model, or only asks."""
    withheld = [f.withholds or f.kind in _FIGURES for f in comparison.lacking]
    # Of two sentences, what one withholds may be of the other's thing.
    loose = _LOOSE if len(comparison.entries) == 1 else ()
    withheld += [f.withholds and f.gate not in loose for f in comparison.findings]
    nouns = sum(f.weight for f in comparison.findings if f.noun and f.share == 0)
    elsewhere = comparison.share_here < _SAID_HERE or nouns > _OTHER_THINGS * sum(f.weight for f in comparison.findings)
    return bool(comparison.mismatches) or any(withheld) or elsewhere


def _of_something_else(comparison: Comparison) -> bool:
    """Return if what a sentence has otherwise is hardly of what the claim speaks of, unless a rule is sure of it.

    It lacks what must stand there, or a noun beside another name. Another name alone takes that the rules have the
    claim contradicted.
    """
    odd = comparison.mismatches
    if comparison.verdict != "contradicted" and all(f.gate in _ANOTHER_NAME for f in odd):
        return True
    figures = [f.state for f in comparison.findings if f.kind in _FIGURES and f.weight > 1]
    if comparison.verdict != "contradicted" and figures.count("contradicted") > 1 and "supported" not in figures:
        # All figures are others: of another thing, of which a sentence tells the same.
        return True
    return bool(comparison.lacking) or (comparison.foreign > 0 and any(f.kind == "name" for f in odd))


def _denies(comparison: Comparison) -> bool:
    return any(f.gate == "turning" for f in comparison.mismatches)


def _sum(found: Traits, weights: Mapping[str, float]) -> float:
    return sum(value * weights[name] for name, value in sorted(found.items()) if name in weights)


def _decided(weighed: Weighed) -> Comparison:
    comparison = replace(weighed.comparison, decided=weighed.state)
    if weighed.state != "supported":
        return comparison
    return replace(comparison, findings=tuple(f for f in comparison.findings if not f.withholds))
