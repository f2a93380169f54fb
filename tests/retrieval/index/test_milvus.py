"""Passages that are looked for in Milvus: in its embedded form, which runs in this process."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from retrieval.errors import IndexUnreachable
from retrieval.evaluation.questions import read_questions
from retrieval.index.bm25 import Bm25, counted
from retrieval.index.milvus import Milvus
from retrieval.index.remote import fingerprint, in_space
from retrieval.library import Library
from retrieval.model import Answer
from tests.conftest import QUESTIONS

WORDS = "云收入增长外卖骑手下降"


@pytest.fixture(scope="module")
def uri(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return a file of Milvus's embedded form."""
    pytest.importorskip("pymilvus")
    pytest.importorskip("milvus_lite")
    return str(tmp_path_factory.mktemp("milvus") / "index.db")


@pytest.fixture
def milvus(uri: str) -> Iterator[Milvus]:
    """Yield a connection to it."""
    engine = Milvus(uri)
    yield engine
    engine.close()


def told(answer: Answer) -> Answer:
    """Return an answer without its time."""
    return answer.model_copy(update={"milliseconds": 0.0})


def test_milvus_finds_what_the_postings_find(milvus: Milvus) -> None:
    """Two kinds of terms in one vector: the sums are those of the postings, in single precision."""
    rng = np.random.default_rng(1)
    texts = ["".join(rng.choice(list(WORDS), 12)) for _ in range(300)] + [""]
    words = Bm25.stored(counted(texts), k1=0.9, b=0.5)
    pairs = Bm25.stored(counted([[a + b for a, b in pairwise(text)] for text in texts]), k1=0.6, b=0.4)
    stored = milvus.put({"words": words, "pairs": pairs})
    for asked in ("云收入", "外卖骑手下降", "增"):
        own = dict.fromkeys(asked, 1.5)
        both = {a + b: 0.5 for a, b in pairwise(asked)}
        sums = words.scores(own) + pairs.scores(both)
        terms = {in_space("words", term): weight for term, weight in own.items()}
        units, scores = stored.top(terms | {in_space("pairs", term): weight for term, weight in both.items()}, 20)
        assert scores == pytest.approx(sums[units], rel=1e-5)
        assert scores == pytest.approx(np.sort(sums)[::-1][:20], rel=1e-5)
    assert stored.top({}, 5)[0].tolist() == []
    assert stored.top({in_space("words", "無"): 1.0}, 5)[0].tolist() == []


def test_what_milvus_has_already_is_not_written_again(milvus: Milvus) -> None:
    """Whoever comes second finds it under the same name, which is one of the contents."""
    one, same, other = (
        Bm25.stored(counted(units), k1=0.9, b=0.5) for units in (["云收", "入"], ["云收", "入"], ["云", "收入"])
    )
    first, second = milvus.put({"words": one}), milvus.put({"words": same})
    assert fingerprint({"words": one}) == fingerprint({"words": same}) != fingerprint({"words": other})
    first.drop()
    with pytest.raises(IndexUnreachable):
        second.top({in_space("words", "云"): 1.0}, 1)


def test_an_index_that_cannot_be_reached_is_named(tmp_path: Path) -> None:
    """With its address, and without what the library says of it."""
    pytest.importorskip("milvus_lite")
    (tmp_path / "taken.db").write_text("no database")
    with pytest.raises(IndexUnreachable, match=r"taken\.db"):
        Milvus(str(tmp_path / "taken.db"))


def test_those_who_write_the_same_at_once_do_not_disturb_each_other(milvus: Milvus) -> None:
    """All of them can ask afterwards, and nothing is left of those who came too late."""
    postings = Bm25.stored(counted(["云收入"] * 50 + ["外卖骑手"] * 50), k1=0.9, b=0.5)
    with ThreadPoolExecutor(4) as pool:
        stored = list(pool.map(lambda _: milvus.put({"words": postings}), range(4)))
    assert {one.name for one in stored} == {stored[0].name}
    assert [len(one.top({in_space("words", "云"): 1.0}, 99)[0]) for one in stored] == [50] * 4
    assert [name for name in milvus.names() if name.startswith(stored[0].name)] == [stored[0].name]


def test_answers_are_those_of_the_index_here(
    library: Library, milvus: Milvus, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Every field of them but the time, for development questions, and Milvus found all that was needed."""
    items = read_questions(QUESTIONS)[::6]
    here = [told(library.ask(item.question, item.history)) for item in items]
    index = library.material.index
    monkeypatch.setattr(index, "engine", milvus.put(index.bounds))
    assert [told(library.ask(item.question, item.history)) for item in items] == here
    assert [record for record in caplog.records if record.name.startswith("retrieval")] == []


def test_what_changes_in_the_folder_changes_there(tmp_path: Path, milvus: Milvus) -> None:
    """The new passages are found; what stood there before is deleted, and a question to the old library is answered."""
    (tmp_path / "a.txt").write_text("云收入增长了34%。")
    before = Library.open(tmp_path, remote=milvus)
    (tmp_path / "b.txt").write_text("骑手每天送餐四十单。")
    after = before.reread()
    assert after.ask("骑手送餐").quotes[0].text == "骑手每天送餐四十单。"
    assert before.ask("云收入").quotes[0].text == "云收入增长了34%。"


def test_questions_are_answered_while_milvus_is_away(
    tmp_path: Path, uri: str, caplog: pytest.LogCaptureFixture
) -> None:
    """By the index here; the log says so, with the address."""
    milvus = Milvus(uri)
    (tmp_path / "a.txt").write_text("云收入增长了34%。")
    library = Library.open(tmp_path, remote=milvus)
    milvus.close()
    with caplog.at_level(logging.WARNING):
        assert library.ask("云收入").quotes[0].text == "云收入增长了34%。"
    assert uri in caplog.text
