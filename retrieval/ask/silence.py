"""When to say nothing: questions that the material does not answer.

A question that names a year is answered only from documents that are about that year. Otherwise what speaks for an
answer (`retrieval.ask.confidence`) is weighed by a logistic model; below its threshold nothing is quoted. The
weights in `weights.toml` are fitted by `tests/benchmarks/weights.py`.
"""

import math
from collections.abc import Sequence

from retrieval.ask.confidence import Witness, signals
from retrieval.ask.query import Query
from retrieval.ask.weights import shipped
from retrieval.ask.years import missing_years
from retrieval.corpus.corpus import Material


def confidence(question: str, asked: Query, seen: Sequence[Witness], material: Material) -> float:
    """How likely the material answers a question, from 0 to 1, by the best sentences; 0 where there are none."""
    if not seen or missing_years(question, seen[0].found.entry, material):
        return 0.0
    found = signals(question, asked, seen, material)
    if not found.passage:
        return 0.0
    weights = shipped().answered
    total = weights["constant"] + sum(weights.get(name, 0.0) * value for name, value in found._asdict().items())
    return 1 / (1 + math.exp(-total))
