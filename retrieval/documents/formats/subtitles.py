"""Subtitles (SubRip, WebVTT) and transcripts: sentences that run over cues, with the time at which they begin."""

import re
from collections.abc import Sequence
from itertools import islice, pairwise

from retrieval.arrays.slices import Cut
from retrieval.documents.blocks import Article, Block, TextLine, each_line, lines
from retrieval.documents.metadata import MetadataBuilder, stated
from retrieval.model import Unit
from retrieval.runtime import pattern
from retrieval.shown import WIDE_FROM

_TIMING = pattern(
    r"(?P<start>(?:\d{1,3}:)?\d{2}:\d{2})[,.]\d{1,3}[ \t]{1,5}-->[ \t]{1,5}(?P<end>(?:\d{1,3}:)?\d{2}:\d{2})[,.]\d{1,3}"
)
# A line with a time above each part of a transcript; the first part begins soon after the recording does.
_CLOCK = pattern(r"[\[(]?(?P<start>(?P<end>(?:\d{1,2}:)?\d{1,2}:\d{2}))[\])]?$")
_MIN_CLOCKS, _MAX_FIRST_SECONDS, _MAX_LINES_PER_CLOCK = 3, 119, 8
_ARROW = pattern(r"-->[ \t]{1,5}\d")
_TAG = pattern(r"</?[A-Za-z][^<>\n]{0,100}>|<\d[\d:.]{0,20}>|\{\\[^{}\n]{1,40}\}|&(?:nbsp|lrm|rlm);")
_ENDS = tuple('。！？!?….”」』"')
_NOTE = ("WEBVTT", "NOTE", "STYLE", "REGION", "Kind:", "Language:")
_MIN_CUES = 2
_MAX_CHARACTERS = 120
_PAUSE_SECONDS = 3
# Where hardly a cue ends with a mark, nothing tells where a sentence ends: only so much is read together, and the time
# of what is quoted is that of its words.
_MIN_MARKED_SHARE = 0.1
_MAX_UNMARKED_CHARACTERS = 30


class _Cue:
    """A cue: the lines that it shows, from `start` to `end` in seconds."""

    def __init__(self, timing: "re.Match[str]") -> None:
        self.clock = timing["start"]
        self.start, self.end = _seconds(timing["start"]), _seconds(timing["end"])
        self.lines: list[TextLine] = []


def read(text: str) -> tuple[Article, ...] | None:
    """Read subtitles or a transcript; return None if the lines with times are too few, or could be those of a day."""
    timed = any(True for _ in islice(_ARROW.finditer(text), _MIN_CUES - 1, None))
    if not timed and not any(_CLOCK.match(line.text) for line in islice(each_line(text), 2)):
        return None
    found = lines(text)
    timings = [(_TIMING if timed else _CLOCK).match(line.text) for line in found]
    if not (sum(map(bool, timings)) >= _MIN_CUES if timed else _is_transcript(timings)):
        return None
    blocks: list[Block] = []
    cues: list[_Cue] = []
    gathering = MetadataBuilder()
    for at, line in enumerate(found):
        timing = timings[at]
        numbered = line.text.isdigit() and at + 1 < len(found) and timings[at + 1] is not None
        if timing:
            cue = _Cue(timing)
            for last in () if timed else cues[-1:]:
                last.end = cue.start
            cues.append(cue)
        elif numbered or (not cues and line.text.startswith(_NOTE)):
            continue
        elif cues:
            cues[-1].lines.append(line)
        elif gathering.metadata().title is None and len(line.text) <= _MAX_CHARACTERS:
            gathering.state("title", stated(line.start, line.text))
            blocks.append(Block(start=line.start, end=line.end, role="title"))
    spoken = [block for run in _runs(cues) if (block := _block(text, run)) is not None]
    return (Article(blocks=tuple(_covered(found, [*blocks, *spoken])), metadata=gathering.metadata()),)


def _is_transcript(timings: "Sequence[re.Match[str] | None]") -> bool:
    """Tell if times, each above a line of words, are those of a recording: they begin with it and go on."""
    times = [_seconds(match["start"]) for match in timings if match]
    apart = all(not one or not other for one, other in pairwise([*timings, timings[-1]]))
    return (
        apart
        and len(timings) <= _MAX_LINES_PER_CLOCK * len(times)
        and len(times) >= _MIN_CLOCKS
        and times[0] <= _MAX_FIRST_SECONDS
        and times == sorted(times)
    )


def timing_of(words: str) -> str | None:
    """Return when the cue begins whose timing is in some lines, or None if there is none."""
    timing = _TIMING.search(words) if "-->" in words else None
    return timing["start"] if timing else None


def _runs(cues: list[_Cue]) -> list[list[_Cue]]:
    """Return cues that are read together: up to the end of a sentence, a pause, or as much as is quoted at once."""
    runs: list[list[_Cue]] = []
    size = 0
    ends = [cue.lines[-1].text.endswith(_ENDS) for cue in cues if cue.lines]
    unmarked = sum(ends) < _MIN_MARKED_SHARE * len(ends)
    for cue in cues:
        if not cue.lines:
            continue
        last = runs[-1][-1] if runs else None
        length = sum(len(line.text) for line in cue.lines)
        ended = last is None or last.lines[-1].text.endswith(_ENDS) or cue.start - last.end >= _PAUSE_SECONDS
        is_short = unmarked and cue.lines[-1].text[-1] >= WIDE_FROM
        if ended or size + length > (_MAX_UNMARKED_CHARACTERS if is_short else _MAX_CHARACTERS):
            runs.append([])
            size = 0
        runs[-1].append(cue)
        size += length
    return runs


def _block(text: str, run: list[_Cue]) -> Block | None:
    """One sentence of several cues: what is between their lines is markup."""
    shown = [line for cue in run for line in cue.lines]
    cuts = [Cut(a.end, b.start) for a, b in pairwise(shown)]
    start, end = shown[0].start, shown[-1].end
    cuts += [Cut(*match.span()) for match in _TAG.finditer(text, start, end)]
    kept = sorted(cuts, key=lambda cut: cut.start)
    apart = [cut for at, cut in enumerate(kept) if at == 0 or cut.start >= kept[at - 1].end]
    if sum(cut.end - cut.start for cut in apart) >= end - start:
        return None
    unit = Unit(start=start, end=end, kind="cue", said_at=run[0].clock)
    return Block(start=start, end=end, role="text", markup=tuple(apart), unit=unit, whole=True)


def _covered(found: list[TextLine], blocks: list[Block]) -> list[Block]:
    """Add, as markup, every line that is in no block."""
    result: list[Block] = []
    rest = iter(blocks)
    block = next(rest, None)
    for line in found:
        while block and block.end <= line.start:
            result.append(block)
            block = next(rest, None)
        if block is None or line.end <= block.start:
            result.append(Block(start=line.start, end=line.end, left_out="markup"))
    return [*result, *([block] if block else []), *rest]


def _seconds(clock: str) -> int:
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return total
