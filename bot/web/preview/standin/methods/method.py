"""Method of the Bot API: its name, its parameters, and its function."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from ..parameters import Declared, Kind, Parameters
from ..values import JsonObject
from ..world import World

Outcome = JsonObject | list[JsonObject] | bool


@dataclass(frozen=True)
class Method:
    """One method; `act` returns the JSON of the result, or raises RefusedError."""

    name: str
    declared: Declared
    act: Callable[[World, Parameters], Outcome | Awaitable[Outcome]]


def kinds(**names: str) -> dict[str, Kind]:
    """Return the declaration of parameters from blank-separated names per kind: text="a b", flag="c"."""
    return {name: Kind[kind.upper()] for kind, listed in names.items() for name in listed.split()}
