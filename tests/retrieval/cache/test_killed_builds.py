"""Processes that are killed while they index: the next start is right, and nothing is left behind.

The environment variable YINJU_KILLS says how often, YINJU_SEED with which luck:

    YINJU_KILLS=50 pytest -n 0 tests/retrieval/cache/test_killed_builds.py
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from retrieval.cache.cache import IndexCache
from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.conftest import ROOT, SEEDS

QUESTIONS = ("阿里云收入增长了多少", "骑手的收入", "说了什么新的话")
KILLS = int(os.environ.get("YINJU_KILLS", "3"))
SEED = int(os.environ.get("YINJU_SEED", "20260401"))
_LONGEST_SECONDS = 1.5
# Index again and again, each time with one file changed.
_BUILDING = """
import sys
from itertools import count
from pathlib import Path
from retrieval.cache import cache
from retrieval.library import Library

# One change in three is indexed with everything else.
cache.MIN_SPLICED_PASSAGES = 0
folder, place = map(Path, sys.argv[1:])
files = sorted(folder.glob("*.txt"))
for number in count():
    file = files[number % len(files)]
    file.write_text(file.read_text("utf-8") + f"\\n\\n第{number}次说了新的话。\\n", "utf-8")
    cache.MAX_CHANGED_ONE_IN = 1 if number % 3 else 1 << 30
    print(number, flush=True)
    Library.open(folder, index=place)
"""


@pytest.mark.slow
@pytest.mark.process
def test_a_killed_build_does_no_harm(tmp_path: Path, analyzer: Analyzer) -> None:
    """Wherever it was killed: reading, building, or writing."""
    kill_and_open(tmp_path, analyzer)


def kill_and_open(place: Path, analyzer: Analyzer) -> None:
    """Kill builds at random moments, and open the index each time."""
    folder, index, rng = place / "folder", place / "index", random.Random(SEED)
    shutil.copytree(SEEDS, folder)
    for _ in range(KILLS):
        command = [sys.executable, "-c", _BUILDING, str(folder), str(index)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            # The moment is what is tried out, so no condition can take its place.
            time.sleep(rng.uniform(0, _LONGEST_SECONDS))
            process.kill()
            assert process.wait() == -signal.SIGKILL
        open_as_fresh(folder, index, analyzer)


def open_as_fresh(folder: Path, place: Path, analyzer: Analyzer) -> None:
    """Open a folder by its index, and compare answers with those of a fresh build."""
    keeper = IndexCache(place, folder)
    kept = Library(FolderReader(folder), analyzer, keeper.holding(FolderReader(folder), analyzer), keeper)
    fresh = Library.read(FolderReader(folder), analyzer)
    for question in QUESTIONS:
        found, expected = (library.ask(question).model_copy(update={"milliseconds": 0}) for library in (kept, fresh))
        assert found == expected
    assert keeper.damage == ""
    stem = keeper.file.path.stem
    assert {path.name for path in place.iterdir()} <= {
        f"{stem}.{end}" for end in ("index", "note", "lock", "converted", "changes.index", "changes.note")
    }
