"""Articles -> passages: runs of whole sentences under one heading, about as long as a paragraph."""

from collections.abc import Iterator, Sequence

from retrieval.arrays.slices import PassageSlice, SentenceSlice, new
from retrieval.documents.blocks import Article, Block
from retrieval.documents.prose import is_number
from retrieval.documents.sentences import Splitter

MAX_PASSAGE_CHARACTERS = 320
FULL_PASSAGE_CHARACTERS = 160
_BETWEEN = " › "
# A heading is told with every section under it: more of it than this would make a short file fill the memory.
_NAME_CHARACTERS = 200


def passages(text: str, article: Article, document: int) -> tuple[PassageSlice, ...]:
    """Group the sentences of an article into passages, in the order of the text.

    A passage crosses neither a heading nor a page, nor runs from the text into a summary; it closes at the end of a
    paragraph once it has `FULL_PASSAGE_CHARACTERS`, and before a sentence that would take it over
    `MAX_PASSAGE_CHARACTERS`. Every sentence is in one passage.
    """
    splitter = Splitter(text, article.blocks)
    return tuple(
        new(PassageSlice, (group[0].start, group[-1].end, document, section, tuple(group)))
        for section, blocks in _sections(text, article.blocks)
        for group in _groups(splitter, blocks)
    )


def _sections(text: str, blocks: Sequence[Block]) -> Iterator[tuple[str | None, list[Block]]]:
    """Return runs of text blocks under one heading; the headings that open a run belong to it."""
    path: list[Block] = []
    run: list[Block] = []
    page: Block | None = None
    for block in blocks:
        # Most blocks are text after text.
        if run and block.role == "text" and not block.opens and run[-1].role == "text":
            run.append(block)
            continue
        if run and _breaks(run[-1], block):
            yield _section(text, path, page), run
            run = []
        if block.left_out == "page mark":
            page = block
        if block.role is None:
            continue
        if block.role == "heading":
            number_alone = bool(run) and is_number(text[run[-1].start : run[-1].end])
            path = [above for above in path if above.level < block.level or (number_alone and above == run[-1])]
            path.append(block)
        run.append(block)
    if run:
        yield _section(text, path, page), run


def _breaks(last: Block, block: Block) -> bool:
    """Return whether a block belongs to another section, page or item than the one before it."""
    if block.role is None:
        return block.left_out == "page mark"
    heads = block.role == "heading" and last.role != "heading"
    turns = block.role != last.role and "summary" in (block.role, last.role)
    return heads or turns or block.opens


def _section(text: str, path: Sequence[Block], page: Block | None) -> str | None:
    names: list[str] = []
    for block in path:
        name = " ".join(text[block.start : min(block.end, block.start + _NAME_CHARACTERS)].replace("\\", "").split())
        if block.end - block.start > _NAME_CHARACTERS:
            name += "…"
        if names and is_number(names[-1]):
            names[-1] += " " + name
        else:
            names.append(name)
    if page:
        names.append(f"p. {text[page.start : page.end].split()[2]}")
    return _BETWEEN.join(names) if names else None


def _groups(splitter: Splitter, blocks: Sequence[Block]) -> Iterator[list[SentenceSlice]]:
    group: list[SentenceSlice] = []
    size = 0
    for block in blocks:
        if size >= FULL_PASSAGE_CHARACTERS:
            yield group
            group, size = [], 0
        for sentence in splitter.split(block):
            length = sentence.end - sentence.start
            if group and size + length > MAX_PASSAGE_CHARACTERS and (size > MAX_PASSAGE_CHARACTERS or _has_text(group)):
                yield group
                group, size = [], 0
            group.append(sentence)
            size += length
    if group:
        yield group


def _has_text(group: Sequence[SentenceSlice]) -> bool:
    return any(sentence.role not in ("title", "heading") for sentence in group)
