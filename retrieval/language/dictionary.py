"""jieba's dictionary as a file that is looked up in place, for texts so short that loading it would take far longer.

The words are sorted. All words that a text begins with are then found from the last word that does not come after the
text: it is one of them, or the longest of them is the longest word that it begins with itself, and so on.
"""

import os
from bisect import bisect_right
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from itertools import accumulate, pairwise
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from retrieval.arrays import kernels
from retrieval.arrays.container import Arrays, Container, Damaged
from retrieval.arrays.file import IndexFile, Looks
from retrieval.arrays.fingerprint import analysis
from retrieval.language.segmenters import LATIN, UNKNOWN
from retrieval.runtime import without_collector

_CACHED_WORDS = 4096
# As in _words.c: the number of letters that are spelled, and of characters whose words are found at once.
_SPELLED, _LETTERS = -2, 1 << 16


class Dictionary:
    """Words of a container that `_arrays` filled; see `retrieval.language.segmenters.Words`."""

    def __init__(self, container: Container) -> None:
        # Single elements are read several times faster through these than through numpy's arrays.
        views = {name: memoryview(array.data) for name, array in container.arrays.items()}
        self._blob, self._offsets, self._shorter = views["blob"], views["offsets"], views["shorter"]
        self._frequencies, self._tags = views["frequencies"], views["tags"]
        self._names: list[str] = container.manifest["tags"]
        self._longest: int = container.manifest["longest"]
        self._numbers = range(len(self._tags))
        self.total: int = container.manifest["total"]
        # Every look-up begins in the same middle, and a question is cut more than once.
        self._word = lru_cache(_CACHED_WORDS)(partial(_word_of, self._blob, self._offsets))

    def beginning(self, text: str, at: int, /) -> list[tuple[int, int]]:
        """Return the words of a text that begin at `at`, the longest first: the end and the frequency of each."""
        wanted = text[at : at + self._longest].encode()
        found = []
        number = self._last(wanted)
        while number >= 0:
            word = self._word(number)
            if wanted.startswith(word):
                found.append((at + len(word.decode()), self._frequencies[number]))
            number = self._shorter[number]
        return found

    def tag(self, word: str, /) -> str | None:
        """Return the tag of a word; None if the dictionary lacks it."""
        wanted = word.encode()
        number = self._last(wanted)
        return self._names[self._tags[number]] if number >= 0 and self._word(number) == wanted else None

    def _last(self, wanted: bytes) -> int:
        """Return the number of the last word that does not come after a text; -1 if all do."""
        return bisect_right(self._numbers, wanted, key=self._word) - 1


class CompiledDictionary:
    """The same words, by which the loops in C cut and tag; see `retrieval.language.segmenters.CompiledWords`."""

    def __init__(self, container: Container) -> None:
        self._columns = [container.arrays[name] for name in ("blob", "offsets", "frequencies", "shorter")]
        # Where the words are that begin with a character, as far as that was looked up.
        self._firsts = np.zeros(2 * _LETTERS, np.int32)
        self._least = -log(container.manifest["total"])
        self._tags = memoryview(container.arrays["tags"].data)
        self._names: list[str] = container.manifest["tags"]

    def cut(self, text: str, /) -> list[str]:
        """Return the words of a text, in order, which cover it."""
        ends, _ = self._pieces(text, for_tags=False)
        return [text[start:end] for start, end in pairwise([0, *ends])]

    def tagged(self, text: str, /) -> list[tuple[str, str]]:
        """Return the words of a text, in order, with the tag of each."""
        ends, numbers = self._pieces(text, for_tags=True)
        spans = zip(pairwise([0, *ends]), numbers, strict=True)
        return [(text[start:end], self._tag(number)) for (start, end), number in spans]

    def _pieces(self, text: str, *, for_tags: bool) -> tuple[list[int], list[int]]:
        """Return where each piece of a text ends, and the number of each word; raises IndexError if bytes changed."""
        found: tuple[list[int], list[int]] = kernels.compiled.pieces(
            *self._columns, self._firsts, self._least, text, for_tags
        )
        return found

    def _tag(self, number: int) -> str:
        return self._names[self._tags[number]] if number >= 0 else LATIN if number == _SPELLED else UNKNOWN


def _word_of(blob: memoryview, offsets: memoryview, number: int) -> bytes:
    """Return the word of a number."""
    return bytes(blob[offsets[number] : offsets[number + 1]])


def kept_dictionary(place: Path | None) -> "Dictionary | CompiledDictionary | None":
    """Return the dictionary as it is kept in the folder `place`; if it is missing, write it, which takes a second.

    It is written anew if it is damaged, was made by other code, or from another version of jieba's file. None without a
    place, and if it cannot be written or jieba's file cannot be read.
    """
    if place is None:
        return None
    file = _file(place)
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        source = _source()
        looks: Looks = {source.name: _looks(source)}
        try:
            container = file.open()
        except Damaged:
            container = None
        if container and container.manifest.get("analysis") == analysis() and file.files(container) == looks:
            return _of(container)
        if not os.access(place, os.W_OK):
            return None
        with without_collector():
            container = _written(file, source)
        file.remember(container, looks)
        return _of(container)
    except (OSError, ValueError, Damaged):
        return None


def _of(container: Container) -> Dictionary | CompiledDictionary:
    return CompiledDictionary(container) if kernels.compiled else Dictionary(container)


def compiled_dictionary() -> Any:
    """Return the words of jieba's file as the compiled functions take them; None if either is missing."""
    return _grown(kernels.compiled) if kernels.compiled else None


@cache
def _grown(compiled: Any) -> Any:
    try:
        return compiled.dictionary(_source().read_bytes())
    except (OSError, ValueError):
        return None


def check_dictionary(place: Path) -> None:
    """Have the whole dictionary in the folder `place` read the next time, whatever it looks like."""
    _file(place).forget()


def _file(place: Path) -> IndexFile:
    return IndexFile(place / "jieba.words")


def _source() -> Path:
    """Return the file of the dictionary; jieba itself is not imported, because that takes longer than an answer.

    Raises FileNotFoundError.
    """
    found = find_spec("jieba")
    if found is None or found.origin is None:
        raise FileNotFoundError("jieba")
    return Path(found.origin).with_name("dict.txt")


def _looks(path: Path) -> tuple[int, int, int]:
    stat = path.stat()
    return stat.st_size, stat.st_mtime_ns, stat.st_ino


def _written(file: IndexFile, source: Path) -> Container:
    entries: dict[bytes, tuple[int, str]] = {}
    total = 0
    for line in source.read_bytes().splitlines():
        word, frequency, tag = line.split(b" ")
        entries[word] = int(frequency), tag.decode()
        total += int(frequency)
    words = sorted(entries)
    tags = sorted({tag for _, tag in entries.values()})
    longest = max(len(word.decode()) for word in words)
    manifest = {"analysis": analysis(), "total": total, "longest": longest, "tags": tags}
    return file.write(manifest, _arrays(words, [entries[word] for word in words], tags))


def _arrays(words: list[bytes], told: list[tuple[int, str]], tags: list[str]) -> Arrays:
    numbers = {tag: number for number, tag in enumerate(tags)}
    return {
        "blob": np.frombuffer(b"".join(words), np.uint8),
        "offsets": np.fromiter(accumulate(map(len, words), initial=0), np.int32, len(words) + 1),
        "frequencies": np.fromiter((frequency for frequency, _ in told), np.int32, len(words)),
        "tags": np.fromiter((numbers[tag] for _, tag in told), np.uint8, len(words)),
        "shorter": np.array(_shorter(words), np.int32),
    }


def _shorter(words: list[bytes]) -> list[int]:
    """Return for each of some sorted words the number of the longest other word that it begins with, or -1."""
    found: list[int] = []
    begun: list[int] = []
    for number, word in enumerate(words):
        while begun and not word.startswith(words[begun[-1]]):
            begun.pop()
        found.append(begun[-1] if begun else -1)
        begun.append(number)
    return found
