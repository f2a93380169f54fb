"""Wishes of a few words: to have another message checked, to thank the bot, to contradict it."""

import pytest

from bot.dispatch.wish import Wish, claim_in, wish_of
from bot.web.preview.standin import Group, Message, StandIn, User
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.quotes import quotes_in

CLAIM = "阿里云这季度收入同比增长24%"
QUESTION = "阿里云哪块收入最亮眼"
ANSWER = "阿里云收入317亿"
REFUTED = "资料为“34%”"


async def group_of(api: StandIn) -> tuple[Group, User, User]:
    """Return a group with two people and the bot, in which the bot sees everything."""
    alice, bob = api.user("Alice", language_code="zh-hans"), api.user("Bob", language_code="zh-hans")
    group = api.group("群", members=[alice, bob])
    group.add_bot(by=alice, earlier=True)
    return group, alice, bob


WORDS = {
    Wish.CHECK: "这是真的吗？ 真的吗 真的假的 求证 核实一下 帮忙核实一下 這是真的嗎 这个数字对吗 他说的对吗 这条消息属实吗"
    " 是不是谣言 靠谱吗 有这回事吗 楼上说的是真的吗 帮我查一下 這消息可信嗎 真假 这话没错吧 这靠谱？ 确定？ 不可能 我不信",
    Wish.SOURCE: "谁说的？ 哪篇文章说的 什么时候的事 出处呢 来源？ 求出处 這是誰說的 哪里看到的 这是哪年的数据 原文在哪 哪来的",
    Wish.OBJECTION: "不对 不对吧 错了 不是这个 答非所问 你说错了 這不對 胡说八道 回答不对 你真没用 你好笨 你個廢物",
    Wish.THANKS: "谢谢 谢谢你！ 多谢 感谢感谢 好的谢谢 謝謝 辛苦了 明白了谢谢 收到，谢谢 多谢科普",
    Wish.NOISE: "哈哈 哈哈哈哈 明白了 收到 好的 嗯嗯 666 👍 知道了 原来如此 懂了懂了 厉害了 😂😂 晚安 对对对 好的收到 学习了 没问题 吃饭去了 太强了",
    Wish.WHO: "你是谁 你是机器人吗 你能做什么 你叫什么名字 你是人工智能吗 帮助",
    Wish.QUESTION: "阿里云收入增长了多少 骑手是真的每天送80单吗 谁说的AI会替代程序员 阿里云的收入是真的增长34%吗"
    " 查一下阿里云收入 哪篇文章说的阿里云最亮眼 你好 谢谢，那利润呢 还有呢 那利润呢 好的公司有哪些 没问题的产品是哪个 顶楼有几层 错误率是多少 23 垃圾分类怎么做 帮助中心在哪 人工智能是什么 怎么用",
}
ENGLISH = {
    Wish.CHECK: "is this true?|True?|fact check|check this|really?|is that correct",
    Wish.SOURCE: "source?|who said that|which article says this|when did this happen",
    Wish.OBJECTION: "wrong|that's wrong|not true|no|nope, that is wrong|you are stupid|fuck you",
    Wish.THANKS: "thanks|thank you so much|thx",
    Wish.NOISE: "ok|got it|lol|nice!|stop",
    Wish.WHO: "who are you|what can you do|are you an AI?|who made you|help",
    Wish.QUESTION: "is Alibaba Cloud's revenue true|who said AI replaces programmers|check Alibaba's revenue|help for programmers|who made the model|stop words|no revenue|how does it work",
}
EACH = [(wish, words) for wish, line in WORDS.items() for words in line.split()]
EACH += [(wish, words) for wish, line in ENGLISH.items() for words in line.split("|")]


@pytest.mark.parametrize(("wish", "words"), EACH, ids=[words for _, words in EACH])
def test_short_words_have_a_wish_and_words_of_ones_own_are_a_question(wish: Wish, words: str) -> None:
    """In simplified and traditional Chinese and in English, with any marks around them."""
    assert wish_of(words) is wish
    assert wish_of(f"  {words}!! ") is wish


@pytest.mark.parametrize(
    "words", ["@Yinju_Bot 这是真的吗", "/ask@Yinju_Bot 真的假的", "/check@Yinju_Bot 求证", "/check@Yinju_Bot"]
)
async def test_a_doubt_in_a_reply_checks_the_message_replied_to(open_api: StandIn, words: str) -> None:
    """The verdict is on that message, and goes to who doubted."""
    group, alice, bob = await group_of(open_api)
    doubt = group.send(alice, words, reply_to=group.send(bob, CLAIM))
    verdict = await group.next_bot_message()
    assert REFUTED in verdict.text
    assert verdict.reply_to is doubt


async def test_a_doubt_is_about_the_selected_part_the_caption_or_the_poll(open_api: StandIn) -> None:
    """Each of them is what is checked."""
    group, alice, bob = await group_of(open_api)
    said = group.send(bob, f"早上好。{CLAIM}。大家怎么看？")
    group.send(alice, "@Yinju_Bot 这是真的吗", reply_to=said, quote=CLAIM)
    selected = await group.next_bot_message()
    assert REFUTED in selected.text
    assert "早上好" not in selected.text
    for shown in (group.send_photo(bob, caption=CLAIM), group.send_poll(bob, CLAIM, "是", "否")):
        group.send(alice, "@Yinju_Bot 对不对", reply_to=shown)
        assert REFUTED in (await group.next_bot_message()).text


@pytest.mark.parametrize("words", ["谁说的", "哪篇文章说的", "什么时候的事", "who said that"])
async def test_who_asks_for_the_source_of_a_message_gets_the_place_that_says_it(open_api: StandIn, words: str) -> None:
    """With its document and date, as an answer to that message."""
    group, alice, bob = await group_of(open_api)
    group.send(alice, f"/ask@Yinju_Bot {words}", reply_to=group.send(bob, "阿里云最亮眼的是AI相关收入"))
    answer = await group.next_bot_message()
    assert quotes_in(answer)[0].startswith(ANSWER)
    assert "2025-02-21" in answer.text


@pytest.mark.parametrize(
    ("words", "claim"),
    [
        pytest.param("我在网上看到「电价只涨2.8%」，是真的吗？", "电价只涨2.8%", id="a quoted one that is doubted"),
        pytest.param("听说“会员打8折” 对吗", "会员打8折", id="in other quotation marks"),
        pytest.param("Is it true that Tom voted against it?", "Tom voted against it", id="in English"),
        pytest.param("核 会员打8折", "会员打8折", id="behind a word for it"),
        pytest.param("「水清得看得到底」是谁说的", None, id="who said it is a question"),
        pytest.param("他说“好的呀好”，然后呢？", None, id="how it went on is a question"),
        pytest.param("is it true?", None, id="a doubt about another message"),
    ],
)
def test_a_claim_that_a_doubt_holds_is_checked(words: str, claim: str | None) -> None:
    """Nobody needs to know the command."""
    assert claim_in(words) == claim


async def test_a_full_question_in_a_reply_stays_the_question(open_api: StandIn) -> None:
    """The message replied to is not asked in its place."""
    group, alice, bob = await group_of(open_api)
    group.send(alice, f"@Yinju_Bot {QUESTION}", reply_to=group.send(bob, CLAIM))
    assert quotes_in(await group.next_bot_message())[0].startswith(ANSWER)


async def test_a_doubt_about_an_answer_opens_the_place_of_its_quote(api: StandIn, library: Library) -> None:
    """There one sees who says it, and what comes before and after; a figure alone that is selected means the same."""
    group, alice, bob = await group_of(api)
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    for words, selected in (("真的吗", None), ("出处呢", None), ("真的吗", "13%")):
        group.send(bob, words, reply_to=answer, quote=selected)
        page = await group.next_bot_message()
        assert page.entity_texts("bold") == [library.ask(QUESTION).quotes[0].text]


async def test_a_doubt_about_nothing_says_how_to_point(open_api: StandIn) -> None:
    """In words that name both ways."""
    group, alice, _ = await group_of(open_api)
    group.send(alice, "@Yinju_Bot 这是真的吗")
    assert (await group.next_bot_message()).text.startswith("要核查哪条消息？")


async def test_thanks_in_a_group_get_a_reaction_and_in_private_a_word(api: StandIn) -> None:
    """Nobody is greeted for it."""
    group, alice, bob = await group_of(api)
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    thanks = group.send(bob, "谢谢", reply_to=answer)
    await api.until(lambda: thanks.reactions == ("❤",))
    chat = api.private_chat(alice)
    chat.send(alice, "谢谢")
    assert (await chat.next_bot_message()).text == "不客气，随时问我。"
    seen = chat.send(alice, "明白了")
    await api.until(lambda: seen.reactions == ("👌",))
    assert group.bot_messages == [answer]


async def test_who_the_bot_is_is_told(api: StandIn) -> None:
    """Not a greeting."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, "who are you?")
    assert (await chat.next_bot_message()).text.startswith("I'm Yinju. I answer")


async def test_an_objection_counts_as_a_vote_against_and_asks_why_once(api: StandIn) -> None:
    """In the words of who objected; the reason is kept, and the question becomes thanks."""
    group, alice, bob = await group_of(api)
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    group.send(bob, "不对", reply_to=answer)
    why = await group.next_bot_message()
    assert why.text == "谢谢。哪里不对？"
    assert [row[0].text for row in why.buttons] == ["答错了", "答非所问", "不完整"]
    assert votes_on(answer) == ["👍", "👎 1"]
    await group.press(bob, why, why.callback_data[1]).answered()
    assert (why.text, why.buttons) == ("已记录，谢谢。", ())
    group.send(bob, "不对吧", reply_to=answer)
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    assert quotes_in(await group.next_bot_message())
    assert votes_on(answer) == ["👍", "👎 1"]


async def test_an_objection_in_private_is_to_the_last_answer(api: StandIn) -> None:
    """One need not reply to it; before any answer it only puzzles the bot."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    early = chat.send(alice, "不对")
    await api.until(lambda: early.reactions == ("🤔",))
    chat.send(alice, QUESTION)
    await chat.next_bot_message()
    chat.send(alice, "答非所问")
    assert (await chat.next_bot_message()).text == "谢谢。哪里不对？"
    again = chat.send(alice, "不对")
    await api.until(lambda: again.reactions == ("🤔",))


async def test_a_reason_that_names_no_answer_counts_nowhere(api: StandIn) -> None:
    """Somebody's own program may send any number."""
    group, alice, _ = await group_of(api)
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    group.send(alice, "不对", reply_to=answer)
    why = await group.next_bot_message()
    await group.press(alice, why, "why:wrong:999999", forged=True).answered()
    assert votes_on(answer) == ["👍", "👎 1"]


async def test_an_album_is_answered_once(library: Library) -> None:
    """By its words, wherever they are; without any, it is told once that only text is read."""
    async with StandIn.serve(username="Yinju_Bot") as api, running(api, library):
        alice = api.user("Alice", language_code="zh-hans")
        chat = api.private_chat(alice)
        for number in range(3):
            chat.send_photo(alice, caption=None if number else QUESTION, album="a")
        for _ in range(3):
            chat.send_photo(alice, album="b")
        chat.send(alice, "/settings")
        await api.until(lambda: "设置" in chat.bot_messages[-1].text if chat.bot_messages else False)
        first, second, _ = chat.bot_messages
        assert quotes_in(first)[0].startswith(ANSWER)
        assert second.text.startswith("目前只支持文字")


async def test_bots_and_forwarded_posts_are_never_answered(library: Library) -> None:
    """A linked channel's post that names the bot asks nothing, nor does another bot's message that is delivered."""
    async with StandIn.serve(username="Yinju_Bot", privacy_mode=False) as api, running(api, library):
        group, alice, _ = await group_of(api)
        other = api.user("Other", is_bot=True)
        group.members.append(other)
        for sender, fields in ((other, {}), (alice, {"is_automatic_forward": True})):
            asked = group.send(alice, f"@Yinju_Bot {QUESTION}").wire() | {"from": sender.wire()} | fields
            group.remove(group.messages[-1])
            api.updates[-1]["message"] = asked
        sent = group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
        assert (await group.next_bot_message()).reply_to is sent


def votes_on(answer: Message) -> list[str]:
    """Return what is on the buttons for votes."""
    return [button.text for row in answer.buttons for button in row if button.text[0] in "👍👎"]
