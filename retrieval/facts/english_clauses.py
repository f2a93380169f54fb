"""Clauses of an English sentence, each with its phrases and what it has from the clause before it.

A clause without a subject has that of the one before; an item without a verb that has two things in the roles of the
clause before it says the same of them: Subscriptions open on 3 June, single tickets on 1 July.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.facts.english_phrases import EnglishPart, phrases
from retrieval.facts.english_words import EnglishWord, english_words
from retrieval.facts.parsed import Wording

GOES_ON = frozenset(("which", "who", "that"))
"""Words by which a clause goes on with what the one before ends with."""
_CUTS = frozenset((",", ";", ":", ".", "!", "?", "(", ")", "—", "–", "|", '"', "“", "”", "\n"))
_ENDS = frozenset((".", "!", "?", "|", "\n"))
# Words that leave out what they are of: the first half, the second.
_ORDERS = frozenset(
    ("first", "second", "third", "fourth", "fifth", "last", "other", "latter", "former", "next", "previous")
)
_SUBORDINATE = frozenset(("because", "although", "though", "while", "when", "if", "unless", "once", "since"))
_BE = frozenset(("be", "is", "are", "was", "were", "been", "being", "am"))
_DONE = ("ed", "en", "n")
# An item has two things at least that the clause before has others of.
_LEAST_SLOTS = 2


class EnglishClause(NamedTuple):
    """A clause with its own phrases, and those that it has from the clause before it; `after` is what leads it."""

    own: tuple[EnglishPart, ...]
    given: tuple[EnglishPart, ...]
    after: str

    @property
    def parts(self) -> tuple[EnglishPart, ...]:
        """All phrases, its own first."""
        return self.own + self.given

    @property
    def telling(self) -> tuple[EnglishWord, ...]:
        """The words that name or say something."""
        return tuple(word for part in self.parts for word in part.telling)

    def part(self, role: str) -> EnglishPart | None:
        """Return the first phrase in a role."""
        return next((part for part in self.parts if part.role == role), None)

    @property
    def passive(self) -> bool:
        """Tell if its verb says what is done to its subject."""
        verb = self.part("verb")
        deeds = [word for word in verb.words if word.kind == "verb"] if verb else []
        if verb is None or not deeds or deeds[-1].text.endswith("ing"):
            return False
        be = any(word.text in _BE for word in verb.words)
        return be or (self.part("by") is not None and verb.words[0].text.endswith(_DONE))

    @property
    def denied(self) -> bool:
        """Tell if its verb is denied."""
        verb = self.part("verb")
        return verb is not None and any(word.kind == "not" for word in verb.words)


class _Piece(NamedTuple):
    """A stretch without marks and words that join, the last and all of those before it, and its phrases."""

    lead: str
    cuts: frozenset[str]
    parts: tuple[EnglishPart, ...]
    has_verb: bool


@lru_cache(maxsize=1024)  # the sentences that come into question for one claim after the other
def english_clauses(text: Wording) -> tuple[EnglishClause, ...]:
    """Return the clauses of a text in English."""
    reader = _Reader()
    for piece in _pieces(english_words(text)):
        reader.take(piece)
    return reader.read()


def _pieces(words: Sequence[EnglishWord]) -> Iterator[_Piece]:
    cuts, said = [""], list[EnglishWord]()
    for word in words:
        mark = word.kind == "mark"
        if (mark and word.text in _CUTS) or word.kind in ("join", "subordinate") or word.text in GOES_ON:
            if said:
                yield from _piece(cuts, said)
                cuts, said = [], []
            cuts.append(word.text)
        elif not mark:
            said.append(word)
    yield from _piece(cuts, said)


def _piece(cuts: Sequence[str], words: Sequence[EnglishWord]) -> Iterator[_Piece]:
    has_verb = any(word.kind in ("verb", "auxiliary", "modal") for word in words)
    parts = tuple(phrases(words, split=not has_verb))
    if parts:
        yield _Piece(cuts[-1], frozenset(cuts), parts, has_verb)


class _Reader:
    """The clauses so far, what waits for a verb to come, and last things that may begin the next item."""

    def __init__(self) -> None:
        self._found: list[EnglishClause] = []
        self._waiting: list[EnglishPart] = []
        self._loose: list[EnglishPart] = []

    def read(self) -> tuple[EnglishClause, ...]:
        """Return the clauses."""
        rest = [EnglishClause(tuple(self._waiting), (), "")] if self._waiting else []
        return (*self._found, *rest)

    def take(self, piece: _Piece) -> None:
        """Read one piece more."""
        last = self._found[-1] if self._found and not piece.cuts & _ENDS else None
        if "(" in piece.cuts:
            aside = [part._replace(role="aside") for part in piece.parts]
            if last is not None and not self._waiting:
                self._found[-1] = last._replace(own=(*last.own, *aside))
            else:
                self._waiting += aside
        elif piece.has_verb:
            self._take_clause(piece, last)
        elif last is None or self._waiting or ";" in piece.cuts:
            self._waiting += piece.parts
        else:
            self._take_item(piece, last)

    def _take_clause(self, piece: _Piece, last: EnglishClause | None) -> None:
        """Read a piece with a verb; what stood loose before it is its subject, if it has none."""
        if self._loose and last is not None and piece.parts[0].role == "verb" and piece.lead in (",", ")", "and"):
            self._found[-1] = self._without_loose(last)
            self._waiting += self._loose
        fronted = [p for p in self._waiting if p.role != "subject"] if piece.lead in _SUBORDINATE else []
        own = (*(part for part in self._waiting if part not in fronted), *piece.parts)
        self._found.append(EnglishClause(own, tuple(_given(own, piece, last)) if last else (), piece.lead))
        self._waiting, self._loose = fronted, []

    def _take_item(self, piece: _Piece, last: EnglishClause) -> None:
        """Read a piece without a verb."""
        item = _item(piece, last)
        if item is None:
            alone = len(piece.parts) == 1 and piece.parts[0].role == "subject" and piece.lead in (",", "and")
            self._found[-1] = last._replace(own=(*last.own, *piece.parts))
            self._loose = [*self._loose, *piece.parts] if alone else []
            return
        if self._loose and not item.denied and item.part("subject") in item.own:
            self._found[-1] = self._without_loose(last)
            item = item._replace(own=(*self._loose, *item.own))
        self._found.append(item)
        self._loose = []

    def _without_loose(self, clause: EnglishClause) -> EnglishClause:
        return clause._replace(own=tuple(part for part in clause.own if part not in self._loose))


def _given(own: Sequence[EnglishPart], piece: _Piece, last: EnglishClause) -> Iterator[EnglishPart]:
    """Yield what a clause with a verb has from the one before: its subject, or the last thing of it."""
    subjects = [part for part in own if part.role == "subject"]
    if subjects:
        if all(word.kind == "pronoun" for part in subjects for word in part.words):
            yield from (part for part in last.parts if part.role == "subject")
        return
    things = [p for p in last.parts if p.role not in ("verb", "deed", "time", "amount", "aside")]
    follows = piece.lead in GOES_ON or (piece.lead in (",", ")") and _is_participle(piece.parts))
    subject = max(things, key=lambda part: part.start, default=None) if follows else last.part("subject")
    if subject is not None:
        yield subject._replace(role="subject")
    if not follows and last.after in (*GOES_ON, ",", ")") and last.given and last.own[0].role == "verb":
        # What a clause only told of its thing goes with it: a cello, played by him, is insured.
        yield from (part._replace(role="aside") for part in last.own)


def _is_participle(parts: Sequence[EnglishPart]) -> bool:
    verb = parts[0] if parts[0].role == "verb" else None
    return verb is not None and all(word.kind != "auxiliary" for word in verb.words)


def _item(piece: _Piece, last: EnglishClause) -> EnglishClause | None:
    """Return what an item without a verb says of its own things in the roles of the clause before it, if it does."""
    denial = [part for part in piece.parts if part.role == "verb"]
    parts = [part for part in piece.parts if part.role != "verb"]
    slots = [_slot(part, at, parts, last) for at, part in enumerate(parts)]
    roles = {slot for slot in slots if slot is not None}
    compared = bool(parts) and parts[0].words[0].text == "against" and "amount" in roles
    # So many of one thing, and so many of another.
    counts = len(parts) == 1 and slots == ["amount"] and parts[0].telling[-1].kind == "noun"
    if not compared and (len(roles) < (1 if denial or counts else _LEAST_SLOTS) or None in slots):
        return None
    own = tuple(p._replace(role=slot or p.role, elliptic=True) for p, slot in zip(parts, slots, strict=True))
    given = (*(part for part in last.parts if part.role not in roles), *_counted(own, last))
    if denial:
        # What it denies is what the clause before says: the sauna not yet.
        own = (*own, *(EnglishPart("verb", (*p.words, *denial[0].words)) for p in last.parts if p.role == "verb"))
        given = tuple(part for part in given if part.role != "verb")
    return EnglishClause(own, given, piece.lead)


def _counted(own: Sequence[EnglishPart], last: EnglishClause) -> Iterator[EnglishPart]:
    """Yield what goes on behind a bare figure, or one in an order, or that: eleven programmes, and six; that of him."""
    bare = {part.role for part in own if all(word.text in _ORDERS for word in part.telling)}
    bare |= {part.role for part in own if part.telling and part.telling[-1].kind == "figure"}
    words = [w for p in last.parts for w in p.telling[1:] if p.role in bare and w.kind in ("noun", "name")]
    pointing = {part.role for part in own if any(word.text == "those" for word in part.words)}
    words += [w for p in last.parts for w in p.telling[:1] if p.role in pointing]
    if words:
        yield EnglishPart("counted", tuple(words))


def _slot(part: EnglishPart, at: int, parts: Sequence[EnglishPart], last: EnglishClause) -> str | None:
    """Return the role of the clause before that a phrase of an item fills."""
    roles = [one.role for one in last.parts]
    if "amount" in roles and part.telling and part.telling[0].kind == "figure":
        return "amount"
    if part.role == "amount" and "amount" not in roles:
        return next((one.role for one in last.own if any(word.kind == "figure" for word in one.telling)), None)
    if part.role not in ("subject", "object"):
        return part.role if part.role in roles else None
    before = any(one.role in ("subject", "object") for one in parts[:at])
    if before or "subject" not in roles:
        return "object" if "object" in roles else None
    return "subject"
