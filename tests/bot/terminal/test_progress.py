"""The bar for long work: on a terminal, after a second, and away again."""

import io
from collections.abc import Iterator

import pytest
from rich.console import Console

from bot.phrases import phrases
from bot.terminal.progress import progress


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Yield what arrives at the terminal."""
    with io.StringIO() as stream:
        yield stream


def test_what_is_done_within_a_second_shows_nothing(written: io.StringIO) -> None:
    """Most folders are read faster than one could read what is said of it."""
    with progress(phrases("en"), Console(file=written, force_terminal=True), Clock()) as shown:
        shown("reading", 1, 2)
        shown("analysing", 2, 2)
    assert written.getvalue() == ""


def test_longer_work_has_a_bar_for_each_stage_and_leaves_no_trace(written: io.StringIO) -> None:
    """The bar says what is done and how much of it; at the end its line is erased."""
    clock = Clock()
    with progress(phrases("en"), Console(file=written, force_terminal=True, width=80), clock) as shown:
        clock.now = 1.5
        shown("reading", 1, 4)
        first = written.getvalue()
        shown("analysing", 3, 4)
    said = phrases("en").stages
    assert said["reading"] in first
    assert said["analysing"] not in first
    assert said["analysing"] in written.getvalue()
    assert "75%" in written.getvalue()
    assert written.getvalue().endswith("\x1b[2K")


def test_who_waits_for_another_process_is_not_told_how_long(written: io.StringIO) -> None:
    """Nobody knows; its patience is no share of the work."""
    clock = Clock()
    with progress(phrases("en"), Console(file=written, force_terminal=True, width=80), clock) as shown:
        clock.now = 1.5
        shown("waiting", 1, 3600)
    assert phrases("en").stages["waiting"] in written.getvalue()
    assert "0%" not in written.getvalue()


def test_a_file_or_a_pipe_gets_no_bar(written: io.StringIO) -> None:
    """However long it takes."""
    clock = Clock()
    with progress(phrases("en"), Console(file=written), clock) as shown:
        clock.now = 60
        shown("reading", 1, 2)
    assert written.getvalue() == ""
