"""A place that a message names by nothing but a receipt, a citation, a link, a title or a file; a document by name."""

import re
from collections.abc import Sequence
from contextlib import suppress

from bot.text import clipped, clipped_name, number_in, visible
from retrieval import Document, Library, receipts_in
from retrieval.errors import PlaceError
from retrieval.language.fold import fold
from retrieval.language.numerals import chinese_numeral

_MAX_CHARACTERS = 300
_LEAST_CHARACTERS = 5
_MAX_NUMBERED = 9999
_LINK = re.compile(r"https?://\S+")
_NAME_UNITS = 60
_AROUND = "《》〈〉「」『』“”\"' \n"
_NUMBERED = re.compile(
    r"第?\s?(?P<chinese>\d{1,4}|[一二两三四五六七八九十百]{1,5})\s?[篇份号](?:文章|文档|文件|资料|材料)?"
    r"|(?:document|doc|number|no\.?|#)\s?#?(?P<english>\d{1,4})"
)


class SourceUnnamed(PlaceError):
    """No document has a name in its title, or in that of its file."""

    sentence = "No document has “{name}” in its title or file name; the list of documents has the names."


class SourceAmbiguous(PlaceError):
    """Several documents have a name in their titles, or in those of their files."""

    sentence = "{count} documents have “{name}” in their title or file name, such as {first}; write more of it."


def source_named(name: str, library: Library) -> int:
    """Return the number of the document that is called so, or the only one with this in its title or file name.

    `第3篇` and `document 3` name it by its number, whether there is one with this number or not.
    Raises SourceUnnamed and SourceAmbiguous.
    """
    wanted = fold(visible(name).strip(_AROUND))
    numbered = _NUMBERED.fullmatch(wanted)
    if numbered:
        written = (numbered["chinese"] or numbered["english"]).replace("两", "二")
        return next((n for n in range(_MAX_NUMBERED) if written in (f"{n}", chinese_numeral(n))), _MAX_NUMBERED)
    names = [(fold(one.title or "").strip(_AROUND), fold(_file_name(one))) for one in library.documents]
    called = [(title, file, file.rpartition(".")[0]) for title, file in names]
    whole = [at for at, told in enumerate(called, 1) if wanted in told]
    found = whole or [at for at, (title, _, stem) in enumerate(called, 1) if wanted in f"{title}\n{stem}"]
    if not wanted or not found:
        raise SourceUnnamed(name=clipped(name, _NAME_UNITS))
    if len(found) > 1:
        first = library.documents[found[0] - 1]
        known_as = clipped_name(first.title or _file_name(first), _NAME_UNITS)
        raise SourceAmbiguous(count=len(found), name=clipped(name, _NAME_UNITS), first=known_as)
    return found[0]


def source_and_words(given: Sequence[str], library: Library) -> tuple[int, str]:
    """Return the document that the first words name, by its number or as many of them as name one, and the others.

    Raises SourceUnnamed and SourceAmbiguous, both for all of the words.
    """
    number = number_in(given[0])
    if number is not None and number <= len(library.documents):
        return number, " ".join(given[1:])
    # A number alone names no file, as part of which it may be found; 1001 新闻 may be one.
    for count in range(len(given), 0 if number is None else 1, -1):
        with suppress(PlaceError):
            return source_named(" ".join(given[:count]), library), " ".join(given[count:])
    if number is not None:
        return number, " ".join(given[1:])
    return source_named(" ".join(given), library), ""


def named_place(words: str, library: Library) -> str | None:
    """Return the receipt of the place that a message names; None if it says anything else.

    A receipt may be the end of a citation, as it is copied. A link may have a fragment of its own.
    """
    said = visible(words).strip()
    if not said or len(said) > _MAX_CHARACTERS or "\n" in said:
        return None
    kept = receipts_in(said)
    if len(kept) == 1 and said.lower().endswith(kept[0].receipt):
        return kept[0].receipt
    found = next((number for number, one in enumerate(library.documents, 1) if _names(said, one)), None)
    return library.opening(found) if found else None


def _names(said: str, document: Document) -> bool:
    if _LINK.fullmatch(said):
        return bool(document.url) and _page(said) == _page(document.url or "")
    title, named = (document.title or "").strip(_AROUND), said.strip(_AROUND)
    if "." in named and fold(named) == fold(_file_name(document)):
        return True
    # A short title in no marks may be a question about its subject.
    named_as_title = len(title) >= _LEAST_CHARACTERS or said.startswith(("《", "“"))
    return len(title) == len(named) > 1 and named_as_title and fold(named) == fold(title)


def _file_name(document: Document) -> str:
    return document.file.rpartition("/")[2]


def _page(address: str) -> str:
    """Return an address without its fragment, scheme and last slash."""
    return address.partition("#")[0].partition("://")[2].rstrip("/").removeprefix("www.")
