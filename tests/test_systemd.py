"""The units of deploy/ under a systemd of their own: booted in namespaces, over a copy of this machine's files.

It needs root, overlayfs and Debian's systemd and Python; elsewhere this is skipped.
"""

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
import telegram

from bot.web.preview.standin import StandIn
from tests.conftest import ROOT

QUESTION, ANSWER = "阿里云收入增长了多少", "阿里云收入317亿"
SYSTEMD = Path("/usr/lib/systemd/systemd")
# Where systemd_box.sh puts its processes, by how this machine mounts the groups.
GROUPS = (Path("/sys/fs/cgroup/unified/yinju-box"), Path("/sys/fs/cgroup/yinju-box"))
PACKAGES = Path(telegram.__file__).parents[1]
pytestmark = [pytest.mark.process, pytest.mark.slow]


class Box:
    """A booted systemd, whose first process has the number `pid` here."""

    def __init__(self, pid: int) -> None:
        self._pid = pid

    def run(self, *command: str) -> str:
        """Run a command in it and return what it prints, whatever its status."""
        inside = ["nsenter", "--target", str(self._pid), "--mount", "--pid", "--uts", "--ipc", "--cgroup"]
        root = f"--root=/proc/{self._pid}/root"
        done = subprocess.run(
            [*inside, root, "--wd=/", *command], capture_output=True, text=True, timeout=60, check=False
        )
        return done.stdout + done.stderr

    def show(self, unit: str, name: str) -> str:
        """Return a property of a unit."""
        return self.run("systemctl", "show", "--value", "--property", name, unit).strip()

    async def until(self, true: Callable[[], object], what: str) -> None:
        """Wait until a condition is met; fails with what the bot has logged."""
        for _ in range(120):
            if true():
                return
            await asyncio.sleep(0.5)
        pytest.fail(f"{what}: {self.run('journalctl', '--no-pager', '--lines=40')}")


@asynccontextmanager
async def booted(home: Path, settings: str) -> AsyncIterator[Box]:
    """Boot a systemd with the bot's units in it until the block ends; skips the test if this machine cannot."""
    if os.geteuid() or not SYSTEMD.exists() or not all(map(shutil.which, ("unshare", "nsenter"))):
        pytest.skip("booting systemd in namespaces needs root, Linux and Debian's systemd")
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    found = subprocess.run(["/usr/bin/python3", "--version"], capture_output=True, text=True, check=False).stdout
    if version not in found:
        pytest.skip(f"the libraries of the tests are for Python {version}, and this system has {found.strip()}")
    (home / "yinju.env").write_text(settings)
    log = (home / "boot.log").open("wb")
    process = await asyncio.create_subprocess_exec(
        str(ROOT / "tests" / "systemd_box.sh"), str(home), str(ROOT), str(PACKAGES), stdout=log, stderr=log
    )
    try:
        first = await _first_process(process)
        if first is None:
            pytest.skip(f"systemd cannot be booted here: {(home / 'boot.log').read_text()[-300:]}")
        yield Box(first)
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        log.close()
        for group in GROUPS:
            with suppress(OSError):
                group.rmdir()


async def _first_process(process: asyncio.subprocess.Process) -> int | None:
    """Return the number of the systemd that a process has started; None if it ended before."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    for _ in range(200):
        await asyncio.sleep(0.1)
        if process.returncode is not None:
            return None
        for child in children.read_text().split():
            with suppress(OSError):
                if Path(f"/proc/{child}/comm").read_text().strip() == "systemd":
                    return int(child)
    return None


async def test_the_units_run_the_bot_and_its_backup(tmp_path: Path) -> None:
    """It answers, is started again after a kill, is confined, keeps a copy, and stops when told."""
    async with StandIn.serve() as api:
        settings = f"TELEGRAM_BOT_TOKEN={api.token}\nTELEGRAM_API_BASE_URL={api.base_url}\n"
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        async with booted(tmp_path, settings) as box:
            await box.until(lambda: box.show("yinju", "ActiveState") == "active", "the service did not start")
            chat.send(alice, QUESTION)
            assert ANSWER in (await chat.next_bot_message(timeout=60)).text
            before = box.show("yinju", "MainPID")
            box.run("kill", "-9", before)
            chat.send(alice, QUESTION)
            assert ANSWER in (await chat.next_bot_message(timeout=60)).text
            assert box.show("yinju", "NRestarts") == "1"
            status = box.run("cat", f"/proc/{box.show('yinju', 'MainPID')}/status")
            assert "\nUid:\t0\t" not in status
            assert "\nNoNewPrivs:\t1\n" in status
            assert "\nSeccomp:\t2\n" in status
            assert "\nCapEff:\t0000000000000000\n" in status
            assert box.show("yinju-backup.timer", "ActiveState") == "active"
            box.run("systemctl", "start", "yinju-backup.service")
            assert box.show("yinju-backup", "Result") == "success"
            copies = box.run("ls", "-l", "/var/lib/private/yinju-backups")
            assert copies.count(".zip") == 1
            assert "-rw------- " in copies
            box.run("systemctl", "stop", "yinju")
            assert box.show("yinju", "Result") == "success"


async def test_a_wrong_setting_is_not_tried_again(tmp_path: Path) -> None:
    """No restart mends it; the sentence is in the journal."""
    async with booted(tmp_path, "TELEGRAM_BOT_TOKEN=\n") as box:
        await box.until(lambda: box.show("yinju", "ActiveState") == "failed", "the service did not fail")
        assert box.show("yinju", "NRestarts") == "0"
        assert "@BotFather" in box.run("journalctl", "--no-pager", "--unit=yinju")
