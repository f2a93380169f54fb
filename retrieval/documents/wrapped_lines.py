"""Paragraphs whose lines are broken at some width -> one block each, so that no sentence ends with a line."""

from collections.abc import Container, Iterable, Iterator

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
        is_line = block.role == "text" and block.unit is None and not block.whole and block.start not in fixed
        if run and not (is_line and not block.opens and _is_break(text, run[-1].end, block.start)):
            found += _joined(text, run)
            run = []
        if is_line:
            run.append(block)
        else:
            found.append(block)
    return found + _joined(text, run)


def _is_break(text: str, start: int, end: int) -> bool:
    """Tell if nothing but one line break and spaces are in a slice."""
    return text[start:end] == "\n" or (text.count("\n", start, end) == 1 and text[start:end].isspace())


def _joined(text: str, run: list[Block]) -> list[Block]:
    return run if len(run) < 2 else list(_each_joined(text, run))


def _each_joined(text: str, run: list[Block]) -> Iterator[Block]:
    widths = [block.end - block.start for block in run]
    limit = max(widths)
    whole = run[0]
    for width, block in zip(widths, run[1:], strict=False):
        if _runs_on(text, whole, block, width, limit):
            markup = (*whole.markup, Cut(whole.end, block.start), *block.markup)
            whole = whole._replace(end=block.end, markup=markup)
        else:
            yield whole
            whole = block
    yield whole


def _runs_on(text: str, one: Block, other: Block, width: int, limit: int) -> bool:
    """Tell if a line of some width runs on into the next; `limit` is the width of the widest line around.

    Lines of Chinese, which are as even in a list, run on only after a comma; lines of nothing but links never do.
    """
    last, first = text[one.end - 1], text[other.start]
    if last in _COMMAS:
        return width >= MIN_COMMA_CHARACTERS
    if last in _ENDS or not (first.isalnum() and text[max(one.start, one.end - _JOINT) : one.end].isascii()):
        return False
    if width < MIN_WRAPPED_CHARACTERS or limit > MAX_WRAPPED_CHARACTERS or first >= WIDE_FROM:
        return False
    return first.islower() or width + 1 + len(text[other.start : other.end].split(maxsplit=1)[0]) > limit
