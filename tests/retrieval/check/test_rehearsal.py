"""Rehearsal: after it, the first check of a process is as quick as any other."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import LibraryOf

CLAIM = "阿里云收入同比增长24%，达到398亿元，而京东的收入没有下降。"
# Prints the modules, and how many of the lazy expressions there are, that a check needs after the rehearsal.
SCRIPT = """
import sys
from pathlib import Path
from retrieval import Library
from retrieval.runtime import LazyPattern

compiled = []
own = LazyPattern.compiled
LazyPattern.compiled = lambda self: compiled.append(self.pattern) or own(self)
library = Library.open(Path(sys.argv[1]), index=Path(sys.argv[2]), cache=Path(sys.argv[2]))
if sys.argv[3] == "rehearsed":
    library.rehearse()
before = set(sys.modules)
compiled.clear()
library.check(sys.argv[4])
print(len(set(sys.modules) - before), len(compiled))
"""


def needed(folder: Path, how: str) -> tuple[int, int]:
    """Return how many modules and expressions the first check of a fresh process still loads and compiles."""
    command = (sys.executable, "-c", SCRIPT, str(folder / "documents"), str(folder), how, CLAIM)
    modules, expressions = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(modules), int(expressions)


@pytest.mark.process
def test_a_check_after_a_rehearsal_loads_nothing_more(tmp_path: Path) -> None:
    """No module of the program or of the dictionary, and few expressions: without it, dozens of modules."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("阿里云收入同比增长34%，达到398亿元。京东的收入下降了2%。\n", "utf-8")
    modules, expressions = needed(tmp_path, "rehearsed")
    assert modules == 0
    without = needed(tmp_path, "not")
    assert without[0] > 50
    assert expressions < without[1] / 2


def test_documents_without_a_letter_have_nothing_to_rehearse(library_of: LibraryOf) -> None:
    """It is no error: there are no sentences to check."""
    library_of(report__txt="——\n").rehearse()
