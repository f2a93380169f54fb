"""An index in Milvus: in its embedded form, which runs in this process."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from retrieval.errors import IndexAway, IndexUnreachable
from retrieval.evaluation.questions import read_questions
from retrieval.index.milvus import Milvus
from retrieval.library import Library
from retrieval.model import Answer
from tests.conftest import QUESTIONS, SEEDS
from tests.retrieval.conftest import ONCE

pytestmark = ONCE


@pytest.fixture
def uri(tmp_path: Path) -> str:
    """Return a file of Milvus's embedded form."""
    pytest.importorskip("pymilvus")
    pytest.importorskip("milvus_lite")
    return str(tmp_path / "index.db")


@pytest.fixture
def milvus(uri: str) -> Iterator[Milvus]:
    """Yield a connection to it."""
    store = Milvus(uri)
    yield store
    store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a document."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。")
    return folder


def put(folder: Path, milvus: Milvus) -> Library:
    """Open a folder whose index is put there."""
    return Library.open(folder, index=folder.parent / "index", remote=milvus)


def served(milvus: Milvus) -> Library:
    """Open what is there, without a folder."""
    return Library.open(Path("/no/folder"), remote=milvus)


def told(answer: Answer) -> Answer:
    """Return an answer without its time."""
    return answer.model_copy(update={"milliseconds": 0.0})


def test_who_has_no_folder_answers_as_who_has(milvus: Milvus, tmp_path: Path) -> None:
    """Every field but the time, for development questions."""
    here = Library.open(SEEDS, index=tmp_path / "index", remote=milvus)
    there = served(milvus)
    for item in read_questions(QUESTIONS)[::6]:
        assert told(there.ask(item.question, item.history)) == told(here.ask(item.question, item.history))
    assert there.text(here.files[0].name) == here.files[0].text


def test_blocks_come_in_the_order_in_which_they_are_asked_for(milvus: Milvus, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many fit into one message."""
    monkeypatch.setattr("retrieval.index.milvus.BLOCK_BYTES", 4)
    monkeypatch.setattr("retrieval.index.milvus._ROWS_AT_ONCE", 2)
    milvus.hold({"one": memoryview(bytes(range(18)))}, {"told": "云"})
    assert milvus.held() == ((("one", 18),), {"told": "云"})
    assert milvus.blocks("one", [4, 0, 2]) == [bytes([16, 17]), bytes([0, 1, 2, 3]), bytes([8, 9, 10, 11])]


def test_a_change_is_read_and_the_index_before_it_stays(folder: Path, milvus: Milvus) -> None:
    """Until the next change, after which nothing is left of it."""
    writer, reader = put(folder, milvus), served(milvus)
    first = set(milvus.names())
    assert reader.reread() is reader
    (folder / "b.txt").write_text("会员数量为一亿。")
    writer.reread()
    assert reader.ask("会员数量").status == "not_found"
    assert reader.ask("云收入").quotes[0].text == "云收入增长了34%。"
    assert reader.reread().ask("会员数量").quotes[0].text == "会员数量为一亿。"
    (folder / "c.txt").write_text("骑手每天送餐四十单。")
    writer.reread()
    assert first & set(milvus.names()) == {"yinju_newest"}


def test_those_who_put_the_same_at_once_do_not_disturb_each_other(folder: Path, milvus: Milvus) -> None:
    """All of them can be read afterwards, and nothing is left of those who came too late."""
    library = Library.open(folder, index=folder.parent / "index")
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: library.put(milvus), range(4)))
    assert served(milvus).ask("云收入").quotes[0].text == "云收入增长了34%。"
    assert len(milvus.names()) == 3


def test_an_index_that_cannot_be_reached_is_named(tmp_path: Path, milvus: Milvus) -> None:
    """With its address, and without what the library says of it; and so is one that holds nothing."""
    (tmp_path / "taken.db").write_text("no database")
    with pytest.raises(IndexUnreachable, match=r"taken\.db"):
        Milvus(str(tmp_path / "taken.db"))
    with pytest.raises(IndexUnreachable, match="no index"):
        served(milvus)


def test_who_has_a_folder_answers_while_milvus_is_away(
    folder: Path, uri: str, caplog: pytest.LogCaptureFixture
) -> None:
    """The log says so, with the address; who has none is told to try again."""
    milvus = Milvus(uri)
    put(folder, milvus)
    container = milvus.held().containers[0][0]
    milvus.close()
    with caplog.at_level(logging.WARNING):
        (folder / "b.txt").write_text("会员数量为一亿。")
        assert put(folder, milvus).ask("会员数量").quotes[0].text == "会员数量为一亿。"
    assert uri in caplog.text
    with pytest.raises(IndexAway):
        milvus.blocks(container, [0])
