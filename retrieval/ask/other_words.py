"""Other words of an English question: which of its words a text says by what stands for them."""

from collections.abc import Mapping, Sequence

from retrieval.ask.query import QueryPart
from retrieval.language.everyday import Phrase, expressions_in, other_phrases, phrase_of, places_of
from retrieval.language.stems import stem
from retrieval.language.tokenizer import content


class OtherWords:
    """Phrases that stand for the content words of a part of a question, found in the stems of texts."""

    def __init__(self, part: QueryPart) -> None:
        # By their first stem, each with the stem of the word that it stands for.
        self._others: dict[str, list[tuple[Phrase, str, float]]] = {}
        tokens = content(part.tokens)
        for found in expressions_in(part.text):
            own = [stem(token.text) for token in tokens if found.start <= token.start and token.end <= found.end]
            for phrase, weight in other_phrases(phrase_of(found.expression)).items():
                self._others.setdefault(phrase[0], []).extend((phrase, word, weight) for word in own)

    def said(self, stems: Sequence[str]) -> Mapping[str, float]:
        """Return the stems of the question's words that a text says otherwise, each with the best weight of what says
        it.
        """
        found: dict[str, float] = {}
        for at, first in enumerate(stems) if self._others else ():
            for phrase, word, weight in self._others.get(first, ()):
                if weight > found.get(word, 0.0) and places_of(phrase, stems, at):
                    found[word] = weight
        return found
