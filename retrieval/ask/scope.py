"""Scope: the one document that a question asks within, named by its number, its file or its title.

第8篇的净利润是多少 is 净利润是多少 asked of the eighth document, and 年报里员工多少人 is 员工多少人 asked of 年报.pdf.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import NamedTuple

from retrieval.ask.named_document import QUOTATION, number_of, numbered, titled
from retrieval.ask.query import points_back
from retrieval.corpus.corpus import Material
from retrieval.errors import QuestionNumberUnknown
from retrieval.index.index import Index
from retrieval.language.fold import fold
from retrieval.runtime import once_each, pattern

MIN_NAME_CHARACTERS, MAX_NAME_CHARACTERS = 2, 80
# A longer question is a text, and names a document by chance.
MAX_SCOPED_CHARACTERS = 200
MAX_NAMES = 24
_KIND = r"(?:文章|文档|文件|资料|材料|报道)"
_NUMERAL = r"\d{1,4}|[一二两三四五六七八九十百]{1,5}"
_BEFORE = r"(?:根据|按照?|依据|依照|从|在)?"
_INSIDE = r"(?:里面|里边|里头|当中|之中|里|中|内)"
# What stands between the name of a document and the question that it is asked.
_AFTER = rf"{_INSIDE}?(?:写的|说的|提到的|讲的)?的?[,:\s]*"
_NUMBER = pattern(
    rf"{_BEFORE}(?P<named>第\s?(?P<ordinal>{_NUMERAL})\s?(?:篇{_KIND}?|[份个]{_KIND})"
    rf"|{_KIND}\s?#?(?P<after>\d{{1,4}})(?![\d.年月日号份个篇页天次条]|[a-z])){_AFTER}"
    r"|(?:,?\s{0,3}\b(?:in|of|from|according to|per)\s{1,3})?(?:the\s{1,3})?"
    r"(?P<english>\b(?:document|file|doc)\s?(?:no\.?\s?|number\s|#)?(?P<number>\d{1,4})(?![\d.]\d|\w))(?:['’]s\b)?,?\s*"
)
_END = pattern(rf"(?:[这那]一?[篇份个])?{_KIND}?{_INSIDE}(?![一-鿿]?$)(?:写的|说的|提到的|讲的)?的?[,:\s]*")
# A name of a file with its ending needs no word after it.
_FILE_END = pattern(rf"\.[a-z][a-z0-9]{{1,4}}(?![a-z0-9]){_AFTER}")
_START = pattern(r"^|[,:;。\s]|请问|根据|按照?|依据|依照|从|在|查一?下|看看?")
_ENGLISH = pattern(
    r"(?:^|,?\s)(?:in|from|according to|per)\s+(?:(?:the|this|that)\s+)?(?P<name>[^,?!]{2,80}?)(?:\s(?:file|document))?"
    r"(?:,\s*|[?!.\s]*$)"
)
_EDGES = r" ,，:：、"


class Scope(NamedTuple):
    """Document that a question names, and what it asks of it.

    `certain`: what another document says is no answer. Otherwise the name is also a thing that documents speak of.
    """

    document: int
    question: str
    certain: bool


class Within(NamedTuple):
    """Question, what was asked before it, and the material of the one document that it is asked of."""

    asked: tuple[str, Sequence[str], Material]
    certain: bool


def asked_within(question: str, history: Sequence[str], material: Material) -> Within | None:
    """Return what a question asks of one document, without the words that name it; None if it names none.

    A question that points back is asked of the document that the one before it names.
    """
    if not (scope := _scope_before(question, history, material)):
        return None
    earlier = [named.question if (named := scope_of(one, material)) else one for one in history]
    return Within((scope.question, earlier, replace(material, only=scope.document)), scope.certain)


def _scope_before(question: str, history: Sequence[str], material: Material) -> Scope | None:
    own = scope_of(question, material)
    if own or not history or material.only is not None or not points_back(fold(question)):
        return own
    before = _scope_before(history[-1], history[:-1], material)
    return before._replace(question=question) if before else None


def scope_of(question: str, material: Material) -> Scope | None:
    """Return the document that a question is asked within; None if it names none, or does nothing but name it."""
    if material.only is not None or len(question) > MAX_SCOPED_CHARACTERS:
        return None
    folded = fold(question)
    of_number = numbered_scope(question, len(material.collection.documents), partial(_says, material))
    return of_number or next(_by_name(question, folded, material), None)


def numbered_scope(question: str, count: int, says: Callable[[str], bool]) -> Scope | None:
    """Return the one of `count` documents that a question names by number; None if the documents say those words."""
    found = _NUMBER.search(fold(question)) if len(question) <= MAX_SCOPED_CHARACTERS else None
    if not found:
        return None
    written = found["ordinal"] or found["after"] or found["number"]
    document = numbered(written, count)
    # A third part (第三篇) that the documents themselves speak of is no third document.
    named = found["named"] or found["english"]
    if document is None or says(named):
        return None
    return _scope(document, question, found.span(), certain=True)


def check_number(question: str, count: int, says: Callable[[str], bool]) -> None:
    """Raise QuestionNumberUnknown if a question names a document by a number above `count` and no document says so.

    A number after 文件 or "file" may be that of something else.
    """
    found = _NUMBER.search(fold(question)) if len(question) <= MAX_SCOPED_CHARACTERS else None
    number = number_of(found["ordinal"]) if found and found["ordinal"] else None
    if found and number is not None and not 1 <= number <= count and not says(found["named"]):
        raise QuestionNumberUnknown(number=number, count=count)


def numbered_among(
    question: str, history: Sequence[str], count: int, says: Callable[[str], bool]
) -> tuple[list[str], int | None]:
    """Return all questions, oldest first, without numbers of documents, and the document that the last is asked of.

    For several libraries, through all of which the numbers count.
    """
    asked = [*history, question]
    scopes = [numbered_scope(one, count, says) for one in asked]
    bare = [scope.question if scope else one for scope, one in zip(scopes, asked, strict=True)]
    meant = scopes[-2] if not scopes[-1] and history and points_back(fold(question)) else scopes[-1]
    return bare, meant.document if meant else None


def check_number_in(question: str, material: Material) -> None:
    """Raise QuestionNumberUnknown as `check_number` does for the documents of one library."""
    check_number(question, len(material.collection.documents), partial(_says, material))


def _says(material: Material, words: str) -> bool:
    return next(iter(material.index.find(words)), None) is not None


def _by_name(question: str, folded: str, material: Material) -> Iterator[Scope]:
    for name, span in islice(_names(folded), MAX_NAMES):
        by_file = _of_file(name, material)
        document = titled(name, material) if by_file is None else by_file
        if document is not None:
            certain = by_file is not None and not _says(material, name)
            if scope := _scope(document, question, span, certain=certain):
                yield scope


def _names(folded: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield what may be the name of a document, longest first at each end, with the span that leaves the question."""
    for form in (_FILE_END, _END):
        for end in form.finditer(folded):
            last = end.end() - len(end[0]) if form is _END else end.start() + _ending(end[0])
            for start in _START.finditer(folded, 0, last):
                name = folded[start.end() : last].strip(QUOTATION)
                if MIN_NAME_CHARACTERS <= len(name) <= MAX_NAME_CHARACTERS:
                    opened = start.start() if start[0].strip(_EDGES + ";。") else start.end()
                    yield name, (opened, end.end())
    for found in _ENGLISH.finditer(folded):
        yield found["name"].strip(QUOTATION), found.span()


def _ending(matched: str) -> int:
    """Return the length of the ending of a file's name at the beginning of a text: `.pdf`."""
    found = re.match(r"\.[a-z][a-z0-9]*", matched)
    return found.end() if found else 0


def _scope(document: int, question: str, span: tuple[int, int], *, certain: bool) -> Scope | None:
    start, end = span
    left, right = question[:start].rstrip(_EDGES), question[end:].lstrip(_EDGES)
    between = " " if left[-1:].isascii() and right[:1].isalnum() else ""
    rest = f"{left}{between}{right}".strip()
    return Scope(document, rest, certain) if any(map(str.isalpha, rest)) else None


def _of_file(name: str, material: Material) -> int | None:
    """Return the one document of the one file that is called so, with or without its ending."""
    listed = _files(material.index).get(material.collection.version)
    if listed is None:
        files = [*material.collection.digests]
        listed = "\n".join(["", *(fold(file).replace("\n", " ") for file in files), ""])
        _files(material.index)[material.collection.version] = listed
    # Most names are those of no file, and to make an expression takes longest.
    if name not in listed:
        return None
    found = [*islice(re.finditer(rf"(?<=[\n/]){re.escape(name)}(?=\n|\.[^\n./]*\n)", listed), 2)]
    if len(found) != 1:
        return None
    firsts, at = material.collection.document_firsts, listed.count("\n", 0, found[0].start()) - 1
    first, after = int(firsts[at]), int(firsts[at + 1])
    return first if after - first == 1 else None


@once_each
def _files(_: Index) -> dict[str, str]:
    """Return the folded names of the files of an index, a line each, by the version of their collection."""
    return {}
