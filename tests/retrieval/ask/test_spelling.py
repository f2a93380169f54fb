"""Slips of the pen."""

import pytest

from retrieval.ask.query import query
from retrieval.ask.spelling import initials, respelled, sounds
from tests.conftest import LibraryOf


def test_a_word_that_stands_nowhere_is_taken_for_one_that_sounds_the_same(library_of: LibraryOf) -> None:
    """The answer says which word was searched for."""
    library = library_of(a__txt="钉钉的豆蔻医生能检索四千万篇文献。\n骑手每天送餐。\n")
    answer = library.ask("豆寇是什么")
    assert answer.quotes[0].text == "钉钉的豆蔻医生能检索四千万篇文献。"
    assert answer.taken_for == "豆蔻"


def test_a_question_that_has_an_answer_is_left_as_it_is(library_of: LibraryOf) -> None:
    """However it is spelled."""
    library = library_of(a__txt="钉钉的豆蔻医生能检索四千万篇文献。\n骑手每天送餐。\n")
    assert library.ask("豆寇医生能检索多少篇文献").taken_for is None


def test_another_word_is_not_put_into_a_question_that_stays_without_an_answer(library_of: LibraryOf) -> None:
    """A word of the same sound is not enough."""
    library = library_of(a__txt="骑手每天送餐。\n会议开到下午。\n")
    answer = library.ask("巴西的夏雨下多久")
    assert (answer.status, answer.taken_for) == ("not_found", None)


def test_a_word_is_not_taken_for_the_end_of_one_and_the_beginning_of_another(library_of: LibraryOf) -> None:
    """保险 is no slip for the two characters that meet in 元宝线下."""
    material = library_of(a__txt="骑手可以用元宝线下付款。\n骑手一天送四十单。\n").material
    asked = query("骑手的保险", (), material.index, material.analyzer, material.lexicon)
    assert list(respelled("骑手的保险", asked, material)) == []


@pytest.mark.parametrize(("one", "other"), [("豆寇", "豆蔻"), ("商价", "商家"), ("行情", "航情")])
def test_words_of_the_same_sound(one: str, other: str) -> None:
    """Whatever the tone, and by any reading of a character."""
    assert sounds(one) & sounds(other)


@pytest.mark.parametrize(("one", "other"), [("京东", "天猫"), ("豆蔻", "豆"), ("商家", "商加盟")])
def test_words_of_another_sound_or_length(one: str, other: str) -> None:
    """They are no slips of each other."""
    assert not sounds(one) & sounds(other)


def test_a_refusal_offers_words_that_differ_in_one_character(library_of: LibraryOf) -> None:
    """Of three characters at least: of two, another character makes another word."""
    library = library_of(a__txt="Deepseek很便宜。\n骑手每天送餐。\n")
    answer = library.ask("Deepseak的番茄在巴西有几种做法呀")
    assert answer.status == "not_found"
    assert answer.meant == ("deepseek",)


@pytest.mark.parametrize(
    ("question", "meant"), [("how old is the cat", ()), ("the tomatoes of canyl in Brazil", ("canal",))]
)
def test_short_english_words_are_no_slips_of_each_other(
    library_of: LibraryOf, question: str, meant: tuple[str, ...]
) -> None:
    """Another letter makes another word of them: nobody who asks for a cat means a car."""
    answer = library_of(a__txt="骑手每天送餐。The car was sold.\nA canal was dug.\n").ask(question)
    assert answer.meant == meant


def test_letters_are_taken_for_the_word_whose_initials_they_are(library_of: LibraryOf) -> None:
    """People type the first letter of each character; the answer says which word was searched for."""
    library = library_of(a__txt="快递的单量是三亿。\n骑手每天送餐。\n会议开到下午。\n")
    answer = library.ask("kd的单量是多少")
    assert answer.quotes[0].text == "快递的单量是三亿。"
    assert answer.taken_for == "快递"


def test_letters_that_stand_in_the_material_are_left_as_they_are(library_of: LibraryOf) -> None:
    """They may be the initials of something else as well."""
    library = library_of(a__txt="快递的单量是三亿。\nKD的单量是两亿。\n会议开到下午。\n")
    answer = library.ask("kd的单量是多少")
    assert answer.quotes[0].text == "KD的单量是两亿。"
    assert answer.taken_for is None


@pytest.mark.parametrize(("word", "letters"), [("小红书", "xhs"), ("淘宝闪购", "tbsg"), ("重庆", "cq"), ("重庆", "zq")])
def test_initials(word: str, letters: str) -> None:
    """By any reading of a character."""
    assert letters in initials(word)


@pytest.mark.parametrize(("word", "letters"), [("小红书", "xh"), ("小红书", "xhd"), ("天猫", "mt")])
def test_letters_that_are_no_initials(word: str, letters: str) -> None:
    """As many as there are characters, and each in its place."""
    assert letters not in initials(word)


OTTERS = (
    "Urchin density rose at Point Arena in 2019.\n\nOtters eat forty urchins a day.\n\nThe dive plan names the hours.\n"
)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("urchn density at point arena", "urchin"),
        ("how many urchins do ottters eat", "otters"),
        ("how many urchins do otetrs eat", "otters"),
    ],
)
def test_an_english_word_with_a_letter_lost_doubled_or_swapped_is_mended(
    library_of: LibraryOf, question: str, meant: str
) -> None:
    """If it stands nowhere, and the word that it was meant for does."""
    answer = library_of(a__txt=OTTERS).ask(question)
    assert answer.status == "answered"
    assert (answer.taken_for or "").startswith(meant)
    assert answer.missing == ()


def test_initials_are_taken_for_the_document_that_is_called_so(library_of: LibraryOf) -> None:
    """Whichever of its parts it is."""
    library = library_of(
        a__md="# Harrow Rowing Club (part 1)\n\nThe Harrow Rowing Club has 40 boats.\n",
        b__md="# Leeds Rowing Club\n\nThe Leeds Rowing Club has 12 boats.\n",
    )
    answer = library.ask("How many boats does the HRC have?")
    assert (answer.taken_for, "40 boats" in answer.quotes[0].text) == ("harrow rowing club", True)


def test_a_long_name_a_letter_away_from_one_of_the_documents_is_taken_for_it(library_of: LibraryOf) -> None:
    """And the answer says so."""
    library = library_of(
        a__txt="Setanta Sports was launched on digital terrestrial television.\n\nThe bridge is red.\n"
    )
    answer = library.ask("What was Sentanta Sports launched on?")
    assert (answer.taken_for, "terrestrial" in answer.quotes[0].text) == ("setanta", True)


@pytest.mark.parametrize("question", ["how many horses are there", "what about planes", "how many Ottrs are there"])
def test_another_english_word_or_a_name_is_left_as_it_is(library_of: LibraryOf, question: str) -> None:
    """One that may be a word of its own, and a short one with a capital."""
    assert library_of(a__txt=OTTERS).ask(question).taken_for is None


def test_no_word_is_put_across_the_end_of_a_word_of_the_material(library_of: LibraryOf) -> None:
    """卷 ends 海盐卷, so that 卷卖 is no slip for 全麦."""
    library = library_of(a__txt="海盐卷每个九元。\n圈买吐司每个二十二元。\n")
    asked = query("海盐卷卖几元", (), library.material.index, library.material.analyzer, library.material.lexicon)
    assert list(respelled("海盐卷卖几元", asked, library.material)) == []
