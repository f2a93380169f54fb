"""Long claims: what is bound, and what is the same as for each sentence by itself."""

import pytest

from retrieval.library import Library
from tests.conftest import LibraryOf

REPORT = """港务年报
# 港务集团发布年报
港务集团去年的吞吐量为31亿吨，收入为12亿元。
港务集团的员工人数从2.1万减到1.9万。
北港码头的装卸桥由鼎力重工建造。
北港码头的装卸桥在六月投入使用。
"""
CLAIMS = ("港务集团去年的收入为12亿元。", "港务集团去年的收入为18亿元。", "北港码头的装卸桥由鼎力重工建造。")


def _library(library_of: LibraryOf) -> Library:
    return library_of(a__md=REPORT)


@pytest.mark.slow
def test_each_sentence_of_a_long_claim_has_the_parts_that_it_has_alone(library_of: LibraryOf) -> None:
    """The parts are those of the sentence by itself, moved to where it stands, however often it stands there."""
    library = _library(library_of)
    claim = "".join(CLAIMS) * 20
    expected, at = [], 0
    for sentence in CLAIMS * 20:
        alone = library.check(sentence)
        expected += [(at + part.start, at + part.end, part.state) for part in alone.parts]
        at += len(sentence)
    found = library.check(claim)
    assert [(part.start, part.end, part.state) for part in found.parts] == expected
    assert found.verdict == "contradicted"


FIGURES = dict(zip("东南西北中上下左右前后内", (31, 42, 53, 64, 75, 86, 97, 28, 39, 47, 58, 69), strict=True))
YEARBOOK = "".join(f"{side}港码头去年的吞吐量为{figure}万吨。\n" for side, figure in FIGURES.items())


def test_what_a_sentence_says_word_for_word_is_proven_by_it_alone(library_of: LibraryOf) -> None:
    """Of many sentences, the one that is altered is contradicted, and each of the others has the quote that it repeats,
    with the parts that it has by itself.
    """
    library = library_of(a__md=f"港口年鉴\n{YEARBOOK}", b__md=f"港口汇编\n{YEARBOOK}")
    claim = YEARBOOK.replace("南港码头去年的吞吐量为42万吨", "南港码头去年的吞吐量为24万吨")
    found = library.check(claim)
    assert [(mismatch.claimed, mismatch.found) for mismatch in found.mismatches] == [("24万吨", "42万吨")]
    repeated = [quote.text for quote in found.quotes if "南港" not in quote.text]
    assert repeated == [line for line in YEARBOOK.splitlines() if "南港" not in line]
    expected, at = [], 0
    for line in claim.splitlines(keepends=True):
        alone = library.check(line.strip())
        expected += [(at + part.start, at + part.end, part.state) for part in alone.parts]
        at += len(line)
    assert [(part.start, part.end, part.state) for part in found.parts] == expected


def test_whose_words_they_are_is_told_by_all_who_have_them(library_of: LibraryOf) -> None:
    """Also in a long claim: that the first document which has a sentence is another's contradicts nothing."""
    named = "---\ntitle: {0}一年\npublisher: {0}\n---\n\n" + YEARBOOK
    other = named.replace("万吨。", "万吨，与上年相同。")
    library = library_of(a__md=named.format("海岸日报"), b__md=other.format("山城周刊"))
    found = library.check(f"{YEARBOOK}据山城周刊报道，东港码头去年的吞吐量为31万吨。")
    assert found.verdict == "supported"
