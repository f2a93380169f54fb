"""Calibration: of the answers with some confidence, the share with a right quote among three, folder by folder.

    python -m tests.benchmarks.calibration [--plot PICTURE.svg] FOLDER...

A folder holds `docs/` and `questions.jsonl`, as for `tests.benchmarks.rerank`. Answers without quotes are counted by
their confidence, too: they are never right. Printed are the table, the AUC of the confidence (a question that the
folder answers above one that it does not), and what is said surely and as the nearest.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.evaluation.questions import Item, read_questions
from retrieval.language.fold import fold
from retrieval.library import Library
from retrieval.model import Quote

EDGES = (0.0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1.0001)
AMONG = 3
# A shorter quote is no part of a long answer that anybody would take for one.
SHORTEST_PART = 8


class Asked(NamedTuple):
    """A folder's questions: their confidence, if they have an answer, and if it was quoted, surely or nearly."""

    confidence: NDArray[np.float64]
    answerable: NDArray[np.bool_]
    right: NDArray[np.bool_]
    sure: NDArray[np.bool_]
    near: NDArray[np.bool_]


def asked_of(folder: Path, index: Path) -> Asked:
    """Ask every question over a folder."""
    library = Library.open(folder / "docs", cache=index, index=index)
    items = read_questions(folder / "questions.jsonl")
    answers = [library.ask(item.question, item.history) for item in items]
    right = [is_right(item, one.quotes, library) for item, one in zip(items, answers, strict=True)]
    return Asked(
        np.array([one.confidence for one in answers]),
        np.array([item.answerable for item in items]),
        np.array(right),
        np.array([one.status == "answered" for one in answers]),
        np.array([one.status == "near" for one in answers]),
    )


def is_right(item: Item, found: Sequence[Quote], library: Library) -> bool:
    """Tell if one of the first quotes holds an accepted answer, is a part of a long one, or meets the evidence."""
    if not item.answerable:
        return False
    files = {one.file for one in item.evidence}
    quotes = [quote for quote in found[:AMONG] if quote.file in files]
    wanted = ["".join(fold(one).split()) for one in item.answers or item.all_of]
    texts = ["".join(fold(quote.text).split()) for quote in quotes]
    if wanted:
        return any(one in text or (len(text) >= SHORTEST_PART and text in one) for text in texts for one in wanted)
    places = [(one.file, library.text(one.file).find(one.quote), len(one.quote)) for one in item.evidence]
    return any(q.file == f and at >= 0 and q.start < at + n and at < q.end for q in quotes for f, at, n in places)


def auc(asked: Asked) -> float:
    """Return how often a question that is answered is more confident than one that is not."""
    yes, no = asked.confidence[asked.answerable], asked.confidence[~asked.answerable]
    above = (yes[:, None] > no).mean() + 0.5 * (yes[:, None] == no).mean() if len(yes) and len(no) else np.nan
    return float(above)


def table(found: dict[str, Asked]) -> list[str]:
    """Return the lines of the table in Markdown."""
    lines = [f"| confidence | {' | '.join(found)} | all |", "|---" * (len(found) + 2) + "|"]
    for low, high in pairwise(EDGES):
        cells = [_cell(asked, low, high) for asked in found.values()]
        count, right = sum(n for n, _ in cells), sum(r for _, r in cells)
        shares = [f"{r / n:.2f} of {n}" if n else "" for n, r in [*cells, (count, right)]]
        lines.append(f"| {low:.1f} to {min(high, 1):.1f} | {' | '.join(shares)} |")
    rows: dict[str, Callable[[Asked], float]] = {
        "AUC": auc,
        "right, and said surely": lambda a: (a.sure & a.right).sum() / max(a.right.sum(), 1),
        "not in the folder, and answered surely": lambda a: (
            (a.sure & ~a.answerable).sum() / max((~a.answerable).sum(), 1)
        ),
        "not in the folder, and answered as the nearest": lambda a: (
            (a.near & ~a.answerable).sum() / max((~a.answerable).sum(), 1)
        ),
    }
    for name, row in rows.items():
        values = [float(row(asked)) for asked in found.values()]
        lines.append(f"| {name} | {' | '.join(f'{value:.2f}' for value in [*values, np.mean(values)])} |")
    return lines


def _cell(asked: Asked, low: float, high: float) -> tuple[int, int]:
    inside = (asked.confidence >= low) & (asked.confidence < high)
    return int(inside.sum()), int((inside & asked.right).sum())


def draw(found: dict[str, Asked], path: Path) -> None:
    """Write a picture of the share of right answers by confidence, one line a folder."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context({"svg.hashsalt": "yinju", "svg.fonttype": "none", "font.size": 10}):
        picture = Figure(figsize=(6.4, 4.8), layout="constrained")
        axes = picture.subplots()
        axes.plot([0, 1], [0, 1], ":", color="#999999", label="as confident as right")
        for name, asked in found.items():
            cells = [(low, high, *_cell(asked, low, high)) for low, high in pairwise(EDGES)]
            told = [(low, min(high, 1), n, right) for low, high, n, right in cells if n >= SHORTEST_PART]
            axes.plot(
                [(a + b) / 2 for a, b, _, _ in told], [r / n for _, _, n, r in told], "o-", ms=4, lw=1.2, label=name
            )
        axes.set(xlim=(0, 1), ylim=(0, 1), xlabel="confidence", ylabel="share with a right quote among three")
        axes.legend(frameon=False)
        picture.savefig(path, metadata={"Date": None})


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and draw it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--plot", type=Path)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as index:
        found = {folder.name: asked_of(folder, Path(index)) for folder in given.folders}
    sys.stdout.write("\n".join(table(found)) + "\n")
    if given.plot:
        draw(found, given.plot)


if __name__ == "__main__":
    main()
