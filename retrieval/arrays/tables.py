"""Passages and sentences as columns of numbers, made into values when they are asked for."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, chain
from typing import Generic, TypeVar, get_args, overload

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.entries import Array, narrow
from retrieval.arrays.slices import Cut, PassageSlice, SentenceSlice
from retrieval.arrays.strings import Strings, part, store_strings, stored_strings, within
from retrieval.model import Passage, Role, Sentence, Span, Unit

T = TypeVar("T", covariant=True)
ROLES: tuple[Role, ...] = get_args(Role)
_ROLE_NUMBERS = {role: number for number, role in enumerate(ROLES)}


# The columns of which those of several parts are put one after the other; some in as few bytes as they take.
_JOINED = {
    **dict.fromkeys(("start", "end", "document", "section", "sentence.start", "sentence.size"), np.int32),
    "sentence.role": np.uint8,
    "sentence.unit": np.int32,
    "markup": np.int32,
}
_NARROWED = ("sentence.size", "sentence.unit", "sentence.markup")
# Items of a sequence that stay made.
_CACHED_ITEMS = 1 << 12


class LazySequence(Sequence[T], Generic[T]):
    """A sequence whose items are made when they are asked for; the last `some` of them, if any, are kept."""

    def __init__(self, length: int, make: Callable[[int], T], some: int = _CACHED_ITEMS) -> None:
        self._length, self._make = length, lru_cache(some)(make) if some else make

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> T: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[T, ...]: ...
    def __getitem__(self, at: int | slice) -> T | tuple[T, ...]:
        if isinstance(at, slice):
            return tuple(map(self._make, range(self._length)[at]))
        # An item that was made is returned sooner than the place behind a range's is worked out.
        return self._make(at if 0 <= at < self._length else range(self._length)[at])


class RecentStrings(LazySequence[str]):
    """Texts of which the last `some` that were asked for stay made."""

    def __init__(self, texts: Strings, some: int) -> None:
        super().__init__(len(texts), texts.__getitem__, some)
        self._texts = texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def find(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Yield every place where a text appears in one of these, apart from each other: its number and the offset."""
        return self._texts.find(wanted)


def chained(parts: Sequence[Sequence[T]]) -> Sequence[T]:
    """Return the items of some sequences one after the other, made when they are asked for if any sequence does so."""
    if all(isinstance(own, tuple) for own in parts):
        return tuple(chain.from_iterable(parts))
    firsts = [*accumulate(map(len, parts), initial=0)]

    def item(at: int) -> T:
        number = bisect_right(firsts, at) - 1
        return parts[number][at - firsts[number]]

    return LazySequence(firsts[-1], item, some=0)


def store_passages(passages: Iterable[Passage | PassageSlice]) -> Arrays:
    """Return the arrays of passages with their sentences, to be taken up again by `stored_passages`."""
    own = [passage if isinstance(passage, PassageSlice) else _slice(passage) for passage in passages]
    firsts, lasts, documents, names, groups = zip(*own, strict=True) if own else [()] * 5
    sentences = list(chain.from_iterable(groups))
    starts, ends, roles, markup, owners = zip(*sentences, strict=True) if sentences else [()] * 5
    # 0 is for none.
    sections: dict[str | None, int] = {None: 0}
    units: dict[str, int] = {}
    first = np.array(starts, np.int32)
    return {
        "start": np.array(firsts, np.int32),
        "end": np.array(lasts, np.int32),
        "document": np.array(documents, np.int32),
        "section": np.array([sections.setdefault(name, len(sections)) for name in names], np.int32),
        "first": np.cumsum([0, *map(len, groups)], dtype=np.int32),
        "sentence.start": first,
        "sentence.size": narrow(np.array(ends, np.int32) - first),
        "sentence.role": np.array([*map(_ROLE_NUMBERS.__getitem__, roles)], np.uint8),
        "sentence.unit": narrow(np.array(list(_unit_numbers(owners, units)), np.int32)),
        "sentence.markup": narrow(2 * np.cumsum([0, *map(len, markup)], dtype=np.int32)),
        "markup": np.fromiter(chain.from_iterable(chain.from_iterable(markup)), np.int32),
        **within("units", store_strings(units)),
        **within("sections", store_strings([section for section in sections if section is not None])),
    }


def _slice(passage: Passage) -> PassageSlice:
    """Return a passage, with all that it holds, as slices."""
    own = [
        SentenceSlice(s.start, s.end, s.role, tuple([Cut(cut.start, cut.end) for cut in s.markup]), s.unit)
        for s in passage.sentences
    ]
    return PassageSlice(passage.start, passage.end, passage.document, passage.section, tuple(own))


def _unit_numbers(owners: Iterable[Unit | None], units: dict[str, int]) -> Iterator[int]:
    """Yield the number of each unit among `units`, from 1; 0 is for none."""
    last: Unit | None = None
    number = 0
    for unit in owners:
        if unit is not last:
            last = unit
            number = units.setdefault(unit.model_dump_json(), len(units) + 1) if unit else 0
        yield number


def columns_of(passages: Sequence[Passage | PassageSlice]) -> Arrays:
    """Return the arrays of passages, which some are made from."""
    return passages.columns if isinstance(passages, StoredPassages | PassageRun) else store_passages(passages)


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


def join_passages(parts: Sequence[Sequence[Passage]], documents: Sequence[int]) -> Arrays:
    """Return the arrays of all passages of some parts; `documents` are the numbers of the first document of each."""
    tables: dict[str, dict[str, int]] = {"sections": {}, "units": {}}
    columns: dict[str, list[Array]] = {name: [] for name in _JOINED}
    first, cuts = [np.zeros(1, np.int32)], [np.zeros(1, np.int32)]
    for own, document in _in_runs(parts, documents):
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


def _in_runs(parts: Sequence[Sequence[Passage]], documents: Sequence[int]) -> Iterator[tuple[Arrays, int]]:
    """Yield the arrays of parts and the first document of each; runs that follow each other are one."""
    last: PassageRun | None = None
    first = 0
    for passages, document in zip(parts, documents, strict=True):
        if last and isinstance(passages, PassageRun) and passages.follows(last):
            last = PassageRun(last.source, range(last.places.start, passages.places.stop))
            continue
        if last:
            yield last.columns, first
        last, first = (passages, document) if isinstance(passages, PassageRun) else (None, 0)
        if last is None:
            yield columns_of(passages), document
    if last:
        yield last.columns, first


def _used(numbers: Array, arrays: Arrays) -> tuple[NDArray[np.int32], list[str]]:
    """Return numbers of texts, 0 for none, as numbers of those that are used, and these in order."""
    if not numbers.any():
        return numbers.astype(np.int32), []
    texts = stored_strings(arrays)
    used: dict[int, int] = {0: 0}
    found = np.array([used.setdefault(number, len(used)) for number in numbers.tolist()], np.int32)
    return found, [texts[number - 1] for number in used if number]


class StoredPassages(LazySequence[Passage]):
    """Passages that are made from their `columns` when they are asked for."""

    def __init__(self, columns: Arrays, make: Callable[[int], Passage], some: int) -> None:
        super().__init__(len(columns["start"]), make, some)
        self.columns = columns

    def __reduce__(self) -> tuple[Callable[[Arrays, int], "StoredPassages"], tuple[Arrays, int]]:
        """Return what another process makes the same passages of, none of which stay made there."""
        return stored_passages, (self.columns, 1)


class PassageRun(Sequence[Passage]):
    """Passages in a row of those that have the columns `source`; their own are cut out when they are asked for."""

    def __init__(self, source: Arrays, places: range) -> None:
        self.source, self.places = source, places

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> Passage: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, at: int | slice) -> Passage | tuple[Passage, ...]:
        return self._made[at]

    def follows(self, other: "PassageRun") -> bool:
        """Return whether these come right after others."""
        return self.source is other.source and self.places.start == other.places.stop

    @cached_property
    def columns(self) -> Arrays:
        """The arrays of these passages, which count their documents from that of the first."""
        return cut_passages(self.source, self.places)

    @cached_property
    def _made(self) -> StoredPassages:
        return stored_passages(self.columns, some=1)


def stored_passages(arrays: Arrays, some: int = _CACHED_ITEMS) -> StoredPassages:
    """Passages from their arrays, of which `some` stay made."""
    # A passage that stays made holds its own.
    sentences, sections = stored_sentences(arrays, 0), stored_strings(part("sections", arrays))
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


def stored_sentences(arrays: Arrays, some: int = _CACHED_ITEMS) -> LazySequence[Sentence]:
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
