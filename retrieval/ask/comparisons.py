"""Comparisons: one sentence for each of the things that a question compares.

What is compared are names ("美团和京东各…") or, where a question names one thing only, the documents or dates that
speak of it ("两份财报各…", "年初和秋天…"): then the words that tell those apart find nothing, and are left out of the
search.
"""

from collections.abc import Sequence
from itertools import pairwise

from retrieval.ask.intent import FIGURES
from retrieval.ask.query import Query
from retrieval.ask.ranking import Ranked, rank
from retrieval.ask.sentence_scores import held, weights
from retrieval.corpus.corpus import Material
from retrieval.language.tokenizer import content
from retrieval.runtime import pattern

Place = tuple[int, int]

# The part of a sentence's weight that another document's sentence must hold to speak of the same thing.
SAME_WORDS_SHARE = 0.75
_ASKED = pattern(
    r"分别|各[是自为占投说有]|各多少|两[次篇家份者]|哪个更|谁更|哪[家个款边].{0,8}[多高大快好贵早低少]|谁.{0,6}[多高大快好贵早低少]"
    r"|比较|对比|区别|差多少|差[挺很]|一样[吗不]|还是|[和跟与].{1,12}(?:哪个|谁)|比.{1,8}[多少高低快慢]了?多少"
    r"|\bcompare|difference|\bboth\b|respectively|\bvs\b"
)
_JOINS = pattern(r"\s*(?:和|跟|与|同|及|以及|、|还是|对|vs\.?|and|or)\s*")
# What tells documents and dates apart in a question, and does not stand beside the answer.
_APART = pattern(
    r"[年月季][初中底末]|[上下]半年|[春夏秋冬][天季]?|[今去前明后]年|当年|那年|[上这下本][个]?(?:季度?|月|周|次)|[早晚]些?时候|刚?开始|一开始|刚[才出]"
    r"|以前|之前|后来|最近|最新|最早|当初|如今|现在|目前|那会儿|那阵|那时候?|时候"
    r"|[一二两三几这那][份篇次个]?(?:财报|季报|年报|报告|报道|文章|说法|材料|资料|稿子)|财报|季报|年报|文章|报道|说法|对得上|不一样|一样"
)


# For each thing that is compared, the question is asked once.
_MOST_THINGS = 6


def compares(question: str) -> bool:
    """Return whether a folded question compares things."""
    return bool(_ASKED.search(question))


def compared(asked: Query, ranked: Sequence[Ranked], material: Material) -> list[Ranked]:
    """Return the sentences for a comparison, one for each thing first, then the others; empty where nothing
    was ranked.
    """
    names = _names(asked, material)
    if len(names) > 1:
        first = _one_for_each(asked, names[:_MOST_THINGS], material)
    else:
        asked = _without_apart(asked, material)
        ranked = rank(asked, material.index, material.passages)
        first = _one_of_each_document(asked, ranked, material)
    known = {found.entry for found in first}
    return [*first, *(found for found in ranked if found.entry not in known)]


def _names(asked: Query, material: Material) -> list[Place]:
    """Return where the names that are compared stand in the question: those joined by 和 and the like, or else all."""
    text, apart = asked.parts[0].text, _apart(asked)
    found = [(name.start, name.end) for name in material.lexicon.aliases.find(text)]
    tokens = [(token.start, token.end) for token in content(asked.parts[0].tokens)]
    things = sorted({*found, *(token for token in tokens if not _meets(token, found))})
    joined = [(a, b) for a, b in pairwise(things) if _JOINS.fullmatch(text[a[1] : b[0]])]
    if any(_meets(thing, apart) for pair in joined for thing in pair):
        return []
    if joined:
        return [joined[0][0], *(b for _, b in joined)]
    return found


def _apart(asked: Query) -> list[Place]:
    """Return the words of the question that tell documents and dates apart."""
    return [match.span() for match in _APART.finditer(asked.parts[0].text)]


def _meets(place: Place, others: Sequence[Place]) -> bool:
    return any(place[0] < end and start < place[1] for start, end in others)


def _one_for_each(asked: Query, names: Sequence[Place], material: Material) -> list[Ranked]:
    chosen: list[Ranked] = []
    for name in names:
        own = asked
        for start, end in names:
            if (start, end) != name:
                own = own.without(start, end)
        known = {other.entry for other in chosen}
        found = (f for f in rank(own, material.index, material.passages) if f.entry not in known)
        tokens = [token.text for token in content(own.parts[0].tokens) if _meets((token.start, token.end), [name])]
        best = next((f for f in found if _holds(f.entry, own, name, tokens, material)), None)
        chosen += [best] if best else []
    return sorted(chosen, key=lambda found: -found.score)


def _holds(entry: int, asked: Query, name: Place, words: Sequence[str], material: Material) -> bool:
    """Return whether a sentence holds a name of the question, by any of its names or `words`, and shows what
    is asked for.
    """
    part, index = asked.parts[0], material.index
    if not _shows(asked, entry, material):
        return False
    if index.concepts.stands_in(part.text[name[0] : name[1]], _only(entry)):
        return True
    return bool(words) and all(index.words.stands_in(word, _only(entry)) for word in words)


def _without_apart(asked: Query, material: Material) -> Query:
    """Return the question without what tells documents and dates apart, and without what is joined to that by 和."""
    text, apart = asked.parts[0].text, _apart(asked)
    for name in material.lexicon.aliases.find(text):
        before = any(_JOINS.fullmatch(text[end : name.start]) for _, end in apart)
        if before or any(_JOINS.fullmatch(text[name.end : start]) for start, _ in apart):
            apart.append((name.start, name.end))
    for place in apart:
        asked = asked.without(*place)
    return asked


def _one_of_each_document(asked: Query, ranked: Sequence[Ranked], material: Material) -> list[Ranked]:
    """Return the best sentence, and the best of each other document that speaks of the same thing and shows as much."""
    good = [found for found in ranked if _shows(asked, found.entry, material)]
    if not good:
        return []
    first = good[0]
    seen, chosen = {material.document(first.entry).id}, [first]
    part, index = asked.parts[0], material.index
    worth, same = weights(part, index), held(part, _only(first.entry), index)
    whole = sum(worth[word] for word in same)
    for found in good:
        document = material.document(found.entry).id
        shared = held(part, _only(found.entry), index)
        if document not in seen and sum(worth[word] for word in same if word in shared) >= SAME_WORDS_SHARE * whole:
            seen.add(document)
            chosen.append(found)
    return chosen


def _shows(asked: Query, entry: int, material: Material) -> bool:
    """Return whether a sentence shows a figure, if one is asked for, of whatever kind."""
    figures = [cue for cue in asked.cues if cue.name in FIGURES]
    return not figures or any(cue.shown.search(material.index.folded[entry]) for cue in figures)


def _only(entry: int) -> range:
    return range(entry, entry + 1)
