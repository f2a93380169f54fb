"""Work on a file in a process of its own: a hostile file takes a bounded time and memory, and nothing else down."""

import logging
import multiprocessing
import sys
import zipfile
from collections.abc import Callable
from multiprocessing import spawn
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path
from typing import Any, TypeVar

from retrieval.documents.convert.kinds import MODULES

PROCESS_NAME = "yinju-conversion"
MAX_CONVERSION_SECONDS = 300
MAX_CONVERSION_BYTES = 3 * 1024**3
MAX_UNPACKED_BYTES = 256 * 1024 * 1024
MAX_ARCHIVE_FILES = 10_000
# The first bytes of an Office file with a password, which is no archive.
_OLE = b"\xd0\xcf\x11\xe0"
Result = TypeVar("Result")


def confined(
    work: Callable[[Path], Result],
    path: Path,
    seconds: int = MAX_CONVERSION_SECONDS,
    memory: int = MAX_CONVERSION_BYTES,
) -> Result:
    """Return what `work`, a function of a module, makes of a file within a limit of seconds and bytes of memory.

    Raises ImportError if a library is missing, and ValueError with a reason for everything else that goes wrong.
    Only the time is bounded on a system without such limits for a process.
    """
    receiving, sending = multiprocessing.Pipe(duplex=False)
    _spare_main()
    arguments = (work, path, seconds, memory, sending)
    process = _context().Process(target=_work, name=PROCESS_NAME, args=arguments, daemon=True)
    process.start()
    sending.close()
    try:
        found = receiving.recv() if receiving.poll(2 * seconds) else None
    except EOFError:
        found = None
    finally:
        process.kill()
        process.join()
        receiving.close()
    if found is None:
        raise ValueError(f"converting it takes more than {seconds} s or {memory // 1024**2} MB")
    if isinstance(found, Exception):
        raise found
    made: Result = found
    return made


def _spare_main() -> None:
    """Keep the processes of this module from running the caller's script once more, as multiprocessing has them do.

    It does so to find functions of the script; converters are functions of modules. A script of a few lines, without a
    guard around what it does, would open its folder again in each process.
    """
    given = spawn.get_preparation_data
    if getattr(given, "spares_main", False):
        return

    def prepared(name: str) -> dict[str, Any]:
        data = given(name)
        mains = ("init_main_from_path", "init_main_from_name") if name == PROCESS_NAME else ()
        return {key: value for key, value in data.items() if key not in mains}

    prepared.spares_main = True  # type: ignore[attr-defined]
    spawn.get_preparation_data = prepared


def _context() -> ForkServerContext | SpawnContext:
    """Return the way to begin the process: if the system can, by a server that has imported the converters already.

    That is quick, and safe where this process has threads.
    """
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([f"retrieval.documents.convert.{module}" for module in sorted({*MODULES.values()})])
    return context


def _work(work: Callable[[Path], object], path: Path, seconds: int, memory: int, sending: Connection) -> None:
    """Send the result, or an error that is made of a text alone."""
    _limit(seconds, memory)
    # The libraries log what they find wrong, for some files without end; what comes of it all is one sentence.
    logging.disable(logging.CRITICAL)
    found: object
    try:
        found = work(path)
    except ImportError as error:
        found = ImportError(str(error))
    except (OSError, ValueError) as error:
        found = ValueError(getattr(error, "strerror", None) or str(error))
    except MemoryError:
        return
    except Exception as error:  # noqa: BLE001 - converters raise whatever a hostile file drives them to
        found = ValueError(f"it is damaged ({type(error).__name__})")
    sending.send(found)


def _limit(seconds: int, memory: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def open_archive(path: Path) -> zipfile.ZipFile:
    """Open a zip file of documents. Raises ValueError with a reason if it is none, or would unpack to far too much."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        with path.open("rb") as file:
            raise ValueError("encrypted" if file.read(4) == _OLE else "damaged") from None
    files = archive.infolist()
    if len(files) > MAX_ARCHIVE_FILES or sum(file.file_size for file in files) > MAX_UNPACKED_BYTES:
        megabytes = MAX_UNPACKED_BYTES // 1024 // 1024
        raise ValueError(f"it would unpack to more than {megabytes} MB or {MAX_ARCHIVE_FILES} files")
    return archive
