"""Receipts in what somebody kept: an export of answers as JSON lines, or any text in which receipts stand."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from retrieval.errors import ReceiptMalformed
from retrieval.receipt import parse

_RECEIPT = re.compile(r"(?<![A-Za-z0-9])[A-Za-z2-7]{30,44}(?![A-Za-z0-9])")


class LoggedReceipt(NamedTuple):
    """A receipt of a log: the line that it stands on, from 1, and the words that it was given for, if they are kept."""

    line: int
    receipt: str
    words: str | None


def receipts_in(text: str) -> tuple[LoggedReceipt, ...]:
    """Return the receipts of a log in order, each as often as it stands there.

    A line of JSON is looked through for objects with a `receipt` and, beside it, the `text`; any other for letters that
    are a receipt. What only looks like one is passed over.
    """
    return tuple(kept for number, line in enumerate(text.split("\n"), 1) for kept in _of_line(number, line))


def _of_line(number: int, line: str) -> Iterator[LoggedReceipt]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict | list):
        yield from (kept for kept in _of_value(number, found) if _is_receipt(kept.receipt))
        return
    for match in _RECEIPT.finditer(line):
        if _is_receipt(match[0]):
            yield LoggedReceipt(number, match[0], None)


def _of_value(number: int, value: Any) -> Iterator[LoggedReceipt]:
    if isinstance(value, dict):
        receipt, words = value.get("receipt"), value.get("text")
        if isinstance(receipt, str):
            yield LoggedReceipt(number, receipt, words if isinstance(words, str) else None)
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        yield from _of_value(number, child)


def _is_receipt(letters: str) -> bool:
    try:
        parse(letters)
    except ReceiptMalformed:
        return False
    return True
