"""A statement laid beside the sentences in question: one by one, and the nearest together with their neighbours."""

from collections.abc import Sequence

from retrieval.check.candidates import candidates
from retrieval.check.choice import ranked
from retrieval.check.claim import Claim
from retrieval.check.comparison import Comparison
from retrieval.check.evidence import Evidence, Sentences, speak_apart, together
from retrieval.corpus.corpus import Material
from retrieval.facts.parsed import Wording
from retrieval.facts.table_rows import speaks_of
from retrieval.language.names import Names

# One of so many of the sentences in question, the first ones, is also taken together with its neighbours; at least one
# is, or fewer contradictions are found.
_PAIRED = 4
# As much of the best one's likeness makes a sentence one that is at odds with it.
_AT_ODDS = 0.8
# A later document of the same title that says otherwise is told of even if it has less in common.
_AT_ODDS_LATER = 0.4
# A sentence that may have so much less of the words than another decides one statement in a thousand.
_MUCH_FEWER = 0.25


class Comparer:
    """Lays statements beside the sentences of a material that come into question for them."""

    def __init__(self, material: Material, names: Names, sentences: Sentences) -> None:
        self._material, self._names, self._sentences = material, names, sentences

    def compare(self, told: Wording, count: int, *, every: bool) -> list[Comparison]:
        """Return a statement beside about `count` sentences and some of their neighbours, as the rules order them.

        Unless `every` one is wanted, those are left out that hardly ever decide: what comes behind a sentence that
        repeats the statement, what has much fewer of its words than another, and neighbours that have nothing of it.
        """
        claim, found = Claim(told, self._names, self._material), list[Evidence]()
        for entries in candidates(told, self._material, self._sentences.opening, count):
            if not found and not every and (repeated := self._repeated(claim, entries)):
                return [repeated]
            found += [self._sentences.evidence((entry,)) for entry in entries]
        meant = speaks_of([evidence.spoken[0] for evidence in found], told.folded)
        own = [evidence for evidence, is_own in zip(found, meant, strict=True) if is_own]
        ordered = ranked(self._one_by_one(claim, own, every=every))
        if ordered and (ordered[0].repeats or any(f.gate == "cell" for f in ordered[0].findings)):
            # It decides; of the others only those are weighed that can be shown with it, and no two say more.
            return [c for c in ordered if c is ordered[0] or self.may_be_shown(c, ordered[0])]
        both = self._with_neighbours(claim, ordered[: max(1, count // _PAIRED)], every=every)
        return [*ordered, *map(claim.beside, both)]

    def _one_by_one(self, claim: Claim, found: Sequence[Evidence], *, every: bool) -> list[Comparison]:
        """Return a claim beside each sentence, in their order; what could not be shown with one that repeats it is laid
        aside.

        Those that have its words in a row come first, so that the others are hardly read.
        """
        compared: dict[int, Comparison] = {}
        repeated: Comparison | None = None
        about = 0.0 if every else max(map(claim.words_at_most, found), default=0.0) - _MUCH_FEWER
        for at, evidence in sorted(enumerate(found), key=lambda one: not claim.is_within(one[1])):
            if repeated is not None and not every:
                break
            least = 0.0 if repeated is None else self._least_shown(evidence.entries[0], repeated) * repeated.likeness
            compared[at] = claim.beside(evidence, least, about)
            if repeated is None and compared[at].repeats:
                repeated = compared[at]
        return [compared[at] for at in sorted(compared)]

    def _repeated(self, claim: Claim, entries: Sequence[int]) -> Comparison | None:
        """Return a claim beside the first sentence that has its words in a row, if that repeats it."""
        found = map(self._sentences.evidence, ((entry,) for entry in entries))
        # Of a row of a table its cells decide.
        first = next((one for one in found if claim.is_within(one) and one.spoken[0].table < 0), None)
        compared = claim.beside(first) if first else None
        return compared if compared and compared.repeats else None

    def _with_neighbours(self, claim: Claim, ordered: Sequence[Comparison], *, every: bool) -> list[Evidence]:
        """Return sentences with the one before and with the one behind each, once."""
        pairs: dict[tuple[int, ...], tuple[int, ...]] = {}
        for comparison in ordered:
            for pair in together(comparison.entries[0], self._material):
                pairs.setdefault(pair, comparison.entries)
        evidence = self._sentences.evidence
        return [
            evidence(pair)
            for pair, own in pairs.items()
            if not speak_apart(pair, claim.folded, self._material)
            and (every or claim.has_more(evidence(own), evidence(pair)))
        ]

    def may_be_shown(self, other: Comparison, best: Comparison) -> bool:
        """Return if a sentence is enough like a statement to be shown with the best one."""
        return other.likeness >= self._least_shown(other.entries[0], best) * best.likeness

    def _least_shown(self, entry: int, best: Comparison) -> float:
        """Return the share of the best one's likeness from which on a sentence is shown with it."""
        later, earlier = (self._material.document(at) for at in (entry, best.entries[0]))
        dated = (later.published or "") > (earlier.published or "") != ""
        return _AT_ODDS_LATER if dated and later.title == earlier.title is not None else _AT_ODDS
