"""A disk that is full, and power cuts: a file system in a file drops what was not brought onto the disk.

ext4 has a call for this, which its own tests use. It needs root, a loop device and Linux; elsewhere this is skipped.
"""

import asyncio
import fcntl
import os
import signal
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import httpx
import pytest

from bot.doctor.machine import look_at_data
from bot.live_library import LiveLibrary
from bot.observability.endpoints import Endpoints
from bot.phrases import phrases
from bot.storage.storage import Storage
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.conftest import running, until
from tests.bot.transport.test_kills import SEED, Crowd, killable

CUTS = int(os.environ.get("YINJU_CUTS", "2"))
_SHUT_DOWN, _WITHOUT_JOURNAL = 0x8004587D, 2  # EXT4_IOC_SHUTDOWN, EXT4_GOING_FLAGS_NOLOGFLUSH
pytestmark = [pytest.mark.process, pytest.mark.slow]


class Disk:
    """A disk whose power can be cut; `folder` is where it is mounted."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "disk"
        self._file = home / "disk.ext4"

    def make(self) -> None:
        """Format it and mount it; raises CalledProcessError and OSError where this machine does not let us."""
        self.folder.mkdir()
        with self._file.open("wb") as file:
            file.truncate(64_000_000)
        subprocess.run(["mkfs.ext4", "-q", "-F", self._file], check=True, capture_output=True)
        self._mount()

    def cut(self) -> None:
        """Cut the power: what was not synchronised is gone, and nothing can be read or written any more."""
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, _SHUT_DOWN, struct.pack("I", _WITHOUT_JOURNAL))
        finally:
            os.close(descriptor)

    def fill(self, file: Path) -> None:
        """Leave no room on it, by one file."""
        with suppress(OSError), file.open("wb") as filling:
            while True:
                filling.write(b"a" * 4096)
                filling.flush()

    def restart(self) -> None:
        """Give it power again, when no process uses it any more."""
        self.unmount()
        self._mount()

    def unmount(self) -> None:
        """Take it away, once no other namespace has it either: a process that makes one gets a copy of all mounts."""
        subprocess.run(["umount", self.folder], check=True, capture_output=True)
        end = time.monotonic() + 60
        while subprocess.run(["losetup", "-j", self._file], check=True, capture_output=True).stdout:
            assert time.monotonic() < end, "another process keeps the disk mounted"
            time.sleep(0.05)

    def _mount(self) -> None:
        subprocess.run(["mount", "-o", "loop", self._file, self.folder], check=True, capture_output=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Yield a disk whose power has been cut once, which lost what was not synchronised, and nothing else."""
    disk = Disk(tmp_path)
    try:
        disk.make()
        with closing(os_file := (disk.folder / "synchronised").open("wb")):
            os_file.write(b"a" * 5000)
            os_file.flush()
            os.fsync(os_file.fileno())
        (disk.folder / "other").write_bytes(b"a" * 5000)
        disk.cut()
        disk.restart()
    except (OSError, subprocess.CalledProcessError):
        with suppress(OSError, subprocess.CalledProcessError):
            disk.unmount()
        pytest.skip("the power of a disk can be cut by root only, with ext4 and a loop device")
    assert (disk.folder / "synchronised").read_bytes() == b"a" * 5000
    assert not (disk.folder / "other").exists()
    yield disk
    disk.unmount()


async def test_no_question_is_lost_by_power_cuts(disk: Disk, tmp_path: Path) -> None:
    """Whatever was confirmed to Telegram is on the disk; what was noted of answers may be lost with the power."""
    luck = Random(SEED)
    data = disk.folder / "data"
    data.mkdir(mode=0o700)
    for name in ("cache", "index"):
        # These can be made again, and the process that starts the bots maps them.
        (data / name).symlink_to(tmp_path / "data" / name, target_is_directory=True)
    os.sync()
    async with StandIn.serve() as api, killable(api, tmp_path, DATA_DIR=str(data)) as bot:
        crowd = Crowd(api, luck)
        for _ in range(CUTS):
            await bot.start()
            before = sum(crowd.answers().values())
            for _ in range(10):
                crowd.ask()
            enough = before + luck.randint(1, 9)
            await api.until(lambda enough=enough: sum(crowd.answers().values()) >= enough, 30)  # type: ignore[misc]
            disk.cut()
            assert await bot.end(signal.SIGKILL) == -signal.SIGKILL
            disk.restart()
            assert look_at_data(data).found == "data_whole"
        await bot.start()
        await api.until(lambda: all(crowd.answers().values()), 30, "all answers")
        assert await bot.end(signal.SIGTERM) == 0
        assert set(crowd.answers().values()) <= set(range(1, CUTS + 2))
        assert not api.faults
        kept = Storage(data, bot_id=api.bot.id)
        assert not kept.inbox.open()
        kept.close()


async def test_documents_on_a_disk_that_is_mounted_again_are_followed(disk: Disk) -> None:
    """Its folders look as they did, but nobody who watched them hears of a change."""
    folder = disk.folder / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。", "utf-8")
    live = LiveLibrary(Library.open(folder), phrases("en"))
    await live.watch(folder)
    try:
        await until(lambda: live.looks)
        disk.restart()
        # What is there when the watch begins anew is read by its first look.
        looks = live.looks
        await until(lambda: live.looks > looks)
        (folder / "b.txt").write_text("骑手每天送餐四十单。", "utf-8")
        await until(lambda: len(live().documents) == 2)
    finally:
        await live.rest()


async def test_a_full_disk_loses_nothing(disk: Disk, library: Library) -> None:
    """Nothing is confirmed that cannot be kept, which /readyz says with the reason; what was asked is answered later."""
    endpoints = Endpoints("127.0.0.1", 0)
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.send(alice, "/start")
        data = disk.folder / "data"
        async with running(api, library, watch=endpoints, poll_seconds=1, data_dir=data, rate_limit_per_user=0) as bot:
            await chat.next_bot_message()
            filler = disk.folder / "filler"
            disk.fill(filler)
            asked = 0
            while not bot.update_queue.trouble:  # type: ignore[attr-defined]
                # The journal has some pages of its own left.
                chat.send(alice, f"“词{asked}号” {'云' * 900}")
                asked += 1
                assert asked < 200
                await asyncio.sleep(0.05)
            assert endpoints.address
            async with httpx.AsyncClient(base_url=endpoints.address) as client:
                told = await client.get("readyz")
                assert (told.status_code, told.json()["missing"]) == (503, ["inbox"])
                assert "full" in told.json()["inbox"]
                filler.unlink()
                await api.until(lambda: len(chat.bot_messages) == asked + 1, 60, "all answers")
                assert (await client.get("readyz")).status_code == 200
            await api.all_confirmed()
    assert look_at_data(data).found == "data_whole"
