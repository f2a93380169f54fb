"""`yinju run` as a process, and what it says when it cannot run."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from tests.bot.conftest import Run, clean_environment
from tests.standin import StandIn

QUESTION = "阿里云收入增长了多少"


def test_without_a_token_it_says_where_to_get_one(run: Run) -> None:
    """One sentence, which also names the way without Telegram; status 2."""
    done = run("run")
    assert done.returncode == 2
    (sentence,) = done.stderr.decode().splitlines()
    assert "@BotFather" in sentence
    assert "`yinju chat` works without" in sentence


async def started(api: StandIn, home: Path, **environment: str) -> asyncio.subprocess.Process:
    """Start `yinju run` against a stand-in."""
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run",
        env=clean_environment(home)
        | {"TELEGRAM_API_BASE_URL": api.base_url, "TELEGRAM_BOT_TOKEN": api.token}
        | environment,
        cwd=home,
        stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


async def test_it_answers_and_stops_when_told(tmp_path: Path) -> None:
    """From start to SIGTERM: a question is answered, the exit status is 0, and the token is nowhere in the log."""
    async with StandIn.serve() as api:
        process = await started(api, tmp_path)
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


async def test_settings_come_from_a_dotenv_file_too(tmp_path: Path) -> None:
    """.env in the working folder is read; the environment wins."""
    async with StandIn.serve() as api:
        (tmp_path / ".env").write_text(
            f"TELEGRAM_BOT_TOKEN={api.token}\nTELEGRAM_API_BASE_URL=http://127.0.0.1:9/bot\n"
        )
        process = await started(api, tmp_path, TELEGRAM_BOT_TOKEN="")
        alice = api.user("Alice")
        chat = api.private_chat(alice)
        chat.send(alice, QUESTION)
        await chat.next_bot_message(timeout=30)
        process.terminate()
        await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 0


@pytest.mark.parametrize("token", ["123456:wrong", "no token at all"])
async def test_a_refused_token_is_one_sentence(tmp_path: Path, token: str) -> None:
    """Without a traceback, and without the token."""
    async with StandIn.serve() as api:
        process = await started(api, tmp_path, TELEGRAM_BOT_TOKEN=token)
        _, log = await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 1
        assert log.decode().splitlines() == [
            "Telegram refused the TELEGRAM_BOT_TOKEN: check it with @BotFather and put the right one into .env."
        ]


async def test_a_telegram_that_stumbles_at_the_start_is_asked_again(tmp_path: Path) -> None:
    """A 502 with a page of HTML on the first call does not end the program."""
    async with StandIn.serve() as api:
        api.fail_next("getMe", status=502)
        process = await started(api, tmp_path)
        alice = api.user("Alice")
        chat = api.private_chat(alice)
        chat.send(alice, QUESTION)
        await chat.next_bot_message(timeout=30)
        process.terminate()
        await asyncio.wait_for(process.communicate(), 30)
        assert process.returncode == 0
