"""The index of a folder with named collections, asked by those who have neither folder nor index."""

from pathlib import Path

import pytest

from retrieval.errors import IndexUnreachable
from retrieval.library import Library
from retrieval.model import Answer
from tests.memory_store import MemoryStore

CATALOG = """[[collection]]
folder = "hr"
name = "人事"
chats = [7]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of which a part is a collection of its own."""
    folder = tmp_path / "documents"
    (folder / "hr").mkdir(parents=True)
    (folder / "a.txt").write_text("云收入增长了34%。")
    (folder / "hr" / "b.txt").write_text("员工每年休假十五天。")
    (folder / "catalog.toml").write_text(CATALOG)
    return folder


def put(folder: Path, store: MemoryStore) -> Library:
    """Open a folder whose index is put in a store."""
    return Library.open(folder, index=folder.parent / "index", remote=store)


def served(store: MemoryStore) -> Library:
    """Open what a store holds, without a folder."""
    return Library.open(Path("/no/folder"), remote=store)


def told(answer: Answer) -> Answer:
    """Return an answer without its time."""
    return answer.model_copy(update={"milliseconds": 0.0})


def test_a_named_collection_is_served_apart_from_the_rest(folder: Path) -> None:
    """With the chats to which it is offered, and the same answers as where the folder is."""
    store = MemoryStore()
    here, there = put(folder, store), served(store)
    assert there.named == here.named != ()
    for question in ("员工每年休假几天", "云收入增长了多少"):
        assert told(there.ask(question)) == told(here.ask(question))
        assert told(there.part("hr").ask(question)) == told(here.part("hr").ask(question))
    assert there.part("hr").ask("员工每年休假几天").quotes[0].text == "员工每年休假十五天。"
    assert there.ask("员工每年休假几天").status == "not_found"
    with pytest.raises(IndexUnreachable, match="no collection"):
        there.part("other")


def test_what_changes_in_a_named_collection_alone_is_read_there_alone(folder: Path) -> None:
    """Nothing is put again if nothing changed; one that the catalog names no longer is gone, also for its readers."""
    store = MemoryStore()
    writer, reader = put(folder, store), served(store)
    part = reader.part("hr")
    assert writer.reread() is writer
    assert (store.puts, part.reread()) == (1, part)
    (folder / "hr" / "b.txt").write_text("员工每年休假二十天。")
    assert writer.reread() is writer
    fresh = part.reread()
    assert fresh.ask("员工每年休假几天").quotes[0].text == "员工每年休假二十天。"
    assert part.ask("员工每年休假几天").quotes[0].text == "员工每年休假十五天。"
    assert reader.reread().passages is reader.passages
    (folder / "catalog.toml").unlink()
    writer.reread()
    again = reader.reread()
    assert again.named == ()
    assert again.ask("员工每年休假几天").quotes[0].text == "员工每年休假二十天。"
    with pytest.raises(IndexUnreachable, match="no collection"):
        fresh.reread()


def test_an_empty_collection_keeps_nothing_else_from_being_served(folder: Path) -> None:
    """A log names it."""
    store = MemoryStore()
    (folder / "hr" / "b.txt").unlink()
    put(folder, store)
    assert served(store).named == ()
    assert served(store).ask("云收入增长了多少").quotes[0].text == "云收入增长了34%。"


def test_an_index_of_another_version_is_refused() -> None:
    """It may tell other things of its indexes."""
    store = MemoryStore()
    store.hold({}, {"lists": {}, "passed_over": []})
    with pytest.raises(IndexUnreachable, match="another version"):
        served(store)
