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
ROLES: tuple[Role, ...] = get_args(Role)


# The columns of which those of several parts are put one after the other; some in as few bytes as they take.
_JOINED = {
    **dict.fromkeys(("start", "end", "document", "section", "sentence.start", "sentence.size"), np.int32),
    "sentence.role": np.uint8,
    "sentence.unit": np.int32,
    "markup": np.int32,
}
_NARROWED = ("sentence.size", "sentence.unit", "sentence.markup")
# So many items of a sequence stay made.
_SOME = 1 << 14


class LazySequence(Sequence[T], Generic[T]):
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
            roles.append(ROLES.index(sentence.role))
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


def columns_of(passages: Sequence[Passage]) -> Arrays:
    """Return the arrays of passages, which some are made from."""
    return passages.columns if isinstance(passages, StoredPassages) else store_passages(passages)


def narrow(numbers: NDArray[Any]) -> NDArray[Any]:
    """Return numbers that are not below 0 in as few bytes as the largest takes."""
    most = numbers.max(initial=0)
    return numbers.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.int32)


def cut_passages(arrays: Arrays, passages: range) -> Arrays:
    """Return the arrays of some passages in a row, which count their documents from that of the first."""
    start, stop = passages.start, passages.stop
    first, documents = arrays["first"][start : stop + 1], arrays["document"][start:stop]
    own, cuts = slice(first[0], first[-1]), arrays["sentence.markup"][first[0] : first[-1] + 1].astype(np.int32)
    section, sections = _used(arrays["section"][start:stop], part("sections", arrays))
    unit, units = _used(arrays["sentence.unit"][own], part("units", arrays))
    return {
        **{name: arrays[name][start:stop] for name in ("start", "end")},
        "document": documents - documents[0],
        "section": section,
        "first": first - first[0],
        **{name: arrays[name][own] for name in ("sentence.start", "sentence.size", "sentence.role")},
        "sentence.unit": unit,
        "sentence.markup": cuts - cuts[0],
        "markup": arrays["markup"][cuts[0] : cuts[-1]],
        **within("units", store_strings(units)),
        **within("sections", store_strings(sections)),
    }


def join_passages(parts: Sequence[Arrays], documents: Sequence[int]) -> Arrays:
    """Return the arrays of all passages of some parts; `documents` are the numbers of the first document of each."""
    tables: dict[str, dict[str, int]] = {"sections": {}, "units": {}}
    columns: dict[str, list[NDArray[Any]]] = {name: [] for name in _JOINED}
    first, cuts = [np.zeros(1, np.int32)], [np.zeros(1, np.int32)]
    for own, document in zip(parts, documents, strict=True):
        for name in ("start", "end", "sentence.start", "sentence.size", "sentence.role", "markup"):
            columns[name].append(own[name])
        columns["document"].append(own["document"] + np.int32(document))
        for name, table in (("section", "sections"), ("sentence.unit", "units")):
            texts, known = stored_strings(part(table, own)), tables[table]
            numbers = np.array([0, *(known.setdefault(text, len(known) + 1) for text in texts)], np.int32)
            columns[name].append(numbers[own[name]])
        first.append(own["first"][1:] + first[-1][-1])
        cuts.append(own["sentence.markup"][1:].astype(np.int32) + cuts[-1][-1])
    joined = {name: np.concatenate([np.zeros(0, kind), *columns[name]]) for name, kind in _JOINED.items()}
    joined |= {"first": np.concatenate(first), "sentence.markup": np.concatenate(cuts)}
    narrowed = {name: narrow(joined[name]) for name in _NARROWED}
    return {
        **joined,
        **narrowed,
        **within("units", store_strings(tables["units"])),
        **within("sections", store_strings(tables["sections"])),
    }


def _used(numbers: NDArray[Any], arrays: Arrays) -> tuple[NDArray[np.int32], list[str]]:
    """Return numbers of texts, 0 for none, as numbers of those that are used, and these in order."""
    texts = stored_strings(arrays)
    used: dict[int, int] = {0: 0}
    found = np.array([used.setdefault(number, len(used)) for number in numbers.tolist()], np.int32)
    return found, [texts[number - 1] for number in used if number]


class StoredPassages(LazySequence[Passage]):
    """Passages that are made from their `columns` when they are asked for."""

    def __init__(self, columns: Arrays, make: Callable[[int], Passage], some: int) -> None:
        super().__init__(len(columns["start"]), make, some)
        self.columns = columns


def stored_passages(arrays: Arrays, some: int = _SOME) -> StoredPassages:
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

    return StoredPassages(arrays, make, some)


def stored_sentences(arrays: Arrays, some: int = _SOME) -> LazySequence[Sentence]:
    """Return the sentences of all passages, one after the other, from the arrays of the passages; `some` stay made."""
    starts, sizes, roles, owners = (arrays[f"sentence.{name}"] for name in ("start", "size", "role", "unit"))
    units = stored_strings(part("units", arrays))

    def make(at: int) -> Sentence:
        return Sentence.model_construct(
            start=int(starts[at]),
            end=int(starts[at]) + int(sizes[at]),
            role=ROLES[roles[at]],
            markup=stored_markup(arrays, at),
            unit=Unit.model_validate_json(units[owners[at] - 1]) if owners[at] else None,
        )

    return LazySequence(len(starts), make, some)


def stored_markup(arrays: Arrays, at: int) -> tuple[Span, ...]:
    """Return the slices of markup in a sentence, by its place among those of all passages."""
    first, last = arrays["sentence.markup"][at : at + 2].tolist()
    edges = arrays["markup"][first:last].tolist()
    return tuple(Span.model_construct(start=start, end=end) for start, end in zip(edges[::2], edges[1::2], strict=True))
