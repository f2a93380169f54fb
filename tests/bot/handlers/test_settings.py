"""Settings of a group: its administrators choose, and the bot obeys."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.phrases import phrases
from bot.replies.settings import changed, quiet_hours, settings_message, with_quiet_hours
from bot.storage.chats import ChatSettings
from bot.web.preview.standin import Group, Message, StandIn, User
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.quotes import quotes_in

QUESTION = "阿里云哪块收入最亮眼"
ANSWER = "阿里云收入317亿"
MINUTE = timedelta(minutes=1)
ADMINS_ONLY = "Only administrators of this group can do that."


def group_of(api: StandIn) -> tuple[Group, User, User]:
    """Return a group that Alice made, with Bob and the bot in it; both speak English to Telegram."""
    alice, bob = api.user("Alice", language_code="en"), api.user("Bob", language_code="en")
    group = api.group("买手群", members=[alice, bob])
    group.add_bot(by=alice, earlier=True)
    return group, alice, bob


async def settings_in(group: Group, person: User) -> Message:
    """Return the message that /settings gets."""
    group.send(person, "/settings@Yinju_Bot")
    return await group.next_bot_message()


async def choose(api: StandIn, group: Group, person: User, shown: Message, data: str) -> None:
    """Press a button of the settings, and see them change in the same message."""
    assert await group.press(person, shown, f"set:{data}").answered() == {"show_alert": False}
    assert (await api.next_call("editMessageText")).ok


async def test_settings_show_what_is_chosen_and_change_in_place(api: StandIn) -> None:
    """Each choice is a button, the present ones are marked."""
    group, alice, _ = group_of(api)
    shown = await settings_in(group, alice)
    assert shown.text.splitlines()[:4] == [
        "Chat settings", "Language: Each user's", "Quotes per answer: 2",
        "@mentions: answered (needs privacy mode off)",
    ]  # fmt: skip
    assert [button.text for row in shown.buttons for button in row if button.text.startswith("✓")] == [
        "✓ Each user's", "✓ Quotes: 2", "✓ Answer @mentions", "✓ No quiet hours",
    ]  # fmt: skip
    assert max(len(row) for row in shown.buttons) == 2
    await choose(api, group, alice, shown, "quotes:1")
    await choose(api, group, alice, shown, "mentions:0")
    await choose(api, group, alice, shown, "quiet:22:00-07:00")
    await choose(api, group, alice, shown, "language:zh-hant")
    assert shown.text.splitlines()[:5] == [
        "聊天室設定", "語言：繁體中文", "每次顯示引文：1 則", "@提及：不回答", shown.text.splitlines()[4],
    ]  # fmt: skip
    assert shown.text.splitlines()[4].startswith("勿擾時段：22:00-07:00（目前時間 ")
    assert group.bot_messages == [shown]


async def test_only_administrators_choose(api: StandIn) -> None:
    """Others get a sentence, whether they write or press; an administrator who did not make the group chooses as well."""
    group, alice, bob = group_of(api)
    shown = await settings_in(group, alice)
    before = shown.text
    group.send(bob, "/settings@Yinju_Bot")
    assert (await group.next_bot_message()).text == ADMINS_ONLY
    told = await group.press(bob, shown, "set:quotes:1").answered()
    assert told == {"text": ADMINS_ONLY, "show_alert": True}
    assert shown.text == before
    group.promote(bob)
    await choose(api, group, bob, shown, "quotes:1")
    assert "Quotes per answer: 1" in shown.text


@pytest.mark.parametrize(
    "data", ["set:quotes:9", "set:quiet:25-99", "set:language:xx", "set:colour:1", "set:", "set:mentions:"]
)
async def test_a_forged_button_changes_nothing(api: StandIn, data: str) -> None:
    """Nor is it an error."""
    group, alice, _ = group_of(api)
    shown = await settings_in(group, alice)
    before = shown.text
    assert await group.press(alice, shown, data, forged=True).answered() == {"show_alert": False}
    assert shown.text == before


async def test_an_administrator_may_choose_in_the_name_of_the_group(api: StandIn) -> None:
    """Telegram does not say who wrote then, and names the person who presses."""
    group, alice, _ = group_of(api)
    group.send_as_group(alice, "/settings@Yinju_Bot")
    shown = await group.next_bot_message()
    await choose(api, group, alice, shown, "quotes:1")


async def test_the_number_of_quotes_is_heeded(api: StandIn) -> None:
    """Two in a group, until another number is chosen."""
    group, alice, bob = group_of(api)
    shown = await settings_in(group, alice)
    for number in (2, 1, 3):
        if number != 2:
            await choose(api, group, alice, shown, f"quotes:{number}")
        group.send(bob, f"/ask@Yinju_Bot {QUESTION}")
        assert len(quotes_in(await group.next_bot_message())) == number


async def test_the_language_of_the_group_is_spoken_to_everybody(api: StandIn) -> None:
    """In answers, pages, windows and errors; without one, Each user's own is."""
    group, alice, bob = group_of(api)
    shown = await settings_in(group, alice)
    await choose(api, group, alice, shown, "language:zh-hans")
    group.send(bob, "/ask@Yinju_Bot Zanzibar qwertz")
    assert (await group.next_bot_message()).text.startswith("资料里没找到答案。")
    group.send(bob, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    await group.press(bob, answer, answer.buttons[0][0].data or "").answered()
    assert "第 15/20 段" in (await group.next_bot_message()).text
    told = await group.press(bob, shown, "set:quotes:1").answered()
    assert told["text"] == "只有群管理员可以操作。"
    chat = api.private_chat(bob)
    chat.send(bob, "Zanzibar qwertz")
    assert (await chat.next_bot_message()).text.startswith("I found no answer in the documents.")
    await choose(api, group, alice, shown, "language:")
    group.send(bob, "/ask@Yinju_Bot Zanzibar qwertz")
    assert (await group.next_bot_message()).text.startswith("I found no answer in the documents.")


async def test_mentions_are_not_answered_where_the_group_does_not_want_it(open_api: StandIn) -> None:
    """Replies to the bot and commands are."""
    group, alice, bob = group_of(open_api)
    shown = await settings_in(group, alice)
    await choose(open_api, group, alice, shown, "mentions:0")
    group.send(bob, f"@Yinju_Bot {QUESTION}")
    asked = group.send(bob, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    assert answer.reply_to == asked
    replied = group.send(bob, QUESTION, reply_to=answer)
    assert (await group.next_bot_message()).reply_to == replied
    await choose(open_api, group, alice, shown, "mentions:1")
    mentioned = group.send(bob, f"@Yinju_Bot {QUESTION}")
    assert (await group.next_bot_message()).reply_to == mentioned


async def test_in_quiet_hours_only_commands_are_answered(open_api: StandIn) -> None:
    """Neither mentions nor replies; half a day later both are again."""
    group, alice, bob = group_of(open_api)
    hour = datetime.now(UTC).astimezone().hour
    group.send(alice, f"/settings@Yinju_Bot {(hour - 1) % 24}-{(hour + 2) % 24}:00")
    shown = await group.next_bot_message()
    assert f"Quiet hours: {(hour - 1) % 24:02}:00-{(hour + 2) % 24:02}:00" in shown.text
    group.send(bob, f"@Yinju_Bot {QUESTION}")
    group.send(bob, QUESTION, reply_to=shown)
    asked = group.send(bob, f"/ask@Yinju_Bot {QUESTION}")
    assert (await group.next_bot_message()).reply_to == asked
    open_api.advance(12 * 3600)
    mentioned = group.send(bob, f"@Yinju_Bot {QUESTION}")
    assert (await group.next_bot_message()).reply_to == mentioned


async def test_quiet_hours_go_by_the_clock_of_the_zone_that_is_set(library: Library) -> None:
    """/settings names the zone: fourteen hours lie between these two."""
    for zone in ("Pacific/Kiritimati", "UTC"):
        async with StandIn.serve(username="Yinju_Bot", privacy_mode=False) as api, running(api, library, timezone=zone):
            group, alice, _ = group_of(api)
            here = datetime.now(ZoneInfo(zone))
            shown = await settings_in(group, alice)
            assert any(f"(it is now {(here + later):%H:%M})" in shown.text for later in (timedelta(), MINUTE))
            now = datetime.now(ZoneInfo("UTC")).hour
            group.send(alice, f"/settings@Yinju_Bot {(now - 1) % 24}-{(now + 2) % 24}:00")
            await group.next_bot_message()
            mentioned = group.send(alice, f"@Yinju_Bot {QUESTION}")
            group.send(alice, "/help@Yinju_Bot")
            answered = (await group.next_bot_message()).reply_to is mentioned
            assert answered == (zone != "UTC")


async def test_quiet_hours_that_are_none_get_a_sentence(api: StandIn) -> None:
    """And what was chosen stays."""
    group, alice, _ = group_of(api)
    await settings_in(group, alice)
    group.send(alice, "/settings@Yinju_Bot 25-99")
    assert (
        await group.next_bot_message()
    ).text == "That isn't a valid time range; write it like /settings 22:30-07:00."


async def test_settings_survive_a_restart_and_an_upgrade_of_the_group(library: Library, tmp_path: Path) -> None:
    """A group that becomes a supergroup keeps its own, under an id that it never had before."""
    async with StandIn.serve(username="Yinju_Bot") as api:
        alice = api.user("Alice", language_code="en")
        plain = api.group("群", members=[alice], basic=True)
        async with running(api, library, data_dir=tmp_path):
            plain.add_bot(by=alice, earlier=True)
            shown = await settings_in(plain, alice)
            await choose(api, plain, alice, shown, "quotes:1")
        group = api.upgrade(plain)
        async with running(api, library, data_dir=tmp_path):
            group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
            assert len(quotes_in(await group.next_bot_message())) == 1


async def test_a_private_chat_chooses_language_and_number(api: StandIn) -> None:
    """There is nothing else to choose there."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, "/settings")
    shown = await chat.next_bot_message()
    assert shown.text.splitlines() == ["Chat settings", "Language: Each user's", "Quotes per answer: 3"]
    chat.send(alice, "/settings 22:30-7:00")
    assert (await chat.next_bot_message()).text.startswith("Quiet hours only work in groups")
    chat.send(alice, "/settings 25:00-26:00")
    assert (await chat.next_bot_message()).text.startswith("That isn't a valid time range")
    await chat.press(alice, shown, "set:language:zh-hans").answered()
    chat.send(alice, "Zanzibar qwertz")
    assert (await chat.next_bot_message()).text.startswith("资料里没找到答案。")


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("22:30-7", "22:30-07:00"), ("22：30 到 7：15", "22:30-07:15"), ("0-24", None), ("1-24", "01:00-00:00"), ("23-24", "23:00-00:00"), ("8-8", None),
        ("7:60-9", None), ("25-1", None), ("night", None), ("22", None), ("", ""),
    ],
)  # fmt: skip
def test_quiet_hours_are_read_as_people_write_them(written: str, hours: str | None) -> None:
    """Words that are no hours are told from no words at all."""
    chosen = with_quiet_hours(ChatSettings(quiet_from=60, quiet_to=120), written)
    assert (quiet_hours(chosen) if chosen else None) == hours


def test_every_button_of_the_settings_does_what_it_says() -> None:
    """Each carries its choice, so that it works after a restart and twice, and is the one that is marked afterwards."""
    speech = phrases("zh-hans")
    settings = ChatSettings(quiet_from=90, quiet_to=95)
    for button in (
        button for row in settings_message(settings, speech, group=True, minute=0).buttons for button in row
    ):
        chosen = changed(settings, button.data or "")
        assert chosen is not None
        again = settings_message(chosen, speech, group=True, minute=0)
        marked = [other.data for row in again.buttons for other in row if other.text.startswith("✓")]
        assert button.data in marked
