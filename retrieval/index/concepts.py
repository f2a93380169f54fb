"""Concepts: which sentences say the same thing as the question in other words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from retrieval.arrays.entries import any_in
from retrieval.index.everyday_places import EverydayPlaces
from retrieval.index.postings import Given, Scorer, given, idf
from retrieval.index.term_lists import TermLists
from retrieval.index.top_k import NO_UNITS, Units, highest, united
from retrieval.language.everyday import expressions_in
from retrieval.language.lexicon import Groups, Occurrence
from retrieval.language.tokenizer import Token


class Concepts(Scorer):
    """For each expression of a group, the sentences that say it by another expression than itself.

    Such a sentence gains the group's idf, ln((N + 1) / df); where an expression is in several groups, it gains by the
    best of them only. Expressions of English questions are also those of everyday words
    (`retrieval.language.everyday`), of which no list is kept.
    """

    def __init__(self, groups: Groups, lists: TermLists, size: int, everyday: EverydayPlaces | None = None) -> None:
        """Take the lists of expressions in `size` sentences, the groups that these are of, and everyday words."""
        self._groups, self._lists, self._everyday = groups, lists, everyday
        super().__init__(size, _Terms(groups, everyday), lists.recent)

    def find(self, text: str, tokens: Sequence[Token]) -> list[Occurrence]:
        """Return the expressions of a folded question that others stand for; one place may have two of them."""
        found = [*self._groups.find(text, places(tokens)), *(expressions_in(text) if self._everyday else ())]
        return sorted(dict.fromkeys(found))

    def unkept(self, term: str) -> Given:
        """Return what a term that is among `terms` gives, at weight 1, without keeping it."""
        own = self._lists.entries(term)
        parts = []
        for group in self._groups.groups_of(term):
            without = self._union((member for member in self._groups.members[group] if member != term), own.units)
            parts.append((without, idf(self.size, len(own.units) + len(without))))
        if self._everyday:
            parts += self._everyday.gains(term)
        return given(*highest(parts))

    def asked(self, text: str, tokens: Sequence[Token], weight: float = 1.0) -> dict[str, float]:
        """Return the expressions of a folded question with a weight."""
        return {found.expression: weight for found in self.find(text, tokens)}

    def places_of(self, expression: str) -> Units:
        """Return the sentences, in order, that hold an expression of a group, or any other that stands for it."""
        found: tuple[Units] = self.recent.get((self.key, "all", expression), self._places_of, expression)
        return found[0]

    def _places_of(self, expression: str) -> tuple[Units]:
        groups = self._groups.groups_of(expression)
        own = self._union(dict.fromkeys(member for group in groups for member in self._groups.members[group]))
        everyday = self._everyday if self._everyday and self._everyday.knows(expression) else None
        return (united([own, everyday.meaning(expression)]) if everyday else own,)

    def _union(self, expressions: Iterable[str], without: Units = NO_UNITS) -> Units:
        """Return the sentences, in order, that hold any of some expressions and are not among others."""
        return united([self._lists.entries(expression).units for expression in expressions], without)

    def stands_in(self, expression: str, sentences: range) -> bool:
        """Return whether one of some sentences in a row holds an expression of a group, or any other that
        stands for it.
        """
        return any_in(self.places_of(expression), sentences)

    def holds(self, text: str, tokens: Sequence[Token], sentences: range) -> dict[tuple[int, int], bool]:
        """Return for each expression of a folded question, by its place, if it or another appears in the sentences."""
        return {
            (found.start, found.end): self.stands_in(found.expression, sentences) for found in self.find(text, tokens)
        }


def places(tokens: Sequence[Token]) -> set[tuple[int, int]]:
    """Return the places of the tokens."""
    return {(token.start, token.end) for token in tokens}


class _Terms(Mapping[str, None]):
    """The expressions of groups, and of everyday words all that anything stands for; only the former are counted."""

    def __init__(self, groups: Groups, everyday: EverydayPlaces | None) -> None:
        self._own, self._everyday = dict.fromkeys(groups), everyday

    def __contains__(self, term: object) -> bool:
        known = self._everyday.knows if self._everyday else lambda _: False
        return term in self._own or (isinstance(term, str) and known(term))

    def __getitem__(self, term: str) -> None:
        if term not in self:
            raise KeyError(term)

    def __iter__(self) -> Iterator[str]:
        return iter(self._own)

    def __len__(self) -> int:
        return len(self._own)
