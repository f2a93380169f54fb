"""Units of an article: numbered clauses with their items, and questions with their answers."""

import re
from collections.abc import Iterator, Sequence

from retrieval.arrays.slices import Cut
from retrieval.documents.blocks import Block
from retrieval.documents.signs import Signs
from retrieval.model import Span, Unit, masked

_NUMERAL = r"[零〇一二三四五六七八九十百千\d]{1,8}"
_CLAUSE = re.compile(
    rf"\s*(?:第{_NUMERAL}[条條](?:之{_NUMERAL})?(?=[\s\u3000　：:、（(【]|$)"
    rf"|(?:Article|Section|§)\s?\d{{1,4}}(?:\.\d{{1,3}}){{0,3}}[a-z]?[.:]?\s)"
)
_QUESTION = re.compile(
    r"\s*(?:[【\[（(]?\s?(?:问题?|問題?|Q|提问|提問|Question)\s?\d{0,3}\s?[】\]）)]?)\s?[:：.、】\]]\s?\S", re.I
)
_ANSWER = re.compile(
    r"\s*(?:[【\[（(]?\s?(?:答|答案|答复|答覆|回答|A|Answer)\s?\d{0,3}\s?[】\]）)]?)\s?[:：.、】\]]", re.I
)
# What is named so begins with one of these; most blocks do not.
_BEGINNINGS = frozenset("第AaSs§【[（(问問QqＱ提答回")
# Something of a text that has clauses, or questions; each begins with one of few letters, which speeds up the search.
_CLAUSE_SIGNS = ("条", "條", "§", "Article", "Section")
_MAY_HAVE_CLAUSES = re.compile(r"第.{1,8}?[条條]|Article\s?\d|Section\s?\d|§\s?\d")
_QUESTION_SIGNS = Signs("问問题題QqＱ")
_MAY_BE_QUESTION = re.compile(r"[问問题題QqＱ](?:uestion)?\s?\d{0,3}\s?[】\])）]?\s?[:：.、】\]]")
# A chapter ends the clause above it, also if nothing marks it as a heading.
_CHAPTER = re.compile(rf"\s{{0,8}}第{_NUMERAL}[编編章节節](?=[\s\u3000]|$)")
_MIN_CLAUSES = 2
_LEAD_CHARACTERS = 240


def with_units(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Give the blocks of clauses and of answered questions their units; the others stay as they are."""
    if any(sign in text for sign in _CLAUSE_SIGNS) and _MAY_HAVE_CLAUSES.search(text):
        clauses = _beginning(text, blocks, _CLAUSE)
        if sum(clauses) >= _MIN_CLAUSES:
            return tuple(_clauses(blocks, clauses, _beginning(text, blocks, _CHAPTER)))
    may_ask = any(_MAY_BE_QUESTION.match(text, at) for at in _QUESTION_SIGNS.places(text))
    if may_ask and any(questions := _beginning(text, blocks, _QUESTION)):
        answers = _beginning(text, blocks, _ANSWER)
        if any(answers):
            return tuple(_answered(blocks, questions, answers))
    return tuple(blocks)


def _beginning(text: str, blocks: Sequence[Block], pattern: "re.Pattern[str]") -> list[bool]:
    """Tell for each block of text that is in no unit if its words, without their markup, begin with a pattern."""
    return [
        block.role is not None and block.unit is None and _begins(text, block.start, block.end, block.markup, pattern)
        for block in blocks
    ]


def _begins(text: str, start: int, end: int, markup: Sequence[Cut], pattern: "re.Pattern[str]") -> bool:
    first = text[start]
    if first not in _BEGINNINGS and not first.isspace() and not (markup and markup[0].start == start):
        return False
    words = masked(text, start, end, markup) if markup else None
    return bool(pattern.match(words) if words is not None else pattern.match(text, start, end))


def _clauses(blocks: Sequence[Block], begins: Sequence[bool], chapters: Sequence[bool]) -> Iterator[Block]:
    """Yield the blocks with clauses as units, each of which runs to the next one, a chapter or a heading."""
    at = 0
    while at < len(blocks):
        if not begins[at]:
            yield blocks[at]
            at += 1
            continue
        end = at + 1
        while end < len(blocks) and not (begins[end] or chapters[end]) and blocks[end].role in ("text", None):
            end += 1
        yield from _unit(blocks[at:end], "clause")
        at = end


def _answered(blocks: Sequence[Block], questions: Sequence[bool], answers: Sequence[bool]) -> Iterator[Block]:
    """Yield the blocks with answers as units, each of which follows its question and runs to the next, or a heading."""
    at = 0
    while at < len(blocks):
        end = at + 1
        while end < len(blocks) and not questions[end] and blocks[end].role in ("text", None):
            end += 1
        if questions[at] and any(answers[at + 1 : end]):
            yield from _unit(blocks[at:end], "answer")
        else:
            yield from blocks[at:end]
        at = end


def _unit(blocks: Sequence[Block], kind: str) -> Iterator[Block]:
    """Yield the first block is the context of the others."""
    own = [block for block in blocks if block.role]
    unit = Unit.model_validate({"start": own[0].start, "end": own[-1].end, "kind": kind})
    lead = Span(start=own[0].start, end=min(own[0].end, own[0].start + _LEAD_CHARACTERS))
    led = unit.model_copy(update={"context": (lead,)})
    for at, block in enumerate(blocks):
        if block.role is None or block.unit:
            yield block
        elif at == 0:
            yield block._replace(unit=unit, opens=True)
        else:
            yield block._replace(unit=led)
