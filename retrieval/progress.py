"""How far long work is: what does it tells whoever shows it."""

from collections.abc import Iterator, Sequence
from typing import Literal, Protocol, TypeVar

T = TypeVar("T")
Stage = Literal["waiting", "reading", "analysing", "indexing", "answering"]


class Progress(Protocol):
    """Takes how far a stage of the work is; called from the thread that works, the last time when all is done."""

    def __call__(self, stage: Stage, done: int, total: int, /) -> None:
        """So much is done of the total, in steps that take about as long as each other."""


def unseen(stage: Stage, done: int, total: int, /) -> None:
    """Show nothing."""


def each(items: Sequence[T], stage: Stage, progress: Progress) -> Iterator[T]:
    """The items one after the other; progress hears of each when the next one is wanted."""
    for number, item in enumerate(items, 1):
        yield item
        progress(stage, number, len(items))
