"""Whatever stands in an update, a button or a body, the bot answers, refuses or passes over; no exception escapes.

YINJU_FUZZ=N tries N of each.
"""

import os
from collections.abc import AsyncIterator

import pytest

from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.conftest import running
from tests.hostile.updates import UPDATES, Hostilities, examples

EXAMPLES = int(os.environ.get("YINJU_FUZZ", "8"))


@pytest.fixture
async def hostilities(library: Library) -> AsyncIterator[Hostilities]:
    """Yield a bot that runs, limits nobody, and is brought updates by a webhook."""
    async with StandIn.serve() as api, running(api, library, rate_limit_per_user=0, rate_limit_per_chat=0) as bot:
        yield Hostilities(api, bot)
        # Telegram refuses what is written to chats that there are not.
        api.faults.clear()


async def test_no_exception_escapes_and_the_next_question_is_answered(hostilities: Hostilities) -> None:
    """Messages, forged buttons, distorted updates, and bodies that are none."""
    for kind, strategy in UPDATES.items():
        for example in examples(strategy, EXAMPLES, seed=1):
            await hostilities.send(kind, example)
    await hostilities.say("阿里云收入增长了多少")
    assert "阿里云" in hostilities.answers[-1].text
