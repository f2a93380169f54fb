"""The chats in which strangers were sent away."""

from pathlib import Path

import pytest

from bot.storage import strangers
from bot.storage.database import Database
from bot.storage.storage import Storage
from bot.storage.strangers import Strangers

GROUP = -1_001_234_567_890


def test_who_was_told_is_known_to_the_next_run_without_a_name(tmp_path: Path) -> None:
    """Also as the supergroup that a group has become, and until the chat is forgotten."""
    first = Storage(tmp_path)
    first.strangers.tell(7)
    first.strangers.tell(-8)
    first.migrate(-8, GROUP)
    first.close()
    again = Storage(tmp_path)
    assert [again.strangers.were_told(chat) for chat in (7, -8, GROUP)] == [True, False, True]
    kept = {row["chat"] for row in again.strangers._database.rows("SELECT chat FROM strangers")}
    assert not kept & {"7", str(GROUP)}
    again.forget_chat(GROUP)
    assert not again.strangers.were_told(GROUP)
    again.close()


def test_the_last_ones_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a flood of strangers does not fill the disk."""
    moments = iter(range(100))
    known = Strangers(Database(), str, lambda: float(next(moments)))
    for chat in range(5):
        known.tell(chat)
    assert all(known.were_told(chat) for chat in range(5))
    monkeypatch.setattr(strangers, "_MOST", 3)
    known.tell(5)
    assert [known.were_told(chat) for chat in range(6)] == [False, False, False, True, True, True]
