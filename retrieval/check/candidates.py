"""Sentences that come into question for a claim, by the words that they have in common with it."""

from collections.abc import Callable, Iterator

from retrieval.corpus.corpus import Material
from retrieval.facts.parsed import Wording
from retrieval.index.top_k import Scores, best_units
from retrieval.language.numerals import numbers
from retrieval.language.tokenizer import content, grams

# Sentences that have most in common with a claim, with its figures and without.
MAX_CANDIDATE_SENTENCES = 24
# Documents that name the subject of a claim; for each three candidates, one of their sentences comes into question too.
_DOCUMENTS, _WITHOUT_SUBJECT = 6, 3
# So many of the best sentences say which documents those are.
_LOOKED_AT = 8 * MAX_CANDIDATE_SENTENCES


def candidates(
    claim: Wording, material: Material, opening: Callable[[int], str], count: int = MAX_CANDIDATE_SENTENCES
) -> Iterator[list[int]]:
    """Yield the sentences that have most in common with a claim, best first, with its figures; then others that have
    most without them.

    Ties come in order. `opening` gives the folded title of a document, by its number, with its first words. At most
    `count` have something in common with the figures, as many without.
    """
    found = dict.fromkeys(_with_figures(claim, material, count))
    yield [at for at in found if material.asks_about(at)]
    index, words = material.index, list(claim.words)
    bare = index.words.scores(dict.fromkeys((word.text for word in words), 1.0))
    bare += 0.3 * index.joined.scores(dict.fromkeys(grams(words, 1), 1.0))
    without = [int(at) for at in best_units(bare, count) if bare[at] > 0]
    without += _without_subject(claim, bare, material, opening, count // _WITHOUT_SUBJECT)
    yield [at for at in dict.fromkeys(without) if at not in found and material.asks_about(at)]


def _with_figures(claim: Wording, material: Material, count: int) -> list[int]:
    index, tokens = material.index, material.analyzer.tokens(claim.text)
    words = [token.text for token in content(tokens)] + [number.term for number in numbers(claim.folded)]
    scores = index.words.scores(dict.fromkeys(words, 1.0))
    scores = scores + 0.3 * index.pairs.scores(dict.fromkeys(grams(tokens, 2), 1.0))
    scores += index.concepts.scores(index.concepts.asked(claim.folded, tokens, 0.7))
    return [int(at) for at in best_units(scores, count) if scores[at] > 0]


def _without_subject(
    claim: Wording, bare: Scores, material: Material, opening: Callable[[int], str], count: int
) -> list[int]:
    """Return the best sentences of the documents whose title or opening has a name of the claim, the name left out."""
    subjects = [claim.folded[name.start : name.end] for name in claim.names if name.kind != "occasion"]
    subjects += [word.text for word in claim.words[:2] if len(word.text) > 1 and word.start in claim.nouns]
    index = material.index
    best = best_units(bare, _LOOKED_AT)
    documents = dict.fromkeys(index.documents_of_entries(best[bare[best] > 0]).tolist())
    named = [document for document in documents if any(subject in opening(document) for subject in subjects)]
    spans = [index.range_of(document) for document in named[:_DOCUMENTS]]
    within = [at for span in spans for at in span if bare[at] > 0]
    return sorted(within, key=lambda at: (-bare[at], at))[:count]
