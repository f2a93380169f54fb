"""Time of reading, and its growth: text, Markdown, PDF, one line of 5 MB, and texts made to be slow.

    python tests/benchmarks/reading.py [FOLDER…]

Prints seconds of processor time for each size and the ratio to the size before; a ratio near that of the sizes is
linear growth. Folders of other people's files are read whole, and their speed is printed in MB/s.
"""

import random
import sys
import tempfile
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from retrieval.documents.folder import list_folder
from retrieval.documents.reader import FolderReader, open_collection
from retrieval.errors import FolderUnreadable
from retrieval.workers import Workers
from tests.retrieval.documents.convert.samples import drawn, pdf

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


def markdown(megabytes: float) -> str:
    """Return the same sentences as Markdown: headings, items, emphasis, links, code and rows."""
    forms = (
        "## {}",
        "{}。{}。{}。",
        "- **{}**：{}。",
        "{}，见[{}](https://example.org/a)。",
        "1. {}",
        "| {} | {} |",
        "`{}` {}。",
    )
    random.seed(1)
    sentences = [line for line in ordinary(0.2, 1).split("\n") if line]
    lines, size = ["# 年报", ""], 0
    while size < megabytes * 1e6:
        form = random.choice(forms)
        lines += [form.format(*(random.choice(sentences)[:40] for _ in range(form.count("{}")))), ""]
        size += len(lines[-2].encode()) + 2
    return "\n".join(lines)


def pages_a_second() -> float:
    """Return how many pages of 40 lines of a PDF are read in a second of processor time."""
    from retrieval.documents.convert.pdf import convert

    line = "The revenue of the cloud grew by a third in the year, and the costs of offices fell by a tenth."
    page = "".join(drawn(40, 760 - 16 * at, line, 10) for at in range(40))
    with tempfile.TemporaryDirectory() as folder:
        path = pdf(Path(folder) / "a.pdf", *[page] * 100)
        started = time.process_time()
        convert(path)
        return 100 / (time.process_time() - started)


def seconds(name: str, text: str) -> float:
    """Return the processor time to read a folder with this one file."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_text(text, "utf-8")
        started = time.process_time()
        with suppress(FolderUnreadable):
            open_collection(Path(folder))
        return time.process_time() - started


def speed(folder: Path) -> str:
    """Return a line: how many megabytes a folder has, and how many of them are read in a second.

    That is of processor time, and by the clock with worker processes, as a bot reads.
    """
    size = sum(file.path.stat().st_size for file in list_folder(folder)) / 1e6
    started = time.process_time()
    open_collection(folder)
    alone = time.process_time() - started
    started = time.perf_counter()
    with Workers() as workers:
        FolderReader(folder).read(workers=workers)
    clock = time.perf_counter() - started
    return f"{folder.name:<20}{size:>6.1f} MB {size / alone:>6.1f} MB/s, by the clock {size / clock:>6.1f} MB/s"


def row(name: str, sizes: list[tuple[float, float]]) -> str:
    """One line: size and seconds, then the growth from each size to the next."""
    cells = [f"{size:>6.1f} MB {took:>6.2f} s" for size, took in sizes]
    growth = [f"x{b[0] / a[0]:.0f} -> x{b[1] / a[1]:.1f}" for a, b in pairwise(sizes)]
    return f"{name:<20}" + "   ".join(cells) + "   growth " + ", ".join(growth)


def main() -> None:
    """Print the table."""
    seconds("a.md", markdown(0.1))
    for folder in sys.argv[1:]:
        print(speed(Path(folder)))  # noqa: T201
    written = [markdown(size) for size in (2, 8)]
    print(row("Markdown", [(len(text.encode()) / 1e6, seconds("a.md", text)) for text in written]))  # noqa: T201
    print(f"PDF {pages_a_second():.0f} pages/s")  # noqa: T201
    lines = [ordinary(size, 3) for size in (5, 25, 50)]
    print(row("ordinary lines", [(len(text.encode()) / 1e6, seconds("a.txt", text)) for text in lines]))  # noqa: T201
    single = [ordinary(size, 10**6) for size in (1.25, 5)]
    print(row("one line", [(len(text.encode()) / 1e6, seconds("a.txt", text)) for text in single]))  # noqa: T201
    for name, (file, piece) in HOSTILE.items():
        texts = [piece * (size * 1000 // len(piece.encode())) for size in (250, 1000)]
        print(row(name, [(len(text.encode()) / 1e6, seconds(file, text)) for text in texts]))  # noqa: T201


if __name__ == "__main__":
    main()
