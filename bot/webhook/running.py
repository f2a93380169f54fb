"""Runs the bot on updates that Telegram brings."""

import secrets

from telegram.error import TelegramError

from bot.application import ALLOWED_UPDATES
from bot.handlers.trouble import Trouble
from bot.incoming import Incoming
from bot.lifetime import Bot
from bot.monitoring.station import Station
from bot.settings import Settings
from bot.webhook.updater import WebhookUpdater


def receive(
    application: Bot, trouble: Trouble, settings: Settings, station: Station, retries: int
) -> TelegramError | None:
    """Run until a signal comes, and return None, or until Telegram refuses; a start that fails is tried again.

    Where the station has no port of its own, it is asked at that of the webhook. Without a secret in the settings, one
    is made for this run. Raises ValueError where the settings name no webhook, and OSError where a port cannot be
    listened on.
    """
    if settings.webhook_url is None:
        raise ValueError("there is no WEBHOOK_URL")
    chosen = settings.webhook_secret
    routes = station.routes if settings.metrics_port is None else ()
    assert isinstance(application.update_queue, Incoming)
    application.updater = WebhookUpdater(application.bot, application.update_queue, routes)
    try:
        application.run_webhook(
            listen=settings.listen_host,
            port=settings.webhook_port,
            webhook_url=str(settings.webhook_url),
            secret_token=chosen.get_secret_value() if chosen else secrets.token_urlsafe(),
            allowed_updates=ALLOWED_UPDATES,
            bootstrap_retries=retries,
        )
    except TelegramError as error:
        return error
    return trouble.end
