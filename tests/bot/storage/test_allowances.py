"""Allowances of people and groups, counted in a file."""

from pathlib import Path

from bot.storage.allowances import Allowance, Allowances
from bot.storage.database import Database
from bot.storage.storage import Storage

MINUTE = 60.0
ALICE = Allowance(id=4_200_000_001, most=5, per_minute=2)
GROUP = Allowance(id=-1_001_234_567_890, most=3, per_minute=1)


def test_so_much_at_once_and_then_by_the_minute() -> None:
    """A refused question does not count."""
    moments = [1000.0]
    allowances = Allowances(Database(), str, lambda: moments[-1])
    assert [allowances.spend(1, [ALICE]) for _ in range(7)] == [True] * 5 + [False] * 2
    moments.append(1000.0 + MINUTE)
    assert [allowances.spend(1, [ALICE]) for _ in range(3)] == [True, True, False]
    assert [allowances.spend(0.5, [GROUP]) for _ in range(7)] == [True] * 6 + [False]


def test_nobody_pays_for_what_another_limit_refuses() -> None:
    """A person in a group that has asked too much can still ask elsewhere."""
    allowances = Allowances(Database(), str, lambda: 1000.0)
    assert [allowances.spend(1, [ALICE, GROUP]) for _ in range(5)] == [True] * 3 + [False] * 2
    assert [allowances.spend(1, [ALICE]) for _ in range(3)] == [True, True, False]


def test_a_clock_that_was_set_back_locks_nobody_out() -> None:
    """Not for longer than the limit itself does."""
    moments = [1_000_000.0]
    allowances = Allowances(Database(), str, lambda: moments[-1])
    while allowances.spend(1, [ALICE]):
        pass
    moments.append(1000.0)
    assert [allowances.spend(1, [ALICE]) for _ in range(6)] == [True] * 5 + [False]


def test_only_what_is_not_empty_is_kept_and_without_names(tmp_path: Path) -> None:
    """All who open the file count together."""
    moments = [1000.0]
    one, other = Storage(tmp_path), Storage(tmp_path)
    for storage in (one, other):
        storage.allowances._clock = lambda: moments[-1]
    assert [storage.allowances.spend(1, [GROUP]) for storage in (one, other, one, other)] == [True] * 3 + [False]
    assert one.allowances.spend(1, [ALICE])
    rows = [tuple(row) for row in other._file.rows("SELECT * FROM allowances")]
    assert len(rows) == 2
    assert not {str(GROUP.id), str(ALICE.id)} & {code for code, _ in rows}
    moments.append(1000.0 + MINUTE)
    one.allowances.expire()
    assert len(other._file.rows("SELECT * FROM allowances")) == 1
    moments.append(1000.0 + 3 * MINUTE)
    one.allowances.expire()
    assert not other._file.rows("SELECT * FROM allowances")
    one.close()
    other.close()
