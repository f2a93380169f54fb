"""Worker processes."""

import os
import signal
from threading import Barrier, BrokenBarrierError

import pytest

from retrieval.workers import Workers


def process_of(_: int) -> int:
    """Return the number of the process that does the work."""
    return os.getpid()


def doubled(number: int) -> int:
    """Return twice a number; print it, as libraries do, and raise ValueError for 3."""
    print(number)  # noqa: T201
    if number == 3:
        raise ValueError(number)
    return 2 * number


def ended(number: int) -> int:
    """Return a number, but end a worker, as a system without memory does."""
    if os.getppid() == number:
        os.kill(os.getpid(), signal.SIGTERM)
    return number


def size_of(task: bytes) -> int:
    """Return the length of a task."""
    return len(task)


def meets_another(_: int) -> bool:
    """Tell if another thread does a task at the same time."""
    try:
        MEETING.wait(0.1)
    except BrokenBarrierError:
        MEETING.reset()
        return False
    return True


MEETING = Barrier(2)


@pytest.mark.process
def test_tasks_are_done_by_other_processes_in_order() -> None:
    """As many as are wanted, which begin once; an error is raised to who asks."""
    with Workers(2) as workers:
        assert list(workers.map(doubled, [0, 1, 2, 4, 5, 6])) == [0, 2, 4, 8, 10, 12]
        with pytest.raises(ValueError, match="3"):
            list(workers.map(doubled, [1, 3]))
        assert os.getpid() not in set(workers.map(process_of, range(6)))
        assert len(set(workers.map(process_of, range(6)))) <= 2
        assert list(workers.map(ended, [os.getpid(), 1])) == [os.getpid(), 1]
    assert list(Workers(1).map(process_of, [0])) == [os.getpid()]


@pytest.mark.process
def test_without_an_interpreter_the_work_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a program that is one file."""
    monkeypatch.setattr("sys.executable", "")
    with Workers(2) as workers:
        assert list(workers.map(process_of, [0, 1])) == [os.getpid()] * 2


@pytest.mark.process
def test_workers_that_the_system_ended_lose_no_task() -> None:
    """Nor if one could not take the task in; all of it is done here then."""
    task = bytes(1 << 20)
    with Workers(2) as workers:
        for process in set(workers.map(process_of, range(6))):
            os.kill(process, signal.SIGKILL)
            os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
        assert list(workers.map(size_of, [task] * 4)) == [len(task)] * 4


def test_what_is_done_here_is_done_one_task_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tables that a work keeps between its tasks, such as that of words, are not made for two threads."""
    monkeypatch.setattr("sys.executable", "")
    with Workers(2) as workers:
        assert list(workers.map(meets_another, range(4))) == [False] * 4
