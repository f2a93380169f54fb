"""JSON that the commands read from programs and print for them."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click

from bot.phrases import Phrases
from retrieval import Quote

_QUOTE_FIELDS = (
    "text", "file", "start", "end", "line", "document", "title", "author", "publisher", "published", "url", "section",
    "score", "highlights", "receipt", "shown", "row", "speaker", "said_at",
)  # fmt: skip


def requests(
    lines: Iterable[bytes], fault: Callable[[object], str], phrases: Phrases
) -> Iterator[dict[str, Any] | str]:
    """Yield the object of each line of JSON that is not blank, or a sentence that says what is wrong with the line.

    `fault` returns what is wrong with a value, or nothing. A byte order mark is passed over.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found = _value_of(line, phrases)
                reason = fault(found)
            except ValueError as error:
                reason = str(error)
            yield phrases.bad_line.format(line=number, reason=reason) if reason else found


def _value_of(line: bytes, phrases: Phrases) -> Any:
    """Return the value of a line of JSON; raises ValueError with what is wrong."""
    try:
        return json.loads(line.strip().decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise ValueError(phrases.not_utf8) from None
    except (ValueError, RecursionError) as error:
        raise ValueError(phrases.not_json.format(detail=error)) from None


def quote_object(quote: Quote) -> dict[str, object]:
    """Return a quote as the object that scripts rely on, with its keys in the documented order."""
    fields = quote.model_dump() | {"shown": quote.shown.text}
    return {name: fields[name] for name in _QUOTE_FIELDS} | quote.position.model_dump(exclude_none=True)


def print_json(found: object, *, indent: int | None = None) -> None:
    """Print a value as JSON in UTF-8; half a surrogate pair, as in the name of a file, is written as its escape."""
    text = json.dumps(found, ensure_ascii=False, indent=indent)
    click.echo(text.encode("utf-8", "backslashreplace"))
