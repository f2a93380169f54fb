"""Indexes on disk: opened where they are of the folder as it is, and made again where they are not."""

import gc
import os
import random
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from retrieval.arrays.container import read, write
from retrieval.cache.cache import IndexCache
from retrieval.documents import folder
from retrieval.documents.reader import FolderReader
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from retrieval.model import Answer
from tests.conftest import SEEDS

QUESTIONS = ("阿里云收入增长了多少", "骑手的收入", "谁写的三场硬仗", "“外卖”", "京东和美团各有多少骑手", "没有这回事吗")


class Recording(Analyzer):
    """An analyzer that tells which texts it was given."""

    def __init__(self, analyzer: Analyzer) -> None:
        self.__dict__.update(analyzer.__dict__)
        self.seen: list[str] = []

    @property
    def dictionary(self) -> None:
        """Nothing: whatever is analysed goes through `words`."""

    def words(self, folded: str) -> list[str]:
        """As the analyzer does."""
        self.seen += folded.split("\n")
        return super().words(folded)


class Home:
    """A folder of documents and a place for its index."""

    def __init__(self, path: Path, analyzer: Analyzer) -> None:
        self.folder, self.place = path / "folder", path / "index"
        self.folder.mkdir()
        self.analyzer = Recording(analyzer)
        self.keeper = IndexCache(self.place, self.folder)

    def write(self, **files: str) -> None:
        """Write files given as name="text", ending on .txt."""
        for name, text in files.items():
            (self.folder / f"{name}.txt").write_text(text, "utf-8")

    def open(self) -> Library:
        """Return a library as a process of its own would open it."""
        self.keeper = IndexCache(self.place, self.folder)
        self.analyzer.seen.clear()
        reader = FolderReader(self.folder)
        return Library(reader, self.analyzer, self.keeper.holding(reader, self.analyzer), self.keeper)

    @property
    def index(self) -> Path:
        """The file of the index."""
        return self.keeper.file.path


@pytest.fixture
def home(tmp_path: Path, analyzer: Analyzer) -> Home:
    """Return a home with two files."""
    found = Home(tmp_path, analyzer)
    found.write(a="甲公司的骑手有三百人。乙公司没有骑手。", b="丙公司去年盖了一座仓库。")
    return found


def told(library: Library, question: str) -> Answer:
    """Return an answer without its time."""
    return library.ask(question).model_copy(update={"milliseconds": 0.0})


def test_a_kept_index_answers_as_one_in_memory(analyzer: Analyzer, library: Library, tmp_path: Path) -> None:
    """Over the shipped documents: answers with their reasons, pages, and what was read and left out are the same."""
    reader, place = FolderReader(SEEDS), tmp_path / "index"
    states = []
    for _ in range(2):
        keeper = IndexCache(place, SEEDS)
        kept = Library(reader, analyzer, keeper.holding(reader, analyzer), keeper)
        states.append(keeper.state)
        for question in QUESTIONS:
            assert told(kept, question) == told(library, question)
            assert kept.explain(question) == library.explain(question)
    assert states == ["written", "opened"]
    assert kept.count("外卖骑").nearest == library.count("外卖骑").nearest
    assert list(kept.samples(40)) == list(library.samples(40))
    for part in ("documents", "passages", "files", "omissions", "unread"):
        assert list(getattr(kept, part)) == list(getattr(library, part))


def test_a_folder_as_it_was_is_neither_read_nor_analysed(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything needed is in the index."""
    home.open()
    monkeypatch.setattr(FolderReader, "read", None)
    library = home.open()
    assert home.keeper.state == "opened"
    assert home.analyzer.seen == []
    assert told(library, "甲公司有多少骑手").quotes[0].text == "甲公司的骑手有三百人。"


@pytest.mark.parametrize("settled", [True, False])
def test_a_change_that_does_not_show_in_size_and_time_is_seen(
    home: Home, monkeypatch: pytest.MonkeyPatch, *, settled: bool
) -> None:
    """The time was set back, or the file was written twice within a tick of the clock."""
    if settled:
        monkeypatch.setattr(folder, "_TICK_NANOSECONDS", 0)
    home.open()
    assert all(folder.is_unsettled(one.version) is not settled for one in folder.list_folder(home.folder))
    looks = (home.folder / "a.txt").stat()
    text = (home.folder / "a.txt").read_text("utf-8")
    (home.folder / "a.txt").write_text(text.replace("三百", "五百"), "utf-8")
    os.utime(home.folder / "a.txt", ns=(looks.st_atime_ns, looks.st_mtime_ns))
    assert told(home.open(), "甲公司有多少骑手").quotes[0].text == "甲公司的骑手有五百人。"


def test_only_changed_files_are_analysed(home: Home) -> None:
    """A file is added and one changed; the third is known."""
    home.open()
    home.write(b="丙公司去年盖了一座仓库。丁公司盖了两座。", c="戊公司卖掉了汽车。甲公司的骑手有三百人。")
    library = home.open()
    assert home.keeper.state == "written"
    sentences = [text for text in home.analyzer.seen if text.endswith("。")]
    assert sentences == ["丙公司去年盖了一座仓库。", "丁公司盖了两座。", "戊公司卖掉了汽车。", "甲公司的骑手有三百人。"]
    assert told(library, "丁公司盖了几座仓库").quotes[0].file == "b.txt"


def test_a_folder_that_only_looks_changed_keeps_its_index(home: Home) -> None:
    """As after a copy with new times: the bytes decide, and the next time the looks again."""
    home.open()
    before = home.index.stat().st_ino
    for name in ("a.txt", "b.txt"):
        os.utime(home.folder / name, ns=(1, 1))
    assert [home.open().keeper and home.keeper.state for _ in range(2)] == ["opened", "opened"]
    assert home.index.stat().st_ino == before


@pytest.mark.parametrize(
    ("name", "text"),
    [("aliases.txt", "甲公司 = 老甲\n"), ("catalog.toml", '[[document]]\nfile = "a.txt"\ntitle = "骑手"\n')],
)
def test_the_folder_s_own_lists_belong_to_it(home: Home, name: str, text: str) -> None:
    """A list that is new, and one that is gone, makes another index."""
    plain = told(home.open(), "老甲有多少骑手")
    (home.folder / name).write_text(text, "utf-8")
    changed = told(home.open(), "老甲有多少骑手")
    assert home.keeper.state == "written"
    assert changed != plain
    (home.folder / name).unlink()
    assert told(home.open(), "老甲有多少骑手") == plain


def test_a_file_that_is_gone_is_gone(home: Home) -> None:
    """Also one that could not be read."""
    (home.folder / "c.txt").write_bytes(b"\x00\x01")
    assert [file.name for file in home.open().unread] == ["c.txt"]
    assert [file.name for file in home.open().unread] == ["c.txt"]
    (home.folder / "a.txt").unlink()
    (home.folder / "c.txt").unlink()
    library = home.open()
    assert [file.name for file in library.files] == ["b.txt"]
    assert list(library.unread) == []


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.999])
def test_a_damaged_index_is_noticed_and_made_anew(home: Home, share: float) -> None:
    """Wherever a byte was changed, even with the times of the file put back."""
    expected = told(home.open(), "甲公司有多少骑手")
    stat, data = home.index.stat(), bytearray(home.index.read_bytes())
    places = [at for at in range(int(share * (len(data) - 1)), len(data)) if data[at]]
    data[places[0] if places else 0] ^= 1
    home.index.write_bytes(data)
    os.utime(home.index, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert told(home.open(), "甲公司有多少骑手") == expected
    assert home.keeper.damage
    assert home.keeper.state == "written"
    home.open()
    assert (home.keeper.state, home.keeper.damage) == ("opened", "")


def test_an_index_made_by_other_code_is_not_used(home: Home) -> None:
    """Nothing of it: it may have cut the text otherwise."""
    home.open()
    found = read(home.index)
    write(home.index, {**found.manifest, "analysis": "0" * 64}, dict(found.arrays))
    home.open()
    assert home.keeper.state == "written"
    assert "甲公司的骑手有三百人。" in home.analyzer.seen


def test_a_copied_index_is_read_through_once_and_used(home: Home) -> None:
    """Without the note beside it, and with its folder in another place it is none of that."""
    home.open()
    home.index.with_suffix(".note").unlink()
    home.open()
    assert home.keeper.state == "opened"
    assert home.analyzer.seen == []


def test_several_at_once_build_it_once(home: Home) -> None:
    """The others wait and take it."""

    def state() -> str:
        keeper = IndexCache(home.place, home.folder)
        keeper.holding(FolderReader(home.folder), home.analyzer)
        return keeper.state

    with ThreadPoolExecutor(4) as several:
        states = [one.result() for one in [several.submit(state) for _ in range(4)]]
    assert sorted(states) == ["opened", "opened", "opened", "written"]


def test_who_waits_for_another_is_told_so(home: Home) -> None:
    """Until the other is done; whoever has nobody to wait for is told nothing."""
    told: list[str] = []
    heard = threading.Event()

    def hear(stage: str, done: int, total: int) -> None:
        told.append(stage)
        heard.set()

    first, second = IndexCache(home.place, home.folder), IndexCache(home.place, home.folder)
    with ThreadPoolExecutor(1) as other:
        with first.file.alone(hear):
            assert not told
            waiting = other.submit(second.holding, FolderReader(home.folder), home.analyzer, hear)
            assert heard.wait(10)
            assert (set(told), waiting.done()) == ({"waiting"}, False)
        waiting.result()
    assert second.state == "written"
    assert told[-1] != "waiting"


def test_where_nothing_can_be_written_the_folder_is_still_answered_from(home: Home) -> None:
    """Every time it is read anew."""
    home.place.write_text("a file where the folder should be", "utf-8")
    for _ in range(2):
        library = home.open()
        assert (home.keeper.state, home.keeper.damage) == ("unwritable", "")
        assert told(library, "甲公司有多少骑手").quotes[0].text == "甲公司的骑手有三百人。"


def test_an_open_library_follows_its_folder(home: Home) -> None:
    """A new one comes beside it, and it stays as it was, also when its file was replaced."""
    library = home.open()
    assert library.reread() is library
    home.write(a="甲公司的骑手有五百人。")
    fresh = library.reread()
    assert told(fresh, "甲公司有多少骑手").quotes[0].text == "甲公司的骑手有五百人。"
    assert told(library, "甲公司有多少骑手").quotes[0].text == "甲公司的骑手有三百人。"
    assert fresh.reread() is fresh
    shutil.rmtree(home.place)
    assert fresh.reread() is fresh
    assert told(fresh, "甲公司有多少骑手").quotes[0].text == "甲公司的骑手有五百人。"


def test_lists_are_let_go_when_the_next_index_is_made(home: Home) -> None:
    """Both would be in memory otherwise; the index of before answers as it did."""
    library = home.open()
    words = library.material.index.words
    before, entries = told(library, "甲公司有多少骑手"), words.entries("骑手")
    assert library.reread() is library
    assert words.entries("骑手") is entries
    home.write(a="甲公司的骑手有五百人。")
    library.reread()
    assert words.entries("骑手") is not entries
    assert told(library, "甲公司有多少骑手") == before


def test_what_killed_processes_left_is_removed(home: Home) -> None:
    """Drafts of the index and of its note, also if nothing is written; drafts of another folder stay."""
    home.open()
    own = [home.place / f".{home.index.name}.{end}" for end in ("ab12", "note")]
    other = home.place / ".other.index.ab12"
    for text in ("丁公司盖了两座。", "丁公司盖了两座。"):
        for draft in (*own, other):
            draft.write_bytes(b"half")
        home.write(c=text)
        home.open()
        assert not any(draft.exists() for draft in own)
        assert other.exists()


def test_what_a_process_is_writing_is_left_alone(home: Home) -> None:
    """By one that opens the index as it is meanwhile."""
    home.open()
    draft = home.place / f".{home.index.name}.ab12"
    with IndexCache(home.place, home.folder).file.alone():
        draft.write_bytes(b"half")
        home.open()
        assert draft.exists()
    home.open()
    assert not draft.exists()


def test_the_index_of_a_folder_that_is_gone_is_removed(home: Home, tmp_path: Path) -> None:
    """It goes when another index is written; those of existing folders stay."""
    homes = []
    for name in ("gone", "kept"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "a.txt").write_text("戊公司卖掉了汽车。", "utf-8")
        keeper = IndexCache(home.place, folder)
        keeper.holding(FolderReader(folder), home.analyzer)
        homes.append(keeper.file.path)
    shutil.rmtree(tmp_path / "gone")
    home.open()
    gone, kept = (sorted(path.parent.glob(f"*{path.stem}*")) for path in homes)
    assert gone == []
    assert homes[1] in kept


def test_an_index_that_was_replaced_is_let_go_at_once(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """No garbage need be collected: neither its memory nor its file stays, whatever was asked of it."""
    maps = Path("/proc/self/maps")
    if not maps.exists():
        pytest.skip("this system does not list what a process maps")
    home.write(a="甲公司2024年的收入增长了34%。乙公司的骑手有三百人。")
    library = home.open()
    gc.collect()
    gc.disable()
    try:
        for number in range(3):
            # Among them a figure that two files tell differently, a word for another one of the same sound, and initials.
            for question in ("甲公司2024年的收入增长了多少", "骑首有多少人", "qs有多少人"):
                library.ask(question)
                library.explain(question, ())
            library.examine("甲公司的收入增长了34%")
            library.count("收入")
            library.timeline("收入")
            library.verify(library.opening(1))
            home.write(b=f"丙公司盖了{number}座。甲公司2024年的收入增长了2{number}%。")
            library = library.reread()
        mapped = [line for line in maps.read_text().splitlines() if str(home.index) in line]
    finally:
        gc.enable()
    assert [line for line in mapped if "(deleted)" in line] == []
    assert mapped


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_after_any_changes_the_index_is_that_of_a_fresh_build(home: Home, tmp_path: Path, seed: int) -> None:
    """Byte by byte, whatever was added, changed or removed in whatever order, and its words known or not."""
    rng = random.Random(seed)
    sentences = [
        f"{who}说{what}。" for who in ("吴泳铭", "骑手", "記者", "Jane Doe") for what in ("要投入三百亿", "來了", "ok")
    ]
    home.write(keep="甲公司的骑手有三百人。")
    for step in range(12):
        path = home.folder / f"{rng.randrange(5)}.txt"
        if path.exists() and rng.random() < 0.3:
            path.unlink()
        else:
            path.write_text("".join(rng.choices(sentences, k=rng.randrange(1, 9))), "utf-8")
        home.open()
        fresh = IndexCache(tmp_path / f"fresh{step}", home.folder)
        fresh.holding(FolderReader(home.folder), home.analyzer)
        found, expected = read(home.index).arrays, read(fresh.file.path).arrays
        assert found.keys() == expected.keys()
        for name, array in expected.items():
            np.testing.assert_array_equal(found[name], array, name)
