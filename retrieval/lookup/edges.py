"""Edges of the place of a text: the words that the text begins or ends with may stand a little beyond it."""

from retrieval.lookup.difference import Alignment, Letters, changes
from retrieval.lookup.joints import ends_sentence

_MIN_LETTERS, _REACH_LETTERS = 2, 20


def widened(own: str, file: str, there: Letters, place: Alignment) -> Alignment:
    """Return a place with the first and the last words of a text, if they stand nearby in the same sentence.

    The fewest edits leave them out: 是反对补偿 is then 是反对 and a word that is not in the documents, where they have
    是反对不公平的补偿, of which a word is missing in the text.
    """
    found = changes(own, there.text[place.start : place.end]) or [(0, 0, 0, 0)]
    start, end = place.start, place.end
    begin = start + found[0][3]
    head = own[: found[0][1]] if found[0][0] == found[0][2] == 0 else ""
    if _is_telling(head):
        at = there.text.rfind(head, max(0, start - _REACH_LETTERS - len(head)), begin)
        start = at if at >= 0 and not _is_apart(file, there, at, begin) else start
    stop = place.start + found[-1][2]
    tail = own[found[-1][0] :] if found[-1][1] == len(own) and found[-1][3] == end - place.start else ""
    if _is_telling(tail):
        at = there.text.find(tail, stop, end + _REACH_LETTERS + len(tail))
        end = at + len(tail) if at >= 0 and not _is_apart(file, there, stop - 1, at) else end
    return Alignment(start, end, place.edits)


def _is_telling(letters: str) -> bool:
    """Return if letters are a word by themselves: neither a figure nor a part of a Latin word."""
    return len(letters) >= _MIN_LETTERS and not any(letter.isascii() for letter in letters)


def _is_apart(file: str, there: Letters, one: int, other: int) -> bool:
    """Return if a sentence or line of a file ends between two letters."""
    return ends_sentence(file[there.places[one] : there.places[other]])
