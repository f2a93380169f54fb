"""Leading rows: of the rows of a table, those with the most or the least in the column that a question means.

A column is meant by its name (`人最多` is 人数, `the most beds` Beds) or by the adjective alone (`最贵` is the only
column of prices, `the longest trail` that of lengths). Its cells compare if each holds one figure, and all of one unit.
Nothing leads if more than one column or table may be meant, or if a word of the question is not in the table.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from retrieval.ask.asked_tables import tables_of, tables_under
from retrieval.ask.query import QueryPart
from retrieval.ask.rows import MAX_ROWS_READ, HeadedCell, cells_in, header_of
from retrieval.corpus.corpus import Material
from retrieval.corpus.document_versions import newest_of, same_but_for_version, version_of
from retrieval.language.fold import fold
from retrieval.language.quantities import quantities
from retrieval.language.stems import holds, stems_in
from retrieval.language.tokenizer import content, stop_words
from retrieval.runtime import pattern

# Of fewer rows none is the most.
LEAST_COMPARED = 2
# What is asked for stands no further from the superlative: the highest entry fee.
MAX_WORDS_APART = 2
_ASKS_WHICH = pattern(
    r"[哪谁]|什么|多少|\b(?:which|who|what|whose|how (?:much|many|long|high|big|far|old))\b"
    r"|^最\w{1,3}的\w{1,8}\W*$|^(?:the )?(?:most|least|[a-z]+est)(?: [a-z]+){1,3}\W*$"
)
_QUESTION = pattern(r"[哪谁啥几]|什么|多少|^[个种款家天钱]$")
_MONEY = r"[价费钱]|[(（]元|租金|金额|\b(?:prices?|costs?|fees?|fares?|rent|rates?)\b|[$€£¥]"
_LENGTH = r"长度|全长|距离|里程|路程|时长|\b(?:length|distance|duration)\b"
_HEIGHT = r"高度|海拔|身高|层高|\b(?:height|elevation|altitude)\b"
_SIZE = r"面积|大小|容量|\b(?:area|size|capacity)\b"
_WEIGHT = r"重量|体重|净重|\bweight\b"
_DATE = r"日期|时间|年份|日子|\b(?:date|time|year|opened|founded|built)\b"
_RANK = r"名次|排名|位次|\b(?:rank(?:ing)?|plac(?:e|ing)|position)\b"
_FREE = pattern(r"免费|free|无")


class _Superlative(NamedTuple):
    """A superlative: how it is asked, what heads the column that it means by itself, and if the least leads there."""

    asked: re.Pattern[str]
    column: re.Pattern[str] | None
    least: bool = False
    of_money: bool = False


_SUPERLATIVES = (
    _Superlative(pattern(r"最贵|\b(?:most expensive|priciest|dearest)\b"), pattern(_MONEY), of_money=True),
    _Superlative(pattern(r"最(?:便宜|实惠)|\b(?:cheapest|least expensive)\b"), pattern(_MONEY), True, True),
    _Superlative(pattern(r"最[长远]|\b(?:longest|fu?arthest)\b"), pattern(_LENGTH)),
    _Superlative(pattern(r"最[短近]|\bshortest\b"), pattern(_LENGTH), True),
    _Superlative(pattern(r"最高|\b(?:highest|tallest)\b"), pattern(_HEIGHT)),
    _Superlative(pattern(r"最[低矮]|\blowest\b"), pattern(_HEIGHT), True),
    _Superlative(pattern(r"最大|\b(?:larg|bigg)est\b"), pattern(_SIZE)),
    _Superlative(pattern(r"最小|\bsmallest\b"), pattern(_SIZE), True),
    _Superlative(pattern(r"最重|\bheaviest\b"), pattern(_WEIGHT)),
    _Superlative(pattern(r"最轻|\blightest\b"), pattern(_WEIGHT), True),
    _Superlative(pattern(r"最[晚新]|\b(?:lat|new)est\b"), pattern(_DATE)),
    _Superlative(pattern(r"最早|\bearliest\b"), pattern(_DATE), True),
    _Superlative(pattern(r"第一名|头名|冠军|\bfirst place\b|\bcame first\b"), pattern(_RANK), True),
    _Superlative(pattern(r"最多(?![能可得])|(?<!at )\bmost\b"), None),
    _Superlative(pattern(r"最少(?![能可得要])|\bfewest\b|(?<!at )\bleast\b"), None, True),
)
_BEFORE = pattern(r"[\u4e00-\u9fff]{1,20}$")
_AFTER = pattern(r"的?([\u4e00-\u9fff]*)")
_WORD = pattern(r"[a-z]+")
_NUMBER = pattern(r"[-+]?\d[\d,]*(?:\.\d+)?")
# Days, months and years in one order, and times of the day.
_DATED = pattern(r"(?:\d{4}[-/.年])?\d{1,2}[-月/.]\d{1,2}日?|\d{4}年(?:\d{1,2}月)?|\d{1,2}[:：]\d\d")
_YEAR_FIRST = pattern(r"\d{4}|\d{1,2}[月:：]")

_Figure = tuple[str, tuple[float, ...]]


def leading_rows(part: QueryPart, entries: Sequence[int], material: Material) -> list[int]:
    """Return the rows that lead in the one table that a superlative means, of the tables of some sentences."""
    asked = part.text
    match, meant = next(((m, one) for one in _SUPERLATIVES if (m := one.asked.search(asked))), (None, None))
    if match is None or meant is None or not _ASKS_WHICH.search(asked):
        return []
    near = tables_of(entries, material)
    under = tables_under(_words(part, match), material)
    for tables in (near, {table: entry for table, entry in under.items() if table not in near}):
        found = [led for entry in tables.values() if (led := _leading(part, match, meant, entry, material))]
        if found:
            return _of_newest(found, asked, material)
    return []


def _of_newest(found: Sequence[list[int]], asked: str, material: Material) -> list[int]:
    """Return the rows that lead in the one table, or in that of the newest version of one document; else none."""
    documents = [material.document(led[0]) for led in found]
    if any(not same_but_for_version(one, documents[0]) for one in documents[1:]):
        return []
    first = newest_of(dict(enumerate(documents)), asked)[0]
    same = [one for one in documents if version_of(one) == version_of(documents[first])]
    return found[first] if len(same) == 1 else []


def _leading(part: QueryPart, match: re.Match[str], meant: _Superlative, entry: int, material: Material) -> list[int]:
    """Return the rows that lead in the table of a row; none if it is unsure which column or rows are meant."""
    rows = dict(islice(_rows_beside(entry, material), MAX_ROWS_READ))
    words = _words(part, match)
    section = material.index.section_of(int(material.index.owners[entry]))
    document = material.index.document_of(entry)
    above = "\n".join([*(cell.header for cell in rows[entry]), fold(section or ""), material.dated_names[document]])
    among = [word for word in words if not holds(above, word)]
    own = {at: row for at, row in rows.items() if all(any(holds(cell.value, word) for cell in row) for word in among)}
    columns = [_column(own, at, meant) for at in range(len(rows[entry]))]
    figures = [one for one in columns if one]
    names = [rows[entry][at].header for at, one in enumerate(columns) if one]
    at = _column_meant(part.text, match, meant, names, named_alone=not words)
    if at is None:
        return []
    best = (min if meant.least else max)(figures[at].values())
    return [row for row, figure in figures[at].items() if figure == best]


def _rows_beside(entry: int, material: Material) -> Iterator[tuple[int, list[HeadedCell]]]:
    header = header_of(entry, material)
    for at in material.index.range_of(material.index.document_of(entry)):
        if header_of(at, material) == header:
            yield at, cells_in(at, material)


def _words(part: QueryPart, match: re.Match[str]) -> list[str]:
    """Return the content words of a question around its superlative that ask for nothing themselves."""
    return [
        token.text
        for token in content(part.tokens)
        if (token.end <= match.start() or token.start >= match.end())
        and token.text not in stop_words()
        and not _QUESTION.search(token.text)
    ]


def _column(rows: dict[int, list[HeadedCell]], at: int, meant: _Superlative) -> dict[int, tuple[float, ...]]:
    """Return the figure of each row in a column; none unless all cells that say something hold one, of one unit."""
    cells = {row: own[at] for row, own in rows.items() if at < len(own) and any(map(str.isalnum, own[at].value))}
    found = {row: _figure(cell.value) for row, cell in cells.items()}
    free = {row for row, cell in cells.items() if meant.of_money and _FREE.fullmatch(cell.value)}
    told = {row: figure for row, figure in found.items() if figure and row not in free}
    if len(told) + len(free) < max(LEAST_COMPARED, len(cells)) or len({unit for unit, _ in told.values()}) != 1:
        return {}
    unit = next(unit for unit, _ in told.values())
    if meant.of_money and not (unit.startswith("money") or _heads(meant, next(iter(cells.values())).header)):
        return {}
    return {row: figure[1] for row, figure in told.items()} | dict.fromkeys(free, (0.0,))


def _heads(meant: _Superlative, header: str) -> bool:
    return bool(meant.column and meant.column.search(header))


def _figure(value: str) -> _Figure | None:
    """Return the unit and the figure of a cell; None if it holds none, or several."""
    if _DATED.fullmatch(value) and (_YEAR_FIRST.match(value)):
        parts = tuple(float(part) for part in re.findall(r"\d+", value))
        return f"date {len(parts)}", parts
    found = quantities(value)
    if len(found) == 1:
        return f"{found[0].kind} {found[0].unit}", (found[0].high,)
    numbers = _NUMBER.findall(value)
    return (value.replace(numbers[0], "").strip(), (float(numbers[0].replace(",", "")),)) if len(numbers) == 1 else None


def _column_meant(
    asked: str, match: re.Match[str], meant: _Superlative, names: Sequence[str], *, named_alone: bool
) -> int | None:
    """Return which of some columns of figures is meant; None if none is, or several are."""
    shares = [_named(asked, match, name) for name in names]
    best = max(shares, default=0)
    if best and shares.count(best) == 1:
        return shares.index(best)
    if best or named_alone:
        return None
    own = [at for at, name in enumerate(names) if meant.of_money or _heads(meant, name)]
    return own[0] if len(own) == 1 else None


def _named(asked: str, match: re.Match[str], name: str) -> int:
    """Return how much of a column's name stands beside a superlative."""
    before, after = asked[: match.start()], asked[match.end() :]
    if match[0].isascii():
        stems = stems_in(name)
        near = [*_WORD.findall(after)[:MAX_WORDS_APART], *_WORD.findall(before)[-MAX_WORDS_APART:]]
        return sum(bool(stems_in(word) & stems) for word in near if word not in stop_words())
    run = _BEFORE.search(before.rstrip("是的"))
    said = run[0] if run else ""
    share = max((size for size in range(1, len(said) + 1) if said[-size:] in name), default=0)
    if match[0][-1] in "多少":
        return share
    found = _AFTER.match(after)
    behind = found[1] if found else ""
    return max(share, *(size for size in range(len(behind) + 1) if behind[:size] in name))
