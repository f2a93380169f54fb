"""Worker processes: tasks are done side by side, by as many processes as there are processors.

A process begins with this module alone. Those of `multiprocessing` import the program's main module once more, and a
script without a guard would run again in each of them.
"""

import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from subprocess import PIPE, Popen
from threading import Lock
from typing import IO, TypeVar, cast

Task = TypeVar("Task")
Result = TypeVar("Result")
# More would wait for what puts their results together, and each takes some 160 MB, of 1 GB that the service may have.
MAX_PROCESSES = 3
# Number of tasks for each process that are begun before the first result is taken.
_AHEAD = 2
_BEGIN = "from retrieval.workers import serve; serve()"


class Workers:
    """Processes that begin when they are first needed; a context manager that ends them.

    With one processor, or where no process can begin, the process that asks does the work.
    """

    def __init__(self, count: int | None = None) -> None:
        """Take the number of processes; by default as many as there are processors, `MAX_PROCESSES` at most."""
        self.count = count or min(_processors(), MAX_PROCESSES)
        self._threads = ThreadPoolExecutor(self.count)
        self._idle = SimpleQueue[_Worker]()
        # What a work keeps from task to task is for one thread.
        self._here = Lock()
        for _ in range(self.count):
            self._idle.put(_Worker())

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)
        self.rest()

    def rest(self) -> None:
        """End the processes that are idle; they begin again when there is more to do."""
        idle = [self._idle.get() for _ in range(self._idle.qsize())]
        for worker in idle:
            worker.end()
            self._idle.put(worker)

    def map(self, work: Callable[[Task], Result], tasks: Iterable[Task]) -> Iterator[Result]:
        """Yield what `work`, a function of a module, makes of each task, in order; raises what it raises."""
        if self.count == 1:
            yield from map(work, tasks)
            return
        begun = deque[Future[Result]]()
        for task in tasks:
            begun.append(self._threads.submit(self._done, work, task))
            if len(begun) > _AHEAD * self.count:
                yield begun.popleft().result()
        while begun:
            yield begun.popleft().result()

    def _done(self, work: Callable[[Task], Result], task: Task) -> Result:
        worker = self._idle.get()
        try:
            found = worker.ask(work, task)
        except (OSError, EOFError, pickle.UnpicklingError):
            # It could not begin, or the system ended it.
            worker.end()
            with self._here:
                return work(task)
        finally:
            self._idle.put(worker)
        if isinstance(found, BaseException):
            raise found
        return cast("Result", found)


class _Worker:
    """A process that begins with its first task."""

    def __init__(self) -> None:
        self._process: Popen[bytes] | None = None

    def ask(self, work: Callable[[Task], object], task: Task) -> object:
        """Return the result of a task, or the error that it raised; raises OSError and EOFError."""
        self._process = process = self._process or _begun()
        asking, answering = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
        pickle.dump((work, task), asking, pickle.HIGHEST_PROTOCOL)
        asking.flush()
        found: object = pickle.load(answering)
        return found

    def end(self) -> None:
        """End the process, if it began."""
        process, self._process = self._process, None
        if process:
            # What it was not given yet cannot be written any more when its input is closed.
            with suppress(OSError), process:
                process.kill()


def _begun() -> "Popen[bytes]":
    path = os.pathsep.join(folder or os.getcwd() for folder in sys.path)  # noqa: PTH109 (the name is no Path)
    # What numpy would begin threads for is little here.
    environment = {**os.environ, "PYTHONPATH": path, "OPENBLAS_NUM_THREADS": "1"}
    if not sys.executable:
        raise OSError("no interpreter")
    return Popen([sys.executable, "-c", _BEGIN], stdin=PIPE, stdout=PIPE, env=environment)


def serve() -> None:
    """Do tasks from standard input until it ends, and write each result to standard output."""
    # Who asks ends this process; an interrupt from the keyboard reaches both.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks, results = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What libraries print is no result.
    os.dup2(2, 1)
    with suppress(EOFError, BrokenPipeError):
        while True:
            work, task = pickle.load(tasks)
            try:
                found = work(task)
            except Exception as error:  # noqa: BLE001 - who asks raises it
                found = error
            pickle.dump(found, results, pickle.HIGHEST_PROTOCOL)
            results.flush()


def _processors() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
