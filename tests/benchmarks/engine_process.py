"""One engine in a process of its own: builds an index, or opens one and answers; told by `peers`.

    python -m tests.benchmarks.engine_process build ENGINE CORPUS INDEX
    python -m tests.benchmarks.engine_process answer ENGINE INDEX

Works on Linux only. Building prints one object: processor seconds, the seconds that passed, and the peak of memory in MB. Answering reads
lists of queries, one a line, and prints for each the milliseconds of every query and the passages found.
"""

import json
import sys
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.engines import ENGINES

K = 10


def main() -> None:
    """Do what is told."""
    task, name, *paths = sys.argv[1:]
    engine = ENGINES[name]()
    if task == "build":
        from tests.benchmarks.synthetic import Corpus

        corpus = Corpus(Path(paths[0]))
        passed, used = time.perf_counter(), time.process_time()
        engine.build(corpus, Path(paths[1]))
        _tell({"used": time.process_time() - used, "passed": time.perf_counter() - passed, "peak": _peak()})
        return
    engine.open(Path(paths[0]))
    for line in sys.stdin:
        _tell(_answers(engine, json.loads(line)))


def _answers(engine: Any, queries: list[list[str]]) -> dict[str, Any]:
    took, found = [], []
    for words in queries:
        started = time.thread_time_ns()
        best = engine.search(words, K)
        took.append((time.thread_time_ns() - started) / 1e6)
        found.append(engine.passages(best))
    return {"milliseconds": took, "found": found, "peak": _peak()}


def _peak() -> float:
    """Return the most memory that was resident at once; the other way to ask, getrusage, counts the parent's too."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


def _tell(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
