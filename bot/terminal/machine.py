"""What the commands print for programs."""

import json
from typing import Any

import click


def print_json(found: Any, *, indent: int | None = None) -> None:
    """Print a value as JSON in UTF-8; half a surrogate pair, as in the name of a file, is written as its escape."""
    text = json.dumps(found, ensure_ascii=False, indent=indent)
    click.echo(text.encode("utf-8", "backslashreplace"))
