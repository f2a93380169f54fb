"""`yinju run` with a webhook: Telegram brings updates, and nobody else can."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from telegram import Bot, Update
from telegram.error import BadRequest

from bot.commands.run import why_ended
from bot.http_server import listening
from bot.phrases import phrases
from bot.transport.queue import InboxUnwritable
from bot.transport.webhook_endpoint import MAX_BODY_BYTES, SECRET_HEADER, WebhookEndpoint
from bot.web.preview.standin import StandIn
from tests.bot.conftest import Start, clean_environment, share_dictionary
from tests.bot.preloaded import Started

QUESTION = "阿里云收入增长了多少"
SECRET = "s3cret-of_the-webhook"
Hooked = Callable[..., AbstractAsyncContextManager[tuple[Started, str]]]


async def address_in(stream: asyncio.StreamReader, lines: list[str]) -> str:
    """Return the address at which updates are received, as the log tells it; what was read is appended to `lines`."""
    while line := (await asyncio.wait_for(stream.readline(), 30)).decode():
        lines.append(line)
        if found := re.search(r"Updates are received at (\S+)", line):
            return found[1]
    raise AssertionError("".join(lines))


async def test_it_answers_what_telegram_brings(tmp_path: Path) -> None:
    """From start to SIGTERM: only who knows the secret is heard, health and figures are told, and no secret is logged."""
    share_dictionary(tmp_path)
    async with StandIn.serve() as api:
        api.fail_next("setWebhook", status=502)
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run",
            env=clean_environment(tmp_path) | {
                "TELEGRAM_API_BASE_URL": api.base_url, "TELEGRAM_BOT_TOKEN": api.token, "WEBHOOK_SECRET": SECRET,
                "WEBHOOK_URL": "https://bot.example/hook", "WEBHOOK_PORT": "0",
            },
            cwd=tmp_path,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        lines: list[str] = []
        assert process.stderr
        address = await address_in(process.stderr, lines)
        alice = api.user("Alice")
        chat = api.private_chat(alice)
        async with api.bringing(address) as courier, httpx.AsyncClient(base_url=address) as client:
            chat.send(alice, QUESTION)
            assert "阿里云收入317亿" in (await chat.next_bot_message(timeout=30)).text
            forged = {"update_id": 1, "message": {"text": QUESTION}}
            for guess in (b"", b"guessed", "geheim-ß".encode("latin-1")):
                headers = {SECRET_HEADER.encode(): guess} if guess else {}
                assert (await client.post("hook", json=forged, headers=headers)).status_code == 403
            assert (await client.get("hook", headers={SECRET_HEADER: SECRET})).status_code == 405
            assert (await client.get("healthz")).status_code == 200
            assert (await client.get("readyz")).json() == {"ready": True, "missing": []}
            assert 'yinju_questions_total{status="answered"} 1.0' in (await client.get("metrics")).text
        process.terminate()
        _, rest = await asyncio.wait_for(process.communicate(), 30)
        log = "".join(lines) + rest.decode()
        assert process.returncode == 0
        assert courier.statuses == [200]
        assert api.world.webhook
        assert "Traceback" not in log
        assert SECRET not in log
        assert api.token.partition(":")[2] not in log
        assert not api.faults


@pytest.fixture
def hooked(start_bot: Start) -> Hooked:
    """Run `yinju run` with a webhook until a block ends, after a script; the block gets the process and its address."""

    @asynccontextmanager
    async def run(api: StandIn, script: str = "") -> AsyncIterator[tuple[Started, str]]:
        process = await start_bot(
            api, script=script, WEBHOOK_SECRET=SECRET, WEBHOOK_URL="https://bot.example/hook", WEBHOOK_PORT="0"
        )
        try:
            yield process, await address_in(process.stderr, [])
        finally:
            with suppress(ProcessLookupError):
                process.kill()
            await process.communicate()

    return run


async def test_a_token_that_is_revoked_ends_the_process_and_the_next_start_answers(hooked: Hooked) -> None:
    """Within ten seconds, with its sentence; Telegram does not bring the question again, because it was confirmed."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        async with hooked(api) as (process, address):
            for method in ("sendChatAction", "sendMessage", "getMe"):
                api.fail_next(method, status=401, times=1000)
            async with api.bringing(address) as courier:
                chat.send(alice, QUESTION)
                await api.until(lambda: courier.statuses == [200])
                _, log = await asyncio.wait_for(process.communicate(), 10)
            assert process.returncode == 1
            assert log.decode().splitlines()[-1] == phrases("en").bad_token
        for method in ("sendChatAction", "sendMessage", "getMe"):
            api.recover(method)
        async with hooked(api):
            assert "阿里云收入317亿" in (await chat.next_bot_message(timeout=30)).text


@pytest.mark.parametrize("task", ["serving over HTTP", ":update_fetcher"])
async def test_a_task_that_ends_for_good_ends_the_process(task: str, hooked: Hooked) -> None:
    """Within ten seconds, with a status other than 0 and one sentence."""
    async with StandIn.serve() as api:
        async with hooked(api, f"TASK = {task!r}\n{ENDING}") as (process, _):
            _, log = await asyncio.wait_for(process.communicate(), 10)
        assert process.returncode == 1
        assert log.decode().splitlines()[-1] == phrases("en").ended_unexpectedly.format(error="it was cancelled")


# Half a second after the menus are set, a task is cancelled.
ENDING = """
import asyncio
from bot.transport.webhook import WebhookUpdater
start = WebhookUpdater.start_webhook
def cancel():
    for task in asyncio.all_tasks():
        if TASK in task.get_name():
            task.cancel()
async def started(self, *given, **named):
    asyncio.get_running_loop().call_later(0.5, cancel)
    return await start(self, *given, **named)
WebhookUpdater.start_webhook = started
"""


def client_of(accept: Callable[[Update], Awaitable[None]]) -> httpx.AsyncClient:
    """Return a client that knows the secret, and asks a webhook without a server between."""
    receiving = WebhookEndpoint(Bot("123456:token"), accept, SECRET)
    app = Starlette(routes=[Route("/", receiving.receive, methods=["POST"])])
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://bot.example", headers={SECRET_HEADER: SECRET})


async def test_an_update_is_confirmed_only_once_it_was_accepted() -> None:
    """If it cannot be kept, Telegram gets an error, and brings it again."""
    accepted: list[int] = []

    async def accept(update: Update) -> None:
        accepted.append(update.update_id)
        if len(accepted) == 1:
            raise OSError("no room left")

    async with client_of(accept) as client:
        assert (await client.post("/", json={"update_id": 7})).status_code == 500
        assert (await client.post("/", json={"update_id": 7})).status_code == 200
    assert accepted == [7, 7]


async def test_an_update_that_cannot_be_kept_is_brought_again() -> None:
    """As long as the disk is full, and without a traceback each time."""

    async def accept(update: Update) -> None:
        raise InboxUnwritable("disk full")

    async with client_of(accept) as client:
        assert (await client.post("/", json={"update_id": 7})).status_code == 503


async def test_calls_without_the_secret_are_counted_and_said_once(caplog: pytest.LogCaptureFixture) -> None:
    """Somebody who tries secrets does not fill the log."""

    async def accept(update: Update) -> None:
        raise AssertionError

    receiving = WebhookEndpoint(Bot("123456:token"), accept, SECRET)
    transport = httpx.ASGITransport(Starlette(routes=[Route("/", receiving.receive, methods=["POST"])]))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot.example") as client:
        for _ in range(3):
            assert (await client.post("/", headers={SECRET_HEADER: "wrong"})).status_code == 403
    assert receiving.refusals == 3
    assert len([one for one in caplog.records if "without the right secret" in one.getMessage()]) == 1


PERSON = b'{"id": %s, "is_bot": false, "first_name": "a"}'
CHAT = b'"message_id": 1, "date": 1, "chat": {"id": %s, "type": "private"}'


@pytest.mark.parametrize(("person", "chat"), [(b"[]", b"1"), (b"1", b"{}"), (b'"1"', b"1"), (b"null", b"1")])
async def test_ids_that_are_no_numbers_are_left_as_well(person: bytes, chat: bytes) -> None:
    """Of people and of chats."""

    async def accept(update: Update) -> None:
        raise AssertionError(update)

    body = b'{"update_id": 1, "message": {"from": ' + PERSON % person + b", " + CHAT % chat + b"}}"
    async with client_of(accept) as client:
        assert (await client.post("/", content=body)).status_code == 200


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"\xff", b"[]", b"7", b"{}", b"[" * 100_000, b'{"update_id": 1, "message": 5}', b'{"update_id": "1"}', b'{"update_id": null, "message": {}}',
     # Dates that the clock of no machine has.
     b'{"update_id": 1, "message": {"date": 4534150461901966867}}', b'{"update_id": 1, "message": {"date": 1e300}}'],
)  # fmt: skip
async def test_what_is_no_update_is_taken_and_left(body: bytes) -> None:
    """Telegram would bring it forever."""

    async def accept(update: Update) -> None:
        raise AssertionError(update)

    async with client_of(accept) as client:
        assert (await client.post("/", content=body)).status_code == 200


@pytest.mark.parametrize(
    ("written", "read"),
    [(rb"\ud83d\ude00", "\U0001f600"), (rb"a\ud83d\ud83d", "a\ufffd\ufffd"), (rb"\uDE00", "\ufffd"), (rb"\\ud83d", r"\ud83d")],
)  # fmt: skip
async def test_half_a_character_is_read_as_a_replacement(written: bytes, read: str) -> None:
    """Of the same length, so that entities fit; whole ones, and what only looks like one, are left as they are."""
    taken: list[Update] = []

    async def accept(update: Update) -> None:
        taken.append(update)

    query = b'{"update_id": 1, "inline_query": {"id": "1", "from": %s, "offset": "", "query": "%s"}}'
    person = b'{"id": 1, "is_bot": false, "first_name": "A"}'
    async with client_of(accept) as client:
        assert (await client.post("/", content=query % (person, written))).status_code == 200
    assert [update.inline_query and update.inline_query.query for update in taken] == [read]


async def test_what_is_far_too_large_is_not_read_to_its_end() -> None:
    """It is refused as soon as that shows, and the connection closed, however much would follow."""
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while True:
            sent += 100_000
            yield b" " * 100_000

    async def accept(update: Update) -> None:
        raise AssertionError(update)

    async with client_of(accept) as client:
        assert (await client.post("/", content=b" " * (MAX_BODY_BYTES + 1))).status_code == 413
        assert (await client.post("/", content=b" " * MAX_BODY_BYTES)).status_code == 200
    app = Starlette(routes=[Route("/", WebhookEndpoint(Bot("123456:token"), accept, SECRET).receive, methods=["POST"])])
    async with listening(app, "127.0.0.1", 0) as address, httpx.AsyncClient(base_url=address) as client:
        with suppress(httpx.TransportError):
            await asyncio.wait_for(client.post("/", content=endless(), headers={SECRET_HEADER: SECRET}), 10)
    assert MAX_BODY_BYTES < sent < 50 * MAX_BODY_BYTES


def test_what_telegram_has_against_a_webhook_is_said() -> None:
    """In a sentence that names the setting."""
    error = BadRequest("bad webhook: IP address 10.0.0.1 is reserved")
    assert why_ended(error, phrases("en")) == (
        "Telegram refused the WEBHOOK_URL: bad webhook: IP address 10.0.0.1 is reserved."
    )
