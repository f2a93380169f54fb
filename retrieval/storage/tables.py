"""Passages and sentences as columns of numbers, made into values when they are asked for."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import Generic, TypeVar, get_args, overload

import numpy as np
from numpy.typing import NDArray

from retrieval.model import Passage, Role, Sentence
from retrieval.storage.container import Arrays
from retrieval.storage.strings import part, store_strings, stored_strings, within

T = TypeVar("T", covariant=True)
_ROLES: tuple[Role, ...] = get_args(Role)


# So many items of a sequence stay made.
_SOME = 1 << 14


class Lazy(Sequence[T], Generic[T]):
    """A sequence whose items are made when they are asked for; the last `some` of them are kept."""

    def __init__(self, length: int, make: Callable[[int], T], some: int = _SOME) -> None:
        self._length, self._make = length, lru_cache(some)(make)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        numbers = range(self._length)[at]
        return tuple(map(self._make, numbers)) if isinstance(numbers, range) else self._make(numbers)


def store_passages(passages: Sequence[Passage]) -> Arrays:
    """The arrays of passages with their sentences, to be taken up again by `stored_passages`."""
    sections = list(dict.fromkeys(p.section for p in passages if p.section is not None))
    number: dict[str | None, int] = {None: -1, **{section: at for at, section in enumerate(sections)}}
    sentences = list(chain.from_iterable(p.sentences for p in passages))
    return {
        "start": _numbers([p.start for p in passages]),
        "end": _numbers([p.end for p in passages]),
        "document": _numbers([p.document for p in passages]),
        "section": _numbers([number[p.section] for p in passages]),
        "first": _numbers(np.cumsum([0, *(len(p.sentences) for p in passages)]).tolist()),
        "sentence.start": _numbers([s.start for s in sentences]),
        "sentence.end": _numbers([s.end for s in sentences]),
        "sentence.role": np.array([_ROLES.index(s.role) for s in sentences], dtype=np.uint8),
        **within("sections", store_strings(sections)),
    }


def stored_passages(arrays: Arrays) -> Lazy[Passage]:
    """Passages from their arrays."""
    sentences, sections = stored_sentences(arrays), stored_strings(part("sections", arrays))
    first = arrays["first"]

    def make(at: int) -> Passage:
        section = int(arrays["section"][at])
        return Passage.model_construct(
            start=int(arrays["start"][at]),
            end=int(arrays["end"][at]),
            document=int(arrays["document"][at]),
            section=None if section < 0 else sections[section],
            sentences=sentences[first[at] : first[at + 1]],
        )

    return Lazy(len(arrays["start"]), make)


def stored_sentences(arrays: Arrays) -> Lazy[Sentence]:
    """The sentences of all passages, one after the other, from the arrays of the passages."""
    starts, ends, roles = (arrays[f"sentence.{name}"] for name in ("start", "end", "role"))

    def make(at: int) -> Sentence:
        return Sentence.model_construct(start=int(starts[at]), end=int(ends[at]), role=_ROLES[roles[at]])

    return Lazy(len(starts), make)


def _numbers(values: Sequence[int]) -> NDArray[np.int32]:
    return np.array(values, dtype=np.int32)
