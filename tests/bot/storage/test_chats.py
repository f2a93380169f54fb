"""The settings of a chat."""

from pathlib import Path

from bot.storage.chats import Chats, ChatSettings
from bot.storage.database import Database

OWN = ChatSettings(language="zh-hant", quotes=1, mentions=False, quiet_from=23 * 60, quiet_to=7 * 60 + 30)
USUAL = ChatSettings()


def test_a_chat_has_the_usual_settings_until_it_makes_its_own() -> None:
    """Everybody's language, three quotes, mentions answered, no quiet hours."""
    chats = Chats(Database())
    assert chats.of(7) == USUAL == ChatSettings(language=None, quotes=3, mentions=True, quiet_from=None, quiet_to=None)
    chats.put(7, OWN)
    assert chats.of(7) == OWN
    assert chats.of(8) == USUAL
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
    assert (chats.of(-7), chats.of(-1007)) == (USUAL, OWN)
    chats.put(-8, ChatSettings(quotes=2))
    chats.migrate(-8, -1007)
    assert (chats.of(-8), chats.of(-1007)) == (USUAL, OWN)
    chats.migrate(-9, -1007)
    assert chats.of(-1007) == OWN
