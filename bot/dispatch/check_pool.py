"""Threads for checks, which may take seconds: apart from those that find answers, which they let go first."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import ParamSpec, TypeVar

from retrieval import Progress, YinjuError

CHECK_SECONDS = 60.0
_THREADS = 2
# A check goes on after so long, however many questions come.
_PAUSE_SECONDS = 0.2
Given = ParamSpec("Given")
Result = TypeVar("Result")


class CheckTimedOut(YinjuError):
    """The check was given up, because it took too long or nobody waits for it any more."""

    sentence = "That took too long, so the check was stopped; check a shorter text, or try again later."


class CheckPool:
    """Two threads, which checks of all chats get in the order in which they come.

    A chat has one check at a time, because its updates are handled one after the other: that is its share. While
    something urgent is done, a check pauses for 0.2 s after each of its sentences: Python runs one thread at a time.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="check")
        self._urgent = 0
        self._calm = threading.Event()
        self._calm.set()

    async def urgent(self, find: Callable[Given, Result], /, *given: Given.args, **named: Given.kwargs) -> Result:
        """Return what `find` returns, in a thread apart from those of checks; raises what it raises."""
        self._urgent += 1
        self._calm.clear()
        try:
            return await asyncio.to_thread(find, *given, **named)
        finally:
            self._urgent -= 1
            if not self._urgent:
                self._calm.set()

    async def run(self, check: Callable[[Progress], Result]) -> Result:
        """Run a check in a thread and return its result.

        If the task is cancelled, or after 60 s, a check that waits is dropped, and one that runs ends when it next
        tells its progress. Raises CheckTimedOut after 60 s, and what the check raises.
        """
        loop, present, given_up = asyncio.get_running_loop(), copy_context(), threading.Event()

        def go_on(stage: object, done: int, total: int) -> None:
            """Let others go first. Raises CheckTimedOut if nobody waits for the check any more."""
            self._calm.wait(_PAUSE_SECONDS)
            if given_up.is_set():
                raise CheckTimedOut

        try:
            async with asyncio.timeout(CHECK_SECONDS):
                return await loop.run_in_executor(self._threads, lambda: present.run(check, go_on))
        except TimeoutError:
            raise CheckTimedOut from None
        finally:
            given_up.set()
