"""The floor plan: who may import whom."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

# From the ground up. A module imports from its own room and from lower floors only.
FLOORS = {
    "retrieval.errors": 0,
    "retrieval.model": 0,
    "retrieval.receipt": 1,
    "retrieval.collection": 1,
    "retrieval.storage": 1,
    "retrieval.language": 1,
    "retrieval.index": 2,
    "retrieval.paragraphs": 2,
    "retrieval.material": 3,
    "retrieval.answering": 3,
    "retrieval.pages": 3,
    "retrieval.layout": 4,
    "retrieval.checking": 4,
    "retrieval.keeping": 4,
    "retrieval.library": 5,
    "retrieval.evaluation": 6,
    "retrieval.passage_evaluation": 6,
    "retrieval.claim_evaluation": 7,
    "bot": 8,
}
MODULES = sorted(path for package in ("retrieval", "bot") for path in (ROOT / package).rglob("*.py"))


def room(module: str) -> str | None:
    """The room that a module belongs to, or None for a module of somebody else's."""
    return next((name for name in FLOORS if module == name or module.startswith(name + ".")), None)


def imports(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it, type-only imports included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_imports_only_from_its_own_room_and_from_lower_floors(path: Path) -> None:
    """Text goes one way, from files to answers, and the two rooms of a floor do not know each other."""
    own = room(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for module in imports(path):
        other = room(module)
        if own and other and other != own:
            assert FLOORS[other] < FLOORS[own], f"{own} imports {other}"


@pytest.mark.parametrize("path", [p for p in MODULES if "retrieval" in p.parts], ids=lambda path: path.stem)
def test_retrieval_knows_neither_telegram_nor_the_network(path: Path) -> None:
    """The engine can be used, and trusted, without a connection."""
    heads = {module.split(".")[0] for module in imports(path) - {"urllib.parse"}}
    assert not heads & {"telegram", "httpx", "socket", "urllib", "http", "asyncio", "requests"}


def test_whoever_asks_does_not_wait_for_what_reading_and_checking_need() -> None:
    """Nothing of it is imported with the library: a process that answers one question spends its time on imports."""
    late = [
        "retrieval.checking.check",
        "retrieval.material.formats",
        "charset_normalizer",
        "pypinyin",
        "multiprocessing",
    ]
    code = f"import sys, retrieval.library; print([name for name in {late} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
