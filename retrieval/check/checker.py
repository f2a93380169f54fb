"""A claim -> a verdict: split, laid beside the sentences that have most in common with it, judged by the nearest."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from itertools import zip_longest

from retrieval.check.candidates import MAX_CANDIDATE_SENTENCES
from retrieval.check.comparer import Comparer
from retrieval.check.comparison import Comparison
from retrieval.check.evidence import Sentences
from retrieval.check.figures.measures import other_measures
from retrieval.check.judge import Weighable, bears_out_as_repeated, judged, weighable
from retrieval.check.parties.publication import Publications, attributed
from retrieval.check.parts import mismatches, parts, places, unknown
from retrieval.check.traits import traits
from retrieval.check.verdict import ClaimPart, Mismatch, State, Verdict
from retrieval.check.wording.gaps import gaps
from retrieval.corpus.citation import cite_words
from retrieval.corpus.corpus import Material
from retrieval.corpus.document_versions import same_but_for_version, version_of
from retrieval.errors import ClaimEmpty, ClaimTooLong
from retrieval.facts.extraction import Facts
from retrieval.facts.parsed import Wording
from retrieval.language.fold import fold
from retrieval.language.names import Names
from retrieval.language.tokenizer import content
from retrieval.language.whole_words import whole_words
from retrieval.lookup.statements import statements
from retrieval.model import Quote
from retrieval.runtime import Progress, each, unseen

MAX_CLAIM_CHARACTERS = 4096
MAX_VERDICT_QUOTES = 3
# The statements of a long claim are laid beside fewer sentences each, so that it takes little longer than a short one.
COMPARED = 10 * MAX_CANDIDATE_SENTENCES
LEAST_COMPARED = 3
# As much of the best one's likeness makes a sentence another proof.
_AS_GOOD = 0.9
# Below this likeness, or where only names are alike, nothing is said of the parts of a claim.
_SPEAKS_OF_IT = 0.65


class Checker:
    """Checks claims against a material, which never changes; what it takes apart it keeps."""

    def __init__(self, material: Material) -> None:
        self._material = material

    def within(self, document: int) -> "Checker":
        """Return a checker that asks one document only, by its place in the collection."""
        return Checker(replace(self._material, only=document))

    def check(self, claim: str, progress: Progress = unseen) -> Verdict:
        """Return the verdict on a claim; progress counts its different sentences.

        A claim of several sentences is supported where each is, and contradicted where one is; the best quotes of all
        of them come first, those of contradicted ones before the others. Raises ClaimEmpty if it has no letter,
        and ClaimTooLong over `MAX_CLAIM_CHARACTERS` characters.
        """
        if len(claim) > MAX_CLAIM_CHARACTERS:
            raise ClaimTooLong(length=len(claim), limit=MAX_CLAIM_CHARACTERS)
        spans = statements(claim)
        if not spans or not any(character.isalpha() for character in claim):
            raise ClaimEmpty()
        texts = [claim[span.start : span.end] for span in spans]
        different = dict.fromkeys(texts)
        count = min(max(COMPARED // len(different), LEAST_COMPARED), MAX_CANDIDATE_SENTENCES)
        verdicts = {text: self._judged(text, count) for text in each(tuple(different), "checking", progress)}
        judged = [verdicts[text] for text in texts]
        states = [statement.verdict for statement in judged]
        verdict: State = next((state for state in ("contradicted", "not_found") if state in states), "supported")
        # Whoever shows only some of the quotes shows what is at odds with the claim.
        ranked = zip_longest(*(s.quotes for s in sorted(judged, key=lambda s: s.verdict != "contradicted")))
        quotes = {(quote.file, quote.start): quote for row in ranked for quote in row if quote}
        kept = list(quotes.values())[: MAX_VERDICT_QUOTES * len(judged)]
        odd = {(q.file, q.start) for s in judged for number, q in enumerate(s.quotes, 1) if number in s.differing}
        return Verdict(
            claim=claim,
            verdict=verdict,
            mismatches=tuple(mismatch for statement in judged for mismatch in statement.mismatches),
            parts=tuple(_moved(part, span.start) for span, s in zip(spans, judged, strict=True) for part in s.parts),
            quotes=tuple(kept),
            other=tuple(other for statement in judged for other in statement.other),
            differing=tuple(number for number, quote in enumerate(kept, 1) if (quote.file, quote.start) in odd),
        )

    def _judged(self, statement: str, count: int) -> Verdict:
        """Return the verdict on one statement; its parts count from its own start."""
        source = self._publications.named(statement)
        if source is not None:
            # Whose words they are is told by all who have them.
            return attributed(statement, source, self._judged_alone(statement[source.said :], count, every=True))
        return self._judged_alone(statement, count, every=count == MAX_CANDIDATE_SENTENCES)

    def _judged_alone(self, statement: str, count: int, *, every: bool) -> Verdict:
        compared = self._newer_first(self._compared(statement, count, every=every))
        best = compared[0] if compared else None
        if best is None or (best.verdict == "not_found" and not _speaks_of_it(best)):
            return Verdict(claim=statement, verdict="not_found", parts=unknown(0, len(statement)))
        marked: tuple[ClaimPart, ...] = parts(statement, 0, len(statement), best.findings)
        named: tuple[Mismatch, ...] = ()
        if best.verdict == "contradicted":
            named = mismatches(self._sentences.wording(statement), best.mismatches)
        elif best.verdict == "not_found":
            # A sentence about something else contradicts nothing.
            marked = tuple(p if p.state == "supported" else p.model_copy(update={"state": "not_found"}) for p in marked)
            if all(part.state == "supported" for part in marked):
                # What is missing is no word of its own, and ✅ on each would say more than the verdict.
                marked = unknown(0, len(statement))
        quotes, differing = self._quotes(statement, best, compared)
        # Another measure takes two figures.
        several = len(self._sentences.evidence(best.entries).wording.quantities) > 1
        entries = best.entries if several and best.verdict != "supported" else ()
        facts = [fact for entry in entries for fact in self._facts.of(entry)]
        return Verdict(
            claim=statement,
            verdict=best.verdict,
            mismatches=named,
            parts=marked,
            quotes=quotes,
            differing=differing,
            other=other_measures(statement, facts),
        )

    def _newer_first(self, compared: list[Comparison]) -> list[Comparison]:
        """Return the comparisons with the one first that bears a claim out in a newer version of the document that
        contradicts it.
        """
        if not compared or compared[0].verdict != "contradicted":
            return compared
        older = self._material.document(compared[0].entries[0])
        for other in compared[1:]:
            newer = self._material.document(other.entries[0])
            if (
                other.verdict == "supported"
                and same_but_for_version(newer, older)
                and version_of(newer) > version_of(older)
            ):
                return [other, *(one for one in compared if one is not other)]
        return compared

    def weighable(self, statement: str, count: int = MAX_CANDIDATE_SENTENCES) -> list[Weighable]:
        """Return a statement beside the sentences in question, as the rules order them, with what is weighed."""
        told = self._sentences.wording(statement)
        return self._weighable(told, self._comparer.compare(told, count, every=True))

    def _compared(self, statement: str, count: int, *, every: bool) -> list[Comparison]:
        """Return a statement beside the sentences in question, with their verdicts, the one that decides first."""
        told = self._sentences.wording(statement)
        compared = self._comparer.compare(told, count, every=every)
        if len(compared) == 1 and bears_out_as_repeated(compared[0]):
            # Nothing is left to be weighed.
            return [replace(compared[0], decided="supported")]
        return judged(self._weighable(told, compared))

    def _weighable(self, told: Wording, compared: Sequence[Comparison]) -> list[Weighable]:
        beside = self._sentences.evidence
        return weighable(
            compared, lambda c: traits(told, beside(c.entries), c), lambda c: gaps(told, beside(c.entries), c)
        )

    def _quotes(
        self, statement: str, best: Comparison, ranked: Sequence[Comparison]
    ) -> tuple[tuple[Quote, ...], tuple[int, ...]]:
        """Return the sentences that prove a verdict, the best first, and which of them, counted from 1, say
        otherwise.
        """
        quotes = self._cited(statement, best)
        differing: list[int] = []
        documents = {quote.document for quote in quotes}
        for other in ranked:
            if other is best or len(quotes) >= MAX_VERDICT_QUOTES or not self._comparer.may_be_shown(other, best):
                continue
            cited = [quote for quote in self._cited(statement, other) if all(not _overlap(quote, q) for q in quotes)]
            same = other.verdict == best.verdict != "not_found" and other.likeness >= _AS_GOOD * best.likeness
            odd = {other.verdict, best.verdict} == {"supported", "contradicted"} and not documents & {
                quote.document for quote in cited
            }
            if not cited or not (same or odd):
                continue
            if odd:
                differing += range(len(quotes) + 1, len(quotes) + len(cited) + 1)
            quotes += cited
        return tuple(quotes), tuple(differing)

    def _cited(self, statement: str, comparison: Comparison) -> list[Quote]:
        quotes, at = [], 0
        for entry, said in zip(comparison.entries, self._sentences.evidence(comparison.entries).spoken, strict=True):
            end = at + len(said.text)
            if (found := places(comparison.findings, at, end)) or len(comparison.entries) == 1:
                differs = places(comparison.mismatches, at, end)
                tokens = content(self._material.analyzer.tokens_of(fold(said.text)))
                marked = whole_words(found, fold(said.text), fold(statement), tokens, differs)
                quotes.append(cite_words(self._material, entry, said.originals(tuple(marked))))
            at = end
        return quotes

    @cached_property
    def _comparer(self) -> Comparer:
        return Comparer(self._material, self._names, self._sentences)

    @cached_property
    def _publications(self) -> Publications:
        return Publications(self._material.collection.documents)

    @cached_property
    def _facts(self) -> Facts:
        return Facts(self._material, self._names)

    @cached_property
    def _names(self) -> Names:
        return Names(self._material.analyzer, self._material.lexicon)

    @cached_property
    def _sentences(self) -> Sentences:
        return Sentences(self._names, self._material)


def _moved(part: ClaimPart, by: int) -> ClaimPart:
    return ClaimPart(start=part.start + by, end=part.end + by, state=part.state)


def _speaks_of_it(comparison: Comparison) -> bool:
    said = (finding for finding in comparison.findings if finding.kind != "name" and finding.weight > 1)
    return comparison.likeness >= _SPEAKS_OF_IT and any(f.state == "supported" and f.at for f in said)


def _overlap(quote: Quote, other: Quote) -> bool:
    return quote.text == other.text or (
        quote.file == other.file and quote.start < other.end and other.start < quote.end
    )
