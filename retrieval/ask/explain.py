"""Explanation of an answer: the query, and how the score of each sentence came about."""

from collections.abc import Mapping, Sequence

from retrieval.ask.answer import MAX_ANSWER_QUOTES, asked_of_document, find
from retrieval.ask.disagreement import compared_quotes, ordered_by_version
from retrieval.ask.features import shipped
from retrieval.ask.found import FoundSentences
from retrieval.ask.query import unknown_words
from retrieval.ask.quotes import quotable
from retrieval.ask.sentence_scores import weights
from retrieval.corpus.corpus import Material
from retrieval.language.everyday import other_phrases, phrase_of, written
from retrieval.model import Value

MAX_EXPLAINED_SENTENCES = 3


class Reason(Value):
    """A sentence with its score: the sum of `parts`, each a feature of the second stage times its weight."""

    text: str
    document: str
    score: float
    parts: Mapping[str, float]


class Explanation(Value):
    """Explanation of an answer: the query, and the sentences found.

    `words` are the question's own with their idf, `unknown` those that stand nowhere, `others` what else would have
    found a sentence; `kinds` are the kinds of answer that are wanted; `earlier` the questions before it that were
    taken along. Nothing is quoted where `confidence`, from 0 to 1, is below `least`. With `newest_first`, the quotes
    differ in a figure, and are in the order of their dates, not of their scores.
    """

    question: str
    words: tuple[tuple[str, float], ...]
    unknown: tuple[str, ...]
    others: tuple[tuple[str, tuple[str, ...]], ...]
    kinds: tuple[str, ...]
    earlier: tuple[str, ...]
    confidence: float
    least: float
    newest_first: bool
    reasons: tuple[Reason, ...]


def explain(question: str, history: Sequence[str], material: Material) -> Explanation:
    """Explain the answer to a question; raises QuestionError where it cannot be searched.

    One that names a document is explained as it is asked of that.
    """
    if of_document := asked_of_document(question, history, material):
        return explain(*of_document).model_copy(update={"question": question})
    found = find(question, history, material)
    asked = found.asked.parts[0]
    expressions = dict.fromkeys(at.expression for at in material.index.concepts.find(asked.text, asked.tokens))
    worth = weights(asked, material.index)
    return Explanation(
        question=question,
        words=tuple((word, round(idf, 2)) for word, idf in sorted(worth.items(), key=lambda item: -item[1])),
        unknown=unknown_words(asked, material.index),
        others=tuple((expression, tuple(_others(expression, material))) for expression in expressions),
        kinds=tuple(dict.fromkeys(cue.name for cue in found.asked.cues)),
        earlier=tuple(part.text for part in found.asked.parts[1:]),
        confidence=round(found.confidence, 3),
        least=shipped().near,
        newest_first=_are_reordered(found, material),
        reasons=_reasons(found, material),
    )


def _others(expression: str, material: Material) -> list[str]:
    """Return what stands for an expression of a question, each once."""
    everyday = map(written, other_phrases(phrase_of(expression)))
    return [*dict.fromkeys([*material.lexicon.all.others(expression), *everyday])]


def _are_reordered(found: FoundSentences, material: Material) -> bool:
    most = compared_quotes(found.ranked, MAX_ANSWER_QUOTES, material)
    quotes = quotable(found.asked, found.ranked, material, most).quotes(found.asked, material, most)
    ordered, _ = ordered_by_version(found.asked, quotes, MAX_ANSWER_QUOTES, most, material)
    return ordered[:MAX_ANSWER_QUOTES] != quotes[:MAX_ANSWER_QUOTES]


def _reasons(found: FoundSentences, material: Material) -> tuple[Reason, ...]:
    return tuple(
        Reason(
            text=material.words(ranked.entry),
            document=material.document(ranked.entry).id,
            score=round(sum(parts.values()), 3),
            parts=dict(sorted(parts.items(), key=lambda item: -abs(item[1]))),
        )
        for ranked in found.ranked[:MAX_EXPLAINED_SENTENCES]
        for parts in [ranked.parts()]
    )
