"""Paragraphs whose lines are broken at some width -> one block each, so that no sentence ends with a line."""

from collections.abc import Container, Iterable, Iterator
from itertools import pairwise

from retrieval.arrays.slices import Cut
from retrieval.documents.blocks import Block
from retrieval.shown import WIDE_FROM

# A shorter line was not broken because it was full, unless it ends with a comma; one shorter still is a list's.
MIN_WRAPPED_CHARACTERS, MIN_COMMA_CHARACTERS = 40, 8
# Nobody breaks lines at more than this: longer ones are paragraphs.
MAX_WRAPPED_CHARACTERS = 160
_JOINT = 8
_ENDS = frozenset("。！？!?；;…:：.．」』”》】")
_COMMAS = frozenset("，、,")


def unwrapped(text: str, blocks: Iterable[Block], fixed: Container[int] = ()) -> list[Block]:
    """Join lines of a paragraph that run on; those that start at a place in `fixed` stay as they are.

    The line break becomes markup of the block. A line that ends a sentence, and one with a blank line or something
    left out after it, stays by itself.
    """
    found: list[Block] = []
    run: list[Block] = []
    for block in blocks:
        start, _, role, _, _, opens, _, unit, whole = block
        is_line = role == "text" and unit is None and not whole and start not in fixed
        if run and not (is_line and not opens and _is_break(text, run[-1].end, start)):
            found += run if len(run) == 1 else _joined(text, run)
            run = []
        if is_line:
            run.append(block)
        else:
            found.append(block)
    return [*found, *_joined(text, run)]


def _is_break(text: str, start: int, end: int) -> bool:
    """Tell if nothing but one line break and spaces are in a slice."""
    return text[start:end] == "\n" or (text.count("\n", start, end) == 1 and text[start:end].isspace())


def _joined(text: str, run: list[Block]) -> Iterator[Block]:
    limit = max([block.end - block.start for block in run], default=0)
    first = 0
    for at, (one, other) in enumerate(pairwise(run), 1):
        if not _runs_on(text, one, other, limit):
            yield _whole(run[first:at])
            first = at
    if run:
        yield _whole(run[first:])


def _whole(run: list[Block]) -> Block:
    """Return lines that run on as one block."""
    if len(run) == 1:
        return run[0]
    markup = list(run[0].markup)
    for one, other in pairwise(run):
        markup.append(Cut(one.end, other.start))
        markup += other.markup
    return run[0]._replace(end=run[-1].end, markup=tuple(markup))


def _runs_on(text: str, one: Block, other: Block, limit: int) -> bool:
    """Tell if a line runs on into the next; `limit` is the width of the widest line around.

    Lines of Chinese, which are as even in a list, run on only after a comma; lines of nothing but links never do.
    """
    width, last, first = one.end - one.start, text[one.end - 1], text[other.start]
    if last in _COMMAS:
        return width >= MIN_COMMA_CHARACTERS
    if last in _ENDS or not (first.isalnum() and text[max(one.start, one.end - _JOINT) : one.end].isascii()):
        return False
    if width < MIN_WRAPPED_CHARACTERS or limit > MAX_WRAPPED_CHARACTERS or first >= WIDE_FROM:
        return False
    return first.islower() or width + 1 + len(text[other.start : other.end].split(maxsplit=1)[0]) > limit
