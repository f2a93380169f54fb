"""Sentences that come into question for a claim, by the words that they have in common with it."""

from collections.abc import Callable

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
) -> list[int]:
    """Return the sentences that have most in common with a claim, with its figures and without; best first.

    Ties come in order. `opening` gives the folded title of a document, by its number, with its first words. At most
    `count` have something in common with the figures, as many without.
    """
    index = material.index
    tokens = material.analyzer.tokens(claim.text)
    plain = grams(tokens, 2)
    words = [token.text for token in content(tokens)]
    figures = [number.term for number in numbers(claim.folded)]
    with_figures = _scores([*words, *figures], plain, material)
    with_figures += index.concepts.scores(index.concepts.asked(claim.folded, tokens, 0.7))
    without = [token.text for token in claim.words]
    bare = index.words.scores(dict.fromkeys(without, 1.0)) + 0.3 * index.joined.scores(
        dict.fromkeys(grams(list(claim.words), 1), 1.0)
    )
    found: dict[int, None] = {}
    for scores in (with_figures, bare):
        found.update((int(at), None) for at in best_units(scores, count) if scores[at] > 0)
    found.update((at, None) for at in _without_subject(claim, bare, material, opening, count // _WITHOUT_SUBJECT))
    return [at for at in found if material.asks_about(at)]


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


def _scores(words: list[str], pairs: list[str], material: Material) -> Scores:
    index = material.index
    return index.words.scores(dict.fromkeys(words, 1.0)) + 0.3 * index.pairs.scores(dict.fromkeys(pairs, 1.0))
