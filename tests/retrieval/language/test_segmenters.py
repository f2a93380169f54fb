"""The other segmenters against jieba's own: the same tokens for any text."""

import json
from collections.abc import Sequence
from contextlib import suppress
from itertools import accumulate, islice
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from retrieval.arrays import kernels
from retrieval.collection import Collection
from retrieval.language.cut_texts import cut_texts
from retrieval.language.dictionary import CompiledDictionary, Dictionary, kept_dictionary
from retrieval.language.fold import fold
from retrieval.language.segmenters import CompiledWords, Words
from retrieval.language.tokenizer import Analyzer, Token, is_word
from retrieval.runtime import Stage

DATA = Path(__file__).parents[2] / "data"
# Characters that make words with each other in many ways, what numbers and names are written with, and ideographs so
# rare that jieba's dictionary has none of them.
TANGLED = "中国人民大学生活动中心的一是不了云收入增长上海和平 88VIP.,%-+#&_é½ⅧㄅアΩ。，\r\n㐀䶿鿖鿿豈𠀀\ud800"

Twins = tuple[Analyzer, Analyzer]


@pytest.fixture(scope="module")
def slow(analyzer: Analyzer) -> Analyzer:
    """Return an analyzer by jieba."""
    return Analyzer(analyzer.cache, fast=False)


@pytest.fixture(scope="module")
def twins(slow: Analyzer) -> Twins:
    """Return an analyzer by rjieba, and the one by jieba."""
    pytest.importorskip("rjieba")
    return Analyzer(), slow


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Words:
    """Return the dictionary of jieba as it is kept on disk, looked up in Python."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernels, "compiled", None)
        found = kept_dictionary(tmp_path_factory.mktemp("words"))
    assert isinstance(found, Dictionary)
    return found


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> CompiledDictionary:
    """Return the same, looked up in C."""
    if not kernels.compiled:
        pytest.skip("the loops in C were not built")
    found = kept_dictionary(tmp_path_factory.mktemp("words"))
    assert isinstance(found, CompiledDictionary)
    return found


@pytest.fixture(scope="module")
def texts(seeds: Collection) -> list[str]:
    """Every shipped question, claim and sentence."""
    rows = [json.loads(line) for name in DATA.glob("*.jsonl") for line in name.read_text("utf-8").splitlines()]
    found = [row.get("question") or row["claim"] for row in rows]
    for passage in seeds.passages:
        text = seeds.text(seeds.document_of(passage).file)
        found += [text[sentence.start : sentence.end] for sentence in passage.sentences]
    assert len(found) > 1000
    return found


def test_the_shipped_documents_and_questions_are_cut_the_same(
    twins: Twins, texts: list[str], seeds: Collection
) -> None:
    """Whole files and single sentences: what stands before a sentence changes nothing."""
    fast, slow = twins
    assert (fast.fast, slow.fast) == (True, False)
    texts = texts + [file.text for file in seeds.files]
    assert [fast.tokens(text) for text in texts] == [slow.tokens(text) for text in texts]
    folded = [fold(text) for text in texts[::4]]
    assert [list(fast.tagged(text)) for text in folded] == [list(slow.tagged(text)) for text in folded]


@pytest.mark.parametrize("kind", ["words", "compiled"])
def test_they_are_cut_the_same_by_look_ups(
    slow: Analyzer, kind: str, texts: list[str], request: pytest.FixtureRequest
) -> None:
    """Each text as if it were the only one, of every third."""
    texts = texts[::3]
    words: Words | CompiledWords = request.getfixturevalue(kind)
    assert [Analyzer(words=words).tokens(text) for text in texts] == [slow.tokens(text) for text in texts]
    folded = [fold(text) for text in texts[::4]]
    found = [list(Analyzer(words=words).tagged(text)) for text in folded]
    assert found == [list(slow.tagged(text)) for text in folded]


@given(text=st.text() | st.text(alphabet=TANGLED, min_size=5))
@example("云云云㐀云云云")  # into 云云 and 云, or into 云 and 云云: both are as likely
@example("国云云云-㐀\n")
@example("豈" * 50 + "中国人民大学生" * 50)
@example("T恤AA制\r\n卡拉OK100%-a+b")
@settings(max_examples=300)
def test_any_text_is_cut_the_same(twins: Twins, words: Words, compiled: CompiledWords, text: str) -> None:
    """Also where rare ideographs stand between others, which tips the scales between equal routes in one of them."""
    slow = twins[1]
    for other in (twins[0], Analyzer(words=words), Analyzer(words=compiled)):
        assert other.tokens(text) == slow.tokens(text)
        assert list(other.tagged(fold(text))) == list(slow.tagged(fold(text)))


def test_by_the_loops_in_c_nothing_else_is_ever_loaded(
    compiled: CompiledWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However much is cut: a bot would hold the whole dictionary in its own memory."""
    for load in ("rjieba_segmenter", "rjieba_tagger", "jieba_dictionary"):
        monkeypatch.setattr(f"retrieval.language.tokenizer.{load}", pytest.fail)
    analyzer = Analyzer(words=compiled)
    assert len(analyzer.tokens("云收入增长。" * 50_000)) == 150_000
    assert [tag for *_, tag in analyzer.tagged("云收入增长" * 50_000)] == ["ns", "v", "v"] * 50_000


def test_a_dictionary_whose_bytes_change_does_no_harm(compiled: CompiledDictionary) -> None:
    """Texts are cut otherwise then, or not at all."""
    rng, text = np.random.default_rng(1), "中国人民大学生活动中心88VIP。" * 9
    for _ in range(20):
        columns = [column.copy() for column in compiled._columns]
        for column in columns:
            places = rng.integers(0, len(column), len(column) // 9)
            column[places] = rng.integers(0 if column.dtype == np.uint8 else -9, 1 << 7, len(places))
        with suppress(IndexError):
            firsts = np.zeros_like(compiled._firsts)
            ends, _ = kernels.compiled.pieces(*columns, firsts, compiled._least, text, False)
            assert ends[-1] == len(text)


def test_whoever_cuts_much_stops_looking_up(words: Words) -> None:
    """From then on a dictionary is loaded, which is faster, and the tokens go on as before."""

    class Counting:
        total = words.total
        asked = 0

        def beginning(self, text: str, at: int) -> Sequence[tuple[int, int]]:
            self.asked += 1
            return words.beginning(text, at)

        def tag(self, word: str) -> str | None:
            return words.tag(word)

    counting = Counting()
    analyzer = Analyzer(words=counting)
    few, tokens = 0, analyzer.tokens("云收入增长")
    while counting.asked > few:
        few = counting.asked
        assert analyzer.tokens("云收入增长") == tokens
    assert 1_000 < few < 100_000
    assert [tag for *_, tag in analyzer.tagged("云收入增长")] == ["ns", "v", "v"]
    assert counting.asked == few


@pytest.mark.usefixtures("twins")
def test_the_dictionary_of_jieba_is_not_loaded_where_the_faster_one_cuts(tmp_path: Path) -> None:
    """Nor for the tags of words: its parsed form would be kept then."""
    assert Analyzer(tmp_path).tokens("云收入") == [Token("云", 0, 1), Token("收入", 1, 3)]
    assert list(Analyzer(tmp_path).tagged("云收入")) == [("云", 0, 1, "ns"), ("收入", 1, 3, "v")]
    assert list(tmp_path.iterdir()) == []


def test_many_texts_at_once_have_the_tokens_that_each_has(slow: Analyzer) -> None:
    """In order, told as they are done."""
    texts = ["", "阿里云,收入!", "。", "云收入增长了34%。" * 2_000, "𠀀云", "云\r", "\n收入"]
    told: list[tuple[Stage, int, int]] = []
    parts = list(cut_texts(texts, slow, lambda *step: told.append(step)))
    words = [part.words[number] for part in parts for number in part.numbers.tolist()]
    starts = [start for part in parts for start in part.starts.tolist()]
    counts = [count for part in parts for count in part.counts.tolist()]
    found, at = [], 0
    for count in counts:
        own = zip(words[at : at + count], starts[at : at + count], strict=True)
        found.append([Token(word, start, start + len(word)) for word, start in own if is_word(word)])
        at += count
    assert found == [slow.tokens(text) for text in texts]
    size, last = sum(map(len, texts)), sum(map(len, texts[-3:]))
    assert told == [("analysing", size - last, size), ("analysing", size, size)]


@pytest.mark.slow
@given(texts=st.lists(st.text(TANGLED, max_size=40), max_size=9))
@example(["云云云", "", "x-mas 3.5%", "T\r\n\r", "𠀀㐀云收入"])
def test_compiled_loops_cut_the_words_that_jieba_cuts(slow: Analyzer, texts: list[str]) -> None:
    """Each text by itself, at the same places; equal words have one number."""
    if not kernels.compiled:
        pytest.skip("the inner loops are not compiled here")
    folded = [fold(text) for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        # Fewer would be cut without them.
        patch.setattr("retrieval.language.cut_texts.MIN_COMPILED_CHARACTERS", 0)
        parts = list(cut_texts(folded, Analyzer()))
    for part in parts:
        words = list(part.words)
        assert len(set(words)) == len(words)
        found = iter(zip(part.numbers.tolist(), part.starts.tolist(), strict=True))
        for text, count in zip(folded, part.counts.tolist(), strict=True):
            own = [(words[number], start) for number, start in islice(found, count)]
            pieces = slow.words(text)
            assert own == list(zip(pieces, accumulate(map(len, pieces), initial=0), strict=False))


@pytest.mark.parametrize(
    "data", [b"", b"\n", "云".encode(), b"a b c", b" 3 n", b"a -1", b"\xe4 3 n", b"a 99999999999 n"]
)
def test_what_is_no_dictionary_is_refused(data: bytes) -> None:
    """Of whatever form."""
    if not kernels.compiled:
        pytest.skip("the inner loops are not compiled here")
    with pytest.raises(ValueError, match="no dictionary"):
        kernels.compiled.dictionary(data)


def test_no_texts_have_no_words(analyzer: Analyzer) -> None:
    """Nothing is told either."""
    assert not list(cut_texts([], analyzer))
