"""Regular expressions that are compiled when they are first used.

There are some two hundred, compiling them takes longer than an answer, and a question needs a few of them.
"""

import re
from typing import Any, cast


def pattern(text: str, flags: int = 0) -> "re.Pattern[str]":
    """What `re.compile` gives, as far as its methods go; an expression that is wrong raises where it is first used."""
    return cast("re.Pattern[str]", Late(text, flags))


class Late:
    """What `pattern` gives: it takes over each method of the compiled pattern when that is first asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern, self._flags = text, flags

    def compiled(self) -> "re.Pattern[str]":
        """The pattern itself."""
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        found = getattr(self.compiled(), name)
        setattr(self, name, found)
        return found
