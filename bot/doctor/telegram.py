"""Checks against Telegram: the token, the bot's rights, the clock, the webhook."""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from telegram import Bot, User, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.doctor.finding import Finding, bad, doubtful, good
from bot.settings import Settings
from bot.text import one_line
from bot.transport.connection import Connection, Reachability

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


_CONNECT_SECONDS, _READ_SECONDS = 5.0, 10.0
_CLOCK_SECONDS = 60


class _Unsaid(Reachability):
    """Leaves it to the findings to say that Telegram cannot be reached."""

    def lost(self, why: str) -> None:
        """Say nothing."""


async def look_at_telegram(settings: Settings) -> list[Finding]:
    """Ask Telegram once who the bot is, where its updates go, what groups show it, and what time it is there."""
    if settings.telegram_bot_token is None:
        return [bad("token", "token_missing")]
    dates: list[str] = []

    async def keep_date(response: Any) -> None:
        dates.extend(response.headers.get_list("date"))

    hooks = {"event_hooks": {"response": [keep_date]}}
    request = Connection(_Unsaid(), 1, _READ_SECONDS, connect_timeout=_CONNECT_SECONDS, httpx_kwargs=hooks)
    token, address = settings.telegram_bot_token.get_secret_value(), str(settings.telegram_api_base_url)
    bot = Bot(token, address, request=request, get_updates_request=request)
    try:
        async with bot:
            found = [*bot_findings(bot.bot), *await _way_of_updates(bot, settings)]
            return [*found, *clock_findings(dates, datetime.now(UTC))]
    except InvalidToken:
        return [bad("token", "token_refused")]
    except TelegramError as error:
        # The name alone: what httpx says may hold the address, and with it the token.
        return [bad("token", "unreachable", error=type(error.__cause__ or error).__name__)]


def bot_findings(me: User) -> list[Finding]:
    """Return what its owner has chosen for the bot with @BotFather."""
    name = me.username or me.first_name
    return [
        good("token", "token_works", username=name),
        good("privacy_mode", "sees_all" if me.can_read_all_group_messages else "sees_commands", username=name),
        good("groups", "groups_yes") if me.can_join_groups else doubtful("groups", "groups_no"),
        good("inline", "inline_yes" if me.supports_inline_queries else "inline_no", username=name),
    ]


async def _way_of_updates(bot: Bot, settings: Settings) -> list[Finding]:
    try:
        return webhook_findings(await bot.get_webhook_info(), settings, datetime.now(UTC))
    except TelegramError as error:
        return [doubtful("webhook", "webhook_unknown", error=type(error.__cause__ or error).__name__)]


def clock_findings(dates: list[str], now: datetime) -> list[Finding]:
    """Return how far this machine's clock is from the last of the times that Telegram named, as HTTP writes them."""
    try:
        theirs = parsedate_to_datetime(dates[-1])
    except (IndexError, ValueError):
        return []
    seconds = round((now - theirs).total_seconds())
    if abs(seconds) > _CLOCK_SECONDS:
        return [doubtful("clock", "clock_fast" if seconds > 0 else "clock_slow", seconds=abs(seconds))]
    return [good("clock", "clock_right")]
