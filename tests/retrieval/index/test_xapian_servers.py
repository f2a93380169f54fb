"""Passages that are looked for on three Xapian servers, which run on this machine."""

import logging
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from retrieval.errors import IndexUnreachable
from retrieval.evaluation.questions import read_questions
from retrieval.index.bm25 import Bm25, counted
from retrieval.index.remote import in_space
from retrieval.index.xapian_client import Server, XapianClient
from retrieval.index.xapian_postings import XapianPostings
from retrieval.index.xapian_servers import XapianServers
from retrieval.library import Library
from retrieval.model import Answer
from tests.conftest import QUESTIONS

WORDS = "云收入增长外卖骑手下降"
SERVER = "xapian-tcpsrv"
_START_SECONDS = 10


class Servers:
    """Three servers, each of which is a process with a database; one that is killed can be started again."""

    def __init__(self, folder: Path) -> None:
        xapian = pytest.importorskip("xapian")
        if not shutil.which(SERVER):
            pytest.skip(f"{SERVER} of Debian's xapian-tools is not installed")
        self.ports = [_free_port() for _ in range(3)]
        self.uri = "xapian://" + ",".join(f"127.0.0.1:{port}" for port in self.ports)
        self._folders = [folder / str(port) for port in self.ports]
        for own in self._folders:
            xapian.WritableDatabase(str(own), xapian.DB_CREATE).close()
        self._processes = [self._started(number) for number in range(3)]

    def opened(self, number: int, *, writable: bool = False) -> Any:
        """Return a connection to the database of one."""
        return XapianClient(self.uri).opened(Server("127.0.0.1", self.ports[number]), writable=writable)

    def kill(self, number: int) -> None:
        """Kill one, with the processes that serve its connections."""
        os.killpg(self._processes[number].pid, signal.SIGKILL)
        self._processes[number].wait()

    def start(self, number: int) -> None:
        """Start one again, on its database as it was left."""
        self._processes[number] = self._started(number)

    def stop(self) -> None:
        """Kill those that run."""
        for number, process in enumerate(self._processes):
            if process.poll() is None:
                self.kill(number)

    def _started(self, number: int) -> "subprocess.Popen[bytes]":
        port, folder = self.ports[number], self._folders[number]
        command = [SERVER, "--interface", "127.0.0.1", "--port", str(port), "--writable", "--quiet", str(folder)]
        process = subprocess.Popen(command, start_new_session=True)
        deadline = time.monotonic() + _START_SECONDS
        while not _answers(port):
            assert process.poll() is None, f"{SERVER} ended with {process.returncode}"
            assert time.monotonic() < deadline, f"{SERVER} does not answer"
        return process


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _answers(port: int) -> bool:
    with socket.socket() as one:
        one.settimeout(1)
        return one.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """Yield three servers without an index."""
    started = Servers(tmp_path_factory.mktemp("xapian"))
    yield started
    started.stop()


@pytest.fixture
def index(servers: Servers) -> XapianServers:
    """Return the connection to them."""
    return XapianServers(servers.uri)


def told(answer: Answer) -> Answer:
    """Return an answer without its time."""
    return answer.model_copy(update={"milliseconds": 0.0})


def postings_of(texts: Sequence[str]) -> Bm25:
    """Return the postings of the characters of some texts."""
    return Bm25.stored(counted(texts), k1=0.9, b=0.5)


def test_servers_find_what_the_postings_find(index: XapianServers) -> None:
    """Two kinds of terms, some units without any: no sum is too low, and none is a step a term too high."""
    rng = np.random.default_rng(1)
    texts = ["", "", *("".join(rng.choice(list(WORDS), 12)) for _ in range(300)), ""]
    words = postings_of(texts)
    pairs = Bm25.stored(counted([[a + b for a, b in pairwise(text)] for text in texts]), k1=0.6, b=0.4)
    stored = index.put({"words": words, "pairs": pairs})
    for asked in ("云收入", "外卖骑手下降", "增"):
        own = dict.fromkeys(asked, 1.5)
        both = {a + b: 0.5 for a, b in pairwise(asked)}
        sums = words.scores(own) + pairs.scores(both)
        terms = {in_space("words", term): weight for term, weight in own.items()}
        units, scores = stored.top(terms | {in_space("pairs", term): weight for term, weight in both.items()}, 20)
        assert (scores >= sums[units]).all()
        assert scores == pytest.approx(sums[units], abs=(1.5 * len(own) + 0.5 * len(both)) / 1024 + 1e-9)
        assert scores.min() >= np.sort(sums)[-20]
    assert stored.top({}, 5)[0].tolist() == []
    assert stored.top({in_space("words", "無"): 1.0}, 5)[0].tolist() == []


def test_several_indexes_beside_each_other_are_not_mixed(servers: Servers, index: XapianServers) -> None:
    """Each is found by its own words, and what is dropped is found no more."""
    first, second = index.put({"words": postings_of(["云", "收"])}), index.put({"words": postings_of(["入", "云云"])})
    assert first.top({in_space("words", "云"): 1.0}, 9)[0].tolist() == [0]
    assert second.top({in_space("words", "云"): 1.0}, 9)[0].tolist() == [1]
    first.drop()
    assert second.top({in_space("words", "云"): 1.0}, 9)[0].tolist() == [1]
    with pytest.raises(IndexUnreachable):
        XapianPostings(XapianClient(servers.uri), first.name, first.drop).top({in_space("words", "云"): 1.0}, 9)


def test_those_who_write_the_same_at_once_write_it_once(servers: Servers, index: XapianServers) -> None:
    """All of them can ask afterwards."""
    postings = postings_of(["云收入"] * 50 + ["外卖骑手"] * 50)
    with ThreadPoolExecutor(3) as pool:
        stored = list(pool.map(lambda _: index.put({"words": postings}), range(3)))
    assert [len(one.top({in_space("words", "云"): 1.0}, 99)[0]) for one in stored] == [50] * 3
    assert sum(servers.opened(number).get_doccount() for number in range(3)) == 100


def test_a_share_that_was_left_half_written_is_written_anew(servers: Servers, index: XapianServers) -> None:
    """Its documents are not found twice, and the others' shares are not written again."""
    postings = postings_of(["云收入"] * 30)
    name = index.put({"words": postings}).name
    database = servers.opened(1, writable=True)
    database.set_metadata(name, "")
    database.commit()
    database.close()
    again = index.put({"words": postings})
    assert sorted(again.top({in_space("words", "云"): 1.0}, 99)[0].tolist()) == list(range(30))
    counts = [servers.opened(number).get_doccount() for number in range(3)]
    assert counts == [10, 10, 10]


def test_servers_in_another_order_or_number_get_their_own_shares(servers: Servers, index: XapianServers) -> None:
    """Each unit is found under its number whichever servers hold it."""
    postings = postings_of(["云", "收", "入", "云云", "云收"])
    index.put({"words": postings})
    for ports in (servers.ports[::-1], servers.ports[:2], servers.ports[:1]):
        other = XapianServers("xapian://" + ",".join(f"127.0.0.1:{port}" for port in ports))
        found, _ = other.put({"words": postings}).top({in_space("words", "云"): 1.0}, 9)
        assert sorted(found.tolist()) == [0, 3, 4]


def test_answers_are_those_of_the_index_here(
    library: Library, index: XapianServers, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Every field of them but the time, for development questions, and the servers found all that was needed."""
    items = read_questions(QUESTIONS)[::6]
    here = [told(library.ask(item.question, item.history)) for item in items]
    own = library.material.index
    monkeypatch.setattr(own, "engine", index.put(own.bounds))
    assert [told(library.ask(item.question, item.history)) for item in items] == here
    assert [record for record in caplog.records if record.name.startswith("retrieval")] == []


def test_a_server_that_is_killed_costs_no_answer(
    tmp_path: Path, servers: Servers, index: XapianServers, caplog: pytest.LogCaptureFixture
) -> None:
    """The index here answers, and the log names the address; once it runs again the servers are asked again."""
    (tmp_path / "a.txt").write_text("云收入增长了34%。\n\n骑手每天送餐四十单。\n\n外卖订单下降了。")
    library = Library.open(tmp_path, remote=index)
    servers.kill(1)
    with caplog.at_level(logging.WARNING):
        assert library.ask("云收入").quotes[0].text == "云收入增长了34%。"
    assert servers.uri in caplog.text
    servers.start(1)
    engine = library.material.index.engine
    assert engine is not None
    deadline = time.monotonic() + 20
    while not len(_found(engine)):
        assert time.monotonic() < deadline
    assert library.ask("骑手送餐").quotes[0].text == "骑手每天送餐四十单。"


def _found(engine: object) -> Sequence[int]:
    try:
        units: Sequence[int] = engine.top({in_space("words", "骑手"): 1.0}, 1)[0].tolist()  # type: ignore[attr-defined]
    except IndexUnreachable:
        return []
    return units


def test_what_changes_in_the_folder_changes_there(tmp_path: Path, index: XapianServers) -> None:
    """The new passages are found, and a question to the old library is answered."""
    (tmp_path / "a.txt").write_text("云收入增长了34%。")
    before = Library.open(tmp_path, remote=index)
    (tmp_path / "b.txt").write_text("骑手每天送餐四十单。")
    after = before.reread()
    assert after.ask("骑手送餐").quotes[0].text == "骑手每天送餐四十单。"
    assert before.ask("云收入").quotes[0].text == "云收入增长了34%。"


@pytest.mark.parametrize("uri", ["xapian://", "xapian://host", "xapian://127.0.0.1:1"])
def test_an_address_that_cannot_be_used_is_named(uri: str) -> None:
    """One without a port, and one where nothing answers."""
    pytest.importorskip("xapian")
    with pytest.raises(IndexUnreachable, match=uri):
        XapianServers(uri)
