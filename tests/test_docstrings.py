"""Docstrings of the whole project."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

_RIDDLES = {"What", "Whether", "How", "Where", "Those", "Who", "Which", "Why", "When"}
_DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["bot", "retrieval", "tests"])
def test_a_docstring_opens_with_a_noun_or_a_verb(folder: str) -> None:
    """A relative clause in its place makes the reader wait for the noun."""
    riddles = [
        f"{path.relative_to(ROOT)}: {docstring.splitlines()[0]}"
        for path in Path(ROOT, folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, _DOCUMENTED) and (docstring := ast.get_docstring(node)) and docstring.split()[0] in _RIDDLES
    ]
    assert riddles == []
