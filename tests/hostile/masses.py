"""Targets of inputs by the hundred thousand: inner functions, on what is opened once."""

import json
from collections.abc import Callable, Mapping
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from dotenv import dotenv_values
from pydantic import ValidationError

from bot.commands.ask import answer_lines
from bot.commands.check import verdict_lines
from bot.phrases import phrases
from bot.replies.pages import page_message
from bot.settings import Settings
from bot.text import one_line
from retrieval.collection import Collection
from retrieval.documents.catalog import catalogued, read_catalog
from retrieval.documents.folder import decode
from retrieval.documents.formats.recognize import articles
from retrieval.documents.passages import passages
from retrieval.documents.reader import FolderReader
from retrieval.errors import ReceiptMalformed, YinjuError
from retrieval.language.lexicon import LISTS, Lexicon
from retrieval.library import Library
from retrieval.pages.page import first_of, page
from retrieval.receipt import parse
from tests.hostile.making import Maker
from tests.hostile.targets import KINDS, OUTCOMES, check_question, is_said, outcome_of, telegram_takes

_SPEECH = phrases("zh-hant")
_NEVER = set("\u202e\u2066\x1b\x00\x7f\x85")


class Mass(NamedTuple):
    """Maker of inputs, and the function tried on them, which raises if something is wrong."""

    make: Callable[[Maker], object]
    run: Callable[..., None]


def masses(library: Library, folder: Path) -> Mapping[str, Mass]:
    """All kinds that need no running bot; `folder` is an empty one on a disk that is quick."""
    names, catalogs, lists = (folder / name for name in ("names", "catalogs", "lists"))
    for one in (names, catalogs, lists):
        one.mkdir()
    (names / "b.txt").write_text("骑手每天送餐四十单。")
    reader = FolderReader(names)
    collection = library.material.collection
    return {
        "documents": Mass(lambda m: (m.content(), m.pick(KINDS)), document),
        "file names": Mass(Maker.file_name, lambda name: file_name(name, names, reader)),
        "catalogs": Mass(Maker.catalog, lambda text: catalog(text, catalogs, collection)),
        "lists": Mass(lambda m: (m.pick(LISTS), m.listing()), lambda given: lists_of_words(given[0], given[1], lists)),
        "settings": Mass(Maker.dotenv, dotenv),
        "receipts": Mass(
            lambda m: (m.receipt(), m.number(3)), lambda given: one_receipt(given[0], given[1], library)
        ),
        "questions": Mass(
            lambda m: (m.said(), [m.said() for _ in range(m.number(2))] if m.chance(0.2) else []),
            lambda given: check_question(given[0], given[1], library, again=False),
        ),
        "claims": Mass(lambda m: (m.said(), m.number(len(OUTCOMES) - 1)), lambda given: outcome_of(given[0], OUTCOMES[given[1]], library)),
        "JSON lines": Mass(
            lambda m: (m.line("question"), m.line("claim")), lambda given: json_lines(given[0], given[1], library)
        ),
    }  # fmt: skip


def document(given: tuple[bytes, str]) -> None:
    """Check that it is read or named as unread; every passage and its sentences appear there, in order."""
    content, kind = given
    text, reason = decode(content)
    assert (text is None) != (reason is None)
    for article in articles(text, f"a{kind}") if text else ():
        at = 0
        for passage in passages(text or "", article, 0):
            assert at <= passage.start < passage.end <= len(text or "")
            at = passage.end


def file_name(name: str, folder: Path, reader: FolderReader) -> None:
    """Check that it can be listed, opened and shown, or is not a name that the disk takes."""
    path = folder / f"{name}.txt"
    try:
        path.write_text("云收入增长了34%。")
    except OSError:
        return
    try:
        collection = reader.read()
        hidden = name.startswith(".")
        assert {file.name for file in collection.files} == {"b.txt", *([] if hidden else [path.name])}
        for number in range(len(collection.documents)):
            shown = page_message(page(collection, first_of(collection, number)), _SPEECH)
            telegram_takes(shown)
            assert not set(shown.html) & _NEVER
        assert len(one_line(path.name).splitlines()) == 1
    finally:
        path.unlink()


def catalog(text: str, folder: Path, known: Collection) -> None:
    """Check that it is followed, or refused with a sentence."""
    (folder / "catalog.toml").write_bytes(text.encode("utf-8", "replace"))
    try:
        catalogued(known.documents, read_catalog(folder), known.line_starts)
    except YinjuError as error:
        is_said(error)


def lists_of_words(name: str, text: str, folder: Path) -> None:
    """Names and words of a folder are taken as far as they are any, and found again."""
    for other in LISTS:
        (folder / other).unlink(missing_ok=True)
    (folder / name).write_bytes(text.encode("utf-8", "replace"))
    lexicon = Lexicon(folder)
    for occurrence in lexicon.all.find("阿里云的收入"):
        assert lexicon.all.groups_of(occurrence.expression)


def dotenv(text: str) -> None:
    """Check that the settings are taken, or something is said of each that is wrong."""
    told = dotenv_values(stream=StringIO(text))
    try:
        Settings.model_validate({name.lower(): value for name, value in told.items() if value})
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False)
        if not all(fault["loc"] and fault["msg"] for fault in wrong):
            raise AssertionError(wrong) from None


def one_receipt(receipt: str, use: int, library: Library) -> None:
    """Check that it leads somewhere, or a sentence says why not."""
    try:
        (library.resolve, library.contents, library.lay_out, library.verify)[use](receipt)
    except YinjuError as error:
        is_said(error)
    try:
        place = parse(receipt)
    except ReceiptMalformed:
        return
    assert 0 <= place.start <= place.end


def json_lines(question: bytes, claim: bytes, library: Library) -> None:
    """Each line that is not blank has one answer, which is JSON again."""
    for line, answered in (
        (question, answer_lines([question], library, _SPEECH)),
        (claim, verdict_lines([claim], library, _SPEECH)),
    ):
        found = list(answered)
        assert len(found) == bool(line.strip())
        for one in found:
            assert json.loads(json.dumps(one))
