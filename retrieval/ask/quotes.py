"""Quotes chosen from ranked sentences: no two that overlap, and none that repeats another."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from operator import add
from typing import NamedTuple

from retrieval.ask.citation import Excerpt, cite, excerpt
from retrieval.ask.lists import LATIN_FACTOR, wanted_words, wants_list
from retrieval.ask.query import Query
from retrieval.ask.ranking import Ranked
from retrieval.ask.rows import heads_rows
from retrieval.corpus.citation import place_of
from retrieval.corpus.corpus import Material
from retrieval.index.index import Index
from retrieval.language.fold import fold
from retrieval.language.stems import holds
from retrieval.language.tokenizer import content
from retrieval.model import Quote, Span
from retrieval.runtime import pattern

# What would be quoted side by side is one quote up to this length, which reads better than its halves in another order:
# often one names the thing and the other tells of it. Latin letters are read faster.
MAX_SIDE_BY_SIDE_CHARACTERS = 200
MAX_LINE_BREAKS = 2
# So much of the same paragraph may be between the two.
MAX_BETWEEN_CHARACTERS = 80
MAX_ANSWER_EXCERPTS = 3
# Two sentences with this share of their pairs of characters in common (Dice's coefficient) say the same.
ALIKE = 0.8
# The first and the last line of a letter.
_GREETING = pattern(
    r"(?:dear|hi|hello|hey)\b[^.!?:;,\n]{0,60}[,!.:]?|(?:(?:kind|best|warm|with|many|my|all|the)\s){0,3}(?:regards|wishes|thanks|greetings)"
    r"\b,?[^.!?:;,]{0,60}[.!]?|(?:yours|sincerely|cheers)\b[^.!?:;]{0,60}|(?:此致|敬礼|顺颂|祝好|敬上|谨启)[^。]{0,20}[。!]?"
    r"|(?:尊敬的|亲爱的)[^。,:]{0,20}[,:]?"
)
_FIGURE = pattern(r"\d+(?:[.,]\d+)*|[一二两三四五六七八九十百千万亿半]+")


class Quotable(NamedTuple):
    """Excerpts worth quoting, best first, and for each the excerpts of other documents that say the same."""

    excerpts: list[tuple[Excerpt, float]]
    also: list[list[Excerpt]]

    def quotes(self, asked: Query, material: Material, most: int) -> list[Quote]:
        """Return the quotes of the first excerpts; one that other documents have as well names those places too."""
        found = []
        for (one, score), others in zip(self.excerpts[:most], self.also, strict=False):
            quote = cite(material, one, score, asked)
            places = tuple(place_of(material.collection, other.document, other.span) for other in others)
            found.append(quote.model_copy(update={"also": places}) if places else quote)
        return found


def quotable(asked: Query, ranked: Sequence[Ranked], material: Material, most: int) -> Quotable:
    """Return at most `most` excerpts, best first, no two of which overlap or say the same.

    After the first, no heading that shows nothing of the kind of answer, unless a list is wanted, and no greeting.
    """
    found = Quotable([], [])
    said: list[CharacterPairs] = []
    listed = wanted_words(asked)
    for one in choose(asked, ranked, material.index):
        own = excerpt(material, one.entry, asked.cue, listed)
        overlapped = [at for at, (other, _) in enumerate(found.excerpts) if _overlap(own, other)]
        if overlapped:
            if len(overlapped) == 1 and len(found.excerpts) < MAX_ANSWER_EXCERPTS:
                _lengthen(found, overlapped[0], own, material)
            continue
        if found.excerpts and _says_nothing(own, asked, material):
            continue
        words = CharacterPairs(own.text)
        twin = next((at for at, other in enumerate(said) if words.is_like(other)), None)
        if twin is None:
            found.excerpts.append((own, one.score))
            found.also.append([])
            said.append(words)
            if len(said) == most:
                break
        elif own.document.id not in {other.document.id for other in (found.excerpts[twin][0], *found.also[twin])}:
            found.also[twin].append(own)
    return _side_by_side(found, asked, material)


def _lengthen(found: Quotable, at: int, own: Excerpt, material: Material) -> None:
    """Put an excerpt that leans on the one at a place together with it, if the sentence that it is of goes on there."""
    other, score = found.excerpts[at]
    sentence = material.sentence(own.entry)
    if other.span.start <= sentence.start < other.span.end or not _is_plain(own.entry, material):
        return
    start, end = min(own.span.start, other.span.start), max(own.span.end, other.span.end)
    words = material.collection.text(own.document.file)[start:end]
    if len(words) <= MAX_SIDE_BY_SIDE_CHARACTERS * (LATIN_FACTOR if words.isascii() else 1):
        found.excerpts[at] = (other._replace(span=Span(start=start, end=end), text=words), score)


def _side_by_side(found: Quotable, asked: Query, material: Material) -> Quotable:
    """Return the same excerpts, the first with one of the next two in its place that goes on with it or leads to it.

    One that has something of the question that the first lacks is taken before any other.
    """
    own = [excerpts[0] for excerpts in found.excerpts]
    lacking = _lacking(fold(own[0].text), asked) if own else set()
    next_two = range(1, min(MAX_ANSWER_EXCERPTS, len(own))) if lacking else ()
    adding = {at: lacking - _lacking(fold(own[at].text), asked) for at in next_two}
    for at in sorted(adding, key=lambda at: not adding[at]):
        whole = _joined(own[0], own[at], material, adds=bool(adding[at]))
        if whole:
            rest = [number for number in range(1, len(own)) if not _overlap(whole, own[number])]
            return Quotable(
                [(whole, found.excerpts[0][1]), *(found.excerpts[number] for number in rest)],
                [found.also[0], *(found.also[number] for number in rest)],
            )
    return found


def _joined(one: Excerpt, other: Excerpt, material: Material, *, adds: bool) -> Excerpt | None:
    """Return two excerpts as one, if they stay short and go together; None for others.

    In another paragraph, or with a sentence between, the other must add something. Rows and headings, which are shown
    as such, are never joined.
    """
    if one.document.id != other.document.id or not all(_is_plain(own.entry, material) for own in (one, other)):
        return None
    before, after = sorted([one.span, other.span], key=lambda span: span.start)
    text = material.collection.text(one.document.file)
    words, between = text[before.start : after.end], text[before.end : after.start]
    most = MAX_SIDE_BY_SIDE_CHARACTERS * (LATIN_FACTOR if words.isascii() else 1)
    if len(words) > most or len(between) > MAX_BETWEEN_CHARACTERS or between.count("\n") > MAX_LINE_BREAKS:
        return None
    if between.strip(" ") and (not adds or ("\n" in between and between.strip())):
        return None
    return one._replace(span=Span(start=before.start, end=after.end), text=words)


def _says_nothing(own: Excerpt, asked: Query, material: Material) -> bool:
    """Tell if an excerpt is a greeting, the header of a table, or a heading that has only words of the question or
    nothing of its kind.
    """
    if _GREETING.fullmatch(fold(own.text)) or heads_rows(own.entry, material):
        return True
    if material.sentence(own.entry).role not in ("title", "heading"):
        return False
    folded = {token.text for token in asked.parts[0].tokens}
    if all(token.text in folded for token in content(material.analyzer.tokens(own.text))):
        return True
    several = wants_list(asked.folded) or wants_several(asked.folded)
    return not several and not any(cue.shown.search(fold(own.text)) for cue in asked.cues)


def _is_plain(entry: int, material: Material) -> bool:
    """Tell if a sentence is text, and no row or record."""
    sentence = material.sentence(entry)
    return sentence.role == "text" and sentence.unit is None


def _lacking(folded: str, asked: Query) -> set[str]:
    """Return the words of a question, of two characters at least, and the kind of answer that a folded text lacks."""
    words = {token.text for token in content(asked.parts[0].tokens) if len(token.text) > 1}
    wanted = {f"{cue.name} wanted" for cue in asked.cues[:1] if not cue.shown.search(folded)}
    return {word for word in words if not holds(folded, word)} | wanted


class CharacterPairs:
    """The pairs of characters and the figures of a text, by which it is compared in any script, width and case."""

    def __init__(self, text: str) -> None:
        self._folded = fold(text)
        letters = "".join(filter(str.isalnum, self._folded))
        self._pairs = set(map(add, letters, letters[1:]))

    def is_like(self, other: "CharacterPairs") -> bool:
        """Return whether two texts are the same but for a few characters, none of them a figure."""
        a, b = self._pairs, other._pairs
        least = ALIKE * (len(a) + len(b))
        # Two texts of very different length are never alike, and mostly it is that.
        if not (a and b) or 2 * min(len(a), len(b)) < least:
            return False
        return 2 * len(a & b) >= least and self.figures == other.figures

    @cached_property
    def figures(self) -> list[str]:
        """The figures of the text, in order."""
        return _FIGURE.findall(self._folded)


def _overlap(one: Excerpt, other: Excerpt) -> bool:
    same = one.document.file == other.document.file
    return same and one.span.start < other.span.end and other.span.start < one.span.end


# A sentence with less than this share of the best one's score says nothing that the best does not say better.
WORTH_QUOTING = 0.45
_MOST_CHOSEN = 40
_REACH = 15
_SEVERAL = pattern(
    r"分别|各[是自为占投说有]|各.{0,6}(?:多少|几|什么|啥)|哪几|哪些|哪[二两三四五六七八九十]|几个?方面|几块|几[类种点项大]|前[三五十]|两[次篇家份]"
    r"|哪个更|谁更|哪家.{0,8}[多高大快]|比较|对比|区别|不同|差[别异]|和.{1,12}(?:哪个|谁)|\bcompare\b|difference|\bboth\b|respectively"
)
_COUNTS_OFF = pattern(
    r"首先|其次|再次|再者|最后|第[一二三四五六七八九十][,，、是]|[一二三四五六]是|一方面|另一方面|其[一二三四]"
)
_ANNOUNCES = pattern(r"[二两三四五六七八九十几多\d]\s?(?:个|大|方面|点|项|种|类|条|步)|以下|如下|包括")


def wants_several(folded: str) -> bool:
    """Return whether a folded question asks for a list, or for one thing of each of several."""
    return bool(_SEVERAL.search(folded))


def choose(asked: Query, ranked: Sequence[Ranked], index: Index) -> Iterable[Ranked]:
    """Return the sentences worth quoting, best first, no two of the same words; more than will be quoted.

    Where several things are asked for and the best sentence announces points that the text then counts off, the points
    come in its place.
    """
    best = next(_different(ranked, index), None) if wants_several(asked.folded) else None
    return (_counted_off(best, index) if best else ()) or islice(_different(ranked, index), _MOST_CHOSEN)


def _different(ranked: Sequence[Ranked], index: Index) -> Iterator[Ranked]:
    seen: set[str] = set()
    best = max((found.score for found in ranked), default=0.0)
    for candidate in ranked:
        if candidate.score < WORTH_QUOTING * best:
            continue
        text = index.folded[candidate.entry]
        if text not in seen:
            yield candidate
            seen.add(text)


def _counted_off(best: Ranked, index: Index) -> list[Ranked]:
    """Return the sentences behind the best one that count off what it announces; none where there are fewer
    than two.
    """
    if not _ANNOUNCES.search(index.folded[best.entry]):
        return []
    document = index.document_of(best.entry)
    points = [
        Ranked(entry=at, score=best.score)
        for at in range(best.entry + 1, min(best.entry + _REACH, len(index.entries)))
        if index.document_of(at) == document and _COUNTS_OFF.match(index.folded[at])
    ]
    return points if len(points) > 1 else []
