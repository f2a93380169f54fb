"""The passages whose sentences are ranked."""

import numpy as np
import pytest

from retrieval.ask.features import SharedTerms, shipped, weighted
from retrieval.ask.query import query
from retrieval.ask.ranking import CANDIDATE_PASSAGES, candidates
from retrieval.evaluation.questions import read_questions
from retrieval.library import Library
from tests.conftest import QUESTIONS


@pytest.mark.slow
def test_the_passages_that_are_ranked_are_the_best_of_all(library: Library) -> None:
    """As if every passage had been scored, for every question on the shipped documents."""
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
