"""The index of a collection: its passages, its sentences, its sentences with the one before, its documents' names."""

from collections.abc import Iterator, Mapping, Sequence

from retrieval.index.field import Field, Run, Terms, terms
from retrieval.language.analysis import Analyzer, content
from retrieval.language.folding import fold
from retrieval.language.numerals import numbers
from retrieval.model import Passage, Sentence, Value

Runs = Mapping[str, Run]


class Entry(Value):
    """A sentence in the index: which passage it stands in, by place, and the sentence."""

    passage: int
    sentence: Sentence


class Index:
    """Four fields. Unit i of `sentences` and of `pairs` is `entries[i]`; unit d of `documents` is what it is called.

    `documents_of[p]` is the document of passage p; `first[p]` and `first[p + 1]` enclose its entries.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        texts: Sequence[str],
        names: Sequence[str],
        analyzer: Analyzer,
        known: Runs | None = None,
    ) -> None:
        """Analyse every sentence once.

        `texts[i]` is the text of the file in which `passages[i]` stands; `names[d]` is what document d is called, by
        title, people and publisher. `known` are the `runs` of an index built before: sentences that stood there are not
        analysed again.
        """
        self.entries = tuple(
            Entry(passage=number, sentence=sentence)
            for number, passage in enumerate(passages)
            for sentence in passage.sentences
        )
        self.documents_of = tuple(passage.document for passage in passages)
        words = [texts[e.passage][e.sentence.start : e.sentence.end] for e in self.entries]
        known = known or {}
        self.runs: Runs = {text: known.get(text) or run_of(text, analyzer) for text in dict.fromkeys(words)}
        runs = [self.runs[text] for text in words]
        self.first = _firsts(passages)
        self.passages = Field([terms(runs[a:b]) for a, b in zip(self.first, self.first[1:], strict=False)])
        self.sentences = Field([terms([run]) for run in runs])
        self.pairs = Field(list(_pairs(passages, runs, self.first)))

        self.documents = Field([terms([run_of(name, analyzer)]) for name in names])

    def entries_of(self, passages: Sequence[int]) -> list[int]:
        """The places of all entries of some passages, in the order of the passages given."""
        return [at for passage in passages for at in range(self.first[passage], self.first[passage + 1])]

    def knows(self, word: str) -> bool:
        """Whether a word (folded) stands anywhere in the material."""
        return word in self.passages.words


def run_of(text: str, analyzer: Analyzer) -> Run:
    """The content words and the numbers of a text."""
    return Run(content(analyzer.tokens(text)), numbers(fold(text)))


def _firsts(passages: Sequence[Passage]) -> list[int]:
    firsts = [0]
    for passage in passages:
        firsts.append(firsts[-1] + len(passage.sentences))
    return firsts


def _pairs(passages: Sequence[Passage], runs: Sequence[Run], first: Sequence[int]) -> Iterator[Terms]:
    """Each sentence with the one before it in the same document."""
    for number, passage in enumerate(passages):
        for at in range(first[number], first[number + 1]):
            begins = at == first[number] and (number == 0 or passages[number - 1].document != passage.document)
            yield terms([runs[at]] if begins else [runs[at - 1], runs[at]])
