"""Source code -> text: its comments and docstrings, each on the line on which it is in the file."""

import io
import re
import tokenize
from pathlib import Path

from retrieval.documents.convert.markdown import Converted, line_by_line
from retrieval.documents.folder import decode

_STRING = r"\"(?:\\.|[^\"\\\n]){0,1000}\"|'(?:\\.|[^'\\\n]){0,1000}'"
_SLASHES = re.compile(rf"{_STRING}|(?P<comment>//[^\n]*|/\*.*?\*/)", re.DOTALL)
_HASHES = re.compile(rf"{_STRING}|(?P<comment>(?<![\w$])#[^\n]*)", re.DOTALL)
_DASHES = re.compile(rf"{_STRING}|(?P<comment>--[^\n]*|/\*.*?\*/)", re.DOTALL)
_MARKS = re.compile(r"^[\s/*#!\-]+|\s*\*+/\s*$|\s+$")


def convert(path: Path) -> Converted:
    """Convert source code. Raises ValueError with a reason if it has no comments."""
    text, reason = decode(path.read_bytes())
    if text is None:
        raise ValueError(reason)
    lines = [""] * (text.count("\n") + 1)
    for number, comment in _python(text) if path.suffix.lower() == ".py" else _other(text, path.suffix.lower()):
        for offset, line in enumerate(comment.split("\n")):
            if number + offset < len(lines):
                lines[number + offset] = _MARKS.sub("", _MARKS.sub("", line))
    if not any(lines):
        raise ValueError("without comments")
    return Converted(parts=(line_by_line(lines, range(1, len(lines) + 1)),), title=path.name)


def _python(text: str) -> list[tuple[int, str]]:
    """Return the comments and docstrings of Python, each with the index of its first line."""
    found = []
    before = tokenize.NEWLINE
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT and not token.string.startswith("#!"):
                found.append((token.start[0] - 1, token.string))
            elif token.type == tokenize.STRING and before in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT):
                found.append(
                    (token.start[0] - 1, re.sub(r"^\w*(\"{3}|'{3}|\"|')|(\"{3}|'{3}|\"|')$", "", token.string))
                )
            if token.type not in (tokenize.NL, tokenize.COMMENT):
                before = token.type
    except (tokenize.TokenError, SyntaxError):
        if not found:
            return _other(text, ".sh")
    return found


def _other(text: str, suffix: str) -> list[tuple[int, str]]:
    """Return the comments of any other language, each with the index of its first line."""
    marks = _HASHES if suffix in (".sh", ".rb") else _DASHES if suffix == ".sql" else _SLASHES
    found, number, at = [], 0, 0
    for match in marks.finditer(text):
        number, at = number + text.count("\n", at, match.start()), match.start()
        if match["comment"] and not match["comment"].startswith("#!"):
            found.append((number, match["comment"]))
    return found
