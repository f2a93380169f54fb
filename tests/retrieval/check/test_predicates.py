"""Parts of a claim that a denial is of."""

import pytest

from tests.conftest import LibraryOf

TEXT = """滤网不可以水洗。
断网的时候，车载版没办法导出记录。
The lid of the pump is not waterproof.
"""


@pytest.mark.parametrize(
    ("claim", "named"),
    [
        ("滤网可以水洗", "可以水洗"),
        ("断网的时候，车载版照样能导出记录", "照样能导出记录"),
        ("The lid of the pump is waterproof", "waterproof"),
    ],
)
def test_what_is_denied_is_named_with_the_words_that_it_belongs_to(
    library_of: LibraryOf, claim: str, named: str
) -> None:
    """A noun alone says nothing of what is wrong."""
    verdict = library_of(a__md=TEXT).check(claim)
    assert verdict.verdict == "contradicted"
    assert any(named in mismatch.claimed for mismatch in verdict.mismatches)
