"""SIGKILL while a file is fetched, read and indexed: after the restart it is in, whole and once, or its sender is told.

The environment variable YINJU_KILLS says how often the bot is killed, YINJU_SEED with which luck; with YINJU_APART every
file is read in a process of its own, as large ones are.
"""

import asyncio
import os
import signal
from contextlib import suppress
from pathlib import Path
from random import Random

from bot.replies.collections import ADD
from bot.web.preview.standin import Message, StandIn
from tests.bot.collections.conftest import HANDBOOK, files_below
from tests.bot.transport.test_kills import SEED, killable

KILLS = int(os.environ.get("YINJU_KILLS", "3"))
_LONGEST_LIFE_SECONDS = 2.0
_MOST_CALLS = 6  # of fetching, reading and telling
APART = os.environ.get("YINJU_APART", "")
# What was done before a kill and is not recorded is done again after it; or Telegram took it for some seconds only.
_AFTER_A_KILL = ("message is not modified", "query is too old")


async def test_a_file_whose_adding_was_killed_is_in_whole_and_once(tmp_path: Path) -> None:
    """Each kill strikes at another moment; the next start goes on with what was open."""
    luck = Random(SEED)
    async with StandIn.serve() as api, killable(api, tmp_path, UPLOADS="everyone", YINJU_APART=APART) as bot:
        offers: list[Message] = []
        for number in range(KILLS):
            await bot.start()
            offers.append(await _offered(api, number))
            await _lived(api, luck)
            await bot.end(signal.SIGKILL)
        await bot.start()
        await api.until(lambda: all(map(_ended, offers)), 60, "all files to be in or given up")
        await _answering(api)
        assert await bot.end(signal.SIGTERM) == 0
        found = [name for name in files_below(tmp_path / "data" / "collections") if name.endswith(".md")]
        assert found == sorted(f"手册{number}.md" for number, offer in enumerate(offers) if _is_in(offer))
        assert KILLS > 5 or all(map(_is_in, offers))
        assert not [fault for fault in api.faults if not any(one in fault for one in _AFTER_A_KILL)]


def _is_in(offer: Message) -> bool:
    return offer.text.startswith("✅")


def _ended(offer: Message) -> bool:
    """Return True if the file is in, or the program was killed so often over it that its sender is told."""
    return _is_in(offer) or offer.text.endswith("times while it was being added.")


async def _lived(api: StandIn, luck: Random) -> None:
    """Wait until the bot has made some number of calls, or lived for long enough."""
    calls = len(api.calls) + luck.randint(0, _MOST_CALLS)
    with suppress(TimeoutError):
        await api.until(lambda: len(api.calls) >= calls, _LONGEST_LIFE_SECONDS)
    await asyncio.sleep(luck.uniform(0, 0.3))


async def _answering(api: StandIn) -> None:
    """Wait until the bot answers somebody, and so listens to signals, which one that was just started does not."""
    person = api.user("Last", language_code="en")
    chat = api.private_chat(person)
    chat.send(person, "/help")
    await chat.next_bot_message(30)


async def _offered(api: StandIn, number: int) -> Message:
    """Send a file as somebody new, and accept the offer."""
    person = api.user(f"P{number}", language_code="en")
    chat = api.private_chat(person)
    chat.send_document(person, f"手册{number}.md", HANDBOOK.replace("十五", f"{number}").encode())
    offer = await chat.next_bot_message(30)
    chat.press(person, offer, ADD)
    return offer
