"""Printed audit of `yinju sources --check`: an account of every file."""

import re
from collections import defaultdict

from rich.text import Text

from bot.phrases import Phrases
from bot.terminal.print import console
from bot.text import clipped, one_line
from retrieval import Library
from retrieval.collection import Omission, SourceFile

_SAMPLE_CHARACTERS = 30
_BROKEN = "\ufffd"
_MOST_PLACES = 5


def print_check(library: Library, phrases: Phrases) -> None:
    """Print for each file how much was read, and how much was left out for each reason, with a sample."""
    out = console()
    omissions: dict[str, list[Omission]] = defaultdict(list)
    for omission in library.omissions:
        omissions[omission.file].append(omission)
    for file in library.files:
        out.print(Text(one_line(file.name), "bold"), soft_wrap=True)
        out.print("  " + _read(library, file, phrases), soft_wrap=True)
        if _BROKEN in file.text:
            out.print("  " + _broken(file, phrases), style="yellow", soft_wrap=True)
        for line in _left_out(file, omissions[file.name], phrases):
            out.print(line, style="dim", soft_wrap=True)
    for unread in library.unread:
        out.print(Text(one_line(unread.name), "bold"), soft_wrap=True)
        reason = phrases.checked_unread.format(reason=phrases.reason(unread.reason))
        out.print("  " + reason, style="yellow", soft_wrap=True)


def _read(library: Library, file: SourceFile, phrases: Phrases) -> str:
    numbers = {at for at, document in enumerate(library.documents) if document.file == file.name}
    passages = [passage for passage in library.passages if passage.document in numbers]
    text = sum(sentence.end - sentence.start for passage in passages for sentence in passage.sentences)
    return phrases.checked_read.format(documents=len(numbers), passages=len(passages), text=text)


def _broken(file: SourceFile, phrases: Phrases) -> str:
    """Return how many characters of a file cannot be read, and the lines of the first of them."""
    places = [match.start() for match in re.finditer(_BROKEN, file.text)]
    lines = dict.fromkeys(file.text.count("\n", 0, at) + 1 for at in places[:_MOST_PLACES])
    shown = ", ".join(map(str, lines)) + (", …" if len(places) > _MOST_PLACES else "")
    return phrases.checked_broken.format(count=len(places), lines=shown)


def _left_out(file: SourceFile, omissions: list[Omission], phrases: Phrases) -> list[str]:
    by_reason: dict[str, list[Omission]] = defaultdict(list)
    for omission in omissions:
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
