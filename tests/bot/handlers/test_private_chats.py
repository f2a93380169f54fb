"""Private chats."""

from rich.cells import cell_len

from bot.phrases import phrases
from bot.web.preview.standin import StandIn
from retrieval.library import Library
from retrieval.receipt import issue
from tests.bot.quotes import quotes_in

QUESTION = "阿里云哪块收入最亮眼"
QUOTE = "阿里云收入317亿，增速从7%翻倍到13%，最亮眼的是AI相关收入连续6个季度翻倍增长。"


async def test_a_question_gets_quotes_with_their_sources(api: StandIn) -> None:
    """The best quote is open above its short source, with what was asked in bold; the others are folded below it."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    assert quotes_in(answer)[0] == QUOTE
    assert "阿里云收入" in answer.entity_texts("bold")
    lines = answer.text.splitlines()
    assert lines[:2] == [QUOTE, "[1] 《AI重写了阿里所有业务的价值》 · 潘乱 · 2025-02-21 · 原文\u00a0↗"]
    assert [[button.text for button in row] for row in answer.buttons] == [
        ["📖 1", "更多", "👍", "👎", "⋯"],
    ]
    assert answer.reply_to is None


async def test_a_mention_in_a_private_chat_is_no_part_of_the_question(api: StandIn) -> None:
    """As somebody writes it who is used to groups."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, f"@Yinju_Bot {QUESTION}")
    answer = await chat.next_bot_message()
    assert answer.text.startswith(QUOTE)


async def test_an_answer_shows_no_preview_of_a_link(api: StandIn) -> None:
    """The quote is the content; a picture of the page would push it away."""
    alice = api.user("Alice")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    await chat.next_bot_message()
    call = await api.next_call("sendMessage")
    assert call.params["link_preview_options"] == {"is_disabled": True}


async def test_the_book_opens_the_place_of_a_quote_below_the_answer(api: StandIn) -> None:
    """The passage comes with the quote in bold under the document's name and section."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    await chat.press(alice, answer, answer.buttons[0][0].data or "").answered()
    page = await chat.next_bot_message()
    assert page.entity_texts("bold") == [QUOTE]
    head = page.text.splitlines()[:3]
    assert head == [
        "《AI重写了阿里所有业务的价值》 · 潘乱 · 2025-02-21",
        "02 用大白话解读一下阿里最新财报",
        "引文 1 · 第 15/20 段",
    ]


async def test_pages_turn_in_the_same_message(api: StandIn) -> None:
    """▶ shows the next passage in place, ◀ the one before, and no further message comes."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, "/source 2")
    page = await chat.next_bot_message()
    assert [button.text for button in page.buttons[0]] == ["▶"]
    first = page.text
    await chat.press(alice, page, page.buttons[0][0].data or "").answered()
    await api.next_call("editMessageText")
    assert [button.text for button in page.buttons[0]] == ["◀", "▶"]
    assert "第 2/" in page.text
    await chat.press(alice, page, page.buttons[0][0].data or "").answered()
    await api.next_call("editMessageText")
    assert page.text == first
    assert len(chat.bot_messages) == 1


async def test_a_question_without_an_answer_gets_an_honest_no(api: StandIn) -> None:
    """No quote, but what to do next, and 🔔 to hear of it later."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, "Zanzibar qwertz")
    answer = await chat.next_bot_message()
    assert (
        answer.text
        == "资料里没找到答案。\n12 篇资料都没有提到“Zanzibar”、“qwertz”。\n换个说法试试，或看看 /sources 资料列表。"
    )
    assert [[button.text for button in row] for row in answer.buttons] == [["🔔 有新内容时告诉我"]]


async def test_the_nearest_documents_are_buttons(api: StandIn) -> None:
    """They open below; nothing is listed twice."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, "京东总部大楼有几层")
    answer = await chat.next_bot_message()
    assert answer.text.splitlines()[-1] == "看看这些相关资料："
    names = [row[0].text for row in answer.buttons[:-1]]
    assert all(name.startswith("📖 ") and cell_len(name) <= 33 for name in names)
    await chat.press(alice, answer, answer.callback_data[0]).answered()
    assert (await chat.next_bot_message()).text.startswith("《" + answer.buttons[0][0].text[2:12])


async def test_a_word_that_may_be_meant_is_a_button(api: StandIn) -> None:
    """It asks for that word."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, "Deepseak的番茄在巴西有几种做法呀")
    refusal = await chat.next_bot_message()
    assert "你是不是想问“deepseek”？" in refusal.text
    assert refusal.buttons[0][0].text == "🔎 deepseek"
    await chat.press(alice, refusal, refusal.buttons[0][0].data or "").answered()
    assert "deepseek" in quotes_in(await chat.next_bot_message())[0].lower()


async def test_start_says_what_the_bot_does_in_two_lines(api: StandIn) -> None:
    """In the language of the person; in English the second tells why the examples are in Chinese."""
    alice, bob, carol = api.user("A", language_code="en"), api.user("B", language_code="zh-hant"), api.user("C")
    for person, words in ((alice, "Hi, I'm Yinju"), (bob, "你好，我是引據"), (carol, "你好，我是引据")):
        chat = api.private_chat(person)
        chat.send(person, "/start")
        greeting = await chat.next_bot_message()
        assert greeting.text.startswith(words)
        assert len(greeting.text.splitlines()) == 2


async def test_help_says_how_to_ask(api: StandIn) -> None:
    """With the bot's own name in the command for groups."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, "/help")
    shown = await chat.next_bot_message()
    assert "/ask@Yinju_Bot question" in shown.text
    assert len(shown.text.splitlines()) == 5
    assert [[button.text for button in row] for row in shown.buttons] == [["Ask", "Check"], ["Groups", "Privacy"]]


async def test_the_tabs_of_help_edit_the_message(api: StandIn) -> None:
    """Each is marked while it is shown, and leads back."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, "/help")
    shown = await chat.next_bot_message()
    whole = shown.text
    for at, (tab, words) in enumerate(
        {"ask": "追问", "check": "✅ 与资料一致", "groups": "/ask@", "privacy": "14 天"}.items()
    ):
        await chat.press(alice, shown, f"help:{tab}").answered()
        assert words in shown.text or tab == "ask"
        assert shown.buttons[at // 2][at % 2].text.startswith("✓ ")
    await chat.press(alice, shown, "help:").answered()
    assert shown.text == whole
    assert chat.bot_messages == [shown]


async def test_a_wide_slash_begins_a_command(api: StandIn) -> None:
    """Telegram takes it for none; a command that there is not is told as well, and what is none is a question."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)

    async def answer(text: str) -> str:
        chat.send(alice, text)
        return (await chat.next_bot_message()).text

    for line in ("/sources", "/source 99", "/nothing", f"/ask {QUESTION}", "/check@yinju_bot 阿里云收入增长24%"):
        assert await answer(f"／{line[1:]}") == await answer(line)
    assert "阿里云收入" in await answer(f"／{QUESTION}")


async def test_sources_lists_every_document(api: StandIn) -> None:
    """Numbered, with publisher and date."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.send(alice, "/sources")
    lines = (await chat.next_bot_message()).text.splitlines()
    assert lines[0] == "共 12 篇资料："
    assert len(lines) == 13
    assert lines[2] == "2. 《长久以来,AI技术常被寄予厚望,期待其能颠覆应用…》 · 周天财经"
    assert lines[4] == "4. 《英伟达要感谢「双11」,电商或撑起AI落地半边天》 · 雷峰网 · 2025-11-10"


async def test_ask_takes_its_question_from_the_command_or_from_the_message_replied_to(api: StandIn) -> None:
    """Both get the same answer, and /ask alone asks back."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    question = chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    chat.send(alice, f"/ask {QUESTION}")
    assert (await chat.next_bot_message()).text == answer.text
    chat.send(alice, "/ask", reply_to=question)
    assert (await chat.next_bot_message()).text == answer.text
    chat.send(alice, "/ask")
    assert (await chat.next_bot_message()).text.startswith("What would you like to know?")


async def test_what_cannot_be_searched_gets_a_sentence(api: StandIn) -> None:
    """Signs, a far too long question, a command or a source that there is not, a picture."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    for text, words in (
        ("？！", "There is nothing to search for"),
        ("云" * 4000, "Your question has 4000 characters"),
        ("/nonsense", "There is no command /nonsense"),
        ("/source zanzibar", phrases("en").errors["SourceUnnamed"].format(name="zanzibar")),
        ("/source 三場硬仗", "“三場硬仗,阿里進擊”"),
        ("/source 99", "There is no document 99; choose one from 1 to 12. /sources lists them."),
        ("/source 第99篇", "There is no document 99"),
        ("/source document 99", "There is no document 99"),
    ):
        chat.send(alice, text)
        assert (await chat.next_bot_message()).text.startswith(words)
    speech = phrases("en")
    for send in (chat.send_photo, chat.send_voice, chat.send_sticker):
        send(alice)
        said = [speech.text_only, speech.picture_words] if send == chat.send_photo else [speech.text_only]
        assert (await chat.next_bot_message()).text.splitlines() == said
    chat.send_photo(alice, caption=QUESTION)
    assert quotes_in(await chat.next_bot_message())


async def test_a_long_paste_can_be_checked(api: StandIn, library: Library) -> None:
    """It is too long for a question, but people paste articles."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    quote = library.ask(QUESTION).quotes[0].text
    pasted = chat.send(alice, quote + "！" * 2000)
    offer = await chat.next_bot_message()
    assert offer.reply_to is pasted
    assert [[button.text for button in row] for row in offer.buttons] == [["⚖️ Check it"]]
    await chat.press(alice, offer, offer.callback_data[0]).answered()
    assert quote in (await chat.next_bot_message()).text


async def test_a_button_whose_place_is_gone_says_so(api: StandIn) -> None:
    """A forged or stale receipt opens an alert, and the bot goes on."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    gone = issue("gone.txt", "0" * 64, 0, 5, "words")
    for place, words in ((gone, "no longer among the documents"), ("nonsense", "not a reference code")):
        told = await chat.press(alice, answer, f"read:{place}", forged=True).answered()
        assert told["show_alert"]
        assert words in told["text"]


async def test_the_menu_has_the_commands_in_the_language_of_the_person(api: StandIn) -> None:
    """English for everybody, Chinese for those who use Telegram in it."""
    for code, about in (("", "List of documents"), ("zh", "资料列表")):
        assert about in [command["description"] for command in api.commands(language_code=code)]


async def test_help_in_a_private_chat_says_whether_mentions_in_groups_are_seen(api: StandIn, open_api: StandIn) -> None:
    """With privacy mode on, and with it off."""
    for standin, words in (
        (api, phrases("en").privacy_on),
        (open_api, phrases("en").privacy_off),
    ):
        alice = standin.user("Alice", language_code="en")
        chat = standin.private_chat(alice)
        chat.send(alice, "/help")
        shown = await chat.next_bot_message()
        await chat.press(alice, shown, "help:groups").answered()
        assert words.format(username=standin.username) in shown.text
