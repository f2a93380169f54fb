"""Markup within a line of Markdown: which of its characters are not words."""

import re
import string
from collections.abc import Iterable

from retrieval.arrays.slices import Cut

# A slice that is markup as a whole, or where one begins or ends, by the character that it begins with.
_MARKUP = {
    sign: re.compile(form)
    for sign, form in {
        "`": r"`{1,3}",
        "[": r"(?P<whole>\[!\[[^\[\]\n]{0,300}\]\([^()\n]{0,800}\)\]\([^()\n]{0,800}\)"
        r"|(?<=\])\[[^\[\]\n]{0,80}\]|\[\^[^\[\]\s]{1,60}\]:?)"
        r"|(?P<wiki>\[\[(?=[^\[\]\n]{1,300}\]\])(?:[^\[\]|\n]{1,200}\|)?)"
        r"|(?P<link>\[)(?=[^\[\]\n]{1,300}\](?:\(|\[[^\[\]\n]{0,80}\]))",
        "]": r"(?P<whole>\]\([^()\n]{0,800}(?:\([^()\n]{0,200}\)[^()\n]{0,300})?\))|(?P<wiki_end>\]\])",
        "!": r"(?P<whole>!\[[^\[\]\n]{0,300}\](?:\([^()\n]{0,800}(?:\([^()\n]{0,200}\)[^()\n]{0,300})?\)"
        r"|\[[^\[\]\n]{0,80}\])|!\[\[[^\[\]\n]{1,300}\]\])",
        "<": r"(?P<whole><!--(?:(?!-->)[^\n]){0,1000}-->|</?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>\n]{0,800}|/)?>)"
        r"|<(?P<address>https?://[^<>\s]{1,800}|[\w.+-]{1,60}@[\w.-]{1,100})>",
        "{": r"(?P<whole>\{%[^%\n]{0,300}%\}|\{\{[^{}\n]{0,300}\}\}|\{[:#.][^{}\n]{0,100}\})",
        "&": r"(?P<whole>&(?:nbsp|ensp|emsp|zwj);)",
        "\\": r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))",
        "*": r"(?P<pair>\*{1,3})",
        "_": r"(?P<pair>_{1,3})",
        "~": r"(?P<pair>~~)",
        "=": r"(?P<pair>==)",
    }.items()
}
_SIGN = re.compile(f"[{re.escape(''.join(_MARKUP))}]")
_CODE_END = [re.compile(rf"`{{{length}}}(?<!`{{{length + 1}}})(?!`)") for length in range(4)]
_WORD = frozenset(string.ascii_letters + string.digits)
_ESCAPED_LINK_END = re.compile(r"\](?=\[[^\[\]\n]{0,80}\])")


def inline_markup(text: str, start: int, end: int) -> tuple[Cut, ...]:
    """Return the slices of `text[start:end]` that are markup of Markdown, in order and apart."""
    cuts: list[tuple[int, int]] = []
    opened: dict[str, int] = {}
    wiki = False
    at = start
    for candidate in _SIGN.finditer(text, start, end):
        place = candidate.start()
        match = _MARKUP[candidate.group()].match(text, place, end) if place >= at else None
        if match is None:
            continue
        at, kind = match.end(), match.lastgroup
        if kind is None:
            # Code ends with as many marks as it begins with, and nothing in it is markup.
            if closing := _CODE_END[at - place].search(text, at, end):
                cuts += [(place, at), closing.span()]
                at = closing.end()
        elif kind == "pair":
            cuts += _paired(text, match, opened, start, end)
        elif kind == "wiki_end":
            cuts += [(place, at)] if wiki else []
            wiki = False
        elif kind == "address":
            cuts += [(place, place + 1), (at - 1, at)]
        else:
            cuts.append((place, at))
            wiki = wiki or kind == "wiki"
        # What a backslash escapes is no markup.
        if kind == "escape":
            at += 1
    if text.find("][", start, end) >= 0:
        cuts += [match.span() for match in _ESCAPED_LINK_END.finditer(text, start, end)]
    return apart(cuts) if cuts else ()


def _paired(text: str, match: "re.Match[str]", opened: dict[str, int], start: int, end: int) -> list[tuple[int, int]]:
    """Return both marks of emphasis if this one closes it; note it if it opens one."""
    mark = match.group()
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    if before in _WORD and after in _WORD and mark in ("_", "__", "___", "*"):
        return []
    if mark in opened and not before.isspace():
        return [(opened[mark], opened.pop(mark) + len(mark)), match.span()]
    if not after.isspace():
        opened[mark] = match.start()
    return []


def apart(cuts: Iterable[tuple[int, int]]) -> tuple[Cut, ...]:
    """Return slices in order, those that overlap as one."""
    joined: list[Cut] = []
    for start, end in sorted(cuts):
        if joined and start < joined[-1].end:
            joined[-1] = Cut(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Cut(start, end))
    return tuple(joined)
