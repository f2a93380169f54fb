"""The public face: what another project imports, and what its README shows."""

import doctest
import re
import subprocess
import sys
from pathlib import Path

import pytest

import retrieval
from tests.conftest import ROOT, SEEDS

NAMES = [
    "Answer",
    "BlockStore",
    "Checked",
    "Difference",
    "Document",
    "Explanation",
    "JoinedLibrary",
    "Library",
    "Location",
    "Mismatch",
    "NamedCollection",
    "Occurrences",
    "Point",
    "Quote",
    "Timeline",
    "Trial",
    "Verdict",
    "Verification",
    "YinjuError",
    "add",
    "connect_index",
    "index_folder",
    "readable_kinds",
    "receipts_in",
    "try_file",
]


def test_the_public_names_are_these() -> None:
    """A name that is added or removed is a decision that other projects notice."""
    assert sorted(retrieval.__all__) == NAMES == dir(retrieval)


@pytest.mark.parametrize("name", NAMES)
def test_each_public_name_is_what_its_module_defines(name: str) -> None:
    """The table of homes names the right module."""
    found = getattr(retrieval, name)
    assert found.__name__ == name
    assert found.__doc__


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    """As of any module."""
    with pytest.raises(AttributeError, match="Materials"):
        _ = retrieval.Materials


def test_importing_the_face_loads_no_module_of_the_package() -> None:
    """A process that needs one name does not wait for the others."""
    code = "import sys, retrieval; print([name for name in sys.modules if name.startswith('retrieval.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_package_is_typed() -> None:
    """PEP 561: the marker lies beside the face, and the wheel takes it along."""
    assert (ROOT / "retrieval" / "py.typed").is_file()
    assert '"py.typed"' in (ROOT / "pyproject.toml").read_text()


@pytest.mark.slow
def test_the_example_of_the_face_runs() -> None:
    """As it is written in the docstring."""
    assert doctest.testmod(retrieval, extraglobs={"Library": retrieval.Library}).failed == 0


@pytest.mark.slow
def test_the_examples_of_the_readme_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Every block of Python in retrieval/README.md, in its order, beside a folder of documents."""
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / "retrieval" / "README.md").read_text("utf-8"), re.M | re.S)
    assert blocks
    (tmp_path / "seeds").symlink_to(SEEDS)
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "README.md", "exec"), names)
