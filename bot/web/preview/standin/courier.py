"""Brings updates to a webhook, as Telegram does once it is set: one after the other, each until it is taken."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import cycle
from urllib.parse import urljoin, urlsplit

import httpx

from .values import JsonObject
from .world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PAUSE = 0.05
"""Seconds between two attempts, where Telegram waits longer and longer."""


@dataclass
class Courier:
    """Brings updates to `addresses` in turn, as a proxy does that spreads what Telegram brings over what stands behind.

    `statuses` are those that were answered, in order.
    """

    world: World
    addresses: Sequence[str]
    statuses: list[int] = field(default_factory=list)

    async def bring(self) -> None:
        """Bring updates until it is cancelled."""
        updates, turns = self.world.shared.updates, cycle(self.addresses)
        async with httpx.AsyncClient() as client:
            while True:
                update = await updates.first()
                if self.world.webhook and await self._taken(client, next(turns), self.world.webhook, update):
                    updates.confirm(update["update_id"] + 1)
                else:
                    await asyncio.sleep(PAUSE)

    async def _taken(self, client: httpx.AsyncClient, address: str, webhook: JsonObject, update: JsonObject) -> bool:
        secret = webhook.get("secret_token")
        headers = {SECRET_HEADER: secret} if secret else {}
        try:
            answer = await client.post(urljoin(address, urlsplit(webhook["url"]).path), json=update, headers=headers)
        except httpx.TransportError:
            return self._failed("Connection refused")
        self.statuses.append(answer.status_code)
        if answer.is_success:
            return True
        return self._failed(f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}")

    def _failed(self, why: str) -> bool:
        self.world.webhook_error = {"last_error_date": self.world.shared.clock.date(), "last_error_message": why}
        self.world.shared.bell.ring()
        return False
