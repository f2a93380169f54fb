"""Calls of the bot, in order, and waiting for the next one of a method."""

from dataclasses import dataclass, field

from .clock import Bell
from .values import JsonObject


@dataclass
class Call:
    """One call of a method of the Bot API, as far as it got; `answered` once its outcome is known."""

    method: str
    params: JsonObject
    ok: bool = False
    error: str | None = None
    answered: bool = field(default=False, repr=False)
    result: object = field(default=None, repr=False)


class CallLog:
    """All calls except getUpdates, in the order in which they arrived."""

    def __init__(self, bell: Bell) -> None:
        """Build an empty log that rings `bell` when a call has been answered."""
        self._bell = bell
        self._returned: dict[str, int] = {}
        self.all: list[Call] = []

    def open(self, method: str, params: JsonObject) -> Call:
        """Record a call that has just arrived."""
        call = Call(method, params)
        if method.lower() != "getupdates":
            self.all.append(call)
            self._bell.ring()
        return call

    def settle(self, call: Call, *, result: object = None, error: str | None = None) -> None:
        """Record the outcome of a call: a result, or the description of an error."""
        call.ok, call.error, call.result, call.answered = error is None, error, result, True
        self._bell.ring()

    async def next(self, method: str, timeout: float) -> Call:
        """Return the oldest answered call of `method` that this has not returned yet."""
        start = len(self.all)

        def look() -> Call | None:
            calls = [call for call in self.all if call.method.lower() == method.lower()]
            position = self._returned.get(method.lower(), 0)
            return calls[position] if position < len(calls) and calls[position].answered else None

        call = await self._bell.until(
            look, timeout, lambda: f"{method} was not called within {timeout:g} s; {self.story(start)}"
        )
        self._returned[method.lower()] = self._returned.get(method.lower(), 0) + 1
        return call

    def story(self, start: int) -> str:
        """Tell in one sentence what was called since call number `start`, counted from 0."""
        calls = [describe(call) for call in self.all[start:]]
        return f"called meanwhile: {', '.join(calls)}." if calls else "nothing was called meanwhile."


def describe(call: Call) -> str:
    """Return the method with its outcome, for sentences."""
    return call.method if call.ok else f"{call.method} [{call.error or 'not answered yet'}]"
