"""The reply_markup of a call, checked as Telegram checks it; out come rows of buttons."""

from typing import Any

from . import links, utf16
from .refusal import RefusedError
from .values import Button, JsonObject

Rows = tuple[tuple[Button, ...], ...]

ACTIONS = frozenset(
    [
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    ]
)
UNSUPPORTED = frozenset({"login_url", "callback_game", "pay"})
CHOSEN_CHATS = frozenset({"allow_user_chats", "allow_bot_chats", "allow_group_chats", "allow_channel_chats"})
LOOKS = frozenset({"text", "style", "icon_custom_emoji_id"})
STYLES = frozenset({"danger", "success", "primary"})
OTHER_MARKUPS = {
    "keyboard": {
        "is_persistent",
        "resize_keyboard",
        "one_time_keyboard",
        "input_field_placeholder",
        "selective",
    },
    "remove_keyboard": {"selective"},
    "force_reply": {"input_field_placeholder", "selective"},
}
BUTTONS_LIMIT = 100
ROW_LIMIT = 8
DATA_LIMIT = 64
COPY_LIMIT = 256


def parse(markup: Any, *, private: bool, inline_only: bool = False) -> Rows:
    """Return the rows of an inline keyboard; no rows for an absent, an empty or another kind of markup.

    `private` allows Web App buttons; `inline_only` refuses keyboards that replace the user's own.
    Raises RefusedError.
    """
    if markup is None:
        return ()
    if not isinstance(markup, dict):
        raise RefusedError("object expected as reply markup")
    if "inline_keyboard" not in markup:
        if inline_only and markup:
            raise RefusedError("inline keyboard expected")
        _check_other(markup)
        return ()
    _only(markup, {"inline_keyboard"}, "reply markup")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise RefusedError('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
    if any(len(row) > ROW_LIMIT for row in rows) or sum(map(len, rows)) > BUTTONS_LIMIT:
        raise RefusedError("reply markup is too long", remark=f"at most {ROW_LIMIT} in a row, {BUTTONS_LIMIT} in all")
    parsed = tuple(tuple(_button(button, private) for button in row) for row in rows)
    return tuple(row for row in parsed if row)


def _button(button: object, private: bool) -> Button:
    """Read an inline button. Raises RefusedError."""
    if not isinstance(button, dict):
        raise RefusedError("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    _only(button, ACTIONS | LOOKS, "inline keyboard button")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise RefusedError("can't parse inline keyboard button: button text must be non-empty")
    actions = [name for name in button if name in ACTIONS]
    if not actions or (button[actions[0]] == "" and actions[0] in {"callback_data", "url"}):
        raise RefusedError("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise RefusedError(
            "can't parse inline keyboard button: exactly one action is allowed",
            remark=f"{text!r} has {actions}",
        )
    if button.get("style") not in {None, *STYLES}:
        raise RefusedError("BUTTON_STYLE_INVALID", remark=f"style is {button['style']!r}")
    return _with_action(button, text, actions[0], private)


def _with_action(button: JsonObject, text: str, action: str, private: bool) -> Button:
    """Return a button with its one action. Raises RefusedError."""
    given, style = button[action], button.get("style")
    if action in UNSUPPORTED:
        raise RefusedError("BUTTON_TYPE_INVALID", remark=f"the stand-in has no {action} buttons")
    if action == "web_app":
        return Button(text=text, web_app=_web_app(given, private), style=style)
    if action == "copy_text":
        return Button(text=text, copy_text=_copy_text(given), style=style)
    if action == "switch_inline_query_chosen_chat":
        return Button(text=text, switch_inline_query_chosen_chat=_chosen_chat(given), style=style)
    if not isinstance(given, str):
        raise RefusedError(f'can\'t parse inline keyboard button: field "{action}" must be of type String')
    if action == "url":
        links.check_button(given)
        return Button(text=text, url=given, style=style)
    if action == "callback_data":
        if len(given.encode()) > DATA_LIMIT:
            raise RefusedError("BUTTON_DATA_INVALID", remark=f"{len(given.encode())} bytes, allowed are 64: {given!r}")
        return Button(text=text, data=given, style=style)
    if utf16.length(given) > COPY_LIMIT:
        raise RefusedError("SWITCH_QUERY_INVALID", remark=f"{action} of {utf16.length(given)} characters")
    return Button.model_validate({"text": text, action: given, "style": style})


def _web_app(given: object, private: bool) -> str:
    """Return the address of a Web App. Raises RefusedError."""
    if not isinstance(given, dict) or not isinstance(url := given.get("url"), str):
        raise RefusedError('can\'t parse inline keyboard button: field "web_app" must be an Object with a "url"')
    _only(given, {"url"}, "WebAppInfo")
    if not private:
        raise RefusedError("BUTTON_TYPE_INVALID", remark="Web App buttons work in private chats only")
    if not url.lower().startswith("https://") or not links.valid(url):
        raise RefusedError(f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed")
    return url


def _chosen_chat(given: object) -> JsonObject:
    """Return the kinds of chat to choose from, with their query. Raises RefusedError."""
    if not isinstance(given, dict) or not isinstance(query := given.get("query", ""), str):
        raise RefusedError("can't parse inline keyboard button: SwitchInlineQueryChosenChat must be an Object")
    _only(given, {"query", *CHOSEN_CHATS}, "SwitchInlineQueryChosenChat")
    if not any(given.get(kind) is True for kind in CHOSEN_CHATS):
        raise RefusedError("SWITCH_CHAT_INVALID", remark="no kind of chat is allowed")
    if utf16.length(query) > COPY_LIMIT:
        raise RefusedError("SWITCH_QUERY_INVALID", remark=f"a query of {utf16.length(query)} characters")
    return given


def _copy_text(given: object) -> str:
    """Return the text to copy. Raises RefusedError."""
    if not isinstance(given, dict) or not isinstance(text := given.get("text"), str):
        raise RefusedError('can\'t parse inline keyboard button: field "copy_text" must be an Object with a "text"')
    _only(given, {"text"}, "CopyTextButton")
    if not 1 <= utf16.length(text) <= COPY_LIMIT:
        raise RefusedError("BUTTON_COPY_TEXT_INVALID", remark=f"{utf16.length(text)} characters, allowed are 1-256")
    return text


def _check_other(markup: JsonObject) -> None:
    """Raise RefusedError for a reply markup of no known kind."""
    kinds = [kind for kind in OTHER_MARKUPS if kind in markup]
    if markup and len(kinds) != 1:
        raise RefusedError("object expected as reply markup", remark=f"unknown reply markup {sorted(markup)}")
    if markup:
        _only(markup, {kinds[0], *OTHER_MARKUPS[kinds[0]]}, "reply markup")


def _only(given: JsonObject, known: set[str] | frozenset[str], what: str) -> None:
    """Raise RefusedError for unknown fields."""
    unknown = sorted(set(given) - known)
    if unknown:
        raise RefusedError(f"unknown fields of {what}", remark=f"Telegram silently ignores {unknown}")
