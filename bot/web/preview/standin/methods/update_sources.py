"""getUpdates, setWebhook, deleteWebhook and getWebhookInfo."""

import re
from urllib.parse import urlsplit

from .. import links
from ..parameters import Kind, Parameters
from ..refusal import RefusedError
from ..values import JsonObject
from ..world import World
from .method import Method, kinds

MOST_UPDATES = 100
MOST_CONNECTIONS = 40
PORTS = (80, 88, 443, 8443)
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


async def get_updates(world: World, given: Parameters) -> list[JsonObject]:
    """Confirm everything below offset, then wait for updates as long as timeout says; raises RefusedError."""
    if world.webhook is not None:
        raise RefusedError(WEBHOOK_ACTIVE, status=409)
    _allow(world, given.json("allowed_updates"))
    limit = given.integer("limit", MOST_UPDATES)
    if not 1 <= limit <= MOST_UPDATES:
        raise RefusedError("limit must be from 1 to 100", remark="Telegram silently takes 100")
    world.shared.updates.confirm(given.integer("offset"))
    return await world.shared.updates.poll(limit, given.integer("timeout"))


def set_webhook(world: World, given: Parameters) -> bool:
    """Remember the webhook, to which `StandIn.bringing` brings updates. An empty url takes it away.

    Raises RefusedError.
    """
    url = given.text("url")
    if url and not (url.startswith("https://") and links.valid(url)):
        raise RefusedError("bad webhook: An HTTPS URL must be provided for webhook")
    if url and (urlsplit(url).port or 443) not in PORTS:
        raise RefusedError("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if given.given("secret_token") and not SECRET.fullmatch(given.text("secret_token")):
        raise RefusedError("secret token contains unallowed characters")
    _allow(world, given.json("allowed_updates"))
    _drop(world, given)
    world.webhook, world.webhook_error = dict(given.values) if url else None, {}
    return True


def delete_webhook(world: World, given: Parameters) -> bool:
    """Go back to getUpdates."""
    _drop(world, given)
    world.webhook, world.webhook_error = None, {}
    return True


def webhook_info(world: World, given: Parameters) -> JsonObject:
    """Return where updates are brought to, how many wait, and what last went wrong with that."""
    webhook, waiting = world.webhook, len(world.shared.updates.pending)
    if webhook is None:
        return {"url": "", "has_custom_certificate": False, "pending_update_count": waiting}
    return world.webhook_error | {
        "url": webhook["url"],
        "has_custom_certificate": "certificate" in webhook,
        "pending_update_count": waiting,
        "max_connections": webhook.get("max_connections", MOST_CONNECTIONS),
        "allowed_updates": sorted(world.shared.updates.allowed),
    }


def _drop(world: World, given: Parameters) -> None:
    if given.flag("drop_pending_updates"):
        world.shared.updates.pending.clear()
        world.shared.bell.ring()


def _allow(world: World, kinds_wanted: object) -> None:
    """Keep the kinds of update that are wanted. Raises RefusedError."""
    if kinds_wanted is None:
        return
    if not isinstance(kinds_wanted, list) or not all(isinstance(kind, str) for kind in kinds_wanted):
        raise RefusedError("can't parse allowed_updates: expected an Array of String")
    world.shared.updates.allow(kinds_wanted)


METHODS = (
    Method("getUpdates", kinds(integer="offset limit timeout", json="allowed_updates"), get_updates),
    Method(
        "setWebhook",
        kinds(
            text="url ip_address secret_token",
            integer="max_connections",
            flag="drop_pending_updates",
            json="allowed_updates",
        )
        | {"certificate": Kind.FILE},
        set_webhook,
    ),
    Method("deleteWebhook", kinds(flag="drop_pending_updates"), delete_webhook),
    Method("getWebhookInfo", {}, webhook_info),
)
