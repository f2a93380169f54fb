"""Clauses of an English sentence: who, what is done, to what, and the phrases around it, each with its role.

A clause without a subject has that of the one before it; an item without a verb that has two things in the roles of the
clause before it says the same of them: Subscriptions open on 3 June, single tickets on 1 July.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.facts.english_words import EnglishWord, english_words
from retrieval.facts.parsed import Wording

_GROUP = frozenset(("verb", "auxiliary", "modal", "not", "to"))
_CUTS = frozenset((",", ";", ":", ".", "!", "?", "(", ")", "—", "–", "|", '"', "“", "”", "\n"))
_ENDS = frozenset((".", "!", "?", "|", "\n"))
# Where something is, whichever word says so.
_PLACES = {word: "place" for word in ("in", "on", "at", "near", "off", "outside", "inside", "into", "onto", "beside")}
# Words in front of how much it is.
_MEASURES = frozenset(("at", "by", "against", "compared", "than"))
# Words that leave out what they are of: the first half, the second.
_ORDERS = frozenset("first second third fourth fifth last other latter former next previous".split())
_SUBORDINATE = frozenset(("because", "although", "though", "while", "when", "if", "unless", "once", "since"))
_BE = frozenset(("be", "is", "are", "was", "were", "been", "being", "am"))
_SAME = frozenset(("which", "who", "that"))
# An item has two things at least that the clause before has others of.
_LEAST_SLOTS = 2


class EnglishPart(NamedTuple):
    """A phrase of a clause: its words, and its role: subject, verb, object, amount, time, by, place, or what leads it.

    An `elliptic` one may leave out what is counted or measured, which the clause before it has.
    """

    role: str
    words: tuple[EnglishWord, ...]
    elliptic: bool = False

    @property
    def start(self) -> int:
        """The start of its first word."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """The end of its last word."""
        return self.words[-1].end

    @property
    def telling(self) -> tuple[EnglishWord, ...]:
        """The words that name or say something."""
        return tuple(word for word in self.words if word.tells)


class EnglishClause(NamedTuple):
    """A clause with its own parts, and those that it has from the clause before it; `after` is what leads it."""

    own: tuple[EnglishPart, ...]
    given: tuple[EnglishPart, ...]
    after: str
    sentence: int

    @property
    def parts(self) -> tuple[EnglishPart, ...]:
        """All parts, its own first."""
        return self.own + self.given

    def part(self, role: str) -> EnglishPart | None:
        """Return the first part in a role."""
        return next((p for p in self.parts if p.role == role), None)

    @property
    def passive(self) -> bool:
        """Tell if its verb says what is done to its subject."""
        verb = self.part("verb")
        if verb is None:
            return False
        deeds = [w for w in verb.words if w.kind == "verb"]
        be = any(w.text in _BE for w in verb.words)
        done = bool(deeds) and not deeds[-1].text.endswith("ing")
        return done and (be or (self.part("by") is not None and verb.words[0].text.endswith(("ed", "en", "n"))))

    @property
    def denied(self) -> bool:
        """Tell if its verb is denied."""
        verb = self.part("verb")
        return verb is not None and any(w.kind == "not" for w in verb.words)


class _Piece(NamedTuple):
    lead: str
    words: tuple[EnglishWord, ...]


@lru_cache(maxsize=1024)  # the sentences that come into question for one claim after the other
def english_clauses(text: Wording) -> tuple[EnglishClause, ...]:
    """Return the clauses of a text in English."""
    reader = _Reader()
    for piece in _pieces(english_words(text)):
        reader.take(piece)
    return tuple(reader.read())


class _Reader:
    """The clauses so far, what waits for a verb to come, and a last thing that may begin the next item."""

    def __init__(self) -> None:
        self._found: list[EnglishClause] = []
        self._waiting: list[EnglishPart] = []
        self._loose: list[EnglishPart] = []
        self._sentence = 0
        self._aside = False

    def read(self) -> list[EnglishClause]:
        """Return the clauses."""
        if self._waiting:
            self._found.append(EnglishClause(tuple(self._waiting), (), "", self._sentence))
        return self._found

    def take(self, piece: _Piece) -> None:
        """Read one piece more."""
        ends = piece.lead in _ENDS
        self._sentence += ends
        last = self._found[-1] if self._found and not ends else None
        has_verb = any(w.kind in ("verb", "auxiliary", "modal") for w in piece.words)
        parts = _parts(piece.words, split=not has_verb)
        if not parts:
            return
        if piece.lead == "(" and last is not None and not self._waiting:
            self._found[-1] = _joined(last, [p._replace(role="aside") for p in parts])
        elif piece.lead == "(":
            self._waiting += [p._replace(role="aside") for p in parts]
        elif has_verb:
            self._clause(parts, last, piece)
        elif last is None or self._waiting or piece.lead == ";":
            self._waiting += parts
        else:
            self._item(parts, last, piece)

    def _clause(self, parts: list[EnglishPart], last: EnglishClause | None, piece: _Piece) -> None:
        """Read a piece with a verb; what stood loose before it is its subject, if it has none."""
        if self._loose and parts[0].role == "verb" and piece.lead in (",", ")", "and") and last is not None:
            self._found[-1] = self._without_loose(last)
            self._waiting += self._loose
        fronted = [p for p in self._waiting if p.role != "subject"] if piece.lead in _SUBORDINATE else []
        waiting = [p for p in self._waiting if p not in fronted]
        self._found.append(_clause(parts, waiting, last, piece, self._sentence))
        self._waiting, self._loose = fronted, []

    def _without_loose(self, clause: EnglishClause) -> EnglishClause:
        return clause._replace(own=tuple(p for p in clause.own if p not in self._loose))

    def _item(self, parts: list[EnglishPart], last: EnglishClause, piece: _Piece) -> None:
        """Read a piece without a verb."""
        item = _item(parts, last, piece.lead, self._sentence)
        if item is None:
            alone = len(parts) == 1 and parts[0].role == "subject" and piece.lead in (",", "and")
            self._found[-1] = _joined(last, parts)
            self._loose = [*self._loose, *parts] if alone else []
            return
        denies = any(p.role == "verb" for p in parts)
        if self._loose and not denies and item.part("subject") in item.own:
            self._found[-1] = self._without_loose(last)
            item = item._replace(own=(*self._loose, *item.own))
        self._found.append(item)
        self._loose = []


def _pieces(words: Sequence[EnglishWord]) -> Iterator[_Piece]:
    """Yield the words between marks and words that join clauses, with what stands before them."""
    lead, piece = "", list[EnglishWord]()
    for word in words:
        cut = (word.kind == "mark" and word.text in _CUTS) or word.kind in ("join", "subordinate") or word.text in _SAME
        if not cut:
            piece.append(word)
            continue
        if any(w.kind != "mark" for w in piece):
            yield _Piece(lead, tuple(w for w in piece if w.kind != "mark"))
            lead, piece = word.text, []
        else:
            lead = lead if lead in _ENDS or lead == ";" else word.text
    if any(w.kind != "mark" for w in piece):
        yield _Piece(lead, tuple(w for w in piece if w.kind != "mark"))


def _parts(words: Sequence[EnglishWord], *, split: bool) -> list[EnglishPart]:
    """Return the phrases of a piece with their roles; `split`: a figure behind a thing is a phrase of its own."""
    phrases: list[list[EnglishWord]] = []
    for word in words:
        before = phrases[-1][-1] if phrases else None
        if before is None or _begins(word, before, phrases[-1], split=split):
            phrases.append([word])
        else:
            phrases[-1].append(word)
    parts, verbs = list[EnglishPart](), 0
    for phrase in phrases:
        if not any(w.tells or w.kind in ("pronoun", "auxiliary", "not", "modal", "determiner") for w in phrase):
            continue
        role = _role(phrase, bool(verbs))
        verbs += role == "verb"
        parts.append(EnglishPart("deed" if role == "verb" and verbs > 1 else role, tuple(phrase)))
    return parts


def _begins(word: EnglishWord, before: EnglishWord, phrase: Sequence[EnglishWord], *, split: bool) -> bool:
    """Return if a word begins a phrase."""
    grouped = any(w.kind in _GROUP for w in phrase)
    if word.kind in _GROUP:
        return not grouped or word.kind == "to" or (before.kind == "verb" and word.kind != "verb")
    if word.kind == "adverb":
        return False
    if grouped:
        return True
    if word.kind == "preposition":
        return before.kind != "preposition" and (word.text != "of" or not phrase)
    if before.kind in ("preposition", "determiner", "adverb"):
        return False
    if word.kind in ("determiner", "pronoun"):
        return True
    if word.kind == "date":
        return phrase[0].kind != "determiner"
    if word.kind == "figure":
        return split
    return False


def _role(phrase: Sequence[EnglishWord], behind: bool) -> str:
    first, telling = phrase[0], [w for w in phrase if w.tells]
    if any(w.kind in _GROUP for w in phrase):
        return "verb"
    if any(w.kind == "date" for w in telling) and len(telling) <= 2:
        return "time"
    if first.text in _MEASURES and any(w.kind == "figure" for w in telling[:1]):
        return "amount"
    if first.kind == "preposition":
        # Paid for by him is by him.
        last = next(w for w, after in zip(phrase, (*phrase[1:], None), strict=True) if not after or after.kind != first.kind or after.text == "of")
        return _PLACES.get(last.text, last.text)
    if any(w.kind == "figure" for w in telling) and (behind or telling[-1].kind == "figure"):
        return "amount"
    return "object" if behind else "subject"


def _clause(
    parts: list[EnglishPart], waiting: list[EnglishPart], last: EnglishClause | None, piece: _Piece, sentence: int
) -> EnglishClause:
    """Return a clause with a verb; without a subject of its own it has that of the clause before, or its last thing."""
    own, given = [*waiting, *parts], list[EnglishPart]()
    if last is not None and not any(p.role == "subject" for p in own):
        things = [p for p in last.parts if p.role not in ("verb", "deed", "time", "amount", "aside")]
        follows = piece.lead in _SAME or (piece.lead in (",", ")") and _is_participle(parts))
        subject = (things[-1] if things else None) if follows and last.own else last.part("subject")
        if follows and things:
            subject = max((p for p in things), key=lambda p: p.start)
        given = [subject._replace(role="subject")] if subject else []
        if not follows and last.after in (*_SAME, ",", ")") and last.given and last.own[0].role == "verb":
            # What a clause only told of its thing goes with it: a cello, played by him, is insured.
            given += [p._replace(role="aside") for p in last.own]
    subjects = [p for p in own if p.role == "subject"]
    if last is not None and subjects and all(w.kind == "pronoun" for p in subjects for w in p.words):
        given += [p for p in last.parts if p.role == "subject"]
    return EnglishClause(tuple(own), tuple(given), piece.lead, sentence)


def _is_participle(parts: Sequence[EnglishPart]) -> bool:
    verb = next((p for p in parts if p.role == "verb"), None)
    return verb is not None and all(w.kind != "auxiliary" for w in verb.words) and parts[0] is verb


def _item(parts: list[EnglishPart], last: EnglishClause, lead: str, sentence: int) -> EnglishClause | None:
    """Return what an item without a verb says of its own things in the roles of the clause before it, if it does."""
    denial = [p for p in parts if p.role == "verb"]
    parts = [p for p in parts if p.role != "verb"]
    slots = [_slot(part, at, parts, last) for at, part in enumerate(parts)]
    roles = {slot for slot in slots if slot is not None}
    compared = bool(parts) and "against" in (parts[0].words[0].text, lead) and "amount" in roles
    least = 1 if denial else _LEAST_SLOTS
    if (len(roles) < least or None in slots) and not compared:
        return None
    own = tuple(p._replace(role=slot or p.role, elliptic=True) for p, slot in zip(parts, slots, strict=True))
    # What is counted goes on: eleven programmes, and six.
    orders = {p.role for p in own if all(w.text in _ORDERS for w in p.telling)}
    bare = {p.role for p in own if p.telling and p.telling[-1].kind == "figure"} | orders
    counted = [w for p in last.parts for w in p.telling[1:] if p.role in bare and w.kind in ("noun", "name")]
    rest = (EnglishPart("counted", tuple(counted)),) if counted else ()
    given = (*(p for p in last.parts if p.role not in roles), *rest)
    if denial:
        # What it denies is what the clause before says: the sauna not yet.
        own = (*own, *(EnglishPart("verb", (*p.words, *denial[0].words)) for p in last.parts if p.role == "verb"))
        given = tuple(p for p in given if p.role != "verb")
    return EnglishClause(own, given, lead, sentence)


def _slot(part: EnglishPart, at: int, parts: Sequence[EnglishPart], last: EnglishClause) -> str | None:
    """Return the role of the clause before that a phrase of an item fills."""
    roles = [p.role for p in last.parts]
    if part.role not in ("subject", "object"):
        amount = part.role == "amount" and "amount" not in roles
        counted = next((p.role for p in last.own if any(w.kind == "figure" for w in p.telling)), None)
        return counted if amount else part.role if part.role in roles else None
    before = [p for p in parts[:at] if p.role in ("subject", "object")]
    if before or "subject" not in roles:
        return "object" if "object" in roles else None
    return "subject"


def _joined(last: EnglishClause, parts: Sequence[EnglishPart]) -> EnglishClause:
    """Return a clause with phrases that go on with it: another member of a list, or what stands beside it."""
    return last._replace(own=(*last.own, *parts))
