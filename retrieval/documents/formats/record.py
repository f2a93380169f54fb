"""Records: a file of named fields, 标题: …, 链接: …, with the article's text in one of them."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from retrieval.documents.blocks import Article, Block, TextLine, each_line, lines
from retrieval.documents.boilerplate import line_left_out
from retrieval.documents.metadata import Many, MetadataBuilder, date, source, stated
from retrieval.documents.prose import paragraph

_FIELD = re.compile(r"(?P<key>[^\s:：,，。、]{1,10})\s{0,2}(?P<colon>[:：][ \t]?)[ \t]{0,4}(?P<value>\S.*)?$")
_TITLE = {"标题", "標題", "题目", "題目", "title"}
_URL = {"链接", "連結", "鏈接", "网址", "網址", "url", "link"}
_TEXT = {"总结", "總結", "正文", "内容", "內容", "全文", "text", "content", "body"}
_PUBLISHER = {"来源", "來源", "发布者", "發布者", "publisher", "source"}
_PEOPLE: dict[str, Many] = {"作者": "authors", "author": "authors", "编辑": "editors", "編輯": "editors"}
_DATES = {"时间", "時間", "日期", "发布时间", "發布時間", "date", "published"}
_SUMMARY = ("摘要", "小结", "小結", "summary")
_KEYWORDS = {"关键词", "關鍵詞", "关键字", "關鍵字", "标签", "標籤", "tags", "keywords"}
# The space behind a comma is one of the word's characters: taken on its own, each could be either, in 2^20 ways.
_LIST = re.compile(r"[^,，、;；。！？]{1,30}(?:[,，、;；][^,，、;；。！？]{1,31}){1,20}")
_TEXT_CHARACTERS = 200
_BYLINE = re.compile(
    r"作者[:：]\s{0,2}(?P<author>[^\s:：。，,]{1,8}?)\s{0,2}(?:编辑|編輯|责编|責編)[:：]\s{0,2}(?P<rest>[^\s:：。，,]{3,8})"
)
_NAME_CHARACTERS = (2, 3, 4)


def read(text: str) -> tuple[Article, ...] | None:
    """Read the records of a file, or return None where it does not begin with a title field and another field.

    Each title field begins a record of its own.
    """
    first = [_FIELD.match(line.text) for line in islice(each_line(text), 3)]
    keys = [match["key"].lower() for match in first if match]
    if len(keys) < 2 or keys[0] not in _TITLE or first[0] is None:
        return None
    found = lines(text)
    fields = [_FIELD.match(line.text) for line in found]
    begins = [at for at, match in enumerate(fields) if match and match["key"].lower() in _TITLE]
    colon = first[0]["colon"]
    return tuple(_record(text, found[a:b], colon) for a, b in pairwise([*begins, len(found)]))


def _record(text: str, found: list[TextLine], colon: str) -> Article:
    blocks: list[Block] = []
    gathering = MetadataBuilder()
    kind = "text"
    for line in found:
        reason = line_left_out(line.text)
        match = None if reason else _FIELD.match(line.text)
        new = _kind(match, colon) if match else None
        if reason:
            blocks.append(Block(start=line.start, end=line.end, left_out=reason))
        elif match and new:
            blocks += _field(text, line, match, new, gathering)
            kind = new if new in ("text", "summary") else kind
        else:
            blocks += _continued(text, line, kind)
    _around_the_text(text, blocks, gathering)
    return Article(blocks=tuple(_without_byline(text, blocks, gathering)), metadata=gathering.metadata())


def _kind(match: re.Match[str], colon: str) -> str | None:
    """Return what a field holds; None where a line of text only looks like one.

    A field with a name that is not known is one only if it is written as the title field is and lists some words: what
    somebody said also stands behind a name and a colon.
    """
    key, value = match["key"].lower(), match["value"] or ""
    for kind, names in (("title", _TITLE), ("url", _URL), ("text", _TEXT), ("people", _PEOPLE), ("date", _DATES)):
        if key in names:
            return kind
    if key in _PUBLISHER:
        return "publisher"
    if key.endswith(_SUMMARY):
        return "summary"
    lists = key in _KEYWORDS or (match["colon"] == colon and _LIST.fullmatch(value))
    return "keywords" if lists and len(value) < _TEXT_CHARACTERS else None


def _field(text: str, line: TextLine, match: re.Match[str], kind: str, gathering: MetadataBuilder) -> list[Block]:
    start = line.start + (match.start("value") if match["value"] else len(line.text))
    name = Block(start=line.start, end=start, left_out="metadata")
    value = stated(start, match["value"] or "")
    if kind in ("text", "summary"):
        return [name, *_continued(text, TextLine(start, line.end, value.value), kind)]
    if kind == "keywords":
        return [Block(start=line.start, end=line.end, left_out="keywords")]
    if not value.value:
        return [name]
    if kind == "title":
        gathering.state("title", value)
        return [name, Block(start=start, end=line.end, role="title")]
    if kind == "people":
        gathering.name(_PEOPLE[match["key"].lower()], value)
    elif kind == "date":
        gathering.state("published", date(text, start, line.end))
    elif kind == "publisher":
        gathering.state("publisher", value)
    else:
        gathering.state("url", value)
    return [Block(start=line.start, end=line.end, left_out="metadata")]


def _continued(text: str, line: TextLine, kind: str) -> list[Block]:
    if not line.text:
        return []
    pieces = paragraph(text, line)
    if kind == "summary":
        return [piece._replace(role="summary") if piece.role else piece for piece in pieces]
    return pieces


def _around_the_text(text: str, blocks: list[Block], gathering: MetadataBuilder) -> None:
    """Complete date and publisher from the platform's line after the text, if the fields do not say them."""
    for block in blocks:
        found = date(text, block.start, block.end) if block.left_out in ("disclaimer", "navigation") else None
        if found and found.span:
            gathering.state("published", found)
            gathering.state("publisher", source(text, found.span.end, block.end))


def _without_byline(text: str, blocks: list[Block], gathering: MetadataBuilder) -> Iterator[Block]:
    """Cut a byline off the beginning of the text, where it is glued to the first sentence.

    The last name in it ends where words of the title begin; where that cannot be told, nothing is cut. Whoever is
    named in such a byline is an author of the article.
    """
    title = next((text[block.start : block.end] for block in blocks if block.role == "title"), "")
    body = next((block for block in blocks if block.role == "text"), None)
    for block in blocks:
        match = _BYLINE.match(text, block.start, block.end) if block is body else None
        end = _name_end(text, match.start("rest"), title) if match else None
        if match and end:
            gathering.name("authors", stated(match.start("author"), match["author"]))
            editor = stated(match.start("rest"), text[match.start("rest") : end])
            gathering.name("authors", editor)
            gathering.name("editors", editor)
            yield Block(start=block.start, end=end, left_out="metadata")
            yield block._replace(start=end)
        else:
            yield block


def _name_end(text: str, start: int, title: str) -> int | None:
    ends = (start + length for length in _NAME_CHARACTERS)
    return next((end for end in ends if len(text[end : end + 3]) == 3 and text[end : end + 3] in title), None)
