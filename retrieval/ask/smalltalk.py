"""Messages that ask nothing of the material: greetings, thanks, instructions to the bot."""

import re
from functools import cache
from importlib import resources

from retrieval.language.fold import fold

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def is_small_talk(question: str) -> bool:
    """Whether a message is a greeting, thanks, or an instruction to the bot, and asks nothing of the material."""
    said = _EDGES.sub("", fold(question))
    return any(form.fullmatch(said) for form in _forms())


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    data = resources.files("retrieval.language").joinpath("data/small_talk.txt").read_text("utf-8")
    return tuple(re.compile(line) for line in data.splitlines() if line and not line.startswith("#"))
