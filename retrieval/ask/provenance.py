"""Questions about an article itself: who wrote it, who published it, when, where. Its metadata answers them.

What is quoted is the slice of the file that states it, never what surrounds it there.
"""

from typing import Literal, NamedTuple

import numpy as np

from retrieval.ask.query import Query
from retrieval.corpus.corpus import Material
from retrieval.language.stems import stem
from retrieval.model import Document, Span, Stated
from retrieval.runtime import pattern

Asked = Literal["author", "editor", "publisher", "published", "url", "title"]
_ARTICLE = r"(?:那篇|这篇|該篇|该篇|哪篇|文章|报道|报导|稿子|稿件|推文|帖子|评论|新闻稿|article|piece)"
_FORMS: dict[Asked, str] = {
    "editor": r"编辑是谁|谁编辑|责编|editor",
    "author": r"谁写|作者是谁|作者叫|作者是|谁的文章|谁的稿|执笔|出自谁手|who wrote|author",
    "published": (
        r"(?:哪天|哪一天|什么时候|何时|几号|几月几[号日]|哪年|日期|时间).{0,4}(?:发布|发表|发|登|刊|写)"
        r"|(?:发布|发表|刊登)(?:时间|日期)|when was .{0,60}published"
    ),
    "publisher": (
        r"(?:哪家|哪个|什么)(?:媒体|网站|报纸|报社|公众号|平台)(?:发|登|写|刊)"
        r"|谁(?:发布|发表|刊登|登)|出自哪[里家儿]|(?:发[表布]?|刊[登载]?|登)[在于到](?:哪|什么(?:媒体|网站|报|公众号|平台))"
        r"|who published|where was .{0,60}published|(?:what|which) (?:site|outlet|newspaper|magazine) published"
    ),
    "url": r"链接|网址|原文地址|\burl\b|\blink\b",
    "title": r"标题[是叫]|题目[是叫]|篇名",
}
_ASKED = {name: pattern(form) for name, form in _FORMS.items()}
_REFERENCE = pattern(_ARTICLE + "|《")


class Provenance(NamedTuple):
    """Statement of a document about itself: the slice that says it."""

    document: int
    span: Span


def provenance(query: Query, material: Material) -> Provenance | None:
    """Return what answers a question about an article itself; None for any other question, or where no file says it.

    The article is the one whose title and names have most in common with the question; ties go to the first.
    """
    asked = next((name for name, form in _ASKED.items() if form.search(query.folded)), None)
    if asked is None or not _REFERENCE.search(query.folded):
        return None
    if material.only is not None:
        stated = _stated(material.collection.documents[material.only], asked)
        return Provenance(material.only, stated.span) if stated and stated.span else None
    words = {stem(word): weight for word, weight in query.words.items()}
    scores = material.index.names.scores({**words, **query.pairs})
    for number in np.argsort(-scores, kind="stable"):
        stated = _stated(material.collection.documents[int(number)], asked)
        if scores[number] <= 0:
            return None
        if stated and stated.span:
            return Provenance(int(number), stated.span)
    return None


def _stated(document: Document, asked: Asked) -> Stated | None:
    found = document.metadata
    if asked in ("author", "editor"):
        people = found.authors if asked == "author" else found.editors
        return people[0] if people else None
    stated: Stated | None = getattr(found, asked)
    return stated
