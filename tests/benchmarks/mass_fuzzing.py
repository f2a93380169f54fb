"""Tries hundreds of thousands of hostile inputs of each kind, and says how many, in how long.

    python -m tests.benchmarks.mass_fuzzing [--inputs 200000] [--seconds 600] [--seed 1] [KIND ...]

The kinds are those of tests/hostile/masses.py and mass_updates.py; without any, all of them. Each ends after so many
inputs or seconds of the processor, whichever comes first. What failed is printed with its input, and the rest is tried
all the same; the status is then 1.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.conftest import SEEDS
from tests.hostile.making import Maker
from tests.hostile.mass_updates import Updates
from tests.hostile.masses import masses

_CHARACTERS = 400
_MOST_FAILURES = 5
_DISK = "/dev/shm"


def main() -> None:
    """Print one line for each kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", nargs="*", metavar="KIND")
    parser.add_argument("--inputs", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory(dir=_DISK if Path(_DISK).is_dir() else None) as folder:
        failures = asyncio.run(_try_all(given, Path(folder)))
    sys.exit(1 if failures else 0)


async def _try_all(given: argparse.Namespace, folder: Path) -> int:
    library = _excerpts(folder / "documents", folder / "cache")
    maker = Maker(given.seed, [library.opening(number) for number in range(1, len(library.documents) + 1)])
    (folder / "masses").mkdir()
    (folder / "data").mkdir()
    updates = Updates(library, folder / "data")
    await updates.begin()
    known: dict[str, tuple[Callable[[Maker], Any], Callable[[Any], Awaitable[None]]]] = {
        **{name: (mass.make, _awaited(mass.run)) for name, mass in masses(library, folder / "masses").items()},
        **updates.kinds,
    }
    failures = 0
    for name in given.kinds or known:
        failures += await _try(name, *known[name], maker, given)
    return failures


def _awaited(run: Callable[[Any], None]) -> Callable[[Any], Awaitable[None]]:
    async def one(example: Any) -> None:
        run(example)

    return one


async def _try(
    name: str,
    make: Callable[[Maker], Any],
    run: Callable[[Any], Awaitable[None]],
    maker: Maker,
    given: argparse.Namespace,
) -> int:
    """Try a kind; returns how many inputs failed, the first few of which are printed."""
    begun, tried, failed, slowest = time.process_time(), 0, 0, 0.0
    while tried < given.inputs and time.process_time() - begun < given.seconds:
        example = make(maker)
        before = time.thread_time()
        try:
            await run(example)
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            failed += 1
            if failed <= _MOST_FAILURES:
                sys.stdout.write(f"{name}: {example!r:.600}\n{traceback.format_exc()[-1500:]}\n")
        tried, slowest = tried + 1, max(slowest, time.thread_time() - before)
    seconds = time.process_time() - begun
    sys.stdout.write(
        f"{name}: {tried} inputs in {seconds:.0f} s of the processor, {failed} failures, the slowest took {slowest * 1000:.0f} ms\n"
    )
    sys.stdout.flush()
    return failed


def _excerpts(folder: Path, cache: Path) -> Library:
    """Return the library of the beginning of each shipped document: questions to all of them would take ten
    times as long.
    """
    folder.mkdir()
    for file in SEEDS.glob("*.txt"):
        (folder / file.name).write_text(file.read_text("utf-8")[:_CHARACTERS])
    return Library.read(FolderReader(folder), Analyzer(cache))


if __name__ == "__main__":
    main()
