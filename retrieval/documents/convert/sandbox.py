"""Converts in a process of its own, so that a hostile file takes a bounded time and memory, and nothing else down."""

import logging
import multiprocessing
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from pathlib import Path

from retrieval.documents.convert.markdown import Converted

SECONDS = 300
MEMORY = 3 * 1024**3
_MODULE = "retrieval.documents.convert.add"


def confined(
    convert: Callable[[Path], Converted], path: Path, seconds: int = SECONDS, memory: int = MEMORY
) -> Converted:
    """What `convert`, a function of a module, makes of a file, with so many seconds and bytes of memory at most.

    Raises ImportError where a library is missing, and ValueError with a reason for everything else that goes wrong.
    Where the system has no such limits for a process, only the time is bounded.
    """
    receiving, sending = multiprocessing.Pipe(duplex=False)
    process = _context().Process(target=_convert, args=(convert, path, seconds, memory, sending), daemon=True)
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
    if isinstance(found, Converted):
        return found
    raise found or ValueError(f"converting it takes more than {seconds} s or {memory // 1024**2} MB")


def _context() -> ForkServerContext | SpawnContext:
    """How the process is begun: where the system can, by a server that has read the converters already.

    That is quick, and safe where this process has threads.
    """
    if sys.platform == "win32":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([_MODULE])
    return context


def _convert(convert: Callable[[Path], Converted], path: Path, seconds: int, memory: int, sending: Connection) -> None:
    """Send what came of it: the document, or an error that is made of a text alone."""
    _limit(seconds, memory)
    # The libraries log what they find wrong, for some files without end; what comes of it all is one sentence.
    logging.disable(logging.CRITICAL)
    found: Converted | Exception
    try:
        found = convert(path)
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
