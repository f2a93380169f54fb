"""Publishers and authors that a claim names as its source: 据…报道. The document tells them, not its text."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.check.verdict import ClaimPart, Mismatch, Verdict
from retrieval.language.fold import fold
from retrieval.model import Document, Quote

_BEFORE = r"^\W*(?:据|根据|按照?|according to (?:the )?)?\W*"
_BEHIND = (
    r"\W?(?:的)?(?:网站|记者)?(?:[^\W\d_]{2,4}(?=写道))?"
    r"(?:报道|报导|消息|文章|写道|刊文|撰文|发文|reported(?: that)?|reports(?: that)?|wrote(?: that)?)"
    r"(?:称|说|指出|表示|显示)?[,，:：\s]*"
)
_ENGLISH = r"(?:,\s*)"


class NamedPublication(NamedTuple):
    """A source at the beginning of a claim: its place, and where what it says begins."""

    start: int
    end: int
    said: int


class Publications:
    """Finds the publishers and authors of documents at the beginning of claims."""

    def __init__(self, documents: Sequence[Document]) -> None:
        told = {fold(name) for document in documents for name in _of(document)}
        names = "|".join(re.escape(name) for name in sorted(told, key=lambda name: (-len(name), name)) if len(name) > 1)
        self._form = re.compile(rf"{_BEFORE}(?P<who>{names})(?:{_BEHIND}|{_ENGLISH})(?=.{{4}})") if names else None

    def named(self, statement: str) -> NamedPublication | None:
        """Return the publisher or author that a claim begins with as its source; None if it names none of these."""
        match = self._form.match(fold(statement)) if self._form else None
        return NamedPublication(*match.span("who"), match.end()) if match else None


def attributed(statement: str, source: NamedPublication, said: Verdict) -> Verdict:
    """Return the verdict on a claim with its source, from the one on what the source is claimed to say."""
    words = statement[source.start : source.end]
    own = [quote for quote in said.quotes if _is_of(quote, fold(words))]
    moved = [ClaimPart(start=p.start + source.said, end=p.end + source.said, state=p.state) for p in said.parts]
    known = said.quotes[0].publisher or said.quotes[0].author if said.quotes else None
    state: str = "supported" if own else "contradicted" if said.verdict == "supported" and known else "not_found"
    part = ClaimPart.model_validate({"start": source.start, "end": source.end, "state": state})
    mismatch = (Mismatch(claimed=words, found=known, kind="name"),) if state == "contradicted" and known else ()
    return said.model_copy(
        update={
            "claim": statement,
            "verdict": state if said.verdict == "supported" else said.verdict,
            "mismatches": (*mismatch, *said.mismatches),
            "parts": (part, *moved),
            "quotes": (*own, *(quote for quote in said.quotes if quote not in own)),
            "differing": () if own else said.differing,
        }
    )


def _is_of(quote: Quote, who: str) -> bool:
    """Return if a quote is published or written by somebody, or names them itself."""
    return any(who in fold(told) for told in (quote.publisher or "", quote.author or "", quote.text))


def _of(document: Document) -> list[str]:
    stated = (*document.metadata.authors, *([document.metadata.publisher] if document.metadata.publisher else []))
    return [one.value for one in stated]
