"""Markup within a line of Markdown: which of its characters are not words."""

import string
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise

from retrieval.arrays import kernels
from retrieval.arrays.slices import Cut, new
from retrieval.runtime import pattern

# No markup begins or ends in these words.
_PLAIN = r"[^\[\]`*_~=\\<{&\n]"
_TARGET = r"(?:\([^()\n]{0,800}+\)|\[[^\[\]\n]{0,80}+\])"
# Slices that are markup as a whole, or where one begins or ends, each by its kind. All begin with a single sign, so
# that the search goes from sign to sign and tries no form of another. Links and emphasis of plain words are found in
# one step, as they would be found sign by sign.
_FORMS = (
    ("code", r"`(?!`)[^`]*+`(?!`)"),
    ("fence", r"``{0,2}"),
    (
        "whole",
        r"\[(?:!\[[^\[\]\n]{0,300}+\]\([^()\n]{0,800}+\)\]\([^()\n]{0,800}+\)|(?<=\]\[)[^\[\]\n]{0,80}+\]"
        r"|\^[^\[\]\s]{1,60}+\]:?)",
    ),
    ("wiki", r"\[\[(?=[^\[\]\n]{1,300}+\]\])(?:[^\[\]|\n]{1,200}+\|)?"),
    ("link", rf"\[{_PLAIN}{{1,300}}+\]{_TARGET}"),
    ("code link", rf"\[`[^`\[\]\n]{{1,200}}+`\]{_TARGET}"),
    ("whole", r"\[(?=[^\[\]\n]{1,300}+\](?:\(|\[[^\[\]\n]{0,80}+\]))"),
    ("whole", r"\]\([^()\n]{0,800}+(?:\([^()\n]{0,200}+\)[^()\n]{0,300}+)?\)"),
    ("wiki end", r"\]\]"),
    (
        "whole",
        r"!\[(?:[^\[\]\n]{0,300}+\](?:\([^()\n]{0,800}+(?:\([^()\n]{0,200}+\)[^()\n]{0,300}+)?\)|\[[^\[\]\n]{0,80}+\])"
        r"|\[[^\[\]\n]{1,300}+\]\])",
    ),
    ("whole", r"<(?:!--(?:(?!-->)[^\n]){0,1000}-->|/?[A-Za-z][A-Za-z0-9-]{0,20}+(?:\s[^<>\n]{0,800}+|/)?>)"),
    ("address", r"<(?:https?://[^<>\s]{1,800}+|[\w.+-]{1,60}@[\w.-]{1,100})>"),
    ("whole", r"\{(?:%[^%\n]{0,300}+%\}|\{[^{}\n]{0,300}+\}\}|[:#.][^{}\n]{0,100}+\})"),
    ("whole", r"&(?:nbsp|ensp|emsp|zwj);"),
    ("escape", r"\\(?=[!-/:-@\[-`{-~])"),
    ("strong", rf"\*\*(?!\s){_PLAIN}{{1,200}}+(?<!\s)\*\*(?!\*)"),
    ("pair", r"\*\*{0,2}"),
    ("pair", r"__{0,2}"),
    ("pair", r"~~"),
    ("pair", r"=="),
)
# The group after each form says which of them it is.
_MARKUP = pattern("|".join(f"{form}()" for _, form in _FORMS))
_KINDS = ("", *(kind for kind, _ in _FORMS))
_CODE_END = [pattern(rf"`{{{length}}}(?<!`{{{length + 1}}})(?!`)") for length in range(4)]
_WORD = frozenset(string.ascii_letters + string.digits)
# These within a word are letters of it.
_WITHIN_WORDS = frozenset(("_", "__", "___", "*"))
_MARK_CHARACTERS = 3
_CUT = partial(new, Cut)
# What an escape uncovers may be markup in turn, but hardly twice.
_ROUNDS = 6
_BACKSLASH = pattern(r"\\(?=[!-/:-@\[-`{-~])")
_BACKSLASH_IN_ROW = pattern(r"\\(?=[!-/:-@\[-`{}~])")
_ESCAPED_LINK_END = pattern(r"\](?=\[[^\[\]\n]{0,80}\])")


def inline_markup(text: str, start: int, end: int) -> tuple[Cut, ...]:
    """Return the slices of `text[start:end]` that are markup of Markdown, in order and apart."""
    if kernels.compiled:
        found: tuple[Cut, ...] = kernels.compiled.markup(text, start, end, Cut)
        return found
    return _markup(text, start, end)


def _markup(text: str, start: int, end: int) -> tuple[Cut, ...]:
    match = _MARKUP.search(text, start, end)
    if match is None:
        return ()
    cuts: list[tuple[int, int]] = []
    opened: dict[str, int] = {}
    unclosed: set[int] = set()
    wiki = tangled = False
    while match is not None:
        number = match.lastindex or 0
        place, at = match.span()
        if cuts_of := _CUTS_OF[number]:
            cuts += cuts_of(text, place, at)
        elif (kind := _KINDS[number]) == "strong" and "**" not in opened:
            cuts += ((place, place + 2), (at - 2, at))
        elif kind in ("pair", "strong"):
            tangled = True
            at = _pair(text, (place, at), opened, (start, end), cuts)
        elif kind == "escape":
            cuts.append((place, at))
            # What a backslash escapes is no markup.
            at += 1
        elif kind == "fence":
            at = _fence(text, (place, at), end, unclosed, cuts)
        elif kind == "wiki" or wiki:
            cuts.append((place, at))
            wiki = kind == "wiki"
        match = _MARKUP.search(text, at, end)
    if text.find("][", start, end) >= 0:
        cuts += [match.span() for match in _ESCAPED_LINK_END.finditer(text, start, end)]
        tangled = True
    # What is found in one step after the other is in order.
    return apart(cuts) if tangled else tuple(map(_CUT, cuts))


def _whole(_: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    return ((start, end),)


def _code(_: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    return ((start, start + 1), (end - 1, end))


def _link(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    """Return the markup of a link of plain words; what closes the words before a name in brackets is found later."""
    close = text.index("]", start)
    return ((start, start + 1), (close if text[close + 1] == "(" else close + 1, end))


def _code_link(text: str, start: int, end: int) -> Sequence[tuple[int, int]]:
    opening, closing = _link(text, start, end)
    mark = text.index("`", start + 2)
    return (opening, (start + 1, start + 2), (mark, mark + 1), closing)


_STEPS: Mapping[str, Callable[[str, int, int], Sequence[tuple[int, int]]]] = {
    "whole": _whole,
    "code": _code,
    "address": _code,
    "link": _link,
    "code link": _code_link,
}
_CUTS_OF = [_STEPS.get(kind) for kind in _KINDS]


def _fence(text: str, mark: tuple[int, int], end: int, unclosed: set[int], cuts: list[tuple[int, int]]) -> int:
    """Add both marks of code, in which nothing is markup, if it ends; return where the search goes on.

    Code ends with as many marks as it begins with; `unclosed` are the lengths of which no mark follows.
    """
    length = mark[1] - mark[0]
    closing = None if length in unclosed else _CODE_END[length].search(text, mark[1], end)
    if closing is None:
        unclosed.add(length)
        return mark[1]
    cuts += (mark, closing.span())
    return closing.end()


def _pair(
    text: str,
    mark: tuple[int, int],
    opened: dict[str, int],
    within: tuple[int, int],
    cuts: list[tuple[int, int]],
) -> int:
    """Add both marks of emphasis if this one closes it; note it if it opens one. Return where the search goes on.

    A mark longer than three is emphasis of plain words, of which one mark comes after the other.
    """
    (place, at), (start, end) = mark, within
    if at - place > _MARK_CHARACTERS:
        at = place + 2
    before = text[place - 1] if place > start else " "
    after = text[at] if at < end else " "
    sign = text[place:at]
    if before in _WORD and after in _WORD and sign in _WITHIN_WORDS:
        return at
    if sign in opened and not before.isspace():
        opening = opened.pop(sign)
        cuts += ((opening, opening + at - place), (place, at))
    elif not after.isspace():
        opened[sign] = place
    return at


def apart(cuts: Iterable[tuple[int, int]]) -> tuple[Cut, ...]:
    """Return slices in order, those that overlap as one."""
    ordered = sorted(cuts)
    last = -1
    for start, end in ordered:
        if start < last:
            return _joined(ordered)
        last = end
    return tuple(map(_CUT, ordered))


def _joined(ordered: Iterable[tuple[int, int]]) -> tuple[Cut, ...]:
    joined: list[tuple[int, int]] = []
    last = -1
    for cut in ordered:
        if cut[0] < last:
            joined[-1] = (joined[-1][0], max(cut[1], last))
        else:
            joined.append(cut)
        last = joined[-1][1]
    return tuple(map(_CUT, joined))


def literal(line: str) -> str:
    r"""Return a line with a backslash before whatever would be markup in it, so that all of its characters are shown.

    In the row of a table, pipes that are escaped stay so.

    >>> literal("__init__ of <name>")
    '\\_\\_init\\_\\_ of \\<name>'
    """
    in_row = line.startswith("|")
    backslash = _BACKSLASH_IN_ROW if in_row else _BACKSLASH
    escapes = frozenset(match.start() + number for number, match in enumerate(backslash.finditer(line)))
    line = backslash.sub(r"\\\\", line)
    for _ in range(_ROUNDS):
        cuts = [cut.start for cut in inline_markup(line, 0, len(line))]
        fresh = [at for at in cuts if not escapes & {at - 1, at} and not (in_row and line.startswith("\\|", at))]
        if not fresh:
            break
        line = "\\".join(line[a:b] for a, b in pairwise([0, *fresh, len(line)]))
        kept = (at + bisect_left(fresh, at) for at in escapes)
        escapes = frozenset((*kept, *(at + number for number, at in enumerate(fresh))))
    return line
