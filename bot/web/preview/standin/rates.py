"""Telegram's limit for groups: not more than 20 messages of a bot within a minute."""

from math import ceil

from .clock import Clock
from .refusal import RefusedError

MESSAGES = 20
SECONDS = 60.0


class GroupRates:
    """Counts the bot's messages per group over the last minute."""

    def __init__(self, clock: Clock) -> None:
        """Count by the time of `clock`."""
        self._clock = clock
        self._sent: dict[int, list[float]] = {}

    def count(self, chat_id: int) -> None:
        """Count one more message; refuse it with 429 and the seconds to wait if it is too many.

        Raises RefusedError.
        """
        if chat_id > 0:
            return
        now = self._clock.now()
        recent = [moment for moment in self._sent.get(chat_id, []) if moment > now - SECONDS]
        if len(recent) >= MESSAGES:
            wait = ceil(recent[0] + SECONDS - now)
            raise RefusedError(f"retry after {wait}", status=429, retry_after=wait)
        self._sent[chat_id] = [*recent, now]
