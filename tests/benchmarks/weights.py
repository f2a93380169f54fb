"""Fits `retrieval/ask/weights.toml`: what each feature of a sentence and each signal of an answer counts.

    python -m tests.benchmarks.weights PUBLIC.jsonl.gz … [--write]

The sentences' weights are fitted on the questions of `tests/data` and, with a fiftieth of their weight, on public sets in
the format of `yinju eval --passages`, and are held near `START`. The signals' are fitted on the same questions of
`tests/data`, and on 1,000 questions of each public set, once with and once without the passage that answers them.
Prints the figures by five-fold cross-validation, whole and with each feature and each signal left out. The features of
passages and the roles are not fitted. The threshold is the one with the best mean F1 over our own sets. With --write the file is written anew; the same data give the same file.
"""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.ask.confidence import Signals
from retrieval.ask.features import shipped
from tests.benchmarks.fitting import Choice, Numbers, first_right, fit_choice, fit_logistic
from tests.benchmarks.lessons import Judged, Lessons, feature_names, lessons

ROOT = Path(__file__).parents[2]
FILE = ROOT / "retrieval" / "ask" / "weights.toml"
START = {
    "passage": 1.0, "around": 0.33, "words": 0.3, "characters": 0.6, "pairs": 0.15, "joined": 0.3, "concepts": 1.0,
    "opening": 3.0, "shows_year": 4.5, "shows_date": 4.5, "shows_times": 6.0, "shows_share": 4.5, "shows_money": 4.5, "shows_people": 4.5,
    "shows_duration": 4.5, "shows_size": 4.5, "shows_rank": 4.5, "shows_number": 3.0, "shows_unit": 3.0,
    "shows_reason": 5.0, "shows_name": 2.25, "shows_person": 2.25, "shows_place": 2.25, "shows_route": 3.0, "shows_way": 0.75,
    "shows_meaning": 2.25, "shows_list": 2.5,
}  # fmt: skip
FOLDS = 5
SCALE, PULL, PUBLIC = 0.3, 8.0, 0.02
PENALTY, REFUSALS, PUBLIC_SIGNALS = 0.001, 3.0, 0.05


def main() -> None:
    """Print the tables, and write the file if that is wanted."""
    write = "--write" in sys.argv
    known = lessons([Path(name) for name in sys.argv[1:] if name != "--write"])
    names = feature_names()
    weights = _sentences(known, known.own)
    _print(f"{'sentences':<18} right first, cross-validated; public sets")
    _print_sentences(known, names)
    answered = _answered(known.judged, known.public_judged, Signals._fields)
    _print_signals(known)
    likelihood = np.array([likely(one, answered) for one in known.judged])
    least, _ = _threshold(likelihood, known)
    if write:
        FILE.write_text(_toml(dict(zip(names, weights / SCALE, strict=True)), answered, least), "utf-8")


def _sentences(known: Lessons, own: Sequence[Choice], without: int | None = None) -> Numbers:
    start = np.array([START[name] for name in feature_names()]) * SCALE
    groups = [(own, 1.0), *((public, PUBLIC) for public in known.public)]
    if without is not None:
        start[without] = 0.0
        groups = [([_blind(choice, without) for choice in choices], weight) for choices, weight in groups]
    return fit_choice(groups, start, PULL)


def _blind(choice: Choice, feature: int) -> Choice:
    features = choice.features.copy()
    features[:, feature] = 0.0
    return Choice(features, choice.right)


def _print_sentences(known: Lessons, names: Sequence[str]) -> None:
    shows = [at for at, name in enumerate(names) if name.startswith("shows_")]
    for name, without in [("all", None), *((name, at) for at, name in enumerate(names) if at not in shows)]:
        right = []
        for fold in range(FOLDS):
            learn = [choice for at, choice in enumerate(known.own) if at % FOLDS != fold]
            test = [choice for at, choice in enumerate(known.own) if at % FOLDS == fold]
            weights = _sentences(known, learn, without)
            right += first_right([test_ if without is None else _blind(test_, without) for test_ in test], weights)
        weights = _sentences(known, known.own, without)
        public = [float(np.mean(first_right(choices, weights))) for choices in known.public]
        label = name if without is None else f"without {name}"
        _print(f"{label:<18} {np.mean(right):.3f}  " + "  ".join(f"{share:.4f}" for share in public))


def _answered(own: Sequence[Judged], public: Sequence[Judged], fields: Sequence[str]) -> dict[str, float]:
    judged = [*own, *public]
    table = np.array([[getattr(one.signals, field) for field in fields] for one in judged])
    yes = np.array([one.answerable for one in judged], dtype=bool)
    worth = np.array([1.0 if one.answerable else REFUSALS for one in own] + [PUBLIC_SIGNALS] * len(public))
    found = fit_logistic(table, yes, worth, PENALTY)
    return dict(zip([*fields, "constant"], (float(weight) for weight in found), strict=True))


def likely(one: Judged, weights: Mapping[str, float]) -> float:
    """Return how likely there is an answer, from 0 to 1."""
    total = sum(weights.get(name, 0.0) * value for name, value in one.signals._asdict().items())
    return float(1 / (1 + np.exp(-total - weights["constant"])))


def _print_signals(known: Lessons) -> None:
    _print(f"{'silence':<25} F1 of refusals, cross-validated; threshold, precision, recall")
    for left_out in (None, *Signals._fields):
        fields = [field for field in Signals._fields if field != left_out]
        likelihood = np.zeros(len(known.judged))
        for fold in range(FOLDS):
            learn = [one for at, one in enumerate(known.judged) if at % FOLDS != fold]
            weights = _answered(learn, known.public_judged, fields)
            for at in range(fold, len(known.judged), FOLDS):
                likelihood[at] = likely(known.judged[at], weights)
        least, figures = _threshold(likelihood, known)
        label = "all" if left_out is None else f"without {left_out}"
        _print(f"{label:<25} {figures[0]:.3f}  {least:.2f}  {figures[1]:.3f}  {figures[2]:.3f}")


def _threshold(likelihood: Numbers, known: Lessons) -> tuple[float, tuple[float, float, float]]:
    """Return the threshold with the best F1 of refusals, and F1, precision and recall, each the mean over our
    own sets.
    """
    best = (0.0, (0.0, 0.0, 0.0))
    for least in np.arange(0.1, 0.9, 0.02):
        figures = np.mean([_refusals(likelihood < least, known, name) for name in known.silent], axis=0)
        if figures[0] >= best[1][0]:
            best = (round(float(least), 2), (float(figures[0]), float(figures[1]), float(figures[2])))
    return best


def _refusals(refused: NDArray[np.bool_], known: Lessons, name: str) -> tuple[float, float, float]:
    own = np.array([one.origin == name for one in known.judged])
    yes = np.array([one.answerable for one in known.judged])
    right, wrong = int((own & ~yes & refused).sum()) + known.silent[name], int((own & yes & refused).sum())
    precision, recall = right / max(right + wrong, 1), right / max(int((own & ~yes).sum()) + known.silent[name], 1)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def _toml(sentences: dict[str, float], answered: dict[str, float], least: float) -> str:
    lines = [
        "# What each kind of evidence counts (see features.py), and each signal of an answer (see signals.py).",
        "# Written by tests/benchmarks/weights.py; [passages] and [roles] are not fitted.",
        f"\nleast = {least}",
    ]
    tables: Mapping[str, Mapping[Any, float]] = {
        "passages": shipped().passages,
        "sentences": sentences,
        "roles": shipped().roles,
        "answered": answered,
    }
    for name, table in tables.items():
        lines += [f"\n[{name}]", *(f"{key} = {round(value, 3)}" for key, value in table.items())]
    return "\n".join(lines) + "\n"


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
