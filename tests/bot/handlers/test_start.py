"""The beginning: /start, its questions, and links into the material."""

import pytest

from bot.phrases import LANGUAGES, Language, phrases
from bot.replies.start import MAX_DATA_BYTES
from bot.replies.timeline import MIN_ANSWERED_FIGURES
from bot.starters import find_starters, questions_about
from bot.web.preview.standin import Button, Chat, Message, StandIn, User
from retrieval.language.fold import fold
from retrieval.library import Library
from retrieval.receipt import issue
from tests.bot.conftest import running
from tests.bot.quotes import quotes_in
from tests.conftest import LibraryOf

CANTEEN = "食堂的规矩\n\n食堂每天中午开门，周末休息。\n\n员工凭卡吃饭。\n"
LEAVE = "# 请假办法\n\n## 年假\n\n工作满一年的员工有5天年假。\n\n## 病假\n\n病假要有医院的证明。\n"
RIDERS = "骑手每天送餐四十单。去年骑手收入增长了12%。"


async def test_start_offers_a_question_a_claim_a_timeline_and_the_documents(api: StandIn) -> None:
    """In two lines and four buttons, each of which does what it says."""
    alice = api.user("Alice", language_code="zh-hans")
    chat = api.private_chat(alice)
    chat.start(alice)
    greeting = await chat.next_bot_message()
    assert len(greeting.text.splitlines()) == 2
    question, claim, timeline, documents = (row[0] for row in greeting.buttons)
    answer = await pressed(chat, alice, greeting, question)
    assert answer.entity_texts("bold")[0] == question.text == answer.text.splitlines()[0]
    assert quotes_in(answer)
    verdict = await pressed(chat, alice, greeting, claim)
    assert claim.text.removeprefix("⚖️ ").rstrip("亿元") in verdict.text
    assert verdict.text.splitlines()[1].startswith("✅ ")
    assert (
        timeline.text.removeprefix("📈 ").removesuffix("的变化")
        in (await pressed(chat, alice, greeting, timeline)).text
    )
    assert (await pressed(chat, alice, greeting, documents)).text.startswith("共 12 篇资料")


async def pressed(chat: Chat, person: User, message: Message, button: Button) -> Message:
    """Return what comes of a button."""
    await chat.press(person, message, button.data or "").answered()
    return await chat.next_bot_message()


async def test_a_question_to_begin_with_works_after_a_restart(library: Library) -> None:
    """Its button holds all of it; 更多 under its answer as well."""
    async with StandIn.serve() as api:
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        async with running(api, library):
            chat.start(alice)
            greeting = await chat.next_bot_message()
        async with running(api, library):
            await chat.press(alice, greeting, greeting.callback_data[0]).answered()
            answer = await chat.next_bot_message()
            await chat.press(alice, answer, "more:3").answered()
            assert "\n[4] " in (await chat.next_bot_message()).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_starters_are_the_same_every_time_and_fit_their_buttons(library: Library, language: Language) -> None:
    """The question asks for a figure that its answer gives, of a subject that is named."""
    starters = find_starters(library, phrases(language))
    assert starters == find_starters(library, phrases(language))
    assert [starter.data.partition(":")[0] for starter in starters] == ["ask", "claim", "ask", "covers"]
    assert all(len(starter.data.encode()) <= MAX_DATA_BYTES for starter in starters)
    subject = fold(starters[0].typed.removesuffix("是多少？"))
    (best,) = library.ask(starters[0].typed, most=1).quotes
    assert subject in fold(best.text)
    assert library.check(starters[1].typed.removeprefix("/check ")).verdict == "supported"
    assert len(library.timeline(starters[2].typed.removeprefix("/timeline ")).points) >= MIN_ANSWERED_FIGURES


@pytest.mark.parametrize("language", LANGUAGES)
def test_any_folder_has_its_own_starters(library_of: LibraryOf, language: Language) -> None:
    """A figure first, from a sentence that stands by itself; then a claim, headings and titles; each is answered."""
    speech = phrases(language)
    library = library_of(canteen__txt=CANTEEN, leave__md=LEAVE, riders__txt=RIDERS)
    starters = find_starters(library, speech)
    riders = "騎手每天送餐多少單？" if language == "zh-hant" else "骑手每天送餐多少单？"
    rules = "食堂的規矩" if language == "zh-hant" else "食堂的规矩"
    texts = [starter.text for starter in starters]
    assert texts[0] == riders
    assert speech.starter_about.format(topic=rules) in texts
    assert texts[-1] == speech.starter_covers


@pytest.mark.parametrize(
    ("language", "first"),
    [
        ("en", phrases("en").starter_about.format(topic="“The old mill”")),
        ("zh-hans", "骑手每天送餐多少单？"),
    ],
)
def test_questions_in_the_language_of_the_reader_come_first(
    library_of: LibraryOf, language: Language, first: str
) -> None:
    """If the folder has documents in several."""
    library = library_of(riders__txt=RIDERS, mill__md="# The old mill\n\nThe old mill was built by a corn merchant.\n")
    assert find_starters(library, phrases(language))[0].text == first


def test_a_heading_that_asks_is_the_question(library_of: LibraryOf) -> None:
    """It is not asked about a second time."""
    library = library_of(faq__md="# 常见问题\n\n## 什么是年假？\n\n年假是员工每年可以休的假。\n")
    assert "什么是年假" in [starter.text.rstrip("？") for starter in find_starters(library, phrases("zh-hans"))]


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        pytest.param("网络软件的用户增长了34%。", "zh-hant", "網絡軟件的用戶", id="traditional"),
        pytest.param("網路軟體的使用者增長了34%。", "zh-hans", "网路软体的使用者", id="simplified"),
        pytest.param("网络软件的用户增长了34%。", "en", "网络软件的用户", id="as it is"),
    ],
)
def test_starters_change_their_script_and_no_word(
    library_of: LibraryOf, text: str, language: Language, words: str
) -> None:
    """Other names that a reader has for it are not what the documents say."""
    assert find_starters(library_of(a__txt=text), phrases(language))[0].text.startswith(words)


def test_a_folder_with_little_in_it_offers_what_there_is(library_of: LibraryOf) -> None:
    """One question, or only the documents: nothing is offered that is not answered."""
    texts = [one.text for one in find_starters(library_of(a__txt="云收入增长了34%。"), phrases("en"))]
    assert texts == ["云收入增长了多少？", phrases("en").starter_covers]
    assert [one.data for one in find_starters(library_of(a__txt="是。"), phrases("en"))] == ["covers"]


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


def test_a_text_in_english_without_headings_is_asked_about_by_its_names(library_of: LibraryOf) -> None:
    """The names that it mentions most; neither a day nor the name of the file is what it is about."""
    text = "On Tuesday the board gave the work to Mara Kessler. It said that Mara Kessler will begin in May, near Alderton."
    library = library_of(report__txt=text)
    texts = [one.text for one in questions_about("report.txt", library, phrases("en"))]
    assert texts == ["Tell me about Mara Kessler", "Tell me about Alderton"]


def test_english_documents_offer_a_sentence_to_check(library_of: LibraryOf) -> None:
    """A short one with one figure, which the documents confirm; one that leans on the sentence before it is none."""
    library = library_of(
        dives__md="# Dive plan for the reef\n\nMaximum depth is 18 metres. It ends after 45 minutes.\n"
    )
    starters = find_starters(library, phrases("en"))
    assert [one.text for one in starters] == [
        "Tell me about “Dive plan for the reef”",
        "⚖️ Maximum depth is 18 metres",
        phrases("en").starter_covers,
    ]
    assert starters[1].typed == "/check Maximum depth is 18 metres"


def test_neither_a_column_nor_a_section_of_any_report_is_a_subject(library_of: LibraryOf) -> None:
    """The header of a table, an abstract or results say nothing of what is in a document."""
    table = "| Item | Price |\n|---|---|\n| Boat | five dollars |\n"
    report = f"# Kelp of the coast\n\n## Abstract\n\nKelp grows.\n\n## Results\n\nIt grew.\n\n{table}"
    texts = [one.text for one in find_starters(library_of(report__md=report), phrases("en"))]
    assert texts == ["Tell me about “Kelp of the coast”", phrases("en").starter_covers]


def test_neither_the_default_name_of_a_sheet_nor_a_figure_of_something_unnamed_is_a_subject(
    library_of: LibraryOf,
) -> None:
    """A sheet without a name is `Sheet`, and in 到场的有120人 nothing says who they are."""
    sheet = "# 价目\n\n## Sheet\n\n| 品名 | 产地 |\n|---|---|\n| 苹果 | 洛川 |\n"
    library = library_of(prices__md=sheet, notes__txt="会只开过一场，到场的有120人。")
    texts = [one.text for one in find_starters(library, phrases("zh-hans"))]
    assert not [text for text in texts if "Sheet" in text or "到场的" in text]
