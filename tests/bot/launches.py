"""Starts of the bot with a fault at each call that it makes to begin with, and what has become of these calls."""

from collections.abc import Mapping
from typing import Any

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.app.application import ALLOWED_UPDATES
from bot.commands.run import START_RETRIES
from bot.storage.database import Database
from bot.storage.inbox import Inbox
from bot.transport.connection import Connection, Reachability
from bot.transport.queue import InboxQueue
from bot.transport.rate_limiter import RateLimiter
from bot.transport.webhook import WebhookUpdater
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.faults import FAULTS

QUESTION = "云收入增长了多少"
STARTING = ("getMe", "deleteWebhook", "setMyCommands", "setMyDescription", "setMyShortDescription", "getUpdates")
LATE_SECONDS = 0.4  # for which an answer is waited for
# For updates, beyond those for which Telegram waits: who polls again too soon is told of a conflict.
LATE_POLL_SECONDS = 2.0
_POLL_SECONDS = 1


async def launched(library: Library, name: str) -> dict[str, str]:
    """Return what has become of each call with a fault when the bot has answered what somebody asked before it ran."""
    async with StandIn.serve() as api:
        alice = api.user("Alice")
        chat = api.private_chat(alice)
        chat.send(alice, QUESTION)
        for call in STARTING:
            api.fail_next(call, **_fault(name, call))
        anew = not await _runs(api, library) and await _runs(api, library)
        became = {call: _fate(api, call) for call in STARTING if call != "getUpdates"}
        became |= {"getMe": "anew"} if anew else {}
        answered = {1: "done", 2: "2x"}.get(len(chat.bot_messages), "lost")
    return became | {"getUpdates": answered, "setWebhook": await _hooked(name)}


async def _runs(api: StandIn, library: Library) -> bool:
    """Run the bot until it has polled often enough to have had its fault; whether it could begin to run at all."""
    try:
        async with running(api, library, repeats=True, poll_seconds=_POLL_SECONDS):
            await api.all_confirmed()
            await api.until(lambda: any(call.method == "sendMessage" and call.answered for call in api.calls))
    except TelegramError:
        return False
    return True


async def _hooked(name: str) -> str:
    """Return whether a webhook is set that the bot names to Telegram."""
    async with StandIn.serve() as api:
        api.fail_next("setWebhook", **_fault(name, "setWebhook"))
        request = Connection(Reachability())
        async with ExtBot(api.token, api.base_url, request=request, rate_limiter=RateLimiter()) as bot:
            updater = WebhookUpdater(bot, InboxQueue(Inbox(Database())))
            try:
                await updater.start_webhook(
                    listen="127.0.0.1",
                    port=0,
                    webhook_url="https://bot.example/hook",
                    secret_token="secret",
                    allowed_updates=ALLOWED_UPDATES,
                    bootstrap_retries=START_RETRIES,
                )
            except TelegramError:
                return "ends"
            finally:
                await updater.stop()
        return "done" if api.world.webhook else "lost"


def _fault(name: str, call: str) -> Mapping[str, Any]:
    """Return a fault as the stand-in is told to make it; python-telegram-bot pauses for seconds between two polls that
    fail.

    What is set in several languages at once is struck in one.
    """
    if call.startswith("setMy"):
        return {**_lasting(name, call), "when": {"language_code": "zh"}}
    return _lasting(name, call)


def _lasting(name: str, call: str) -> Mapping[str, Any]:
    if name == "late":
        polling = LATE_POLL_SECONDS + _POLL_SECONDS if call == "getUpdates" else 0
        return {"delay": 2 * LATE_SECONDS + polling}
    return {**FAULTS[name], "times": 2} if (name, call) == ("down", "getUpdates") else FAULTS[name]


def _fate(api: StandIn, call: str) -> str:
    """Return whether the first call of its kind was made again as it was, until it was done."""
    made = [one for one in api.calls if one.method == call]
    struck = next((one for one in made if not one.ok), made[0])
    return "done" if any(one.ok and one.params == struck.params for one in made) else "pass"
