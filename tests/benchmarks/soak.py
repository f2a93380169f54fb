"""Hour of questions at a steady rate over documents that change: answers, memory, descriptors and the data folder.

    python -m tests.benchmarks.soak                          20 questions a second for an hour
    python -m tests.benchmarks.soak --minutes 3 --every 10   the same for a short look
    python -m tests.benchmarks.soak --picture soak.svg       draws what it noted (needs matplotlib)

The bot is `yinju run` as a process of its own; it talks to the stand-in for Telegram over HTTP. Questions come when it is
time for them, however long answers take, each from somebody who waits for no answer. Every five seconds the folder
changes. The bot keeps the last 2,000 questions, so that the size at which its files stay is reached soon.
"""

import argparse
import asyncio
import random
import time
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from bot.web.preview.standin import StandIn
from bot.web.preview.standin.values import User
from retrieval.evaluation.questions import read_questions
from tests.benchmarks.load import ROOT, Bot, cpu_seconds, running

QUESTIONS_KEPT = 2000
_LAST_SECONDS = 60.0
_CHANGE_SECONDS = 5.0
_LOOK_SECONDS = 0.005


class Asking:
    """People who ask a stand-in at a steady rate; `asked` counts their questions, `took` has the seconds of answers."""

    def __init__(self, api: StandIn, people: int) -> None:
        self._api = api
        self._idle = deque(api.user(f"P{number}") for number in range(people))
        self._waiting: dict[int, tuple[User, float]] = {}
        self._questions = [item.question for item in read_questions(ROOT / "tests" / "data" / "questions.jsonl")]
        self._luck = random.Random(1)
        self.asked = 0
        self.took: list[float] = []

    async def ask(self, rate: float, seconds: float) -> None:
        """Ask that many questions a second for so long; if all people wait for an answer, the next one waits too."""
        began = time.perf_counter()
        for number in range(int(rate * seconds)):
            await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
            while not self._idle:
                await asyncio.sleep(_LOOK_SECONDS)
            person = self._idle.popleft()
            chat = self._api.private_chat(person)
            self._waiting[chat.id] = person, time.perf_counter()
            chat.send(person, self._luck.choice(self._questions))
            self.asked += 1

    async def finish(self) -> None:
        """Wait until all are answered, a minute at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_LAST_SECONDS):
                while self._waiting:
                    await asyncio.sleep(_LOOK_SECONDS)

    async def listen(self) -> None:
        """Take note of answers; calls that were seen are dropped, so that the stand-in does not grow."""
        calls = self._api.calls
        while True:
            done = next((at for at, call in enumerate(calls) if not call.answered), len(calls))
            for call in calls[:done]:
                if call.method == "sendMessage" and call.ok:
                    self._take(int(call.params["chat_id"]))
            del calls[:done]
            await asyncio.sleep(_LOOK_SECONDS)

    def _take(self, chat_id: int) -> None:
        if waited := self._waiting.pop(chat_id, None):
            person, began = waited
            self.took.append(time.perf_counter() - began)
            self._idle.append(person)


class Sample(NamedTuple):
    """Use of a process after some seconds.

    `memory` is what it holds, `own` what of it is mapped from no file; `data` is the size of its data folder, `stored` that
    of the database in it; all in megabytes. `files` and `sockets` are its descriptors, `answers` what it has answered.
    """

    seconds: float
    answers: int
    memory: float
    own: float
    files: int
    sockets: int
    data: float
    stored: float


def sample(bot: Bot, seconds: float, answers: int) -> Sample:
    """Return the use of a running bot."""
    lines = Path(f"/proc/{bot.pid}/status").read_text().splitlines()
    kilobytes = {
        name: int(value.split()[0]) for name, _, value in (line.partition(":") for line in lines) if "kB" in value
    }
    opened = [target for target in map(_target, Path(f"/proc/{bot.pid}/fd").iterdir()) if target]
    sockets = sum(target.startswith("socket:") for target in opened)
    return Sample(
        seconds, answers, kilobytes["VmRSS"] / 1024, kilobytes["RssAnon"] / 1024, len(opened) - sockets, sockets,
        _bytes_in(bot.data.rglob("*")) / 2**20, _bytes_in(bot.data.glob("yinju.sqlite3*")) / 2**20,
    )  # fmt: skip


def _target(descriptor: Path) -> str:
    """Return what a descriptor leads to; nothing if it was closed meanwhile."""
    try:
        return str(descriptor.readlink())
    except OSError:
        return ""


def _bytes_in(files: Iterable[Path]) -> int:
    """Return the size of files together; those that go away meanwhile count as empty."""
    size = 0
    for file in files:
        with suppress(OSError):
            size += file.stat().st_size if file.is_file() else 0
    return size


async def change(seeds: Path) -> None:
    """Add a document to a folder, change it and take it away again, one of these every five seconds."""
    file = seeds / "changing.txt"
    for number in count():
        if number % 3 == 2:
            file.unlink()
        else:
            file.write_text(f"第{number}次改动：骑手每天送餐{number}单。\n", "utf-8")
        await asyncio.sleep(_CHANGE_SECONDS)


async def remember(bot: Bot, asking: Asking, every: float, samples: list[Sample]) -> None:
    """Note and print the use of a bot every so many seconds."""
    began = time.perf_counter()
    while True:
        await asyncio.sleep(every)
        samples.append(sample(bot, time.perf_counter() - began, len(asking.took)))
        print(row(samples[-1]), flush=True)  # noqa: T201


def row(noted: Sample) -> str:
    """Return a row of the table."""
    return (
        f"| {noted.seconds / 60:.1f} | {noted.answers} | {noted.memory:.0f} | {noted.own:.0f}"
        f" | {noted.files} | {noted.sockets} | {noted.data:.1f} | {noted.stored:.1f} |"
    )


async def measure(minutes: float, rate: float, people: int, every: float) -> list[Sample]:
    """Run it, print its table and its figures, and return what was noted."""
    samples: list[Sample] = []
    async with StandIn.serve() as api, running(api, unpaced=False, QUESTIONS_KEPT=str(QUESTIONS_KEPT)) as bot:
        asking = Asking(api, people)
        beside = [asyncio.create_task(one) for one in (asking.listen(), change(bot.seeds))]
        beside.append(asyncio.create_task(remember(bot, asking, every, samples)))
        print("| minutes | answers | memory, MB | of no file | files | sockets | DATA_DIR, MB | database |")  # noqa: T201
        print("|---|---|---|---|---|---|---|---|")  # noqa: T201
        began, idle, own = time.perf_counter(), cpu_seconds(bot.pid), time.process_time()
        await asking.ask(rate, minutes * 60)
        seconds = time.perf_counter() - began
        await asking.finish()
        busy, own = cpu_seconds(bot.pid) - idle, time.process_time() - own
        for task in beside:
            task.cancel()
    print(figures(asking, seconds, busy, own))  # noqa: T201
    return samples


def figures(asking: Asking, seconds: float, busy: float, own: float) -> str:
    """Return the figures of a run in a line; `busy` and `own` are the processor's seconds of bot and stand-in."""
    answers, took = len(asking.took), asking.took
    return (
        f"{asking.asked} asked in {seconds:.0f} s, {asking.asked / seconds:.1f} a second; {answers} answered,"
        f" {answers / asking.asked:.2%}; an answer took {median(took) * 1000:.0f} ms, p99"
        f" {quantiles(took, n=100)[-1] * 1000:.0f} ms, most {max(took):.1f} s; {busy / answers * 1000:.1f} ms of a processor"
        f" in the bot, {own / answers * 1000:.1f} ms in the stand-in"
    )


def draw(samples: Sequence[Sample], file: Path) -> None:
    """Draw memory, descriptors and the size of the data folder over the minutes."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    minutes = [noted.seconds / 60 for noted in samples]
    lines = (
        ("memory, MB", (("all", "memory"), ("mapped from no file", "own"))),
        ("descriptors", (("files", "files"), ("sockets", "sockets"))),
        ("DATA_DIR, MB", (("all", "data"), ("database", "stored"))),
    )
    with mpl.rc_context({"svg.hashsalt": "yinju", "svg.fonttype": "none", "font.size": 10}):
        picture = Figure(figsize=(9, 3.2), layout="constrained")
        for axes, (title, parts) in zip(picture.subplots(1, len(lines)), lines, strict=True):
            for (label, field), colour in zip(parts, ("#000000", "#D55E00"), strict=True):
                axes.plot(minutes, [getattr(noted, field) for noted in samples], color=colour, label=label, lw=1.2)
            axes.set(title=title, xlabel="minutes", ylim=(0, None))
            axes.legend(frameon=False, fontsize=8)
        picture.savefig(file, metadata={"Date": None})


def main() -> None:
    """Read the options, and measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=60)
    options.add_argument("--rate", type=float, default=20)
    options.add_argument("--people", type=int, default=200)
    options.add_argument("--every", type=float, default=30)
    options.add_argument("--picture", type=Path)
    given = options.parse_args()
    samples = asyncio.run(measure(given.minutes, given.rate, given.people, given.every))
    if given.picture:
        draw(samples, given.picture)


if __name__ == "__main__":
    main()
