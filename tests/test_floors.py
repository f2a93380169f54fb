"""The floor plan: who may import whom."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
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
    "retrieval.workers": 0,
    "retrieval.receipt": 1,
    "retrieval.collection": 1,
    "retrieval.arrays": 1,
    "retrieval.language": 2,
    "retrieval.documents": 3,
    "retrieval.index": 3,
    "retrieval.pages": 4,
    "retrieval.cache": 4,
    "retrieval.corpus": 5,
    "retrieval.ask": 7,
    "retrieval.facts": 6,
    "retrieval.lookup": 6,
    "retrieval.check": 7,
    "retrieval.library": 8,
    "retrieval.evaluation": 9,
    "retrieval.joined": 9,
    "retrieval": 10,
    "bot.http_server": 11,
    "bot.settings": 11,
    "bot.text": 11,
    "bot.phrases": 12,
    "bot.cli": 14,
    "bot.collections": 14,
    "bot.live_library": 13,
    "bot.usage": 13,
    "bot.storage": 13,
    "bot.replies": 15,
    "bot.transport": 15,
    "bot.__main__": 16,
    "bot.dispatch": 16,
    "bot.doctor": 16,
    "bot.starters": 16,
    "bot.handlers": 17,
    "bot.observability": 17,
    "bot.terminal": 17,
    "bot.app": 18,
    "bot.web": 19,
    "bot.commands": 20,
    "bot": 21,
    "tests": 22,
}
MODULES = sorted(path for package in ("retrieval", "bot") for path in (ROOT / package).rglob("*.py"))


@cache
def room(module: str) -> str | None:
    """Return the room that a module belongs to, or None for a module of somebody else's."""
    return max((name for name in FLOORS if module == name or module.startswith(name + ".")), key=len, default=None)


def name_of(path: Path) -> str:
    """Return the dotted name of a module's file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


NAMES = {name_of(path) for path in MODULES}


def statements(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the statements within a node, however deep, and none of their expressions, which are most of a tree."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
            yield child
            yield from statements(child)


@cache
def imports(path: Path) -> set[str]:
    """Return the modules that a file imports, wherever in it, type-only imports included."""
    found = set()
    for node in statements(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inner & NAMES or {node.module}
    return found


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="an archive has no list of what is tracked")
def test_nothing_lies_about_at_the_top() -> None:
    """Figures and dumps of an evaluation are no part of the project."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {name.partition("/")[0] for name in listed.split("\0") if name and not name.startswith(".")}
    texts = {"CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "README.md", "README.zh-CN.md", "pyproject.toml"}
    assert top == texts | {"bot", "retrieval", "seeds", "tests", "deploy"}


def test_every_module_has_a_floor_of_its_own() -> None:
    """A room that the table misses would be free to import anything."""
    homeless = [name for name in NAMES if name not in FLOORS and room(name) in {"bot", "retrieval", None}]
    assert homeless == []


def test_a_module_imports_only_from_its_own_room_and_from_lower_floors() -> None:
    """Text goes one way, from files to answers, and the two rooms of a floor do not know each other."""
    pairs = [(name_of(path), module) for path in MODULES for module in imports(path)]
    rooms = [(own, other, room(own), room(other)) for own, other in pairs]
    upward = [
        f"{module} imports {imported}"
        for module, imported, own, other in rooms
        if own and other and other != own and FLOORS[other] >= FLOORS[own]
    ]
    assert upward == []


def test_retrieval_knows_neither_telegram_nor_the_network() -> None:
    """The engine can be used, and trusted, without a connection."""
    network = {"telegram", "httpx", "socket", "urllib", "http", "asyncio", "requests"}
    engine = [path for path in MODULES if "retrieval" in path.relative_to(ROOT).parts]
    connected = [
        f"{name_of(path)} imports {module}"
        for path in engine
        for module in imports(path) - {"urllib.parse"}
        if module.split(".")[0] in network
    ]
    assert connected == []


@pytest.mark.slow
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


# Names that two things have on purpose.
SAME_NAME = {
    "Button": "the stand-in's is Telegram's own, the other one is drawn as such",
    "Message": "the stand-in's is Telegram's own, the other one is sent as such",
    "Quote": "the stand-in's is Telegram's own: the part of a message that a reply selects",
}


@pytest.mark.slow
def test_a_class_name_serves_one_thing() -> None:
    """A reader who meets a name need not ask which of two it is."""
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(name_of(path))
    assert {name: found for name, found in homes.items() if len(found) > 1 and name not in SAME_NAME} == {}


# What the bot imports of the engine: its face, and the modules and rooms that its docstring names as public.
PUBLIC = ("retrieval", "retrieval.errors", "retrieval.model", "retrieval.collection", "retrieval.runtime")
PUBLIC_ROOMS = ("retrieval.pages.", "retrieval.evaluation.")
# What looks at the engine's own files or words, for want of a public name.
INSIDE = {
    "retrieval.arrays.kernels": "the doctor says if the inner loops are compiled",
    "retrieval.arrays.container": "doctor checks the bytes of an index",
    "retrieval.ask.explain": "/why names the kinds of reason",
    "retrieval.cache.cache": "doctor and `yinju index` look at the index file",
    "retrieval.check.verdict": "a mark is drawn for each state of a part",
    "retrieval.documents.convert.store": "doctor reads files that were converted before",
    "retrieval.documents.reader": "doctor reads the folder without an index",
    "retrieval.facts.subject": "a question for a change becomes a timeline",
    "retrieval.language.dictionary": "`yinju index --check` reads the dictionary",
    "retrieval.language.fold": "a page and a starter are set in the reader's script",
    "retrieval.language.numerals": "`第三篇` names a document by its number",
    "retrieval.language.tokenizer": "passages of public sets are evaluated without a folder",
    "retrieval.lookup.count": "occurrences are drawn one by one",
    "retrieval.lookup.locate": "places are drawn one by one",
    "retrieval.receipt": "an address is told from a receipt",
}


def test_the_bot_imports_the_engine_by_its_face() -> None:
    """But for what is listed with its reason; nothing is listed in vain."""
    used = {name for path in MODULES if "bot" in path.parts for name in imports(path) if name.startswith("retrieval")}
    inside = {name for name in used if name not in PUBLIC and not f"{name}.".startswith(PUBLIC_ROOMS)}
    assert inside == set(INSIDE)
