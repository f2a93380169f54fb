"""Chats without the bot as a member: quotes to choose while typing, and one as a guest."""

import pytest

from bot.web.preview.standin import StandIn
from retrieval.library import Library
from tests.bot.quotes import quotes_in

QUESTION = "阿里云哪块收入最亮眼"
CLAIM = "阿里云这季度收入同比增长24%"
MARKED = "阿里云这季度收入同比增长✅24%❌"
QUOTE = "阿里云收入317亿，增速从7%翻倍到13%，最亮眼的是AI相关收入连续6个季度翻倍增长。"
CITED = "《AI重写了阿里所有业务的价值》 · 潘乱 · 2025-02-21"


async def test_quotes_are_offered_while_somebody_types(api: StandIn, library: Library) -> None:
    """Up to ten, best first, each with the words that matched above their source, under ids of their own."""
    alice = api.user("Alice", language_code="zh-hans")
    results = (await api.inline_query(alice, QUESTION).answered())["results"]
    assert 3 < len(results) == len({result["id"] for result in results}) <= 10
    assert results[0]["title"] == QUOTE
    assert results[0]["description"] == CITED
    best = library.ask(QUESTION, most=10).quotes
    for result, quote in zip(results, best, strict=True):
        assert quote.text in result["input_message_content"]["message_text"].replace("<b>", "").replace("</b>", "")


async def test_choosing_one_posts_the_quote_with_its_citation(api: StandIn) -> None:
    """In somebody's name, in a group that the bot is not in; 📖 leads to its place in the bot's own chat."""
    alice = api.user("Alice", language_code="zh-hans")
    group = api.group("群", members=[alice])
    query = api.inline_query(alice, QUESTION)
    answer = await query.answered()
    posted = group.choose(query)
    assert quotes_in(posted) == [QUOTE]
    assert posted.text.splitlines()[1].startswith(CITED)
    ((book,),) = posted.buttons
    assert (book.text, book.url) == ("📖 看上下文", f"https://t.me/Yinju_Bot?start=r-{answer['results'][0]['id']}")
    assert posted.link_preview == {"is_disabled": True}


async def test_the_book_under_a_posted_quote_opens_its_place(api: StandIn) -> None:
    """For whoever touches it, in the bot's own chat with that person."""
    alice, bob = api.user("Alice", language_code="zh-hans"), api.user("Bob", language_code="zh-hans")
    query = api.inline_query(alice, QUESTION)
    await query.answered()
    posted = api.group("群", members=[alice, bob]).choose(query)
    chat = api.private_chat(bob)
    chat.start(bob, (posted.buttons[0][0].url or "").partition("?start=")[2])
    page = await chat.next_bot_message()
    assert page.entity_texts("bold") == [QUOTE]
    assert "第 15/20 段" in page.text


async def test_results_are_kept_for_nobody(api: StandIn) -> None:
    """The same words of somebody else, or of the same person again, are answered anew, in Each user's language."""
    alice, bob = api.user("Alice", language_code="en"), api.user("Bob", language_code="zh-hant")
    said = []
    for person in (alice, bob, alice):
        query = api.inline_query(person, "Zanzibar qwertz")
        answer = await query.answered()
        assert (answer["is_personal"], answer["cache_time"], query.from_cache) == (True, 0, False)
        said.append(answer["button"]["text"])
    assert said == [
        "I found no answer in the documents.",
        "資料裡找不到答案。",
        "I found no answer in the documents.",
    ]


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        pytest.param("", "Type a question after @Yinju_Bot, or “check” and a sentence.", id="nothing yet"),
        pytest.param("  ", "Type a question after @Yinju_Bot, or “check” and a sentence.", id="blanks"),
        pytest.param("??", "There is nothing to search for in this; please ask in words.", id="no words"),
        pytest.param("你好", "Type a question after @Yinju_Bot, or “check” and a sentence.", id="small talk"),
        pytest.param("“桑给巴尔”", "“桑给巴尔” doesn't appear in the documents.", id="a phrase that stands nowhere"),
    ],
)
async def test_a_line_in_place_of_results_says_why_there_are_none(api: StandIn, typed: str, line: str) -> None:
    """It leads to the bot's own chat; nothing can be posted by mistake."""
    answer = await api.inline_query(api.user("Alice", language_code="en"), typed).answered()
    assert answer["results"] == []
    assert answer["button"]["start_parameter"] == "inline"
    assert answer["button"]["text"] == line


@pytest.mark.parametrize("typed", ["核 ", "核查：", "check "])
async def test_a_verdict_is_offered_to_post(api: StandIn, typed: str) -> None:
    """With what the documents say instead, and the quote that proves it; the quotes by themselves below."""
    alice = api.user("Alice", language_code="zh-hans")
    group = api.group("群", members=[alice])
    query = api.inline_query(alice, f"{typed}{CLAIM}")
    results = (await query.answered())["results"]
    assert results[0]["title"] == "❌ 原话“24%”，资料为“34%”。"
    assert "34%" in results[1]["title"]
    posted = group.choose(query)
    assert posted.text.splitlines()[0] == MARKED
    assert "34%" in posted.entity_texts("expandable_blockquote")[0]
    assert (posted.buttons[0][0].url or "").startswith("https://t.me/Yinju_Bot?start=r-")


async def test_a_claim_that_the_documents_confirm_or_do_not_mention(api: StandIn) -> None:
    """✅ and ❔."""
    alice = api.user("Alice", language_code="zh-hans")
    for claim, sign in (("阿里云收入增长34%", "✅"), ("长颈鹿的脖子有2米长", "❔")):
        results = (await api.inline_query(alice, f"核 {claim}").answered())["results"]
        assert results[0]["title"].startswith(sign)
    # It is posted where nobody has a list of documents.
    assert "/sources" not in results[0]["input_message_content"]["message_text"]


async def test_a_miss_offers_the_nearest_documents(api: StandIn) -> None:
    """To post, with a button that opens them."""
    alice = api.user("Alice", language_code="zh-hans")
    query = api.inline_query(alice, "京东总部大楼有几层")
    answer = await query.answered()
    assert answer["button"]["text"] == "资料里没找到答案。"
    assert answer["results"][0]["description"] == "看看这些相关资料："
    posted = api.group("群", members=[alice]).choose(query)
    assert (posted.buttons[0][0].url or "").startswith("https://t.me/Yinju_Bot?start=r-")


async def test_a_receipt_offers_its_quote(api: StandIn, library: Library) -> None:
    """As the button to share one does."""
    alice = api.user("Alice", language_code="zh-hans")
    receipts = [quote.receipt for quote in library.ask(QUESTION).quotes]
    results = (await api.inline_query(alice, " ".join(receipts)).answered())["results"]
    assert [result["id"] for result in results] == receipts


async def test_a_guest_gives_a_verdict_on_the_message_replied_to(api: StandIn) -> None:
    """In a chat where the bot is no member."""
    alice, bob = api.user("Alice", language_code="zh-hans"), api.user("Bob")
    group = api.group("群", members=[alice, bob])
    said = group.send(bob, CLAIM)
    for words in ("@Yinju_Bot 这是真的吗", "@Yinju_Bot 核查"):
        asked = group.send(alice, words, reply_to=said)
        answer = await group.guest_query(asked).answered()
        assert answer.text.splitlines()[:1] == [MARKED]
    asked = group.send(alice, f"@Yinju_Bot 核 {CLAIM}")
    assert "资料为“34%”" in (await group.guest_query(asked).answered()).text


async def test_the_line_leads_to_a_greeting(api: StandIn) -> None:
    """Whoever presses it comes to /start with the parameter."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.start(alice, "inline")
    assert (await chat.next_bot_message()).text.startswith("Hi, I'm Yinju")


async def test_a_quote_that_was_posted_is_no_question(open_api: StandIn) -> None:
    """Neither in the bot's own chat nor in a group where it sees everything, not even as a reply to it."""
    alice = open_api.user("Alice", language_code="en")
    query = open_api.inline_query(alice, QUESTION)
    await query.answered()
    group = open_api.group("群", members=[alice])
    group.add_bot(by=alice, earlier=True)
    for chat in (open_api.private_chat(alice), group):
        chat.choose(query)
        chat.send(alice, "/help@Yinju_Bot")
        await open_api.until(lambda chat=chat: any("How to use Yinju" in m.text for m in chat.bot_messages))  # type: ignore[misc]
        assert not any(QUOTE in message.text for message in chat.bot_messages)


async def test_a_late_answer_is_no_error(api: StandIn, caplog: pytest.LogCaptureFixture) -> None:
    """The person typed on, and has asked anew by then."""
    alice = api.user("Alice", language_code="en")
    late = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    api.fail_next("answerInlineQuery", status=400, description=late)
    api.inline_query(alice, QUESTION[:3])
    await api.next_call("answerInlineQuery")
    assert (await api.inline_query(alice, QUESTION).answered())["results"]
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


async def test_a_guest_answers_once_with_the_best_quote(api: StandIn) -> None:
    """Somebody mentions it, in any letter case, in a group that it is not in; it answers in that person's language."""
    alice = api.user("Alice", language_code="zh-hans")
    group = api.group("群", members=[alice])
    sent = group.send(alice, f"@yinju_BOT {QUESTION}")
    answer = await group.guest_query(sent).answered()
    assert quotes_in(answer) == [QUOTE]
    assert answer.text.splitlines()[1].startswith(CITED)
    assert (answer.buttons[0][0].url or "").startswith("https://t.me/Yinju_Bot?start=r-")
    assert group.bot_messages == [answer]
    assert [call.method for call in api.calls if call.method.startswith(("send", "answer"))] == ["answerGuestQuery"]


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        pytest.param("@Yinju_Bot", "Type a question after @Yinju_Bot, or “check” and a sentence.", id="nothing asked"),
        pytest.param("@Yinju_Bot Zanzibar qwertz", "I found no answer in the documents.", id="no answer"),
        pytest.param("@Yinju_Bot " + "云" * 3000, "Your question has 3000 characters", id="too long"),
    ],
)
async def test_a_guest_that_has_no_quote_says_so(api: StandIn, asked: str, answer: str) -> None:
    """It answers in any case, because it was called by name."""
    alice = api.user("Alice", language_code="en")
    group = api.group("群", members=[alice])
    assert (await group.guest_query(group.send(alice, asked)).answered()).text.startswith(answer)


async def test_a_guest_asked_by_a_reply_takes_the_message_replied_to(api: StandIn) -> None:
    """A mention alone asks what somebody said."""
    alice, bob = api.user("Alice"), api.user("Bob")
    group = api.group("群", members=[alice, bob])
    sent = group.send(alice, "@Yinju_Bot", reply_to=group.send(bob, QUESTION))
    assert quotes_in(await group.guest_query(sent).answered()) == [QUOTE]
