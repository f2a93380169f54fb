"""/collection lists the documents of a chat, and chooses what the chat is answered from."""

from datetime import date

from bot.phrases import phrases
from bot.replies.collections import REMOVE, REPLACE, SEARCH
from bot.web.preview.standin import StandIn
from tests.bot.collections.conftest import HANDBOOK, accept, add, answer_to

OWN, SHARED = "星海科技的年假是多少天", "云湖集团2024年的收入是多少"


async def test_a_chat_chooses_what_it_is_answered_from(api: StandIn) -> None:
    """Its own documents, the shared ones, or both; the choice shows, and what is left out answers nothing."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    await add(api, chat, alice, "员工手册.md", HANDBOOK)
    chat.send(alice, "/collection")
    listed = await chat.next_bot_message()
    assert listed.text.splitlines()[:2] == ["这个聊天的资料：1 份，1 KB", "1. 员工手册.md"]
    for searched, own, shared in (("own", True, False), ("shared", False, True), ("both", True, True)):
        await accept(api, chat, alice, listed, SEARCH + searched)
        assert ("十五天" in await answer_to(chat, alice, OWN)) is own
        assert ("3亿元" in await answer_to(chat, alice, SHARED)) is shared
        chosen = [button.data for row in listed.buttons for button in row if button.text.startswith("●")]
        assert chosen == [SEARCH + searched]


async def test_a_document_is_removed_from_the_list(api: StandIn) -> None:
    """Also long after its card has gone out of sight; an older version alone, or with the current one."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    for days in ("九", "十", "十五"):
        asked = await add(api, chat, alice, "员工手册.md", HANDBOOK.replace("十五", days))
        await accept(api, chat, alice, asked, REPLACE) if REPLACE in asked.callback_data else None
    chat.send(alice, "/collection")
    listed = await chat.next_bot_message()
    older = f"员工手册.md · 旧版（用到 {date.today()}）"
    assert listed.text.splitlines()[1:4] == ["1. 员工手册.md", f"2. {older}", f"3. {older}"]
    await accept(api, chat, alice, listed, [data for data in listed.callback_data if data.startswith(REMOVE)][1])
    told = [await answer_to(chat, alice, f"{version}里星海科技的年假是多少天") for version in ("旧版", "员工手册")]
    assert [days in told[0] for days in ("九天", "十天")].count(True) == 1
    assert "十五天" in told[1]
    chat.send(alice, "/collection")
    listed = await chat.next_bot_message()
    await accept(api, chat, alice, listed, next(data for data in listed.callback_data if data.startswith(REMOVE)))
    chat.send(alice, "/collection")
    assert (await chat.next_bot_message()).text == phrases("zh-hans").collections.none


async def test_only_administrators_choose_and_add_in_a_group(api: StandIn) -> None:
    """Others see the list, and are told who may change it."""
    alice, bob = (api.user(name, language_code="en") for name in ("Alice", "Bob"))
    group = api.group("群", [alice, bob])
    group.add_bot(by=alice, earlier=True)
    sent = group.send_document(bob, "员工手册.md", HANDBOOK.encode())
    group.send(bob, "/add@yinju_bot", reply_to=sent)
    assert "only administrators" in (await group.next_bot_message()).text
    group.send(alice, "/add@yinju_bot", reply_to=sent)
    offer = await group.next_bot_message()
    assert offer.reply_to is sent
    refused = group.press(bob, offer, offer.callback_data[0])
    await api.until(lambda: refused.answer is not None)
    assert refused.answer
    assert "only administrators" in refused.answer["text"]
    await accept(api, group, alice, offer)
    group.send(bob, "/collection@yinju_bot")
    listed = await group.next_bot_message()
    assert not [data for data in listed.callback_data if data.startswith(REMOVE)]
    refused = group.press(bob, listed, f"{SEARCH}own")
    await api.until(lambda: refused.answer is not None)
    assert "●" in str(listed.buttons[0])
