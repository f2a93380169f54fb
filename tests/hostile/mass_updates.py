"""Updates by the hundred thousand: through the bot's own handlers, with a Telegram that answers within the process."""

import json
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import SecretStr
from starlette.requests import Request
from telegram import Bot
from telegram.error import TelegramError
from telegram.ext import Application, ApplicationBuilder, ContextTypes
from telegram.request import BaseRequest, RequestData

from bot.app.routes import handlers
from bot.collections.libraries import Libraries
from bot.dispatch.context import Context
from bot.dispatch.library import LibraryChoice
from bot.settings import Settings
from bot.storage.storage import Storage
from bot.transport.webhook_endpoint import SECRET_HEADER, WebhookEndpoint
from bot.web.preview.standin.entities import of_client
from bot.web.preview.standin.utf16 import length
from retrieval.library import Library
from tests.hostile.making import Maker

_SECRET = "secret"
_ALICE = {"id": 7, "is_bot": False, "first_name": "Alice", "language_code": "zh-hans"}
_CHAT = {"id": 7, "type": "private", "first_name": "Alice"}
_ITSELF = {"id": 1, "is_bot": True, "first_name": "b", "username": "Yinju_Bot"}
_COMMANDS = (
    "start", "help", "ask", "sources", "source", "why", "check", "count", "verify", "timeline", "privacy", "settings", "stats",
)  # fmt: skip
_WROTE = ("sendMessage", "editMessageText", "sendPhoto")


class AtOnce(BaseRequest):
    """Answers each call as Telegram does where all is well, and holds what is written to Telegram's rules."""

    async def initialize(self) -> None:
        """There is nothing to open."""

    async def shutdown(self) -> None:
        """Nor to close."""

    @property
    def read_timeout(self) -> float | None:
        """Nothing is waited for."""
        return None

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *_: Any, **__: Any
    ) -> tuple[int, bytes]:
        """Return the answer to a call."""
        called = urlsplit(url).path.rpartition("/")[2]
        given = request_data.parameters if request_data else {}
        result: Any = True
        if called == "getMe":
            result = _ITSELF
        elif called == "getChatMember":
            result = {"status": "administrator", "user": _ALICE, "can_be_edited": False, "is_anonymous": False}
        elif called in _WROTE:
            text = of_client(str(given["text"]), str(given.get("parse_mode", ""))).text if "text" in given else "a"
            assert 1 <= length(text) <= 4096
            result = {"message_id": 3, "date": 1, "chat": _CHAT, "text": text, "from": _ITSELF}
        return 200, json.dumps({"ok": True, "result": result}).encode()


class Updates:
    """A bot that is brought updates; `wrong` are the errors that its handlers raised."""

    def __init__(self, library: Library, folder: Path) -> None:
        self._bot = Bot("1:a", request=AtOnce(), get_updates_request=AtOnce())
        self._application: Application[Any, Any, Any, Any, Any, Any] = (
            ApplicationBuilder().bot(self._bot).updater(None).context_types(ContextTypes(Context)).build()
        )
        settings = Settings.model_validate({"telegram_bot_token": SecretStr("1:a"), "data_dir": folder})
        libraries, storage = Libraries(folder, folder, lambda: library), Storage(folder, log=True, bot_id=1)
        choice = LibraryChoice(libraries, storage.collections)
        for handler in choice.before(handlers(settings, libraries, storage)):
            self._application.add_handler(handler)
        self._application.add_error_handler(self._failed)
        self._receiving = WebhookEndpoint(self._bot, self._application.process_update, _SECRET)
        self._number = 0
        self.wrong: list[Exception] = []

    async def begin(self) -> None:
        """Before the first update."""
        await self._application.initialize()

    @property
    def kinds(self) -> Mapping[str, tuple[Callable[[Maker], object], Callable[..., Awaitable[None]]]]:
        """Kinds of updates: how one is made, and what brings it."""
        return {
            "buttons": (Maker.data, self.press),
            "messages": (_words, self.say),
            "bodies": (_body, self.bring),
            "distorted updates": (_changed, self.distort),
        }

    async def press(self, data: str) -> None:
        """Return a button with this data, under a message of the bot's."""
        below = {"message_id": 2, "date": 1, "chat": _CHAT, "text": "a", "from": _ITSELF}
        query = {"id": "1", "from": _ALICE, "chat_instance": "1", "data": data, "message": below}
        await self._bring_well({"callback_query": query})

    async def say(self, text: str) -> None:
        """Return a message of these words."""
        await self._bring_well({"message": message(text)})

    async def bring(self, body: bytes) -> None:
        """Anything at all, to the webhook."""
        sent = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return sent.pop()

        headers = [(SECRET_HEADER.lower().encode(), _SECRET.encode())]
        request = Request({"type": "http", "method": "POST", "path": "/", "headers": headers}, receive)
        assert (await self._receiving.receive(request)).status_code == 200

    async def distort(self, body: bytes) -> None:
        """Bring an update that is wrong somewhere; the bot may notice it anywhere, and goes on."""
        await self.bring(body)
        self.wrong.clear()

    async def _bring_well(self, update: dict[str, Any]) -> None:
        self._number += 1
        await self.bring(json.dumps({"update_id": self._number, **update}).encode())
        if self.wrong:
            raise self.wrong.pop()

    async def _failed(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        if context.error and not isinstance(context.error, TelegramError):
            self.wrong.append(context.error)


def message(text: str) -> dict[str, Any]:
    """Return a message of Alice's in her private chat."""
    first = text.split()[:1]
    command = [{"type": "bot_command", "offset": 0, "length": len(first[0])}] if text.startswith("/") else []
    return {"message_id": 1, "date": 1, "chat": _CHAT, "from": _ALICE, "text": text, "entities": command}


def _words(maker: Maker) -> str:
    command = f"/{maker.pick(_COMMANDS)} " if maker.chance(0.5) else ""
    return command + maker.written()


def _body(maker: Maker) -> bytes:
    return maker.line("message") if maker.chance(0.5) else json.dumps(maker.value()).encode()


def _changed(maker: Maker) -> bytes:
    update: Any = {"update_id": maker.number(10**6), "message": message(_words(maker))}
    if maker.chance(0.3):
        update["callback_query"] = {"id": "1", "from": dict(_ALICE), "chat_instance": "1", "data": maker.data()}
    for _ in range(1 + maker.number(2)):
        place = update
        while maker.chance(0.7) and (inner := [key for key, value in place.items() if isinstance(value, dict)]):
            key = maker.pick(inner)
            place[key] = dict(place[key])
            place = place[key]
        keys = list(place)
        if keys:
            place[keys[maker.number(len(keys) - 1)]] = maker.value()
    return json.dumps(update).encode()
