"""The settings of a chat."""

from pathlib import Path

import pytest

from bot.storage.chats import Chats, ChatSettings
from bot.storage.database import Database

OWN = ChatSettings(language="zh-hant", quotes=1, mentions=False, quiet_from=23 * 60, quiet_to=7 * 60 + 30)
USUAL = ChatSettings()
USUAL_IN_A_GROUP = ChatSettings(quotes=2)


def test_a_chat_has_the_usual_settings_until_it_makes_its_own() -> None:
    """Everybody's language, three quotes or in a group two, mentions answered, No quiet hours."""
    chats = Chats(Database())
    assert chats.of(7) == USUAL == ChatSettings(language=None, quotes=3, mentions=True, quiet_from=None, quiet_to=None)
    chats.put(7, OWN)
    assert chats.of(7) == OWN
    assert chats.of(8) == USUAL
    assert chats.of(-7) == USUAL_IN_A_GROUP
    chats.forget(7)
    assert chats.of(7) == USUAL


def test_settings_survive_a_restart(tmp_path: Path) -> None:
    """They stand in the file."""
    path = tmp_path / "yinju.sqlite3"
    first = Database(path)
    Chats(first).put(-7, OWN)
    first.close()
    assert Chats(Database(path)).of(-7) == OWN


def test_a_group_that_becomes_a_supergroup_keeps_its_settings() -> None:
    """Unless the supergroup has made some already; the old id has none afterwards."""
    chats = Chats(Database())
    chats.put(-7, OWN)
    chats.migrate(-7, -1007)
    assert (chats.of(-7), chats.of(-1007)) == (USUAL_IN_A_GROUP, OWN)
    chats.put(-8, ChatSettings(quotes=1))
    chats.migrate(-8, -1007)
    assert (chats.of(-8), chats.of(-1007)) == (USUAL_IN_A_GROUP, OWN)
    chats.migrate(-9, -1007)
    assert chats.of(-1007) == OWN


@pytest.mark.parametrize(
    ("begins", "ends", "quiet", "loud"),
    [
        pytest.param(22 * 60, 7 * 60, [22 * 60, 0, 7 * 60 - 1], [7 * 60, 12 * 60, 22 * 60 - 1], id="past midnight"),
        pytest.param(0, 8 * 60, [0, 8 * 60 - 1], [8 * 60, 24 * 60 - 1], id="from midnight on"),
        pytest.param(600, 600, [], [0, 599, 600, 601], id="of no length"),
        pytest.param(None, None, [], [0, 720], id="none"),
    ],
)
def test_quiet_hours_begin_and_end_at_a_minute(
    begins: int | None, ends: int | None, quiet: list[int], loud: list[int]
) -> None:
    """The minute at which they begin is in them, the one at which they end is not."""
    settings = ChatSettings(quiet_from=begins, quiet_to=ends)
    assert [minute for minute in [*quiet, *loud] if settings.is_quiet(minute)] == quiet
