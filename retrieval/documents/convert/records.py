"""CSV, TSV, JSON, JSONL and IPYNB -> Markdown: records are rows of a table, questions stay with their answers."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from retrieval.documents.convert import telegram
from retrieval.documents.convert.markdown import Converted, Part
from retrieval.documents.convert.table import markdown_table, sheet_text
from retrieval.documents.folder import decode
from retrieval.model import Position

_QUESTIONS = ("question", "q", "instruction", "问题", "問題", "问", "問", "提问", "提問")
_ANSWERS = ("answer", "a", "output", "response", "答案", "回答", "答", "回复", "回覆")
# A longer value makes a section of its record, not a row.
MAX_CELL_CHARACTERS = 200
# Records of which most lack most keys make no table.
MAX_TABLE_EXCESS = 10


def convert(path: Path) -> Converted:
    """Convert a file of records. Raises ValueError with a reason if it is damaged or empty."""
    text, reason = decode(path.read_bytes())
    if text is None:
        raise ValueError(reason)
    text = text.removeprefix("\ufeff")
    kind = path.suffix.lower()
    inner: tuple[tuple[int, Position], ...] = ()
    if kind in (".csv", ".tsv"):
        body, places = _table(text, kind)
        inner = tuple((at, Position(cell=cell)) for at, cell in places)
    elif kind == ".jsonl":
        body = _records([_value(line) for line in text.splitlines() if line.strip()])
    elif kind == ".ipynb":
        body = "\n\n".join(_cells(_value(text)))
    elif telegram.is_export(value := _value(text)):
        title, body = telegram.chat_text(value)
        return Converted(parts=(Part(text=body),), title=title)
    else:
        body = _document(value)
    if not body.strip():
        raise ValueError("empty")
    return Converted(parts=(Part(text=body, inner=inner),), title=None if kind == ".ipynb" else path.stem)


def _value(text: str) -> Any:
    """Parse JSON. Raises ValueError."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("damaged") from None


def _table(text: str, kind: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Convert the rows of a CSV or TSV file. Raises ValueError."""
    csv.field_size_limit(len(text) + 1)
    delimiter = "\t" if kind == ".tsv" else max(",;\t", key=text.split("\n", 1)[0].count)
    try:
        return sheet_text(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise ValueError("damaged") from None


def _document(value: object) -> str:
    if isinstance(value, dict):
        lists = [key for key, own in value.items() if isinstance(own, list) and own and isinstance(own[0], dict)]
        rest = {key: own for key, own in value.items() if key not in lists}
        return "\n\n".join([*_lines(rest), *(f"## {key}\n\n{_records(value[key])}" for key in lists)])
    return _records(value) if isinstance(value, list) else str(value)


def _records(values: list[object]) -> str:
    flat = [dict(_flat(value)) if isinstance(value, dict) else {"": _scalar(value)} for value in values]
    keys = list(dict.fromkeys(key for record in flat for key in record))
    if pair := _question_keys(keys):
        return "\n\n".join(_question(record, *pair) for record in flat)
    dense = len(keys) * len(flat) <= MAX_TABLE_EXCESS * sum(map(len, flat))
    if dense and all(len(cell) <= MAX_CELL_CHARACTERS for record in flat for cell in record.values()):
        return markdown_table([keys, *([record.get(key, "") for key in keys] for record in flat)])
    return "\n\n".join("\n\n".join(_lines(record)) for record in flat)


def _question_keys(keys: list[str]) -> tuple[str, str] | None:
    asked = next((key for key in keys if key.lower() in _QUESTIONS), None)
    answered = next((key for key in keys if key.lower() in _ANSWERS), None)
    return (asked, answered) if asked is not None and answered is not None else None


def _question(record: dict[str, str], asked: str, answered: str) -> str:
    rest = [f"{key}：{value}" for key, value in record.items() if key not in (asked, answered) and value]
    return "\n".join([f"问：{record.get(asked, '')}", f"答：{record.get(answered, '')}", *rest])


def _lines(value: object) -> Iterator[str]:
    for key, own in _flat(value):
        if own:
            yield f"{key}：{own}" if key else own


def _flat(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield each scalar with the keys that lead to it."""
    if isinstance(value, dict):
        for key, own in value.items():
            yield from _flat(own, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and any(isinstance(own, dict | list) for own in value):
        for number, own in enumerate(value, 1):
            yield from _flat(own, f"{path}.{number}")
    elif isinstance(value, list):
        yield path, "、".join(map(_scalar, value))
    else:
        yield path, _scalar(value)


def _scalar(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cells(notebook: Any) -> Iterator[str]:
    """Yield the cells of a notebook: text as it is, code in fences, printed results as text; raises ValueError."""
    try:
        for cell in notebook["cells"]:
            source = "".join(cell["source"]).strip()
            if cell["cell_type"] == "markdown" and source:
                yield source
            elif source:
                yield f"```\n{source}\n```"
            for output in cell.get("outputs", ()):
                shown = output.get("text") or output.get("data", {}).get("text/plain", ())
                # An object without words of its own, such as a picture, is shown by its name in angle brackets.
                if (printed := "".join(shown).strip()) and not printed.startswith("<"):
                    yield printed
    except (KeyError, TypeError, AttributeError):
        raise ValueError("damaged") from None
