"""An index as arrays, and an index from such arrays, which analyses nothing and touches only what a question needs."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np

from retrieval.index.concepts import Concepts
from retrieval.index.index import Entry, Highest, Index, Tokens
from retrieval.index.postings import Postings
from retrieval.index.subjects import Subjects
from retrieval.language.analysis import Token
from retrieval.language.compounds import Compounds
from retrieval.language.lexicon import Lexicon
from retrieval.storage.container import Arrays
from retrieval.storage.strings import Strings, part, store_strings, stored_strings, within
from retrieval.storage.tables import Lazy, stored_sentences

_SCORERS = ("passages", "words", "singles", "pairs", "joined", "names")
# A token's first character is marked 1, its others 2, what stands between tokens 0.
_TOKEN = re.compile(rb"\x01\x02*")


def store_index(index: Index) -> Arrays:
    """The arrays of an index but for those of its passages, to be taken up again by `stored_index`."""
    found = {name: getattr(index, name).arrays() for name in _SCORERS}
    found |= {f"highest.{name}": own.arrays(terms=False) for name, own in index.highest._asdict().items()}
    found |= {"concepts": index.concepts.arrays(), "subjects": index.subjects.arrays()}
    found |= {"folded": store_strings(index.folded), "tokens": _store_tokens(index)}
    found["compounds"] = store_strings("\n".join(gram) for gram in index.compounds.grams)
    flat = {key: array for name, own in found.items() for key, array in within(name, own).items()}
    return {**flat, "opening": np.array(index.opening, dtype=np.int32)}


def stored_index(arrays: Arrays, passages: Arrays, lexicon: Lexicon, written: Callable[[int], str]) -> Index:
    """The index from its arrays and those of its passages.

    `lexicon` is equal to the one that it was made with; `written(i)` is sentence i as it stands in its file.
    """
    index = Index.__new__(Index)
    sentences, first = stored_sentences(passages), passages["first"]
    owners = np.repeat(np.arange(len(first) - 1, dtype=np.int32), np.diff(first))
    index.entries = Lazy(
        len(sentences), lambda at: Entry.model_construct(passage=int(owners[at]), sentence=sentences[at])
    )
    index.documents_of, index.first, index.opening = passages["document"], first, arrays["opening"]
    index.place(owners, first)
    for name in _SCORERS:
        setattr(index, name, Postings.stored(part(name, arrays)))
    index.concepts = Concepts.stored(lexicon.all, part("concepts", arrays))
    same = {"joined": index.joined.terms, "pairs": index.pairs.terms, "concepts": index.concepts.others.terms}
    index.highest = Highest(**{name: Postings.stored(part(f"highest.{name}", arrays), same[name]) for name in same})
    index.bounds = {"words": index.passages, **index.highest._asdict()}
    index.compounds = Compounds([tuple(gram.split("\n")) for gram in stored_strings(part("compounds", arrays))])
    index.subjects = Subjects.stored(part("subjects", arrays))
    index.folded = stored_strings(part("folded", arrays))
    index.tokens = stored_tokens(arrays, written)
    index.distinct = arrays["tokens.distinct"]
    return index


def stored_tokens(arrays: Arrays, written: Callable[[int], str]) -> Tokens:
    """The tokens of an index from its arrays, as in `stored_index`."""
    return _Tokens(part("tokens", arrays), stored_strings(part("folded", arrays)), written)


def _store_tokens(index: Index) -> Arrays:
    cuts, offsets = bytearray(), [0]
    for at, tokens in zip(index.distinct, index.tokens.values(), strict=True):
        own = bytearray(len(index.folded[at]))
        for token in tokens:
            own[token.start : token.end] = b"\x01" + b"\x02" * (token.end - token.start - 1)
        cuts += own
        offsets.append(len(cuts))
    return {
        "cuts": np.frombuffer(bytes(cuts), np.uint8),
        "offsets": np.array(offsets, dtype=np.int64),
        "distinct": np.array(index.distinct, dtype=np.int32),
    }


class _Tokens(Mapping[str, Sequence[Token]]):
    """The tokens of every text of a sentence, in the order of the texts' first occurrence."""

    def __init__(self, arrays: Arrays, folded: Strings, written: Callable[[int], str]) -> None:
        self._arrays, self._folded, self._written = arrays, folded, written

    def __len__(self) -> int:
        return len(self._arrays["distinct"])

    def __iter__(self) -> Iterator[str]:
        return map(self._written, self._arrays["distinct"].tolist())

    def __getitem__(self, text: str) -> Sequence[Token]:
        number = self._numbers[text]
        start, end = self._arrays["offsets"][number : number + 2]
        folded = self._folded[int(self._arrays["distinct"][number])]
        spans = (match.span() for match in _TOKEN.finditer(self._arrays["cuts"][start:end].tobytes()))
        return [Token(folded[first:last], first, last) for first, last in spans]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {text: number for number, text in enumerate(self)}
