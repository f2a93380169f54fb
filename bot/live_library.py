"""The library that is current: read anew in the background when the folder changes, and swapped at once."""

import asyncio
import logging
import os
import select
import threading
import time
from contextlib import suppress
from pathlib import Path
from weakref import finalize

from watchfiles import awatch

from bot.phrases import Phrases
from retrieval import Library, YinjuError
from retrieval.runtime import trim_memory

_PAUSE_SECONDS, _LONGEST_PAUSE_SECONDS = 0.5, 30.0
_LOOK_MILLISECONDS = 1000
# Without a folder here, so often it is asked if the index elsewhere is another one.
_ASK_SECONDS = 5.0
_MOUNTS = "/proc/self/mountinfo"
_log = logging.getLogger(__name__)


class LiveLibrary:
    """Holds the current library, which calling it gives; `since` is when that was read, in seconds since 1970.

    `looks` counts how often the folder was looked at since the start.
    """

    def __init__(self, library: Library, phrases: Phrases) -> None:
        self._library = library
        self._phrases = phrases
        self._damage = ""
        self._reading = threading.Lock()
        self._watching: asyncio.Task[None] | None = None
        self.looks = 0
        self.trouble = ""
        self.since = time.time()

    def __call__(self) -> Library:
        """Return the library as of the last change that could be read."""
        return self._library

    async def arrived(self, update: object, context: object) -> None:
        """Read the folder anew before an update is handled, if the file of the index is unsafe."""
        if self._library.is_unsafe:
            await asyncio.to_thread(self.reread)

    def reread(self) -> None:
        """Read what changed and put the new library in the old one's place; keep the old one where that fails."""
        with self._reading:
            self._reread()
            self.looks += 1

    def _reread(self) -> None:
        try:
            fresh = self._library.reread()
        except YinjuError as error:
            _log.warning("%s", self._phrases.kept_old.format(error=self._phrases.error(error)))
            return
        damage = fresh.keeper.damage if fresh.keeper else ""
        if damage != self._damage:
            self._damage = damage
            _log.warning("%s", self._phrases.index.damaged.format(reason=damage))
        if fresh is not self._library:
            known = set(self._library.unread)
            self._library, self.since = fresh, time.time()
            # The one of before is gone as soon as nobody asks it.
            trim_memory()
            for sentence in self._phrases.not_read([file for file in fresh.unread if file not in known]):
                _log.warning("%s", sentence)
            _log.info("%s", self._phrases.reread.format(documents=len(fresh.documents), unread=len(fresh.unread)))

    async def watch(self, folder: Path) -> None:
        """Begin to watch a folder; questions that come while it is read anew are answered from the old library."""
        self._watching = asyncio.create_task(self._watch(folder), name="watching the documents")

    async def rest(self) -> None:
        """Stop watching."""
        if self._watching:
            self._watching.cancel()
            with suppress(asyncio.CancelledError):
                await self._watching

    async def _watch(self, folder: Path) -> None:
        """Follow a folder whatever becomes of it: what ends the watch is logged once, and it begins again."""
        pause = _PAUSE_SECONDS
        while True:
            try:
                # What changed before the watch began is found by the first reading.
                await asyncio.to_thread(self.reread)
                self.trouble, pause = "", _PAUSE_SECONDS
                await self._follow(folder)
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look may go well
                self._log_once(f"{type(error).__name__}: {error}")
                await asyncio.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE_SECONDS)

    async def _follow(self, folder: Path) -> None:
        """Read the folder anew at each change; return once another folder has taken its place, or if there is none."""
        if self._library.is_served:
            await asyncio.sleep(_ASK_SECONDS)
            return
        watched, mounts = _identity(folder), Mounts()
        begun = False
        async for changes in awatch(folder, rust_timeout=_LOOK_MILLISECONDS, yield_on_timeout=True):
            # What changed between the first reading and the beginning of the watch is found by the first look.
            if changes or self._library.is_unsafe or not begun:
                await asyncio.to_thread(self.reread)
            begun = True
            if _identity(folder) != watched or mounts.have_changed:
                return

    def _log_once(self, trouble: str) -> None:
        if trouble != self.trouble:
            _log.warning("The documents are not watched at present: %s", trouble)
        self.trouble = trouble


class Mounts:
    """Mounted file systems of this process, on Linux.

    One that is unmounted and mounted again has the same folders as before, but whoever watched them hears nothing more.
    """

    def __init__(self) -> None:
        """Take what is mounted now."""
        self._changes: select.poll | None = None
        with suppress(OSError):
            descriptor = os.open(_MOUNTS, os.O_RDONLY)
            finalize(self, os.close, descriptor)
            self._changes = select.poll()
            self._changes.register(descriptor, select.POLLPRI)

    @property
    def have_changed(self) -> bool:
        """Return whether any was mounted or unmounted since this was last asked."""
        return bool(self._changes and self._changes.poll(0))


def _identity(folder: Path) -> tuple[int, int]:
    """Return what tells a folder from another one of the same name; raises OSError if it is missing."""
    found = folder.stat()
    return found.st_dev, found.st_ino
