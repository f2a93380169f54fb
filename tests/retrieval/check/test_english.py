"""Claims in English beside clauses that share a verb, or say it of another; each false claim beside its honest twin."""

import pytest

from retrieval.check.verdict import Verdict
from tests.conftest import LibraryOf

TEXT = """# The theatre school

The first violin plays eleven concerts, the second violin six, and the viola four.
Evening courses last nine weeks for beginners and fourteen for members of the choir.
Takings were £61,000, against £72,000 in 2021.
The painting hall has been open since 4 May, the dance hall not yet.
The cloakroom takes all bags except suitcases.
Seventeen of the thirty pupils passed the final test in June.
The mayor was asked by the headmaster to reply to the bishop.
The K3 is assembled in Norway, the K3 Long in Poland.
The library holds 640 scores and 75 costume drawings.
Unless the heating fails, the rehearsal stage stays warm.
Ms Ferrand told the parents that the bus leaves at noon.
The lower door leads to the kitchen. The upper door leads to the cellar.
The inspector refused to sign the report.
"""


@pytest.fixture
def verdict_on(library_of: LibraryOf):  # type: ignore[no-untyped-def]
    """Check a claim against TEXT."""
    return library_of(a__md=TEXT).check


def _names(found: Verdict, wrong: str) -> bool:
    return any(wrong in odd.claimed or odd.claimed in wrong for odd in found.mismatches)


@pytest.mark.parametrize(
    ("honest", "false", "wrong"),
    [
        ("The second violin plays six concerts", "The viola plays six concerts", "six"),
        (
            "Evening courses for beginners last nine weeks",
            "Evening courses for beginners last fourteen weeks",
            "fourteen",
        ),
        ("Takings in 2021 were £72,000", "Takings in 2021 were £61,000", "£61,000"),
        ("The painting hall has been open since 4 May", "The dance hall has been open since 4 May", "dance hall"),
        ("The K3 Long is assembled in Poland", "The K3 Long is assembled in Norway", "Norway"),
        ("The library holds 75 costume drawings", "The library holds 640 costume drawings", "640"),
        ("The upper door leads to the cellar", "The lower door leads to the cellar", "lower"),
    ],
)
def test_what_one_clause_says_is_not_said_of_the_thing_of_another(  # type: ignore[no-untyped-def]
    verdict_on, honest: str, false: str, wrong: str
) -> None:
    """An item has its verb, its subject or what is counted from the clause before."""
    assert verdict_on(honest).verdict == "supported"
    found = verdict_on(false)
    assert found.verdict == "contradicted"
    assert _names(found, wrong)


@pytest.mark.parametrize(
    ("false", "wrong"),
    [
        ("All of the pupils passed the final test in June", "All"),
        ("The cloakroom takes suitcases", "suitcases"),
        ("The bishop was asked by the headmaster to reply to the mayor", "mayor"),
    ],
)
def test_some_are_not_all_and_what_is_excepted_is_not_meant(verdict_on, false: str, wrong: str) -> None:  # type: ignore[no-untyped-def]
    """The word for all, the exception, and who is asked to reply to whom are named."""
    found = verdict_on(false)
    assert found.verdict == "contradicted"
    assert _names(found, wrong) or _names(found, "bishop")


def test_a_condition_bears_nothing_out(verdict_on) -> None:  # type: ignore[no-untyped-def]
    """A thing that may happen is not said to happen."""
    assert verdict_on("The heating fails").verdict != "supported"


def test_somebody_is_told_by_courtesy_and_surname(verdict_on) -> None:  # type: ignore[no-untyped-def]
    """As most texts do after they have given the first name."""
    assert verdict_on("Adele Ferrand told the parents that the bus leaves at noon").verdict == "supported"
    assert verdict_on("Adele Moreau told the parents that the bus leaves at noon").verdict != "supported"


@pytest.mark.parametrize(
    "claim", ["The kitchen was painted in 2021", "The bishop paid £72,000", "The rehearsal stage cost £61,000"]
)
def test_a_figure_of_something_else_contradicts_nothing(verdict_on, claim: str) -> None:  # type: ignore[no-untyped-def]
    """Another date or sum must be told of the same thing."""
    assert verdict_on(claim).verdict == "not_found"


def test_too_few_is_no_opposite_of_entirely(library_of: LibraryOf) -> None:
    """A cause is told by how many came, and how far something went is told of something else."""
    text = (
        "Only 1,200 visitors came to the puppet theatre that year.\nIt refunded all tickets and was closed entirely.\n"
    )
    verdict = library_of(a__md=text).check("The puppet theatre was closed because too few visitors came")
    assert verdict.verdict != "contradicted"
