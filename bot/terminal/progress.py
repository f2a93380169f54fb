"""A bar for work that takes over a second, on a terminal only."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.phrases import Phrases
from retrieval.runtime import Progress, Stage

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as Bars

_QUIET_SECONDS = 1.0


@contextmanager
def progress(
    phrases: Phrases, out: "Console | None" = None, clock: Callable[[], float] = time.monotonic
) -> Iterator[Progress]:
    """Show on `out`, stderr by default, how far work inside of the block is; at the end the line is empty again.

    Nothing is shown where `out` is no terminal, and nothing of what is done within a second.
    """
    shown = _Shown(phrases, out, clock)
    try:
        yield shown.take
    finally:
        shown.end()


class _Shown:
    """The bars of the stages that were long enough to have one."""

    def __init__(self, phrases: Phrases, out: "Console | None", clock: Callable[[], float]) -> None:
        self._phrases = phrases
        self._out = out
        self._clock = clock
        self._began = clock()
        self._bars: Bars | None = None
        self._stage: Stage | None = None

    def take(self, stage: Stage, done: int, total: int) -> None:
        """Show a bar for the stage, in the place of the one before it."""
        if self._clock() - self._began < _QUIET_SECONDS:
            return
        if stage != self._stage:
            self.end()
            self._bars, self._stage = self._started(stage), stage
        if self._bars:
            self._bars.update(self._bars.task_ids[0], completed=done, total=total)

    def end(self) -> None:
        """Take the bar away."""
        if self._bars:
            self._bars.stop()
        self._bars = self._stage = None

    def _started(self, stage: Stage) -> "Bars | None":
        # Imported only where a bar is shown, because it takes longer than an answer.
        from rich.console import Console

        self._out = self._out or Console(stderr=True, highlight=False)
        if not self._out.is_terminal:
            return None
        bars = _bars(self._out, counted=stage != "waiting")
        bars.add_task(self._phrases.stages[stage])
        bars.start()
        return bars


def _bars(out: "Console", *, counted: bool) -> "Bars":
    """Return bars with the time that is left, if it is `counted`, or else with the time that has passed."""
    from rich.progress import (
        BarColumn,
        ProgressColumn,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bars

    told: tuple[ProgressColumn, ...] = (TimeElapsedColumn(),)
    if counted:
        told = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    # What is printed meanwhile goes where it always goes: rich would turn standard output to where the bar is.
    columns = (TextColumn("{task.description}"), *told)
    return Bars(*columns, console=out, transient=True, redirect_stdout=False, redirect_stderr=False)
