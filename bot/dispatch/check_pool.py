"""The threads for checks, which may take seconds: apart from those that find answers, so that these stay free."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import ParamSpec, TypeVar

CHECK_SECONDS = 60.0
_THREADS = 2
Given = ParamSpec("Given")
Result = TypeVar("Result")


class CheckPool:
    """Two threads, which checks of all chats get in the order in which they come.

    A chat has one check at a time, because its updates are handled one after the other: that is its share.
    """

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="check")

    async def run(self, check: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
        """Run a check in a thread and return its result; one that waits is dropped if it is cancelled.

        Raises TimeoutError after 60 s, and what the check raises.
        """
        loop, present = asyncio.get_running_loop(), copy_context()
        async with asyncio.timeout(CHECK_SECONDS):
            return await loop.run_in_executor(self._threads, lambda: present.run(check, *given, **named))
