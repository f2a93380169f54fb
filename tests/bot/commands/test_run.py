"""`yinju run` as a process, and what it says when it cannot run."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.commands.run import why_ended
from bot.phrases import phrases
from bot.web.preview.standin import StandIn
from tests.bot.conftest import Run, Start, clean_environment, share_dictionary

QUESTION = "阿里云收入增长了多少"


def test_without_a_token_it_says_where_to_get_one(run: Run) -> None:
    """One sentence, which also names the way without Telegram; status 2."""
    done = run("run")
    assert done.returncode == 2
    (sentence,) = done.stderr.decode().splitlines()
    assert "@BotFather" in sentence
    assert "`yinju chat` works without" in sentence


async def test_it_answers_and_stops_when_told(tmp_path: Path) -> None:
    """From start to SIGTERM: a question is answered, the exit status is 0, and the token is nowhere in the log."""
    async with StandIn.serve() as api:
        share_dictionary(tmp_path)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            env=clean_environment(tmp_path)
            | {"TELEGRAM_API_BASE_URL": api.base_url, "TELEGRAM_BOT_TOKEN": api.token},
            cwd=tmp_path,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        alice = api.user("Alice", language_code="zh-hans")
        chat = api.private_chat(alice)
        chat.send(alice, QUESTION)
        answer = await chat.next_bot_message(timeout=30)
        assert "阿里云收入317亿" in answer.text
        process.send_signal(signal.SIGTERM)
        _, log = await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 0
        assert api.token not in log.decode()
        assert f"@{api.username} is on; plain @mentions in groups are not delivered" in log.decode()
        assert not api.faults


async def test_settings_come_from_a_dotenv_file_too(start_bot: Start, tmp_path: Path) -> None:
    """.env in the working folder is read; the environment wins. That others can read the file is warned of."""
    async with StandIn.serve() as api:
        (tmp_path / ".env").write_text(
            f"TELEGRAM_BOT_TOKEN={api.token}\nTELEGRAM_API_BASE_URL=http://127.0.0.1:9/bot\n"
        )
        (tmp_path / ".env").chmod(0o644)
        process = await start_bot(api, TELEGRAM_BOT_TOKEN="")
        alice = api.user("Alice")
        chat = api.private_chat(alice)
        chat.send(alice, QUESTION)
        await chat.next_bot_message(timeout=30)
        process.terminate()
        _, log = await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 0
        assert f"WARNING bot.commands.run: {phrases('en').open_env}\n" in log.decode()


@pytest.mark.parametrize("token", ["123456:wrong", "no token at all"])
async def test_a_refused_token_is_one_sentence(start_bot: Start, token: str) -> None:
    """Without a traceback, and without the token."""
    async with StandIn.serve() as api:
        process = await start_bot(api, TELEGRAM_BOT_TOKEN=token)
        _, log = await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 1
        assert log.decode().splitlines() == [
            "Telegram rejected TELEGRAM_BOT_TOKEN: check it with @BotFather and correct .env."
        ]


async def test_a_telegram_that_stumbles_at_the_start_is_asked_again(start_bot: Start) -> None:
    """A 502 with a page of HTML on the first call does not end the program."""
    async with StandIn.serve() as api:
        api.fail_next("getMe", status=502)
        process = await start_bot(api)
        alice = api.user("Alice")
        chat = api.private_chat(alice)
        chat.send(alice, QUESTION)
        await chat.next_bot_message(timeout=30)
        process.terminate()
        await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 0


ANOTHER = phrases("en").another_instance
BAD_TOKEN = phrases("en").bad_token


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        pytest.param(409, ANOTHER, id="a second instance"),
        pytest.param(401, BAD_TOKEN, id="a token that was revoked"),
        pytest.param(404, BAD_TOKEN, id="a bot that was deleted"),
    ],
)
async def test_what_cannot_go_on_ends_with_one_sentence(start_bot: Start, status: int, sentence: str) -> None:
    """Status 1, and behind what was logged before nothing but the sentence."""
    async with StandIn.serve() as api:
        api.fail_next("getUpdates", status=status, times=9)
        process = await start_bot(api)
        _, log = await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 1
        assert "Traceback" not in log.decode()
        *before, last = log.decode().splitlines()
        assert last == sentence
        # A newcomer that took long to start says once that it goes on, and then gives way.
        passing = " INFO ", "this one goes on: Conflict"
        assert [line for line in before if not any(part in line for part in passing)] == []


WAITING = """
import threading
from retrieval.library import Library
def wait(library, claim, progress):
    print("checking", flush=True)
    threading.Event().wait()
Library.examine = wait
"""


@pytest.mark.process
async def test_a_revoked_token_ends_the_process_though_a_thread_still_works(start_bot: Start) -> None:
    """Within ten seconds, with its sentence; a thread that checks something for ever does not keep it alive."""
    async with StandIn.serve() as api:
        process = await start_bot(api, script=WAITING)
        alice = api.user("Alice", language_code="en")
        api.private_chat(alice).send(alice, "/check 阿里云收入增长了34%。")
        assert await asyncio.wait_for(process.stdout.readline(), 30) == b"checking\n"
        for method in ("getUpdates", "sendMessage", "getMe"):
            api.fail_next(method, status=401, times=100)
        # With what comes now the poll that waits ends; the next one is refused.
        api.private_chat(alice).send(alice, QUESTION)
        _, log = await asyncio.wait_for(process.communicate(), 10)
        assert process.returncode == 1
        assert log.decode().splitlines()[-1] == BAD_TOKEN


CRASHING = """
import asyncio, threading
from bot.app.lifecycle import Lifecycle
begin = Lifecycle.begin
async def begun(self, application):
    await begin(self, application)
    threading.Thread(target=threading.Event().wait).start()
    loop = asyncio.get_running_loop()
    loop.call_later(0.5, loop.stop)
Lifecycle.begin = begun
"""


@pytest.mark.process
async def test_a_loop_that_ends_ends_the_process(start_bot: Start) -> None:
    """Within ten seconds, with a status other than 0 and one sentence, though a thread of its own still waits."""
    async with StandIn.serve() as api:
        process = await start_bot(api, script=CRASHING)
        await api.next_call("deleteWebhook", timeout=30)
        _, log = await asyncio.wait_for(process.communicate(), 10)
        assert process.returncode
        ended, _, _ = phrases("en").ended_unexpectedly.partition("{error}")
        assert log.decode().splitlines()[-1].startswith(ended)


async def test_a_webhook_that_takes_the_updates_away_is_named() -> None:
    """As Telegram says it to who asks for them."""
    async with StandIn.serve() as api, Bot(api.token, api.base_url) as bot:
        await bot.set_webhook("https://other.example/hook")
        with pytest.raises(Conflict) as refused:
            await bot.get_updates()
    assert why_ended(refused.value, phrases("en")) == phrases("en").webhook_took_over


async def test_of_two_instances_the_one_that_was_just_started_ends(start_bot: Start) -> None:
    """As two processes with one token; the first one answers on."""
    async with StandIn.serve() as api:
        alice = api.user("Alice")
        chat = api.private_chat(alice)
        first = await start_bot(api)
        chat.send(alice, QUESTION)
        await chat.next_bot_message(timeout=30)
        # The one that has run for longer goes on: by more than the moments from a start to its first poll.
        await asyncio.sleep(2)
        second = await start_bot(api)
        _, log = await asyncio.wait_for(second.communicate(), 30)
        assert second.returncode == 1
        assert log.decode().splitlines()[-1] == ANOTHER
        chat.send(alice, QUESTION)
        assert "阿里云收入317亿" in (await chat.next_bot_message(timeout=30)).text
        first.terminate()
        await asyncio.wait_for(first.communicate(), 30)
        assert first.returncode == 0


async def test_a_telegram_that_cannot_be_reached_is_said_once_and_then_in_a_sentence(start_bot: Start) -> None:
    """One warning at the first failure, then quiet attempts, then the end; the number of attempts is set for the test."""
    script = """
from bot.commands import run
poll = run.poll
run.poll = lambda application, trouble: poll(application, trouble, retries=2)
"""
    nowhere = {"TELEGRAM_API_BASE_URL": "http://127.0.0.1:9/bot", "TELEGRAM_BOT_TOKEN": "123456:secret"}
    process = await start_bot(script=script, **nowhere)
    _, log = await asyncio.wait_for(process.communicate(), 60)
    assert process.returncode == 1
    warning, sentence = log.decode().splitlines()
    assert warning.endswith("WARNING bot.transport.connection: Telegram cannot be reached (ConnectError); trying again")
    assert sentence == ("Telegram can't be reached (ConnectError): check the network, or TELEGRAM_API_BASE_URL.")


async def test_an_outage_is_said_once_and_its_end_too(start_bot: Start) -> None:
    """However many polls fail meanwhile."""
    async with StandIn.serve() as api:
        api.fail_next("getUpdates", status=502, times=2)
        process = await start_bot(api)
        alice = api.user("Alice")
        chat = api.private_chat(alice)
        chat.send(alice, QUESTION)
        await chat.next_bot_message(timeout=30)
        process.terminate()
        _, log = await asyncio.wait_for(process.communicate(), 30)
        said = [line.partition(": ")[2] for line in log.decode().splitlines() if "bot.transport.connection" in line]
        assert said == ["Telegram cannot be reached (status 502); trying again", "Telegram is reached again"]


def test_a_data_folder_that_cannot_be_used_is_one_sentence(run: Run, tmp_path: Path) -> None:
    """Said before Telegram is asked for anything."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("云收入增长了34%。")
    data = tmp_path / "file"
    data.write_text("no folder")
    done = run("--seeds", str(tmp_path / "docs"), "run", TELEGRAM_BOT_TOKEN="123456:secret", DATA_DIR=str(data))
    assert done.returncode == 1
    assert done.stderr.decode().splitlines() == [
        phrases("en").errors["DatabaseUnusable"].format(file=data / "yinju.sqlite3", reason="File exists")
    ]
