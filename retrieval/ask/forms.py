"""Forms of what a question names: a date, a number, a clause or a code, put in the form that the material has.

2x60MW is written 2×60MW there, 4008201234 as 400-820-1234, 第12条 as 第十二条, 120.45万 as 1,204,500, and 4月18日 as
2025-04-18; 人型 is 人形, and superbowl super bowl. Only what stands nowhere as the question writes it is put otherwise.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from retrieval.index.index import Index
from retrieval.language.dates import Moment, moments
from retrieval.language.numerals import chinese_numeral, numbers
from retrieval.language.tokenizer import units_of
from retrieval.runtime import pattern

# Shorter runs are words of their own in any material.
MIN_RUN_CHARACTERS = 4
MAX_PIECES = 6
MAX_SENTENCES_READ = 200
_ORDINAL = pattern(r"第\s?(\d{1,4}|[零〇一二两三四五六七八九十百千]{1,8})\s?(?=[条章节款项编])")
# Shorter ones are endings and little words.
MIN_COMPOUND_LETTERS = 3
_WORD = pattern(r"(?<![a-z0-9])[a-z]+(?![a-z0-9])")
_RUN = pattern(r"[a-z0-9]+(?:[.×*][a-z0-9]+)*")
# What may stand between the pieces of a code: a space, a hyphen, a sign of multiplication.
_BETWEEN = r"[\s\-‐‑–·×*_/.]{0,2}"
_PIECE = pattern(r"[a-z]+\d*[a-z0-9]*|\d+[a-z]*|[^\W\d_a-z]")
_SPREAD = pattern(r"(?<![a-z0-9])[a-z0-9]+(?:[\s\-‐‑–][a-z0-9]+)+(?![a-z0-9])")


def in_forms_of(folded: str, index: Index) -> str:
    """Return a folded question with what it names in the forms that stand in the material."""
    for found in (_dates, _ordinals, _numbers, _codes, _compounds, _variants):
        parts, at = [], 0
        for start, end, form in found(folded, index):
            if start >= at:
                parts += [folded[at:start], form]
                at = end
        folded = "".join([*parts, folded[at:]])
    return folded


Form = tuple[int, int, str]
# Characters that people write for each other in the same word: 人型 and 人形, 帐号 and 账号, 部份 and 部分.
_VARIANT_GROUPS = (
    "形型 帐账 份分 象像相 作做 座坐 征徵 唯惟 订定 粘黏 噪躁 磨蘑 采彩 副幅 界介 即既 记纪 厉历 功工 侯候"
)
_VARIANTS = {one: others.replace(one, "") for others in _VARIANT_GROUPS.split() for one in others}


def _dates(folded: str, index: Index) -> Iterator[Form]:
    for moment in moments(folded):
        if moment.month and moment.day and not _stands(folded[moment.start : moment.end], index):
            form = next((form for form in _forms_of(moment) if _stands(form, index)), None)
            if form:
                yield moment.start, moment.end, form


def _forms_of(moment: Moment) -> Iterator[str]:
    """Yield a day in every form; a year only if it is said."""
    year, month, day = moment.year, moment.month or 0, moment.day or 0
    for own_month, own_day in dict.fromkeys([(f"{month:02}", f"{day:02}"), (str(month), str(day))]):
        for mark in "-/.":
            yield f"{year}{mark}{own_month}{mark}{own_day}" if year else f"{own_month}{mark}{own_day}"
        yield f"{year}年{own_month}月{own_day}日" if year else f"{own_month}月{own_day}日"
    yield f"{year or ''}{'年' if year else ''}{month}月{day}号"
    digits = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year or ""))
    yield f"{digits}{'年' if year else ''}{chinese_numeral(month)}月{chinese_numeral(day)}日"


_MONTHS = re.findall(r"\w+", "january february march april may june july august september october november december")


def forms_of_day(moment: Moment) -> Iterator[str]:
    """Yield a day of a year in every form, also in English, where its year may stand apart."""
    month, day = _MONTHS[(moment.month or 1) - 1], moment.day or 0
    yield from _forms_of(moment)
    if moment.year is None or len(month) > MIN_RUN_CHARACTERS - 2:
        for name in dict.fromkeys((month, month[:3])):
            yield from (f"{name} {day}", f"{day} {name}", f"{name} {day}th", f"{day}th {name}")


def _ordinals(folded: str, index: Index) -> Iterator[Form]:
    for match in _ORDINAL.finditer(folded):
        kind = folded[match.end() : match.end() + 1]
        value = ordinal(match[1])
        if value is None or _stands(f"第{match[1]}{kind}", index):
            continue
        other = chinese_numeral(value) if match[1].isdigit() else str(value)
        if _stands(f"第{other}{kind}", index):
            yield match.start(), match.end(), f"第{other}"


def ordinal(numeral: str) -> int | None:
    """Return the value of a numeral in digits or in Chinese characters; None for one that is none."""
    if numeral.isdigit():
        return int(numeral)
    return next((n for n in range(1, 2000) if chinese_numeral(n) == numeral.replace("〇", "零")), None)


def _numbers(folded: str, index: Index) -> Iterator[Form]:
    dated = [(moment.start, moment.end) for moment in moments(folded)]
    for number in numbers(folded):
        own = folded[number.start : number.end]
        apart = any(start < number.end and number.start < end for start, end in dated)
        before = folded[number.start - 1 : number.start] if number.start else ""
        # A number behind a letter is part of a code: E07.
        if apart or before == "第" or (before.isascii() and before.isalpha()) or _stands(own, index):
            continue
        for entry in index.words.where(number.term)[:1].tolist():
            text = index.folded[entry]
            form = next((text[n.start : n.end] for n in numbers(text) if n.term == number.term), None)
            if form:
                yield number.start, number.end, form


def _codes(folded: str, index: Index) -> Iterator[Form]:
    for match in _RUN.finditer(folded):
        run = match[0]
        if len(run) >= MIN_RUN_CHARACTERS and any(map(str.isdigit, run)) and not _stands(run, index):
            form = _written_apart(run, index)
            if form:
                yield match.start(), match.end(), form
    for match in _SPREAD.finditer(folded):
        run = re.sub(r"[^a-z0-9]", "", match[0])
        if any(map(str.isdigit, run)) and run in index.singles and not _stands(match[0], index):
            yield match.start(), match.end(), run


def _compounds(folded: str, index: Index) -> Iterator[Form]:
    """Yield English words that the material writes apart, or together: superbowl, face mask."""
    words = list(_WORD.finditer(folded))
    for word in words:
        if len(word[0]) >= 2 * MIN_COMPOUND_LETTERS and not index.knows(word[0]):
            cuts = range(MIN_COMPOUND_LETTERS, len(word[0]) - MIN_COMPOUND_LETTERS + 1)
            apart = ((word[0][:at], word[0][at:]) for at in cuts)
            halves = (f"{one} {other}" for one, other in apart if index.knows(one) and index.knows(other))
            if form := next((form for form in halves if _stands(form, index)), None):
                yield word.start(), word.end(), form
    for one, other in pairwise(words):
        together, gap = one[0] + other[0], folded[one.end() : other.start()]
        long = min(len(one[0]), len(other[0])) >= MIN_COMPOUND_LETTERS
        if (
            long
            and gap in (" ", "-")
            and index.knows(together)
            and not _stands(folded[one.start() : other.end()], index)
        ):
            yield one.start(), other.end(), together


def _written_apart(run: str, index: Index) -> str | None:
    """Return the form of a run of letters and digits that the material has in pieces; None if it has none."""
    for pieces in _pieces(run, index, MAX_PIECES):
        held = set(index.singles.where(min(pieces, key=index.singles.count)).tolist())
        pattern = re.compile(r"(?<![a-z0-9])" + _BETWEEN.join(re.escape(piece) for piece in pieces) + r"(?![a-z0-9])")
        for entry in sorted(held)[:MAX_SENTENCES_READ]:
            found = pattern.search(index.folded[entry])
            if found:
                return found[0]
    return None


def _pieces(run: str, index: Index, most: int) -> Iterator[list[str]]:
    """Yield the ways to cut a run into two pieces or more that stand in the material; an x between digits is a mark."""
    for end in range(len(run) - 1, 0, -1):
        if run[:end] not in index.singles:
            continue
        rest = run[end:]
        if rest[0] in "x×*" and run[end - 1].isdigit() and rest[1:2].isdigit():
            rest = rest[1:]
        if rest in index.singles:
            yield [run[:end], rest]
        if most > 2:
            yield from ([run[:end], *others] for others in _pieces(rest, index, most - 1))


def _variants(folded: str, index: Index) -> Iterator[Form]:
    """Yield a character that stands in no pair of the question in the other way to write it, if it does so."""
    for at, character in enumerate(folded):
        if character in _VARIANTS and not _paired(folded, at, character, index):
            form = next((form for form in _VARIANTS[character] if _paired(folded, at, form, index)), None)
            if form:
                yield at, at + 1, form


def _paired(folded: str, at: int, character: str, index: Index) -> bool:
    """Tell if the material has a character beside one of its neighbours in the question."""
    before, after = folded[at - 1 : at] if at else "", folded[at + 1 : at + 2]
    return (before + character in index.pairs) or (character + after in index.pairs)


def _stands(form: str, index: Index) -> bool:
    """Tell if a form stands in the material, and not within a longer row of letters or digits."""
    # Going through all texts takes long; words that stand nowhere make it needless.
    ways = _PIECE.findall(form), [unit for word in form.split() for unit in units_of(word)]
    if not any(all(unit in index.singles for unit in way) for way in ways):
        return False
    for tried, (entry, at) in enumerate(index.find(form)):
        text = index.folded[entry]
        before, after = text[at - 1 : at] if at else "", text[at + len(form) : at + len(form) + 1]
        if not (_same_run(before, form[0]) or _same_run(form[-1], after)):
            return True
        if tried == MAX_SENTENCES_READ:
            break
    return False


def _same_run(one: str, other: str) -> bool:
    return bool(one and other) and all(c.isascii() and c.isalnum() for c in one + other)
