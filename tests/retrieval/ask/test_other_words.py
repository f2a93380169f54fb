"""English questions in other words than the documents."""

from retrieval.ask.pool import QuestionTerms, same_question
from retrieval.ask.query import query
from retrieval.ask.ranking import rank
from retrieval.ask.reranker import candidates_of
from tests.conftest import LibraryOf

_FAQ = (
    "# Tool library\n\n## May I renew a loan?\n\nTwice, unless somebody has put a name down.\n\n"
    "## Is there a deposit?\n\nOnly for the four largest machines.\n\n"
    "## When do you shut?\n\nAt 8 pm on Tuesdays.\n\n"
    "## Is there a card?\n\nFirms need a trade card. It is handed out at the desk by the coordinator.\n"
)


def test_a_heading_that_asks_the_same_in_other_words_gives_its_answer(library_of: LibraryOf) -> None:
    """Though the answer shares no word with the question."""
    library = library_of(faq__md=_FAQ)
    assert library.ask("can i extend my loan").quotes[0].text.startswith("Twice")
    assert library.ask("what time do you close").quotes[0].text.startswith("At 8 pm")


def test_two_questions_are_alike_also_by_what_stands_for_their_words(library_of: LibraryOf) -> None:
    """Less than by the same words, and more than by others."""
    material = library_of(faq__md=_FAQ).material
    text = "can i extend a loan?"
    asked = query(text, (), material.index, material.analyzer, material.lexicon)
    otherwise = QuestionTerms(asked, material).otherwise
    same, other, unlike = (
        same_question(text, head, otherwise=otherwise)
        for head in ("may i extend a loan?", "may i renew a loan?", "may i return a loan?")
    )
    assert same > other > unlike


def test_later_sentences_of_an_answer_count_as_asked_for_too(library_of: LibraryOf) -> None:
    """A little less than the first one; what comes after many others does not."""
    text = "## Who gets a card?\n\nFirms do. Ask at the desk. Bring a letter. Pay in cash. Sign the list.\n"
    material = library_of(faq__md=text).material
    asked = query("who gets a card?", (), material.index, material.analyzer, material.lexicon)
    found = candidates_of(asked, rank(asked, material.index), None, material)
    like = dict(zip(map(material.words, found.pool.entries.tolist()), found.features["answers_like"], strict=True))
    assert like["Firms do."] == 1.0 > like["Ask at the desk."] > 0.5
    assert like.get("Sign the list.", 0.0) == 0.0
