"""Printed audit of `yinju sources --check`: an account of every file."""

import re
from collections import defaultdict
from typing import NamedTuple

from rich.text import Text

from bot.phrases import Phrases
from bot.terminal.console import console
from bot.text import clipped, one_line
from retrieval import Library
from retrieval.collection import Omission, SourceFile

_SAMPLE_CHARACTERS = 30
_BROKEN = "\ufffd"
_MOST_PLACES = 5


class _Read(NamedTuple):
    """Share of a file, or of all files, that was read."""

    documents: int = 0
    passages: int = 0
    text: int = 0


def print_check(library: Library, phrases: Phrases) -> None:
    """Print for each file how much was read, and how much was left out for each reason, with a sample; then the sum."""
    out = console()
    omissions: dict[str, list[Omission]] = defaultdict(list)
    for omission in library.omissions:
        omissions[omission.file].append(omission)
    read = _read(library)
    for file in library.files:
        out.say(Text(one_line(file.name), "bold"))
        out.say("  " + phrases.checked_read.format(**read[file.name]._asdict()))
        if _BROKEN in file.text:
            out.say("  " + _broken(file, phrases), style="yellow")
        for line in _left_out(file, omissions[file.name], phrases):
            out.say(line, style="dim")
    for unread in library.unread:
        out.say(Text(one_line(unread.name), "bold"))
        reason = phrases.checked_unread.format(reason=phrases.reason(unread.reason))
        out.say("  " + reason, style="yellow")
    whole = _Read(*map(sum, zip(*read.values(), strict=True)))
    count, unread_count = len(library.files), len(library.unread)
    out.say(phrases.checked_sum.format(files=count, unread=unread_count, **whole._asdict()))


def _read(library: Library) -> dict[str, _Read]:
    """Return how much was read of each file, by its name."""
    found: dict[str, _Read] = defaultdict(_Read)
    names = [document.file for document in library.documents]
    for name in names:
        documents, passages, text = found[name]
        found[name] = _Read(documents + 1, passages, text)
    for passage in library.passages:
        documents, passages, text = found[names[passage.document]]
        text += sum(sentence.end - sentence.start for sentence in passage.sentences)
        found[names[passage.document]] = _Read(documents, passages + 1, text)
    return found


def _broken(file: SourceFile, phrases: Phrases) -> str:
    """Return how many characters of a file cannot be read, and the lines of the first of them."""
    places = [match.start() for match in re.finditer(_BROKEN, file.text)]
    lines = dict.fromkeys(file.text.count("\n", 0, at) + 1 for at in places[:_MOST_PLACES])
    shown = ", ".join(map(str, lines)) + (", …" if len(places) > _MOST_PLACES else "")
    return phrases.checked_broken.format(count=len(places), lines=shown)


def _left_out(file: SourceFile, omissions: list[Omission], phrases: Phrases) -> list[str]:
    by_reason: dict[str, list[Omission]] = defaultdict(list)
    for omission in omissions:
        # What a conversion states of a document is nowhere in the original.
        if not file.is_made(omission.start):
            by_reason[omission.reason].append(omission)
    return [
        phrases.checked_omission.format(
            characters=sum(omission.end - omission.start for omission in found),
            reason=phrases.omissions[reason],
            count=len(found),
            sample=clipped(file.text[found[0].start : found[0].end], _SAMPLE_CHARACTERS),
        )
        for reason, found in sorted(by_reason.items())
    ]
