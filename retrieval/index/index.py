"""The index of a collection: its passages, its sentences, and its sentences with the one before."""

from collections.abc import Iterator, Mapping, Sequence

from retrieval.index.field import Field, Terms, terms
from retrieval.language.analysis import Analyzer, Token, content
from retrieval.model import Passage, Sentence, Value

Tokens = Mapping[str, Sequence[Token]]


class Entry(Value):
    """A sentence in the index: which passage it stands in, by place, and the sentence."""

    passage: int
    sentence: Sentence


class Index:
    """Three fields over the same text. Unit i of `sentences` and of `pairs` is `entries[i]`.

    `first[p]` and `first[p + 1]` enclose the entries of passage p.
    """

    def __init__(
        self, passages: Sequence[Passage], texts: Sequence[str], analyzer: Analyzer, known: Tokens | None = None
    ) -> None:
        """Analyse every sentence once; `texts[i]` is the text of the file in which `passages[i]` stands.

        `known` are the `tokens` of an index built before: sentences that stood there are not analysed again.
        """
        self.entries = tuple(
            Entry(passage=number, sentence=sentence)
            for number, passage in enumerate(passages)
            for sentence in passage.sentences
        )
        words = [texts[e.passage][e.sentence.start : e.sentence.end] for e in self.entries]
        known = known or {}
        self.tokens: Tokens = {text: known.get(text) or content(analyzer.tokens(text)) for text in dict.fromkeys(words)}
        tokens = [self.tokens[text] for text in words]
        self.first = _firsts(passages)
        self.passages = Field([terms(*tokens[a:b]) for a, b in zip(self.first, self.first[1:], strict=False)])
        self.sentences = Field([terms(run) for run in tokens])
        self.pairs = Field(list(_pairs(passages, tokens, self.first)))

    def entries_of(self, passages: Sequence[int]) -> list[int]:
        """The places of all entries of some passages, in the order of the passages given."""
        return [at for passage in passages for at in range(self.first[passage], self.first[passage + 1])]


def _firsts(passages: Sequence[Passage]) -> list[int]:
    firsts = [0]
    for passage in passages:
        firsts.append(firsts[-1] + len(passage.sentences))
    return firsts


def _pairs(passages: Sequence[Passage], tokens: Sequence[Sequence[Token]], first: Sequence[int]) -> Iterator[Terms]:
    """Each sentence with the one before it in the same document."""
    for number, passage in enumerate(passages):
        for at in range(first[number], first[number + 1]):
            begins = at == first[number] and (number == 0 or passages[number - 1].document != passage.document)
            yield terms(tokens[at]) if begins else terms(tokens[at - 1], tokens[at])
