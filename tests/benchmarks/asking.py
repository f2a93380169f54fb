"""Time of an answer after start-up, over the shipped documents.

    python tests/benchmarks/asking.py

Asks every development question five times and prints the median and the 99th percentile of the milliseconds.
"""

from pathlib import Path
from statistics import median, quantiles

from platformdirs import user_cache_path

from retrieval.evaluation.questions import read_questions
from retrieval.library import Library

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Print one line."""
    library = Library.open(ROOT / "seeds", cache=user_cache_path("yinju", appauthor=False))
    items = read_questions(ROOT / "tests" / "data" / "questions.jsonl")
    took = [library.ask(item.question, item.history).milliseconds for _ in range(5) for item in items]
    print(f"{len(took)} answers: median {median(took):.2f} ms, p99 {quantiles(took, n=100)[-1]:.2f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
