"""Updates as no honest Telegram sends them, for a bot that runs against the stand-in."""

import copy
import json
import random
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import httpx
from hypothesis import HealthCheck, Phase, find, settings
from hypothesis import strategies as st
from hypothesis.errors import NoSuchExample
from starlette.applications import Starlette
from starlette.routing import Route
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ContextTypes

from bot.dispatch.context import Bot
from bot.handlers.ask import PATTERN as ASKING
from bot.handlers.check import PATTERN as CHECKING
from bot.handlers.read import PATTERN as READING
from bot.handlers.settings import PATTERN as SETTINGS
from bot.handlers.timeline import PATTERN as TIMELINES
from bot.handlers.vote import PATTERN as VOTES
from bot.transport.webhook_endpoint import SECRET_HEADER, WebhookEndpoint
from bot.web.preview.standin import Message, StandIn
from tests.hostile.texts import hostile, json_values, written

_COMMANDS = (
    "start", "help", "ask", "sources", "source", "why", "check", "count", "verify", "timeline", "privacy", "settings", "stats",
)  # fmt: skip
_SECRET = "secret"

data = st.one_of(
    *(st.from_regex(pattern) for pattern in (ASKING, CHECKING, READING, SETTINGS, TIMELINES, VOTES)),
    st.tuples(st.from_regex(f"(?:{READING}|{ASKING}|{CHECKING}|{VOTES})"), hostile).map("".join),
    hostile,
)
# Telegram brings whole characters only; a half of one is caught like any other distortion.
words = written | st.tuples(st.sampled_from(_COMMANDS), written).map(lambda given: f"/{given[0]} {given[1]}")
changes = st.lists(st.tuples(st.integers(0, 60), st.just(None) | json_values), max_size=3)
bodies = st.one_of(json_values, st.binary(max_size=200))
UPDATES: Mapping[str, st.SearchStrategy[Any]] = {
    "messages": words,
    "buttons": data,
    "distorted updates": st.tuples(words, changes),
    "bodies": bodies,
}


def examples(strategy: st.SearchStrategy[Any], most: int, seed: int) -> list[Any]:
    """So many examples; the same for the same seed."""
    found: list[Any] = []

    def keep(example: Any) -> bool:
        found.append(example)
        return False

    chosen = settings(
        max_examples=most, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck)
    )
    with suppress(NoSuchExample):
        find(strategy, keep, settings=chosen, random=random.Random(seed))
    return found


class Hostilities:
    """Sends hostile updates to a bot; `wrong` collects every error that is not one of Telegram's."""

    def __init__(self, api: StandIn, bot: Bot) -> None:
        alice = api.user("Alice", language_code="zh-hans")
        self._chat, self._alice, self._bot = api.private_chat(alice), alice, bot
        # Telegram lets a bot write only to who has written first.
        self._chat.send(alice, "/start")
        self._numbers = iter(range(1, 2**31))
        self.wrong: list[Exception] = []
        bot.add_error_handler(self._failed)
        app = Starlette(routes=[Route("/", WebhookEndpoint(bot.bot, self._handle, _SECRET).receive, methods=["POST"])])
        self._webhook = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot.example")

    @property
    def answers(self) -> list[Message]:
        """Return what the bot wrote, oldest first."""
        return self._chat.bot_messages

    async def send(self, kind: str, example: Any) -> None:
        """Return an example of a kind of UPDATES."""
        if kind == "messages":
            await self.say(example)
        elif kind == "buttons":
            await self.press(example)
        elif kind == "bodies":
            await self.bring(example)
        else:
            await self.distort(*example)

    async def say(self, text: str) -> None:
        """Return a message of these words."""
        await self._bring(self._message(text))

    async def press(self, given: str) -> None:
        """Return a button with this data, under a message of the bot's."""
        below = {"message_id": 2, "date": 1, "chat": {"id": self._chat.id, "type": "private"}, "text": "a",
                 "from": {"id": self._bot.bot.id, "is_bot": True, "first_name": "b"}}  # fmt: skip
        query = {"id": "1", "from": self._person(), "chat_instance": "1", "data": given, "message": below}
        await self._bring({"update_id": next(self._numbers), "callback_query": query})

    async def distort(self, text: str, how: list[tuple[int, Any]]) -> None:
        """Return a message with values changed or missing, as only who knows the secret could bring one.

        The bot may find it wrong anywhere; that is caught and logged, and it goes on.
        """
        update = self._message(text)
        for place, value in how:
            _put(update, place, value)
        await self.bring(update)
        self.wrong.clear()

    async def bring(self, body: Any) -> None:
        """Anything at all, to the webhook."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        answer = await self._webhook.post("/", content=content, headers={SECRET_HEADER: _SECRET})
        assert answer.status_code == 200

    async def _bring(self, update: dict[str, Any]) -> None:
        await self.bring(update)
        wrong, self.wrong = self.wrong, []
        if wrong:
            raise wrong[0]

    async def _handle(self, update: Update) -> None:
        await self._bot.process_update(update)

    async def _failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        # That Telegram refuses to write to a chat that does not exist is as it should be.
        if context.error and not isinstance(context.error, TelegramError):
            self.wrong.append(context.error)

    def _person(self) -> dict[str, Any]:
        return {"id": self._alice.id, "is_bot": False, "first_name": "Alice", "language_code": "zh-hans"}

    def _message(self, text: str) -> dict[str, Any]:
        first = text.split()[:1]
        command = [{"type": "bot_command", "offset": 0, "length": len(first[0])}] if text.startswith("/") else []
        chat = {"id": self._chat.id, "type": "private", "first_name": "Alice"}
        message = {"message_id": 1, "date": 1, "chat": chat, "from": self._person(), "text": text, "entities": command}
        return {"update_id": next(self._numbers), "message": message}


def _put(update: dict[str, Any], place: int, value: Any) -> None:
    """Replace the value at a place, counted through all of them; None takes it away."""
    places = list(_places(update))
    if not places:
        return
    owner, key = places[place % len(places)]
    if value is None:
        del owner[key]
    else:
        owner[key] = copy.deepcopy(value)


def _places(value: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for key, inner in value.items():
        yield value, key
        if isinstance(inner, dict):
            yield from _places(inner)
