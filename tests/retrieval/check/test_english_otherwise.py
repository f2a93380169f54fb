"""English claims in other words than the text, and what they say of another party, of the whole, or of another deed."""

import pytest

from tests.conftest import LibraryOf

TEXT = """# The river museum

The Ilse is 187 kilometres long, of which 74 kilometres are navigable.
A member, Isobel Crane, asked why the rent of the boat sheds had grown. Bryn Teague read the accounts.
The director, Mona Reed, received £1.7 million for the year, of which £820,000 was salary.
The register lists 61 deaths from fever against 9 from drowning.
Of the 140 ferrymen 61 are moving to Ansel, and 38 have found other work.
The trust intends to remove the weir at Dunmere.
The largest order, 2,200 oars for a Dutch club, will be delivered in May.
Jorun Vik declined the prize in a letter.
Ruth Dallimore took leave in 2019.
The rowing boats cost 40p an hour, and a day ticket costs £9.
A merger needs three quarters and a quorum.
Ticket sales fell by a tenth.
The trial lasted two and a half years.
"""


@pytest.fixture
def verdict_of(library_of: LibraryOf):  # type: ignore[no-untyped-def]
    """Return the verdict on a claim against TEXT."""
    return lambda claim: library_of(a__md=TEXT).check(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "The Ilse is 187 km long, and boats can use 74 km of it",
        "It was Isobel Crane who asked why the rent of the boat sheds had grown",
        "61 of the ferrymen are moving to Ansel",
        "A Dutch club has ordered 2,200 oars, to be delivered in May",
        "A merger needs three quarters of the votes",
        "Sales of tickets went down by a tenth",
        "The trial lasted 30 months",
        "The rowing boats cost 40 pence an hour",
        "A day ticket costs nine pounds",
    ],
)
def test_what_a_text_says_may_be_said_in_everyday_words_and_other_figures(verdict_of, claim: str) -> None:  # type: ignore[no-untyped-def]
    """Few words in common are enough, where the figures and names stand there."""
    assert verdict_of(claim).verdict == "supported"


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("It was Bryn Teague who asked why the rent of the boat sheds had grown", "Bryn Teague"),
        ("Mona Reed's salary for the year was £1.7 million", "£1.7 million"),
        ("The register puts 61 deaths down to drowning", "61"),
        ("The trust has removed the weir at Dunmere", "has removed"),
        ("Jorun Vik accepted the prize", "accepted"),
        ("Ticket sales fell by a third", "a third"),
    ],
)
def test_another_party_a_part_for_the_whole_and_a_plan_for_a_deed_are_named(  # type: ignore[no-untyped-def]
    verdict_of, claim: str, wrong: str
) -> None:
    """The rest of the claim is said there: of another name, of another figure, or as not done."""
    found = verdict_of(claim)
    assert found.verdict == "contradicted"
    assert any(wrong in odd.claimed or odd.claimed in wrong for odd in found.mismatches)


def test_a_date_contradicts_only_for_the_same_deed(verdict_of) -> None:  # type: ignore[no-untyped-def]
    """The year of somebody's leave does not tell when she became the head of something."""
    assert verdict_of("Ruth Dallimore became head of the trust in 2011").verdict == "not_found"


def test_another_name_in_the_place_of_a_party_is_named(library_of: LibraryOf) -> None:
    """Somebody named before, of whom nothing of the kind is said, is no party of what another does."""
    text = (
        "Odile Marchand repaired the brooch of the bishop.\nThe packing was paid for by the museum.\n"
        "Priya Lal becomes curator of works on paper from 1 September.\n"
    )
    check = library_of(a__md=text).check
    assert check("Priya Lal is going to be curator of works on paper as of 1 September").verdict == "supported"
    found = check("Odile Marchand is going to be curator of works on paper as of 1 September")
    assert [odd.claimed for odd in found.mismatches] == ["Odile Marchand"]
