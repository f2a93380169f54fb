"""Leases: nobody makes a mapped file shorter while it is in use."""

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from retrieval.arrays.container import Container, read, write
from retrieval.arrays.lease import lease
from retrieval.cache.cache import IndexCache
from retrieval.library import Library
from tests.retrieval.conftest import ONCE

pytestmark = ONCE

pytestmark = pytest.mark.skipif(not hasattr(fcntl, "F_SETLEASE"), reason="no leases on this system")
PAGES = np.arange(1_000_000, dtype=np.int64)


def recalled(container: Container) -> None:
    """Wait until somebody waits for the lease on a container."""
    end = time.monotonic() + 30
    while not container.is_unsafe:
        assert time.monotonic() < end
        time.sleep(0.001)


@pytest.mark.process
def test_who_truncates_a_mapped_file_waits_until_nothing_of_it_is_in_use(tmp_path: Path) -> None:
    """The arrays can be read as long as somebody has one of them."""
    path = tmp_path / "one"
    write(path, {}, {"pages": PAGES})
    container = read(path)
    assert not container.is_unsafe
    with subprocess.Popen([sys.executable, "-c", f"import os; os.truncate({str(path)!r}, 0)"]) as truncating:
        recalled(container)
        pages = container.arrays["pages"]
        del container
        assert np.array_equal(pages, PAGES)
        assert truncating.poll() is None
        del pages
        assert truncating.wait(30) == 0
    assert path.stat().st_size == 0


def test_what_another_program_is_writing_is_not_used(tmp_path: Path) -> None:
    """The index is made anew beside it."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。")
    Library.open(folder, index=tmp_path / "index")
    keeper = IndexCache(tmp_path / "index", folder)
    with keeper.file.path.open("r+b") as writing:
        library = Library.open(folder, index=tmp_path / "index")
        os.truncate(writing.fileno(), 0)
        assert library.ask("云收入增长了多少").quotes
        assert library.keeper
        assert library.keeper.damage == "another program writes to it"


def test_a_file_system_without_leases_is_used_without_one() -> None:
    """As one that other machines share; a file that nobody can lease stands for it."""
    reading, writing = os.pipe()
    try:
        assert lease(reading) is None
    finally:
        os.close(reading)
        os.close(writing)
