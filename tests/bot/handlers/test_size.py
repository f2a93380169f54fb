"""Handlers stay thin: read the update, call, render, reply."""

import ast
from pathlib import Path

import pytest

from bot import handlers

MAX_BODY_LINES = 12
MODULES = sorted(path for folder in handlers.__path__ for path in Path(folder).glob("*.py"))


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines the body of a function takes, without its docstring."""
    first, *rest = function.body
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    body = rest if documented else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.stem)
def test_no_body_of_a_handler_is_over_a_dozen_lines(module: Path) -> None:
    """Nor that of any other function beside one; what is longer belongs into a room of its own."""
    functions = [
        node
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert {one.name: lines for one in functions if (lines := body_lines(one)) > MAX_BODY_LINES} == {}
