"""All that is stored, opened together."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from bot.storage.allowances import Allowances
from bot.storage.bundles import Bundles
from bot.storage.chats import Chats, GroupUpgrades
from bot.storage.collections import Collections
from bot.storage.database import Database
from bot.storage.digests import Digests, Faults
from bot.storage.exchanges import MAX_EXCHANGES, Exchanges
from bot.storage.gaps import MAX_GAPS, Gap, Gaps, QuestionStatistics, gaps_in, statistics_of
from bot.storage.inbox import Inbox
from bot.storage.notices import Notices, Strangers
from bot.storage.outbox import Outbox
from bot.storage.pseudonyms import Pseudonyms
from bot.storage.votes import Votes
from bot.storage.watches import Watches

FILE = "yinju.sqlite3"
KEY = "pseudonyms.key"
_MOST_IN_MEMORY = 2000
_TIDY_SECONDS = 30.0


class _KeptOfChats(Protocol):
    """Something that is kept of each chat."""

    def forget(self, chat_id: int) -> None: ...

    def migrate(self, old: int, new: int) -> None: ...


class Storage:
    """Storage of a bot, of which handlers are given pieces.

    Without `log`, what people ask stays in memory, also until it is answered, and neither votes nor gaps are kept: both
    are None. What was kept of them before is deleted.
    """

    def __init__(
        self, folder: Path, *, log: bool = True, bot_id: int = 0, clock: Callable[[], float] = time.time,
        key: Path | None = None, most: int = MAX_EXCHANGES,
    ) -> None:  # fmt: skip
        """Open the data file in a folder for a bot; raises DatabaseUnusable, DatabaseLocked and DatabaseNewer.

        `clock` tells when an update came, in seconds since 1970; `key` is the file of the key of codes, by default in
        the folder; `most` is how many questions are kept.
        """
        self._tidy_until = 0.0
        self.clock = clock
        self._file = Database(folder / FILE)
        self._asked = self._file if log else Database()
        with self.patient():
            self._open_parts(log, bot_id, clock, key or folder / KEY, most if log else min(most, _MOST_IN_MEMORY))

    def _open_parts(self, log: bool, bot_id: int, clock: Callable[[], float], key: Path, most: int) -> None:
        if not log:
            self._file.empty(
                "exchanges", "votes", "gaps", "inbox", "strangers", "allowances", "notices", "upgrades", "bundles"
            )
        self.chats = Chats(self._file)
        self.collections = Collections(self._file)
        self.outbox = Outbox(self._file)
        self.watches = Watches(self._file, self.outbox)
        self.digests = Digests(self._file, self.outbox)
        self.bundles = Bundles(self._asked)
        self.faults = Faults(self._file, clock)
        self.exchanges = Exchanges(self._asked, most=most)
        self.inbox = Inbox(self._asked, bot_id=bot_id, clock=clock)
        pseudonyms = Pseudonyms(key) if log else None
        code = pseudonyms.of if pseudonyms else str
        self.strangers = Strangers(self._asked, code)
        self.allowances = Allowances(self._asked, code)
        self.notices = Notices(self._asked, code)
        self.upgrades = GroupUpgrades(self._asked, code)
        self.votes = Votes(self._file, pseudonyms) if pseudonyms else None
        self.gaps = Gaps(self._file, pseudonyms, min(most, MAX_GAPS)) if pseudonyms else None

    def patient(self) -> AbstractContextManager[None]:
        """Wait up to 30 s for each change of a block; raises what `Database.patient` raises."""
        return self._file.patient()

    @property
    def log(self) -> bool:
        """Return whether what people ask and vote is kept on the disk."""
        return self._asked is self._file

    def listed_gaps(self, since: float = 0.0) -> list[Gap]:
        """Return the gaps, as `gaps_in` lists them."""
        return gaps_in(self._file, since)

    def statistics(self, since: float = 0.0) -> QuestionStatistics:
        """Return what the exchanges since then and all votes add up to."""
        return statistics_of(self._asked, since)

    def expire(self) -> None:
        """Delete what has been kept long enough, so that it stands in no file any more."""
        self.exchanges.expire()
        self.inbox.expire()
        self.notices.expire()
        self.bundles.expire(self.clock())
        self._file.tidy()

    def trim(self) -> None:
        """Delete the oldest of what is kept by number, so that no rate of questions makes the files grow for long."""
        self.exchanges.trim()
        self.inbox.expire()
        self.allowances.expire()

    def forget_chat(self, chat_id: int) -> None:
        """Delete all that is kept of a chat, so that it stands in no file any more."""
        # What waits may be about them.
        self.catch_up()
        for kept in self._of_chats():
            kept.forget(chat_id)
        self.digests.forget(chat_id)
        self.bundles.forget(chat_id)
        self._tidy()

    def forget_person(self, person_id: int) -> None:
        """Delete all that is kept of a person in whatever chat, so that it stands in no file any more.

        How much was asked in the last minutes is not: who could have that deleted would be limited by nothing.
        """
        # What waits may be about them.
        self.catch_up()
        for kept in (self.exchanges, self.votes, self.gaps, self.notices, self.watches):
            if kept:
                kept.forget_person(person_id)
        if self.gaps:
            self.gaps.prune()
        self._tidy()

    def catch_up(self) -> None:
        """Make the changes that wait because the file could not be written."""
        self._file.catch_up()

    def tidy_again(self) -> None:
        """Empty the journal for half a minute after something was deleted, and longer while others read.

        In the journal the request itself appears last.
        """
        if self._tidy_until and self._file.tidy() and time.monotonic() > self._tidy_until:
            self._tidy_until = 0.0

    def _tidy(self) -> None:
        self._tidy_until = time.monotonic() + _TIDY_SECONDS
        self._file.tidy()

    def migrate(self, old: int, new: int) -> None:
        """Follow a group that became a supergroup, and has another id from now on."""
        for kept in self._of_chats():
            kept.migrate(old, new)

    def _of_chats(self) -> "tuple[_KeptOfChats, ...]":
        voted = (self.votes, self.gaps) if self.votes and self.gaps else ()
        asked = (self.exchanges, *voted, self.strangers, self.notices)
        return (self.chats, self.collections, *asked, self.watches, self.outbox)

    def close(self) -> None:
        """Close all of it."""
        self._file.close()
        self._asked.close()
