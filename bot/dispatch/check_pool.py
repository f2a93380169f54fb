"""Threads for searches and checks: a long check, which takes seconds, lets everything else go first."""

import asyncio
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from typing import ParamSpec, TypeVar

from retrieval import YinjuError
from retrieval.runtime import Progress

CHECK_SECONDS = 120.0
# A text of so many characters is checked in the time of an answer.
MAX_QUICK_CHARACTERS = 300
# A check goes on after so long, however many questions come.
_PAUSE_SECONDS = 0.2
# By default a thread that computes lets the event loop go on after 5 ms, each time that the loop has waited.
_SWITCH_SECONDS = 0.001
Given = ParamSpec("Given")
Result = TypeVar("Result")


class CheckTimedOut(YinjuError):
    """The check was given up, because it took too long or nobody waits for it any more."""

    sentence = "That took too long, so the check was stopped; check a shorter text, or try again later."


class CheckPool:
    """One thread, which long checks of all chats get in the order in which they come, and threads for what is quick.

    A chat has one check at a time, because its updates are handled one after the other: that is its share. While
    something quick is done, a long check pauses for up to 0.2 s after each of its sentences. Python runs one thread at
    a time, so that two long checks side by side would end no sooner, and hold up everything else twice as long.
    """

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="check")
        self._urgent = 0
        self._calm = threading.Event()
        self._calm.set()

    async def urgent(self, find: Callable[Given, Result], /, *given: Given.args, **named: Given.kwargs) -> Result:
        """Return what `find` returns, in a thread apart from that of long checks; raises what it raises."""
        self._urgent += 1
        self._calm.clear()
        try:
            return await asyncio.to_thread(find, *given, **named)
        finally:
            self._urgent -= 1
            if not self._urgent:
                self._calm.set()

    async def run(self, check: Callable[[Progress], Result], characters: int = 0) -> Result:
        """Run a check of a text with so many characters in a thread, and return its result.

        If the task is cancelled, or after 120 s, a check that waits is dropped, and one that runs ends when it next
        tells its progress. Raises CheckTimedOut after 120 s, and what the check raises.
        """
        given_up = threading.Event()
        quick = characters <= MAX_QUICK_CHARACTERS

        def go_on(stage: object, done: int, total: int) -> None:
            if not quick:
                self._calm.wait(_PAUSE_SECONDS)
            if given_up.is_set():
                raise CheckTimedOut

        try:
            async with asyncio.timeout(CHECK_SECONDS):
                return await (self.urgent(check, go_on) if quick else self._aside(check, go_on))
        except TimeoutError:
            raise CheckTimedOut from None
        finally:
            given_up.set()

    async def _aside(self, check: Callable[[Progress], Result], go_on: Progress) -> Result:
        present = copy_context()

        def checked() -> Result:
            with _switching_often():
                return present.run(check, go_on)

        return await asyncio.get_running_loop().run_in_executor(self._thread, checked)


@contextmanager
def _switching_often() -> Iterator[None]:
    """Let a thread that waits for Python go on after a millisecond; for one thread at a time."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_SWITCH_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)
