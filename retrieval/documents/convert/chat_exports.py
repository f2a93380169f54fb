"""Exports of chats as JSON, by Telegram, Slack and Discord -> text, which the reader of chats takes apart."""

import html
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime

MAX_NAME_CHARACTERS = 40
_NAMELESS = "?"
# The characters that end a name in the header of a message.
_NOT_IN_NAMES = str.maketrans(dict.fromkeys(":：[]\r\n", " "))
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?))?")
REPLY = "↩"


def is_export(value: object) -> bool:
    """Tell if a JSON value is an export: a chat with its messages, or a list of such chats."""
    return any(True for _ in _chats(value))


def chat_text(value: object) -> tuple[str | None, str]:
    """Return the title of an export, None for several chats, and its chats as text.

    A message is a line with date, time and name, perhaps one with the number of the message that it replies to, and its
    words. Raises ValueError if there is no message with words.
    """
    chats = list(_chats(value))
    texts = [(_name(chat.get("name")), "\n\n".join(_messages(chat))) for chat in chats]
    written = [(name, text) for name, text in texts if text]
    if not written:
        raise ValueError("empty")
    if len(chats) == 1:
        return str(chats[0].get("name") or "") or None, written[0][1]
    return None, "\n\n".join(f"# {name}\n\n{text}" for name, text in written)


def _chats(value: object) -> Iterator[Mapping[str, object]]:
    if isinstance(value, list) and any(isinstance(one, dict) and "ts" in one and "text" in one for one in value[:20]):
        yield {"messages": [_of_slack(one) for one in value if isinstance(one, dict)]}
    if not isinstance(value, dict):
        return
    if messages := [_of_discord(one) for one in _listed(value.get("messages")) if "content" in one and "author" in one]:
        yield {"name": _field(value.get("channel"), "name"), "messages": messages}
    if _is_chat(value):
        yield value
    for part in ("chats", "left_chats"):
        listed = value.get(part)
        for chat in listed.get("list", []) if isinstance(listed, dict) else []:
            if _is_chat(chat):
                yield chat


def _of_slack(message: Mapping[str, object]) -> dict[str, object]:
    """Return a message of Slack as Telegram writes it; who came and went is no message."""
    date = ""
    with suppress(ValueError, OverflowError, OSError):
        date = datetime.fromtimestamp(float(str(message.get("ts"))), UTC).isoformat()
    profile = message.get("user_profile")
    name = _field(profile, "real_name") or _field(profile, "display_name") or message.get("username")
    kind = "service" if str(message.get("subtype", "")).startswith(("channel_", "group_")) else "message"
    words = html.unescape(_plain(message.get("text")))
    return {"type": kind, "date": date, "from": name or message.get("user"), "text": words}


def _of_discord(message: Mapping[str, object]) -> dict[str, object]:
    """Return a message of Discord as Telegram writes it."""
    name = _field(message.get("author"), "nickname") or _field(message.get("author"), "name")
    return {"type": "message", "date": message.get("timestamp"), "from": name, "text": message.get("content")}


def _listed(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _field(value: object, name: str) -> object:
    return value.get(name) if isinstance(value, dict) else None


def _is_chat(value: object) -> bool:
    messages = value.get("messages") if isinstance(value, dict) else None
    return isinstance(messages, list) and any(
        isinstance(one, dict) and "date" in one and "type" in one and ("text" in one or "text_entities" in one)
        for one in messages[:20]
    )


def _messages(chat: Mapping[str, object]) -> Iterator[str]:
    numbers: dict[int, int] = {}
    count = 0
    messages = chat["messages"]
    for message in messages if isinstance(messages, list) else ():
        if not isinstance(message, dict) or message.get("type") != "message":
            continue
        words, moment = _words(message), _MOMENT.match(str(message.get("date", "")))
        if not words or not moment:
            continue
        count += 1
        lines = [f"{moment[1]} {moment[2] or '00:00'} {_name(message.get('from') or chat.get('name'))}"]
        replied = message.get("reply_to_message_id")
        answered = numbers.get(replied) if isinstance(replied, int) else None
        if isinstance(message.get("id"), int):
            numbers[message["id"]] = count
        yield "\n".join([*lines, *([f"{REPLY} {answered}"] if answered else []), words])


def _words(message: Mapping[str, object]) -> str:
    """Return the text of a message, of the poll in it, and the name of the file that comes with it."""
    poll = message.get("poll")
    choices = poll.get("answers", []) if isinstance(poll, dict) else []
    parts = [
        _plain(message.get("text")),
        _plain(poll.get("question")) if isinstance(poll, dict) else "",
        *(f"- {_plain(choice.get('text'))}" for choice in choices if isinstance(choice, dict)),
        _plain(message.get("file_name")),
    ]
    lines = (line.strip() for part in parts for line in part.splitlines())
    return "\n".join(line for line in lines if line)


def _plain(text: object) -> str:
    """Return a text that may come in pieces, each a string or an object with the string in it."""
    if isinstance(text, list):
        return "".join(_plain(piece) for piece in text)
    if isinstance(text, dict):
        return _plain(text.get("text"))
    return text if isinstance(text, str) else ""


def _name(name: object) -> str:
    plain = " ".join(name.translate(_NOT_IN_NAMES).split()) if isinstance(name, str) else ""
    return plain[:MAX_NAME_CHARACTERS].strip() or _NAMELESS
