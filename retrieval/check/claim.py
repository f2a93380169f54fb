"""A claim that is laid beside sentences of the material, rule by rule."""

from collections.abc import Iterator, Sequence
from functools import partial

from retrieval.check.cells import told_by_a_cell
from retrieval.check.comparison import ABOUT_IT, SAME_THING, Comparison
from retrieval.check.evidence import POINTS_BACK, Evidence, unanswered
from retrieval.check.figures.binding import bound
from retrieval.check.figures.counts import counted_otherwise
from retrieval.check.figures.crossing import crossing
from retrieval.check.figures.dates import dates
from retrieval.check.figures.deeds import date_of_another_deed
from retrieval.check.figures.directions import directed
from retrieval.check.figures.extremes import misplaced
from retrieval.check.figures.magnitudes import from_the_other_side, wrong_order
from retrieval.check.figures.values import figures
from retrieval.check.figures.wholes import whole_for_a_part
from retrieval.check.parties.names import another_person, naming, with_its_end
from retrieval.check.parties.places import another_place
from retrieval.check.parties.roles import wrong_role
from retrieval.check.parties.sources import said_by
from retrieval.check.parties.speakers import told_by_speaker
from retrieval.check.parties.unnamed import named_elsewhere
from retrieval.check.parties.voice import relations, tells_a_relation, wrong_way
from retrieval.check.turns.denials import refused
from retrieval.check.turns.polarity import turning
from retrieval.check.turns.qualifiers import other_model, qualify
from retrieval.check.turns.sequence import out_of_order
from retrieval.check.turns.stances import stands_otherwise
from retrieval.check.turns.unaffected import goes_on
from retrieval.check.turns.unsaid import ends_another, unsaid
from retrieval.check.verdict import MAX_TELLING, ClaimSlice, apart, settled
from retrieval.check.wording.alignment import aligned
from retrieval.check.wording.causes import wrong_cause
from retrieval.check.wording.cohesion import denied_itself
from retrieval.check.wording.english import ClauseReading, EnglishClaim, english_marks
from retrieval.check.wording.locality import locality
from retrieval.check.wording.members import of_another_member
from retrieval.check.wording.modifiers import of_another_name
from retrieval.check.wording.nouns import focus, named_otherwise, replaced
from retrieval.check.wording.one_word import one_word_else
from retrieval.check.wording.owners import owned_by_another
from retrieval.check.wording.parallel_clauses import crossed
from retrieval.check.wording.parted import of_another, parted
from retrieval.check.wording.siblings import of_a_sibling, of_another_sibling
from retrieval.check.wording.substitution import letter_by_letter, repeated
from retrieval.check.wording.words import at_most, terms, words
from retrieval.corpus.corpus import Material
from retrieval.facts.atoms import atoms
from retrieval.facts.clauses import Clauses
from retrieval.facts.parsed import Wording
from retrieval.language.names import Names
from retrieval.model import Span

# Rules that find what is said of one thing said of another.
_EXCHANGED = ("paired", "owner")
# So much of a claim in English a sentence has, by its figures and names, that has few of its words.
_BY_MARKS, _LEAST_MARKS = 0.5, 2
# Marks at the ends of a claim that quotes part of a sentence.
_AT_ENDS = ' \n。.!！?？;；,，:：“”"「」『』'
# Rules that take for granted that what they compare is said of one thing.
_OF_ONE_THING = ("turning", "replaced", "stances", "sequence")


class Claim:
    """A claim that is laid beside one sentence after the other."""

    def __init__(self, claim: Wording, names: Names, material: Material) -> None:
        self._claim = claim
        self._material = material
        self._terms = terms(claim, material)
        self._names = names
        self._clauses = Clauses(claim.folded, claim.quantities)
        self._atoms = atoms(claim)
        self._relations = relations(claim)
        self._english = EnglishClaim(claim, self._terms)
        self._marks = english_marks(claim)
        self._row = claim.folded.strip(_AT_ENDS)

    def is_within(self, evidence: Evidence) -> bool:
        """Tell if a sentence, or a few, have the words in a row, but for marks at their ends."""
        return self._row in evidence.folded

    def beside(self, evidence: Evidence, least: float = 0.0) -> Comparison:
        """Return what of the claim stands in a sentence, or a few; what cannot be as like as `least` is laid aside.

        If another sentence repeats the claim, so that `least` is above 0, one with few of its words is laid aside too.
        """
        claim, entries = self._claim, evidence.entries
        if decided := told_by_a_cell(claim, evidence, self._material):
            return Comparison(entries, decided, ends=self._clauses.ends)
        shares = at_most(self._terms, evidence)
        about_it = SAME_THING if least else ABOUT_IT
        few = self._words_at_most(shares) < about_it and not tells_a_relation(evidence.folded, self._relations)
        few = few and not self._told_by_marks(shares, evidence.folded)
        if few or (least and self._likeness_at_most(shares) < least):
            return Comparison(entries, tuple(self._laid_aside(shares)), laid_aside=True)
        told = words(self._terms, evidence)
        of_it = partial(self._english.is_of_it, evidence)
        published = self._material.document(entries[0]).published
        measured = _by("figures", figures(claim, evidence, told))
        measured += _by("dates", dates(claim, evidence, published, of_it, [*measured, *told]))
        named, told = with_its_end(_by("naming", naming(claim, evidence, self._material.lexicon)), told)
        whole = repeated(claim, evidence, sorted([*measured, *named, *told]))
        if whole and not any(other_model(claim, evidence.wording, whole)):
            located = partial(locality, claim, self._clauses, self._terms, evidence, evidence.clauses, whole)
            return Comparison(entries, whole, ends=self._clauses.ends, located=located)
        return self._ruled(evidence, measured, named, told)

    def _ruled(
        self, evidence: Evidence, measured: list[ClaimSlice], named: list[ClaimSlice], told: list[ClaimSlice]
    ) -> Comparison:
        """Return what the rules make of the figures, names and words that stand in a sentence or not."""
        claim = self._claim
        turned = _by("turning", turning(claim, evidence, sorted([*measured, *named, *told])))
        other = _by("replaced", replaced(claim, evidence, told))
        if not other:
            closely = Comparison(evidence.entries, (*measured, *named, *told)).share >= SAME_THING
            other = _by("focus", focus(claim, evidence, told, named, closely=closely))
        reading = self._english.beside(evidence)
        measured = [self._of_it(_said_there(f, reading), evidence) for f in measured]
        placed = (claim, self._clauses, self._terms, evidence, evidence.clauses, [*measured, *named, *told])
        gated = crossing(*placed).joined(claim, evidence.wording, _by("bound", bound(*placed)))
        gated = [f for f in gated if self._of_it(_said_there(f, reading), evidence) is f]
        measured = [*apart(measured, gated), *gated]
        known = [*measured, *named, *told]
        sure = self._sure(evidence, known)
        told_back = from_the_other_side(claim, evidence.wording, known)
        turned = [f for f in turned if not (told_back and told_back[0] <= f.start < told_back[1])]
        way = wrong_way(claim, evidence, known)
        related = _by("relation", way.findings)
        turned = apart(turned, [*sure, *(f for f in gated if f.gate == "crossed"), *related])
        gates = [f for f in self._gates(evidence, measured, named, told) if not (way.agrees and f.gate == "role")]
        gates = [*sure, *related, *reading.findings, *gates]
        if not evidence.is_one:
            named = [f if f.gate != "naming" or f.state != "contradicted" else _unnamed(f) for f in named]
            gates += [f for f in _of_two([*turned, *other]) if f.withholds]
            turned, other = (
                [f for f in found if not _tells_of_one(f) or f.state != "contradicted"] for found in (turned, other)
            )
        if not any(f.state == "contradicted" for f in (*measured, *named, *other, *turned, *gates)):
            unopposed = self._unopposed(evidence, known, turned, agrees=way.agrees)
            gates += [
                f for f in unopposed if f.gate not in _EXCHANGED or not reading.item.issuperset(range(f.start, f.end))
            ]
        gates = gates if evidence.is_one else _of_two(gates)
        findings = settled(measured, told, named, turned, other, gates)
        findings = letter_by_letter(claim, evidence, findings, self._names)
        back = bool(POINTS_BACK.match(evidence.wording.folded))
        located = partial(locality, *placed)
        return Comparison(evidence.entries, findings, back, evidence.is_one, self._clauses.ends, located)

    def _of_it(self, finding: ClaimSlice, evidence: Evidence) -> ClaimSlice:
        """Return a finding, as missing if the other figure stands in an English clause of something else."""
        if finding.state != "contradicted" or finding.sure or finding.at is None:
            return finding
        if self._english.is_of_it(evidence, finding, Span(start=finding.at[0], end=finding.at[1])):
            return finding
        return finding._replace(state="not_found", found="", at=None, share=0.0)

    def _sure(self, evidence: Evidence, known: list[ClaimSlice]) -> list[ClaimSlice]:
        """Return what contradicts by another cause or order, whatever else stands there."""
        claim = self._claim
        cause = _by("cause", wrong_cause(claim, evidence, known))
        order = wrong_order(claim, evidence, known)
        return cause or _by("order", order or misplaced(claim, self._atoms, self._clauses, evidence, known))

    def _unopposed(
        self, evidence: Evidence, known: list[ClaimSlice], turned: list[ClaimSlice], *, agrees: bool
    ) -> list[ClaimSlice]:
        """Return what holds a claim back that nothing contradicts; `agrees`: who does it to whom is as it says."""
        claim = self._claim
        crossed = _by("paired", self._crossed(evidence, known, agrees=agrees))
        return [
            *_by("unsaid", unsaid(claim, evidence, known)),
            *_by("denials", [*refused(claim, evidence.wording, [*known, *turned])][:1]),
            *(crossed or _by("owner", [] if agrees else owned_by_another(claim, evidence))),
        ]

    def _crossed(self, evidence: Evidence, known: list[ClaimSlice], *, agrees: bool) -> list[ClaimSlice]:
        """Return what is said of one thing of a sentence that it says of another beside it."""
        claim = self._claim
        found = of_another_member(claim, evidence) or of_a_sibling(claim, evidence, known) or aligned(claim, evidence)
        return found or ([] if agrees else crossed(claim, evidence))

    def _gates(
        self, evidence: Evidence, measured: list[ClaimSlice], named: list[ClaimSlice], told: list[ClaimSlice]
    ) -> list[ClaimSlice]:
        """Return what withholds or contradicts whatever words, names and figures stand there."""
        claim, known = self._claim, [*measured, *named, *told]
        placed = (claim, self._clauses, evidence, evidence.clauses)
        of_it = partial(self._english.is_of_it, evidence)
        return [
            *_by("qualify", qualify(claim, evidence, evidence.clauses, known)),
            *_by("sequence", [*out_of_order(claim, self._clauses, evidence, known)][:1]),
            *_by("stances", [*stands_otherwise(claim, self._clauses, evidence, known, of_it)]),
            *_by("exchanged", one_word_else(claim, evidence, told)),
            *_by("exchanged", [*named_otherwise(claim, evidence.wording, [*named, *told])]),
            *_by("denied", denied_itself(claim, evidence, known)),
            *_by("directed", directed(*placed, known)),
            *_by("role", wrong_role(claim, self._atoms, evidence)),
            *_by("crossed", whole_for_a_part(claim, evidence, known)),
            *_by("source", said_by(claim, evidence, self._names, known)),
            *_by("speaker", told_by_speaker(claim, evidence, known)),
            *_by("unanswered", unanswered(evidence, told)),
            *_by("parted", [*parted(claim, evidence, known), *of_another(claim, evidence, known)]),
            *_by("another", [*ends_another(claim, evidence, told), *of_another_sibling(claim, evidence)]),
            *_by("elsewhere", named_elsewhere(claim, self._atoms, evidence, self._material)),
            *_by("another", another_person(claim, self._atoms, evidence)),
            *_by("place", another_place(claim, evidence, known)),
            *_by("deed", date_of_another_deed(claim, evidence, known)),
            *_by("counted", counted_otherwise(claim, evidence)),
            *_by("unaffected", goes_on(claim, evidence)),
            *_by("another", of_another_name(claim, evidence, known)),
        ]

    def _words_at_most(self, shares: Sequence[float]) -> float:
        """Return the share of the words that may stand in a sentence; 1 for a claim without any."""
        whole = sum(term.weight for term in self._terms)
        return sum(t.weight * s for t, s in zip(self._terms, shares, strict=True)) / whole if whole else 1.0

    def _told_by_marks(self, shares: Sequence[float], there: str) -> bool:
        """Return if a sentence has so many figures and names of an English claim that few of its words are enough."""
        known = sum(mark in there for mark in self._marks)
        words = sum(term.weight for term in self._terms)
        kept = sum(t.weight * s for t, s in zip(self._terms, shares, strict=True))
        whole = words + MAX_TELLING * len(self._marks)
        return known >= _LEAST_MARKS and kept + MAX_TELLING * known >= _BY_MARKS * whole

    def _likeness_at_most(self, shares: Sequence[float]) -> float:
        """Return the most that a likeness may be: all but the words stands there, and what is missing is otherwise."""
        claim = self._claim
        words = sum(term.weight for term in self._terms)
        rest = MAX_TELLING * (len(claim.quantities) + len(claim.moments) + len(claim.names) + len(claim.polar) + 1)
        kept = sum(t.weight * max(s, 0.5) for t, s in zip(self._terms, shares, strict=True))
        return (kept + rest) / (words + rest)

    def _laid_aside(self, shares: Sequence[float]) -> Iterator[ClaimSlice]:
        for term, share in zip(self._terms, shares, strict=True):
            yield ClaimSlice(
                term.word.start, term.word.end, "word", "not_found", weight=term.weight, share=share, noun=term.noun
            )


def _said_there(finding: ClaimSlice, reading: ClauseReading) -> ClaimSlice:
    """Return a finding as supported if one clause of the sentence says it, and another figure is of another clause."""
    if finding.state != "contradicted" or not reading.borne.issuperset(range(finding.start, finding.end)):
        return finding
    return finding._replace(state="supported", found="", share=1.0, at=None)


def _unnamed(finding: ClaimSlice) -> ClaimSlice:
    """Return a name as missing beside two sentences: another name in one is of what that one tells."""
    return finding._replace(state="not_found", found="", at=None, share=0.0)


def _of_two(findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return findings beside two sentences, which may be of two things: what tells of one thing only withholds."""
    return [_withheld(f) if f.state == "contradicted" and _tells_of_one(f) else f for f in findings]


def _withheld(finding: ClaimSlice) -> ClaimSlice:
    return ClaimSlice(
        finding.start,
        finding.end,
        finding.kind,
        "not_found",
        weight=0.0,
        binding=False,
        withholds=True,
        gate=finding.gate,
    )


def _tells_of_one(finding: ClaimSlice) -> bool:
    """Return if a rule holds what is said of one thing against the same thing, which it takes for granted."""
    return finding.gate in _OF_ONE_THING or (finding.gate == "order" and finding.kind == "word")


def _by(gate: str, findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return the findings of a rule with its name."""
    return [finding._replace(gate=gate) for finding in findings]
