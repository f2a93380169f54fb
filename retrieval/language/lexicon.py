"""Other names and other words: what else a question could have been asked in.

Two files of the package, and files of the same names in the folder of documents, hold groups of names for the same
thing (`aliases.txt`) and of words that mean about the same (`synonyms.txt`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from retrieval.language.folding import fold

ALIASES, SYNONYMS = "aliases.txt", "synonyms.txt"
_LATIN = re.compile(r"[a-z0-9]")
_SPLIT_WORD = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])|(?<=\b[0-9a-z])\s(?=[0-9a-z]\b)")


class Occurrence(NamedTuple):
    """A place in a folded text where a name or word stands that has others: `start`, `end` in characters."""

    start: int
    end: int
    others: tuple[str, ...]


class Groups:
    """Groups of expressions that stand for each other, found in folded text, longest first."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._others: dict[str, list[str]] = {}
        for group in groups:
            folded = list(dict.fromkeys(fold(expression) for expression in group))
            for expression in folded:
                others = self._others.setdefault(expression, [])
                others += [other for other in folded if other != expression and other not in others]

    def find(self, folded: str) -> Iterator[Occurrence]:
        """Every occurrence, in order and apart from each other."""
        for match in self._pattern.finditer(folded) if self._others else ():
            yield Occurrence(match.start(), match.end(), tuple(self._others[match.group()]))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        expressions = sorted(self._others, key=lambda expression: (-len(expression), expression))
        return re.compile("|".join(_bounded(expression) for expression in expressions))


class Lexicon:
    """Aliases and synonyms of the package and of a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.aliases = Groups(_read(ALIASES, " = ", folder))
        self.synonyms = Groups(_read(SYNONYMS, None, folder))


def joined(text: str) -> str:
    """Text without the spaces that stand inside of words: between two Chinese characters, between single letters."""
    return _SPLIT_WORD.sub("", text)


def _bounded(expression: str) -> str:
    """A pattern for an expression; one that begins or ends in Latin letters or digits is matched as whole words."""
    before = r"(?<![a-z0-9])" if _LATIN.match(expression[0]) else ""
    after = r"(?![a-z0-9])" if _LATIN.match(expression[-1]) else ""
    return before + re.escape(expression) + after


def _read(name: str, separator: str | None, folder: Path | None) -> list[list[str]]:
    texts = [resources.files("retrieval.language").joinpath(f"data/{name}").read_text("utf-8")]
    own = folder / name if folder else None
    if own and own.is_file():
        texts.append(own.read_bytes().decode("utf-8", "replace"))
    lines = [line.strip() for text in texts for line in text.splitlines()]
    groups = [line.split(separator) for line in lines if line and not line.startswith("#")]
    return [[part.strip() for part in group if part.strip()] for group in groups]
