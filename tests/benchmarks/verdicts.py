"""Fit the weights of the judge of claims on several folders, and tell what they give on those left out.

    python -m tests.benchmarks.verdicts FOLDER...

A folder holds `docs/` and `claims.jsonl`, each line with `claim`, `verdict`, and `wrong` for what a contradicted one has
wrong. Printed are, for each folder, the shares of right verdicts, of ticks among claims that are not supported, and of
supported ones that are ticked, by weights fitted on the other folders; and last the weights fitted on all of them.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from retrieval.check.checker import Checker
from retrieval.check.judge import shipped_weights
from retrieval.library import Library
from tests.benchmarks.fitting import Numbers

STATES = ("supported", "contradicted", "not_found")
PULL, ROUNDS, STEP = 0.003, 1500, 0.02
# A sum so low that the verdict is out of the question.
NEVER = -6.0
# Traits of which more is never a reason for a tick, or never a reason against one.
AGAINST = ("missing", "lack", "withheld", "clause_lacks", "mark_", "restricted", "other_")
FOR = ("share", "here", "figures_", "name_", "date_here", "pairs", "supports", "sure")


class Lesson(NamedTuple):
    """A claim: for a tick and for a contradiction the traits of the sentences in question, and the true verdict.

    `named` tells for each sentence if what it contradicts is what is wrong.
    """

    supported: Numbers
    contradicted: Numbers
    named: tuple[bool, ...]
    verdict: int


def lessons(folder: Path, names: Sequence[str], index: Path) -> list[Lesson]:
    """Lay every claim of a folder beside its sentences."""
    checker = Checker(Library.open(folder / "docs", cache=index, index=index).material)
    lines = (folder / "claims.jsonl").read_text("utf-8").splitlines()
    return [_lesson(json.loads(line), checker, names) for line in lines if line.strip()]


def _lesson(item: dict[str, object], checker: Checker, names: Sequence[str]) -> Lesson:
    claim, wrong = str(item["claim"]), [str(one) for one in item.get("wrong") or ()]  # type: ignore[attr-defined]
    found = checker.weighable(claim)
    ticks = [one.traits for one in found if one.may_support]
    odd = [one for one in found if one.may_contradict]
    named = tuple(any(_says(claim[f.start : f.end], wrong) for f in one.comparison.mismatches) for one in odd)
    return Lesson(
        _table(ticks, names), _table([o.traits for o in odd], names), named, STATES.index(str(item["verdict"]))
    )


def _says(claimed: str, wrong: Sequence[str]) -> bool:
    return any(one in claimed or (claimed in one and 2 * len(claimed) >= len(one)) for one in wrong)


def _table(found: Sequence[dict[str, float]], names: Sequence[str]) -> Numbers:
    return np.array([[traits.get(name, 0.0) for name in names] for traits in found]).reshape(-1, len(names))


def fitted(groups: Sequence[Sequence[Lesson]], names: Sequence[str]) -> tuple[Numbers, Numbers]:
    """Weights for a tick and for a contradiction that make the true verdicts likely, each folder by its root."""
    known = [(one, 1 / np.sqrt(len(group))) for group in groups for one in group]
    total = sum(weight for _, weight in known)
    weights = np.zeros((2, len(names)))
    weights[:, list(names).index("constant")] = -1.0
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for at in range(1, ROUNDS + 1):
        gradient = -PULL * weights
        for lesson, weight in known:
            gradient += weight / total * _slope(lesson, weights)
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights += STEP * (first / (1 - 0.9**at)) / (np.sqrt(second / (1 - 0.999**at)) + 1e-8)
        _hold_signs(weights, names)
    return weights[0], weights[1]


def _hold_signs(weights: Numbers, names: Sequence[str]) -> None:
    """Hold the signs of weights, and at 0 those of traits that say nothing to a tick or to a contradiction."""
    for at, table in enumerate((shipped_weights().supported, shipped_weights().contradicted)):
        weights[at, [name not in table for name in names]] = 0.0
    for at, name in enumerate(names):
        if any(part in name for part in AGAINST):
            weights[0, at] = min(weights[0, at], 0.0)
        elif name.startswith(FOR):
            weights[0, at] = max(weights[0, at], 0.0)


def _slope(lesson: Lesson, weights: Numbers) -> Numbers:
    """Return the gradient of the log-likelihood of the true verdict; of several sentences the best counts."""
    rows, sums = _best(lesson, weights, learning=True)
    likely = np.exp(sums - sums.max())
    likely /= likely.sum()
    wanted = np.eye(3)[lesson.verdict] - likely
    return np.stack([wanted[0] * rows[0], wanted[1] * rows[1]])


def _best(lesson: Lesson, weights: Numbers, *, learning: bool = False) -> tuple[Numbers, Numbers]:
    rows, sums = np.zeros_like(weights), np.array([NEVER, NEVER, 0.0])
    for at, table in enumerate((lesson.supported, lesson.contradicted)):
        if at == 1 and learning and lesson.verdict == 1 and any(lesson.named):
            table = table[np.array(lesson.named)]
        if len(table):
            found = table @ weights[at]
            rows[at], sums[at] = table[int(found.argmax())], found.max()
    return rows, sums


def verdict(lesson: Lesson, weights: tuple[Numbers, Numbers]) -> int:
    """Return the verdict on a claim by some weights."""
    return int(_best(lesson, np.stack(weights))[1].argmax())


def shares(group: Sequence[Lesson], weights: tuple[Numbers, Numbers]) -> tuple[float, float, float]:
    """Return the shares of right verdicts, of false ticks, and of supported claims that are ticked."""
    said = [(one.verdict, verdict(one, weights)) for one in group]
    false = [got == 0 for true, got in said if true != 0]
    kept = [got == 0 for true, got in said if true == 0]
    right = sum(true == got for true, got in said) / len(said)
    return right, sum(false) / max(1, len(false)), sum(kept) / max(1, len(kept))


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _weights(names: Sequence[str], found: tuple[Numbers, Numbers]) -> Iterator[str]:
    for state, weights in zip(STATES, found, strict=False):
        yield f"[{state}]"
        yield from (
            f"{name} = {weight:.2f}" for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.02
        )


def main() -> None:
    """Print the table of the folders left out, and the weights."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    arguments = parser.parse_args()
    weights = shipped_weights()
    names = sorted({*weights.supported, *weights.contradicted})
    with tempfile.TemporaryDirectory() as index:
        groups = {str(folder): lessons(folder, names, Path(index)) for folder in arguments.folders}
    for name, group in groups.items():
        others = [other for key, other in groups.items() if key != name]
        _print(f"{name:40}" + " ".join(f"{share:.3f}" for share in shares(group, fitted(others, names))))
    for line in _weights(names, fitted(list(groups.values()), names)):
        _print(line)


if __name__ == "__main__":
    main()
