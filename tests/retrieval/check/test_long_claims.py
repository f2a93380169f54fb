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
