"""A text reduced to what makes it the same text: its letters and digits in one script, width and case."""

from bisect import bisect_left
from typing import NamedTuple

from retrieval.language.fold import fold


class Letters(NamedTuple):
    """The letters of a text, and for each the place in the text where it stands.

    A point between digits and a sign for per cent count as letters, because they tell what a figure is.
    """

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The slice of the text from letter `start` to the end of letter `end - 1`; empty where they are none."""
        if start >= end:
            at = self.places[start] if start < len(self.places) else (self.places[-1] + 1 if self.places else 0)
            return at, at
        return self.places[start], self.places[end - 1] + 1

    def letter_at(self, place: int) -> int:
        """The number of the first letter at a place of the text or behind it."""
        return bisect_left(self.places, place)


def letters(text: str, offset: int = 0) -> Letters:
    """The letters of a text; their places are counted from `offset`."""
    folded = fold(text)
    kept = [at for at, character in enumerate(folded) if character.isalnum() or _of_a_figure(folded, at)]
    return Letters("".join(folded[at] for at in kept), tuple(at + offset for at in kept))


def _of_a_figure(folded: str, at: int) -> bool:
    if folded[at] == "%":
        return True
    return folded[at] == "." and folded[at - 1 : at].isdigit() and folded[at + 1 : at + 2].isdigit()
