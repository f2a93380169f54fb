"""Overview: a document, all of them, or the newest, answered by an outline of quotes in the order of the text.

Of one document: its lead, and from each section the sentence whose words the document as a whole uses most. Of all:
the lead of each. A message that does nothing but name a document asks for its outline.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from retrieval.ask.named_document import document_named, file_named, named_in, only_one_with
from retrieval.corpus.citation import cite_words
from retrieval.corpus.corpus import Material
from retrieval.language.fold import fold
from retrieval.language.tokenizer import content
from retrieval.model import Answer, Quote
from retrieval.runtime import pattern

Outlined = Literal["document", "documents", "newest"]
# An outline is no copy: so many sentences at most.
MAX_OUTLINE_QUOTES = 6
# A document of fewer sections is outlined by equal parts.
FEWEST_SECTIONS = 4
# A shorter sentence carries nothing; a longer one is no point of an outline.
OUTLINE_CHARACTERS = range(12, 200)
# Of a longer document, the sentences are compared within the first so many.
MAX_SENTENCES_READ = 2000
_KINDS = r"(?:资料|文档|文件|材料|文章|内容|消息|动态|新闻|稿子|东西)"
_TELLS = (
    r"(?:(?:主要|大概|到底|究竟|都|大致)?是?在?(?:讲|说|写|谈|讨论|介绍|报道)(?:了|的是?|述)?些?(?:什么|啥|哪些(?:内容|事)?)"
    r"|的?(?:主要内容|大意|要点|重点|梗概|摘要|中心思想|主旨)(?:是(?:什么|啥)|有哪些)?)"
)
_ALL = rf"(?:(?:这些|这批|所有的?|全部的?|你的?|这里的?|库里的?){_KINDS})"
_ONE = r"(?:[这那该本此]一?[篇份个封]?(?:文章|文档|文件|资料|材料|报道|报告|稿子|手册|合同|制度|说明)?)"
_SUM_UP = r"(?:总结|概括|归纳|概述|简述|介绍|梳理|提炼)一?下?"
_PLEASE = r"(?:请|帮我|麻烦)?"
_FILES = r"(?:资料|文档|文件|档案|材料|文章)"
_TEXTS = r"(?:documents?|files?|texts?|articles?|papers?|material|collection|reports?)"
_COVER = r"(?:about|cover|say|contain|deal with|discuss)"
_ASKS_ALL = pattern(
    rf"{_PLEASE}(?:{_ALL}{_TELLS}|{_SUM_UP}{_ALL}|(?:{_ALL}[里中]?|(?:你?[这那]里|你|库里)都?)有些?(?:什么|哪些){_KINDS}?"
    rf"|都?有些?(?:什么|哪些){_FILES}|列(?:出|一下)(?:所有的?|全部的?)?{_FILES}|(?:所有的?|全部的?)?{_FILES}(?:列表|清单))"
    rf"|(?:what|which) {_TEXTS} (?:are there|do you have|are (?:available|here))"
    rf"|(?:please )?(?:list|show)(?: me)? (?:(?:all|the|these|those|your) )*{_TEXTS}"
    rf"|what (?:do|does|are|is) (?:these|the|those|your|all(?: the)?) {_TEXTS} {_COVER}"
    rf"|(?:please )?(?:summari[sz]e|outline|sum up) (?:(?:all|the|these|those|your) )*{_TEXTS}"
)
_ASKS_ONE = pattern(
    rf"{_PLEASE}{_ONE}?{_TELLS}|{_PLEASE}{_SUM_UP}{_ONE}?|{_ONE}{_SUM_UP}"
    rf"|what (?:is|does)(?: (?:this|that|the|it))?(?: {_TEXTS})? {_COVER}"
    rf"|(?:please )?(?:summari[sz]e|outline|sum up)(?: (?:this|that|the|it))?(?: {_TEXTS})?|(?:tl;?dr|summary)"
)
_ASKS_NEWEST = pattern(
    rf"最近都?有些?(?:什么|啥|哪些)新?的?(?:{_KINDS}|变化|更新|进展)?|最[近新]的?(?:{_KINDS}|更新)(?:有(?:什么|哪些)|是什么)?"
    rf"|有(?:什么|啥|哪些)最?新的?{_KINDS}?|最[近新]的?(?:[这那]?一?[篇份])?{_KINDS}?{_TELLS}"
    rf"|what (?:is|does|are) the (?:latest|newest|most recent) {_TEXTS} {_COVER}"
    rf"|what(?: is|'?s) new|(?:the )?(?:latest|newest|recent|most recent) (?:documents|files|articles|news)"
)
_OF_FILE = pattern(
    rf"{_PLEASE}{_SUM_UP}(?P<summed>.+?){_ONE}?|{_PLEASE}(?P<told>.+?){_ONE}?(?:[里中])?{_TELLS}"
    rf"|what (?:is|does) (?P<asked>.+) {_COVER}|(?:please )?(?:summari[sz]e|outline|sum up) (?P<outlined>.+)"
)
_MAY_ASK = pattern(rf"{_TELLS}|{_SUM_UP}|\b(?:{_COVER}|summari[sz]e|outline|sum up|summary)\b")
_SAYS = pattern(r"\bsay$")
_EDGES = pattern(r"^[\W_]+|(?<![吗呢呀啊吧\W_])[吗呢呀啊吧\W_]+$")


class OverviewWish(NamedTuple):
    """Kind of overview that is asked for, and of which document; `this_one` if the message only points to it."""

    of: Outlined
    document: int | None = None
    this_one: bool = False


def names_no_document(question: str) -> bool:
    """Return whether a message asks for an overview, and so has no word that a later question could lean on."""
    said = _EDGES.sub("", fold(question))
    return any(form.fullmatch(said) for form in (_ASKS_ALL, _ASKS_NEWEST, _ASKS_ONE))


def overview_wish(question: str, material: Material) -> OverviewWish | None:
    """Return which overview a message asks for; None if it asks anything else."""
    said = _EDGES.sub("", fold(question))
    if material.only is not None:
        return (
            OverviewWish("document", material.only) if _ASKS_ONE.fullmatch(said) or _ASKS_ALL.fullmatch(said) else None
        )
    if _ASKS_NEWEST.fullmatch(said):
        dated = any(document.published for document in material.collection.documents)
        return OverviewWish("newest" if dated else "documents")
    if _ASKS_ALL.fullmatch(said):
        return OverviewWish("documents")
    alone = document_named(question, material)
    if alone is not None:
        return OverviewWish("document", alone)
    may_ask = _MAY_ASK.search(said)
    found = named_in(question, material) if may_ask else None
    if found and _ASKS_ONE.fullmatch(_EDGES.sub("", fold(question[: found.start] + question[found.end :]))):
        return OverviewWish("document", found.document)
    if not _ASKS_ONE.fullmatch(said):
        named = _OF_FILE.fullmatch(said) if may_ask else None
        of_file = _file_meant(named[named.lastgroup or 0], said, material) if named else None
        return None if of_file is None else OverviewWish("document", of_file)
    one = len(material.collection.documents) == 1
    return OverviewWish("document", 0) if one else OverviewWish("documents", this_one=True)


def _file_meant(name: str, said: str, material: Material) -> int | None:
    """Return the document that a folded name means: by its file, or by words that only its own name has.

    What somebody says (what does Ada say) asks for their words, also if a document is called by their name.
    """
    found = file_named(name, material)
    if found is None and name.isascii() and not _SAYS.search(said):
        found = only_one_with(name, material)
    return found


def overview(question: str, wish: OverviewWish, material: Material, most: int, skip: int) -> Answer:
    """Return the outline that is wished for: at most `most` quotes behind the first `skip`."""
    if wish.document is not None:
        entries = _outline(wish.document, material)
    else:
        documents = range(len(material.collection.documents))
        entries = [_lead(number, material) for number in (_newest(material) if wish.of == "newest" else documents)]
    quotes = tuple(_quote(entry, material) for entry in entries[skip : skip + most])
    return Answer(
        question=question,
        status="answered" if quotes else "not_found",
        quotes=quotes,
        outline=wish.of,
        skipped=skip,
        more=len(entries) > skip + most,
        confidence=1.0 if quotes else 0.0,
    )


def _quote(entry: int, material: Material) -> Quote:
    return cite_words(material, entry, ())


def _newest(material: Material) -> list[int]:
    """Return the dated documents, the newest first."""
    documents = material.collection.documents
    dated = [number for number, document in enumerate(documents) if document.published]
    return sorted(dated, key=lambda number: documents[number].published or "", reverse=True)


def _lead(document: int, material: Material) -> int:
    """Return the summary of a document, or the first sentence of its text that says something, or its first one."""
    entries = material.index.range_of(document)
    worth = list(_worth_outlining(entries[:MAX_SENTENCES_READ], material))
    summaries = (entry for entry in worth if material.index.role_of(entry) == "summary")
    return next(summaries, worth[0] if worth else entries.start)


def _outline(document: int, material: Material) -> list[int]:
    """Return the lead and the sentence of each part that carries most, in the order of the text."""
    entries = material.index.range_of(document)[:MAX_SENTENCES_READ]
    lead, weights = _lead(document, material), _centrality(entries, material)
    best: dict[str | int | None, int] = {}
    for part, own in _parts(entries, material).items():
        told = [entry for entry in own if entry in weights and entry != lead]
        if told:
            best[part] = max(told, key=lambda entry: (weights[entry], -entry))
    points = sorted(best.values(), key=lambda entry: (-weights[entry], entry))[: MAX_OUTLINE_QUOTES - 1]
    return sorted([lead, *points])


def _parts(entries: range, material: Material) -> dict[str | int | None, list[int]]:
    """Return the sentences of a document by section; by equal parts of it if it has few sections."""
    found: dict[str | int | None, list[int]] = {}
    for entry in entries:
        found.setdefault(material.section(entry), []).append(entry)
    if len(found) >= FEWEST_SECTIONS:
        return found
    size = max(1, -(-len(entries) // (MAX_OUTLINE_QUOTES - 1)))
    return {at: list(entries[at : at + size]) for at in range(0, len(entries), size)}


def _centrality(entries: Sequence[int], material: Material) -> dict[int, float]:
    """Return how much of what a document speaks of each of its sentences says: the mean weight of its words."""
    words = {
        entry: {token.text for token in content(material.analyzer.tokens(material.index.folded[entry]))}
        for entry in _worth_outlining(entries, material)
    }
    counts = Counter(word for own in words.values() for word in own)
    worth = {word: math.log(count) * material.index.passages.idf(word) for word, count in counts.items() if count > 1}
    return {entry: sum(worth.get(word, 0.0) for word in own) / math.sqrt(1 + len(own)) for entry, own in words.items()}


def _worth_outlining(entries: Sequence[int], material: Material) -> Iterator[int]:
    for entry in entries:
        text = material.index.folded[entry].strip()
        if (
            material.index.role_of(entry) in ("text", "summary")
            and len(text) in OUTLINE_CHARACTERS
            and not text.endswith(("?", ":"))
        ):
            yield entry
