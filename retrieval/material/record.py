"""Records: a file of named fields, 标题: …, 链接: …, with the article's text in one of them."""

import re

from retrieval.material.blocks import Article, Block, Line, lines
from retrieval.material.boilerplate import line_left_out
from retrieval.material.prose import paragraph
from retrieval.material.stated import date, source, stated
from retrieval.model import Stated

_FIELD = re.compile(r"(?P<key>[^\s:：,，。、]{1,10})\s{0,2}[:：][ \t]{0,4}(?P<value>\S.*)?$")
_TITLE = {"标题", "標題", "题目", "題目", "title"}
_URL = {"链接", "連結", "鏈接", "网址", "網址", "url", "link"}
_TEXT = {"总结", "總結", "正文", "内容", "內容", "全文", "text", "content", "body"}
_NAMES = {"作者": "author", "author": "author", "来源": "publisher", "來源": "publisher", "publisher": "publisher"}
_DATES = {"时间", "時間", "日期", "发布时间", "發布時間", "date", "published"}
_SUMMARY = ("摘要", "小结", "小結", "summary")
_TEXT_CHARACTERS = 200
_WRITER = re.compile(r"作者[:：]\s{0,2}(?P<name>[^\s:：。，,]{1,8}?)\s{0,2}(?=编辑|編輯|责编|責編)")


def read(text: str) -> tuple[Article, ...] | None:
    """Read a record, or return None where the text does not begin with a title field and another field."""
    found = lines(text)
    keys = [match["key"].lower() for line in found[:3] if (match := _FIELD.match(line.text))]
    if len(keys) < 2 or keys[0] not in _TITLE:
        return None
    blocks: list[Block] = []
    fields: dict[str, Stated] = {}
    kind = "text"
    for line in found:
        reason = line_left_out(line.text)
        match = None if reason else _FIELD.match(line.text)
        if reason:
            blocks.append(Block(start=line.start, end=line.end, left_out=reason))
        elif match and (new := _kind(match)):
            kind = new
            blocks += _field(text, line, match, kind, fields)
        else:
            blocks += _continued(text, line, kind)
    return (_article(text, blocks, fields),)


def _kind(match: re.Match[str]) -> str | None:
    """What a field holds; None where the line only looks like a field but is too long for a name and value."""
    key, value = match["key"].lower(), match["value"] or ""
    for kind, names in (("title", _TITLE), ("url", _URL), ("text", _TEXT), ("name", _NAMES), ("date", _DATES)):
        if key in names:
            return kind
    if key.endswith(_SUMMARY):
        return "summary"
    return "keywords" if len(value) < _TEXT_CHARACTERS else None


def _field(text: str, line: Line, match: re.Match[str], kind: str, fields: dict[str, Stated]) -> list[Block]:
    start = line.start + (match.start("value") if match["value"] else len(line.text))
    name = Block(start=line.start, end=start, left_out="metadata")
    value = stated(start, match["value"] or "")
    if kind == "title":
        fields.setdefault("title", value)
        return [name, Block(start=start, end=line.end, role="title")]
    if kind in ("text", "summary"):
        return [name, *_continued(text, Line(start, line.end, value.value), kind)]
    if kind == "keywords":
        return [Block(start=line.start, end=line.end, left_out="keywords")]
    if kind == "date":
        found = date(text, start, line.end)
        if found:
            fields.setdefault("published", found)
    else:
        fields.setdefault("url" if kind == "url" else _NAMES[match["key"].lower()], value)
    return [Block(start=line.start, end=line.end, left_out="metadata")]


def _continued(text: str, line: Line, kind: str) -> list[Block]:
    if not line.text:
        return []
    if kind == "keywords":
        return [Block(start=line.start, end=line.end, left_out="keywords")]
    pieces = paragraph(text, line)
    if kind == "summary":
        return [piece.model_copy(update={"role": "summary"}) if piece.role else piece for piece in pieces]
    return pieces


def _article(text: str, blocks: list[Block], fields: dict[str, Stated]) -> Article:
    """What the fields do not say, the platform's lines around the text may: writer, date, publisher."""
    for block in blocks:
        if block.left_out in ("disclaimer", "metadata", "navigation") and "published" not in fields:
            found = date(text, block.start, block.end)
            if found:
                fields["published"] = found
                publisher = source(text, found.end, block.end)
                if publisher:
                    fields.setdefault("publisher", publisher)
    body = next((block for block in blocks if block.role == "text"), None)
    writer = _WRITER.match(text, body.start, body.end) if body else None
    if writer:
        fields.setdefault("author", stated(writer.start("name"), writer["name"]))
    return Article(blocks=tuple(blocks), **fields)
