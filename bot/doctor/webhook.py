"""Check of the webhook: the address that Telegram has beside that of the settings."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from telegram import WebhookInfo

from bot.doctor.finding import Finding, doubtful, good
from bot.settings import Settings
from bot.text import one_line

_MANY = 100  # updates that wait; a bot that runs leaves none for longer than a moment
_RECENT = timedelta(hours=1)


def webhook_findings(told: WebhookInfo, settings: Settings, now: datetime) -> list[Finding]:
    """Return whether updates come the way that the settings name, what last went wrong with that, and how many wait.

    Of an address only the host is named, because its path may hold a secret.
    """
    waiting = told.pending_update_count
    crowd = [doubtful("webhook", "updates_wait", count=waiting)] if waiting > _MANY else []
    return [_way(told, settings, now), *crowd]


def _way(told: WebhookInfo, settings: Settings, now: datetime) -> Finding:
    wanted, host = str(settings.webhook_url or ""), one_line(urlsplit(told.url).hostname or "")
    if told.url and told.url != wanted:
        return doubtful("webhook", "webhook_other" if wanted else "webhook_unwanted", host=host)
    if wanted and not told.url:
        return good("webhook", "webhook_unset", host=urlsplit(wanted).hostname or "")
    if not told.url:
        return good("webhook", "webhook_none")
    if told.last_error_message and told.last_error_date and told.last_error_date > now - _RECENT:
        when, reason = f"{told.last_error_date.astimezone():%H:%M}", one_line(told.last_error_message)
        return doubtful("webhook", "webhook_failing", host=host, when=when, reason=reason, port=settings.webhook_port)
    return good("webhook", "webhook_set", host=host)
