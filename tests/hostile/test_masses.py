"""Hundreds of inputs made by a random number generator; `python -m tests.benchmarks.mass_fuzzing` takes hundreds of thousands."""

from pathlib import Path

import pytest

from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.hostile.making import Maker
from tests.hostile.mass_updates import Updates
from tests.hostile.masses import masses

_QUICK = ("documents", "catalogs", "settings", "receipts")
_SLOW = ("file names", "lists", "questions", "claims", "JSON lines")


@pytest.fixture
def small(tmp_path: Path, analyzer: Analyzer) -> Library:
    """Of two sentences: what is tried are the words, not the material."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text("阿里云收入增长了34%。\n骑手每天送餐四十单。\n")
    return Library.read(FolderReader(tmp_path / "documents"), analyzer)


def test_no_exception_escapes(small: Library, tmp_path: Path) -> None:
    """Whatever is given."""
    maker, known = Maker(1, [small.opening(1)]), masses(small, tmp_path)
    assert set(known) == {*_QUICK, *_SLOW}
    for name, mass in known.items():
        for _ in range(150 if name in _QUICK else 6):
            mass.run(mass.make(maker))


async def test_none_escapes_from_what_takes_updates(small: Library, tmp_path: Path) -> None:
    """Nor from the handlers beneath, unless an update is none that Telegram could bring."""
    maker, updates = Maker(1, [small.opening(1)]), Updates(small, tmp_path)
    await updates.begin()
    for name, (make, bring) in updates.kinds.items():
        for _ in range(150 if name == "bodies" else 20):
            await bring(make(maker))


def test_the_same_seed_makes_the_same() -> None:
    """So that what failed can be tried again."""
    one, other = (Maker(5, ["a" * 30]) for _ in range(2))
    assert [one.data() + one.catalog() for _ in range(50)] == [other.data() + other.catalog() for _ in range(50)]
