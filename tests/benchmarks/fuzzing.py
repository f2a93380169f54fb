"""Tries hostile input for as long as it is told to, and says how much of each kind it tried.

    python -m tests.benchmarks.fuzzing [--seconds 60] [--seed 1] [KIND ...]

The kinds are those of tests/hostile, such as documents, claims, "JSON lines", buttons and bodies (of a webhook). Without any,
all of them, each for the same time. Ends with status 1 and the smallest input that it found where something
is wrong.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from bot.web.preview.standin import StandIn
from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.bot.conftest import running
from tests.conftest import SEEDS
from tests.hostile.targets import Target, targets
from tests.hostile.updates import UPDATES, Hostilities, examples

_BATCH = 250


def main() -> None:
    """Print one line for each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    given_ = parser.parse_args()
    with tempfile.TemporaryDirectory() as cache:
        analyzer = Analyzer(Path(cache))
        library = Library.read(FolderReader(SEEDS), analyzer)
        known = targets(library, analyzer)
        kinds = given_.kinds or [*known, *UPDATES]
        for name in kinds:
            seconds = given_.seconds / len(kinds)
            if name in UPDATES:
                tried, seconds, slowest = asyncio.run(_try_updates(name, library, seconds, given_.seed))
            else:
                tried, seconds, slowest = _try(known[name], seconds, given_.seed)
            sys.stdout.write(f"{name}: {tried} inputs in {seconds:.0f} s, the slowest took {slowest * 1000:.0f} ms\n")
            sys.stdout.flush()


def _try(target: Target, seconds: float, first_seed: int) -> tuple[int, float, float]:
    """Try a target for so long; returns how many inputs were tried, the seconds, and those of the slowest input."""
    begun, tried, slowest = time.perf_counter(), 0, 0.0

    def run(example: object) -> None:
        nonlocal tried, slowest
        before = time.perf_counter()
        target.run(example)
        tried, slowest = tried + 1, max(slowest, time.perf_counter() - before)

    batch = first_seed
    while time.perf_counter() - begun < seconds:
        budget = settings(
            max_examples=_BATCH, deadline=None, database=None, phases=[Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        seed(batch)(budget(given(target.inputs)(run)))()
        batch += 1
    return tried, time.perf_counter() - begun, slowest


async def _try_updates(kind: str, library: Library, seconds: float, first_seed: int) -> tuple[int, float, float]:
    """Return the same for a running bot; an input that went wrong is told as it is, not made small."""
    begun, tried, slowest = time.perf_counter(), 0, 0.0
    async with StandIn.serve() as api, running(api, library, rate_limit_per_user=0, rate_limit_per_chat=0) as bot:
        hostilities, batch = Hostilities(api, bot), first_seed
        while time.perf_counter() - begun < seconds:
            for example in examples(UPDATES[kind], _BATCH, batch):
                before = time.perf_counter()
                await hostilities.send(kind, example)
                tried, slowest = tried + 1, max(slowest, time.perf_counter() - before)
            batch += 1
        api.faults.clear()
    return tried, time.perf_counter() - begun, slowest


if __name__ == "__main__":
    main()
