"""Ranked sentences -> the few that are quoted, so that together they say what one alone does not."""

from collections.abc import Sequence

from retrieval.ask.ranking import Ranked
from retrieval.index.index import Index
from retrieval.language.fold import fold
from retrieval.runtime import pattern

# A sentence with less than this share of the best one's score says nothing that the best does not say better.
WORTH_QUOTING = 0.45
_POOL = 40
_REACH = 15
_SEVERAL = pattern(
    r"分别|各[是自为占投说有]|各多少|哪几|哪些|哪[二两三四五六七八九十]|几个?方面|几块|几[类种点项大]|前[三五十]|两[次篇家份]"
    r"|哪个更|谁更|哪家.{0,8}[多高大快]|比较|对比|区别|和.{1,12}(?:哪个|谁)|\bcompare\b|difference|\bboth\b|respectively"
)
_COUNTS_OFF = pattern(
    r"首先|其次|再次|再者|最后|第[一二三四五六七八九十][,，、是]|[一二三四五六]是|一方面|另一方面|其[一二三四]"
)
_ANNOUNCES = pattern(r"[二两三四五六七八九十几多\d]\s?(?:个|大|方面|点|项|种|类|条|步)|以下|如下|包括")


def wants_several(question: str) -> bool:
    """Whether a question asks for a list, or for one thing of each of several."""
    return bool(_SEVERAL.search(fold(question)))


def choose(question: str, ranked: Sequence[Ranked], index: Index) -> list[Ranked]:
    """The sentences worth quoting, best first, no two of the same words; more than will be quoted.

    Where several things are asked for and the best sentence announces points that the text then counts off, the points
    come in its place.
    """
    pool = _different(ranked, index)
    return (wants_several(question) and pool and _counted_off(pool[0], index)) or pool


def _different(ranked: Sequence[Ranked], index: Index) -> list[Ranked]:
    chosen: list[Ranked] = []
    seen: set[str] = set()
    best = max((found.score for found in ranked), default=0.0)
    for candidate in ranked:
        text = index.folded[candidate.entry]
        if len(chosen) < _POOL and candidate.score >= WORTH_QUOTING * best and text not in seen:
            chosen.append(candidate)
            seen.add(text)
    return chosen


def _counted_off(best: Ranked, index: Index) -> list[Ranked]:
    """The sentences behind the best one that count off what it announces; none where there are fewer than two."""
    if not _ANNOUNCES.search(index.folded[best.entry]):
        return []
    document = index.documents_of[index.entries[best.entry].passage]
    points = [
        Ranked(entry=at, score=best.score)
        for at in range(best.entry + 1, min(best.entry + _REACH, len(index.entries)))
        if index.documents_of[index.entries[at].passage] == document and _COUNTS_OFF.match(index.folded[at])
    ]
    return points if len(points) > 1 else []
