"""Passages that are new -> the lists of their sentences, analysed some thousand passages at a time."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.container import Arrays
from retrieval.arrays.packed import Places
from retrieval.arrays.strings import joined_strings, part, stored_strings
from retrieval.arrays.tables import stored_markup
from retrieval.index.bm25 import TermNumbers
from retrieval.index.counts import WrittenSentences, analysed
from retrieval.index.plain_lists import PlainLists
from retrieval.language.lexicon import Groups
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Unit, masked
from retrieval.runtime import Progress, Stage

# What is made of so many passages on the way to their lists takes 150 MB or less.
PASSAGES_AT_ONCE = 1 << 13
_STEPS = 1000
# Return the text of the file of a document, by its number.
TextOf = Callable[[int], str]


class NewSentences(NamedTuple):
    """Sentences of new passages, counted from 0, with their folded texts and the tokens of these.

    `lists` are those of their terms by name, part by part, each with the number of its first sentence.
    """

    lists: dict[str, list[tuple[int, PlainLists | Arrays]]]
    folded: Arrays
    cuts: NDArray[np.uint8]
    sizes: Places

    def take(self, name: str) -> PlainLists:
        """Return the lists of a name, which are not kept any longer."""
        parts = self.lists.pop(name)
        parts.reverse()
        firsts, lists = list[int](), list[PlainLists]()
        while parts:
            first, own = parts.pop()
            firsts.append(first)
            lists.append(own if isinstance(own, PlainLists) else PlainLists.unpacked(own))
        return lists[0] if len(lists) == 1 else PlainLists.joined(lists, firsts)


def new_sentences(
    columns: Arrays,
    passages: Sequence[int],
    text_of: TextOf,
    analyzer: Analyzer,
    groups: Groups,
    progress: Progress,
    at_once: int | None = None,
) -> NewSentences:
    """Analyse the sentences of some passages, `at_once` at a time; compounds are not among the words yet."""
    size = at_once or PASSAGES_AT_ONCE
    parts = [passages[at : at + size] for at in range(0, len(passages), size)] or [passages]
    lists: dict[str, list[tuple[int, PlainLists | Arrays]]] = {}
    cuts, sizes, widths, blobs, first = list[NDArray[np.uint8]](), list[Places](), list[Places](), list[bytes](), 0
    for number, own in enumerate(parts):
        told = progress if len(parts) == 1 else _of_part(progress, number, len(parts))
        found = analysed(written_sentences(columns, own, text_of), analyzer, groups, told)
        for name, terms in found.lists.items():
            # Packed, they wait for the others in a quarter of the room.
            lists.setdefault(name, []).append((first, terms if len(parts) == 1 else terms.packed()))
        cuts.append(found.cuts)
        sizes.append(found.sizes)
        widths.append(np.diff(found.folded["offsets"]).astype(np.int64))
        blobs.append(found.folded["blob"].tobytes())
        first += len(found.sizes)
    folded = joined_strings(np.frombuffer(b"".join(blobs), np.uint8), np.concatenate(widths))
    return NewSentences(lists, folded, np.concatenate(cuts), np.concatenate(sizes))


def _of_part(progress: Progress, number: int, parts: int) -> Progress:
    """Return what tells of one of several parts as of a share of all the work."""

    def told(stage: Stage, done: int, total: int, /) -> None:
        if stage == "analysing" or number == parts - 1:
            progress(stage, number * _STEPS + done * _STEPS // max(total, 1), parts * _STEPS)

    return told


def written_sentences(columns: Arrays, passages: Sequence[int], text_of: TextOf) -> WrittenSentences:
    """Return the sentences of some passages from the columns of all."""
    written, contexts, given = list[str](), TermNumbers(), list[tuple[int, int]]()
    units = [Unit.model_validate_json(text) for text in stored_strings(part("units", columns))]
    for text, own in _by_text(columns, passages, text_of):
        starts, sizes, unit, markup = (
            columns[f"sentence.{name}"][own.start : own.stop + (name == "markup")].tolist()
            for name in ("start", "size", "unit", "markup")
        )
        for at, start in enumerate(starts):
            if unit[at]:
                spans = units[unit[at] - 1].context
                given += [(len(written), contexts[text[span.start : span.end]]) for span in spans]
            end = start + sizes[at]
            cut = markup[at] != markup[at + 1]
            written.append(masked(text, start, end, stored_markup(columns, own[at])) if cut else text[start:end])
    pairs = np.array(given, np.int64).reshape(-1, 2)
    return WrittenSentences(written, list(contexts), (pairs[:, 0], pairs[:, 1].astype(np.int32)))


def _by_text(columns: Arrays, passages: Sequence[int], text_of: TextOf) -> Iterator[tuple[str, range]]:
    """Yield the text of each passage's file, and the places of its sentences."""
    numbers = np.array(passages, np.int64)
    rows = (columns["document"][numbers], columns["first"][numbers], columns["first"][numbers + 1])
    document, text = -1, ""
    for own, first, last in zip(*(row.tolist() for row in rows), strict=True):
        if own != document:
            document, text = own, text_of(own)
        yield text, range(first, last)
