"""Delay of answers by long checks of others.

    python -m tests.benchmarks.checks [--rounds 6] [--people 10]

Five people ask, and one of them has a sentence checked now and then. In every second round ten others, each with three
texts of 4,007 characters, wait for their checks meanwhile. Rounds with checks and without take turns, so that other
work on the machine strikes both. The bot is `yinju run` as a process of its own.
"""

import argparse
import asyncio
import random
import time
from statistics import median, quantiles

from bot.web.preview.standin import Call, StandIn
from retrieval.evaluation.questions import read_questions
from tests.benchmarks.load import ROOT, cpu_seconds, running

CHECK_CHARACTERS, CHECKS_EACH = 4007, 3
ROUND_SECONDS, PAUSE_SECONDS = 12.0, 0.5
SENTENCE = "/check 阿里云收入增长了百分之三十四"
ASKERS = 5


def long_text(number: int, texts: list[str]) -> str:
    """Return sentences of the documents, cut anywhere, of 4,007 characters."""
    luck, parts = random.Random(number), list[str]()
    while sum(map(len, parts)) < CHECK_CHARACTERS:
        text = luck.choice(texts)
        at = luck.randrange(max(1, len(text) - 120))
        parts.append(text[at : at + 90].replace("\n", "") + "。")
    return "".join(parts)[:CHECK_CHARACTERS]


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
    given = options.parse_args()
    asyncio.run(measure(given.rounds, given.people))


if __name__ == "__main__":
    main()
