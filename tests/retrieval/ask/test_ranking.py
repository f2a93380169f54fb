"""The passages whose sentences are ranked."""

import numpy as np
import pytest

from retrieval.ask.features import SharedTerms, shipped, weighted
from retrieval.ask.query import query
from retrieval.ask.ranking import CANDIDATE_PASSAGES, candidates, rank
from retrieval.evaluation.questions import read_questions
from retrieval.library import Library
from tests.conftest import QUESTIONS


def test_the_passages_that_are_ranked_are_the_best_of_all(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every passage had been scored, for every question on the shipped documents."""
    monkeypatch.setattr("retrieval.ask.sentence_scores.MAX_SENTENCES_AT_ONCE", 0)
    material, weights = library.material, shipped()
    everything = np.arange(len(library.passages), dtype=np.int32)
    for item in read_questions(QUESTIONS):
        asked = query(item.question, item.history, material.index, material.analyzer, material.lexicon)
        evidence = SharedTerms(asked, material.index)
        scores = weighted(evidence.of_all_passages(), weights.passages)
        scores += weights.sentences["around"] * evidence.around(everything)
        best = np.argsort(-scores, kind="stable")[:CANDIDATE_PASSAGES]
        expected = sorted(int(passage) for passage in best if scores[passage] > 0)
        assert candidates(evidence, weights).tolist() == expected, item.question


def test_sentences_scored_at_once_rank_as_those_scored_one_by_one(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the last digit, for every question on the shipped documents, also for one with earlier ones."""
    material = library.material
    asked = [
        query(item.question, item.history, material.index, material.analyzer, material.lexicon)
        for item in read_questions(QUESTIONS)
    ]
    at_once = [rank(one, material.index) for one in asked]
    monkeypatch.setattr("retrieval.ask.sentence_scores.MAX_SENTENCES_AT_ONCE", 0)
    assert [rank(one, material.index) for one in asked] == at_once
