"""Hostile input made by a random number generator: tens of thousands of inputs a second, the same for the same seed.

Hypothesis, which makes an input small once it has failed, takes longer to make one than most of the program to handle it.
"""

import base64
import json
import random
from collections.abc import Callable, Sequence
from typing import Any

from tests.hostile.texts import PIECES

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "big5")
_IN_NAMES = (
    "a",
    "报告",
    ".",
    "..",
    " ",
    "\n",
    "\x1b[2J",
    "\u202e",
    "%s",
    "{}",
    "<b>",
    "'",
    '"',
    "\\",
    ":",
    "~",
    "-",
    "😀",
    "é",
)
_KEYS = ("file", "number", "title", "published", "url", "author", "note", "lines", "text", "[[document]]\n")
_HEADS = ("[[document]]", "[[document.note]]", "[document]", "[[note]]", "")
_VALUES = (
    '"a.txt"', '"b"', "1", "0", "-1", "2024-02-30", "[1, 2]", "[2, 1]", "[0]", "9" * 30, "{}", '"\\u0000"', "inf", "[" * 2000,
    "{a=" * 500, '"https://e.example/"', '"2024-01-01"',
)  # fmt: skip
_VERBS = (
    "read:", "turn:", "sources:", "sections:", "more:", "ask:", "verify:", "count:", "vote:", "why:", "set:", "timeline:", "delete",
    "forwarded:ask", "forwarded:check",
)  # fmt: skip
_SETTINGS = (
    "TELEGRAM_BOT_TOKEN", "TELEGRAM_API_BASE_URL", "SEEDS_DIR", "OWNER_IDS", "ALLOWED_CHAT_IDS", "ALLOWED_USER_IDS",
    "RATE_LIMIT_PER_USER", "PRIVACY_LOG", "PUBLIC_URL", "INDEX_URI", "TIMEZONE", "WEBHOOK_URL", "WEBHOOK_SECRET", "WEBHOOK_PORT",
    "METRICS_PORT", "LISTEN_HOST", "LOG_FORMAT", "LOG_QUESTIONS", "x",
)  # fmt: skip


class Maker:
    """Makes inputs; `receipts` are some that lead somewhere."""

    def __init__(self, seed: int, receipts: Sequence[str]) -> None:
        self._random = random.Random(seed)
        self._receipts = receipts

    def one_of(self, *ways: Callable[[], Any]) -> Any:
        """Return what one of some ways makes."""
        return self._random.choice(ways)()

    def pick(self, choices: Sequence[str]) -> str:
        """One of some."""
        return self._random.choice(choices)

    def number(self, most: int) -> int:
        """From 0 to `most`."""
        return self._random.randint(0, most)

    def chance(self, share: float) -> bool:
        """Return True in that share of cases."""
        return self._random.random() < share

    def characters(self, most: int) -> str:
        """Any characters that there are, but no halves."""
        return "".join(chr(self._random.choice((self.number(0x2FF), 0x3000 + self.number(0x6FFF), 0xE000 + self.number(0x101FFF))))
                       for _ in range(self.number(most)))  # fmt: skip

    def text(self, most: int = 10) -> str:
        """Pieces that mean something to one part of the program or another, so many at most."""
        return "".join(self.characters(4) if self.chance(0.2) else self.pick(PIECES) for _ in range(self.number(most)))

    def run(self) -> str:
        """Return a row of one piece or two, and something behind it."""
        return (self.pick(PIECES) + (self.pick(PIECES) if self.chance(0.5) else "")) * self.number(40) + self.text()

    def written(self) -> str:
        """Words of whole characters."""
        return self.run() if self.chance(0.1) else self.text()

    def said(self) -> str:
        """Words in which halves of characters may stand; few of them, for the most part, which is quick."""
        words = self.text(4) if self.chance(0.8) else self.written()
        return words if self.chance(0.9) else words + chr(0xD800 + self.number(0x7FF)) + self.text()

    def content(self) -> bytes:
        """Return what may be in a file."""
        if self.chance(0.1):
            return self._random.randbytes(self.number(200))
        encoded = self.written().encode(self.pick(ENCODINGS), "replace")
        return encoded + self._random.randbytes(self.number(8)) if self.chance(0.1) else encoded

    def file_name(self) -> str:
        """Return a name that the disk may take."""
        name = "".join(
            self.characters(3) if self.chance(0.2) else self.pick(_IN_NAMES) for _ in range(1 + self.number(11))
        )
        name = name.replace("/", "").replace("\0", "")
        return name if name.strip(".") else "a"

    def catalog(self) -> str:
        """Something like catalog.toml."""
        if self.chance(0.1):
            return self.written()
        return "\n".join(line for _ in range(self.number(4)) for line in (self.pick(_HEADS), *self._entries()))

    def _entries(self) -> list[str]:
        said = (lambda: self.pick(_VALUES), lambda: json.dumps(self.pick(PIECES)), self.text)
        return [f"{self.pick(_KEYS)} = {self.one_of(*said)}" for _ in range(self.number(4))]

    def listing(self) -> str:
        """Something like aliases.txt or names.txt."""
        return "".join(
            self.pick((self.text(), " = ", ":", "\n", "#", "阿里云", "person: ")) for _ in range(self.number(12))
        )

    def dotenv(self) -> str:
        """Something like .env."""
        values: Sequence[Callable[[], Any]] = (
            self.text, lambda: self._random.randint(-(10**12), 10**12), lambda: self.pick(("on", "", "'", '"', "${x}", "https://e.example", "[::", "Asia/Taipei")),
        )  # fmt: skip
        return "".join(f"{self.pick(('', 'export ', ' ', '#'))}{self.pick(_SETTINGS)}{self.pick(('=', ' = ', '', ':'))}{self.one_of(*values)}\n"
                       for _ in range(self.number(4)))  # fmt: skip

    def receipt(self) -> str:
        """One that leads somewhere, perhaps with a letter changed; or letters such as receipts have; or none."""
        kind = self.number(3)
        if kind == 0:
            return self.text()
        if kind == 1:
            return base64.b32encode(self._random.randbytes(16 + self.number(14))).decode().rstrip("=").lower()
        found = self.pick(self._receipts)
        at = self.number(len(found) - 1)
        return found if kind == 2 else found[:at] + self.pick(("a", "7", "1", "é", "", "aa")) + found[at + 1 :]

    def data(self) -> str:
        """Return what may be behind a button."""
        parts = (
            self.receipt,
            lambda: str(self._random.randint(-(10**6), 10**20)),
            self.said,
            lambda: self.pick(("+", "-", ":", "zh-hans", "on")),
        )
        return self.pick((*_VERBS, "")) + "".join(
            self.one_of(*parts) + self.pick(("", ":")) for _ in range(self.number(2))
        )

    def value(self, depth: int = 3) -> Any:
        """Return a value of JSON."""
        kind = self.number(6 if depth else 4)
        if kind == 5:
            return [self.value(depth - 1) for _ in range(self.number(4))]
        if kind == 6:
            return {self.text(): self.value(depth - 1) for _ in range(self.number(4))}
        simple = (None, self.chance(0.5), self._random.randint(-(10**20), 10**20), self._random.random(), self.said())
        return simple[kind]

    def line(self, field: str) -> bytes:
        """Return a line of JSON that may be one with this field, something else, or nothing of the kind."""
        if self.chance(0.1):
            return self._random.randbytes(self.number(60))
        wanted: dict[str, Any] = {field: self.said()}
        if self.chance(0.3):
            wanted["history"] = [self.said() for _ in range(self.number(3))] if self.chance(0.7) else self.value()
        line = json.dumps(wanted if self.chance(0.8) else self.value(), ensure_ascii=self.chance(0.5))
        cut = line[: self.number(len(line))] if self.chance(0.1) else line
        return (b"[" * 100_000 if self.chance(0.001) else b"") + cut.encode("utf-8", "surrogatepass")
