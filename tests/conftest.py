"""Fixtures of many tests: the shipped library, opened once, and libraries of a few sentences."""

import gc
import os
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

import pytest
from hypothesis import settings

from retrieval.collection import Collection
from retrieval.documents.reader import FolderReader, open_collection
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / "seeds"
QUESTIONS = Path(__file__).parent / "data" / "questions.jsonl"

# How long one example takes says more of how busy the machine is than of the code.
settings.register_profile("busy", deadline=None)
settings.load_profile("busy")

LibraryOf = Callable[..., Library]

# The tests that the quick tier leaves out, by folder or module; a module that is named here has no mark of its own.
MARKS = {
    "browser": ("bot/web/preview", "bot/web/reader/test_in_a_browser.py"),
    "process": (
        "bot/collections/test_kills.py",
        "bot/commands",
        "bot/doctor",
        "bot/storage/test_database.py",
        "bot/terminal/test_chat.py",
        "bot/transport/test_kills.py",
        "bot/transport/test_webhook.py",
        "bot/transport/test_workers.py",
        "retrieval/index/test_xapian_servers.py",
        "bot/web/reader/test_command.py",
        "test_deploy.py",
        "test_wheel.py",
    ),
    "slow": (
        "bot/collections",
        "bot/handlers/test_group_talk.py",
        "bot/handlers/test_inline.py",
        "bot/handlers/test_private_chats.py",
        "bot/handlers/test_start.py",
        "bot/handlers/test_more_quotes.py",
        "bot/handlers/test_check.py",
        "bot/handlers/test_edited_claims.py",
        "bot/handlers/test_edited_questions.py",
        "bot/handlers/test_groups.py",
        "retrieval/arrays/test_kernels.py",
        "retrieval/arrays/test_packed.py",
        "retrieval/arrays/test_strings.py",
        "retrieval/joined",
        "retrieval/index/test_mined_compounds.py",
        "retrieval/index/test_spaces.py",
        "bot/replies/test_lengths.py",
        "bot/replies/test_messages.py",
        "bot/transport/test_faults.py",
        "hostile",
        "bot/app/test_live_library.py",
        "bot/app/test_supervision.py",
        "bot/dispatch/test_check_pool.py",
        "bot/dispatch/test_errors.py",
        "bot/app/test_menus.py",
        "bot/test_http_server.py",
        "bot/handlers/test_count.py",
        "bot/handlers/test_delete.py",
        "bot/handlers/test_forwarded_messages.py",
        "bot/handlers/test_gaps.py",
        "bot/handlers/test_membership.py",
        "bot/handlers/test_old_messages.py",
        "bot/handlers/test_follow_ups.py",
        "bot/handlers/test_privacy.py",
        "bot/handlers/test_read.py",
        "bot/handlers/test_wishes.py",
        "bot/handlers/test_verify.py",
        "bot/replies/test_reader_links.py",
        "retrieval/cache/test_changes.py",
        "retrieval/cache/test_trial.py",
        "retrieval/ask/test_ranking.py",
        "bot/handlers/test_settings.py",
        "bot/handlers/test_timeline.py",
        "bot/handlers/test_vote.py",
        "bot/observability",
        "bot/transport/test_limits.py",
        "bot/transport/test_processor.py",
        "bot/transport/test_queue.py",
        "bot/transport/test_trust.py",
        "retrieval/cache/test_cache.py",
        "retrieval/documents/test_folder.py",
        "retrieval/index/test_bm25.py",
        "retrieval/index/test_top_k.py",
        "retrieval/lookup",
        "retrieval/pages/test_layout.py",
        "retrieval/test_answers_on_the_seeds.py",
        "retrieval/language/test_tokenizer.py",
        "retrieval/documents/convert",
        "retrieval/evaluation",
        "retrieval/language/test_dictionary.py",
        "retrieval/language/test_segmenters.py",
        "standin_tests",
    ),
}


# Modules that mostly wait, in the order in which they take long: begun last, they would be waited for at the end.
FIRST = (
    "test_systemd.py",
    "bot/commands/test_run.py",
    "test_wheel.py",
    "bot/transport/test_kills.py",
    "bot/transport/test_workers.py",
    "bot/collections/test_kills.py",
    "retrieval/cache/test_killed_builds.py",
)


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return one worker more than processors, or five for two if tests wait for processes and for the browser."""
    processors = os.cpu_count() or 1
    return processors + 1 if "not process" in config.option.markexpr else 5 * processors // 2


@cache
def marks_of(path: Path) -> tuple[str, ...]:
    """Return the marks that a folder or module has in MARKS."""
    inner = path.relative_to(Path(__file__).parent) if path.is_relative_to(Path(__file__).parent) else Path()
    around = {place.as_posix() for place in (inner, *inner.parents)}
    return tuple(mark for mark, places in MARKS.items() if not around.isdisjoint(places))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a module unread if the tier leaves out all of its tests."""
    return any(f"not {mark}" in config.option.markexpr for mark in marks_of(collection_path)) or None


def pytest_sessionstart() -> None:
    """Collect no garbage while the tests are imported, of which there is hardly any."""
    gc.disable()


def pytest_collection_finish() -> None:
    """Leave the objects of modules and tests, which stay, out of all collections of garbage to come: a seventh of the time."""
    gc.enable()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of the folders and modules in MARKS, and those that run a command; begin with FIRST."""
    here = Path(__file__).parent
    places = {here / name: at for at, name in enumerate(FIRST)}
    items.sort(key=lambda item: places.get(item.path, len(FIRST)))
    for item in items:
        if "preloaded" in getattr(item, "fixturenames", ()):
            item.add_marker("process")
        for mark in marks_of(item.path):
            item.add_marker(mark)


def replace(file: Path, data: bytes | bytearray) -> None:
    """Put another file in the place of one that may be mapped: writing into that would wait until it is not."""
    file.unlink()
    file.write_bytes(data)


@pytest.fixture(scope="session")
def analyzer(tmp_path_factory: pytest.TempPathFactory) -> Analyzer:
    """One analyzer for all tests, because its dictionary takes a while to load."""
    return Analyzer(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def seeds() -> Collection:
    """Return the shipped documents, read once."""
    return open_collection(SEEDS)


@pytest.fixture(scope="session")
def library(analyzer: Analyzer) -> Library:
    """Return the library of the shipped documents."""
    return Library.read(FolderReader(SEEDS), analyzer)


@pytest.fixture(scope="session")
def library_of(tmp_path_factory: pytest.TempPathFactory, analyzer: Analyzer) -> LibraryOf:
    """Make a library of files given as name="text"; a dot in the name is written as two underscores.

    The same files give the same library, which many tests read, and a folder that no test writes to.
    """

    @lru_cache(maxsize=16)
    def read(files: tuple[tuple[str, str], ...]) -> Library:
        folder = tmp_path_factory.mktemp("documents")
        for name, text in files:
            (folder / name.replace("__", ".")).write_bytes(text.encode())
        return Library.read(FolderReader(folder), analyzer)

    return lambda **files: read(tuple(files.items()))
