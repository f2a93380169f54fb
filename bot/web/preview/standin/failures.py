"""Faults injected on request of a test: errors, broken connections, slow answers, calls held back."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from .clock import Bell
from .values import JsonObject

DESCRIPTIONS = {
    400: "Bad Request: injected by the test",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    500: "Internal Server Error",
}


@dataclass
class Failure:
    """Failure of one call, in place of its result.

    `status` answers with that error and does nothing; 5xx have an HTML body unless a description is given, and 200 has
    one that is no answer of Telegram's, as of a page on which to log in to a network, or JSON if `body` is that.
    `drop="before"` breaks the connection and does nothing; `drop="after"` does what was asked first.
    `delay` waits that many seconds first; without `status` and `drop` the call then goes on normally.
    `migrate_to` is named by the error as the id of the supergroup that a group has become.
    `when` lets pass by what has other parameters than these.
    """

    status: int | None = None
    description: str | None = None
    retry_after: float | None = None
    drop: Literal["before", "after"] | None = None
    delay: float = 0.0
    migrate_to: int | None = None
    when: Mapping[str, object] = field(default_factory=dict)
    body: str | None = None

    @property
    def parameters(self) -> dict[str, float]:
        """Return Telegram's ResponseParameters."""
        waiting = {"retry_after": self.retry_after or 1} if self.status == 429 else {}
        return waiting | ({} if self.migrate_to is None else {"migrate_to_chat_id": self.migrate_to})

    @property
    def text(self) -> str:
        """Return Telegram's description of this failure."""
        if self.description is not None:
            return self.description
        if self.status == 429:
            return f"Too Many Requests: retry after {self.retry_after or 1}"
        return DESCRIPTIONS.get(self.status or 0, f"injected: {self}")


@dataclass
class Hold:
    """A call that is held back until the test releases it."""

    bell: Bell
    method: str
    arrived: bool = False
    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def reached(self, timeout: float = 10.0) -> None:
        """Wait until the call has arrived at the stand-in."""
        await self.bell.until(
            lambda: self.arrived, timeout, lambda: f"{self.method} was not called within {timeout:g} s."
        )

    def release(self) -> None:
        """Let the call go on normally."""
        self.gate.set()


class Failures:
    """The failures and holds that wait for calls, per method, in the order of asking."""

    def __init__(self, bell: Bell) -> None:
        """Build an empty list of failures."""
        self._bell = bell
        self._waiting: dict[str, list[Failure | Hold]] = {}
        self._holds: list[Hold] = []

    def add(self, method: str, failure: Failure, times: int) -> None:
        """Let the next `times` calls of `method` fail."""
        self._waiting.setdefault(method.lower(), []).extend([failure] * times)

    def recover(self, method: str) -> None:
        """Let no further call of `method` fail or wait."""
        self._waiting.pop(method.lower(), None)

    def hold(self, method: str) -> Hold:
        """Hold the next call of `method` back."""
        hold = Hold(self._bell, method)
        self._holds.append(hold)
        self._waiting.setdefault(method.lower(), []).append(hold)
        return hold

    async def meet(self, method: str, params: JsonObject) -> Failure | None:
        """Wait as asked, and return the failure that is due for this call of `method`, if there is one."""
        waiting = self._waiting.get(method.lower(), [])
        due = next((one for one in waiting if isinstance(one, Hold) or one.when.items() <= params.items()), None)
        if due is None:
            return None
        waiting.remove(due)
        if isinstance(due, Hold):
            due.arrived = True
            self._bell.ring()
            await due.gate.wait()
            return None
        await asyncio.sleep(due.delay)
        return due

    def release_all(self) -> None:
        """Let go of everything that is held, so that the server can stop."""
        for hold in self._holds:
            hold.release()
