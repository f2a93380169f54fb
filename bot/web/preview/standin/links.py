"""Addresses that Telegram accepts in links and buttons, and the start parameters of deep links."""

import re
from html import escape
from urllib.parse import parse_qs, urlsplit

from . import tdlib
from .refusal import RefusedError

START_PARAMETER = re.compile(r"[A-Za-z0-9_-]{1,64}")
TELEGRAM_HOSTS = frozenset({"t.me", "www.t.me", "telegram.me", "telegram.dog"})
SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


def valid(url: str) -> bool:
    """Tell whether Telegram accepts `url` as an address, by what its own parser makes of it."""
    parsed = tdlib.parse(f'<a href="{escape(url)}">x</a>', "HTML")
    return bool(url) and any(entity.type in {"text_link", "text_mention"} for entity in parsed.entities)


def check_button(url: str) -> None:
    """Refuse an address that Telegram would not accept for a button of an inline keyboard; raises RefusedError."""
    if not valid(url):
        scheme = SCHEME.match(url)
        known = scheme is None or scheme[1].lower() in {"http", "https", "tg", "ton", "tonsite"}
        reason = "Wrong HTTP URL" if known else "Unsupported URL protocol"
        raise RefusedError(f"inline keyboard button URL '{url}' is invalid: {reason}")
    check_deep_link(url)


def check_deep_link(url: str) -> None:
    """Refuse a link to a bot whose start parameter is not 1 to 64 characters of A-Z, a-z, 0-9, _ and -.

    Raises RefusedError.
    """
    parts = urlsplit(url)
    if (parts.hostname or "") not in TELEGRAM_HOSTS:
        return
    query = parse_qs(parts.query, keep_blank_values=True)
    for name in ("start", "startgroup", "startapp"):
        for value in query.get(name, []):
            if not START_PARAMETER.fullmatch(value) and not (name != "start" and value in {"", "true"}):
                raise RefusedError(
                    f"{name.upper()}_PARAM_INVALID",
                    remark=f"{value!r} in {url}; Telegram opens the bot without it",
                )
