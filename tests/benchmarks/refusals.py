"""Risk and coverage: how many questions are still answered when the passage that answers them is taken out.

    python -m tests.benchmarks.refusals PUBLIC.jsonl.gz

Asks 1,000 questions of a public set over its contexts, with and without the passage that each was asked about, and
prints for a range of thresholds the share that is answered; the shipped threshold is marked.
"""

import sys
from pathlib import Path

import numpy as np

from retrieval.ask.features import shipped
from tests.benchmarks.lessons import public_lessons
from tests.benchmarks.weights import likely


def main() -> None:
    """Print the curve."""
    _, judged = public_lessons(Path(sys.argv[1]), choices=False)
    weights = dict(shipped().answered)
    confidence = np.array([likely(one, weights) for one in judged])
    there = np.array([one.answerable for one in judged])
    print("threshold  answered  without its passage")  # noqa: T201
    for least in sorted({*(round(float(at), 2) for at in np.arange(0.05, 1.0, 0.05)), shipped().least}):
        answered, risk = (confidence[there] >= least).mean(), (confidence[~there] >= least).mean()
        mark = "  <- shipped" if least == shipped().least else ""
        print(f"{least:>9.2f}  {answered:>8.3f}  {risk:>19.3f}{mark}")  # noqa: T201


if __name__ == "__main__":
    main()
