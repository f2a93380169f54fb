"""Time of `yinju ask` in a fresh process, over the shipped documents and their kept index.

    python -m tests.benchmarks.starting [RUNS]

Starts RUNS processes (20), and as many that only import numpy, in turn, and prints the median seconds of both, on the
clock and of the processor, and the median of what each pair makes as a ratio.
"""

import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
COMMANDS = {
    "yinju ask": (sys.executable, "-m", "bot", "ask", "天猫智能客服"),
    "import numpy": (sys.executable, "-c", "import numpy"),
}


def main() -> None:
    """Print one line for each command, and the ratio."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment |= {"DATA_DIR": folder, "SEEDS_DIR": str(ROOT / "seeds")}
        for command in COMMANDS.values():
            _took(command, environment)  # the first makes the index
        took = [[_took(command, environment) for command in COMMANDS.values()] for _ in range(runs)]
    for name, own in zip(COMMANDS, zip(*took, strict=True), strict=True):
        clock, processor = (median(one) for one in zip(*own, strict=True))
        print(f"{name}: {clock:.3f} s, processor {processor:.3f} s")  # noqa: T201
    clock, processor = (median(asked[at] / numpy[at] for asked, numpy in took) for at in (0, 1))
    print(f"ratio: {clock:.1f}, processor {processor:.1f}")  # noqa: T201


def _took(command: tuple[str, ...], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds on the clock and of the processor."""
    before, started = _processor(), time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started, _processor() - before


def _processor() -> float:
    """Return what all commands so far took of the processor, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
