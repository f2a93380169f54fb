"""Runs the bot on updates that Telegram brings."""

import hashlib
import hmac

from pydantic import SecretStr
from telegram.error import TelegramError

from bot.app.application import ALLOWED_UPDATES, end_of
from bot.dispatch.context import Bot
from bot.dispatch.errors import ErrorHandler, TaskEnded
from bot.observability.endpoints import Endpoints
from bot.settings import Settings
from bot.transport.queue import InboxQueue
from bot.transport.webhook import WebhookUpdater


def receive(
    application: Bot, trouble: ErrorHandler, settings: Settings, endpoints: Endpoints, retries: int
) -> TelegramError | None:
    """Run until a signal comes, and return None, or until Telegram refuses; a start that fails is tried again.

    Without METRICS_PORT, the endpoints are served at the port of the webhook. Without a secret in the settings, one is
    made of the token. Raises ValueError where the settings name no webhook, and OSError where a port cannot be
    listened on.
    """
    if settings.webhook_url is None or settings.telegram_bot_token is None:
        raise ValueError("a webhook needs WEBHOOK_URL and TELEGRAM_BOT_TOKEN")
    routes = endpoints.routes if settings.metrics_port is None else ()
    assert isinstance(application.update_queue, InboxQueue)
    application.updater = WebhookUpdater(
        application.bot, application.update_queue, routes, lambda why: trouble.stop(TaskEnded(why), application)
    )
    try:
        application.run_webhook(
            listen=settings.listen_host,
            port=settings.webhook_port,
            webhook_url=str(settings.webhook_url),
            secret_token=_secret_of(settings.telegram_bot_token, settings.webhook_secret),
            allowed_updates=ALLOWED_UPDATES,
            bootstrap_retries=retries,
        )
    except TelegramError as error:
        return error
    return end_of(application, trouble)


def _secret_of(token: SecretStr, chosen: SecretStr | None) -> str:
    """Return the secret that was chosen, else one that every process with this token has, and that does not
    tell the token.
    """
    if chosen:
        return chosen.get_secret_value()
    return hmac.new(token.get_secret_value().encode(), b"webhook secret", hashlib.sha256).hexdigest()
