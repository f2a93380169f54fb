"""Lists over several lines: the sentence that leads a list and its items, in a slice that is quoted as one.

An item starts on a line of its own with a mark or a number. A lead says nothing without its items, so they always come
with it; an item answers by itself, unless a list or the steps of something are asked for that the list is about.
"""

from collections.abc import Set
from typing import NamedTuple

from retrieval.ask.query import Query
from retrieval.corpus.corpus import Material
from retrieval.language.fold import fold
from retrieval.language.stems import holds
from retrieval.language.tokenizer import content
from retrieval.model import Span
from retrieval.runtime import pattern

# A longer list is quoted as far as its items fit; Latin letters are read faster.
MAX_LIST_CHARACTERS = 320
LATIN_FACTOR = 2
MAX_LIST_SENTENCES = 24
# What a colon announces is quoted with it up to this length.
MAX_NEXT_CHARACTERS = 140
_MARK = pattern(r"\n[ \t>]*(?:[-*+•·●▪◦‣–—]|\d{1,2}\\?[.)、]|[（(]\d{1,2}[)）])[ \t]*(?:\[[ xX]\][ \t]*)?$")
_NUMBER = pattern(
    r"(?:\d{1,2}\s?[.)、）．](?!\d)|[（(][\d一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|[①-⑳]|[•●▪■◆]"
    r"|第[一二三四五六七八九十\d]{1,2}[步,，、:：]|步[骤驟]\s?[一二三四五六七八九十\d]|(?:step|Step) \d)"
)
_SEVERAL = pattern(
    r"哪些|哪[几幾两兩二三四五六七八九十][^月天年号號点點]|[有是][些几幾][^年天月]?(?:什么|啥)|怎么[办弄操做样]|步骤|流程|手续|办法|如何|怎么|怎样|咋[办弄做整]?"
    r"|(?:要|得|需要|该|先)(?:做|干)(?:点|些)?(?:什么|啥)|(?:准备|注意|包括|包含|带)(?:些|点|好)?(?:什么|啥)"
    r"|\bsteps?\b|\bhow (?:do|does|can|could|should|to)\b|\bwhat (?:do|should|can|must) (?:i|we|you|they)\b|\bnow what"
    r"|\bwhat are\b|\bwhich \w+s\b|\bwhat (?:kinds?|types?|sorts?)\b|\blist\b|\bwhat else\b"
)


class _Line(NamedTuple):
    """A sentence near a list: its slice of the file, and if it starts an item or goes on with one."""

    start: int
    end: int
    starts: bool
    continues: bool


def wants_list(folded: str) -> bool:
    """Tell if a folded question asks for several things, or for the steps of something."""
    return bool(_SEVERAL.search(folded))


def wanted_words(asked: Query) -> Set[str] | None:
    """Return the words of a question that asks for several things or steps; None for any other."""
    words = content(asked.parts[0].tokens) if wants_list(asked.folded) else None
    return None if words is None else frozenset(token.text for token in words if len(token.text) > 1)


def list_around(entry: int, material: Material, wanted: Set[str] | None) -> Span | None:
    """Return the list that a sentence leads or is an item of, with its lead; None without one.

    An item brings its list along only if the question asks for one, in the words `wanted`, and the list has a lead, is
    below a heading or a title with one of them, or has them in two items: else it is a list of rules on many things. A
    list that is too long is cut after an item; None if that leaves the sentence out, or less than two items.
    """
    text = material.collection.text(material.document(entry).file)
    # Most sentences are neither, and the lines around them need not be read.
    if not (wanted is not None or _announces(entry, text, material) or _heads(entry, text, material)):
        return None
    own = _line(entry, text, material)
    first = _first_item(entry, text, material) if own.starts or own.continues else None
    if first is None and _leads(entry, text, material, wanted=wanted is not None):
        first = entry + 1
    elif first is None or wanted is None or not _is_about(wanted, first, text, material):
        return _with_next(entry, text, material) if _announces(entry, text, material) else None
    lead = first - 1 if first - 1 == entry or _announces(first - 1, text, material) else None
    start = material.sentence(first if lead is None else lead).start
    end = _end(first, start, text, material)
    return Span(start=start, end=end) if end is not None and end >= own.end else None


def _is_about(words: Set[str], first: int, text: str, material: Material) -> bool:
    """Tell if a list that begins with an item has a lead, or words of a question above it or in two of its items."""
    above = f"{material.passage(first).section or ''} {material.document(first).name}"
    if not words or _announces(first - 1, text, material) or _has_one(words, above):
        return True
    items = range(first, min(first + MAX_LIST_SENTENCES, _document(first, material).stop))
    held = 0
    for entry in items:
        line = _line(entry, text, material)
        if not (line.starts or line.continues):
            break
        held += _has_one(words, text[line.start : line.end])
    return held > 1


def _has_one(words: Set[str], text: str) -> bool:
    folded = fold(text)
    return any(holds(folded, word) for word in words)


def _with_next(entry: int, text: str, material: Material) -> Span | None:
    """Return a sentence that ends in a colon and the one after it, if the two stay short."""
    if entry + 1 not in _document(entry, material):
        return None
    one, after = material.sentence(entry), material.sentence(entry + 1)
    words = text[one.start : after.end]
    short = len(words) <= MAX_NEXT_CHARACTERS * (LATIN_FACTOR if words.isascii() else 1)
    return Span(start=one.start, end=after.end) if short and after.role == "text" and after.unit is None else None


def _end(first: int, start: int, text: str, material: Material) -> int | None:
    """Return the end of the last item that fits into a quote; None with less than two."""
    ends, items = list[int](), 0
    for entry in range(first, min(first + MAX_LIST_SENTENCES, _document(first, material).stop)):
        line = _line(entry, text, material)
        if not (line.starts or (line.continues and entry > first)):
            break
        words = text[start : line.end]
        if len(words) > MAX_LIST_CHARACTERS * (LATIN_FACTOR if words.isascii() else 1):
            break
        items += line.starts
        ends.append(line.end)
    return ends[-1] if items > 1 else None


def _first_item(entry: int, text: str, material: Material) -> int | None:
    """Return the first item of the list that a sentence is in."""
    first, least = None, max(_document(entry, material).start, entry - MAX_LIST_SENTENCES)
    for at in range(entry, least - 1, -1):
        line = _line(at, text, material)
        if not (line.starts or line.continues):
            break
        first = at if line.starts else first
    return first


def _leads(entry: int, text: str, material: Material, *, wanted: bool) -> bool:
    """Tell if a sentence leads the items after it: it ends in a colon or is a heading, or a list is wanted."""
    if entry + 1 not in _document(entry, material) or not _line(entry + 1, text, material).starts:
        return False
    return wanted or _announces(entry, text, material) or _heads(entry, text, material)


def _announces(entry: int, text: str, material: Material) -> bool:
    sentence = material.sentence(entry)
    return sentence.role == "text" and sentence.unit is None and text[sentence.end - 1] in ":："


def _heads(entry: int, text: str, material: Material) -> bool:
    """Tell if a sentence is a heading, or a line in bold that is used as one."""
    sentence = material.sentence(entry)
    words = text[sentence.start : sentence.end]
    return sentence.role == "heading" or (words.startswith("**") and words.endswith("**"))


def _line(entry: int, text: str, material: Material) -> _Line:
    sentence = material.sentence(entry)
    start, end = sentence.start, sentence.end
    own = _document(entry, material)
    if sentence.role != "text" or sentence.unit is not None or entry == own.start:
        return _Line(start, end, starts=False, continues=False)
    between = text[material.sentence(entry - 1).end : start]
    begins = "\n" in between
    starts = begins and bool(_MARK.search(between) or _NUMBER.match(text, start))
    return _Line(start, end, starts=starts, continues=not starts and (not begins or between.endswith(("  ", "\t"))))


def _document(entry: int, material: Material) -> range:
    return material.index.range_of(material.index.document_of(entry))
