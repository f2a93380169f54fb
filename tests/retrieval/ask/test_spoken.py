"""Messages of whom a question asks the words of."""

import pytest

from tests.conftest import LibraryOf

CHAT = """2027-03-02 09:12:33 管家小何
明天起北门八点锁

2027-03-02 09:15:10 7-302老钱
管家小何，昨天谁说北门不锁的

2027-04-05 19:02:10 管家小何
池塘周五换水，鱼先捞出来

2027-04-05 19:05:44 Ruth Vale
The carp are in my bath

2027-04-06 08:00:01 Ruth Vale
The gate was open again last night
"""


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("管家小何说了什么", {"明天起北门八点锁", "池塘周五换水，鱼先捞出来"}),
        ("小何对池塘怎么说的什么", {"池塘周五换水，鱼先捞出来"}),
        ("老钱问了什么", {"管家小何，昨天谁说北门不锁的"}),
        ("What did Ruth say?", {"The carp are in my bath", "The gate was open again last night"}),
        ("what did Ruth say about the gate", {"The gate was open again last night"}),
    ],
)
def test_the_messages_of_the_speaker_come_first(library_of: LibraryOf, question: str, words: set[str]) -> None:
    """Not those that name the speaker, nor any by others; of what is asked about, if anything is."""
    answer = library_of(群__txt=CHAT).ask(question)
    assert {quote.text.strip() for quote in answer.quotes[: len(words)]} == words
    assert (answer.status, answer.missing, answer.absent) == ("answered", (), ())


@pytest.mark.parametrize(
    ("before", "question", "words"),
    [
        ("老钱对池塘说了什么", "管家小何呢", "池塘周五换水"),
        ("what did 老钱 say about the gate", "and Ruth?", "gate was open"),
    ],
)
def test_another_speaker_takes_the_place_of_the_one_before(
    library_of: LibraryOf, before: str, question: str, words: str
) -> None:
    """Questions after it keep what is asked."""
    assert words in library_of(群__txt=CHAT).ask(question, [before]).quotes[0].text


def test_those_of_the_asked_month_come_before_the_others(library_of: LibraryOf) -> None:
    """As far as the question says when."""
    assert "池塘" in library_of(群__txt=CHAT).ask("小何4月说了什么").quotes[0].text


def test_who_said_nothing_of_it_is_not_put_first(library_of: LibraryOf) -> None:
    """The words of others may answer what is asked about."""
    answer = library_of(群__txt=CHAT).ask("老钱对池塘说了什么的")
    assert "池塘" in answer.quotes[0].text


def test_a_line_export_is_a_chat(library_of: LibraryOf) -> None:
    """A day on a line, then time, name and words with tabs between them."""
    line = "2027/03/02（二）\n09:12\t何管家\t北門八點鎖\n09:15\t錢先生\t知道了\n10:01\t何管家\t池塘週五換水\n2027/03/03（三）\n08:03\t錢先生\t謝謝\n"
    (quote, *_) = library_of(群__txt=line).ask("池塘什麼時候換水").quotes
    assert (quote.text.strip(), quote.speaker, quote.said_at) == ("池塘週五換水", "何管家", "2027-03-02 10:01")
