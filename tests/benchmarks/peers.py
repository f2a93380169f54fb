"""The product's postings beside other engines, on the same words, in one run.

    python -m tests.benchmarks.peers [--sizes 1000,10000,100000,1000000] [--sets FILE ...] [--without ENGINE ...]

For every size: each engine builds its index in a process of its own; then a fresh process of each opens it, three times
at most, for the time to the first answer; then all are kept open and asked in turn, twenty queries at a time behind one that
is not counted, so that whatever else the machine does falls on all of them alike. Query and build times are processor time in one thread. An engine that
has used up a minute of answering is asked no more. Prints a table for each size with the ratios to the product, writes
all figures to `peers.json` beside this file, where those of other sizes stay, and draws the pictures of the README.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import fmean, median
from typing import Any

import numpy as np

from tests.benchmarks.engines import ENGINES, size_of
from tests.benchmarks.plots import draw
from tests.benchmarks.synthetic import Corpus, write_corpus

FIGURES = Path(__file__).parent / "peers.json"
ROOT = Path(__file__).parents[2]
_WARMING, _ROUND, _STARTS = 20, 20, 3
_MOST_SECONDS, _MOST_STARTING = 60.0, 15.0
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS", "RAYON_NUM_THREADS"), "1")

Figures = dict[str, dict[str, float]]


class Answering:
    """A process that has an index open."""

    def __init__(self, engine: str, index: Path) -> None:
        command = [sys.executable, "-m", "tests.benchmarks.engine_process", "answer", engine, str(index)]
        self._process = subprocess.Popen(command, **_pipes())
        self.milliseconds: list[float] = []
        self.found: list[list[int]] = []
        self.peak = 0.0

    def ask(self, queries: list[list[str]]) -> list[float]:
        """Ask, and keep what was found; the milliseconds of each query."""
        answers = json.loads(_line(self._process, queries))
        self.found += answers["found"]
        self.peak = answers["peak"]
        took: list[float] = answers["milliseconds"]
        return took

    def end(self) -> None:
        """Let the process end."""
        self._process.communicate()


def main() -> None:
    """Measure, print, keep and draw."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,10000,100000,1000000")
    parser.add_argument("--sets", nargs="*", type=Path, default=[])
    parser.add_argument("--without", nargs="*", choices=ENGINES, default=[])
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder by default")
    told = parser.parse_args()
    kept = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
    for size in map(int, told.sizes.split(",")):
        with tempfile.TemporaryDirectory(dir=told.folder) as folder:
            kept[str(size)] = measured(
                size, told.sets, [name for name in ENGINES if name not in told.without], Path(folder)
            )
        print(table(size, kept[str(size)]), flush=True)  # noqa: T201
        FIGURES.write_text(json.dumps(kept, indent=1), "utf-8")
    draw(kept, ROOT / "tests" / "pictures")


def measured(size: int, sets: list[Path], engines: list[str], folder: Path) -> Figures:
    """Return the figures of each engine for a corpus of so many passages."""
    write_corpus(folder / "corpus", size, sets)
    queries = Corpus(folder / "corpus").queries
    figures: Figures = {}
    for name in engines:
        (folder / name).mkdir()
        built = _built(name, folder / "corpus", folder / name)
        first = _first(name, folder / name, queries[0])
        figures[name] = {
            "build seconds": built["used"], "build peak MB": built["peak"],
            "index MB": size_of(folder / name) / 1e6, "first answer seconds": first,
        }  # fmt: skip
    answering = {name: Answering(name, folder / name) for name in engines}
    _take_turns(answering, queries)
    for name, one in answering.items():
        figures[name] |= {
            "median ms": median(one.milliseconds), "p99 ms": float(np.quantile(one.milliseconds, 0.99)),
            "queries a second": 1000 / fmean(one.milliseconds), "queries": len(one.milliseconds),
            "peak MB": one.peak, "same": _same(answering[engines[0]].found, one.found),
        }  # fmt: skip
        one.end()
    return figures


def _built(name: str, corpus: Path, index: Path) -> Any:
    command = [sys.executable, "-m", "tests.benchmarks.engine_process", "build", name, str(corpus), str(index)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=ROOT, env=os.environ | _ONE_THREAD)
    return json.loads(done.stdout)


def _first(name: str, index: Path, query: list[str]) -> float:
    took: list[float] = []
    while len(took) < _STARTS and sum(took) < _MOST_STARTING:
        started = time.perf_counter()
        one = Answering(name, index)
        one.ask([query])
        took.append(time.perf_counter() - started)
        one.end()
    return min(took)


def _take_turns(answering: dict[str, Answering], queries: list[list[str]]) -> None:
    for one in answering.values():
        if max(one.ask(queries[:1])) < 100:
            one.ask(queries[1:_WARMING])
        one.found.clear()
    for at in range(_WARMING, len(queries), _ROUND):
        for one in answering.values():
            if sum(one.milliseconds) < _MOST_SECONDS * 1000:
                # What the others did has emptied the processor's caches, which is no fault of this one.
                one.ask(queries[at - 1 : at])
                one.found.pop()
                one.milliseconds += one.ask(queries[at : at + _ROUND])


def _same(ours: list[list[int]], theirs: list[list[int]]) -> float:
    """Return the share of the passages found that we find too, over the queries that both were asked."""
    return fmean(len(set(a) & set(b)) / max(len(a), 1) for a, b in zip(ours, theirs, strict=False))


def table(size: int, figures: Figures) -> str:
    """Return the figures as Markdown; behind each, in brackets, the ratio to the product's."""
    columns = ("median ms", "p99 ms", "queries a second", "build seconds", "first answer seconds", "index MB", "peak MB", "build peak MB")  # fmt: skip
    ours = figures["yinju"]
    rows = [f"| {size:,} passages | " + " | ".join(columns) + " | same |", "|---" * (len(columns) + 2) + "|"]
    for name, own in figures.items():
        cells = [f"{own[column]:.3g} (×{own[column] / ours[column]:.2g})" for column in columns]
        rows.append(f"| {name} | " + " | ".join(cells) + f" | {own['same']:.2f} |")
    return "\n".join(rows)


def _pipes() -> dict[str, Any]:
    return {
        "stdin": subprocess.PIPE,
        "stdout": subprocess.PIPE,
        "text": True,
        "cwd": ROOT,
        "env": os.environ | _ONE_THREAD,
    }


def _line(process: subprocess.Popen[str], queries: list[list[str]]) -> str:
    assert process.stdin
    assert process.stdout
    process.stdin.write(json.dumps(queries) + "\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        sys.exit("an engine ended without an answer")
    return line


if __name__ == "__main__":
    main()
