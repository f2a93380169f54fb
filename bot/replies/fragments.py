"""The address of a page and the words quoted from it -> the address of those words on that page.

Browsers scroll to the words that a text fragment (https://wicg.github.io/scroll-to-text-fragment/) names and mark them;
those that know no text fragments open the page at its beginning.
"""

import re
from urllib.parse import quote

_WHOLE = 60  # characters of a quote that is named whole; of a longer one its beginning and its end are
_LEAST, _MOST = 10, 40  # characters of that beginning and that end
# What an export as Markdown puts around words, and the page itself does not show.
_MARKUP = re.compile(
    r"\*\*|__|`|\\(?=[!-/:-@\[-`{-~])|^\s*(?:#{1,6}|>|[-*+])\s+|\[(?P<shown>[^\[\]]*)\]\([^()\s]*\)", re.MULTILINE
)
# A browser finds whole words only, and sees words in Chinese as well: a mark or a space is the end of one for sure.
_MARK = re.compile(r"[，。；：、！？,.;:!?](?!\d)|\s")


def at_words(url: str, words: str) -> str:
    """The address with a text fragment for the words; without one where the words hold nothing to be found.

    Words that stand in one line are named whole where they are short; else by their beginning and their end, because
    neither may reach over the end of a paragraph. A fragment that the address has of its own stays before it.
    """
    lines = [line for line in map(_shown, _MARKUP.sub(_label, words).splitlines()) if _is_word(line)]
    if not lines:
        return url
    whole = len(lines) == 1 and len(lines[0]) <= _WHOLE
    named = [lines[0]] if whole else [_beginning(lines[0]), _end(lines[-1])]
    address, _, own = url.partition("#")
    return f"{address}#{own.partition(':~:')[0]}:~:text={','.join(map(_encoded, named))}"


def _shown(line: str) -> str:
    return " ".join(line.split())


def _label(markup: re.Match[str]) -> str:
    return markup["shown"] or ""


def _is_word(line: str) -> bool:
    return any(character.isalnum() for character in line)


def _beginning(line: str) -> str:
    """The first words of a line, up to a mark where there is one near."""
    if len(line) <= _MOST:
        return line
    marks = [mark.start() for mark in _MARK.finditer(line, _LEAST, _MOST)]
    return line[: marks[0] if marks else _MOST]


def _end(line: str) -> str:
    """The last words of a line, from behind a mark where there is one near."""
    if len(line) <= _MOST:
        return line
    marks = [mark.end() for mark in _MARK.finditer(line, len(line) - _MOST, len(line) - _LEAST)]
    return line[marks[-1] if marks else len(line) - _MOST :]


def _encoded(words: str) -> str:
    """Percent-encoded, with what has a meaning in a text fragment: a comma, an ampersand and a dash."""
    return quote(words, safe="", errors="replace").replace("-", "%2D")
