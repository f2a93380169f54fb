"""Words that somebody forwards, pastes or replies to are among the documents of that chat after one tap."""

from bot.replies.start import CHECK_FORWARDED
from bot.web.preview.standin import StandIn
from tests.bot.collections.conftest import accept, answer_to


async def test_words_that_were_forwarded_can_be_added(api: StandIn) -> None:
    """Under a name of their beginning, and answered from like a file."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    group = api.group("群", [alice])
    chat.forward(alice, group.send(alice, "通知：星海科技的年会在十二月三日举行，地点是西湖饭店。"))
    offer = await chat.next_bot_message()
    card = await accept(api, chat, alice, offer)
    assert card.text.startswith("✅ 已加入 通知：星海科技的年会")
    assert "西湖饭店" in await answer_to(chat, alice, "星海科技的年会在哪里举行")


async def test_a_reply_adds_the_words_of_a_message(api: StandIn) -> None:
    """In a group, by an administrator."""
    alice = api.user("Alice", language_code="zh-hans")
    group = api.group("群", [alice])
    group.add_bot(by=alice, earlier=True)
    sent = group.send(alice, "通知：星海科技的年会在十二月三日举行，地点是西湖饭店。")
    group.send(alice, "/add@yinju_bot", reply_to=sent)
    await accept(api, group, alice, await group.next_bot_message())
    assert "西湖饭店" in await answer_to(group, alice, "/ask@yinju_bot 星海科技的年会在哪里举行")


async def test_several_messages_that_were_forwarded_are_added_as_one_with_who_said_them(api: StandIn) -> None:
    """One offer, one tap; each answer says who said it and when."""
    alice, bob = (api.user(name, language_code="zh-hans") for name in ("Alice", "Bob"))
    chat, group = api.private_chat(alice), api.group("群", [alice, bob])
    said = [
        group.send(alice, "星海科技的年会在十二月三日举行。"),
        group.send(bob, "地点是西湖饭店，年会的预算是八万元。"),
        group.send(alice, "年会的主持人是李雷。"),
    ]
    for message in said:
        chat.forward(alice, message)
    offer = await chat.next_bot_message()
    await api.until(lambda: "连续几条消息" in offer.text)
    await api.all_confirmed()
    assert chat.bot_messages == [offer]
    card = await accept(api, chat, alice, offer)
    assert card.text.startswith("✅ 已加入 星海科技的年会")
    told = await answer_to(chat, alice, "年会的预算是多少")
    assert "八万元" in told
    assert "Bob" in told
    assert "李雷" in await answer_to(chat, alice, "年会的主持人是谁")


async def test_messages_that_are_forwarded_later_get_an_offer_of_their_own(api: StandIn) -> None:
    """Nobody expects them in the file of others."""
    alice = api.user("Alice", language_code="zh-hans")
    chat, group = api.private_chat(alice), api.group("群", [alice])
    chat.forward(alice, group.send(alice, "年会在十二月三日举行。"))
    await chat.next_bot_message()
    api.advance(10)
    chat.forward(alice, group.send(alice, "预算是八万元。"))
    assert (await chat.next_bot_message()).text == "怎么处理这条消息？"


async def test_a_long_text_that_is_pasted_is_offered_in_one_though_telegram_cuts_it(api: StandIn) -> None:
    """In pieces of 4096 characters, of which the last may be short."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    text = "".join(f"第{number}号仓库存有{3 * number}吨茶叶。\n" for number in range(1, 300))
    while text:
        cut = text.rindex("\n", 0, 4096) + 1
        chat.send(alice, text[:cut])
        text = text[cut:]
    offer = await chat.next_bot_message()
    await api.until(lambda: "连续几条消息" in offer.text)
    await api.all_confirmed()
    assert chat.bot_messages == [offer]
    await accept(api, chat, alice, offer)
    for number in (7, 180, 299):
        assert f"{3 * number}吨" in await answer_to(chat, alice, f"第{number}号仓库存有多少茶叶")


async def test_a_text_that_is_too_long_for_a_question_can_be_checked_instead(api: StandIn) -> None:
    """And what somebody types soon after it is a question."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, "云湖集团2024年的收入为5亿元。" * 120)
    offer = await chat.next_bot_message()
    assert offer.text == "这是一段长文字，要怎么处理？"
    assert "3亿元" in await answer_to(chat, alice, "云湖集团2024年的收入是多少")
    await chat.press(alice, offer, CHECK_FORWARDED).answered(30)
    assert "❌" in (await chat.next_bot_message(30)).text


async def test_words_after_the_command_are_added(api: StandIn) -> None:
    """In a group by an administrator, without the command."""
    alice = api.user("Alice", language_code="zh-hans")
    group = api.group("群", [alice])
    group.add_bot(by=alice, earlier=True)
    group.send(alice, "/add@yinju_bot 通知：星海科技的年会在西湖饭店举行。")
    card = await accept(api, group, alice, await group.next_bot_message())
    assert card.text.startswith("✅ 已加入 通知：星海科技的年会")
    assert "西湖饭店" in await answer_to(group, alice, "/ask@yinju_bot 星海科技的年会在哪里举行")


async def test_each_file_of_an_album_is_offered(api: StandIn) -> None:
    """Telegram sends each as a message of its own, without words."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    for name in ("甲.md", "乙.md", "丙.md"):
        chat.send_document(alice, name, f"{name}的价格为9元。".encode(), album="1")
    offers = [await chat.next_bot_message() for _ in range(3)]
    assert [offer.text.split("（")[0] for offer in offers] == ["把 甲.md", "把 乙.md", "把 丙.md"]
