"""Joints in a text that is made of two verbatim pieces, with or without something left out between them."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from retrieval.language.fold import fold
from retrieval.language.tokenizer import stop_words
from retrieval.lookup.difference import Letters

# A piece of fewer letters stands somewhere by chance; one of the same sentence or the next may be shorter.
MIN_PIECE_LETTERS = 4
_MIN_LETTERS_ELSEWHERE, _MIN_LETTERS_JOINED, _NEAR_LETTERS = 6, 8, 60
# A Latin word or a number says as much as two letters.
_WORD = re.compile(r"[a-z\u00c0-\u024f'’]+|\d[\d,.]*")
_WORD_LETTERS = 2
# Letters between the pieces that stand in neither of them: a word that joins them.
_JOINING_LETTERS = 3
# What is left out is longer than a changed figure, and of one passage.
_MIN_GAP_LETTERS, _MAX_GAP_LETTERS = 5, 300

_SENTENCE_END = re.compile(r"[。!！?？\n]|\.(?=\s|$)")
_TURN = (
    r"但是?|不过|然而|可是|却|只是|除非|前提是|除了|仅限|只限"
    r"|(?:but|however|unless|except|although|though|provided|only if)(?![a-z])"
)
# Marks may stand before it, and the number of a note.
_TURNED_AFTER = re.compile(rf"(?:[\s,，、;；:：—…”」』\"'）)》〉】\]]|\[\d{{1,3}}\])*(?P<turn>{_TURN})", re.IGNORECASE)
_TURNED_BEFORE = re.compile(r"(?:除非|unless(?![a-z]))[^,，。;；]{1,80}[,，]?\s*$", re.IGNORECASE)


class TextPiece(NamedTuple):
    """Letters `first:last` of a text, which stand in a document from letter `at` on."""

    document: int
    first: int
    last: int
    at: int


class Joint(NamedTuple):
    """Two pieces that a text is made of; `left_out`: the second stands a little after the first."""

    first: TextPiece
    second: TextPiece
    left_out: bool


def joint_in(text: str, own: Letters, documents: Mapping[int, Letters]) -> Joint | None:
    """Return the two pieces of documents that a text is made of; None if it is not made of two."""
    found = list(_joints(text, own, documents))
    # What is left out of one document explains a text better than two documents do.
    return min(found, key=lambda one: (not one.left_out, one.first.document != one.second.document), default=None)


def ends_sentence(text: str) -> bool:
    """Return if a stretch of text holds the end of a sentence or line."""
    return bool(_SENTENCE_END.search(text))


def turn_after(text: str, end: int, stop: int) -> str:
    """Return the rest of a sentence, up to `stop`, if it turns what stands before it: 但…; empty if it does not."""
    match = _TURNED_AFTER.match(text, end, stop)
    return text[match.start("turn") : stop] if match else ""


def turn_before(text: str, start: int, begin: int) -> str:
    """Return the beginning of a sentence, from `begin` on, if it is a condition of what follows: 除非…; else empty."""
    match = _TURNED_BEFORE.search(text[begin:start])
    return text[begin + match.start() : start].rstrip(" ,，") if match else ""


def _joints(text: str, own: Letters, documents: Mapping[int, Letters]) -> Iterator[Joint]:
    length = len(own.text)
    heads = {document: _longest(own.text, whole.text, head=True) for document, whole in documents.items()}
    tails = {document: _longest(own.text, whole.text, head=False) for document, whole in documents.items()}
    for one, head in heads.items():
        for other, tail in tails.items():
            if min(head, tail) < MIN_PIECE_LETTERS or head + tail < length - _JOINING_LETTERS or head == length:
                continue
            last, first = _cut(text, own, head, length - tail)
            if min(last, length - first) < MIN_PIECE_LETTERS:
                continue
            least = min(_weight(text[: own.places[last - 1] + 1]), _weight(text[own.places[first] :]))
            joint = _joint(own.text, documents, one, other, last, first, least)
            if joint is not None:
                yield joint


def _joint(
    own: str, documents: Mapping[int, Letters], one: int, other: int, last: int, first: int, least: int
) -> Joint | None:
    """Return the joint of two pieces, the lighter of which weighs `least`; None if chance puts them there."""
    at, behind = _nearest(own[:last], own[first:], documents[one].text) if one == other else (-1, -1)
    at = at if at >= 0 else documents[one].text.find(own[:last])
    gap = behind - at - last
    if behind >= 0 and gap - (first - last) < _MIN_GAP_LETTERS:
        return None
    left_out = 0 <= gap <= _MAX_GAP_LETTERS
    # Words that join the pieces are of neither: what they join has to say more.
    enough = _MIN_LETTERS_JOINED if last < first else _MIN_LETTERS_ELSEWHERE
    if last >= first and 0 <= gap <= _NEAR_LETTERS:
        enough = MIN_PIECE_LETTERS
    if least < enough:
        return None
    place = behind if left_out else documents[other].text.find(own[first:])
    return Joint(TextPiece(one, 0, last, at), TextPiece(other, first, len(own), place), left_out)


def _weight(text: str) -> int:
    """Return how many letters the content of a piece of a text is worth."""
    folded = fold(text)
    words = [word for word in _WORD.findall(folded) if word not in stop_words()]
    return _WORD_LETTERS * len(words) + sum(map(str.isalnum, _WORD.sub("", folded)))


def _nearest(head: str, tail: str, there: str) -> tuple[int, int]:
    """Return where two pieces stand with least between them, the first before the second; -1 twice if they do not."""
    found, behind = [], there.find(tail)
    while behind >= 0:
        at = there.rfind(head, 0, behind)
        found += [(behind - at, at, behind)] if at >= 0 else []
        behind = there.find(tail, behind + 1)
    return min(found)[1:] if found else (-1, -1)


def _cut(text: str, own: Letters, head: int, tail: int) -> tuple[int, int]:
    """Return where the first piece ends and the second begins: if they overlap, at a mark of punctuation."""
    if head <= tail:
        return head, tail
    for at in range(head, tail - 1, -1):
        if any(not c.isalnum() and not c.isspace() for c in text[own.places[at - 1] + 1 : own.places[at]]):
            return at, at
    return head, head


def _longest(own: str, there: str, *, head: bool) -> int:
    """Return how many letters of a text, from its beginning or to its end, stand somewhere in a row."""
    low, high = 0, len(own)
    while low < high:
        middle = (low + high + 1) // 2
        piece = own[:middle] if head else own[-middle:]
        low, high = (middle, high) if piece in there else (low, middle - 1)
    return low
