"""The log: no token and no words in it, one line for each update, and no traceback of what the program says in a sentence."""

import asyncio
import inspect
import json
import logging
import sys
from pathlib import Path

import pytest
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Updater

from bot.observability.logs import JsonFormatter, RepeatFilter, TokenlessFormatter, told_elsewhere
from bot.phrases import phrases
from bot.transport.connection import ConnectionClosed, TokenRefused
from bot.transport.handled import Fact
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.conftest import clean_environment, running, share_dictionary

TOKEN = "123456:AAsecret"


def record(message: str, *args: object, error: BaseException | None = None, name: str = "bot") -> logging.LogRecord:
    """Return a record as a logger makes it."""
    caught = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, caught)


def test_the_token_is_blotted_out_wherever_it_stands() -> None:
    """In the message, in what is filled in, in an address, alone, and in a traceback with its causes."""
    try:
        try:
            raise ValueError(f"bot{TOKEN}/getMe")
        except ValueError as cause:
            raise RuntimeError(f"file/bot{TOKEN.replace(':', '%3A')}") from cause
    except RuntimeError:
        error = sys.exc_info()[1]
    text = TokenlessFormatter(TOKEN).format(record(f"{TOKEN} %s %r", TOKEN, {"secret": "AAsecret"}, error=error))
    assert "secret'" in text
    assert "AAsecret" not in text
    assert "%3AAA" not in text
    assert text.count("<token>") == 5
    assert "RuntimeError" in text


def test_a_token_without_a_colon_is_blotted_out_too() -> None:
    """As when somebody put something else into the setting."""
    assert "mistake" not in TokenlessFormatter("mistake").format(record("a mistake"))


@pytest.mark.parametrize("token", ['a"b\\c', TOKEN])
def test_a_line_of_json_has_the_facts_and_no_token(token: str) -> None:
    """Whatever was given for a token, in the message, in a fact and in the traceback."""
    told = record(f"sent\n{token}", error=ValueError(f"of {token}"))
    told.facts = {"chat": 5, "question": f"{token}?"}
    line = json.loads(JsonFormatter(token).format(told))
    assert (line["level"], line["logger"], line["chat"]) == ("error", "bot", 5)
    assert (line["event"], line["question"]) == ("sent\n<token>", "<token>?")
    assert line["traceback"].endswith("ValueError: of <token>")
    assert line["time"].endswith("+00:00")


def test_nothing_filled_in_looks_like_a_line_of_its_own() -> None:
    """Neither in the message nor in a fact; a fact with blanks is quoted."""
    told = record("a file: %s", "x\n2026-01-01 CRITICAL bot: on fire\x1b[2J\u2028.")
    told.facts = {"question": 'why\n"so"', "quotes": 3, "status": "answered"}
    text = TokenlessFormatter(TOKEN).format(told)
    assert len(text.splitlines()) == 1
    assert text.endswith(
        r'ERROR bot: a file: x\n2026-01-01 CRITICAL bot: on fire\x1b[2J\u2028. question="why\n\"so\"" quotes=3 status=answered'
    )


async def test_a_running_bot_writes_a_line_for_each_update_and_never_its_token(tmp_path: Path) -> None:
    """Also where Telegram breaks off, answers with pages or refuses what is sent; nor does the token stand in its title."""
    async with StandIn.serve() as api:
        share_dictionary(tmp_path)
        alice = api.user("Alice")
        chat = api.private_chat(alice)
        chat.send(alice, "阿里云收入增长了多少")
        api.fail_next("getUpdates", status=502)
        api.fail_next("setMyCommands", drop="after")
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            env=clean_environment(tmp_path)
            | {"TELEGRAM_API_BASE_URL": api.base_url, "TELEGRAM_BOT_TOKEN": api.token, "LOG_FORMAT": "json"},
            cwd=tmp_path,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        await chat.next_bot_message(timeout=30)
        api.fail_next("sendMessage", status=400, description=f"Bad Request: {api.base_url}{api.token}/sendMessage")
        chat.send(alice, "88VIP会员有多少")
        await chat.next_bot_message(timeout=30)
        title = Path(f"/proc/{process.pid}/cmdline")
        assert not title.exists() or api.token.encode() not in title.read_bytes()
        process.terminate()
        _, log = await asyncio.wait_for(process.communicate(), 30)
    secret = api.token.partition(":")[2]
    assert secret.lower() not in log.decode().lower()
    lines = [json.loads(line) for line in log.decode().splitlines()]
    first, second = [line for line in lines if line["event"] == "Handled"]
    assert (first["kind"], first["type"], first["chat"]) == ("message", "private", chat.id)
    assert (first["status"], first["update"] + 1) == ("answered", second["update"])
    assert first["ms"] >= first["search_ms"]
    assert second["error"] == "BadRequest"
    (trouble,) = [line for line in lines if line["level"] == "error"]
    assert trouble["update"] == second["update"]
    assert "<token>" in trouble["traceback"]
    assert "阿里云" not in log.decode()
    assert "88VIP" not in log.decode()


def facts_of(log: pytest.LogCaptureFixture) -> list[dict[str, Fact]]:
    """Return the facts of each update that was handled."""
    return [said.facts for said in log.records if said.message == "Handled" and hasattr(said, "facts")]


@pytest.mark.parametrize("on", [False, True])
async def test_words_are_logged_only_where_it_is_chosen_and_everybody_is_told_so(
    library: Library, caplog: pytest.LogCaptureFixture, on: bool
) -> None:
    """LOG_QUESTIONS; a refusal is a line too."""
    caplog.set_level(logging.INFO, "bot")
    async with StandIn.serve() as api, running(api, library, log_questions=on):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        for words in ("番茄炒蛋怎么做", "/privacy"):
            chat.send(alice, words)
            answer = await chat.next_bot_message()
    assert (phrases("en").logged_questions in answer.text) is on
    assert (phrases("en").logged in answer.text) is not on
    asked, told = facts_of(caplog)
    assert asked.get("question") == ("番茄炒蛋怎么做" if on else None)
    assert asked["status"] == "not_found"
    assert told.keys() == {"ms"}


@pytest.mark.parametrize(
    ("name", "error", "told"),
    [
        ("telegram.ext", NetworkError("x"), True),
        ("telegram.ext.Updater", Conflict("x"), True),
        ("telegram.ext", InvalidToken("x"), True),
        ("telegram.ext.Updater", ConnectionClosed("x"), True),
        ("telegram.ext", TokenRefused("x"), True),
        ("telegram.request.BaseRequest", ValueError("x"), True),
        ("telegram.ext", BadRequest("x"), False),
        ("telegram.ext", TelegramError("x"), False),
        ("telegram.ext", ValueError("x"), False),
        ("telegram.ext", None, False),
        ("bot", NetworkError("x"), False),
    ],
)
def test_only_what_the_program_says_itself_is_left_out(name: str, error: BaseException | None, told: bool) -> None:
    """Every other traceback of python-telegram-bot's stays."""
    assert told_elsewhere(record("x", error=error, name=name)) is told


def test_updates_that_come_while_the_bot_stops_are_no_trouble() -> None:
    """The library calls them that, in these words; they are not confirmed, and come again."""
    said = "Updater stopped unexpectedly"
    assert said in inspect.getsource(Updater)
    assert told_elsewhere(record(f"{said}. Pulled updates will be ignored", name="telegram.ext.Updater"))
    assert not told_elsewhere(record("Something else", name="telegram.ext.Updater"))


def test_the_same_warning_is_written_once_a_minute_and_counted() -> None:
    """Another one, and what tells of an update, is written each time."""
    moments = [0.0]
    folding = RepeatFilter(lambda: moments[-1])

    def line(words: str, level: int = logging.WARNING) -> logging.LogRecord:
        return logging.LogRecord("bot", level, "", 0, words, (), None)

    assert [folding.filter(line("a")) for _ in range(3)] == [True, False, False]
    assert folding.filter(line("b"))
    assert [folding.filter(line("a", logging.INFO)) for _ in range(2)] == [True, True]
    moments.append(61.0)
    again = line("a")
    assert folding.filter(again)
    assert "a repeated=2" in TokenlessFormatter("1:x").format(again)


def test_a_warning_that_cannot_be_filled_in_is_folded_all_the_same() -> None:
    """A line with too few values is written once as well."""
    folding = RepeatFilter(lambda: 0.0)
    record = logging.LogRecord("bot", logging.ERROR, "", 0, "%s %s", ("x",), None)
    assert [folding.filter(record), folding.filter(record)] == [True, False]
