"""Lists over several lines: the sentence that leads a list and its items, in a slice that is quoted as one.

An item starts on a line of its own with a mark or a number. A lead says nothing without its items, so they always come
with it; an item answers by itself, unless a list or the steps of something are asked for.
"""

from typing import NamedTuple

from retrieval.corpus.corpus import Material
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


def list_around(entry: int, material: Material, *, wanted: bool) -> Span | None:
    """Return the list that a sentence leads or, if a list is `wanted`, is an item of, with its lead; None without one.

    A list that is too long is cut after an item; None if that leaves the sentence out, or less than two items.
    """
    text = material.collection.text(material.document(entry).file)
    # Most sentences are neither, and the lines around them need not be read.
    if not (wanted or _announces(entry, text, material) or _heads(entry, text, material)):
        return None
    own = _line(entry, text, material)
    first = _first_item(entry, text, material) if own.starts or own.continues else None
    if first is None and _leads(entry, text, material, wanted=wanted):
        first = entry + 1
    elif first is None or not wanted:
        return _with_next(entry, text, material) if _announces(entry, text, material) else None
    lead = first - 1 if first - 1 == entry or _announces(first - 1, text, material) else None
    start = material.sentence(first if lead is None else lead).start
    end = _end(first, start, text, material)
    return Span(start=start, end=end) if end is not None and end >= own.end else None


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
