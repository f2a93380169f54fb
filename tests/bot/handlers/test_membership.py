"""Greeting of a group that the bot joins."""

import pytest

from bot.web.preview.standin import StandIn

QUESTION = "阿里云哪块收入最亮眼"


@pytest.mark.parametrize(
    ("language", "beginning"),
    [("en", "Hi, I'm Yinju"), ("zh-hans", "大家好，我是引据"), ("zh-hant", "大家好，我是引據")],
)
async def test_a_group_is_told_once_how_to_ask(api: StandIn, language: str, beginning: str) -> None:
    """In three lines, in the language of who added the bot, without waking anybody."""
    alice = api.user("Alice", language_code=language)
    group = api.group("群", members=[alice])
    group.add_bot(by=alice)
    told = await group.next_bot_message()
    assert told.text.startswith(beginning)
    assert len(told.text.splitlines()) == 3
    assert "/ask@Yinju_Bot" in told.entity_texts("code")[0]
    assert told.silent
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    assert group.bot_messages == [told, answer]


async def test_a_group_is_told_that_mentions_are_seen(open_api: StandIn, api: StandIn) -> None:
    """Privacy mode is off, or the bot comes in as an administrator."""
    for standin, administrator in ((open_api, False), (api, True)):
        alice = standin.user("Alice", language_code="en")
        group = standin.group("群", members=[alice])
        group.add_bot(by=alice, administrator=administrator)
        assert (await group.next_bot_message()).entity_texts("code")[0].startswith("@Yinju_Bot ")


async def test_what_is_no_coming_in_is_not_greeted(api: StandIn) -> None:
    """Being promoted, demoted, removed, or blocked by a person; coming back is."""
    alice = api.user("Alice", language_code="en")
    group = api.group("群", members=[alice])
    group.add_bot(by=alice, earlier=True)
    group.promote_bot()
    group.demote_bot()
    group.remove_bot(by=alice)
    chat = api.private_chat(alice)
    chat.start(alice)
    chat.block(alice)
    chat.unblock(alice)
    await api.all_confirmed()
    group.add_bot(by=alice)
    told = await group.next_bot_message()
    assert told.text.startswith("Hi, I'm Yinju")
    assert group.bot_messages == [told]


async def test_a_group_that_closes_meanwhile_is_no_error(api: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever removes the bot at once gets no message, and the operator no traceback."""
    alice = api.user("Alice", language_code="en")
    group = api.group("群", members=[alice])
    api.fail_next("sendMessage", status=403, description="Forbidden: bot was kicked from the supergroup chat")
    group.add_bot(by=alice)
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    assert "阿里云收入317亿" in (await group.next_bot_message()).text
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_an_answer_on_its_way_follows_the_group_to_its_new_id(api: StandIn) -> None:
    """A question that was asked just before the group became a supergroup is answered there, as no reply."""
    alice = api.user("Alice", language_code="en")
    plain = api.group("群", members=[alice], basic=True)
    plain.add_bot(by=alice, earlier=True)
    held = api.hold_next("sendMessage")
    plain.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    await held.reached()
    group = api.upgrade(plain)
    held.release()
    answer = await group.next_bot_message()
    assert "阿里云收入317亿" in answer.text
    assert answer.reply_to is None
    assert answer.silent
