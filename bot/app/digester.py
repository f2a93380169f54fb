"""Writes the digests of owners when they are due."""

from collections.abc import Callable, Iterable, Set
from datetime import UTC, datetime, tzinfo

from bot.live_library import LiveLibrary
from bot.phrases import phrases
from bot.replies.digest import Digest, digest_message
from bot.storage.digests import DigestSchedule
from bot.storage.storage import Storage
from retrieval.collection import PASSED_OVER

# Telegram tells the time, and when a message was sent, in whole seconds.
_CLOCK_SECONDS = 2.0


class Digester:
    """Writer of digests for owners, each since the last one; `zone` None is the machine's time zone.

    `failing` returns what does not work at present.
    """

    def __init__(
        self,
        storage: Storage,
        live_library: LiveLibrary,
        owners: Set[int],
        zone: tzinfo | None,
        failing: Callable[[], Iterable[str]],
    ) -> None:
        self._storage = storage
        self._live_library = live_library
        self._owners = owners
        self._zone = zone
        self._failing = failing

    def write(self) -> None:
        """Have each digest sent that is due; raises sqlite3.Error."""
        for schedule in self._storage.digests.all():
            if schedule.owner_id in self._owners and schedule.is_due(self._present()):
                votes = self._storage.statistics().down
                after = schedule.told(self._live_library(), votes, self._storage.clock())
                message = digest_message(self._digest(schedule, after), phrases(schedule.language))
                self._storage.digests.tell(schedule, after, message.model_dump_json())

    def _present(self) -> datetime:
        return datetime.fromtimestamp(self._storage.clock(), UTC).astimezone(self._zone)

    def _digest(self, before: DigestSchedule, after: DigestSchedule) -> Digest:
        begin = before.since - _CLOCK_SECONDS
        asked = self._storage.statistics(begin)
        since = datetime.fromtimestamp(before.since, UTC).astimezone(self._zone)
        return Digest(
            since=f"{since:%Y-%m-%d %H:%M}",
            new=tuple(name for name in after.files if name not in before.files),
            changed=tuple(name for name, was in before.files.items() if after.files.get(name, was) != was),
            gone=tuple(name for name in before.files if name not in after.files),
            unread=tuple(file for file in self._live_library().unread if file.reason not in PASSED_OVER),
            questions=asked.questions,
            answered=asked.answered,
            against=max(after.votes - before.votes, 0),
            gaps=tuple(self._storage.listed_gaps(begin)),
            faults=self._storage.faults.since(begin),
            failing=tuple(self._failing()),
        )
