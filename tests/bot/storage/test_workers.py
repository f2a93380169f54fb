"""Places of processes: each is held by one at a time, and free again when that has ended."""

from pathlib import Path

import pytest

from bot.storage.database import DatabaseUnusable
from bot.storage.worker_locks import WorkerPlaces

BOT = 7


def test_each_takes_the_first_free_place(tmp_path: Path) -> None:
    """Another bot has places of its own."""
    one, other, third = (WorkerPlaces(tmp_path, BOT) for _ in range(3))
    assert [one.take(), other.take(), WorkerPlaces(tmp_path, 8).take()] == [0, 1, 0]
    one.give_back()
    assert third.take() == 0


def test_a_place_is_vacant_where_nobody_holds_it_and_taken_by_nobody_meanwhile(tmp_path: Path) -> None:
    """Afterwards it can be taken."""
    one, other = WorkerPlaces(tmp_path, BOT), WorkerPlaces(tmp_path, BOT)
    one.take()
    with other.vacant(0) as held, other.vacant(1) as vacant:
        assert (held, vacant) == (False, True)
        assert WorkerPlaces(tmp_path, BOT).take() == 2
    assert WorkerPlaces(tmp_path, BOT).take() == 1


def test_a_folder_in_which_nothing_can_be_locked_is_said(tmp_path: Path) -> None:
    """With its name."""
    (tmp_path / "no folder").touch()
    with pytest.raises(DatabaseUnusable, match="no folder"):
        WorkerPlaces(tmp_path / "no folder", BOT).take()
