"""Time of reading, and its growth: ordinary text, one line of 5 MB, and texts made to be slow.

    python tests/benchmarks/reading.py

Prints seconds for each size and the ratio to the size before; a ratio near that of the sizes is linear growth.
"""

import random
import tempfile
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from retrieval.documents.reader import open_collection
from retrieval.errors import FolderUnreadable

SEEDS = Path(__file__).parents[2] / "seeds"
HOSTILE = {
    "lone brackets": ("a.txt", "（“阿；"),
    "stops": ("a.txt", "。"),
    "no punctuation": ("a.txt", "云计算的收入在这一年里又增长了许多"),
    "conflict markers": ("a.txt", "<<<<<<< a\n云\n=======\n云\n>>>>>>> b\n"),
    "links": ("a.md", "# 题\n[云](https://example.com)"),
    "unclosed elements": ("a.html", "<!-- <nav> a < <script "),
}


def ordinary(megabytes: float, sentences_a_line: int) -> str:
    """Sentences of the shipped files in random order, each with a number of its own, so that no two lines are equal."""
    random.seed(1)
    text = "".join(path.read_text("utf-8") for path in sorted(SEEDS.glob("00[13]*.txt"))).replace("\n", "")
    sentences = [sentence for sentence in text.split("。") if len(sentence) > 5]
    lines, size = [], 0
    while size < megabytes * 1e6:
        count = min(sentences_a_line, int(megabytes * 1e6 / 100) + 1)
        line = "".join(f"{random.choice(sentences)}{random.randrange(10**6)}。" for _ in range(count))
        lines.append(line)
        size += len(line.encode()) + 1
    return "\n".join(lines)


def seconds(name: str, text: str) -> float:
    """Return the time to read a folder with this one file."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_text(text, "utf-8")
        started = time.perf_counter()
        with suppress(FolderUnreadable):
            open_collection(Path(folder))
        return time.perf_counter() - started


def row(name: str, sizes: list[tuple[float, float]]) -> str:
    """One line: size and seconds, then the growth from each size to the next."""
    cells = [f"{size:>6.1f} MB {took:>6.2f} s" for size, took in sizes]
    growth = [f"x{b[0] / a[0]:.0f} -> x{b[1] / a[1]:.1f}" for a, b in pairwise(sizes)]
    return f"{name:<20}" + "   ".join(cells) + "   growth " + ", ".join(growth)


def main() -> None:
    """Print the table."""
    lines = [ordinary(size, 3) for size in (5, 25, 50)]
    print(row("ordinary lines", [(len(text.encode()) / 1e6, seconds("a.txt", text)) for text in lines]))  # noqa: T201
    single = [ordinary(size, 10**6) for size in (1.25, 5)]
    print(row("one line", [(len(text.encode()) / 1e6, seconds("a.txt", text)) for text in single]))  # noqa: T201
    for name, (file, piece) in HOSTILE.items():
        texts = [piece * (size * 1000 // len(piece.encode())) for size in (250, 1000)]
        print(row(name, [(len(text.encode()) / 1e6, seconds(file, text)) for text in texts]))  # noqa: T201


if __name__ == "__main__":
    main()
