"""The beginning: /start, its questions, and links into the material."""

import pytest

from bot.phrases import LANGUAGES, Language, phrases
from bot.replies.start import LONGEST_QUESTION
from bot.starters import find_starters
from bot.web.preview.standin import StandIn
from retrieval.language.fold import fold
from retrieval.library import Library
from retrieval.receipt import issue
from tests.bot.conftest import running
from tests.bot.quotes import quotes_in
from tests.conftest import LibraryOf

CANTEEN = "食堂的规矩\n\n食堂每天中午开门，周末休息。\n\n员工凭卡吃饭。\n"
LEAVE = "# 请假办法\n\n## 年假\n\n工作满一年的员工有5天年假。\n\n## 病假\n\n病假要有医院的证明。\n"
RIDERS = "骑手每天送餐四十单。去年骑手收入增长了12%。"


async def test_start_offers_three_questions_that_are_answered_when_pressed(api: StandIn) -> None:
    """The answer says what was asked, and what is asked next is understood by it."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.start(alice)
    greeting = await chat.next_bot_message()
    assert [len(row) for row in greeting.buttons] == [1, 1, 1]
    for (button,) in greeting.buttons:
        await chat.press(alice, greeting, button.data or "").answered()
        answer = await chat.next_bot_message()
        assert answer.entity_texts("bold")[0] == button.text == answer.text.splitlines()[0]
        assert quotes_in(answer)
    assert len({button.text for (button,) in greeting.buttons}) == 3


async def test_a_question_to_begin_with_works_after_a_restart(library: Library) -> None:
    """Its button holds all of it; 更多 under its answer as well."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        async with running(api, library):
            chat.start(alice)
            greeting = await chat.next_bot_message()
        async with running(api, library):
            await chat.press(alice, greeting, greeting.callback_data[1]).answered()
            answer = await chat.next_bot_message()
            await chat.press(alice, answer, "more:3").answered()
            assert "\n[4] " in (await chat.next_bot_message()).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_are_answered_by_what_they_were_drawn_from(library: Library, language: Language) -> None:
    """Three of the shipped documents, short enough for a button, the same every time, each with a figure in its answer."""
    questions = find_starters(library, phrases(language))
    assert questions == find_starters(library, phrases(language))
    assert len(questions) == 3
    best = [library.ask(question).quotes[0] for question in questions]
    assert len({quote.document for quote in best}) == 3
    for question, quote in zip(questions, best, strict=True):
        assert len(question.encode()) <= LONGEST_QUESTION
        before = fold(question.partition("多少")[0])
        assert before in fold(quote.text)
        assert fold(quote.text).partition(before)[2][0].isdigit()


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_folder_has_its_own_questions(library_of: LibraryOf, language: Language) -> None:
    """Figures first, from sentences that stand by themselves; then headings and titles; each is answered."""
    speech = phrases(language)
    library = library_of(canteen__txt=CANTEEN, leave__md=LEAVE, riders__txt=RIDERS)
    questions = find_starters(library, speech)
    riders, rules = (
        ("騎手每天送餐多少單？", "食堂的規矩") if language == "zh-hant" else ("骑手每天送餐多少单？", "食堂的规矩")
    )
    assert questions == (
        riders,
        speech.starter_about.format(topic=rules),
        speech.starter_about.format(topic="年假"),
    )
    assert [bool(library.ask(question).quotes) for question in questions] == [True] * 3


def test_a_folder_with_little_in_it_offers_what_there_is(library_of: LibraryOf) -> None:
    """One question, or none: nothing is offered that is not answered."""
    assert find_starters(library_of(a__txt="云收入增长了34%。"), phrases("en")) == ("云收入增长了多少？",)
    assert find_starters(library_of(a__txt="的了在是。"), phrases("en")) == ()


async def test_a_greeting_without_questions_is_just_a_greeting(library_of: LibraryOf) -> None:
    """Two lines, no buttons."""
    async with StandIn.serve() as api, running(api, library_of(a__txt="的了在是。")):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        chat.start(alice)
        greeting = await chat.next_bot_message()
        assert len(greeting.text.splitlines()) == 2
        assert greeting.buttons == ()


async def test_a_link_opens_a_quote_or_a_source(api: StandIn, library: Library) -> None:
    """https://t.me/BOT?start=r-RECEIPT, with the receipt of a quote or of a document's opening."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    quote = library.ask("阿里云收入增长了多少").quotes[0]
    chat.start(alice, f"r-{quote.receipt}")
    assert (await chat.next_bot_message()).entity_texts("bold") == [quote.text]
    chat.start(alice, f"r-{library.opening(8)}")
    assert (await chat.next_bot_message()).text.startswith("《三場硬仗,阿里進擊》")


async def test_a_link_that_leads_nowhere_says_so_or_greets(api: StandIn) -> None:
    """A place that is gone is told; what is no place begins as without it."""
    alice = api.user("Alice", language_code="en")
    chat = api.private_chat(alice)
    gone = issue("gone.txt", "0" * 64, 0, 5, "words")
    for parameter, words in (
        (f"r-{gone}", "The file this came from is no longer among the documents. /sources lists the documents."),
        ("r-nonsense", "“nonsense” is not a reference code"),
        ("r-", "“” is not a reference code"),
        ("friend", "Hi, I'm Yinju"),
    ):
        chat.start(alice, parameter)
        assert (await chat.next_bot_message()).text.startswith(words)
