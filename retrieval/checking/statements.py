"""A claim -> its statements: one for each sentence of it."""

import re

from retrieval.model import Span

_STATEMENT = re.compile(r"(?:[^。！？!?；;\n.]|\.(?=\S))+[。！？!?；;.]*[”」』\"]?")


def statements(claim: str) -> tuple[Span, ...]:
    """The sentences of a claim in order, without white space around them; those without a letter or digit are none."""
    found = []
    for match in _STATEMENT.finditer(claim):
        text = match[0]
        if any(character.isalnum() for character in text):
            start = match.start() + len(text) - len(text.lstrip())
            found.append(Span(start=start, end=match.start() + len(text.rstrip())))
    return tuple(found)
