"""Articles -> passages: runs of whole sentences under one heading, about as long as a paragraph."""

from collections.abc import Iterator, Sequence

from retrieval.material.blocks import Article, Block
from retrieval.material.prose import is_number
from retrieval.material.sentences import sentences
from retrieval.model import Passage, Sentence

LONGEST = 320
ENOUGH = 160
_BETWEEN = " › "


def passages(text: str, article: Article, document: int) -> tuple[Passage, ...]:
    """Group the sentences of an article into passages, in the order of the text.

    A passage never crosses a heading, nor from the text into a summary; it closes at the end of a paragraph once it has
    `ENOUGH` characters, and before a sentence that would take it over `LONGEST`. Every sentence is in one passage.
    """
    return tuple(
        Passage(start=group[0].start, end=group[-1].end, document=document, section=section, sentences=tuple(group))
        for section, blocks in _sections(text, article.blocks)
        for group in _groups(text, blocks)
    )


def _sections(text: str, blocks: Sequence[Block]) -> Iterator[tuple[str | None, list[Block]]]:
    """Runs of text blocks under one heading; the headings that open a run belong to it."""
    path: list[Block] = []
    run: list[Block] = []
    for block in blocks:
        if block.role is None:
            continue
        opens = block.role == "heading" and bool(run) and run[-1].role not in ("heading",)
        turns = bool(run) and block.role != run[-1].role and "summary" in (block.role, run[-1].role)
        if opens or turns:
            yield _section(text, path), run
            run = []
        if block.role == "heading":
            number_alone = bool(run) and is_number(text[run[-1].start : run[-1].end])
            path = [above for above in path if above.level < block.level or (number_alone and above == run[-1])]
            path.append(block)
        run.append(block)
    if run:
        yield _section(text, path), run


def _section(text: str, path: Sequence[Block]) -> str | None:
    names: list[str] = []
    for block in path:
        name = " ".join(text[block.start : block.end].replace("\\", "").split())
        if names and is_number(names[-1]):
            names[-1] += " " + name
        else:
            names.append(name)
    return _BETWEEN.join(names) if names else None


def _groups(text: str, blocks: Sequence[Block]) -> Iterator[list[Sentence]]:
    group: list[Sentence] = []
    size = 0
    for block in blocks:
        if size >= ENOUGH:
            yield group
            group, size = [], 0
        for sentence in sentences(text, block):
            length = sentence.end - sentence.start
            if group and size + length > LONGEST and any(s.role not in ("title", "heading") for s in group):
                yield group
                group, size = [], 0
            group.append(sentence)
            size += length
    if group:
        yield group
