"""CSV, TSV, JSON, JSONL and IPYNB -> Markdown: records are rows of a table, questions stay with their answers."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from retrieval.documents.convert import chat_exports
from retrieval.documents.convert.markdown import Converted, Part
from retrieval.documents.convert.table import markdown_table, sheet_text
from retrieval.documents.folder import decode
from retrieval.documents.inline import literal
from retrieval.model import Position

_QUESTIONS = ("question", "q", "instruction", "问题", "問題", "问", "問", "提问", "提問")
_ANSWERS = ("answer", "a", "output", "response", "答案", "回答", "答", "回复", "回覆")
# A longer value makes a section of its record, not a row.
MAX_CELL_CHARACTERS = 200
# Records of which most lack most keys make no table.
MAX_TABLE_EXCESS = 10


class _Placed(NamedTuple):
    """A block of text, its position in the original, and what comes after it."""

    text: str
    position: Position = Position()
    end: str = "\n\n"


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
        body, inner = _joined(_records([_value(line) for line in text.split("\n") if line.strip()]))
    elif kind == ".ipynb":
        body, inner = _joined(_cells(_value(text)))
    elif chat_exports.is_export(value := _value(text)):
        title, body = chat_exports.chat_text(value)
        return Converted(parts=(Part(text=body),), inline=True, title=title)
    else:
        body, inner = _joined(_document(value))
    if not body.strip():
        raise ValueError("empty")
    notebook = kind == ".ipynb"
    return Converted(parts=(Part(text=body, inner=inner),), inline=notebook, title=None if notebook else path.stem)


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


def _joined(blocks: Iterable[_Placed]) -> tuple[str, tuple[tuple[int, Position], ...]]:
    """Return the text of blocks that come one after the other, and the offsets from which a position holds."""
    texts: list[str] = []
    places: list[tuple[int, Position]] = []
    length = 0
    for block in blocks:
        if not places or places[-1][1] != block.position:
            places.append((length, block.position))
        texts.append(block.text + block.end)
        length += len(texts[-1])
    return "".join(texts), tuple(places)


def _document(value: object) -> Iterator[_Placed]:
    if isinstance(value, dict):
        lists = [key for key, own in value.items() if isinstance(own, list) and own and isinstance(own[0], dict)]
        for line in _lines({key: own for key, own in value.items() if key not in lists}):
            yield _Placed(line)
        for key in lists:
            yield _Placed(f"## {key}")
            yield from _records(value[key])
    elif isinstance(value, list):
        yield from _records(value)
    else:
        yield _Placed(str(value))


def _records(values: list[object]) -> Iterator[_Placed]:
    """Yield the text of each record: a row of a table, a question with its answer, or its fields."""
    flat = [dict(_flat(value)) if isinstance(value, dict) else {"": _scalar(value)} for value in values]
    keys = list(dict.fromkeys(key for record in flat for key in record))
    if pair := _question_keys(keys):
        yield from _numbered(_question(record, *pair) for record in flat)
        return
    dense = len(keys) * len(flat) <= MAX_TABLE_EXCESS * sum(map(len, flat))
    if dense and all(len(cell) <= MAX_CELL_CHARACTERS for record in flat for cell in record.values()):
        yield from _rows(markdown_table([keys, *([record.get(key, "") for key in keys] for record in flat)]), flat)
    else:
        yield from _numbered("\n\n".join(_lines(record)) for record in flat)


def _numbered(texts: Iterable[str]) -> Iterator[_Placed]:
    for number, text in enumerate(texts, 1):
        yield _Placed(text, Position(record=number))


def _rows(table: str, records: list[dict[str, str]]) -> Iterator[_Placed]:
    """Yield the lines of a table, each row with the number of its record; one that is empty has none."""
    lines = table.split("\n")
    if not table.startswith("| "):
        lines = table.split("\n\n")
    filled = [number for number, record in enumerate(records, 1) if any(value.strip() for value in record.values())]
    head = len(lines) - len(filled)
    for at, line in enumerate(lines):
        position = Position(record=filled[at - head]) if at >= head else Position()
        yield _Placed(line, position, "\n" if table.startswith("| ") and at + 1 < len(lines) else "\n\n")


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


def _cells(notebook: Any) -> Iterator[_Placed]:
    """Yield the cells of a notebook: text as it is, code in fences, printed results as text; raises ValueError."""
    try:
        for number, cell in enumerate(notebook["cells"], 1):
            position = Position(cell=str(number))
            source = "".join(cell["source"]).strip()
            if cell["cell_type"] == "markdown" and source:
                yield _Placed(source, position)
            elif source:
                yield _Placed(f"```\n{source}\n```", position)
            for output in cell.get("outputs", ()):
                shown = output.get("text") or output.get("data", {}).get("text/plain", ())
                # An object without words of its own, such as a picture, is shown by its name in angle brackets.
                if (printed := "".join(shown).strip()) and not printed.startswith("<"):
                    yield _Placed("\n".join(map(literal, printed.split("\n"))), position)
    except (KeyError, TypeError, AttributeError):
        raise ValueError("damaged") from None
