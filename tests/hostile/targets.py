"""Targets of hostile input: each takes one input, and raises if anything is wrong with the result."""

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from bot.commands.ask import answer_lines
from bot.commands.check import verdict_lines
from bot.dispatch.messenger import keyboard
from bot.phrases import phrases
from bot.replies.answers import answer_message
from bot.replies.check import claim_message
from bot.replies.count import occurrences_message
from bot.replies.listing import sources_message
from bot.replies.message import Message
from bot.replies.pages import page_message
from bot.text import one_line
from bot.web.preview.standin import keyboards
from bot.web.preview.standin.entities import of_client
from bot.web.preview.standin.utf16 import length
from retrieval.collection import FileReading
from retrieval.documents.folder import list_folder
from retrieval.documents.reader import FolderReader, read_file
from retrieval.errors import YinjuError
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from retrieval.model import Quote
from tests.hostile.texts import PIECES, hostile, lines_of, names, written

KINDS = (".txt", ".md", ".html")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "big5")
_SPEECH = phrases("zh-hant")
# What a document must not bring into a message: it could turn the text around, or steer a terminal.
_NEVER = set("\u202e\u2066\x1b\x00\x7f\x85")
Run = Callable[[Any], None]


@dataclass(frozen=True)
class Target:
    """Something that takes input: how that is made, and what is done with it."""

    inputs: st.SearchStrategy[Any]
    run: Run


def targets(library: Library, analyzer: Analyzer) -> Mapping[str, Target]:
    """All targets that need no running bot, by name; questions and claims are put to `library`."""
    documents = st.tuples(_contents(), st.sampled_from(KINDS))
    return {
        "documents": Target(documents, lambda given: _document(given[0], given[1])),
        "libraries": Target(documents, lambda given: _library(given[0], given[1], analyzer)),
        "file names": Target(names, lambda name: _file_name(name, analyzer)),
        "catalogs": Target(_catalogs(), lambda given: _catalog(given, analyzer)),
        "questions": Target(
            st.tuples(hostile, st.lists(hostile, max_size=3)), lambda given: check_question(given[0], given[1], library)
        ),
        "claims": Target(hostile, lambda claim: check_claim(claim, library)),
        "JSON lines": Target(st.lists(lines_of("question"), max_size=3), lambda lines: _json_lines(lines, library)),
    }


def _contents() -> st.SearchStrategy[bytes]:
    encoded = st.tuples(written, st.sampled_from(ENCODINGS)).map(lambda given: given[0].encode(given[1], "replace"))
    return encoded | st.binary(max_size=200) | st.tuples(encoded, st.binary(max_size=8)).map(b"".join)


def _catalogs() -> st.SearchStrategy[str]:
    keys = st.sampled_from(
        ["file", "number", "title", "published", "url", "author", "note", "lines", "text", "[[document]]\n"]
    )
    values = st.sampled_from(
        ['"a.txt"', '"b"', "1", "0", "-1", "2024-02-30", "[1, 2]", "[2, 1]", "[0]", "9" * 30, "{}", '"\\u0000"', "inf"]
    )
    entries = st.tuples(keys, values | st.sampled_from(PIECES).map(json.dumps)).map(" = ".join)
    heads = st.sampled_from(["[[document]]", "[[document.note]]", "[document]", "[[note]]", ""])
    return (
        st.lists(st.tuples(heads, st.lists(entries, max_size=4).map("\n".join)).map("\n".join), max_size=4).map(
            "\n".join
        )
        | written
    )


def _document(content: bytes, kind: str) -> None:
    """Check that it is read or named as unread; every passage and its sentences appear there."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, f"a{kind}").write_bytes(content)
        (found,) = list_folder(Path(folder))
        read = read_file(found, Path(folder))
    if isinstance(read, FileReading):
        for passage in read.passages:
            assert 0 <= passage.start < passage.end <= len(read.file.text)


def _library(content: bytes, kind: str, analyzer: Analyzer) -> None:
    """Check that it is read or named as unread; what is quoted of it is there, and shown as text only."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, f"a{kind}").write_bytes(content)
        try:
            library = Library.read(FolderReader(Path(folder)), analyzer)
        except YinjuError as error:
            is_said(error)
            return
        _look_at(library)


def _look_at(library: Library) -> None:
    answer = library.ask("云收入增长了多少？")
    _stand_there(library, answer.quotes)
    shown = [answer_message(answer, library, _SPEECH), sources_message(library, 1, _SPEECH)]
    if library.documents:
        shown.append(page_message(library.source(1), _SPEECH))
    for message in shown:
        telegram_takes(message)
        assert not set(message.html) & _NEVER


def _file_name(name: str, analyzer: Analyzer) -> None:
    """Check that it can be listed, cited and named in one line, or is not a name that the disk takes."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "b.txt").write_text("骑手每天送餐四十单。")
        try:
            Path(folder, f"{name}.txt").write_text("云收入增长了34%。")
        except OSError:
            return
        library = Library.read(FolderReader(Path(folder)), analyzer)
        _look_at(library)
        # Files whose names begin with a dot are hidden, and left alone.
        assert {file.name for file in library.files} == {"b.txt", *([] if name.startswith(".") else [f"{name}.txt"])}
        assert len(one_line(library.files[0].name).splitlines()) == 1


def _catalog(text: str, analyzer: Analyzer) -> None:
    """Check that it is followed, or refused with a sentence."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.txt").write_text("云收入增长了34%。\n骑手每天送餐四十单。\n")
        Path(folder, "catalog.toml").write_bytes(text.encode("utf-8", "replace"))
        try:
            _look_at(Library.read(FolderReader(Path(folder)), analyzer))
        except YinjuError as error:
            is_said(error)


def check_question(question: str, history: list[str], library: Library, *, again: bool = True) -> None:
    """Check that it is answered by what the file says, or refused with a sentence; the same twice."""
    try:
        answer = library.ask(question, history)
    except YinjuError as error:
        is_said(error)
        return
    _stand_there(library, answer.quotes)
    telegram_takes(answer_message(answer, library, _SPEECH, told=True))
    assert not again or library.ask(question, history).quotes == answer.quotes


def check_claim(claim: str, library: Library) -> None:
    """Check, locate, count, list by date and verify it, each time with an outcome or a sentence."""
    for outcome in OUTCOMES:
        outcome_of(claim, outcome, library)


def outcome_of(claim: str, outcome: Callable[[str, Library], object], library: Library) -> None:
    """There is one, or a sentence."""
    try:
        outcome(claim, library)
    except YinjuError as error:
        is_said(error)


def _checked(claim: str, library: Library) -> None:
    _stand_there(library, library.check(claim).quotes)
    telegram_takes(claim_message(library.examine(claim), library, _SPEECH))


def _located(claim: str, library: Library) -> None:
    library.locate(claim)


def _counted(claim: str, library: Library) -> None:
    telegram_takes(occurrences_message(library.count(claim), 1, library, _SPEECH))


def _listed(claim: str, library: Library) -> None:
    _stand_there(library, tuple(point.quote for point in library.timeline(claim).points))


OUTCOMES: tuple[Callable[[str, Library], object], ...] = (
    _checked, _located, _counted, _listed, lambda text, library: library.verify(text),
)  # fmt: skip


def _json_lines(lines: list[bytes], library: Library) -> None:
    """Each line that is not blank has one answer, which is JSON again."""
    wanted = sum(bool(line.strip()) for line in lines)
    for answered in (answer_lines(lines, library, _SPEECH), verdict_lines(lines, library, _SPEECH)):
        objects = list(answered)
        assert len(objects) == wanted
        json.dumps(objects, ensure_ascii=False).encode("utf-8", "backslashreplace")


def is_said(error: YinjuError) -> None:
    """There is a sentence for it, which takes one line."""
    assert len(_SPEECH.error(error).splitlines()) == 1


def _stand_there(library: Library, quotes: tuple[Quote, ...]) -> None:
    for quote in quotes:
        assert library.text(quote.file)[quote.start : quote.end] == quote.text


def telegram_takes(message: Message) -> None:
    """Telegram parses it, it is not too long, and Telegram takes its buttons."""
    parsed = of_client(message.html, "HTML")
    assert 1 <= length(parsed.text) <= 4096
    assert len(parsed.entities) <= 100
    markup = keyboard(message)
    if markup:
        assert keyboards.parse(markup.to_dict(), private=False)
