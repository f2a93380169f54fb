"""Times of answers to many people at once, with and without a flood.

    python -m tests.benchmarks.load                    200 people, 5,000 questions, 25 a second
    python -m tests.benchmarks.load --flood            beside somebody who sends 50 messages a second
    python -m tests.benchmarks.load --unpaced          as fast as it goes: without the 30 messages a second of Telegram

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
from contextlib import asynccontextmanager
from pathlib import Path
from shutil import copytree
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bot.web.preview.standin import Call, StandIn
from retrieval.evaluation.questions import read_questions

ROOT = Path(__file__).parents[2]
FLOOD_A_SECOND = 50
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
async def running(api: StandIn, *, unpaced: bool, **settings: str) -> AsyncIterator[Bot]:
    """Run the bot over a copy of the documents until the block ends; unpaced, nobody is limited in any way."""
    with TemporaryDirectory() as folder, TemporaryDirectory() as documents:
        seeds = Path(copytree(ROOT / "seeds", Path(documents) / "seeds"))
        told = {
            "TELEGRAM_API_BASE_URL": api.base_url,
            "TELEGRAM_BOT_TOKEN": api.token,
            "DATA_DIR": folder,
            "SEEDS_DIR": str(seeds),
            **settings,
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


def cpu_seconds(pid: int) -> float:
    """Return the seconds for which a process has used a processor."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def measure(given: argparse.Namespace) -> None:
    """Run one measurement and print its line."""
    async with StandIn.serve() as api, running(api, unpaced=given.unpaced) as bot:
        load = Load(api, given.people)
        beside = [asyncio.create_task(load.watch())]
        beside += [asyncio.create_task(load.flood())] if given.flood else []
        began, idle = time.perf_counter(), cpu_seconds(bot.pid)
        await load.ask(given.questions, 0 if given.unpaced else given.people / given.rate)
        seconds, busy = time.perf_counter() - began, cpu_seconds(bot.pid)
        for task in beside:
            task.cancel()
    print(told(load.took, seconds, busy - idle))  # noqa: T201


def told(took: list[float], seconds: float, busy: float) -> str:
    """Return the figures of speed in a line."""
    p99 = quantiles(took, n=100)[-1]
    return (
        f"{len(took)} answers in {seconds:.0f} s, {len(took) / seconds:.1f} a second;"
        f" an answer took {median(took) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms,"
        f" and {busy / len(took) * 1000:.1f} ms of a processor"
    )


def main() -> None:
    """Read the options, and measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=200)
    options.add_argument("--questions", type=int, default=5000)
    options.add_argument("--flood", action="store_true")
    options.add_argument("--unpaced", action="store_true")
    options.add_argument("--rate", type=float, default=25.0)
    asyncio.run(measure(options.parse_args()))


if __name__ == "__main__":
    main()
