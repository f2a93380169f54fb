"""A question as a person types it -> what is searched for."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.answering.cues import FIGURES, Cue, cue_of
from retrieval.errors import QuestionEmpty, QuestionTooLong
from retrieval.index.field import Run, Terms, terms
from retrieval.index.index import Index, run_of
from retrieval.language.analysis import Analyzer, content
from retrieval.language.folding import fold
from retrieval.language.lexicon import Lexicon, joined
from retrieval.language.numerals import numbers

LONGEST = 2000
MOST_HISTORY = 10
ALIAS_WEIGHT = 0.6
SYNONYM_WEIGHT = 0.7
EARLIER_WEIGHT = 0.5
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


class Alternative(NamedTuple):
    """What a part of the question could have been asked in, and how much that counts."""

    terms: Terms
    weight: float


class Concept(NamedTuple):
    """A part of the question that has other names: its own terms, and those of the others that the material knows."""

    own: Terms
    others: tuple[Alternative, ...]


class Part(NamedTuple):
    """A question, now or earlier, by how much it counts: its terms, and its parts that have other names."""

    terms: Terms
    concepts: tuple[Concept, ...]
    weight: float


class Query(NamedTuple):
    """What a question asks for: the question itself first, then those before it, and the kind of answer wanted."""

    parts: tuple[Part, ...]
    cue: Cue | None

    @property
    def wants_figure(self) -> bool:
        """Whether the answer is a number or a date."""
        return self.cue is not None and self.cue.name in FIGURES

    @property
    def asked(self) -> Terms:
        """The terms of the question itself."""
        return self.parts[0].terms

    @property
    def words(self) -> frozenset[str]:
        """Every word that is searched for, other names included."""
        runs = [part.terms for part in self.parts]
        others = [other.terms for part in self.parts for concept in part.concepts for other in concept.others]
        return frozenset(word for found in (*runs, *others) for word in found.words)


def readable(question: str) -> str:
    """The question without what cannot be shown or searched: control characters and halves of surrogate pairs."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", question)).strip()


def query(question: str, history: Sequence[str], index: Index, analyzer: Analyzer, lexicon: Lexicon) -> Query:
    """Turn a question, with what was asked before it (oldest first), into a query.

    Raises QuestionTooLong over `LONGEST` characters, and QuestionEmpty where there is no letter or digit.
    """
    if len(question) > LONGEST:
        raise QuestionTooLong(length=len(question), limit=LONGEST)
    if not any(character.isalnum() for character in question):
        raise QuestionEmpty()
    earlier = [text[:LONGEST] for text in history[-MOST_HISTORY:]]
    parts = [_part(question, 1.0, index, analyzer, lexicon)]
    parts += [_part(text, EARLIER_WEIGHT, index, analyzer, lexicon) for text in earlier]
    return Query(parts=tuple(parts), cue=cue_of(question))


def _part(question: str, weight: float, index: Index, analyzer: Analyzer, lexicon: Lexicon) -> Part:
    folded = _known_names(joined(fold(question)), index, analyzer, lexicon)
    run = Run(content(analyzer.tokens(folded)), numbers(folded))
    others: dict[tuple[int, int], list[Alternative]] = {}
    for groups, share in ((lexicon.aliases, ALIAS_WEIGHT), (lexicon.synonyms, SYNONYM_WEIGHT)):
        for found in groups.find(folded):
            known = [run_of(other, analyzer) for other in found.others]
            alternatives = [Alternative(terms([other]), share) for other in known if _is_known(other, index)]
            others.setdefault((found.start, found.end), []).extend(alternatives)
    concepts = [
        Concept(terms([_between(run, start, end)]), tuple(found)) for (start, end), found in others.items() if found
    ]
    return Part(terms([run]), tuple(concepts), weight)


def _known_names(folded: str, index: Index, analyzer: Analyzer, lexicon: Lexicon) -> str:
    """The question with names that the material does not have put in the words of one that it has."""
    parts, at = [], 0
    for found in lexicon.aliases.find(folded):
        if _is_known(run_of(folded[found.start : found.end], analyzer), index):
            continue
        known = next((other for other in found.others if _is_known(run_of(other, analyzer), index)), None)
        if known:
            parts += [folded[at : found.start], known]
            at = found.end
    return "".join([*parts, folded[at:]])


def _is_known(run: Run, index: Index) -> bool:
    """Whether every word of a name stands in the material."""
    return bool(run.tokens) and all(index.knows(token.text) for token in run.tokens)


def _between(run: Run, start: int, end: int) -> Run:
    return Run([token for token in run.tokens if start <= token.start and token.end <= end])
