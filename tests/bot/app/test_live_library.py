"""The running bot follows its folder."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app.application import build_application
from bot.dispatch.errors import ErrorHandler
from bot.live_library import LiveLibrary
from bot.phrases import phrases
from bot.settings import Settings
from bot.terminal.conversation import Conversation
from bot.web.preview.standin import StandIn
from retrieval.arrays import container
from retrieval.cache.cache import IndexCache
from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.bot.conftest import running, started
from tests.conftest import ROOT
from tests.memory_store import MemoryStore


async def test_a_file_that_is_added_is_quoted_without_a_restart(tmp_path: Path, analyzer: Analyzer) -> None:
    """As soon as the watcher has noticed it; until then, and after a folder that cannot be used, the old answers stay."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。")
    live_library = LiveLibrary(Library.read(FolderReader(folder), analyzer), phrases("en"))
    async with StandIn.serve() as api:
        settings = Settings.model_validate(
            {
                "telegram_bot_token": SecretStr(api.token),
                "telegram_api_base_url": api.base_url,
                "seeds_dir": folder,
                "data_dir": tmp_path / "data",
            }
        )
        async with started(build_application(settings, live_library, ErrorHandler())):
            alice = api.user("Alice", language_code="en")
            chat = api.private_chat(alice)
            chat.send(alice, "骑手送餐多少单")
            assert "found no answer" in (await chat.next_bot_message()).text
            (folder / "b.txt").write_text("骑手每天送餐四十单。")
            async with asyncio.timeout(20):
                while len(live_library().documents) < 2:
                    await asyncio.sleep(0.02)
            chat.send(alice, "骑手送餐多少单")
            assert "骑手每天送餐四十单。" in (await chat.next_bot_message()).text
            (folder / "a.txt").unlink()
            (folder / "b.txt").unlink()
            live_library.reread()
            chat.send(alice, "骑手送餐多少单")
            assert "骑手每天送餐四十单。" in (await chat.next_bot_message()).text
        assert not api.faults


async def test_an_index_elsewhere_is_followed_without_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As soon as another one is there it answers, and that there is no folder to watch is no trouble."""
    monkeypatch.setattr("bot.live_library._ASK_SECONDS", 0.01)
    folder, store = tmp_path / "documents", MemoryStore()
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。")
    writer = Library.open(folder, index=tmp_path / "index", remote=store)
    live_library = LiveLibrary(Library.open(tmp_path / "none", remote=store), phrases("en"))
    await live_library.watch(tmp_path / "none")
    (folder / "b.txt").write_text("骑手每天送餐四十单。")
    writer.reread()
    async with asyncio.timeout(20):
        while live_library().ask("骑手送餐多少单").status == "not_found":
            await asyncio.sleep(0.01)
    assert live_library.trouble == ""
    await live_library.rest()


def test_an_index_that_was_damaged_while_the_bot_ran_is_told_of(
    tmp_path: Path, analyzer: Analyzer, caplog: pytest.LogCaptureFixture
) -> None:
    """Once, in the log; the answers come from the one that is made anew."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。")
    live_library = LiveLibrary(Library.open(folder, index=tmp_path / "index"), phrases("en"))
    keeper = live_library().keeper
    assert keeper
    keeper.file.path.unlink()  # the old one stays mapped
    keeper.file.path.write_bytes(b"nothing of the kind")
    for _ in range(2):
        live_library.reread()
    assert [line for line in caplog.messages if "damaged" in line] == [
        phrases("en").index.damaged.format(reason=keeper.damage)
    ]
    assert "34%" in live_library().ask("云收入增长了多少").quotes[0].text


@pytest.mark.process
@pytest.mark.parametrize("leases", [True, False])
@pytest.mark.parametrize("size", [0, 4096])
async def test_an_index_that_is_truncated_in_its_place_is_read_no_more(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, leases: bool
) -> None:
    """To touch a page that is gone would kill the process; the next question is answered from a new index.

    On a system with leases, who truncates it waits until nothing reads it any more.
    """
    if not leases:
        monkeypatch.setattr(container, "lease", lambda descriptor: None)
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。")
    live_library = LiveLibrary(Library.open(folder, index=tmp_path / "index"), phrases("en"))
    async with StandIn.serve() as api, running(api, library, seeds_dir=folder, live_library=live_library):
        alice = api.user("Alice", language_code="en")
        chat = api.private_chat(alice)
        # The first look at the folder is over: nothing maps the file at the moment at which it is truncated.
        chat.send(alice, "云收入增长了多少？")
        await chat.next_bot_message()
        await asyncio.to_thread(live_library.reread)
        keeper = live_library().keeper
        assert keeper
        before, path = live_library(), keeper.file.path
        truncate = f"import os; os.truncate({str(path)!r}, {size})"
        truncating = await asyncio.create_subprocess_exec(sys.executable, "-c", truncate)
        try:
            await (_until(lambda: live_library() is not before) if leases else truncating.wait())
            chat.send(alice, "云收入的增长是多少？")
            assert "云收入增长了34%。" in (await chat.next_bot_message()).text
        finally:
            with suppress(ProcessLookupError):
                truncating.kill()
            await truncating.wait()
        assert not live_library().is_unsafe


@pytest.mark.process
@pytest.mark.parametrize("watched", [True, False], ids=["a bot", "a conversation"])
async def test_who_truncates_an_index_waits_no_longer_than_its_reader_needs(tmp_path: Path, watched: bool) -> None:
    """A running bot gives the file back within two seconds or so, a conversation with its next answer; Linux waits 45 s."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。")
    library = Library.open(folder, index=tmp_path / "index")
    reader = LiveLibrary(library, phrases("en")) if watched else Conversation(library, phrases("en"))
    path = IndexCache(tmp_path / "index", folder).file.path
    del library
    if isinstance(reader, LiveLibrary):
        await reader.watch(folder)
    truncate = f"import os; os.truncate({str(path)!r}, 0)"
    truncating = await asyncio.create_subprocess_exec(sys.executable, "-S", "-c", truncate)
    if isinstance(reader, Conversation):
        await _until(lambda: reader._library.is_unsafe)
        reader.line("云收入增长了多少")
    assert await asyncio.wait_for(truncating.wait(), 10) == 0
    if isinstance(reader, LiveLibrary):
        await reader.rest()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda folder: (folder / "aliases.txt").mkdir(), id="aliases.txt is a folder"),
        pytest.param(lambda folder: (folder / "catalog.toml").mkdir(), id="catalog.toml is a folder"),
        pytest.param(lambda folder: os.close(os.open(bytes(folder) + b"/\xff\xfe.txt", os.O_CREAT)), id="no UTF-8"),
    ],
)
async def test_whatever_lies_in_the_folder_the_watch_goes_on(
    spoil: Callable[[Path], None], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Files added after the culprit has gone are read."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("云收入增长了34%。", "utf-8")
    live_library = LiveLibrary(Library.open(folder), phrases("en"))
    await live_library.watch(folder)
    try:
        spoil(folder)
        (folder / "b.txt").write_text("骑手每天送餐四十单。", "utf-8")
        # What spoils the reading is told or logged; what does not spoil it lets the new document through.
        await _until(lambda: bool(live_library.trouble or caplog.records) or len(live_library().documents) > 1)
        for path in folder.iterdir():
            if path.name not in ("a.txt", "b.txt"):
                path.rmdir() if path.is_dir() else path.unlink()
        (folder / "c.txt").write_text("会员数达到一千万。", "utf-8")
        await _until(lambda: len(live_library().documents) == 3 and not live_library.trouble)
    finally:
        await live_library.rest()


def _swap_by_rename(folder: Path, fresh: Path) -> None:
    folder.rename(folder.with_name("old"))
    fresh.rename(folder)


def _swap_by_link(folder: Path, fresh: Path) -> None:
    link = folder.with_name("link")
    link.symlink_to(fresh, target_is_directory=True)
    link.replace(folder)


@pytest.mark.parametrize("swap", [_swap_by_rename, _swap_by_link])
async def test_a_folder_in_whose_place_another_one_comes_is_followed(
    swap: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    """At once, as a deployment does it; and what changes in the new one after that."""
    first, fresh, folder = tmp_path / "first", tmp_path / "fresh", tmp_path / "documents"
    for made, words in ((first, "云收入增长了34%。"), (fresh, "骑手每天送餐四十单。")):
        made.mkdir()
        (made / "a.txt").write_text(words, "utf-8")
    if swap is _swap_by_link:
        folder.symlink_to(first, target_is_directory=True)
    else:
        first.rename(folder)
    live = LiveLibrary(Library.open(folder), phrases("en"))
    await live.watch(folder)
    try:
        swap(folder, fresh)
        await _until(lambda: "骑手" in live().text("a.txt"))
        (folder / "b.txt").write_text("会员数达到一千万。", "utf-8")
        await _until(lambda: len(live().documents) == 2)
    finally:
        await live.rest()


MOUNTING = """
import asyncio, subprocess, sys
from pathlib import Path
from bot.live_library import LiveLibrary
from bot.phrases import phrases
from retrieval import Library

async def main(folder):
    live = LiveLibrary(Library.open(folder), phrases("en"))
    await live.watch(folder)
    while not live.looks:
        await asyncio.sleep(0.02)
    for words in ("骑手每天送餐四十单。", "会员数达到一千万。"):
        subprocess.run(["mount", "-t", "tmpfs", "tmpfs", folder], check=True)
        (folder / "a.txt").write_text(words, "utf-8")
        while words not in live().text("a.txt"):
            await asyncio.sleep(0.02)
    subprocess.run(["umount", folder], check=True)
    while "骑手" not in live().text("a.txt"):
        await asyncio.sleep(0.02)
    (folder / "b.txt").write_text("云收入增长了34%。", "utf-8")
    while len(live().documents) < 2:
        await asyncio.sleep(0.02)
    await live.rest()

asyncio.run(main(Path(sys.argv[1])))
"""


@pytest.mark.process
def test_a_folder_over_which_a_disk_is_mounted_is_followed(tmp_path: Path) -> None:
    """And the one below it once that is unmounted; nothing outside of the process sees the mounts."""
    alone = ["unshare", "--mount", "--propagation", "private"]
    try:
        subprocess.run([*alone, "mount", "-t", "tmpfs", "tmpfs", tmp_path], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root may mount something in a namespace of its own")
    (tmp_path / "a.txt").write_text("云收入增长了34%。", "utf-8")
    subprocess.run([*alone, sys.executable, "-c", MOUNTING, tmp_path], check=True, timeout=60, cwd=ROOT)


async def _until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.02)
