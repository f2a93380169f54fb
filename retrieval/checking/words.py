"""The other words of a claim beside those of a sentence."""

from retrieval.answering.material import Material
from retrieval.checking.evidence import Evidence
from retrieval.checking.finding import Finding
from retrieval.checking.verdict import State
from retrieval.checking.wording import Wording
from retrieval.language.analysis import Token

_OTHERWISE = 0.85
_AROUND = 0.7
_SCATTERED = 0.5
_SINGLE = 0.4
# Of words that join or colour what others say, which people choose freely.
_LIGHT = 0.3
_MOST_CHARACTERS = 0.66


def words(claim: Wording, evidence: Evidence, material: Material) -> list[Finding]:
    """One finding for each word: it stands there, or another for it does, or it stands around the sentence."""
    findings = []
    for word in claim.words:
        share, at = _share(word, claim, evidence, material)
        weight = material.index.words.idf(word.text) * (1.0 if len(word.text) > 1 else _SINGLE)
        weight *= _LIGHT if word.start in claim.light else 1.0
        noun = len(word.text) > 1 and word.start in claim.nouns
        state: State = "supported" if share > 0 else "not_found"
        findings.append(Finding(word.start, word.end, "word", state, "", at, weight, share, False, noun))
    return findings


def _share(word: Token, claim: Wording, evidence: Evidence, material: Material) -> tuple[float, tuple[int, int] | None]:
    there = evidence.wording.folded
    at = _place(word.text, evidence.wording)
    if at >= 0:
        return 1.0, (at, at + len(word.text))
    for other in _others(word, claim, material):
        at = _place(other, evidence.wording)
        if at >= 0:
            return _OTHERWISE, (at, at + len(other))
    kept = sum(c in there for c in word.text) / len(word.text)
    scattered = _SCATTERED if len(word.text) > 1 and (kept >= _MOST_CHARACTERS or _shortened(word, evidence)) else 0.0
    around = _AROUND if len(word.text) > 1 and word.text in evidence.around else 0.0
    return max(scattered, around), None


def _shortened(word: Token, evidence: Evidence) -> bool:
    """Whether one character of a word of two stands there as a word of its own: 晚 for 晚上, 买 for 购买."""
    return len(word.text) == 2 and any(
        there.text in word.text for there in evidence.wording.words if len(there.text) == 1
    )


def _place(word: str, there: Wording) -> int:
    """Where a word stands in a sentence, a single character only as a word of its own; -1 where it does not."""
    if len(word) > 1:
        return there.folded.find(word)
    return next((token.start for token in there.words if token.text == word), -1)


def _others(word: Token, claim: Wording, material: Material) -> list[str]:
    """What else may stand for a word, by itself or as a part of an expression of several."""
    groups = material.lexicon.all
    found = groups.find(claim.folded, {(t.start, t.end) for t in claim.words})
    expressions = [o.expression for o in found if o.start < word.end and word.start < o.end]
    return [other for expression in dict.fromkeys((*expressions, word.text)) for other in groups.others(expression)]
