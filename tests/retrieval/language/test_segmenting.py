"""The faster segmenter against jieba's own: the same tokens for any text."""

import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retrieval.collection import Collection
from retrieval.language.analysis import Analyzer, Token
from retrieval.language.batch import tokens_of
from retrieval.language.folding import fold
from retrieval.progress import Stage

DATA = Path(__file__).parents[2] / "data"
# Characters that make words with each other in many ways, what numbers and names are written with, and ideographs so
# rare that jieba's dictionary has none of them.
TANGLED = "中国人民大学生活动中心的一是不了云收入增长上海和平 88VIP.,%-+#&_é½ⅧㄅアΩ。，\r\n㐀䶿鿖鿿豈𠀀\ud800"

Twins = tuple[Analyzer, Analyzer]


@pytest.fixture(scope="module")
def slow(analyzer: Analyzer) -> Analyzer:
    """An analyzer by jieba."""
    return Analyzer(analyzer.cache, fast=False)


@pytest.fixture(scope="module")
def twins(slow: Analyzer) -> Twins:
    """An analyzer by rjieba, and the one by jieba."""
    pytest.importorskip("rjieba")
    return Analyzer(), slow


def test_the_shipped_documents_and_questions_are_cut_the_same(twins: Twins, seeds: Collection) -> None:
    """Whole files and single sentences: what stands before a sentence changes nothing."""
    fast, slow = twins
    assert (fast.fast, slow.fast) == (True, False)
    rows = [json.loads(line) for name in DATA.glob("*.jsonl") for line in name.read_text("utf-8").splitlines()]
    texts = [row.get("question") or row["claim"] for row in rows] + [file.text for file in seeds.files]
    for passage in seeds.passages:
        text = seeds.text(seeds.document_of(passage).file)
        texts += [text[sentence.start : sentence.end] for sentence in passage.sentences]
    assert len(texts) > 1000
    assert [fast.tokens(text) for text in texts] == [slow.tokens(text) for text in texts]
    folded = [fold(text) for text in texts[::4]]
    assert [list(fast.tagged(text)) for text in folded] == [list(slow.tagged(text)) for text in folded]


@given(text=st.text() | st.text(alphabet=TANGLED, min_size=5))
@example("云云云㐀云云云")  # into 云云 and 云, or into 云 and 云云: both are as likely
@example("国云云云-㐀\n")
@example("豈" * 50 + "中国人民大学生" * 50)
@settings(max_examples=300)
def test_any_text_is_cut_the_same(twins: Twins, text: str) -> None:
    """Also where rare ideographs stand between others, which tips the scales between equal routes in one of them."""
    fast, slow = twins
    assert fast.tokens(text) == slow.tokens(text)
    assert list(fast.tagged(fold(text))) == list(slow.tagged(fold(text)))


@pytest.mark.usefixtures("twins")
def test_the_dictionary_of_jieba_is_not_loaded_where_the_faster_one_cuts(tmp_path: Path) -> None:
    """Nor for the tags of words: its parsed form would be kept then."""
    assert Analyzer(tmp_path).tokens("云收入") == [Token("云", 0, 1), Token("收入", 1, 3)]
    assert list(Analyzer(tmp_path).tagged("云收入")) == [("云", 0, 1, "ns"), ("收入", 1, 3, "v")]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("pays", [0, 10**9])
def test_many_texts_at_once_have_the_tokens_that_each_has(slow: Analyzer, pays: int) -> None:
    """In several processes or in this one, in order, told as they are done."""
    texts = ["", "阿里雲，收入！", "。", "云收入增长了34%。" * 2_000, "𠀀云"]
    told: list[tuple[Stage, int, int]] = []
    found = tokens_of(texts, slow, lambda *step: told.append(step), pays=pays)
    assert found == [slow.tokens(text) for text in texts]
    size = sum(map(len, texts))
    assert told == [("analysing", size - 2, size), ("analysing", size, size)]


def test_no_texts_have_no_tokens(analyzer: Analyzer) -> None:
    """Nothing is told either."""
    assert tokens_of([], analyzer) == []
