"""A claim that is corrected after it was checked."""

import re

from bot.dispatch.verdicts import MAX_VERDICTS, Verdicts
from bot.web.preview.standin import StandIn
from tests.bot.presses import press_delete

FALSE, TRUE = "阿里云这季度收入同比增长24%，到了398亿元", "阿里云增速从7%翻倍到13%"
CONFIRMED = "✅ The documents confirm this"


async def test_the_verdict_on_an_edited_claim_is_edited(api: StandIn) -> None:
    """In place, and without a second message, also where the claim is edited again."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    sent = chat.send(alice, f"/check {FALSE}")
    verdict = await chat.next_bot_message()
    before = verdict.text
    assert "❌" in before
    chat.edit(alice, sent, f"/check {TRUE}")
    await api.next_call("editMessageText")
    assert verdict.text.splitlines()[1].startswith(CONFIRMED)
    chat.edit(alice, sent, f"/check {FALSE}")
    await api.next_call("editMessageText")
    assert verdict.text == before
    assert chat.bot_messages == [verdict]


async def test_a_verdict_that_is_gone_is_given_again(api: StandIn) -> None:
    """Somebody removed it from the chat; there is nothing left to edit."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    sent = chat.send(alice, f"/check {FALSE}")
    chat.remove(await chat.next_bot_message())
    chat.edit(alice, sent, f"/check {TRUE}")
    assert (await chat.next_bot_message()).text.splitlines()[1].startswith(CONFIRMED)
    assert [re.search("message to edit not found", fault) is not None for fault in api.faults] == [True]
    api.faults.clear()


async def test_a_message_that_becomes_a_claim_is_checked(api: StandIn) -> None:
    """It was another command."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    sent = chat.send(alice, "/help")
    await chat.next_bot_message()
    chat.edit(alice, sent, f"/check {TRUE}")
    assert (await chat.next_bot_message()).text.splitlines()[1].startswith(CONFIRMED)


async def test_a_verdict_that_somebody_deleted_stays_deleted(api: StandIn) -> None:
    """By 🗑 in a group; the next message is the answer to the next claim."""
    alice = api.user("Alice", language_code="en")
    group = api.group("群", members=[alice])
    group.add_bot(by=alice)
    await group.next_bot_message()
    sent = group.send(alice, f"/check@Yinju_Bot {FALSE}")
    await press_delete(group, alice, await group.next_bot_message())
    group.edit(alice, sent, f"/check@Yinju_Bot {TRUE}")
    other = group.send(alice, f"/check@Yinju_Bot {TRUE}")
    assert (await group.next_bot_message()).reply_to is other


def test_the_oldest_verdicts_are_forgotten() -> None:
    """Beyond the last 2,000; one that was replaced counts as new."""
    verdicts = Verdicts()
    for claim in range(MAX_VERDICTS):
        verdicts.keep(1, claim, claim + 1)
    verdicts.keep(1, 0, 7)
    verdicts.keep(2, 0, 9)
    assert [verdicts.on(1, 0), verdicts.on(1, 1), verdicts.on(1, 2), verdicts.on(2, 0)] == [7, None, 3, 9]
