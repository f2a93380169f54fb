"""Statements of a page about itself: meta tags, JSON-LD, the address that it was saved from, and bylines."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from retrieval.documents.metadata import MetadataBuilder, One, date, moved, stated
from retrieval.documents.web.tags import Tag, attributes
from retrieval.model import Span, Stated

_ONE: dict[str, One] = {
    "og:site_name": "publisher", "contentsource": "publisher", "source": "publisher", "dc.publisher": "publisher",
    "application-name": "publisher", "og:url": "url",
    "article:published_time": "published", "og:published_time": "published", "date": "published",
    "pubdate": "published",
    "publishdate": "published", "publish_date": "published", "publish-date": "published", "dc.date": "published",
    "dcterms.date": "published", "dcterms.created": "published", "dc.date.issued": "published",
    "datepublished": "published", "weibo:article:create_at": "published", "sailthru.date": "published",
}  # fmt: skip
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author", "sailthru.author")
_SAVED = re.compile(r"<!-- saved from url=\(\d{1,6}\)(?P<url>https?://[!-~]{1,2000}?) -->")
_ARTICLE = re.compile(r"Article$|Posting$|^Report$|^WebPage$")
_SOURCE = re.compile(
    r"(?:来源|來源|[Ss]ource)\s{0,2}[:：]\s{0,2}(?P<name>[^\s:：|丨｜/]{2,20}(?: [A-Z][\w&'-]{1,20}){0,4})"
)
_AUTHOR = re.compile(
    r"(?:作者|撰文|记者|記者|文)\s{0,2}[:：/／]\s{0,2}(?P<name>[^\s:：|丨｜/,，]{2,12}(?: [A-Z][\w.'’-]{0,20}){0,3})"
    r"|(?:记者|記者)\s?(?P<reporter>[\u4e00-\u9fff]{2,4})\s?[/／]\s?[\u4e00-\u9fff]{0,8}(?:报道|報道|報導|电|電)"
    r"|\b[Bb]y\s{1,3}(?P<latin>[A-Z][\w.'’-]{1,20}(?:\s[A-Z][\w.'’-]{0,20}){1,3})"
)
_EDITOR = re.compile(
    r"(?:责任编辑|責任編輯|责编|責編|编辑|編輯)\s{0,2}[:：/／]\s{0,2}(?P<name>[^\s:：|丨｜/,，()（）\]】]{2,12})"
)
_LABELS = re.compile(
    r"(?:发布|發布|发表|發表|更新|刊登|上传|编辑)?(?:于|於|日期|时间|時間)?\s{0,2}[:：]?|阅读|閱讀|浏览|瀏覽|点击|點擊|字号|字號|published|posted|updated|on",
    re.IGNORECASE,
)
_JSON_LD = re.compile(r"<script[^>]{0,500}application/ld\+json[^>]{0,500}>", re.IGNORECASE)
MAX_JSON_CHARACTERS = 500_000
MAX_BYLINE_CHARACTERS = 120
_NAME_AND_ADDRESS = re.compile(r"https?://|@|^\d+$")


_NAMES = (("publisher", _SOURCE), ("editors", _EDITOR), ("authors", _AUTHOR))
# What may be beside date and names: the name of a site or a column, a number of readers.
MAX_OTHER_CHARACTERS = 16


class Head:
    """Statements of a page's head, and the titles that it has for the page."""

    def __init__(self) -> None:
        self.titles: list[Stated] = []
        self.window: Stated | None = None
        self.last: list[Stated] = []

    def read(self, text: str, tag: Tag, gathering: MetadataBuilder) -> None:
        """Take what an element or a comment states."""
        if tag.name == "meta":
            self._meta(text, tag, gathering)
        elif tag.name == "link":
            found = attributes(text, tag)
            if found.get("rel", (0, ""))[1].lower() == "canonical" and "href" in found:
                gathering.state("url", stated(*found["href"]))
        elif tag.name == "title" and self.window is None:
            start = text.find(">", tag.start) + 1
            self.window = _words(text, start, max(start, text.rfind("<", start, tag.end)))
        elif tag.name == "script" and tag.end - tag.start <= MAX_JSON_CHARACTERS:
            opening = _JSON_LD.match(text, tag.start)
            if opening:
                self._linked_data(text, opening.end(), text.rfind("<", tag.start, tag.end), gathering)
        elif not tag.name and (saved := _SAVED.match(text, tag.start)):
            self.last.append(stated(saved.start("url"), saved["url"]))

    def finish(self, gathering: MetadataBuilder) -> None:
        """Take what counts only if nothing else states it."""
        for address in self.last:
            gathering.state("url", address)

    def _meta(self, text: str, tag: Tag, gathering: MetadataBuilder) -> None:
        found = attributes(text, tag)
        key = next((found[name][1].lower() for name in ("property", "name", "itemprop") if name in found), "")
        start, words = found.get("content", (0, ""))
        if not words.strip():
            return
        said = _words(text, start, start + len(words))
        if key in ("og:title", "headline", "twitter:title", "articletitle"):
            self.titles.append(said)
        elif key in _AUTHORS:
            _name(said, gathering)
        elif _ONE.get(key) == "published":
            gathering.state("published", date(text, start, start + len(words)))
        elif key in _ONE:
            gathering.state(_ONE[key], said)

    def _linked_data(self, text: str, start: int, end: int, gathering: MetadataBuilder) -> None:
        try:
            value = json.loads(text[start:end])
        except (ValueError, RecursionError):
            return

        def said(words: object) -> Stated | None:
            if not isinstance(words, str) or not words.strip():
                return None
            at = text.find(words, start, end)
            return Stated(
                value=html.unescape(words.strip()), span=Span(start=at, end=at + len(words)) if at >= 0 else None
            )

        for thing in _articles(value):
            title, day = said(thing.get("headline")), thing.get("datePublished")
            self.titles += [title] if title else []
            if isinstance(day, str) and (found := date(day, 0, len(day))):
                at = text.find(day, start, end)
                gathering.state("published", moved(found, at) if at >= 0 else found.model_copy(update={"span": None}))
            gathering.state("publisher", said(_first_name(thing.get("publisher"))))
            authors = thing.get("author")
            for author in authors if isinstance(authors, list) else [authors]:
                if name := said(_first_name(author)):
                    _name(name, gathering)


def byline(text: str, start: int, end: int, words: str, gathering: MetadataBuilder, *, beside: bool) -> bool:
    """Take what a short line states; tell whether it states nothing but date, source and names.

    `words` is the slice as it is shown. A line that is not beside the title states names only.
    """
    if len(words) > MAX_BYLINE_CHARACTERS:
        return False
    names = [(kind, match) for kind, pattern in _NAMES for match in pattern.finditer(words)]
    day = date(words, 0, len(words)) if beside else None
    rest = words
    for found in [
        *(match[0] for _, match in names),
        *([words[day.span.start : day.span.end]] if day and day.span else []),
    ]:
        rest = rest.replace(found, " ")
    others = sum(character.isalnum() for character in _LABELS.sub(" ", rest))
    if not (day or names) or others > (MAX_OTHER_CHARACTERS if beside else 0):
        return False
    if day and day.span:
        own = words[day.span.start : day.span.end]
        gathering.state("published", day.model_copy(update={"span": _at(text, start, end, own).span}))
    for kind, match in names:
        said = _at(text, start, end, next(name for name in match.groups() if name))
        if kind == "publisher":
            gathering.state("publisher", said)
        elif kind == "editors":
            gathering.name("editors", said)
        elif beside and "authors" not in gathering:
            gathering.name("authors", said)
    return True


def _at(text: str, start: int, end: int, value: str) -> Stated:
    """Return a value with the slice that states it, or all of the line if a tag cuts it."""
    at = text.find(value, start, end)
    return Stated(value=value, span=Span(start=at, end=at + len(value)) if at >= 0 else Span(start=start, end=end))


def _name(said: Stated, gathering: MetadataBuilder) -> None:
    """Take the name of an author; an address is none."""
    if not _NAME_AND_ADDRESS.search(said.value):
        gathering.name("authors", said)


def _articles(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    """Yield the things in linked data that are articles."""
    if isinstance(value, list) and depth < 4:
        for one in value[:50]:
            yield from _articles(one, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if any(
            isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
        ):
            yield value
        yield from _articles(value.get("@graph"), depth + 1)


def _first_name(value: object) -> Any:
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("name") if isinstance(value, dict) else value


def _words(text: str, start: int, end: int) -> Stated:
    """Return words of the source, with the characters that its references stand for."""
    words = text[start:end].strip()
    found = stated(start + (end - start) - len(text[start:end].lstrip()), words)
    return found.model_copy(update={"value": " ".join(html.unescape(words).split())})
