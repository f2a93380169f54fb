"""Sets for evaluation, one JSON object a line."""

import json
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from retrieval.errors import QuestionSetBroken, QuestionSetMissing
from retrieval.model import Value

Item = TypeVar("Item", bound=Value)


def read_json_lines(path: Path, kind: type[Item]) -> tuple[Item, ...]:
    """The objects of a UTF-8 file, in order, blank lines passed over.

    Raises QuestionSetMissing where there is none, and QuestionSetBroken at the first line that is not of that kind.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise QuestionSetMissing(file=str(path)) from None
    items = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                items.append(kind.model_validate(json.loads(line)))
            except (ValidationError, json.JSONDecodeError) as error:
                reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
                raise QuestionSetBroken(file=str(path), line=number, reason=reason) from None
    if not items:
        raise QuestionSetMissing(file=str(path))
    return tuple(items)
