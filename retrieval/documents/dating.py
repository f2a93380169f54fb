"""Dates of documents that state none at their head: in the title, in the line that closes them, or in the file's name.

`Committee minutes, 14 January 2026`, `2026年11月6日` under a notice's last line, `价格表 2026.10.xlsx`. A year alone is
none: a plan for 2025 is often of 2024. The messages of a chat have days of their own.
"""

import re
from pathlib import PurePosixPath

from retrieval.documents.blocks import Article
from retrieval.documents.metadata import date
from retrieval.language.name_dates import NameDate, date_in_name
from retrieval.model import Metadata, Span, Stated
from retrieval.runtime import pattern

_TO_THE_MONTH = 2
_CLOSING_CHARACTERS = 40
# What may stand behind the date of a title or in the name of a file: (终稿), FINAL(2), 版.
_BEHIND = pattern(r"[\W_]*+(?:版|稿|终稿|定稿|修订|更新|final|copy|rev\d*|v\d+)?+[\W_]*+\d?+[\W_]*+", re.I)
# At the beginning a date in words tells as often when something was: 2016年3月5日大火.
_DIGITS_FIRST = pattern(r"[\W_]*(?:19|20)\d\d[-_. ]?\d{1,2}(?:[-_. ]?\d{1,2})?(?![\d年月])")
_LABEL = pattern(
    r"(?:签[订署]|簽[訂署]|落款|发布|發布|发文|發文|公告|制定|製表|日期|时间|時間|dated?|as of|[日期:：\s(（])*+",
    re.I,
)
_AFTER = pattern(r"\s*+(?:[(（]?(?:星期|周|週)[一二三四五六日天][)）]?)?+[\s)）.。]*+")


def dated(metadata: Metadata, file: str, text: str, article: Article, *, alone: bool) -> Metadata:
    """Return metadata with the date that a document tells elsewhere than at its head, if it states none and is no chat.

    The name of the file dates the document that is `alone` in it.
    """
    if metadata.published or any(block.unit and block.unit.kind == "message" for block in article.blocks):
        return metadata
    title = metadata.title
    told = _in_title(title.value) if title else None
    found = told and title and Stated(value=told.value, span=title.span)
    found = found or _closing(text, article)
    if not found and alone and (named := _in_file_name(PurePosixPath(file).stem)):
        found = Stated(value=named.value, span=None)
    return metadata.model_copy(update={"published": found}) if found else metadata


def _in_title(title: str) -> NameDate | None:
    """Return the date to the month that a title ends with."""
    found = date_in_name(title)
    return found if found and found.told >= _TO_THE_MONTH and _BEHIND.fullmatch(found.after) else None


def _in_file_name(stem: str) -> NameDate | None:
    """Return the date to the month that the name of a file begins or ends with."""
    found = date_in_name(stem)
    at_edge = found and (_BEHIND.fullmatch(found.after) or _DIGITS_FIRST.match(stem))
    return found if found and found.told >= _TO_THE_MONTH and at_edge else None


def _closing(text: str, article: Article) -> Stated | None:
    """Return the date that is all the last line of an article says."""
    last = next((block for block in reversed(article.blocks) if block.role and not block.unit), None)
    if last is None:
        return None
    start = max(text.rfind("\n", last.start, last.end) + 1, last.start)
    day = date(text, start, last.end) if last.end - start <= _CLOSING_CHARACTERS else None
    if not day or not day.span:
        return None
    alone = _LABEL.fullmatch(text[start : day.span.start]) and _AFTER.fullmatch(text[day.span.end : last.end])
    return Stated(value=day.value, span=Span(start=day.span.start, end=day.span.end)) if alone else None
