"""Answers that were found a while ago, so that what many ask is searched once."""

from collections.abc import Callable
from functools import lru_cache

from retrieval.library import Library
from retrieval.model import Answer

_MOST = 500


class Remembered:
    """The answers to the last 500 different questions, as long as their library is the current one.

    A question is the same where its words, what was asked before it and the quotes that it wants are the same. An
    answer tells the milliseconds that it took when it was found.
    """

    def __init__(self, shelf: Callable[[], Library]) -> None:
        self._shelf = shelf
        self._library: Library | None = None
        self._answers = lru_cache(maxsize=_MOST)(_found)

    def ask(self, question: str, history: tuple[str, ...], *, most: int, skip: int) -> Answer:
        """What `Library.ask` answers; raises what that raises, each time anew. Any number of threads may ask."""
        library = self._shelf()
        if library is not self._library:
            self._answers.cache_clear()
            self._library = library
        return self._answers(library, question, history, most, skip)


def _found(library: Library, question: str, history: tuple[str, ...], most: int, skip: int) -> Answer:
    return library.ask(question, history, most=most, skip=skip)
