"""Versions of a document: which of two is in force."""

from typing import NamedTuple

import pytest

from retrieval.corpus.document_versions import same_but_for_version, version_of


class Paper(NamedTuple):
    """A document as far as its version goes."""

    title: str
    file: str
    published: str | None = None


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        (Paper("船价2026", "船价2026.csv"), Paper("船价2027", "船价2027.csv")),
        (Paper("船价2027春", "船价2027春.csv"), Paper("船价2027秋", "船价2027秋.csv")),
        (Paper("船价", "旧/船价.csv", "2027-05-06"), Paper("船价", "船价.csv", "2027-04-01")),
        (Paper("Boats", "old stuff/boats.txt"), Paper("Boats", "boats.txt")),
        (Paper("船价（作废）", "b.csv", "2027"), Paper("船价", "a.csv", "2026")),
    ],
)
def test_a_version_is_older_by_its_date_or_because_its_name_says_so(older: Paper, newer: Paper) -> None:
    """Versions that are out of force are older than all others."""
    assert version_of(older) < version_of(newer)
    assert same_but_for_version(older, newer)


@pytest.mark.parametrize(("one", "other"), [("船价2027", "桨价2027"), ("2027", "2026")])
def test_titles_of_different_things_are_no_versions(one: str, other: str) -> None:
    """However alike their dates are; and a title of a number alone says of nothing what it is."""
    assert not same_but_for_version(Paper(one, "a.csv"), Paper(other, "b.csv"))
