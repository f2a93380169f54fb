"""Many chats with documents of their own in one process, beside a single folder of the same size.

    python -m tests.benchmarks.collections [--collections 1000] [--documents 10] [--chats 200] [--rounds 3] [--folder FOLDER]

Every collection has so many documents, each about a thing of its own. So many chats ask at once, from six threads as in
the bot, each about its own documents; in every round others. Right after them the same questions go to the single
folder, so that both meet the same load of the machine. Prints the median and the 99th percentile of milliseconds: by
the clock, of the processor, and by the clock of opening and of asking; and the memory of the process. More chats ask
than libraries stay open, so that most questions open one. What is in `--folder` already is not made again. Works on Linux only.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from statistics import median, quantiles

from platformdirs import user_cache_path

from bot.collections.folders import CollectionFolder
from bot.collections.libraries import Libraries
from bot.storage.collections import ChatCollection
from retrieval.library import Library

_THREADS = 6
_SEED = 20260401
_KINDS = ("年假", "收入", "会员数", "产量", "价格", "人数", "面积", "费用", "里程", "库存")
_UNITS = ("天", "亿元", "万人", "件", "元", "人", "平方米", "元", "公里", "件")
_CACHE = user_cache_path("yinju", appauthor=False)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--collections", type=int, default=1000)
    parser.add_argument("--documents", type=int, default=10)
    parser.add_argument("--chats", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder by default")
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = told.folder or Path(temporary)
        _write(place, told.collections, told.documents)
        shared = Library.open(place / "shared", cache=_CACHE, index=place / "index")
        libraries = Libraries(place / "collections", _CACHE, lambda: shared)
        chats = [ChatCollection(key=_key(number), chat_id=number) for number in range(told.collections)]
        started = time.perf_counter()
        for chat in chats:
            libraries.own(chat)
        _tell(f"indexed or opened {len(chats)} collections in {time.perf_counter() - started:.0f} s, {_memory()}")
        single = Library.open(place / "single", cache=_CACHE, index=place / "index")
        luck = Random(_SEED)
        for number in range(told.rounds):
            asked = luck.sample(range(told.collections), min(told.chats, told.collections))
            many = _at_once(lambda one: _answered(libraries, chats, one), asked)
            one = _at_once(lambda number: (0.0, single.ask(_question(number)).milliseconds), asked)
            _tell(f"round {number + 1}, collections: {_spread(many)}, {_memory()}")
            _tell(f"round {number + 1}, single folder: {_spread(one)}")
            ratios = [median(many_ms) / median(one_ms) for many_ms, one_ms in zip(many[:2], one[:2], strict=True)]
            _tell(
                f"round {number + 1}, ratio of medians: {ratios[0]:.2f} by the clock, {ratios[1]:.2f} of the processor"
            )


def _answered(libraries: Libraries, chats: Sequence[ChatCollection], number: int) -> tuple[float, float]:
    """Ask the collection of a chat, and return the milliseconds of opening it and of asking."""
    started = time.perf_counter()
    library = libraries.of(chats[number])
    opened = time.perf_counter()
    assert _thing(number) in library.ask(_question(number)).quotes[0].text
    return (opened - started) * 1000, (time.perf_counter() - opened) * 1000


def _at_once(ask: Callable[[int], tuple[float, float]], asked: Sequence[int]) -> list[list[float]]:
    """Return for each question the milliseconds by the clock, of the processor, of opening and of asking."""

    def took(number: int) -> tuple[float, float, float, float]:
        started, busy = time.perf_counter(), time.thread_time()
        opening, asking = ask(number)
        seconds = time.perf_counter() - started, time.thread_time() - busy
        return seconds[0] * 1000, seconds[1] * 1000, opening, asking

    with ThreadPoolExecutor(_THREADS) as threads:
        return [list(one) for one in zip(*threads.map(took, asked), strict=True)]


def _write(place: Path, collections: int, documents: int) -> None:
    """Write the documents of every collection, all of them once more into one folder, and a shared document."""
    if (place / "shared").exists():
        return
    (place / "shared").mkdir(parents=True)
    (place / "shared" / "a.md").write_text("# 公共资料\n\n云湖集团的收入为3亿元。\n", "utf-8")
    (place / "single").mkdir()
    for number in range(collections):
        folder = CollectionFolder(place / "collections", _key(number))
        folder.make()
        for document in range(documents):
            text = _document(number, document)
            (folder.files / f"{document}.md").write_text(text, "utf-8")
            (place / "single" / f"{number}-{document}.md").write_text(text, "utf-8")


def _document(number: int, document: int) -> str:
    thing = _thing(number)
    lines = [
        f"{thing}第{document}号文件说，{kind}为{(number * 7 + document * 13 + at) % 900 + 3}{unit}。"
        for at, (kind, unit) in enumerate(zip(_KINDS, _UNITS, strict=True))
    ]
    return f"# {thing}第{document}号文件\n\n" + "\n\n".join(lines) + "\n"


def _question(number: int) -> str:
    kind = number % len(_KINDS)
    return f"{_thing(number)}的{_KINDS[kind]}是多少{_UNITS[kind]}"


def _thing(number: int) -> str:
    return f"星海{number}号公司"


def _key(number: int) -> str:
    return f"{number:016x}"


def _spread(measured: Sequence[Sequence[float]]) -> str:
    names = ("by the clock", "of the processor", "opening", "asking")
    return "; ".join(f"{name} {_median_and_p99(one)}" for name, one in zip(names, measured, strict=True))


def _median_and_p99(milliseconds: Sequence[float]) -> str:
    return f"median {median(milliseconds):.0f} ms, p99 {quantiles(milliseconds, n=100)[-1]:.0f} ms"


def _memory() -> str:
    private = sum(
        int(line.split()[1])
        for line in Path("/proc/self/smaps_rollup").read_text().splitlines()
        if line.startswith("Private_")
    )
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{private // 1024} MB of its own, {most // 1024} MB at most"


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
