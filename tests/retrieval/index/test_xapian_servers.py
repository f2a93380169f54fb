"""An index on three Xapian servers, which run on this machine."""

import logging
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from retrieval.errors import IndexAway, IndexUnreachable
from retrieval.evaluation.questions import read_questions
from retrieval.index.xapian_client import Server, XapianClient
from retrieval.index.xapian_servers import XapianServers
from retrieval.library import Library
from retrieval.model import Answer
from tests.conftest import QUESTIONS, SEEDS
from tests.retrieval.conftest import ONCE

pytestmark = ONCE

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

    def hang(self, number: int) -> None:
        """Stop one, with its connections open."""
        os.killpg(self._processes[number].pid, signal.SIGSTOP)

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
def servers(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[Servers]:
    """Yield three servers without an index, which are asked again at once after a failure."""
    monkeypatch.setattr("retrieval.arrays.blocks.AWAY_SECONDS", 0.0)
    started = Servers(tmp_path_factory.mktemp("xapian"))
    yield started
    started.stop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two documents."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。\n\n骑手每天送餐四十单。")
    (folder / "b.txt").write_text("外卖订单下降了。")
    return folder


def put(folder: Path, uri: str) -> Library:
    """Open a folder whose index is put on servers."""
    return Library.open(folder, index=folder.parent / "index", remote=XapianServers(uri))


def served(uri: str) -> Library:
    """Open what is on servers, without a folder."""
    return Library.open(Path("/no/folder"), remote=XapianServers(uri))


def told(answer: Answer) -> Answer:
    """Return an answer without its time."""
    return answer.model_copy(update={"milliseconds": 0.0})


def test_who_has_no_folder_answers_as_who_has(servers: Servers, tmp_path: Path) -> None:
    """Every field but the time: answers, a verdict, a place, a count, and what there is."""
    here = Library.open(SEEDS, index=tmp_path, remote=XapianServers(servers.uri))
    there = served(servers.uri)
    for item in read_questions(QUESTIONS)[::6]:
        assert told(there.ask(item.question, item.history)) == told(here.ask(item.question, item.history))
    asked = {"check": "阿里云的收入增长了50%", "locate": "云智能集团的收入", "count": "云", "timeline": "收入"}
    for name, text in asked.items():
        ours, theirs = (getattr(library, name)(text) for library in (here, there))
        assert theirs.model_copy(update={"milliseconds": 0.0}) == ours.model_copy(update={"milliseconds": 0.0})
    for name in ("documents", "passages", "omissions", "unread", "version"):
        assert list(getattr(there, name)) == list(getattr(here, name))
    assert there.text(here.files[0].name) == here.files[0].text


def test_a_server_that_is_killed_costs_no_answer(
    servers: Servers, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Two hold each block; the log names the one that is gone, and that it is back."""
    put(folder, servers.uri)
    libraries = [served(servers.uri)]
    servers.kill(1)
    with caplog.at_level(logging.WARNING):
        libraries.append(served(servers.uri))
        for library in libraries:
            assert library.ask("云收入").quotes[0].text == "云收入增长了34%。"
            assert library.ask("骑手送餐").quotes[0].text == "骑手每天送餐四十单。"
        assert f"127.0.0.1:{servers.ports[1]} does not answer" in caplog.text
        servers.start(1)
        served(servers.uri).ask("外卖订单")
        libraries[1].reread().ask("外卖订单")
    assert f"127.0.0.1:{servers.ports[1]} answers again" in caplog.text


def test_what_two_servers_held_is_missed_until_one_is_back(servers: Servers, folder: Path) -> None:
    """An error for now, in less time than a reader is patient, and an answer without a new start.

    Who has a folder answers from that, and only who wants to put an index there is refused.
    """
    put(folder, servers.uri)
    store = XapianServers(servers.uri)
    name = store.held().containers[0][0]
    blocks = store.blocks(name, [0])
    servers.kill(0)
    servers.kill(1)
    began = time.monotonic()
    with pytest.raises(IndexAway):
        store.blocks(name, [0])
    assert time.monotonic() - began < 5
    assert put(folder, servers.uri).ask("云收入").quotes[0].text == "云收入增长了34%。"
    with pytest.raises(IndexUnreachable):
        Library.open(folder, index=folder.parent / "index").put(XapianServers(servers.uri))
    servers.start(1)
    assert store.blocks(name, [0]) == blocks


def test_a_server_that_hangs_is_waited_for_once(
    servers: Servers, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next block comes from another one at once."""
    put(folder, servers.uri)
    store = XapianServers(servers.uri)
    name = store.held().containers[0][0]
    monkeypatch.setattr("retrieval.arrays.blocks.AWAY_SECONDS", 60.0)
    servers.hang(0)
    began = time.monotonic()
    assert store.blocks(name, [0])
    late = time.monotonic() - began
    assert store.blocks(name, [0])
    assert time.monotonic() - began - late < late < 10


def test_a_change_is_read_and_the_index_before_it_stays(servers: Servers, folder: Path) -> None:
    """A library that was opened before answers as before, and reads anew when it is asked to."""
    writer, reader = put(folder, servers.uri), served(servers.uri)
    assert reader.reread() is reader
    (folder / "c.txt").write_text("会员数量为一亿。")
    writer.reread()
    assert reader.ask("会员数量").status == "not_found"
    assert reader.ask("云收入").quotes[0].text == "云收入增长了34%。"
    assert reader.reread().ask("会员数量").quotes[0].text == "会员数量为一亿。"


def test_the_lists_of_the_folder_come_along(servers: Servers, folder: Path) -> None:
    """A word is found by another one that only the folder's own list knows for it."""
    (folder / "synonyms.txt").write_text("收入 进账银两")
    here, there = put(folder, servers.uri), served(servers.uri)
    assert there.material.lexicon.all.members == here.material.lexicon.all.members
    assert told(there.ask("进账银两增长了多少")) == told(here.ask("进账银两增长了多少"))


def test_those_who_put_the_same_at_once_write_it_once(servers: Servers, folder: Path) -> None:
    """All of them can be read afterwards, and a server that lost its share gets that alone."""
    library = put(folder, servers.uri)
    uris = [servers.uri] * 3
    with ThreadPoolExecutor(3) as pool:
        list(pool.map(lambda uri: put(folder, uri), uris))
    database = servers.opened(1, writable=True)
    keys = list(database.metadata_keys(""))
    for key in keys:
        database.set_metadata(key, b"")
    database.commit()
    database.close()
    assert told(served(servers.uri).ask("云收入")) == told(library.ask("云收入"))
    put(folder, servers.uri)
    assert list(servers.opened(1).metadata_keys("")) == keys
    assert told(served(servers.uri).ask("云收入")) == told(library.ask("云收入"))


def test_what_no_reader_needs_is_deleted(servers: Servers, folder: Path) -> None:
    """After two changes nothing is left of the first index, half written or whole."""
    put(folder, servers.uri)
    first = XapianServers(servers.uri).held().containers[0][0]
    for number in range(2):
        (folder / f"{number}.txt").write_text(f"第{number}家公司的收入增长了。")
        put(folder, servers.uri)
    left = b"".join(key for number in range(3) for key in servers.opened(number).metadata_keys(""))
    assert first.encode() not in left
    assert b"/told" in left


def test_indexes_with_names_lie_beside_each_other(servers: Servers, folder: Path, tmp_path: Path) -> None:
    """Each is read by its own name, and an unknown name is none."""
    other = tmp_path / "other" / "documents"
    other.mkdir(parents=True)
    (other / "a.txt").write_text("会员数量为一亿。")
    put(folder, servers.uri)
    put(other, f"{servers.uri}/other")
    assert [file.text[:2] for file in served(servers.uri).files] == ["云收", "外卖"]
    assert [file.text[:2] for file in served(f"{servers.uri}/other").files] == ["会员"]
    with pytest.raises(IndexUnreachable, match="no index"):
        served(f"{servers.uri}/third")


def test_servers_in_another_order_are_refused(servers: Servers, folder: Path) -> None:
    """Their blocks would not be where they are looked for; who puts the index there again can read it."""
    put(folder, servers.uri)
    for ports in (servers.ports[::-1], servers.ports[:2], servers.ports[:1]):
        uri = "xapian://" + ",".join(f"127.0.0.1:{port}" for port in ports)
        with pytest.raises(IndexUnreachable, match="order"):
            served(uri)
        put(folder, uri)
        assert served(uri).ask("云收入").quotes[0].text == "云收入增长了34%。"


@pytest.mark.parametrize("uri", ["xapian://", "xapian://host", "xapian://127.0.0.1:1"])
def test_an_address_that_cannot_be_used_is_named(uri: str) -> None:
    """One without a port, and one where nothing answers."""
    pytest.importorskip("xapian")
    with pytest.raises(IndexUnreachable, match=uri):
        served(uri)
