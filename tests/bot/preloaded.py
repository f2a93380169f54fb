"""Commands of `yinju` in processes that begin with its modules loaded.

Most of a short command is its modules and expressions, which are the same each time. A server loads them once and forks
for each command, so that a command is a process of its own all the same: own folder, environment, files and status.
"""

import asyncio
import gc
import json
import os
import runpy
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp
from types import TracebackType
from typing import Self

from bot.cli import COMMANDS
from retrieval.runtime import LazyPattern
from tests.conftest import ROOT

# The last ones are what commands import within a function.
MODULES = (
    *(f"bot.commands.{name}" for name in COMMANDS if name != "eval"),
    "bot.app.webhook",
    "retrieval.check.checker",
    "Stemmer",
)
_STATUS, _STREAMS = "status", ("stdin", "stdout", "stderr")


def is_read_at_the_start(name: str, value: str) -> bool:
    """Tell a variable that the interpreter reads when it starts: such a command cannot begin with modules loaded."""
    return name.startswith(("PYTHON", "LC_")) or (name == "LANG" and not value.endswith("UTF-8"))


class Started:
    """Command that runs, with the face of `asyncio.subprocess.Process`; nothing comes in at its standard input."""

    def __init__(
        self, pid: int, status: asyncio.StreamReader, stdout: asyncio.StreamReader, stderr: asyncio.StreamReader
    ) -> None:
        self.pid, self.stdout, self.stderr = pid, stdout, stderr
        self.returncode: int | None = None
        self._status = status

    def send_signal(self, number: int) -> None:
        """Send a signal. Raises ProcessLookupError if the command has ended."""
        if self.returncode is not None:
            raise ProcessLookupError(self.pid)
        os.kill(self.pid, number)

    def terminate(self) -> None:
        """Send SIGTERM. Raises ProcessLookupError if the command has ended."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Send SIGKILL. Raises ProcessLookupError if the command has ended."""
        self.send_signal(signal.SIGKILL)

    async def communicate(self) -> tuple[bytes, bytes]:
        """Wait for the end, and return the rest of what was printed."""
        printed, said = await asyncio.gather(self.stdout.read(), self.stderr.read())
        if self.returncode is None:
            self.returncode = int(await self._status.read())
        return printed, said


class Preloaded:
    """Server that runs commands; use as a context manager."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._pipes = TemporaryDirectory()
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.bot.preloaded"],
            cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the server."""
        self._server.communicate(timeout=10)
        self._pipes.cleanup()

    def run(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: bytes, timeout: float
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run a command in a folder, and return its status and what it printed; raises TimeoutExpired after seconds."""
        with TemporaryDirectory() as place:
            home = Path(place)
            (home / "stdin").write_bytes(stdin)
            with open(_pipe(home / _STATUS), "rb") as status:
                process_id = self._begun(arguments, folder, environment, home)
                if not select.select([status], [], [], timeout)[0]:
                    os.kill(process_id, signal.SIGKILL)
                    raise subprocess.TimeoutExpired(list(arguments), timeout)
                return subprocess.CompletedProcess(
                    list(arguments), int(status.read()), *((home / name).read_bytes() for name in _STREAMS[1:])
                )

    async def start(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], script: str = ""
    ) -> Started:
        """Start a command in a folder, by a script of Python if there is one."""
        home = Path(mkdtemp(dir=self._pipes.name))
        pipes = [await _reader(_pipe(home / name)) for name in (_STATUS, *_STREAMS[1:])]
        return Started(self._begun(arguments, folder, environment, home, script), *pipes)

    def _begun(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], home: Path, script: str = ""
    ) -> int:
        """Have a command begun whose streams and status are in `home`, and return its process id."""
        wish = {"arguments": arguments, "folder": folder, "environment": environment, "home": home, "script": script}
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps(wish, default=os.fspath).encode() + b"\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())


def _pipe(path: Path) -> int:
    """Make a named pipe, and return its end to read from."""
    os.mkfifo(path)
    return os.open(path, os.O_RDONLY | os.O_NONBLOCK)


async def _reader(descriptor: int) -> asyncio.StreamReader:
    """Return a reader of a pipe, which closes that at its end."""
    reader = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(descriptor, "rb")
    )
    return reader


def serve() -> None:
    """Read commands from standard input, a JSON object each, and fork for each; in the child, run it and return."""
    load()
    running: dict[int, Path] = {}

    def tell(*_: object) -> None:
        """Write the status of each command that has ended."""
        for process_id, home in list(running.items()):
            # Another signal may have told meanwhile, and nobody may wait for a status any more.
            with suppress(OSError):
                ended, status = os.waitpid(process_id, os.WNOHANG)
                if ended:
                    del running[process_id]
                    writing = os.open(home / _STATUS, os.O_WRONLY | os.O_NONBLOCK)
                    os.write(writing, str(os.waitstatus_to_exitcode(status)).encode())
                    os.close(writing)

    signal.signal(signal.SIGCHLD, tell)
    while line := sys.stdin.buffer.readline():
        wish = json.loads(line)
        home = Path(wish.pop("home"))
        # Before the fork, so that the streams end with a command that is killed at once.
        streams = [os.open(home / name, os.O_RDWR | os.O_CREAT, 0o600) for name in _STREAMS]
        process_id = os.fork()
        if not process_id:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            begin(streams, **wish)
            return
        for descriptor in streams:
            os.close(descriptor)
        os.write(1, f"{process_id}\n".encode())
        running[process_id] = home
        # Its signal may have come before it was known.
        tell()


def load() -> None:
    """Import the modules, and compile their expressions."""
    for module in MODULES:
        import_module(module)
    for held in gc.get_objects():
        if isinstance(held, LazyPattern):
            held.search  # noqa: B018 - asked for, it is compiled
    gc.freeze()


def begin(streams: list[int], arguments: list[str], folder: str, environment: dict[str, str], script: str) -> None:
    """Take over a command's folder, environment and streams, and be `python -m bot`, or `python -c` with a script."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for descriptor, opened in enumerate(streams):
        os.dup2(opened, descriptor)
        os.close(opened)
    # Whether a stream can be wound back is asked when it is opened, and the server's was another file.
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.argv = ["yinju", *arguments]
    if script:
        exec(script, {"__name__": "__main__"})
    else:
        runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    serve()
