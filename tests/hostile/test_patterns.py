"""No regular expression runs away, whatever text it is given.

YINJU_FUZZ=1 tries every string that is made for it.
"""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.hostile.patterns import Used, attacks, expressions

ALL = "YINJU_FUZZ" in os.environ
_FAILS = ("\x00", "字a", "", "。\n", "7") if ALL else ("\x00", "字a")
_MOST = None if ALL else 5
_SHORT = (16, 24, 36, 54, 80, 120, 180) if ALL else (24, 120)
# A text of a few words takes microseconds; what takes this long has tried each of its parts in every way there is.
_AT_ONCE = 0.01
_LONG, _TIMES = 2000, 4
# Four times the length takes four times the time, or sixteen times where it is squared. Below this, the clock tells little.
_MOST_TIMES, _LEAST_SECONDS = 9.0, 0.002


class TooLong(Exception):
    """An expression that would hold up the tests for ever."""


def test_no_expression_runs_away() -> None:
    """On rows of its own parts that end in something it does not match."""
    found = expressions()
    assert len(found) > 250
    with _stopped_after(2.0) as stopped:
        slow = {used.name: said for used in found if (said := _runs_away(used, stopped))}
    assert not slow


@pytest.mark.parametrize("written", ["(?:更是|更|是)*", "[0-9]+年"])
def test_one_that_does_is_found(written: str) -> None:
    """Its time doubles with each character, or is squared."""
    used = Used("a", re.compile(written), "fullmatch" if "*" in written else "search")
    with _stopped_after(0.1) as stopped:
        assert _runs_away(used, stopped)


def _runs_away(used: Used, stopped: Callable[[Callable[[], None]], None]) -> str:
    for head, piece, endless in attacks(used.pattern, _MOST):
        for fail in _FAILS:
            for length in _SHORT:
                if _seconds(used, head + piece * (length // len(piece)) + fail, stopped, _AT_ONCE) > _AT_ONCE:
                    return f"{length} characters of {piece!r}"
            if not endless and not ALL:
                continue
            short, long = (head + piece * (n * _LONG // len(piece)) + fail for n in (1, _TIMES))
            taken = _seconds(used, short, stopped, _LEAST_SECONDS)
            if taken == float("inf"):
                return f"{len(short)} characters of {piece!r} behind {head!r}"
            if taken > _LEAST_SECONDS and _seconds(used, long, stopped, _MOST_TIMES * taken) > _MOST_TIMES * taken:
                return f"{len(long)} characters of {piece!r} behind {head!r}"
    return ""


def _seconds(used: Used, text: str, stopped: Callable[[Callable[[], None]], None], enough: float) -> float:
    """Return the shortest of three runs, in time of the processor; one run where that is short enough."""
    best = float("inf")
    for _ in range(3):
        before = time.thread_time()
        try:
            stopped(lambda: used.run(text))
        except TooLong:
            return float("inf")
        best = min(best, time.thread_time() - before)
        if best <= enough:
            break
    return best


@contextmanager
def _stopped_after(seconds: float) -> Iterator[Callable[[Callable[[], None]], None]]:
    """Run what is given, and stop it after so long with TooLong."""

    def stop(_signal: int, _frame: object) -> None:
        raise TooLong

    def run(what: Callable[[], None]) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
        try:
            what()
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)

    before = signal.signal(signal.SIGVTALRM, stop)
    try:
        yield run
    finally:
        signal.signal(signal.SIGVTALRM, before)
