"""Growth of the whole program: folders of any size, indexed and asked as users do.

    python -m tests.benchmarks.growing [--sizes 1000,10000,100000] [--sets FILE ...] [--folder FOLDER]

For every size a folder of documents is written and indexed in a process of its own, and a fresh process opens it and
asks every question of `tests/data/questions.jsonl`, once to warm up and then five times: whole answers, with the
mixture of scores, quotes and highlights; a third one changes a file of a hundred passages and reads the folder again.
Prints a line for each: passages, seconds of indexing, of the processor and in brackets by the clock, its most memory and
in brackets that of the largest of its worker processes, seconds for the file that changed, size of the index, seconds
to open, median and 99th percentile of the milliseconds of an answer, and the memory of the process that
answered; in brackets what of that is its own, while the rest is the index file as far as it was touched; and for how
many of every fourth question the passages found are those with the highest of all scores. All other times are those of
the processor, as other work on the machine would distort any other. What is in `--folder` already is not made again. Works
on Linux only.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import numpy as np

from retrieval.ask.features import SharedTerms, shipped, weighted
from retrieval.ask.query import query
from retrieval.ask.ranking import CANDIDATE_PASSAGES, candidates
from retrieval.evaluation.questions import Item, read_questions
from retrieval.library import Library
from tests.benchmarks.folders import write_folder

ROOT = Path(__file__).parents[2]
_ROUNDS, _EVERY = 5, 4


def main() -> None:
    """Measure and print, or do one task in the process that was started for it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--sets", nargs="*", type=Path, default=[])
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder by default")
    parser.add_argument("--task", nargs=2, type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--how", default="index", choices=_TASKS, help=argparse.SUPPRESS)
    told = parser.parse_args()
    if told.task:
        _tell(json.dumps(_TASKS[told.how](*told.task)))
        return
    _tell(
        "| passages | indexed | most memory | changed | index | opened | median | p99 | memory | exact |\n"
        + "|---" * 10
        + "|"
    )
    for size in map(int, told.sizes.split(",")):
        with tempfile.TemporaryDirectory(dir=told.folder) as temporary:
            _tell(_measured(size, told.sets, told.folder / str(size) if told.folder else Path(temporary)))


def _measured(size: int, sets: list[Path], place: Path) -> str:
    seeds, index = place / "seeds", place / "data" / "index"
    if not seeds.exists():
        write_folder(seeds, size, sets)
    made = _apart(seeds, index)
    found = _apart(seeds, index, "--how", "ask")
    disk = sum(path.stat().st_size for path in index.iterdir())
    changed = _apart(seeds, index, "--how", "change")
    return (
        f"| {found['passages']:,} | {made['seconds']:.0f} s ({made['wall']:.0f}) | "
        f"{made['peak']:,.0f} MB ({made['worker']:,.0f}) | {changed['seconds']:.2f} s | "
        f"{disk / 1e6:,.0f} MB | "
        f"{found['seconds']:.2f} s | {found['median']:.2f} ms | {found['p99']:.1f} ms | "
        f"{found['resident']:,.0f} MB ({found['own']:,.0f}) | {found['exact']} |"
    )


def _apart(*task: Path | str) -> Any:
    command = [sys.executable, "-m", "tests.benchmarks.growing", "--task", *map(str, task)]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)


def _indexed(seeds: Path, index: Path) -> dict[str, Any]:
    began, started = time.perf_counter(), time.process_time()
    Library.open(seeds, index=index)
    workers = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": time.process_time() - started + workers.ru_utime + workers.ru_stime,
        "wall": time.perf_counter() - began,
        "peak": _memory("VmHWM"),
        "worker": workers.ru_maxrss / 1024,
    }


def _changed(seeds: Path, index: Path) -> dict[str, Any]:
    """Change a file in the middle of the folder twice, and give the processor time of the second time."""
    library = Library.open(seeds, index=index)
    files = sorted(path for path in seeds.rglob("*.md"))
    file = files[len(files) // 2]
    text = file.read_text("utf-8")
    try:
        for number in range(2):
            file.write_text(text.replace("。", f"。第{number}次改过。", 50), "utf-8")
            started = time.process_time()
            library = library.reread()
            seconds = time.process_time() - started
    finally:
        file.write_text(text, "utf-8")
    return {"seconds": seconds}


def _answered(seeds: Path, index: Path) -> dict[str, Any]:
    started = time.process_time()
    library = Library.open(seeds, index=index)
    opened = time.process_time() - started
    items = read_questions(ROOT / "tests" / "data" / "questions.jsonl")
    for item in items:
        library.ask(item.question, item.history)
    took = [_milliseconds(library, item) for _ in range(_ROUNDS) for item in items]
    found = {
        "passages": len(library.passages), "seconds": opened, "median": median(took),
        "p99": quantiles(took, n=100)[-1], "resident": _memory("VmRSS"), "own": _memory("RssAnon"),
    }  # fmt: skip
    some = [item.question for item in items[::_EVERY]]
    return {**found, "exact": f"{sum(_is_exact(question, library) for question in some)} of {len(some)}"}


def _milliseconds(library: Library, item: Item) -> float:
    started = time.process_time()
    library.ask(item.question, item.history)
    return (time.process_time() - started) * 1000


def _is_exact(question: str, library: Library) -> bool:
    """Return whether the passages whose sentences are ranked are those with the highest of all scores."""
    material, weights = library.material, shipped()
    evidence = SharedTerms(query(question, (), material.index, material.analyzer, material.lexicon), material.index)
    everything = np.arange(len(library.passages), dtype=np.int32)
    scores = weighted(evidence.of_all_passages(), weights.passages)
    scores += weights.sentences["around"] * evidence.around(everything)
    best = np.argsort(-scores, kind="stable")[:CANDIDATE_PASSAGES]
    return np.array_equal(candidates(evidence, weights), np.sort(best[scores[best] > 0]))


def _memory(name: str) -> float:
    """MB of this process by /proc."""
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text("ascii").splitlines())
    return int(status[name].split()[0]) / 1024


_TASKS = {"index": _indexed, "ask": _answered, "change": _changed}


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
