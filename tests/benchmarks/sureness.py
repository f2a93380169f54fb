"""Fit the weights of confidence on several folders, and tell what they give on those left out.

    python -m tests.benchmarks.sureness FOLDER... [--public FOLDER...] [--ablate]

A folder holds `docs/` and `questions.jsonl`, as for `tests.benchmarks.rerank`. Folders of `LEAST_LARGE_SENTENCES` and
more are fitted together, and all others.

- Large: the weights tell questions that a folder answers from those that it does not, both alike; then the sum is
  stretched so that it is the share of answers with a right quote among three. Each folder counts alike, but those of
  public sets, whose questions are all of one kind, `PUBLIC` of that.
- Small: the weights tell right answers from others at once. Small folders that lie in the same folder are of a kind:
  they count as one, and are left out together. `UNANSWERABLE` of each is what it does not answer, however much it has.

Printed are, on each folder by the weights of the others, the AUC, the share of right answers that are said surely, the
share of what it does not answer that is, and the share right of all that is said surely, before doubts; with `--ablate`
the mean AUC without each value; and the weights fitted on all.
"""

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.ask.answer import find
from retrieval.ask.confidence import leading_of, values_of
from retrieval.ask.features import shipped
from retrieval.ask.query import readable
from retrieval.ask.quotes import quotable
from retrieval.ask.ranking import rank
from retrieval.ask.reranker import rerank
from retrieval.evaluation.questions import Item, read_questions
from retrieval.library import Library
from retrieval.model import Quote
from tests.benchmarks.calibration import AMONG, is_right
from tests.benchmarks.fitting import Numbers, fit_logistic

VALUES = {
    "large": (
        "coverage",
        "signals",
        "same_question",
        "shown",
        "moved",
        "asked_word",
        "absent_words",
        "document_lead",
    ),
    "small": ("lead", "company", "figure", "signals", "latin"),
}
LEAST_LARGE_SENTENCES = 2500
PENALTY = 0.003
PUBLIC = 0.25
UNANSWERABLE = 0.3


class Lesson(NamedTuple):
    """A folder's questions: their values by name, if they have an answer, and if it is among the first three.

    `kind` tells what is left out together; `counts` is how much the folder counts in a fit.
    """

    kind: str
    size: int
    values: dict[str, Numbers]
    answerable: NDArray[np.bool_]
    right: NDArray[np.bool_]
    counts: float = 1.0

    def matrix(self, names: Sequence[str]) -> Numbers:
        """Return one row of some values a question."""
        return np.stack([self.values[name] for name in names], axis=1)


def lesson(folder: Path, index: Path) -> Lesson:
    """Ask every question over a folder; one that finds no sentence at all teaches nothing.

    Right is what would be quoted, also where the answer is silent.
    """
    library = Library.open(folder / "docs", cache=index, index=index)
    found = [(item, one) for item in read_questions(folder / "questions.jsonl") if (one := _asked(item, library))]
    size = len(library.material.index.entries)
    return Lesson(
        str(folder if size >= LEAST_LARGE_SENTENCES else folder.parent),
        size,
        {name: np.array([values[name] for _, (values, _) in found]) for name in found[0][1][0]},
        np.array([item.answerable for item, _ in found]),
        np.array([is_right(item, quotes, library) for item, (_, quotes) in found]),
    )


def _asked(item: Item, library: Library) -> tuple[Mapping[str, float], Sequence[Quote]] | None:
    material = library.material
    found = find(readable(item.question), [readable(earlier) for earlier in item.history], material)
    ranked = rank(found.asked, material.index, material.passages)
    if not ranked:
        return None
    evidence = rerank(found.asked, ranked, leading_of(found.seen), material).evidence
    quotes = quotable(found.asked, found.ranked, material, AMONG).quotes(found.asked, material, AMONG)
    return values_of(evidence, found.likelihood), quotes


def fitted(lessons: Sequence[Lesson], names: Sequence[str]) -> Numbers:
    """Weights of some values, the constant last, for large folders or for small ones."""
    return (_fitted_large if lessons[0].size >= LEAST_LARGE_SENTENCES else _fitted_small)(lessons, names)


def _fitted_small(lessons: Sequence[Lesson], names: Sequence[str]) -> Numbers:
    matrix = np.concatenate([one.matrix(names) for one in lessons])
    spread = matrix.std(axis=0) + 1e-9
    of_kind = Counter(one.kind for one in lessons)
    worth = [_worth(one) / of_kind[one.kind] for one in lessons]
    right = np.concatenate([one.right for one in lessons])
    weights = fit_logistic(matrix / spread, right, np.concatenate(worth), PENALTY)
    weights[:-1] /= spread
    return weights


def _worth(one: Lesson) -> Numbers:
    """Return what each question counts, all of a folder 1."""
    unanswerable = UNANSWERABLE if (~one.answerable).any() else 0.0
    yes, no = max(one.answerable.sum(), 1), max((~one.answerable).sum(), 1)
    worth: Numbers = np.where(one.answerable, (1 - unanswerable) / yes, unanswerable / no)
    return worth


def _fitted_large(lessons: Sequence[Lesson], names: Sequence[str]) -> Numbers:
    matrix = np.concatenate([one.matrix(names) for one in lessons])
    spread = matrix.std(axis=0) + 1e-9
    answerable = np.concatenate([one.answerable for one in lessons])
    halves = [
        one.counts * np.where(one.answerable, 0.5 / one.answerable.sum(), 0.5 / (~one.answerable).sum())
        for one in lessons
    ]
    weights = fit_logistic(matrix / spread, answerable, np.concatenate(halves), PENALTY)
    weights[:-1] /= spread
    total = matrix @ weights[:-1]
    alike = np.concatenate([np.full(len(one.right), one.counts / len(one.right)) for one in lessons])
    slope, constant = fit_logistic(total[:, None], np.concatenate([one.right for one in lessons]), alike, 0.0)
    found: Numbers = np.r_[weights[:-1] * slope, constant]
    return found


def auc(one: Lesson, names: Sequence[str], weights: Numbers) -> float:
    """Return how often a question that a folder answers has a higher sum than one that it does not; NaN without such."""
    total = one.matrix(names) @ weights[:-1]
    yes, no = total[one.answerable], total[~one.answerable]
    above = (yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean() if len(yes) and len(no) else np.nan
    return float(above)


def left_out(lessons: Sequence[Lesson], names: Sequence[str]) -> list[Numbers]:
    """Return for each folder the weights fitted on those of other kinds."""
    return [fitted([other for other in lessons if other.kind != one.kind], names) for one in lessons]


def said_surely(one: Lesson, names: Sequence[str], weights: Numbers) -> tuple[float, float, float]:
    """Return the share of right answers, of what is not answered and, of all that is said surely, that is right."""
    sure = 1 / (1 + np.exp(-(one.matrix(names) @ weights[:-1] + weights[-1]))) >= shipped().sure
    return _share(sure, one.right), _share(sure, ~one.answerable), _share(one.right, sure)


def _share(what: NDArray[np.bool_], among: NDArray[np.bool_]) -> float:
    return float(what[among].mean()) if among.any() else float("nan")


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--public", nargs="*", type=Path, default=[])
    parser.add_argument("--ablate", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as index:
        lessons = {folder.name: lesson(folder, Path(index)) for folder in [*given.folders, *given.public]}
    for folder in given.public:
        lessons[folder.name] = lessons[folder.name]._replace(counts=PUBLIC)
    for kind, names in VALUES.items():
        own = {name: one for name, one in lessons.items() if (one.size >= LEAST_LARGE_SENTENCES) == (kind == "large")}
        if len(own) < 2:
            continue
        _print(f"{kind}: AUC, sure of the right, of the unanswerable, right of the sure")
        for (name, one), weights in zip(own.items(), left_out(list(own.values()), names), strict=True):
            shares = " ".join(f"{share:.2f}" for share in said_surely(one, names, weights))
            _print(f"{name:24}{auc(one, names, weights):.3f}  {shares}")
        runs = [("all", names), *((f"- {n}", tuple(m for m in names if m != n)) for n in names if given.ablate)]
        for label, kept in runs:
            found = zip(own.values(), left_out(list(own.values()), kept), strict=True)
            _print(f"{label:24}mean AUC {np.nanmean([auc(one, kept, weights) for one, weights in found]):.3f}")
        for name, weight in zip((*names, "constant"), fitted(list(own.values()), names), strict=True):
            _print(f"{name} = {weight:.2f}")


if __name__ == "__main__":
    main()
