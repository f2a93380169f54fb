"""Passages and sentences as columns of numbers, made into values when they are asked for."""

from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Generic, TypeVar, get_args, overload

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import part, store_strings, stored_strings, within
from retrieval.model import Passage, Role, Sentence, Span, Unit

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


def store_passages(passages: Iterable[Passage]) -> Arrays:
    """Return the arrays of passages with their sentences, to be taken up again by `stored_passages`."""
    sections: dict[str, int] = {}
    own = {name: array("i") for name in ("start", "end", "document", "section", "first")}
    starts, sizes, roles = array("i"), array("i"), bytearray()
    units: dict[str, int] = {}
    owners, cuts, cut_counts = array("i"), array("i"), array("i", [0])
    own["first"].append(0)
    for passage in passages:
        own["start"].append(passage.start)
        own["end"].append(passage.end)
        own["document"].append(passage.document)
        # 0 is for none.
        own["section"].append(0 if passage.section is None else sections.setdefault(passage.section, len(sections) + 1))
        for sentence in passage.sentences:
            starts.append(sentence.start)
            sizes.append(sentence.end - sentence.start)
            roles.append(_ROLES.index(sentence.role))
            unit = None if sentence.unit is None else sentence.unit.model_dump_json()
            owners.append(0 if unit is None else units.setdefault(unit, len(units) + 1))
            cuts.extend(edge for cut in sentence.markup for edge in (cut.start, cut.end))
            cut_counts.append(len(cuts))
        own["first"].append(len(starts))
    return {
        **{name: np.frombuffer(numbers, np.int32) for name, numbers in own.items()},
        "sentence.start": np.frombuffer(starts, np.int32),
        "sentence.size": narrow(np.frombuffer(sizes, np.int32)),
        "sentence.role": np.frombuffer(roles, np.uint8),
        "sentence.unit": narrow(np.frombuffer(owners, np.int32)),
        "sentence.markup": narrow(np.frombuffer(cut_counts, np.int32)),
        "markup": np.frombuffer(cuts, np.int32),
        **within("units", store_strings(units)),
        **within("sections", store_strings(sections)),
    }


def narrow(numbers: NDArray[Any]) -> NDArray[Any]:
    """Return numbers that are not below 0 in as few bytes as the largest takes."""
    most = numbers.max(initial=0)
    return numbers.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.int32)


def stored_passages(arrays: Arrays, some: int = _SOME) -> Lazy[Passage]:
    """Passages from their arrays, of which `some` stay made."""
    sentences, sections = stored_sentences(arrays, some), stored_strings(part("sections", arrays))
    first = arrays["first"]

    def make(at: int) -> Passage:
        section = int(arrays["section"][at])
        return Passage.model_construct(
            start=int(arrays["start"][at]),
            end=int(arrays["end"][at]),
            document=int(arrays["document"][at]),
            section=sections[section - 1] if section else None,
            sentences=sentences[first[at] : first[at + 1]],
        )

    return Lazy(len(arrays["start"]), make, some)


def stored_sentences(arrays: Arrays, some: int = _SOME) -> Lazy[Sentence]:
    """Return the sentences of all passages, one after the other, from the arrays of the passages; `some` stay made."""
    starts, sizes, roles, owners = (arrays[f"sentence.{name}"] for name in ("start", "size", "role", "unit"))
    units = stored_strings(part("units", arrays))

    def make(at: int) -> Sentence:
        return Sentence.model_construct(
            start=int(starts[at]),
            end=int(starts[at]) + int(sizes[at]),
            role=_ROLES[roles[at]],
            markup=stored_markup(arrays, at),
            unit=Unit.model_validate_json(units[owners[at] - 1]) if owners[at] else None,
        )

    return Lazy(len(starts), make, some)


def stored_markup(arrays: Arrays, at: int) -> tuple[Span, ...]:
    """Return the slices of markup in a sentence, by its place among those of all passages."""
    first, last = arrays["sentence.markup"][at : at + 2].tolist()
    edges = arrays["markup"][first:last].tolist()
    return tuple(Span.model_construct(start=start, end=end) for start, end in zip(edges[::2], edges[1::2], strict=True))
