"""The parameters of a call: declared per method, decoded as Telegram decodes them, unknown ones refused.

Every body format arrives as texts by name, because Telegram treats all of them alike.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from .refusal import RefusedError
from .values import JsonObject

TRUE = frozenset({"true", "yes", "1"})
FALSE = frozenset({"false", "no", "0"})


class Kind(Enum):
    """Kind of a parameter: how its text is read."""

    TEXT = "String"
    INTEGER = "Integer"
    NUMBER = "Float"
    FLAG = "Boolean"
    JSON = "JSON"
    FILE = "InputFile"
    LACKING = "a parameter that Telegram knows and the stand-in does not"


Declared = Mapping[str, Kind]


@dataclass(frozen=True)
class Upload:
    """A file sent with the call: its name and its size in bytes."""

    filename: str
    size: int


@dataclass(frozen=True)
class Body:
    """Body of a request: texts and files by name."""

    texts: Mapping[str, str]
    files: Mapping[str, Upload]


class Parameters:
    """Decoded values of one call; the readers return what was given, or the default."""

    def __init__(self, values: JsonObject) -> None:
        """Hold decoded values by name."""
        self.values = values

    def given(self, name: str) -> bool:
        """Tell whether the parameter came with the call."""
        return name in self.values

    def text(self, name: str, default: str = "") -> str:
        """Return a text, such as a chat_id as it was written."""
        return str(self.values.get(name, default))

    def mode(self, name: str = "parse_mode") -> str | None:
        """Return a parse mode, or None if there is none."""
        return self.text(name) or None

    def integer(self, name: str, default: int = 0) -> int:
        """Return a whole number."""
        return int(self.values.get(name, default))

    def optional_integer(self, name: str) -> int | None:
        """Return a whole number, or None if it was not given."""
        return self.integer(name) if self.given(name) else None

    def flag(self, name: str) -> bool:
        """Return a truth value; what is not given is false."""
        return bool(self.values.get(name, False))

    def json(self, name: str) -> Any:
        """Return a decoded JSON value, or None if it was not given."""
        return self.values.get(name)


def decode(body: Body, declared: Declared) -> JsonObject:
    """Return the decoded values by name; refuse unknown names and values of a wrong type.

    Raises RefusedError.
    """
    unknown = sorted((set(body.texts) | set(body.files)) - set(declared) - _attached(body))
    if unknown:
        raise RefusedError(f"unknown parameters {', '.join(unknown)}", remark="silently ignored by Telegram")
    lacking = sorted(name for name in body.texts if declared.get(name) is Kind.LACKING)
    if lacking:
        raise RefusedError(f"the stand-in does not know the parameters {', '.join(lacking)}")
    values: JsonObject = {name: _value(name, text, declared[name]) for name, text in body.texts.items()}
    return values | {name: upload for name, upload in body.files.items() if name in declared}


def lenient(body: Body, declared: Declared) -> JsonObject:
    """Return values for the record of a call: decoded where possible, as text otherwise."""
    values: JsonObject = {}
    for name, text in body.texts.items():
        try:
            values[name] = _value(name, text, declared.get(name, Kind.TEXT))
        except RefusedError:
            values[name] = text
    return values | dict(body.files)


def _attached(body: Body) -> set[str]:
    return {name for name in body.files if f"attach://{name}" in body.texts.values()}


def _value(name: str, text: str, kind: Kind) -> Any:
    """Read a parameter as its declared kind. Raises RefusedError."""
    try:
        if kind is Kind.INTEGER:
            return int(text)
        if kind is Kind.NUMBER:
            return float(text)
        if kind is Kind.JSON:
            return json.loads(text)
    except ValueError as error:
        raise RefusedError(f"can't parse {name}: {kind.value} expected", remark=f"{name} is {text!r}") from error
    if kind is Kind.FLAG:
        if text.strip().lower() not in TRUE | FALSE:
            raise RefusedError(f"can't parse {name}: Boolean expected", remark=f"Telegram takes {text!r} for false")
        return text.strip().lower() in TRUE
    if name == "chat_id" and text.removeprefix("-").isdecimal():
        return int(text)
    return text
