"""News items strung together in one paragraph, each a headline glued to its text: where each of them begins."""

import re
from collections.abc import Iterator, Sequence

from retrieval.documents.blocks import Block
from retrieval.documents.boilerplate import split_text

_DATELINE = re.compile(
    r"\d{1,2}\s?月\s?\d{1,2}\s?日(?:凌晨|清晨|早间|早間|上午|中午|下午|傍晚|晚间|晚間|晚上)?(?:消息|讯|訊|电|電)[,，]"
)
_NUMBER = re.compile(r"(?<=[。！？”」])0\d[ 　](?=[^\d\s])|(?<=[。！？”」])[▌■●◆]")
_FEWEST_ITEMS = 3
_HEADLINE = range(8, 90)
_REPEATED = 5
_SENTENCE = re.compile(r"[^。！？!?\n]{1,400}")


def opened(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Split the text blocks of a body where a news item or a numbered section begins.

    News items are told by the picture credits between them, three at least; a headline ends where its dateline begins,
    or where the text takes up words of the headline again. A numbered section opens, but its heading cannot be told
    from the sentence that it is glued to.
    """
    credits_between = sum(block.left_out == "caption" for block in blocks) >= _FEWEST_ITEMS
    begins = True
    for block in blocks:
        if block.role != "text":
            begins = begins or block.left_out == "caption"
            yield block
            continue
        end = _headline_end(text, block) if credits_between and begins else None
        if end:
            yield Block(start=block.start, end=end, role="heading", level=2)
            yield from _numbered(text, block.model_copy(update={"start": end}))
        else:
            yield from _numbered(text, block.model_copy(update={"opens": credits_between and begins}))
        begins = False


def _headline_end(text: str, block: Block) -> int | None:
    dateline = _DATELINE.search(text, block.start + _HEADLINE.start, min(block.end, block.start + _HEADLINE.stop))
    sentence = _SENTENCE.match(text, block.start, block.end)
    if dateline:
        return dateline.start()
    if sentence is None:
        return None
    for at in range(block.start + _HEADLINE.start, min(block.start + _HEADLINE.stop, sentence.end() - _REPEATED)):
        words = text[at : at + _REPEATED]
        if words in text[block.start : at] and text[at - 1] not in ",，、:：“「《":
            return at
    return None


def _numbered(text: str, block: Block) -> Iterator[Block]:
    start, opens = block.start, block.opens
    for match in _NUMBER.finditer(text, block.start, block.end):
        for piece in split_text(text, start, match.start()):
            yield piece.model_copy(update={"opens": opens})
        start, opens = match.start(), True
    for piece in split_text(text, start, block.end):
        yield piece.model_copy(update={"opens": opens})
