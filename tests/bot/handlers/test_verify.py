"""/verify and ✔: whether what an answer quoted still stands in the documents."""

from pathlib import Path

import pytest

from bot.web.preview.standin import StandIn
from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.bot.conftest import running
from tests.bot.handlers.test_read import button
from tests.bot.quotes import quotes_in

QUESTION = "阿里云收入增长了多少"
SENTENCE = "星海科技全年收入398亿元。"
OTHERS = "".join(f"骑手第{number}天送了{number}单。\n" for number in range(11, 19))


async def test_a_receipt_is_verified_from_a_citation_from_a_reply_and_in_capitals(api: StandIn) -> None:
    """Unchanged, with the quote and its 📖; anything else gets a sentence."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    await chat.press(alice, answer, answer.callback_data[0]).answered()
    citation = button(await chat.next_bot_message(), "📋").copy_text or ""
    receipt = citation.rpartition(" ")[2]
    pasted = chat.send(alice, f"见 {citation}")
    await chat.next_bot_message()
    chat.send(alice, "/verify", reply_to=pasted)
    told = await chat.next_bot_message()
    quote = quotes_in(answer)[0]
    assert told.text.startswith(f"Unchanged: the quote is still in place.\n\n{quote}\n[1] ")
    assert told.callback_data == [f"read:{receipt}"]
    for typed in (receipt.upper(), citation):
        chat.send(alice, f"/verify {typed}")
        assert (await chat.next_bot_message()).text == told.text
    chat.send(alice, "/verify", reply_to=answer)
    assert (await chat.next_bot_message()).text.startswith("Write a reference code after /verify")
    for typed, words in (
        ("/verify", "Write a reference code after /verify"),
        ("/verify abc", "“abc” is not a reference code"),
    ):
        chat.send(alice, typed)
        assert (await chat.next_bot_message()).text.startswith(words)


async def test_the_button_under_an_opened_quote_tells_its_state_in_a_window(api: StandIn) -> None:
    """Only where a quote is marked: a page that is turned to, or a document, quotes nothing."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    chat.send(alice, QUESTION)
    answer = await chat.next_bot_message()
    await chat.press(alice, answer, answer.callback_data[0]).answered()
    page = await chat.next_bot_message()
    told = await chat.press(alice, page, button(page, "✔").data or "").answered()
    assert (told["text"], told["show_alert"]) == ("Unchanged: the quote is still in place.", True)
    assert chat.bot_messages == [answer, page]
    await chat.press(alice, page, button(page, "▶").data or "").answered()
    assert [found.text for found in page.buttons[0]] == ["◀", "▶"]
    forged = await chat.press(alice, page, "verify:nonsense", forged=True).answered()
    assert forged["text"].startswith("“nonsense” is not a reference code")


@pytest.mark.parametrize(
    ("before", "after", "words", "shown"),
    [
        (SENTENCE, f"公司很忙。{SENTENCE}", "Moved: the text is the same, in another place.", SENTENCE),
        (
            SENTENCE,
            "星海科技全年收入402亿元。",
            "Changed: the text there is different now.",
            "星海科技全年收入402亿元。",
        ),
        (OTHERS + SENTENCE, "骑手很忙。", "Removed: the text is no longer in the documents.", None),
    ],
    ids=["moved", "changed", "gone"],
)
async def test_words_that_no_longer_stand_where_they_stood(
    tmp_path: Path, before: str, after: str, words: str, shown: str | None
) -> None:
    """The button says so and shows what stands there now, with the 📖 that opens it; /verify says the same."""
    (tmp_path / "a.txt").write_text(before, "utf-8")
    library = Library.read(FolderReader(tmp_path), Analyzer())
    (quote,) = library.ask("星海科技全年收入多少", most=1).quotes
    (tmp_path / "a.txt").write_text(after, "utf-8")
    async with StandIn.serve(username="Yinju_Bot") as api, running(api, library.reread()):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.send(alice, f"/start r-{quote.receipt}")
        page = await chat.next_bot_message()
        told = await chat.press(alice, page, button(page, "✔").data or "").answered()
        assert told["text"] == words
        if shown:
            below = await chat.next_bot_message()
            assert quotes_in(below) == [shown]
            await chat.press(alice, below, below.callback_data[0]).answered()
            assert shown in (await chat.next_bot_message()).entity_texts("bold")
        chat.send(alice, f"/verify {quote.receipt}")
        assert (await chat.next_bot_message()).text.startswith(words)
