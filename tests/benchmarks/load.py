"""Times of answers to many people at once, with and without a flood, and the growth of memory.

    python -m tests.benchmarks.load                    200 people, 5,000 questions, 25 a second
    python -m tests.benchmarks.load --flood            beside somebody who sends 50 messages a second
    python -m tests.benchmarks.load --unpaced          as fast as it goes: without the 30 messages a second of Telegram
    python -m tests.benchmarks.load --minutes 10 --rate 10 --changing     ten a second for so long, over documents that change,
                                       and the memory, files, sockets and data folder meanwhile

The bot is `yinju run` as a process of its own; it talks to the stand-in for Telegram over HTTP. A person asks a question
of the development set, waits for the answer, and asks the next one after a pause.
"""

import argparse
import asyncio
import os
import random
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from pathlib import Path
from shutil import copytree
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.web.preview.standin import Call, StandIn
from retrieval.evaluation.questions import read_questions

ROOT = Path(__file__).parents[2]
FLOOD_A_SECOND = 50
WARM_SECONDS = 60.0
_PARTS = 12
UNPACED = """
import sys
from bot import cli
from bot.transport import rate_limiter
rate_limiter._PER_SECOND = rate_limiter._PER_MINUTE = 1_000_000
cli.main(["run"])
"""


class Load:
    """People who ask a stand-in, and how many seconds each of their answers took."""

    def __init__(self, api: StandIn, people: int) -> None:
        self._api = api
        self._people = [api.user(f"P{number}") for number in range(people)]
        self._questions = [item.question for item in read_questions(ROOT / "tests" / "data" / "questions.jsonl")]
        self._luck = random.Random(1)
        self._waiting: dict[int, asyncio.Future[None]] = {}
        self.took: list[float] = []

    async def ask(self, questions: int, pause: float) -> None:
        """Each person asks a share of so many questions, with pauses of so many seconds on average."""
        share = questions // len(self._people)
        await asyncio.gather(*(self._ask(number, share, pause) for number in range(len(self._people))))

    async def _ask(self, number: int, questions: int, pause: float) -> None:
        person = self._people[number]
        chat = self._api.private_chat(person)
        for _ in range(questions):
            await asyncio.sleep(self._luck.uniform(0, 2 * pause))
            began = time.perf_counter()
            chat.send(person, self._luck.choice(self._questions))
            answered = self._waiting[chat.id] = asyncio.get_running_loop().create_future()
            await answered
            self.took.append(time.perf_counter() - began)

    async def watch(self) -> None:
        """Tell each person when the answer is there; one who looks at everything is quicker than many who look."""
        seen, calls = 0, self._api.calls
        unsettled: list[Call] = []
        while True:
            unsettled += calls[seen:]
            seen = len(calls)
            for call in [call for call in unsettled if call.answered]:
                unsettled.remove(call)
                answered = self._waiting.pop(call.params["chat_id"], None) if call.method == "sendMessage" else None
                if answered:
                    answered.set_result(None)
            await asyncio.sleep(0.001)

    async def flood(self) -> None:
        """One more person sends message after message, without waiting for anything."""
        person = self._api.user("Flood")
        chat = self._api.private_chat(person)
        while True:
            chat.send(person, self._luck.choice(self._questions))
            await asyncio.sleep(1 / FLOOD_A_SECOND)


class Bot(NamedTuple):
    """A running bot: its process, its data folder and its documents."""

    pid: int
    data: Path
    seeds: Path


@asynccontextmanager
async def running(api: StandIn, *, unpaced: bool) -> AsyncIterator[Bot]:
    """Run the bot over a copy of the documents until the block ends; unpaced, nobody is limited in any way."""
    with TemporaryDirectory() as folder, TemporaryDirectory() as documents:
        seeds = Path(copytree(ROOT / "seeds", Path(documents) / "seeds"))
        told = {
            "TELEGRAM_API_BASE_URL": api.base_url,
            "TELEGRAM_BOT_TOKEN": api.token,
            "DATA_DIR": folder,
            "SEEDS_DIR": str(seeds),
        }
        told |= {"RATE_LIMIT_PER_USER": "0"} if unpaced else {}
        command = ("-c", UNPACED) if unpaced else ("-m", "bot", "run")
        process = await asyncio.create_subprocess_exec(sys.executable, *command, env=os.environ | told, cwd=ROOT)
        try:
            await api.next_call("deleteWebhook", timeout=60)
            yield Bot(process.pid, Path(folder), seeds)
        finally:
            process.terminate()
            await process.wait()


class Sample(NamedTuple):
    """The use of a process at one moment: memory and data folder in megabytes, open files, open sockets."""

    memory: float
    files: int
    sockets: int
    data: float


async def remember(bot: Bot, samples: list[Sample]) -> None:
    """Note the use of a process every two seconds."""
    while True:
        pages = int(Path(f"/proc/{bot.pid}/statm").read_text().split()[1])
        opened = [target for target in map(_target, Path(f"/proc/{bot.pid}/fd").iterdir()) if target]
        sockets = sum(target.startswith("socket:") for target in opened)
        memory = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
        samples.append(Sample(memory, len(opened) - sockets, sockets, _bytes_in(bot.data) / 2**20))
        await asyncio.sleep(2)


def _target(descriptor: Path) -> str:
    """Return what a descriptor leads to; nothing if it was closed meanwhile."""
    try:
        return str(descriptor.readlink())
    except OSError:
        return ""


def _bytes_in(folder: Path) -> int:
    """Return the size of all files below a folder; those that go away meanwhile count as empty."""
    size = 0
    for file in folder.rglob("*"):
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
        await asyncio.sleep(5)


def cpu_seconds(pid: int) -> float:
    """Return the seconds for which a process has used a processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure(given: argparse.Namespace) -> None:
    """Run one measurement and print its lines."""
    questions = int(given.minutes * 60 * given.rate) if given.minutes else given.questions
    async with StandIn.serve() as api, running(api, unpaced=given.unpaced) as bot:
        load, samples = Load(api, given.people), list[Sample]()
        beside = [asyncio.create_task(remember(bot, samples)), asyncio.create_task(load.watch())]
        beside += [asyncio.create_task(load.flood())] if given.flood else []
        beside += [asyncio.create_task(change(bot.seeds))] if given.changing else []
        began, idle = time.perf_counter(), cpu_seconds(bot.pid)
        with suppress(TimeoutError):
            async with asyncio.timeout(given.minutes * 60 or None):
                await load.ask(questions, 0 if given.unpaced else given.people / given.rate)
        seconds, busy = time.perf_counter() - began, cpu_seconds(bot.pid)
        for task in beside:
            task.cancel()
    print(told(load.took, seconds, busy - idle))  # noqa: T201
    print("\n".join(courses(samples)))  # noqa: T201


def told(took: list[float], seconds: float, busy: float) -> str:
    """Return the figures of speed in a line."""
    p99 = quantiles(took, n=100)[-1]
    return (
        f"{len(took)} answers in {seconds:.0f} s, {len(took) / seconds:.1f} a second;"
        f" an answer took {median(took) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms,"
        f" and {busy / len(took) * 1000:.1f} ms of a processor"
    )


def courses(samples: list[Sample]) -> list[str]:
    """Return a line for each use: its medians by twelfths of the time, from the end of the first minute on."""
    warm = samples[int(WARM_SECONDS / 2) :] or samples
    count = min(_PARTS, len(warm))
    parts = [warm[len(warm) * at // count : len(warm) * (at + 1) // count] for at in range(count)]
    return [
        f"{name:8}" + " ".join(f"{median(sample[at] for sample in part):7.1f}" for part in parts)
        for at, name in enumerate(Sample._fields)
    ]


def main() -> None:
    """Read the options, and measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=200)
    options.add_argument("--questions", type=int, default=5000)
    options.add_argument("--flood", action="store_true")
    options.add_argument("--unpaced", action="store_true")
    options.add_argument("--rate", type=float, default=25.0)
    options.add_argument("--changing", action="store_true")
    options.add_argument("--minutes", type=float, default=0)
    asyncio.run(measure(options.parse_args()))


if __name__ == "__main__":
    main()
