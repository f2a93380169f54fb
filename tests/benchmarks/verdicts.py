"""Fit the weights of the judge of claims on many folders, and tell what they give on those left out.

    python -m tests.benchmarks.verdicts FOLDER...

A folder holds `docs/` and `claims.jsonl`, each line with `claim`, `verdict`, and `wrong` for what a contradicted one has
wrong. Printed are, for each kind of folder (its name without digits at the end), the shares of right verdicts, of ticks
among claims that are not supported, of contradicted ones of which the wrong part is named, and of supported ones that
are ticked, by weights fitted on four fifths of the folders without it; and last the weights fitted on all of them.
`tests.benchmarks.answered` makes such folders of questions with answers.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.check.checker import Checker
from retrieval.check.judge import certainty
from retrieval.check.weights import shipped_weights
from retrieval.library import Library
from tests.benchmarks.fitting import Numbers

STATES = ("supported", "contradicted", "not_found")
# As often as people say something true, something false, and something that nothing is said of.
SHARES = (0.4, 0.4, 0.2)
PULL, ROUNDS, STEP, FOLDS = 0.003, 500, 0.03, 5
# A large set of one kind counts for less than so many small ones.
SIZE = 0.75
# A sum so low that the verdict is out of the question.
NEVER = -6.0
# Traits of which more is never a reason for a tick, or never a reason against one.
AGAINST = ("missing", "lack", "withheld", "mark_", "restricted", "other_")
FOR = ("share", "here", "figures_", "name_", "date_here", "pairs", "supports")


Candidate = tuple[Mapping[str, float], float]
"""The traits of what may decide a verdict, and what it counts besides them."""


class Case(NamedTuple):
    """A claim with what may bear it out and what may contradict it, and if each of these names what is wrong."""

    folder: str
    verdict: int
    ticks: Sequence[Candidate]
    odd: Sequence[Candidate]
    named: list[bool]


class Table(NamedTuple):
    """The traits of all candidates, one in a row, with what each counts besides and the number of its case."""

    rows: Numbers
    besides: Numbers
    cases: NDArray[np.int64]


def cases(folder: Path, index: Path) -> Iterator[Case]:
    """Lay every claim of a folder beside its sentences."""
    checker = Checker(Library.open(folder / "docs", cache=index, index=index).material)
    for line in filter(None, map(str.strip, (folder / "claims.jsonl").read_text("utf-8").splitlines())):
        item = json.loads(line)
        claim, wrong = str(item["claim"]), item.get("wrong") or []
        found = [one for one in checker.weighable(claim) if one.traits]
        ticks = [(one.traits, certainty(one.comparison)) for one in found if one.may_support]
        odd = [one for one in found if one.may_contradict]
        named = [any(_says(claim[f.start : f.end], wrong) for f in one.comparison.mismatches) for one in odd]
        weighed = [(one.traits, certainty(one.comparison) / 2) for one in odd]
        yield Case(folder.name, STATES.index(item["verdict"]), ticks, weighed, named)


def _says(claimed: str, wrong: Sequence[str]) -> bool:
    return any(one in claimed or claimed in one for one in wrong)


def tabled(known: Sequence[Case], names: Sequence[str], state: int, *, learning: bool) -> Table:
    """Return the traits of candidates for a tick (0) or a contradiction (1).

    To learn from, a contradicted claim has only those that name what is wrong, if there are any.
    """
    places = {name: at for at, name in enumerate(names)}
    rows, besides, numbers = [], [], []
    for number, case in enumerate(known):
        candidates = (case.ticks, case.odd)[state]
        if state and learning and any(case.named) and case.verdict == state:
            candidates = [one for one, named in zip(candidates, case.named, strict=True) if named]
        for traits, beside in candidates:
            row = np.zeros(len(names))
            for name in traits.keys() & places.keys():
                row[places[name]] = traits[name]
            rows.append(row)
            besides.append(beside)
            numbers.append(number)
    return Table(np.array(rows).reshape(-1, len(names)), np.array(besides), np.array(numbers, dtype=np.int64))


def best(table: Table, weights: Numbers, count: int) -> tuple[Numbers, NDArray[np.int64]]:
    """Return for each case the largest sum of its candidates, and its row; -1 if it has none."""
    sums, rows = np.full(count, NEVER), np.full(count, -1)
    if len(table.cases):
        found = table.rows @ weights + table.besides
        order = np.lexsort((found, table.cases))
        last = np.r_[table.cases[order][1:] != table.cases[order][:-1], True]
        sums[table.cases[order][last]], rows[table.cases[order][last]] = found[order][last], order[last]
    return sums, rows


def fitted(known: Sequence[Case], names: Sequence[str]) -> Numbers:
    """Return weights for a tick and for a contradiction that make the true verdicts likely, by Adam."""
    tables = [tabled(known, names, state, learning=True) for state in (0, 1)]
    truth = np.eye(3)[[case.verdict for case in known]]
    counts = _counts(known)
    weights = np.zeros((2, len(names)))
    weights[:, names.index("constant")] = -1.0
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for at in range(1, ROUNDS + 1):
        found = [best(table, own, len(known)) for table, own in zip(tables, weights, strict=True)]
        sums = np.stack([*(one[0] for one in found), np.zeros(len(known))], axis=1)
        likely = np.exp(sums - sums.max(1, keepdims=True))
        missed = (truth - likely / likely.sum(1, keepdims=True)) * counts[:, None]
        gradient = -PULL * weights
        for state, (_, rows) in enumerate(found):
            there = rows >= 0
            gradient[state] += tables[state].rows[rows[there]].T @ missed[there, state]
        first = 0.9 * first + 0.1 * gradient
        second = 0.999 * second + 0.001 * gradient**2
        weights += STEP * (first / (1 - 0.9**at)) / (np.sqrt(second / (1 - 0.999**at)) + 1e-8)
        _hold_signs(weights, names)
    return weights


def _counts(known: Sequence[Case]) -> Numbers:
    """Return what each case counts: the verdicts of a kind of folder as often as people meet them."""
    kinds = [kind_of(case.folder) for case in known]
    counts = np.zeros(len(known))
    for kind in set(kinds):
        own = np.array([one == kind for one in kinds])
        verdicts = np.array([case.verdict for case in known])
        for state, share in enumerate(SHARES):
            these = own & (verdicts == state)
            counts[these] = share * own.sum() ** SIZE / max(1, these.sum())
    total: float = counts.sum()
    return counts / total


def kind_of(folder: str) -> str:
    """Return the name of a folder without the digits at its end."""
    return folder.rstrip("0123456789")


def _hold_signs(weights: Numbers, names: Sequence[str]) -> None:
    """Hold the signs of weights, and at 0 those of traits that say nothing to a tick or to a contradiction."""
    for at, table in enumerate((shipped_weights().supported, shipped_weights().contradicted)):
        weights[at, [name not in table for name in names]] = 0.0
    for at, name in enumerate(names):
        if any(part in name for part in AGAINST):
            weights[0, at] = min(weights[0, at], 0.0)
        elif name.startswith(FOR):
            weights[0, at] = max(weights[0, at], 0.0)


def shares(known: Sequence[Case], names: Sequence[str], weights: Numbers) -> tuple[float, ...]:
    """Return the shares of right verdicts, false ticks, wrong parts named, and true claims ticked."""
    (ticks, _), (odd, rows) = (
        best(tabled(known, names, state, learning=False), weights[state], len(known)) for state in (0, 1)
    )
    named = np.array([name for case in known for name in case.named] or [False])
    said = np.where((ticks > 0) & (ticks >= odd), 0, np.where(odd > 0, 1, 2))
    true = np.array([case.verdict for case in known])
    told = (said == 1) & (rows >= 0) & named[rows]
    return tuple(
        float(np.mean(one)) if len(one) else float("nan")
        for one in (said == true, said[true != 0] == 0, told[true == 1], said[true == 0] == 0)
    )


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print the table of the folders left out, and the weights."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    folders = sorted(parser.parse_args().folders)
    weights = shipped_weights()
    names = sorted({*weights.supported, *weights.contradicted})
    with tempfile.TemporaryDirectory() as index:
        known = [(at % FOLDS, case) for at, folder in enumerate(folders) for case in cases(folder, Path(index))]
    found: dict[str, list[tuple[float, ...]]] = {}
    for fold in range(FOLDS):
        learned = fitted([case for at, case in known if at != fold], names)
        left = [case for at, case in known if at == fold]
        for kind in sorted({kind_of(case.folder) for case in left}):
            found.setdefault(kind, []).append(shares([c for c in left if kind_of(c.folder) == kind], names, learned))
    for kind, rows in found.items():
        _print(f"{kind:40}" + " ".join(f"{share:.3f}" for share in np.nanmean(np.array(rows), axis=0)))
    for state, own in zip(STATES, fitted([case for _, case in known], names), strict=False):
        _print(f"[{state}]")
        for name, weight in zip(names, own, strict=True):
            if abs(weight) >= 0.02:
                _print(f"{name} = {weight:.2f}")


if __name__ == "__main__":
    main()
