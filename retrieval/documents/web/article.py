"""The article of a page: which runs of text belong to it, and why the others do not."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from retrieval.documents.blocks import LeftOut
from retrieval.documents.web.outline import Element, Outline, TextRun

_SILENT: dict[str, LeftOut] = {
    **dict.fromkeys(("nav", "footer", "aside", "button", "select", "dialog", "menu"), "navigation"),
    "figcaption": "caption",
}
_ROLES = frozenset((
    "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alert", "menu", "toolbar",
))  # fmt: skip
# Words of class names and ids, by the form that they have in templates of many sites.
_BESIDE = frozenset((
    "ad", "ads", "adv", "advert", "advertisement", "banner", "bookmark", "breadcrumb", "breadcrumbs",
    "byline-share", "comment", "comments", "cookie", "cookies", "consent", "copyright", "crumb", "crumbs", "disqus",
    "download", "foot", "footer", "footnav", "hot", "hotnews", "link-list", "links", "login", "logo", "menu",
    "modal", "more", "nav", "navbar", "navi", "navigation", "newsletter", "outbrain", "pager", "pagination", "pop",
    "popup", "prevnext", "promo", "promotion", "qrcode", "rank", "ranking", "rec", "recommend", "recommendation",
    "recommended", "recommends", "rel", "related", "relate", "relevant", "reply", "search", "share", "sharing",
    "shares", "side", "sidebar", "sidenav", "signin", "sitemap", "skip", "social", "sponsor", "sponsored",
    "subscribe", "subscription", "taboola", "tags", "tag", "toolbar", "toolbox", "tools", "topbar", "toplist",
    "trending", "widget", "widgets",
))  # fmt: skip
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SENTENCE = re.compile(r"[。！？；，]|[.!?,;](?:\s|$)")
MIN_SENTENCE_CHARACTERS = 20
# The id of a section may be the words of its heading, which are more.
MAX_NAME_WORDS = 3
MAX_END_CHARACTERS = 40
_END = re.compile(
    r"\W*(?:(?:相关|相關|推荐|推薦|延伸|更多|热门|熱門|猜你喜欢|猜你喜歡|最新|精彩)"
    r"(?:阅读|閱讀|推荐|推薦|文章|新闻|新聞|资讯|資訊|内容|內容|报道|報道|評論|评论)?"
    r"|(?:网友|網友|用户|全部|最新|发表|發表)?(?:评论|評論|留言)(?:区|區)?"
    r"|related(?: \w+){0,2}|recommended(?: \w+){0,2}|you may also like|more (?:from|on|in|stories|news)\b.{0,40}"
    r"|read next|comments?)\W*(?:\(?\d+\)?\W*)?$",
    re.IGNORECASE,
)
# Whose the page is, and its number in a register of sites.
_RIGHTS = re.compile(
    r"\W*(?:©|\(c\)|copyright)\W{0,3}(?:©\W{0,3})?\d{4}|.{0,60}\ball rights reserved\b"
    r"|\W*(?:版权所有|版權所有|著作權所有)|.{0,20}ICP[备備证證].{0,3}\d{6}",
    re.IGNORECASE,
)
MAX_RIGHTS_CHARACTERS = 120
# An element with so much of the page is no part beside the article, however it is called.
_LARGE = 0.75
# The article is the smallest element with so much of the sentences.
_MOST = 0.85
_LINKED = 0.7
# What is under a heading of other articles has no more of the sentences.
_UNDER = 0.4
_NO_ROOT = frozenset((
    "p", "li", "ul", "ol", "dl", "dd", "blockquote", "pre", "tr", "table", "tbody",
))  # fmt: skip


def judge(text: str, page: Outline) -> list[LeftOut | None]:
    """Return for each run why it is no text of the article, None for those that are."""
    reasons = _reasons(text, page)
    found = [reasons[run.element] if run.element >= 0 else None for run in page.runs]
    _leave_out_links(text, page, found)
    _leave_out_ends(text, page, found)
    root = _root(text, page, found)
    end = page.ends[root] if root >= 0 else len(text)
    start = page.elements[root].tag.start if root >= 0 else 0
    return [
        reason or ("navigation" if not start <= run.start < end else None)
        for run, reason in zip(page.runs, found, strict=True)
    ]


def _reasons(text: str, page: Outline) -> list[LeftOut | None]:
    """Return for each element why nothing in it is of the article."""
    sizes = [0] * len(page.elements)
    headed = [False] * len(page.elements)
    for run in page.runs:
        if run.element >= 0:
            sizes[run.element] += run.size - run.linked if _is_sentence(text, run) else 0
            headed[run.element] |= page.elements[run.element].name == "h1"
    for number in range(len(sizes) - 1, -1, -1):
        parent = page.elements[number].parent
        if parent >= 0:
            sizes[parent] += sizes[number]
            headed[parent] = headed[parent] or headed[number]
    total = sum(sizes[number] for number, element in enumerate(page.elements) if element.parent < 0)
    reasons: list[LeftOut | None] = []
    for number, element in enumerate(page.elements):
        reason = reasons[element.parent] if element.parent >= 0 else None
        large = bool(total) and sizes[number] >= _LARGE * total
        reasons.append(reason or (None if large else _reason(element, headed=headed[number])))
    return reasons


def _reason(element: Element, *, headed: bool) -> LeftOut | None:
    if element.name in _SILENT:
        return _SILENT[element.name]
    if element.name == "header" and not headed:
        return "navigation"
    said = {name: value.lower() for name, (_, value) in element.attributes.items()}
    if (
        "hidden" in said
        or said.get("aria-hidden") == "true"
        or "display:none" in said.get("style", "").replace(" ", "")
    ):
        return "markup"
    if said.get("role") in _ROLES:
        return "navigation"
    names = " ".join(element.attributes[name][1] for name in ("class", "id") if name in element.attributes)
    said_words = ({word.lower() for word in _WORDS.findall(name)} for name in names[:500].split())
    beside = any(words & _BESIDE and len(words) <= MAX_NAME_WORDS for words in said_words)
    return "navigation" if beside and not headed else None


def _leave_out_ends(text: str, page: Outline, found: list[LeftOut | None]) -> None:
    """Leave out what is under a heading of other articles or of comments, as far as its element goes."""
    sentences = [0, *accumulate(run.size if _is_sentence(text, run) else 0 for run in page.runs)]
    starts = [run.start for run in page.runs]
    end = 0
    for number, run in enumerate(page.runs):
        if run.start < end:
            found[number] = found[number] or "navigation"
        elif run.size <= MAX_END_CHARACTERS and run.element >= 0 and _END.match(text[run.start : run.end]):
            parent = page.elements[run.element].parent
            stop = page.ends[parent] if parent >= 0 else run.end
            under = sentences[bisect_left(starts, stop)] - sentences[number]
            end = stop if under <= _UNDER * sentences[-1] else run.end
            found[number] = found[number] or "navigation"


def _leave_out_links(text: str, page: Outline, found: list[LeftOut | None]) -> None:
    """Leave out the runs that are nothing but links to elsewhere, and those that say whose the page is."""
    for number, run in enumerate(page.runs):
        name = page.elements[run.element].name if run.element >= 0 else ""
        if found[number] is None and run.size <= MAX_RIGHTS_CHARACTERS and _RIGHTS.match(text, run.start, run.end):
            found[number] = "navigation"
        if found[number] is None and run.linked >= _LINKED * run.size and not re.match(r"h[1-6]$|t[dh]$", name):
            found[number] = "navigation"


def _root(text: str, page: Outline, found: Sequence[LeftOut | None]) -> int:
    """Return the index of the smallest element that holds most of the sentences, -1 for the whole page."""
    weights = [0] * len(page.elements)
    for run, reason in zip(page.runs, found, strict=True):
        if reason is None and run.element >= 0 and _is_sentence(text, run):
            weights[run.element] += run.size
    for number in range(len(weights) - 1, -1, -1):
        parent = page.elements[number].parent
        if parent >= 0:
            weights[parent] += weights[number]
    total = max((weight for number, weight in enumerate(weights) if page.elements[number].parent < 0), default=0)
    holding = [
        number
        for number, weight in enumerate(weights)
        if total and weight >= _MOST * total and page.elements[number].name not in _NO_ROOT
    ]
    return holding[-1] if holding else -1


def _is_sentence(text: str, run: TextRun) -> bool:
    return run.size >= MIN_SENTENCE_CHARACTERS and bool(_SENTENCE.search(text, run.start, run.end))
