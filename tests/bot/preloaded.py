"""Commands of `yinju` in processes that begin with its modules loaded.

Half a second of each command is its modules, which are the same each time. A server loads them once and forks for each
command, so that a command is a process of its own all the same: own folder, environment, files and status.
"""

import gc
import json
import os
import runpy
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from bot.cli import COMMANDS
from tests.conftest import ROOT

MODULES = tuple(f"bot.commands.{name}" for name in COMMANDS if name != "eval")
_STREAMS = ("stdin", "stdout", "stderr")


def is_read_at_the_start(name: str, value: str) -> bool:
    """Tell a variable that the interpreter reads when it starts: such a command cannot begin with modules loaded."""
    return name.startswith(("PYTHON", "LC_")) or (name == "LANG" and not value.endswith("UTF-8"))


class Preloaded:
    """Server that runs commands, one at a time; use as a context manager."""

    def __init__(self, environment: Mapping[str, str]) -> None:
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

    def run(
        self, arguments: Sequence[str], folder: Path, environment: Mapping[str, str], stdin: bytes, timeout: float
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run a command in a folder, and return its status and what it printed; raises TimeoutExpired after seconds."""
        with TemporaryDirectory() as home:
            files = [Path(home) / name for name in _STREAMS]
            files[0].write_bytes(stdin)
            wish = {"arguments": arguments, "folder": folder, "environment": environment, "files": files}
            process_id = int(self._told(json.dumps(wish, default=os.fspath), timeout))
            try:
                status = int(self._told("", timeout))
            except TimeoutError:
                os.kill(process_id, signal.SIGKILL)
                self._told("", timeout)
                raise subprocess.TimeoutExpired(list(arguments), timeout) from None
            return subprocess.CompletedProcess(list(arguments), status, files[1].read_bytes(), files[2].read_bytes())

    def _told(self, line: str, timeout: float) -> bytes:
        """Return the server's next line, after one for it if there is one; raises TimeoutError."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        if line:
            self._server.stdin.write(line.encode() + b"\n")
            self._server.stdin.flush()
        if not select.select([self._server.stdout], [], [], timeout)[0]:
            raise TimeoutError(line)
        return self._server.stdout.readline()


def serve() -> None:
    """Read commands from standard input, a JSON object each, and fork for each; in the child, run it and return."""
    for module in MODULES:
        import_module(module)
    gc.freeze()
    while line := sys.stdin.buffer.readline():
        process_id = os.fork()
        if not process_id:
            begin(**json.loads(line))
            return
        os.write(1, f"{process_id}\n".encode())
        os.write(1, f"{os.waitstatus_to_exitcode(os.waitpid(process_id, 0)[1])}\n".encode())


def begin(arguments: list[str], folder: str, environment: dict[str, str], files: list[str]) -> None:
    """Take over a command's folder, environment and streams, and be `python -m bot`."""
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for descriptor, file in enumerate(files):
        opened = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.argv = ["yinju", *arguments]
    runpy.run_module("bot", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    serve()
