"""Lines of a file, as the file has them."""

from retrieval.collection import Collection
from retrieval.errors import FileAmbiguous, FileUnknown, LineUnknown
from retrieval.model import Value


class Line(Value):
    """A line of a file as it stands, without its newline; `number` counts from 1."""

    file: str
    number: int
    text: str


def lines_of(collection: Collection, file: str, line: int, around: int) -> tuple[Line, ...]:
    """Return a line of a file, counted from 1, and up to `around` lines on either side, in order.

    `file` may be shortened to any beginning that only one file has. Raises FileUnknown, FileAmbiguous, LineUnknown.
    """
    name = file_named(collection, file)
    starts = collection.line_starts[name]
    text = collection.text(name)
    count = len(starts) - (1 if text.endswith("\n") else 0)
    if not 1 <= line <= count:
        raise LineUnknown(file=name, line=line, lines=count)
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    wanted = range(max(1, line - around), min(count, line + around) + 1)
    return tuple(Line(file=name, number=n, text=text[starts[n - 1] : ends[n - 1]]) for n in wanted)


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
