"""The floor plan: who may import whom."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

# From the ground up. A module imports from its own room and from lower floors only; two rooms of one floor know nothing
# of each other.
FLOORS = {
    "retrieval.shown": -1,
    "retrieval.errors": 0,
    "retrieval.model": 0,
    "retrieval.runtime": 0,
    "retrieval.receipt": 1,
    "retrieval.collection": 1,
    "retrieval.arrays": 1,
    "retrieval.language": 2,
    "retrieval.documents": 3,
    "retrieval.index": 3,
    "retrieval.pages": 3,
    "retrieval.cache": 4,
    "retrieval.corpus": 5,
    "retrieval.ask": 6,
    "retrieval.facts": 6,
    "retrieval.lookup": 6,
    "retrieval.check": 7,
    "retrieval.library": 8,
    "retrieval.evaluation": 9,
    "retrieval": 10,
    "bot.http_server": 11,
    "bot.settings": 11,
    "bot.text": 11,
    "bot.phrases": 12,
    "bot.cli": 13,
    "bot.live_library": 13,
    "bot.storage": 13,
    "bot.replies": 14,
    "bot.transport": 14,
    "bot.__main__": 15,
    "bot.dispatch": 15,
    "bot.doctor": 15,
    "bot.starters": 15,
    "bot.handlers": 16,
    "bot.observability": 16,
    "bot.terminal": 16,
    "bot.app": 17,
    "bot.web": 18,
    "bot.commands": 19,
    "bot": 20,
    "tests": 21,
}
MODULES = sorted(path for package in ("retrieval", "bot") for path in (ROOT / package).rglob("*.py"))


def room(module: str) -> str | None:
    """The room that a module belongs to, or None for a module of somebody else's."""
    return max((name for name in FLOORS if module == name or module.startswith(name + ".")), key=len, default=None)


def name_of(path: Path) -> str:
    """The dotted name of a module's file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


NAMES = {name_of(path) for path in MODULES}


def imports(path: Path) -> set[str]:
    """The modules that a file imports, wherever in it, type-only imports included."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inner & NAMES or {node.module}
    return found


def test_every_module_has_a_floor_of_its_own() -> None:
    """A room that the table misses would be free to import anything."""
    homeless = [name for name in NAMES if name not in FLOORS and room(name) in {"bot", "retrieval", None}]
    assert homeless == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_module_imports_only_from_its_own_room_and_from_lower_floors(path: Path) -> None:
    """Text goes one way, from files to answers, and the two rooms of a floor do not know each other."""
    own = room(name_of(path))
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
        "retrieval.check.checker",
        "retrieval.documents.formats.recognize",
        "charset_normalizer",
        "pypinyin",
        "multiprocessing",
    ]
    code = f"import sys, retrieval.library; print([name for name in {late} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
