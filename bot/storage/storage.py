"""All that is stored, opened together."""

from pathlib import Path

from bot.storage.chats import Chats
from bot.storage.database import Database
from bot.storage.exchanges import Exchanges

FILE = "yinju.sqlite3"
_MOST_IN_MEMORY = 2000


class Storage:
    """What handlers are given pieces of; raises what Database raises."""

    def __init__(self, folder: Path, *, log: bool = True) -> None:
        """Open the data file in a folder; without `log`, what people ask stays in memory and is never written there."""
        self._file = Database(folder / FILE)
        self._asked = self._file if log else Database()
        self.chats = Chats(self._file)
        self.exchanges = Exchanges(self._asked, most=None if log else _MOST_IN_MEMORY)

    def close(self) -> None:
        """Close all of it."""
        self._file.close()
        self._asked.close()
