"""Omissions: names, numbers and times of a question that the document quoted first lacks."""

import pytest

from retrieval.ask.absence import missing_words
from retrieval.ask.omissions import Omissions, omissions_of
from retrieval.ask.query import query
from retrieval.library import Library
from tests.conftest import LibraryOf

FESTIVAL = "灯会\n2024-02-20\n第二十八届灯会在河湾举行，门票60元，入场一万二千人。\n灯会3月5日闭幕，由沈青策划。\n1.5米以下儿童免票。\n"
BOATS = "船厂\n船厂的厂长是秦朗，第17届船展在望江办。\n船厂有GPS设备。\n"
REPORT = "Ferry report\n\nThe ferry opened in 1998 and Harbour Street has 120 berths. Captain Adler ran it.\n"


def omitted(library: Library, question: str, document: str) -> Omissions:
    """Return what a document lacks of a question."""
    material = library.material
    number = next(at for at, one in enumerate(material.collection.documents) if one.file == document)
    asked = query(question, (), material.index, material.analyzer, material.lexicon)
    return omissions_of(asked, material.index.range_of(number).start, material)


@pytest.fixture
def library(library_of: LibraryOf) -> Library:
    """Make a library of a festival, boats and an English report."""
    return library_of(festival__txt=FESTIVAL, boats__txt=BOATS, report__md=REPORT)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("第28届灯会门票多少钱", ()),
        ("第29屆燈會門票多少錢", ("第29屆",)),
        ("灯会入场1.2万人是哪天", ()),
        ("灯会第17届在哪里办", ("第17届",)),
        ("灯会3月5日还办吗", ()),
        ("3月8号灯会还办吗", ("3月8号",)),
        ("2019年3月5日的灯会", ("2019",)),
        ("灯会2019年门票多少钱", ("2019",)),
        ("秦朗策划的灯会门票多少钱", ("秦朗",)),
        ("灯会的GPS在哪里", ("GPS",)),
        ("1.5米的孩子看灯会要票吗", ()),
        ("灯会有3个出口吗", ()),
        ("二〇一九年灯会门票多少钱", ("2019",)),
        ("燈會第7條規定什麼", ("第7條",)),
        ("灯会在望江吗", ("望江",)),
    ],
)
def test_names_numbers_and_times_that_the_document_lacks_are_told_as_typed(
    library: Library, question: str, words: tuple[str, ...]
) -> None:
    """A number counts in any spelling, a day in any form; small numbers are none."""
    assert omitted(library, question, "festival.txt").words == words


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When did the ferry open?", ()),
        ("Which berths did Qin Lang run in 1998?", ()),
        ("How many of the 350 berths does Captain Adler run?", ("350",)),
        ("What did the ferry do in 2004?", ("2004",)),
        ("Does the GPS of the ferry work quickly?", ("GPS",)),
    ],
)
def test_an_english_question_names_by_capitals_and_numbers_alone(
    library: Library, question: str, words: tuple[str, ...]
) -> None:
    """Ordinary words are no names, and names that no document has are told elsewhere."""
    assert omitted(library, question, "report.md").words == words


@pytest.mark.parametrize(
    ("question", "identifying"),
    [("第29届灯会门票多少钱", True), ("灯会9折是多少钱，我今年70岁", False), ("灯会满300元送什么", False)],
)
def test_only_a_number_that_says_which_thing_is_meant_makes_an_answer_doubtful(
    library: Library, question: str, identifying: bool
) -> None:
    """An age or a sum is as often a condition of the person's own."""
    assert omitted(library, question, "festival.txt").identifying is identifying


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("灯会有几间展厅在哪些地方", ("展厅",)),
        ("我会在灯会看到什么烟花", ("烟花",)),
        ("王兴和秦朗来灯会吗", ("王兴",)),
        ("灯会的电话是0800-301-313吗", ("电话", "0800-301-313")),
        ("灯会在高雄的门票", ("高雄",)),
        ("灯会哪方面的人士要做一套烟花", ("烟花",)),
        ("Why isn't the Zanzibar ferry fast enough?", ("Zanzibar",)),
    ],
)
def test_words_of_asking_and_measures_are_not_missed(library: Library, question: str, words: tuple[str, ...]) -> None:
    """Only what somebody may look for elsewhere."""
    material = library.material
    asked = query(question, (), material.index, material.analyzer, material.lexicon)
    assert tuple(word for word in missing_words(asked, material) if word != "fast") == words


@pytest.mark.parametrize(
    ("question", "identifies"),
    [
        ("第29届灯会门票多少钱", True),
        ("Who ran ferry 77?", True),
        ("I'm 77, who ran the ferry?", False),
        ("She has turned 77, who ran the ferry?", False),
        ("Who runs the ferry for £77?", False),
        ("I drive a 77 tonne lorry, who ran the ferry?", False),
        ("77吨的货车能看灯会吗", False),
    ],
)
def test_ages_sums_and_measures_say_of_no_thing_which_one_is_meant(
    library: Library, question: str, *, identifies: bool
) -> None:
    """They are the person's own; other numbers tell one ferry from another."""
    document = "festival.txt" if "灯会" in question else "report.md"
    assert omitted(library, question, document).identifying is identifies
