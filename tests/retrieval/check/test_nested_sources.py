"""Sources within what somebody says."""

import pytest

from tests.conftest import LibraryOf

NEWS = (
    "# 河東日報\n\n護河會會長批評：「市府說清淤是不得已，卻沒有公布工程的預算。」\n\n"
    "衛生局發言人陳如今天上午受訪。她也否認網傳「河水造成皮膚病」的說法，指出沒有任何研究支持。\n"
)


@pytest.mark.parametrize(
    "claim", ["市府說清淤是不得已，卻沒有公布工程的預算。", "「市府說清淤是不得已，卻沒有公布工程的預算。」"]
)
def test_a_pasted_quote_that_names_who_said_something_is_not_taken_for_an_attribution(
    library_of: LibraryOf, claim: str
) -> None:
    """Its own words name the city; that the chairman said them is another matter."""
    verdict = library_of(news__md=NEWS).check(claim)
    assert (verdict.verdict, verdict.mismatches) == ("supported", ())


def test_a_clause_that_begins_with_a_verb_of_saying_names_nobody(library_of: LibraryOf) -> None:
    """Studies that support nothing are no source of what is denied."""
    verdict = library_of(news__md=NEWS).check("衛生局承認河水造成皮膚病")
    assert all("研究" not in mismatch.found for mismatch in verdict.mismatches)
