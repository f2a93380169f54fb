"""Sentences found for a question, and how the answer is given by them."""

from typing import Literal, NamedTuple

from retrieval.ask.confidence import Witness
from retrieval.ask.features import shipped
from retrieval.ask.omissions import Omissions
from retrieval.ask.provenance import Provenance
from retrieval.ask.query import Query
from retrieval.ask.ranking import Ranked


class FoundSentences(NamedTuple):
    """Sentences found for a question: the query, the sentences best first, and how likely they answer it (0 to 1).

    `likelihood`, by the signals alone, decides between readings of a question; users are told the `confidence`.
    `taken_for` is the word that was put in place of one that stands nowhere; `omissions` are what the document of the
    first sentence lacks of the question; `said`: the first ones are messages of whom it asks the words of.
    """

    asked: Query
    ranked: list[Ranked]
    seen: list[Witness]
    own: Provenance | None
    likelihood: float
    confidence: float
    taken_for: str | None = None
    omissions: Omissions = Omissions()
    said: bool = False

    @property
    def likely(self) -> bool:
        """Tell if there is an answer by the signals alone."""
        return self.own is not None or self.likelihood >= shipped().least

    @property
    def status(self) -> Literal["answered", "near", "not_found"]:
        """In which of three ways the question is answered."""
        if self.own or self.confidence >= shipped().sure:
            return "answered"
        return "near" if self.confidence >= shipped().near else "not_found"
