"""/check: what the documents say to what somebody said."""

from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.quotes import quotes_in
from tests.conftest import LibraryOf

CLAIM = "阿里云这季度收入同比增长24%，到了398亿元"
VERBATIM = "阿里云收入317亿，增速从7%翻倍到13%，最亮眼的是AI相关收入连续6个季度翻倍增长。"


async def test_a_claim_is_shown_part_by_part_above_the_quote_that_says_otherwise(api: StandIn) -> None:
    """The verdict, what stands there instead, of which date, the quote with citation and its 📖; nothing else."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, f"/check {CLAIM}")
    told = await chat.next_bot_message()
    lines = told.text.splitlines()
    assert lines[0] == "阿里云这季度收入同比增长✅24%❌，到了398亿元✅"
    assert lines[1] == "❌ 原话“24%”，资料为“34%” · 2025-11"
    (quote,) = quotes_in(told)
    assert "同比強勁增長34%,達到398億元" in quote
    assert lines[-1] == "[1] 《三場硬仗,阿里進擊》 · 36氪 · 2025-11"
    assert [[button.text for button in row] for row in told.buttons] == [["📖 1"], ["🔔 关注"]]
    await chat.press(alice, told, told.callback_data[0]).answered()
    assert quote in (await chat.next_bot_message()).text


async def test_a_claim_that_stands_there_and_one_that_does_not(api: StandIn) -> None:
    """With the original page and the date of the source, and without any quote; in the language of who asks."""
    alice, bob = api.user("Alice", language_code="en"), api.user("Bob", language_code="zh-hant")
    chat = api.private_chat(alice)
    chat.send(alice, "/check 阿里云增速从7%翻倍到13%")
    told = await chat.next_bot_message()
    assert told.text.splitlines()[1] == "✅ The documents confirm this · 2025-02-21"
    assert VERBATIM in quotes_in(told)
    assert told.entity_texts("text_link") == ["Original\u00a0↗"]
    chat = api.private_chat(bob)
    chat.send(bob, "/check 星海科技在火星開了分店")
    told = await chat.next_bot_message()
    assert told.text.splitlines()[:2] == ["星海科技在火星開了分店❔", "❔ 資料中未提及。"]
    await chat.press(bob, told, told.callback_data[0]).answered()
    assert "「火星」" in (await chat.next_bot_message()).text


async def test_words_that_stand_there_are_told_to_and_what_differs(api: StandIn) -> None:
    """In any script and punctuation they are the same; of altered ones the figures come first, each once."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, "/check 阿里雲收入317億,增速從7%翻倍到13% 最亮眼的是AI相關收入連續6個季度翻倍增長")
    lines = (await chat.next_bot_message()).text.splitlines()
    assert lines[1] == "✅ The documents say this word for word · 2025-02-21"
    chat.send(alice, f"/check {VERBATIM.replace('13%', '18%').replace('最亮眼', '最耀眼')}")
    lines = (await chat.next_bot_message()).text.splitlines()
    assert lines[1].startswith("❌ “18%”: the documents say “13%”")
    assert lines[2].startswith("Nearly as in the documents (9")
    assert lines[3] == "Changed: “耀”, in the documents “亮”"


async def test_a_long_text_from_the_documents_is_located_and_not_judged(api: StandIn, library: Library) -> None:
    """Every difference is told, misquoted figures first, and the sentences as they stand."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    document = next(document for document in library.documents if document.name == "中國消費的下一程")
    text = library.text(document.file)
    start = text.index("短短幾個月時間")
    passage = text[start : start + 300]
    chat.send(alice, f"/check {passage.replace('短短幾個月時間', '短短三個月時間').replace('1.2億', '1.5億')}")
    told = await chat.next_bot_message()
    lines = told.text.splitlines()
    assert lines[0].startswith("Nearly as in the documents (9")
    assert lines[1].startswith("Different figure: “1.5億”, in the documents “1.2億")
    assert "✅" not in told.text


async def test_sources_that_disagree_are_both_shown(library_of: LibraryOf) -> None:
    """With the number of the one that says otherwise, and the date of each."""
    small = library_of(
        a__txt="标题: 甲\n发布时间: 2025-01-01\n正文:\n星海科技去年的员工人数是398人。\n",
        b__txt="标题: 乙\n发布时间: 2025-03-01\n正文:\n星海科技去年的员工人数是402人。\n",
    )
    async with StandIn.serve(username="Yinju_Bot") as api, running(api, small):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.send(alice, "/check 星海科技去年的员工人数是402人")
        told = await chat.next_bot_message()
        assert "Sources disagree: see [2]." in told.text
        assert " · 2025-03-01, 2025-01-01" in told.text
        assert [quote[-5:] for quote in quotes_in(told)] == ["402人。", "398人。"]


async def test_in_a_group_it_checks_what_somebody_said(api: StandIn) -> None:
    """The whole message or the part selected, a caption too; as a quiet reply, which who asked can take away."""
    alice, bob = api.user("Alice", language_code="en"), api.user("Bob")
    group = api.group("群", members=[alice, bob])
    group.add_bot(by=alice, earlier=True)
    said = group.send(bob, f"听说{CLAIM}，真的吗")
    sent = group.send(alice, "/check@Yinju_Bot", reply_to=said, quote="阿里云这季度收入同比增长24%")
    told = await group.next_bot_message()
    assert told.text.splitlines()[0] == "阿里云这季度收入同比增长✅24%❌"
    assert told.reply_to == sent
    assert told.silent
    assert told.buttons[-1][-1].text == "🗑"
    await group.press(alice, told, "delete").answered()
    group.send(alice, "/check@Yinju_Bot", reply_to=said)
    assert "“24%”: the documents say “34%”" in (await group.next_bot_message()).text
    group.send(alice, "/check@Yinju_Bot", reply_to=group.send_photo(bob, caption=CLAIM))
    assert "“24%”: the documents say “34%”" in (await group.next_bot_message()).text
    group.send_photo(alice, caption=f"/check@Yinju_Bot {CLAIM}")
    assert "“24%”: the documents say “34%”" in (await group.next_bot_message()).text


async def test_what_cannot_be_checked_gets_a_sentence(api: StandIn) -> None:
    """Nothing to check, no letters, far too much."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    for text, words in (
        ("/check", "What should I check? Write a sentence after /check, or reply to a message with /check."),
        ("/check ？！", "There is nothing to look up in this; please write a word or a sentence."),
    ):
        chat.send(alice, text)
        assert (await chat.next_bot_message()).text == words


async def test_nothing_of_a_claim_is_kept(api: StandIn) -> None:
    """Nor in the file that holds questions: what follows it is a question of its own."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, f"/check {CLAIM}")
    await chat.next_bot_message()
    chat.send(alice, "那淘宝呢")
    assert "阿里云" not in (await chat.next_bot_message()).text.splitlines()[0]
    chat.send(alice, "/privacy")
    assert "What you check (unless you watch it), verify or count is not kept" in (await chat.next_bot_message()).text
