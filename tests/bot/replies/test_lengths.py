"""No message is too long for Telegram, however long titles, sections, white space, notes and passages are."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dispatch.messenger import keyboard
from bot.phrases import LANGUAGES, Phrases, phrases
from bot.replies.answers import answer_message, quote_message
from bot.replies.check import claim_message, verified_message
from bot.replies.count import occurrences_message
from bot.replies.listing import sources_message
from bot.replies.message import Message
from bot.replies.pages import page_message
from bot.replies.runs import Run, fitted, narrowed, units_of
from bot.web.preview.standin import keyboards, tdlib, utf16
from bot.web.preview.standin.entities import of_client
from bot.web.preview.standin.values import FormattedText
from retrieval.check.examine import Checked
from retrieval.check.verdict import ClaimPart, Mismatch, Verdict
from retrieval.library import Library
from retrieval.lookup.count import CountedWord, DocumentOccurrences, Occurrences
from retrieval.lookup.difference import Difference
from retrieval.lookup.locate import FoundPlace, Location
from retrieval.lookup.verify import Verification
from retrieval.model import Answer, Document, Metadata, Quote, Span, Stated
from retrieval.pages.page import Page, Piece
from tests.conftest import LibraryOf

SENTENCE = "云收入增长了34%。"
LONG = st.builds(
    lambda words, times: words * times,
    st.text(alphabet='云收入😀a <&"\n\x1b　·https://e.com#@x_。', min_size=1, max_size=30),
    st.sampled_from([1, 3, 200, 1000]),
)
SPEECH = st.sampled_from([phrases(language) for language in LANGUAGES])


def assert_fits(message: Message) -> None:
    """Telegram takes it as it is: not too long, and with every link and no more entities than it keeps."""
    of_client(message.html, "HTML")
    assert 1 <= utf16.length(tdlib.parse(message.html, "HTML").text) <= 4096


def stated(value: str | None) -> Stated | None:
    """Return a piece of metadata."""
    return Stated(value=value, span=None) if value is not None else None


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Documents of which everything may be long."""
    title, publisher, published = (draw(st.none() | LONG) for _ in range(3))
    url = draw(st.none() | LONG | st.just("https://e.com/?a=1&b=2#c") | st.just("https://e.com/" + "x" * 1900))
    metadata = Metadata(title=stated(title), publisher=stated(publisher), published=stated(published), url=stated(url))
    return Document(file="a.txt", ordinal=1, start=0, end=9, metadata=metadata, opening=draw(LONG))


@st.composite
def quotes(draw: st.DrawFn) -> Quote:
    """Quotes with words that matched, and remarks."""
    text = draw(LONG)
    ends = sorted(draw(st.sets(st.integers(0, len(text)), max_size=60)))
    return Quote(
        text=text, file="a.txt", start=0, end=len(text), line=10**9, document="a.txt#1", title=None, author=None,
        publisher=None, published=None, url=draw(st.none() | LONG | st.just("https://e.com/?a=1&b=2")), section=draw(st.none() | LONG),
        score=1.0, highlights=tuple(zip(ends[::2], ends[1::2], strict=False)), receipt="R" * 40,
        summary=draw(st.booleans()), remarks=tuple(draw(st.lists(LONG, max_size=5))),
    )  # fmt: skip


class Holding(Library):
    """A library of one document."""

    def __init__(self, document: Document) -> None:
        self._held = document

    @property
    def documents(self) -> tuple[Document, ...]:
        """Sixteen times the same."""
        return (self._held,) * 16

    def document(self, id: str) -> Document:
        """Return the document, whatever its id."""
        return self._held

    def opening(self, number: int) -> str:
        """As long as receipts are."""
        return "r" * 44


@given(documents(), st.lists(quotes(), min_size=1, max_size=3), SPEECH)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_telegram_takes_every_answer(document: Document, found: list[Quote], speech: Phrases) -> None:
    """Also a refusal that names documents, and the list of them."""
    library = Holding(document)
    every = tuple(range(1, len(found) + 1))
    answered = Answer(question="?", status="answered", quotes=tuple(found), differing=every)
    refused = Answer(question="?", status="not_found", nearest=("a.txt#1",) * 99)
    assert_fits(answer_message(answered, library, speech))
    assert_fits(answer_message(refused, library, speech))
    further = answered.model_copy(update={"question": "云😀" * 3000, "skipped": 10**9, "more": True})
    assert_fits(answer_message(further, library, speech, told=True))
    assert_fits(sources_message(library, 1, speech))
    assert_fits(quote_message(found[0], library, speech, "https://t.me/Yinju_Bot?start=r-x"))


@given(documents(), st.lists(quotes(), max_size=9), LONG, LONG, SPEECH)
@settings(deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow])
def test_telegram_takes_every_check(
    document: Document, found: list[Quote], claim: str, words: str, speech: Phrases
) -> None:
    """However much is at odds, with sources that disagree, and where it stands nearly as it is; and a receipt's."""
    library = Holding(document)
    every = tuple(range(1, len(found) + 1))
    verdict = Verdict(
        claim=claim,
        verdict="contradicted",
        mismatches=(Mismatch(claimed=words, found=claim, kind="word"),) * 30,
        parts=tuple(ClaimPart(start=at, end=at + 1, state="contradicted") for at in range(0, len(claim), 2)),
        quotes=tuple(found),
        differing=every[3:],
    )
    span = Span(start=0, end=1)
    difference = Difference(kind="changed", claimed=words, found=words, own=span, there=span)
    place = FoundPlace(
        own=span, file="a.txt", start=0, end=1, words=words, quotes=tuple(found), likeness=0.9, differences=(difference,) * 30
    )  # fmt: skip
    location = Location(text=claim, status="altered", places=(place,) * 3)
    assert_fits(claim_message(Checked(text=claim, verdict=verdict, location=location), library, speech))
    assert_fits(claim_message(Checked(text=claim, location=location), library, speech))
    receipt = Verification(receipt="r", status="changed", file="云" * 200, line=9, words=words, quotes=tuple(found))
    assert_fits(verified_message(receipt, library, speech))


@given(documents(), st.lists(quotes(), min_size=1, max_size=12), st.text(min_size=1, max_size=200), SPEECH)
@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_telegram_takes_every_count(document: Document, found: list[Quote], phrase: str, speech: Phrases) -> None:
    """Each place in a document of its own, with buttons that Telegram takes; and one that stands nowhere."""
    marked = [quote.model_copy(update={"highlights": ((0, len(quote.text)),)}) for quote in found]
    stands = tuple(
        DocumentOccurrences(document="a.txt#1", published=None, places=1, quotes=(quote,)) for quote in marked
    )
    near = tuple(CountedWord(term=term, places=10**9) for term in (phrase, "云" * 19, "云" * 9))
    for counted in (
        Occurrences(phrase=phrase, places=len(stands), documents=stands),
        Occurrences(phrase=phrase, places=0, nearest=near),
    ):
        for page in (1, 2):
            message = occurrences_message(counted, page, Holding(document), speech)
            assert_fits(message)
            markup = keyboard(message)
            assert keyboards.parse(markup.to_dict() if markup else None, private=False) or not markup


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Pages with a quote of some sentences anywhere in them, and any white space between."""
    gaps = st.sampled_from(["", " ", "\n", " … ", " " * 5000, "\n" * 900, "　" * 4000])
    before, marked, behind = (
        [Piece(text=draw(LONG), gap=draw(gaps), marked=mark, role="text") for _ in range(draw(st.integers(0, 4)))]
        for mark in (False, True, False)
    )
    return Page(
        document=draw(documents()), section=draw(st.none() | LONG), number=1, total=2, line=10**9,
        pieces=(*before, *marked, *behind), receipt="r", before="b", after="a", changed=draw(st.booleans()),
        remarks=tuple(draw(st.lists(LONG, max_size=5))),
    )  # fmt: skip


def test_many_small_changes_beside_marked_quotes_are_few_enough_entities() -> None:
    """Thirty changed characters of a pasted text, and four quotes in which every other character matched."""
    text = "云a" * 60
    marked = Quote(
        text=text, file="a.txt", start=0, end=len(text), line=1, document="a.txt#1", title=None, author=None, publisher=None,
        published=None, url=None, section=None, score=1.0, highlights=tuple((at, at + 1) for at in range(0, 120, 2)), receipt="R" * 40,
    )  # fmt: skip
    differences = tuple(
        Difference(kind="changed", claimed="a", found="b", own=Span(start=at, end=at + 1), there=Span(start=at, end=at + 1))
        for at in range(1, 61, 2)
    )  # fmt: skip
    place = FoundPlace(
        own=Span(start=0, end=120), file="a.txt", start=0, end=120, words=text, quotes=(marked,), likeness=0.7, differences=differences
    )  # fmt: skip
    location = Location(text=text, status="altered", places=(place,))
    verdict = Verdict(claim=text, verdict="contradicted", mismatches=(), parts=(), quotes=(marked,) * 4, differing=(4,))
    checked = Checked(text=text, verdict=verdict, location=location)
    document = Document(file="a.txt", ordinal=1, start=0, end=9, metadata=Metadata(), opening="云")
    assert_fits(claim_message(checked, Holding(document), phrases("en")))


@given(pages(), SPEECH)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_telegram_takes_every_page(page: Page, speech: Phrases) -> None:
    """Whatever its head and its text, and wherever the quote stands."""
    message = page_message(page, speech)
    assert_fits(message)
    markup = keyboard(message)
    assert keyboards.parse(markup.to_dict() if markup else None, private=False)


@given(
    st.lists(st.tuples(st.integers(1, 90), st.booleans()), min_size=1, max_size=9),
    st.integers(20, 200),
)
def test_runs_are_cut_to_their_room_around_the_first_bold_one(sizes: list[tuple[int, bool]], units: int) -> None:
    """Nothing is added but …, the room is not exceeded, and what is bold is seen, whole if it fits."""
    runs = [Run(text=chr(0x4E00 + at) * size, bold=bold) for at, (size, bold) in enumerate(sizes)]
    kept = fitted(runs, units)
    assert units_of(kept) <= units
    whole, shown = "".join(run.text for run in runs), "".join(run.text for run in kept)
    assert shown.strip("…") in whole
    bold = next((run for run in runs if run.bold), None)
    if bold:
        seen = next(run for run in kept if run.bold)
        assert seen == bold or len(seen.text) == units - 2


def page_of(*pieces: tuple[str, str, bool]) -> Page:
    """Return a page of (gap, text, marked)."""
    document = Document(file="a.txt", ordinal=1, start=0, end=9, metadata=Metadata(), opening="云")
    shown = tuple(Piece(text=text, gap=gap, marked=marked, role="text") for gap, text, marked in pieces)
    return Page(
        document=document, section=None, number=1, total=1, line=1, pieces=shown, receipt="r", before=None, after=None
    )


def test_the_quote_stays_in_sight_between_whole_sentences() -> None:
    """Of three thousand sentences around it, those next to it are shown."""
    sentences = [("", SENTENCE, False)] * 1500
    shown = of_client(
        page_message(page_of(*sentences, ("", "就是这句。", True), *sentences), phrases("en")).html, "HTML"
    )
    (quoted,) = [e for e in shown.entities if e.type == "bold"]
    assert quoted.length == len("就是这句。")
    body = shown.text.splitlines()[-1]
    assert body.startswith("…" + SENTENCE)
    assert body.endswith(SENTENCE + "…")
    assert len(shown.text) > 4000


def test_wide_white_space_is_one_space() -> None:
    """Five thousand spaces between two sentences, or within one, do not push them apart."""
    page = page_of(
        ("", SENTENCE, False), (" " * 5000, "云收入" + "　" * 5000 + "增长。", True), ("\n\n\n\n", SENTENCE, False)
    )
    shown = of_client(page_message(page, phrases("en")).html, "HTML").text.splitlines()
    assert shown[-2:] == [f"{SENTENCE} 云收入 增长。", SENTENCE]


def test_the_items_of_a_list_begin_at_the_edge() -> None:
    """The mark of an item leaves a space, which says nothing; an indentation of more stays."""
    assert narrowed("凭小票：\n 可退换。\n 不退款。\n    x = 1") == "凭小票：\n可退换。\n不退款。\n    x = 1"


def test_a_quote_of_several_sentences_is_one_stretch_in_bold() -> None:
    """With what stands between them, so that Telegram's limit of entities is not used up."""
    page = page_of(*[(" ", SENTENCE, True)] * 150)
    shown = of_client(page_message(page, phrases("en")).html, "HTML")
    assert [e.type for e in shown.entities].count("bold") == 1
    assert_fits(page_message(page, phrases("en")))


def quote_of(library: Library, text: str, *highlights: tuple[int, int]) -> Quote:
    """Return the first quote of a library, with other words."""
    return library.ask("云收入").quotes[0].model_copy(update={"text": text, "highlights": highlights})


def test_two_long_quotes_get_the_same_room(library_of: LibraryOf) -> None:
    """Neither of the folded ones is left with nothing."""
    library = library_of(a__txt=SENTENCE)
    answer = Answer(
        question="?",
        status="answered",
        quotes=(quote_of(library, SENTENCE), quote_of(library, "一" * 9000), quote_of(library, "二" * 5000)),
    )
    shown = answer_message(answer, library, phrases("en")).html
    assert abs(shown.count("一") - shown.count("二")) <= 1
    assert shown.count("二") > 1900


def test_a_quote_with_very_many_words_that_matched_keeps_its_link(library_of: LibraryOf) -> None:
    """Telegram keeps about a hundred entities; what comes behind them, such as the link, would be lost."""
    library = library_of(a__txt=SENTENCE)
    quote = quote_of(library, "云a" * 300, *((at, at + 1) for at in range(0, 600, 2)))
    answer = Answer(question="?", status="answered", quotes=(quote.model_copy(update={"url": "https://e.com/"}),) * 3)
    assert_fits(answer_message(answer, library, phrases("en")))


def test_wide_white_space_within_a_quote_is_one_space(library_of: LibraryOf) -> None:
    """Before, in and behind the words that matched."""
    library = library_of(a__txt=SENTENCE)
    wide = " " * 3000
    quote = quote_of(library, f"前{wide}云{wide}收入{wide}后", (3001, 6004))
    answer = Answer(question="?", status="answered", quotes=(quote,))
    shown = of_client(answer_message(answer, library, phrases("en")).html, "HTML")
    assert shown.text.splitlines()[0] == "前 云 收入 后"


def test_short_quotes_are_whole_beside_a_long_one(library_of: LibraryOf) -> None:
    """The room is shared so that only the long one is cut, and its bold words stay."""
    library = library_of(a__txt=SENTENCE)
    (short,) = library.ask("云收入").quotes
    words = "前" * 5000 + "云收入" + "后" * 5000
    long = short.model_copy(update={"text": words, "highlights": ((5000, 5003),)})
    answer = Answer(question="?", status="answered", quotes=(short, long, short))
    shown = of_client(answer_message(answer, library, phrases("en")).html, "HTML").text
    assert shown.splitlines().count(SENTENCE) == 2
    assert "…前" in shown
    assert "前云收入后" in shown
    assert "后…" in shown
    assert 4000 < len(shown) <= 4096


def test_what_does_not_fit_is_cut_at_a_sentence_and_the_way_to_the_rest_stands_below(library_of: LibraryOf) -> None:
    """Before and behind the words that matched; a quote that fits has no such note."""
    library = library_of(a__txt=SENTENCE)
    words = "前面的话说完。" * 500 + "“云收入”增长。" + "后面的话？”" * 500
    at = words.index("云收入")
    long, short = quote_of(library, words, (at, at + 3)), quote_of(library, SENTENCE)
    answer = Answer(question="?", status="answered", quotes=(long, short))
    shown = of_client(answer_message(answer, library, phrases("en")).html, "HTML")
    quoted, second = shown_quotes(shown)
    assert quoted.startswith("…前面的话说完。")
    assert quoted.endswith("后面的话？”…")
    assert second == f"{SENTENCE}\n[2] as [1]"
    assert shown.text.count("Shortened; 📖 opens the whole passage.") == 1
    alone = of_client(quote_message(long, library, phrases("en"), "https://e.com/").html, "HTML")
    assert alone.text.endswith("Shortened; 📖 opens the whole passage.")
    assert "Shortened" not in quote_message(short, library, phrases("en"), "https://e.com/").html


def shown_quotes(shown: FormattedText) -> list[str]:
    """Return the texts of the blockquotes of a message."""
    return [utf16.cut(shown.text, e.offset, e.length) for e in shown.entities if e.type.endswith("blockquote")]


@pytest.mark.parametrize(("units", "folded"), [(240, False), (241, True)])
def test_a_long_quote_by_itself_is_folded(library_of: LibraryOf, units: int, folded: bool) -> None:
    """It shows some lines until it is touched; a short one is whole."""
    quote = quote_of(library_of(a__txt=SENTENCE), "云" * units)
    alone = quote_message(quote, library_of(a__txt=SENTENCE), phrases("en"), "https://e.com/")
    kinds = [e.type for e in of_client(alone.html, "HTML").entities if e.type.endswith("blockquote")]
    assert kinds == ["expandable_blockquote" if folded else "blockquote"]


def test_the_best_quote_is_open_and_the_others_are_folded_into_one(library_of: LibraryOf) -> None:
    """Of a long one about ten lines of a phone are shown, and a document is named once."""
    library = library_of(a__txt=SENTENCE)
    quote = quote_of(library, "云" * 500)
    answer = Answer(question="?", status="answered", quotes=(quote, quote, quote))
    shown = of_client(answer_message(answer, library, phrases("en")).html, "HTML")
    opened, folded = (e for e in shown.entities if e.type.endswith("blockquote"))
    assert (opened.type, folded.type) == ("blockquote", "expandable_blockquote")
    assert utf16.length(utf16.cut(shown.text, opened.offset, opened.length)) <= 240
    assert "[2] as [1]" in utf16.cut(shown.text, folded.offset, folded.length)


def test_a_first_paragraph_taken_for_a_title_is_cut(library_of: LibraryOf) -> None:
    """A title of 1,900 characters leaves room for the text."""
    library = library_of(a__md=f"# {'很长的标题' * 380}\n\n{SENTENCE}\n")
    for message in (
        page_message(library.source(1), phrases("zh-hans")),
        answer_message(library.ask("云收入"), library, phrases("zh-hans")),
        sources_message(library, 1, phrases("zh-hans")),
    ):
        assert_fits(message)
        assert "很长的标…》" in message.html or "很…》" in message.html
