"""Every regular expression of the program, and for each the strings that would make a careless one run away.

The strings are made of the expression's own parts: rows of whatever it repeats or names, with something behind them at which
it fails.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator
from itertools import islice, permutations
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any, NamedTuple

import bot
import retrieval
from retrieval.runtime import LazyPattern

_ANCHORED = {"match", "fullmatch", "pattern"}
# What loops over these, or takes them, calls `match` alone.
_MATCHED = {
    "retrieval.documents.boilerplate._LINES",
    "retrieval.documents.convert.markup._AUTHOR",
    "retrieval.documents.units._CLAUSE",
    "retrieval.documents.units._QUESTION",
    "retrieval.documents.units._ANSWER",
}
_OF_A_CATEGORY = {
    codes.CATEGORY_DIGIT: "7", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a",
    codes.CATEGORY_NOT_DIGIT: "字", codes.CATEGORY_NOT_SPACE: "字", codes.CATEGORY_NOT_WORD: "#",
}  # fmt: skip
_ANY = ("字", "7", "a", " ", "#", ",")
_SAMPLES = 4


class Used(NamedTuple):
    """An expression, where it stands, and what is called on it: `search`, `match` or `fullmatch`."""

    name: str
    pattern: re.Pattern[str]
    how: str

    def run(self, text: str) -> None:
        """Do what the program does with it, to all of a text."""
        if self.how == "search":
            for _ in self.pattern.finditer(text):
                pass
        else:
            getattr(self.pattern, self.how)(text)


def expressions() -> list[Used]:
    """Return those that the modules of both packages hold or compile while they run, in the order of the modules."""
    found: dict[tuple[str, int], Used] = {}
    for module in _modules():
        tree = ast.parse(inspect.getsource(module))
        calls = _calls(tree)
        for name, pattern in _held(vars(module).items()):
            if isinstance(pattern.pattern, str):
                full = f"{module.__name__}.{name}"
                how = "match" if full in _MATCHED else _how(calls.get(name, set()))
                known = found.setdefault((pattern.pattern, pattern.flags), Used(full, pattern, how))
                if how == "search":
                    found[pattern.pattern, pattern.flags] = known._replace(how=how)
        for written in _written(tree):
            found.setdefault((written, 0), Used(f"{module.__name__}, in a call", re.compile(written), "search"))
    return list(found.values())


class Attack(NamedTuple):
    """An attack: a beginning, and what is repeated after it; `endless`: the expression may repeat that without limit."""

    head: str
    piece: str
    endless: bool


def attacks(pattern: re.Pattern[str], most: int | None = None) -> Iterator[Attack]:
    """Yield what an expression repeats, and that in pairs, the first so many of each; or everything that it names.

    A word out of many that are repeated without end is tried in any case, as it may be made of others.
    """
    parts = _Parts({}, {}, {})
    wholes = _of_sequence(parser.parse(pattern.pattern, pattern.flags), parts)
    named = {**parts.endless, **parts.repeated} if most else {**parts.endless, **parts.repeated, **parts.named}
    pieces = [piece for piece in dict.fromkeys([*named, *(() if most else _ANY)]) if 0 < len(piece) <= 40]
    for at, piece in enumerate(pieces):
        if most is None or at < most:
            yield Attack("", piece, piece in parts.endless)
            yield Attack(wholes[0], piece, piece in parts.endless)
        elif piece in parts.endless:
            yield Attack("", piece, endless=False)
    for one, other in islice(permutations(pieces, 2), most or 200):
        yield Attack("", one + other, one in parts.endless and other in parts.endless)


class _Parts(NamedTuple):
    """Strings that parts of an expression match: those repeated without end, those repeated, and all others."""

    endless: dict[str, None]
    repeated: dict[str, None]
    named: dict[str, None]


def _modules() -> Iterator[ModuleType]:
    for package in (bot, retrieval):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith(("__main__", "._kernels")):  # the last one is in C
                yield importlib.import_module(module.name)


def _held(values: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the expressions among some values by name, with those in the tuples and mappings and behind the
    caches there.
    """
    for name, value in values:
        if isinstance(value, re.Pattern):
            yield name, value
        elif isinstance(value, LazyPattern):
            yield name, value.compiled()
        elif isinstance(value, dict):
            yield from _held((name, inner) for inner in value.values())
        elif isinstance(value, (tuple, list)):
            yield from _held((name, inner) for inner in value)
        elif hasattr(value, "cache_info") and inspect.signature(value).return_annotation == tuple[re.Pattern[str], ...]:
            yield from _held((name, inner) for inner in value())


def _calls(tree: ast.Module) -> dict[str, set[str]]:
    """Return what is called on each name of a module."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.setdefault(node.value.id, set()).add(node.attr)
    return found


def _written(tree: ast.Module) -> Iterator[str]:
    """Yield those that stand in a call such as re.split."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=function), args=[ast.Constant(value=str(written)), *_]
            ) if function not in ("compile", "escape"):
                yield written


def _how(calls: set[str]) -> str:
    if not calls or not calls <= _ANCHORED:
        return "search"
    return "fullmatch" if "fullmatch" in calls else "match"


def _of_sequence(sequence: Any, parts: _Parts) -> list[str]:
    """Strings that a sequence of parts matches, at least one; what its parts match is put to `parts`."""
    if len(sequence) == 1:
        ((code, argument),) = sequence
        return _of_part(code, argument, parts)
    wholes = [""]
    for code, argument in sequence:
        own = _of_part(code, argument, parts)
        wholes = [whole + one for whole in wholes for one in own[:2]][:_SAMPLES]
        parts.named.update(dict.fromkeys(wholes))
    return wholes


def _of_part(code: Any, argument: Any, parts: _Parts) -> list[str]:
    found: list[str] = []
    if code is codes.LITERAL:
        found = [chr(argument)]
    elif code in (codes.ANY, codes.NOT_LITERAL):
        found = list(_ANY)
    elif code is codes.IN:
        found = _members(argument)
    elif code is codes.BRANCH:
        found = [one for branch in argument[1] for one in _of_sequence(branch, parts)[:2]]
    elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
        least, most, inner = argument
        own = _of_sequence(inner, parts)
        if most > 1:
            (parts.endless if most is codes.MAXREPEAT else parts.repeated).update(dict.fromkeys(own))
        found = [one * max(least, 1) for one in own] + ([""] if not least else [])
    elif code in (codes.SUBPATTERN, codes.ATOMIC_GROUP):
        found = _of_sequence(argument[3] if code is codes.SUBPATTERN else argument, parts)
    elif code in (codes.ASSERT, codes.ASSERT_NOT):
        _of_sequence(argument[1], parts)
    parts.named.update(dict.fromkeys(found))
    return found or [""]


def _members(items: Any) -> list[str]:
    """Return some characters of a class."""
    negated = any(code is codes.NEGATE for code, _ in items)
    named = [
        chr(argument if code is codes.LITERAL else argument[0])
        if code in (codes.LITERAL, codes.RANGE)
        else _OF_A_CATEGORY[argument]
        for code, argument in items
        if code is not codes.NEGATE
    ]
    return [one for one in _ANY if one not in named] if negated else [*named[:3], named[-1]]
