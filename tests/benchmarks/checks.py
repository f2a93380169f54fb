"""Time of long checks, and delay of answers by long checks of others.

    python -m tests.benchmarks.checks [--rounds 6] [--people 10]
    python -m tests.benchmarks.checks --alone [--processes 4] [--documents FOLDER]

Five people ask, and one of them has a sentence checked now and then. In every second round ten others, each with three
texts of 4,007 characters, wait for their checks meanwhile. Rounds with checks and without take turns, so that other
work on the machine strikes both. The bot is `yinju run` as a process of its own.

Alone, each of some processes opens the indexed documents and checks texts of as many characters one after the other:
passages with some of their figures altered, and sentences cut anywhere. It tells how long the first one takes, and the others.
"""

import argparse
import asyncio
import random
import re
import subprocess
import sys
import time
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from bot.web.preview.standin import Call, StandIn
from retrieval import Library
from retrieval.evaluation.questions import read_questions
from tests.benchmarks.load import ROOT, cpu_seconds, running

CHECK_CHARACTERS, CHECKS_EACH = 4007, 3
ROUND_SECONDS, PAUSE_SECONDS = 12.0, 0.5
SENTENCE = "/check 阿里云收入增长了百分之三十四"
ASKERS = 5
ALONE_TEXTS = 6


def long_text(number: int, texts: list[str]) -> str:
    """Return sentences of the documents, cut anywhere, of 4,007 characters."""
    luck, parts = random.Random(number), list[str]()
    while sum(map(len, parts)) < CHECK_CHARACTERS:
        text = luck.choice(texts)
        at = luck.randrange(max(1, len(text) - 120))
        parts.append(text[at : at + 90].replace("\n", "") + "。")
    return "".join(parts)[:CHECK_CHARACTERS]


def altered_text(number: int, texts: list[str]) -> str:
    """Return passages of the documents of 4,007 characters, half of their figures altered."""
    luck, passages = random.Random(number), ""
    while len(passages) < CHECK_CHARACTERS:
        text = luck.choice(texts)
        at = luck.randrange(max(1, len(text) - CHECK_CHARACTERS // 2))
        passages += text[at : at + CHECK_CHARACTERS // 2]
    return re.sub(r"[1-9]", lambda m: luck.choice((m[0], str(luck.randrange(1, 10)))), passages[:CHECK_CHARACTERS])


def check_alone(documents: Path, index: Path, number: int) -> None:
    """Check texts one after the other in this process, and print the seconds by the clock and of the processor."""
    library = Library.open(documents, index=index / "index", cache=index / "cache")
    texts = [library.text(file) for file in sorted({document.file for document in library.documents})]
    for at in range(ALONE_TEXTS):
        text = (altered_text, long_text)[at % 2](100 * number + at, texts)
        began, busy = time.perf_counter(), time.process_time()
        library.examine(text)
        print(time.perf_counter() - began, time.process_time() - busy)  # noqa: T201


def measure_alone(documents: Path, processes: int) -> None:
    """Have fresh processes check, and print the seconds of the first check of each and of the others."""
    with TemporaryDirectory() as folder:
        took: dict[str, list[list[float]]] = {"first": [], "others": []}
        # The first process makes the index.
        for number in range(-1, processes):
            command = (sys.executable, "-m", "tests.benchmarks.checks", "--one", folder, str(number))
            asked = (*command, "--documents", str(documents))
            told = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
            first, *others = [[float(seconds) for seconds in line.split()] for line in told]
            took["first"] += [first] if number >= 0 else []
            took["others"] += others if number >= 0 else []
    for kind, seconds in took.items():
        clock, busy = (sorted(column) for column in zip(*seconds, strict=True))
        print(  # noqa: T201
            f"{kind}: {len(clock)}, median {median(clock):.2f} s by the clock and {median(busy):.2f} s of a processor,"
            f" least {clock[0]:.2f} and {busy[0]:.2f} s, longest {clock[-1]:.2f} and {busy[-1]:.2f} s"
        )


class Others:
    """People who ask and wait for the answer, over and over."""

    def __init__(self, api: StandIn) -> None:
        self._api = api
        self._chats = [(person, api.private_chat(person)) for person in map(api.user, (f"A{n}" for n in range(ASKERS)))]
        self._questions = [item.question for item in read_questions(ROOT / "tests" / "data" / "questions.jsonl")]
        self._luck = random.Random(1)

    async def ask(self, seconds: float) -> dict[str, list[float]]:
        """Ask for some seconds, and return how long answers and short checks took."""
        took: dict[str, list[float]] = {"answer": [], "sentence": []}
        until = time.perf_counter() + seconds
        await asyncio.gather(*(self._ask(number, until, took) for number in range(ASKERS)))
        return took

    async def _ask(self, number: int, until: float, took: dict[str, list[float]]) -> None:
        person, chat = self._chats[number]
        while time.perf_counter() < until:
            await asyncio.sleep(self._luck.uniform(0, 2 * PAUSE_SECONDS))
            kind, words = ("answer", self._luck.choice(self._questions)) if number else ("sentence", SENTENCE)
            seen, began = len(chat.bot_messages), time.perf_counter()
            chat.send(person, words)
            while len(chat.bot_messages) == seen:
                await asyncio.sleep(0.002)
            took[kind].append(time.perf_counter() - began)


async def measure(rounds: int, people: int) -> None:
    """Run the rounds and print the delays."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    async with StandIn.serve() as api, running(api, unpaced=True) as bot:
        others, took = Others(api), dict[tuple[str, bool], list[float]]()
        checkers = [(person, api.private_chat(person)) for person in map(api.user, (f"C{n}" for n in range(people)))]
        await others.ask(5)
        for number in range(2 * rounds):
            checked = bool(number % 2)
            sent, seen = [], len(api.calls)
            for at, (person, chat) in enumerate(checkers if checked else []):
                sent += [
                    chat.send(person, f"/check {long_text(1000 * number + 10 * at + n, texts)}")
                    for n in range(CHECKS_EACH)
                ]
            before = cpu_seconds(bot.pid)
            for kind, seconds in (await others.ask(ROUND_SECONDS)).items():
                took.setdefault((kind, checked), []).extend(seconds)
            print(f"round {number}: {cpu_seconds(bot.pid) - before:.1f} s of a processor")  # noqa: T201
            await _all_checked(api, seen, {chat.id for _, chat in checkers}, len(sent))
    for (kind, checked), seconds in sorted(took.items()):
        print(told(kind, checked, seconds))  # noqa: T201


async def _all_checked(api: StandIn, seen: int, chats: set[int], count: int) -> None:
    """Wait until so many messages went to some chats since a call."""

    def done(call: Call) -> bool:
        return call.answered and call.method == "sendMessage" and call.params["chat_id"] in chats

    while sum(map(done, api.calls[seen:])) < count:
        await asyncio.sleep(0.2)


def told(kind: str, checked: bool, seconds: list[float]) -> str:
    """Return the delays of one kind in a line."""
    beside = "beside checks" if checked else "without them"
    return (
        f"{kind:8} {beside}: {len(seconds)}, median {median(seconds) * 1000:.0f} ms,"
        f" p90 {quantiles(seconds, n=10)[-1] * 1000:.0f} ms, p99 {quantiles(seconds, n=100, method='inclusive')[-1] * 1000:.0f} ms,"
        f" longest {max(seconds) * 1000:.0f} ms"
    )


def main() -> None:
    """Read the options, and measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=6)
    options.add_argument("--people", type=int, default=10)
    options.add_argument("--alone", action="store_true")
    options.add_argument("--processes", type=int, default=4)
    options.add_argument("--documents", type=Path, default=ROOT / "seeds")
    options.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.one:
        check_alone(given.documents, Path(given.one[0]), int(given.one[1]))
    elif given.alone:
        measure_alone(given.documents, given.processes)
    else:
        asyncio.run(measure(given.rounds, given.people))


if __name__ == "__main__":
    main()
