"""Publishers and authors that claims name as their source."""

import pytest

from tests.conftest import LibraryOf

PAPERS = {
    "a__md": "---\ntitle: 港口一年\npublisher: 海岸日报\nauthor: 林晓东\n---\n\n港务集团去年的收入为12亿元。\n",
    "b__md": "---\ntitle: 山里的事\npublisher: 山城周刊\nauthor: 何秋白\n---\n\n南坡的茶园面积为300公顷。\n",
}


@pytest.mark.parametrize(
    ("claim", "verdict", "mismatch"),
    [
        ("据海岸日报报道，港务集团去年的收入为12亿元。", "supported", []),
        ("林晓东写道，港务集团去年的收入为12亿元。", "supported", []),
        ("据山城周刊报道，港务集团去年的收入为12亿元。", "contradicted", [("山城周刊", "海岸日报")]),
        ("何秋白写道，港务集团去年的收入为12亿元。", "contradicted", [("何秋白", "海岸日报")]),
        ("据海岸日报报道，港务集团去年的收入为18亿元。", "contradicted", [("18亿元", "12亿元")]),
    ],
)
def test_the_publisher_or_author_is_a_part_of_the_claim(
    library_of: LibraryOf, claim: str, verdict: str, mismatch: list[tuple[str, str]]
) -> None:
    """The document says who it is; a wrong one is named with the right one."""
    found = library_of(**PAPERS).check(claim)
    assert (found.verdict, [(m.claimed, m.found) for m in found.mismatches]) == (verdict, mismatch)


def test_the_parts_of_a_claim_with_a_source_are_slices_of_it(library_of: LibraryOf) -> None:
    """The source is the first of them."""
    claim = "据山城周刊报道，港务集团去年的收入为12亿元。"
    first, *others = library_of(**PAPERS).check(claim).parts
    assert (claim[first.start : first.end], first.state) == ("山城周刊", "contradicted")
    assert "".join(claim[part.start : part.end] for part in others).startswith("港务集团")
