"""Several documents in one text, each with a front matter of its own that begins with its number."""

import re
from itertools import pairwise

from retrieval.arrays.slices import Cut
from retrieval.collection import RECORD_HEAD
from retrieval.documents.blocks import Article, Block
from retrieval.documents.formats import markdown
from retrieval.documents.metadata import moved
from retrieval.model import Metadata, Stated, Unit

_HEAD = re.compile(rf"^{RECORD_HEAD}\d{{1,9}}\n", re.M)


def read(text: str) -> tuple[Article, ...]:
    """Read each document as Markdown."""
    starts = [match.start() for match in _HEAD.finditer(text)]
    return tuple(
        _moved(article, start)
        for start, end in pairwise([*starts, len(text)])
        for article in markdown.read(text[start:end], named=True) or ()
    )


def _moved(article: Article, by: int) -> Article:
    """Return an article that was read from a piece of the text that begins `by` characters in."""
    stated = {name: _stated(getattr(article.metadata, name), by) for name in Metadata.model_fields}
    return Article(tuple(_block(block, by) for block in article.blocks), article.metadata.model_copy(update=stated))


def _stated(found: Stated | tuple[Stated, ...] | None, by: int) -> Stated | tuple[Stated, ...] | None:
    if isinstance(found, tuple):
        return tuple(moved(one, by) for one in found)
    return moved(found, by) if found else None


def _block(block: Block, by: int) -> Block:
    cuts = tuple(Cut(start + by, end + by) for start, end in block.markup)
    return block._replace(start=block.start + by, end=block.end + by, markup=cuts, unit=_unit(block.unit, by))


def _unit(unit: Unit | None, by: int) -> Unit | None:
    if unit is None:
        return None
    context = tuple(one.model_copy(update={"start": one.start + by, "end": one.end + by}) for one in unit.context)
    return unit.model_copy(update={"start": unit.start + by, "end": unit.end + by, "context": context})
