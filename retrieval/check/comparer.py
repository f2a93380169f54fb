"""A statement laid beside the sentences in question: one by one, and the nearest together with their neighbours."""

from collections.abc import Sequence

from retrieval.check.candidates import candidates
from retrieval.check.choice import ranked
from retrieval.check.claim import Claim
from retrieval.check.comparison import Comparison
from retrieval.check.evidence import Evidence, Sentences
from retrieval.check.neighbours import speak_apart, together
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


class Comparer:
    """Lays statements beside the sentences of a material that come into question for them."""

    def __init__(self, material: Material, names: Names, sentences: Sentences) -> None:
        self._material, self._names, self._sentences = material, names, sentences

    def compare(self, told: Wording, count: int, *, every: bool) -> list[Comparison]:
        """Return a statement beside about `count` sentences and some of their neighbours, as the rules order them.

        Unless `every` one is wanted that can be shown, what repeats the statement is laid beside it alone.
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
        paired = ordered[: max(1, count // _PAIRED)]
        pairs = dict.fromkeys(pair for c in paired for pair in together(c.entries[0], self._material))
        pairs = dict.fromkeys(pair for pair in pairs if not speak_apart(pair, told.folded, self._material))
        return [*ordered, *(claim.beside(self._sentences.evidence(pair)) for pair in pairs)]

    def _one_by_one(self, claim: Claim, found: Sequence[Evidence], *, every: bool) -> list[Comparison]:
        """Return a claim beside each sentence, in their order; what could not be shown with one that repeats it is laid
        aside.

        Those that have its words in a row come first, so that the others are hardly read.
        """
        compared: dict[int, Comparison] = {}
        repeated: Comparison | None = None
        for at, evidence in sorted(enumerate(found), key=lambda one: not claim.is_within(one[1])):
            if repeated is not None and not every:
                break
            least = 0.0 if repeated is None else self._least_shown(evidence.entries[0], repeated) * repeated.likeness
            compared[at] = claim.beside(evidence, least)
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

    def may_be_shown(self, other: Comparison, best: Comparison) -> bool:
        """Return if a sentence is enough like a statement to be shown with the best one."""
        return other.likeness >= self._least_shown(other.entries[0], best) * best.likeness

    def _least_shown(self, entry: int, best: Comparison) -> float:
        """Return the share of the best one's likeness from which on a sentence is shown with it."""
        later, earlier = (self._material.document(at) for at in (entry, best.entries[0]))
        dated = (later.published or "") > (earlier.published or "") != ""
        return _AT_ODDS_LATER if dated and later.title == earlier.title is not None else _AT_ODDS
