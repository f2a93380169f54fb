"""Regular expressions that are compiled when they are first used."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import retrieval
from retrieval.runtime import pattern

PACKAGE = Path(retrieval.__file__).parent


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    """Again and again, with its flags, and also where another is made of its text."""
    found = pattern("a(.)", re.IGNORECASE)
    assert [found.findall("Ab ac"), found.sub("-", "Ab"), found.pattern] == [["b", "c"], "-", "a(.)"]
    assert (match := found.match("xAb", 1)) is not None
    assert match[1] == "b"
    assert found.findall("AA") == ["A"]


def test_a_wrong_expression_raises_where_it_is_used() -> None:
    """As `re` says it."""
    with pytest.raises(re.error):
        pattern("(").search("a")


def test_every_pattern_of_the_package_compiles() -> None:
    """None of them is met by a user first."""
    using = [path for path in PACKAGE.rglob("*.py") if "import pattern" in path.read_text("utf-8")]
    for path in using:
        name = ".".join(("retrieval", *path.relative_to(PACKAGE).with_suffix("").parts))
        found = list(patterns(list(vars(import_module(name)).values())))
        assert found, name
        for one in found:
            re.compile(one)


def patterns(value: Any) -> Iterator[str]:
    """Yield the texts of the patterns in a value, and in the tuples and lists in it."""
    if isinstance(value, (list, tuple)):
        for one in value:
            yield from patterns(one)
    elif type(value) is type(pattern("")):
        yield value.pattern
