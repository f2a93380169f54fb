"""Sentences that head others: titles, headings, lines above a letter, and questions, which others answer."""

from collections.abc import Callable
from functools import lru_cache

from retrieval.arrays.tables import ROLES
from retrieval.index.index import HEAD_ROLES, Index
from retrieval.runtime import once_each, pattern

# Number of sentences of which it is kept if they are headings.
_KNOWN_HEADINGS = 1 << 14
# The lines above a letter say what it is about, and by whom: they head it, wherever it is quoted.
_LETTER_HEAD = pattern(
    r"\W{0,3}(?:subject|re|fwd?|from|to|cc|date|sent|reply-to|主题|标题|发件人|收件人|寄件者|收件者|抄送|副本)\s?:[^\n]{0,120}$"
)
_QUESTION_END = pattern(r"\?[\s\"”」』)]*$")


def is_question(folded: str) -> bool:
    """Tell if a folded sentence ends with a question mark."""
    return "?" in folded and bool(_QUESTION_END.search(folded))


def is_heading(entry: int, index: Index) -> bool:
    """Tell if a sentence is a title, a heading, a line above a letter or a question: something that others answer."""
    return heading_check(index)(entry)


@once_each
def heading_check(index: Index) -> Callable[[int], bool]:
    """Return what tells if a sentence is a heading, which is kept of the last that were asked for."""
    folded, roles = index.folded, index.roles

    @lru_cache(_KNOWN_HEADINGS)
    def heading(entry: int) -> bool:
        return ROLES[roles[entry]] in HEAD_ROLES or is_question(folded[entry]) or heads_letter(folded[entry])

    return heading


def heads_letter(folded: str) -> bool:
    """Tell if a folded sentence is a line above a letter, such as its subject."""
    return ":" in folded and bool(_LETTER_HEAD.match(folded))
