"""The settings and the file that explains them."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.settings import Settings
from tests.bot.conftest import Run
from tests.conftest import ROOT


def test_the_example_names_every_setting_with_a_comment() -> None:
    """`.env.example` is the reference for operators."""
    lines = (ROOT / ".env.example").read_text("utf-8").splitlines()
    named = {match[1].lower(): at for at, line in enumerate(lines) if (match := re.match(r"([A-Z_]+)=", line))}
    assert set(named) == set(Settings.model_fields)
    assert all(lines[at - 1].startswith("# ") for at in named.values())


def test_a_token_does_not_show_itself() -> None:
    """Printing the settings prints no secret."""
    settings = Settings.model_validate({"telegram_bot_token": "123456:hidden", "webhook_secret": "hidden"})
    assert "hidden" not in repr(settings)
    assert "hidden" not in settings.model_dump_json()


@pytest.mark.parametrize("secret", ["a b", "geheimß", "a" * 257])
def test_a_secret_that_telegram_would_refuse_is_refused_without_being_shown(secret: str) -> None:
    """Letters, digits, _ and - only, at most 256."""
    with pytest.raises(ValidationError) as refused:
        Settings.model_validate({"webhook_secret": secret})
    (fault,) = refused.value.errors(include_input=False)
    assert secret not in fault["msg"]


def test_ids_are_listed_between_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blanks and empty places do not matter; what is no number is refused."""
    monkeypatch.setenv("OWNER_IDS", "42, 7,")
    monkeypatch.setenv("PRIVACY_LOG", "off")
    settings = Settings.read()
    assert settings.owner_ids == {42, 7}
    assert settings.privacy_log is False
    monkeypatch.setenv("OWNER_IDS", "@alice")
    with pytest.raises(ValidationError):
        Settings.read()


def test_the_environment_has_the_last_word(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A setting that it leaves out comes from the file, else from the defaults."""
    monkeypatch.chdir(tmp_path)
    for name in ("SEEDS_DIR", "OWNER_IDS", "LISTEN_HOST", "METRICS_PORT", "INDEX_URI"):
        monkeypatch.delenv(name, raising=False)
    lines = [
        "SEEDS_DIR=~/file",
        "export owner_ids='1, 2'",
        "LISTEN_HOST=",
        "METRICS_PORT",
        "INDEX_URI=${HOST}:1 # where",
    ]
    (tmp_path / ".env").write_text("\n".join(lines))
    monkeypatch.setenv("HOST", "there")
    monkeypatch.setenv("owner_ids", "3")
    monkeypatch.setenv("SEEDS_DIR", "")
    found = Settings.read()
    assert (found.seeds_dir, found.owner_ids, found.index_uri) == (Path.home() / "file", frozenset({3}), "there:1")
    assert (found.listen_host, found.metrics_port) == ("127.0.0.1", None)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("http://a.example", id="not https"),
        pytest.param("a.example", id="no address"),
        pytest.param("https://a.example/?b=1", id="a query"),
        pytest.param("https://a.example/#b", id="an anchor"),
        pytest.param("https://b:c@a.example/", id="a password"),
    ],
)
def test_the_address_of_the_reader_is_https_and_can_be_added_to(run: Run, address: str) -> None:
    """Anything else ends the program with a sentence that names the setting."""
    assert str(Settings.model_validate({"public_url": "https://a.example/docs"}).public_url) == "https://a.example/docs"
    done = run("sources", PUBLIC_URL=address)
    assert (done.returncode, len(done.stderr.decode().splitlines())) == (2, 1)
    assert "PUBLIC_URL" in done.stderr.decode()


@pytest.mark.parametrize("name", ["Mars/Olympus", "Asia", "../etc/passwd", "8"])
def test_a_time_zone_has_a_name_that_is_known(name: str) -> None:
    """By which quiet hours go."""
    assert str(Settings.model_validate({"timezone": "Asia/Shanghai"}).timezone) == "Asia/Shanghai"
    with pytest.raises(ValidationError, match="such as Asia/Shanghai"):
        Settings.model_validate({"timezone": name})


def test_what_is_sent_privately_is_not_kept_among_the_documents(run: Run, tmp_path: Path) -> None:
    """Everybody would be quoted from it."""
    told = run("sources", SEEDS_DIR=str(tmp_path), DATA_DIR=str(tmp_path / "data"))
    assert (told.returncode, len(told.stderr.decode().splitlines())) == (2, 1)
    assert "DATA_DIR" in told.stderr.decode()
    assert "outside SEEDS_DIR" in told.stderr.decode()
