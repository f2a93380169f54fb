"""Lines of a file, as the file has them."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from retrieval.collection import Collection
from retrieval.errors import FileAmbiguous, FileUnknown, LineUnknown
from retrieval.model import Value


class Line(Value):
    """A line of a file as it stands, without its newline, from the address `start` on; `number` counts from 1."""

    file: str
    number: int
    start: int
    text: str


def lines_of(collection: Collection, file: str, line: int, around: int) -> tuple[Line, ...]:
    """Return a line of a file, counted from 1, and up to `around` lines on either side, in order.

    The lines of a text with markup and of source code are counted as in the original; in the place of front matter
    that a conversion has and its original has not, the first line after it is returned. `file` may be shortened to any
    beginning that only one file has. Raises FileUnknown, FileAmbiguous, LineUnknown.
    """
    name = file_named(collection, file)
    starts = collection.line_starts[name]
    text = collection.text(name)
    count = len(starts) - (1 if text.endswith("\n") else 0)
    numbers = _numbers(collection, name, starts[:count])
    if not numbers[0] <= line <= numbers[-1]:
        raise LineUnknown(file=name, line=line, lines=numbers[-1])
    is_made = collection.by_name[name].is_made
    at = bisect_right(numbers, line) - 1
    while at + 1 < count and is_made(starts[at]):
        at += 1
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    wanted = (n for n in range(max(0, at - around), min(count, at + around + 1)) if not is_made(starts[n]))
    return tuple(Line(file=name, number=numbers[n], start=starts[n], text=text[starts[n] : ends[n]]) for n in wanted)


def _numbers(collection: Collection, file: str, starts: Sequence[int]) -> Sequence[int]:
    """Return the number of each line in the original, or in the conversion of a kind without lines."""
    if not any(position.line for _, position in collection.by_name[file].positions):
        return range(1, len(starts) + 1)
    found = (collection.position(file, start).line or 0 for start in starts)
    return list(accumulate(found, max))


def file_named(collection: Collection, file: str) -> str:
    """Return the name of the one file that is called `file`, or begins so; raises FileUnknown and FileAmbiguous."""
    names = [name for name in collection.by_name if name == file] or [
        name for name in collection.by_name if name.startswith(file)
    ]
    if not names:
        raise FileUnknown(file=file)
    if len(names) > 1:
        raise FileAmbiguous(file=file, count=len(names), first=names[0])
    return names[0]
