"""Passages on their way into an index."""

import numpy as np
import pytest

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import part
from retrieval.documents.blocks import Block
from retrieval.documents.sentences import sentences
from retrieval.index.builder import index_arrays
from retrieval.index.term_lists import TermLists
from retrieval.language.lexicon import Lexicon
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Passage, Sentence, Span, Unit

TEXTS = [
    "甲公司的骑手有三百人。乙公司没有骑手。甲公司的骑手有三百人。",
    "丙公司去年盖了一座仓库。",
    "——",
    "乙公司没有骑手。丁！",
]


def arrays(analyzer: Analyzer, sample: int = 100, at_once: int | None = None) -> Arrays:
    """Return the index of TEXTS, a passage and a document each."""
    cut = [sentences(text, Block(start=0, end=len(text), role="text")) for text in TEXTS]
    passages = [
        Passage(
            start=0,
            end=len(text),
            document=at,
            section=None,
            sentences=tuple(Sentence(start=one.start, end=one.end) for one in own),
        )
        for at, (text, own) in enumerate(zip(TEXTS, cut, strict=True))
    ]
    names = ["甲文", "乙文", "丙文", "丁文"]
    return index_arrays(passages, TEXTS.__getitem__, names, analyzer, Lexicon(), sample=sample, at_once=at_once)


@pytest.mark.slow
def test_a_large_material_is_indexed_as_a_small_one(analyzer: Analyzer) -> None:
    """Compounds are mined from some of its texts only, and passages are analysed some at a time."""
    whole = {name: array for name, array in arrays(analyzer).items() if not name.startswith("mined.")}
    for other in (arrays(analyzer, sample=2), *(arrays(analyzer, at_once=size) for size in (1, 2, 3))):
        assert whole.keys() == {name for name in other if not name.startswith("mined.")}
        for name, array in whole.items():
            np.testing.assert_array_equal(array, other[name], name)


def test_a_sentence_is_found_by_its_context(analyzer: Analyzer) -> None:
    """As if it had its words, characters and pairs."""
    text = "季度收入\n十二亿元。\n十三亿元。"
    context = Span(start=0, end=4)
    unit = Unit(kind="row", start=5, end=10, context=(context,))
    passages = [
        Passage(
            start=5,
            end=len(text),
            document=0,
            section=None,
            sentences=(Sentence(start=5, end=10, unit=unit), Sentence(start=11, end=16)),
        )
    ]
    found = index_arrays(passages, lambda _: text, ["甲文"], analyzer, Lexicon())
    for name, term in (("words", "收入"), ("singles", "收"), ("pairs", "收入"), ("pairs", "度收")):
        assert TermLists(part(name, found)).entries(term).units.tolist() == [0]
    assert "入十" not in TermLists(part("pairs", found)).terms
