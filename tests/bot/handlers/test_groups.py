"""Groups: nothing unless somebody asks, and then a reply."""

from bot.web.preview.standin import Group, PrivateChat, StandIn, User
from retrieval.library import Library
from tests.bot.quotes import quotes_in

QUESTION = "阿里云哪块收入最亮眼"
ANSWER = "阿里云收入317亿"


def group_of(api: StandIn) -> tuple[Group, User, User]:
    """Return a group with two people and the bot."""
    alice, bob = api.user("Alice", language_code="zh-hans"), api.user("Bob", language_code="en")
    group = api.group("买手群", members=[alice, bob])
    group.add_bot(by=alice, earlier=True)
    return group, alice, bob


async def test_ask_in_a_group_is_answered_as_a_quiet_reply(api: StandIn) -> None:
    """To the message that asked, without waking everybody."""
    group, alice, _ = group_of(api)
    sent = group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    assert ANSWER in answer.text
    assert answer.reply_to == sent
    assert answer.silent


async def test_ask_as_a_reply_asks_what_somebody_said(api: StandIn) -> None:
    """The message replied to is the question, or the part of it that was selected; the answer goes to who asked."""
    group, alice, bob = group_of(api)
    said = group.send(bob, f"谁知道{QUESTION}，还有骑手住房")
    command = group.send(alice, "/ask@Yinju_Bot", reply_to=said)
    answer = await group.next_bot_message()
    assert answer.reply_to == command
    group.send(alice, "/ask@Yinju_Bot", reply_to=said, quote=QUESTION)
    assert quotes_in(await group.next_bot_message())[0].startswith(ANSWER)


async def test_a_reply_to_the_bot_is_a_question(api: StandIn) -> None:
    """No command is needed."""
    group, alice, bob = group_of(api)
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    sent = group.send(bob, "淘宝问问有多少人用过", reply_to=answer)
    second = await group.next_bot_message()
    assert "500万" in second.text
    assert second.reply_to == sent


async def test_a_mention_is_a_question_where_telegram_delivers_it(open_api: StandIn) -> None:
    """In any letter case; a mention alone, as a reply, asks what somebody said."""
    group, alice, bob = group_of(open_api)
    group.send(alice, f"@yinju_bot {QUESTION}")
    assert ANSWER in (await group.next_bot_message()).text
    said = group.send(bob, QUESTION)
    group.send(alice, "@YINJU_BOT", reply_to=said)
    assert ANSWER in (await group.next_bot_message()).text


async def test_a_wide_slash_asks_where_telegram_delivers_it(open_api: StandIn) -> None:
    """In a message, an edited one and under a picture; a command of another bot is left to that."""
    group, alice, bob = group_of(open_api)
    sent = group.send(alice, f"／ask {QUESTION}")
    answer = await group.next_bot_message()
    assert ANSWER in answer.text
    assert answer.reply_to == sent
    group.send_photo(bob, caption=f"／ask@yinju_bot {QUESTION}")
    assert ANSWER in (await group.next_bot_message()).text
    said = group.send(bob, "大家好")
    group.send(bob, f"／ask@other_bot {QUESTION}")
    group.send(bob, f"／{QUESTION}")
    group.edit(bob, said, f"／ask {QUESTION}")
    answer = await group.next_bot_message()
    assert answer.reply_to == said
    assert ANSWER in answer.text


async def test_words_under_a_picture_ask_as_well(open_api: StandIn) -> None:
    """By a mention, as a reply to the bot, and by /ask, with the command or with the message replied to."""
    group, alice, bob = group_of(open_api)
    group.send_photo(alice, caption=f"@yinju_bot {QUESTION}")
    answer = await group.next_bot_message()
    assert ANSWER in answer.text
    group.send_photo(bob, caption="淘宝问问有多少人用过", reply_to=answer)
    assert "500万" in (await group.next_bot_message()).text
    sent = group.send_photo(bob, caption=f"/ASK@yinju_bot {QUESTION}")
    answer = await group.next_bot_message()
    assert ANSWER in answer.text
    assert answer.reply_to == sent
    said = group.send(bob, QUESTION)
    group.send_photo(alice, caption="/ask", reply_to=said)
    assert ANSWER in (await group.next_bot_message()).text


async def test_ask_under_a_picture_reaches_the_bot_in_privacy_mode(api: StandIn) -> None:
    """In a group by the bot's name, in a private chat as it is."""
    group, alice, _ = group_of(api)
    group.send_photo(alice, caption=f"/ask@Yinju_Bot {QUESTION}")
    assert ANSWER in (await group.next_bot_message()).text
    chat = api.private_chat(alice)
    chat.send_photo(alice, caption=f"/ask {QUESTION}")
    assert ANSWER in (await chat.next_bot_message()).text


async def test_the_bot_is_silent_unless_it_is_asked(open_api: StandIn) -> None:
    """Talk, questions to all, replies among people, other bots' commands, unknown commands and pictures get nothing."""
    group, alice, bob = group_of(open_api)
    said = group.send(bob, QUESTION)
    group.send(alice, "我也想知道", reply_to=said)
    group.send(alice, "/ask@other_bot 什么")
    group.send(alice, "/nonsense")
    group.send(alice, "@yinju_bot_fan 你好")
    group.send_photo(bob, caption=QUESTION)
    group.send_photo(bob, caption=f"/ask@other_bot {QUESTION}")
    group.send_photo(bob, caption=f"看 /ask {QUESTION}")
    group.send_photo(bob)
    # What comes next is the answer to what is asked next, so that nothing was said before it.
    asked = group.send(alice, "/ask@Yinju_Bot 淘宝问问有多少人用过")
    answer = await group.next_bot_message()
    assert answer.reply_to == asked
    assert group.bot_messages == [answer]


async def test_a_command_of_somebody_elses_is_no_question(open_api: StandIn) -> None:
    """Not even as a reply to the bot, in a text or under a picture."""
    group, alice, bob = group_of(open_api)
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    group.send(bob, f"/nonsense {QUESTION}", reply_to=answer)
    group.send_photo(bob, caption=f"/nonsense {QUESTION}", reply_to=answer)
    asked = group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    assert (await group.next_bot_message()).reply_to == asked


async def test_an_answer_stays_in_its_topic(api: StandIn) -> None:
    """A question in a topic of a forum is answered there."""
    alice = api.user("Alice")
    forum = api.group("论坛", members=[alice], forum=True)
    forum.add_bot(by=alice, earlier=True)
    topic = forum.create_topic("财报", by=alice)
    forum.send(alice, f"/ask@Yinju_Bot {QUESTION}", thread_id=topic)
    answer = await forum.next_bot_message()
    assert answer.thread_id == topic
    await forum.press(alice, answer, answer.buttons[0][0].data or "").answered()
    assert (await forum.next_bot_message()).thread_id == topic


async def test_an_answer_in_the_general_topic_names_no_topic(api: StandIn) -> None:
    """Telegram refuses its number; the greeting stands there as well."""
    alice = api.user("Alice")
    forum = api.group("论坛", members=[alice], forum=True)
    forum.create_topic("财报", by=alice)
    forum.add_bot(by=alice)
    assert (await forum.next_bot_message()).thread_id is None
    sent = forum.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await forum.next_bot_message()
    assert (answer.reply_to, answer.thread_id) == (sent, None)


async def test_a_reply_to_a_page_or_a_list_is_a_plain_question(api: StandIn, library: Library) -> None:
    """Earlier questions belong to answers only."""
    group, alice, bob = group_of(api)
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    await group.press(bob, answer, answer.buttons[0][0].data or "").answered()
    page = await group.next_bot_message()
    group.send(bob, "/sources@Yinju_Bot")
    listed = await group.next_bot_message()
    alone = [quote.text for quote in library.ask("那利润呢", most=2).quotes]
    for message in (page, listed):
        group.send(bob, "那利润呢", reply_to=message)
        assert quotes_in(await group.next_bot_message()) == alone


async def test_many_people_at_once_each_get_their_own_answer(api: StandIn, library: Library) -> None:
    """As a reply to their own question, in the order in which they asked."""
    people = [api.user(f"P{number}", language_code="zh-hans") for number in range(8)]
    group = api.group("群", members=people)
    group.add_bot(by=people[0], earlier=True)
    questions = (QUESTION, "淘宝问问有多少人用过")
    first = [library.ask(question).quotes[0].text for question in questions]
    sent = [group.send(person, f"/ask@Yinju_Bot {questions[n % 2]}") for n, person in enumerate(people)]
    for number, question in enumerate(sent):
        answer = await group.next_bot_message()
        assert answer.reply_to == question
        assert quotes_in(answer)[0] == first[number % 2]


async def test_anybody_may_read_on(api: StandIn) -> None:
    """A button under an answer is for everybody, in the language of who presses it."""
    group, alice, bob = group_of(api)
    group.send(alice, f"/ask@Yinju_Bot {QUESTION}")
    answer = await group.next_bot_message()
    await group.press(bob, answer, answer.buttons[0][0].data or "").answered()
    page = await group.next_bot_message()
    assert page.reply_to == answer
    assert "Passage 15 of 20" in page.text


async def test_help_says_whether_mentions_are_seen(api: StandIn) -> None:
    """So that nobody waits for an answer that cannot come, in the group and in a private chat."""
    group, _, bob = group_of(api)
    for chat in (group, api.private_chat(bob)):
        assert "can't see ordinary messages or @mentions" in await groups_tab(chat, bob)


async def test_help_where_mentions_are_seen(open_api: StandIn, api: StandIn) -> None:
    """With privacy mode off, in the group and in a private chat; or in a group where the bot is an administrator."""
    group, _, bob = group_of(open_api)
    chats: list[Group | PrivateChat] = [group, open_api.private_chat(bob)]
    group, _, bob = group_of(api)
    group.promote_bot()
    for chat in (*chats, group):
        assert "see @mentions and answer them" in await groups_tab(chat, chat.members[-1])


async def groups_tab(chat: Group | PrivateChat, person: User) -> str:
    """Return what /help tells of groups."""
    chat.send(person, "/help@Yinju_Bot")
    shown = await chat.next_bot_message()
    await chat.press(person, shown, "help:groups").answered()
    return shown.text
