"""Sentences of the material beside a claim, and what stands around them; taken apart as far as somebody asks.

A short reply speaks of what was asked, and of nothing else that a claim names.
"""

import re
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

from retrieval.check.neighbours import first_day, name_of, opens_item, speaker_of
from retrieval.check.verdict import ClaimSlice
from retrieval.corpus.corpus import Material
from retrieval.facts.atoms import Atom, atoms
from retrieval.facts.clauses import Clauses
from retrieval.facts.items import CLAUSES, GROUPS, SentenceItem, items
from retrieval.facts.leads import Leads
from retrieval.facts.parsed import Wording, wording
from retrieval.facts.replies import stated
from retrieval.facts.speakers import speakers_near
from retrieval.facts.table_rows import Spoken, spoken
from retrieval.language.dates import Moment, moments
from retrieval.language.fold import fold
from retrieval.language.names import NameKind, Names
from retrieval.language.stems import stem
from retrieval.lookup.difference import Letters, letters

POINTS_BACK = re.compile(
    r"\W*(?:其(?![中实他它次余])|该|它|他|她|这[个款项家一是将使让]|此[次举外]|此后|随后"
    r"|(?:he|she|it|they|this|not because)\b)"
)
LATIN_WORD = re.compile(r"[a-z0-9]+")
# How many sentences before one may say what it speaks of, and how many texts stay taken apart.
_BEFORE, _PARSED = 3, 512
# A year is told once for so many sentences.
_EARLIER = 12
# Among so many sentences before and behind a message are those of others.
_NEAR = 20


class Evidence:
    """A sentence of the index, or a few in a row, and the lines around that tell what it speaks of.

    The lines are the title, opening, publisher, author and heading, then the sentences before, the nearest last. The
    words of several sentences are joined by a space where words have spaces between them, else by nothing. Everything
    is worked out when it is first asked for, and kept: most sentences are laid aside by their folded text.
    """

    def __init__(
        self, entries: tuple[int, ...], names: Names, material: Material, parsed: Callable[[str], Wording]
    ) -> None:
        self.entries = entries
        self._names, self._material, self._parsed = names, material, parsed

    @cached_property
    def folded(self) -> str:
        """The folded words."""
        folded = (self._material.index.folded[at] for at in self.entries)
        return "".join(
            known.ljust(len(one.text)) if one.places is None else fold(one.text)
            for known, one in zip(folded, self.spoken, strict=True)
        )

    @cached_property
    def spoken(self) -> tuple[Spoken, ...]:
        """The words of each sentence; those of a row of a table as a sentence, a question with its yes or no as one."""
        said = tuple(spoken(self._material, at) for at in self.entries)
        told = stated(said[0].text, said[1].text) if len(said) == 2 and not any(one.places for one in said) else None
        if told is None:
            return _apart(said)
        return tuple(Spoken("".join(c for c, _ in part), tuple(at for _, at in part)) for part in told)

    @cached_property
    def is_one(self) -> bool:
        """Tell if it is one sentence, or several each of which points back to the one before, or goes on with it."""
        said = [fold(one.text) for one in self.spoken]
        return all(POINTS_BACK.match(two) or one.rstrip().endswith(("?", ",", ";")) for one, two in pairwise(said))

    def sentence_at(self, at: int) -> tuple[int, int]:
        """Return where the sentence of a place starts and ends; sentences that go on with each other are one."""
        ends = [0, *accumulate(len(one.text) for one in self.spoken)]
        if self.is_one:
            return 0, ends[-1]
        return next((pair for pair in pairwise(ends) if at < pair[1]), (0, ends[-1]))

    @property
    def is_reply(self) -> bool:
        """Tell if it is a message, or part of one, that replies to another."""
        unit = self._material.sentence(self.entries[0]).unit
        before = self._material.sentence(max(0, self.entries[0] - 1)).unit if unit else None
        return bool(unit and unit.kind == "message" and before and any(c.start == before.start for c in unit.context))

    @cached_property
    def speaker(self) -> str:
        """The speaker of a message, or of a line that begins with one, or nothing."""
        return speaker_of(self.entries[0], self._material)

    @property
    def is_of_one_speaker(self) -> bool:
        """Tell if the same one says all of it."""
        return all(speaker_of(at, self._material) == self.speaker for at in self.entries[1:])

    @property
    def speakers(self) -> frozenset[str]:
        """The folded names of those who speak near the sentence, its own speaker among them."""
        own = self._material.index.range_of(self._material.passage(self.entries[0]).document)
        near = range(max(own.start, self.entries[0] - _NEAR), min(own.stop, self.entries[0] + _NEAR))
        units = (self._material.sentence(at).unit for at in near)
        return frozenset(name_of(unit.speaker) for unit in units if unit and unit.speaker)

    @property
    def labels(self) -> frozenset[str]:
        """The folded labels of the lines around that begin with who says them."""
        return speakers_near(self._text, self._material.sentence(self.entries[0]).start) | self.speakers

    @property
    def line(self) -> str:
        """The folded line of the file that the sentence is in."""
        text, start = self._text, self._material.sentence(self.entries[0]).start
        end = text.find("\n", start)
        return fold(text[text.rfind("\n", 0, start) + 1 : end if end >= 0 else len(text)])

    @property
    def _text(self) -> str:
        return self._material.collection.text(self._material.document(self.entries[0]).file)

    @property
    def published_by(self) -> tuple[str, ...]:
        """The folded publisher, author and title of its document."""
        document = self._material.document(self.entries[0])
        return tuple(fold(one) for one in (document.publisher, document.author, document.title) if one)

    @cached_property
    def before(self) -> tuple[Wording, ...]:
        """The sentences before, the nearest first, taken apart."""
        return tuple(self._parsed(self._material.words(at)) for at in reversed(self._around[1]))

    @property
    def earlier(self) -> tuple[str, ...]:
        """The folded sentences before, further back than those around, the nearest first."""
        first = self._material.index.range_of(self._material.passage(self.entries[0]).document).start
        entries = range(max(first, self.entries[0] - _EARLIER), self.entries[0])
        return tuple(self._material.index.folded[at] for at in reversed(entries))

    @cached_property
    def wording(self) -> Wording:
        """The words, taken apart."""
        return self._parsed("".join(one.text for one in self.spoken))

    @cached_property
    def clauses(self) -> Clauses:
        """The clauses of the words."""
        return Clauses(self.wording.folded, self.wording.quantities)

    @cached_property
    def leads(self) -> Leads:
        """The things that its clauses begin with."""
        return Leads(self.wording, self.clauses)

    @cached_property
    def letters(self) -> Letters:
        """The letters of the words."""
        return letters(self.wording.text)

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """The words as atoms."""
        return atoms(self.wording)

    @cached_property
    def singles(self) -> dict[str, int]:
        """The first place of each word of one character."""
        return {word.text: word.start for word in reversed(self.wording.words) if len(word.text) == 1}

    @cached_property
    def within(self) -> dict[str, tuple[int, int]]:
        """The first place of each word of two characters, by each of them: 借 of 借出, 腫 of 腫脹."""
        pairs = [word for word in reversed(self.wording.words) if len(word.text) == 2 and not word.text.isascii()]
        return {character: (word.start, word.end) for word in pairs for character in word.text}

    @cached_property
    def stems(self) -> dict[str, tuple[int, int]]:
        """The first place of each word in Latin letters and each code, by its stem."""
        return {stem(m[0]): m.span() for m in reversed([*LATIN_WORD.finditer(self.wording.folded)])}

    @cached_property
    def stemmed(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """The stems of the Latin words in a row, each between two spaces, and the place of each."""
        found = [*LATIN_WORD.finditer(self.wording.folded)]
        return f" {' '.join(stem(m[0]) for m in found)} ", tuple(m.span() for m in found)

    @cached_property
    def items(self) -> tuple[tuple[SentenceItem, ...], ...]:
        """The clauses and members of lists with their parts, and what lies between semicolons."""
        return tuple(items(self.wording, cut) for cut in (CLAUSES, GROUPS))

    @cached_property
    def verbs(self) -> dict[str, tuple[int, int]]:
        """The first place of each verb of two characters, by its first one."""
        tagged = (t for t in reversed(self.wording.tagged) if len(t[0]) == 2 and t[3] in ("v", "vn"))
        return {word[0]: (start, end) for word, start, end, _ in tagged if not word.isascii()}

    @cached_property
    def around(self) -> str:
        """The folded lines around."""
        material, (head, before) = self._material, self._around
        return "\n".join((*map(fold, head), *(material.index.folded[at] for at in before)))

    @cached_property
    def head(self) -> str:
        """The folded lines that head a document: its title, opening, publisher, author and heading."""
        return "\n".join(map(fold, self._around[0]))

    @cached_property
    def dated(self) -> tuple[Moment, ...]:
        """The dates and periods that the lines around have."""
        return tuple(moments(self.around))

    @cached_property
    def named(self) -> tuple[tuple[str, NameKind], ...]:
        """The names that the lines around have, as they are written, with their kinds; the nearest last."""
        head, before = self._around
        lines = (*head, *(self._material.words(at) for at in before))
        found = ((line, name) for line in lines for name in self._names.find(fold(line)))
        return tuple((line[name.start : name.end], name.kind) for line, name in found)

    @cached_property
    def _around(self) -> tuple[tuple[str, ...], range]:
        """The lines that tell of the document, and the sentences before."""
        material, entry = self._material, self.entries[0]
        passage, document = material.passage(entry), material.document(entry)
        first = material.index.range_of(passage.document).start
        opening = (material.words(at) for at in range(first, min(first + 1, entry)))
        told = (document.publisher or "", document.author or "", passage.section or "", self.speaker)
        begins = (
            at for at in range(entry, max(first, entry - _BEFORE) - 1, -1) if opens_item(material.index.folded[at])
        )
        before = range(next(begins, max(first, entry - _BEFORE)), entry)
        # Of lines that begin with a day each tells of its own.
        lined = before and all(first_day(material.index.folded[at]) for at in (entry - 1, entry))
        return (document.name, *opening, *told), range(entry, entry) if lined else before


def _apart(said: tuple[Spoken, ...]) -> tuple[Spoken, ...]:
    """Return sentences, each with a space behind it where the next begins with a letter that is read on with it."""
    ends = [one.text[-1:].isascii() and two.text[:1].isascii() for one, two in pairwise(said)]
    return tuple(
        one._replace(text=f"{one.text} ") if spaced and one.places is None and not one.text.endswith("\n") else one
        for one, spaced in zip(said, [*ends, False], strict=True)
    )


class Sentences:
    """The sentences of a material beside a claim, kept from when they are first asked for."""

    def __init__(self, names: Names, material: Material) -> None:
        self._names = names
        self._material = material
        # A sentence that a claim repeats is taken apart once for both.
        self.wording: Callable[[str], Wording] = lru_cache(_PARSED)(lambda text: wording(text, names, material))
        """Return a text taken apart; the last ones are kept."""
        self._evidence: dict[tuple[int, ...], Evidence] = {}
        self._openings: dict[int, str] = {}

    def evidence(self, entries: tuple[int, ...]) -> Evidence:
        """Return sentences in a row with their surroundings."""
        if entries not in self._evidence:
            self._evidence[entries] = Evidence(entries, self._names, self._material, self.wording)
        return self._evidence[entries]

    def opening(self, document: int) -> str:
        """Return the folded name of a document, by its number, with its first two sentences."""
        if document not in self._openings:
            index, first = self._material.index, self._material.index.range_of(document)
            name = self._material.document(first.start).name
            self._openings[document] = fold(name) + "".join(index.folded[at] for at in first[:2])
        return self._openings[document]


MAX_REPLY_CHARACTERS = 40


def unanswered(evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds if a reply has, with its question, not all things that the claim names."""
    if not evidence.is_reply or len(evidence.folded) > MAX_REPLY_CHARACTERS:
        return []
    missing = next((f for f in told if f.noun and f.share == 0), None)
    return [missing._replace(state="not_found", weight=0.0, binding=False, withholds=True)] if missing else []
