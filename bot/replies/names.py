"""A place that a message names by nothing but a receipt, a citation, a link or a title."""

import re

from retrieval import Document, Library, receipts_in
from retrieval.language.fold import fold

_MAX_CHARACTERS = 300
_LEAST_CHARACTERS = 5
_LINK = re.compile(r"https?://\S+")
_AROUND = "《》〈〉「」『』“”\"' \n"


def named_place(words: str, library: Library) -> str | None:
    """Return the receipt of the place that a message names; None if it says anything else.

    A receipt may be the end of a citation, as it is copied. A link may have a fragment of its own.
    """
    said = words.strip()
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
    # A short title in no marks may be a question about its subject.
    named_as_title = len(title) >= _LEAST_CHARACTERS or said.startswith("《")
    return len(title) == len(named) > 1 and named_as_title and fold(named) == fold(title)


def _page(address: str) -> str:
    """Return an address without its fragment, scheme and last slash."""
    return address.partition("#")[0].partition("://")[2].rstrip("/").removeprefix("www.")
