"""A folder on disk -> the collection that the index and the citations are made from."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, chain
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from retrieval.arrays.slices import PassageSlice
from retrieval.arrays.tables import (
    LazySequence,
    PassageRun,
    chained,
    join_passages,
    store_passages,
    stored_passages,
)
from retrieval.collection import Collection, FileOmissions, FileReading, Reading, SourceFile, Unread
from retrieval.documents.blocks import WHITE, Article
from retrieval.documents.convert.kinds import DOCUMENTS, is_converted
from retrieval.documents.convert.store import Conversions
from retrieval.documents.folder import CATALOG, KINDS, FoundFile, Version, read_source
from retrieval.documents.kept_apart import put_aside
from retrieval.documents.parts import survey_part
from retrieval.errors import FolderEmpty, FolderUnreadable
from retrieval.language.lexicon import LISTS
from retrieval.model import Document, Metadata, Stated, masked
from retrieval.runtime import Progress, pattern, unseen, without_collector
from retrieval.workers import Workers

# To read less takes no longer than to start workers.
MIN_PARALLEL_BYTES, _BATCH_BYTES = 2_000_000, 500_000
_OPENING_CHARACTERS = 24
_TITLE_CHARACTERS = 40
_SENTENCE_ENDS = ("。", "！", "？", "!", "?", ".", "；", ";", "，", ",", "：", ":", "…", "”", "」")
_BETWEEN_WORDS = pattern(r"[_\s]|(?<=[^\W\d])-(?=[^\W\d])")
_HASHED = pattern(
    r"(?:\d{1,8} )?(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,64}|[0-9a-f]{8}(?:[- ][0-9a-f]{4}){3}[- ][0-9a-f]{12}|\d{9,64}",
    re.I,
)
_COMMON_NAMES = frozenset(("index", "readme", "messages", "result"))


# What a file that has not changed held, where that is known from before.
Recall = Callable[[FoundFile], Reading | Unread | None]


def _nothing(found: FoundFile) -> None:
    """Know nothing from before."""


class FolderReader:
    """Reads a folder as often as is wanted, and each time only the files that changed since.

    What `recall` knows of a file is not read again. `part` is a sub-folder that the catalog names as a collection;
    without it, what belongs to none of those is read.
    """

    def __init__(self, folder: Path, conversions: Conversions | None = None, part: str | None = None) -> None:
        self.folder = folder
        self.part = part
        self.conversions = conversions or Conversions()
        self.recall: Recall = _nothing
        self._known: dict[FoundFile, Reading | Unread] = {}

    def read(
        self, progress: Progress = unseen, workers: Workers | None = None, aside: Path | None = None
    ) -> Collection:
        """Return the collection as the folder is now, read side by side by `workers` if much is new; progress counts
        files. The texts of new files are put aside in a folder, if one is given.

        Raises FolderMissing, FolderIsFile, FolderEmpty, FolderUnreadable where none of its files holds an article, and
        CatalogError.
        """
        from retrieval.documents.catalog import catalogued, read_catalog

        listed, passed_over = survey_part(self.folder, self.part)
        with without_collector():
            each = self._each(listed, progress, workers)
            self._known = dict(put_aside(each, aside) if aside else each)
        unread = tuple(found for found in self._known.values() if isinstance(found, Unread))
        read = self._read_files
        if not listed:
            raise FolderEmpty(folder=str(self.folder), kinds=", ".join((*KINDS, *DOCUMENTS)))
        if not read:
            first = unread[0]
            raise FolderUnreadable(count=len(unread), folder=str(self.folder), file=first.name, reason=first.reason)
        self.conversions.keep_only({(reading.name, reading.sha256) for reading in read})
        catalog = read_catalog(self.folder).of_part(self.part)
        digests = {reading.name: reading.sha256 for reading in read}
        firsts = _firsts([reading.documents for reading in read]), _firsts([reading.omissions for reading in read])
        collection = _collected(read, unread, firsts[0]).with_known(digests, *firsts)
        documents = catalogued(collection.documents, catalog, collection.line_starts)
        version = _version(digests, unread, self.folder)
        found = replace(collection, documents=documents, version=version, passed_over=passed_over)
        return found.with_known(digests, *firsts)

    def _each(
        self, listed: list[FoundFile], progress: Progress, workers: Workers | None
    ) -> Iterator[tuple[FoundFile, Reading | Unread]]:
        known = [self._known.get(found) or self.recall(found) for found in listed]
        read = self._new([found for found, kept in zip(listed, known, strict=True) if kept is None], workers)
        for number, (found, kept) in enumerate(zip(listed, known, strict=True), 1):
            yield found, kept or next(read)
            progress("reading", number, len(listed))

    def _new(self, files: Sequence[FoundFile], workers: Workers | None) -> Iterator[FileReading | Unread]:
        """Read new files; those that need no conversion in batches, side by side if they are large together."""
        plain = [found for found in files if not is_converted(found.name)]
        sizes = [found.version[1] for found in plain]
        tasks = [(self.folder, own) for own in _batches(plain, sizes)]
        parallel = workers is not None and sum(sizes) >= MIN_PARALLEL_BYTES
        apart = chain.from_iterable(workers.map(_read_all, tasks) if workers and parallel else map(_read_all, tasks))
        for found in files:
            yield read_file(found, self.folder, self.conversions) if is_converted(found.name) else next(apart)

    @property
    def documents(self) -> Sequence[Document]:
        """The documents of the files as last read, without what a catalog says of them."""
        return chained([reading.documents for reading in self._read_files])

    @property
    def _read_files(self) -> list[Reading]:
        return [found for found in self._known.values() if not isinstance(found, Unread)]

    @property
    def versions(self) -> dict[str, Version]:
        """The version of each file as last read, by its name."""
        return {found.name: found.version for found in self._known}

    def forget(self) -> None:
        """Hold nothing of what was read any longer."""
        self._known, self.recall = {}, _nothing


def _batches(files: Sequence[FoundFile], sizes: Sequence[int]) -> Iterator[Sequence[FoundFile]]:
    """Yield files in a row, together of `_BATCH_BYTES` or a little more."""
    first = size = 0
    for at, own in enumerate(sizes, 1):
        size += own
        if size >= _BATCH_BYTES or at == len(files):
            yield files[first:at]
            first, size = at, 0


def _read_all(task: tuple[Path, Sequence[FoundFile]]) -> list[FileReading | Unread]:
    """Read files of a folder that need no conversion; in a worker, if there is one."""
    folder, files = task
    with without_collector():
        return read_files(files, folder)


def lists_of(folder: Path) -> list[str]:
    """Return the SHA-256 of the folder's own lists: its catalog, names and words; empty for one that there is not."""
    paths = [folder / name for name in (CATALOG, *LISTS)]
    return [hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "" for path in paths]


def _version(digests: Mapping[str, str], unread: Sequence[Unread], folder: Path) -> str:
    told = [[name, digest] for name, digest in digests.items()], [[u.name, u.reason] for u in unread]
    return hashlib.sha256(json.dumps([*told, lists_of(folder)]).encode()).hexdigest()


def open_collection(folder: Path) -> Collection:
    """Read a folder once; raises what `FolderReader.read` raises."""
    return FolderReader(folder).read()


def read_file(found: FoundFile, folder: Path, conversions: Conversions | None = None) -> FileReading | Unread:
    """Read one file into articles, or say why there are none."""
    return read_files([found], folder, conversions)[0]


def read_files(
    files: Sequence[FoundFile], folder: Path, conversions: Conversions | None = None
) -> list[FileReading | Unread]:
    """Read files into articles, or say for each why there are none.

    As numbers, passages take a tenth of the room, until they are asked for; those of all files are stored together.
    """
    drafts: list[_Draft | Unread] = []
    pieces: list[PassageSlice] = []
    documents = 0
    for found in files:
        draft = _draft(found, folder, conversions, documents)
        drafts.append(draft)
        if isinstance(draft, _Draft):
            pieces += draft.pieces
            documents += len(draft.documents)
    columns = store_passages(pieces)
    ends = accumulate(len(draft.pieces) if isinstance(draft, _Draft) else 0 for draft in drafts)
    return [
        draft if isinstance(draft, Unread) else draft.kept(PassageRun(columns, range(end - len(draft.pieces), end)))
        for draft, end in zip(drafts, ends, strict=True)
    ]


class _Draft(NamedTuple):
    """Reading of one file before its passages are stored; they count documents from those of files before it."""

    file: SourceFile
    documents: list[Document]
    pieces: list[PassageSlice]
    omitted: list[tuple[int, int, str]]

    def kept(self, passages: PassageRun) -> FileReading:
        """Return the reading with its stored passages."""
        return FileReading(self.file, tuple(self.documents), passages, FileOmissions(self.file.name, self.omitted))


def _draft(found: FoundFile, folder: Path, conversions: Conversions | None, before: int) -> _Draft | Unread:
    """Read one file, after files with a number of documents, or say why it has none."""
    # A folder that is opened from its index needs none of this.
    from retrieval.documents.formats.recognize import articles
    from retrieval.documents.passages import passages

    file = read_source(found, folder, conversions)
    if isinstance(file, Unread):
        return file
    draft = _Draft(file, [], [], [])
    own_articles = articles(file.text, f"{file.name}.md" if is_converted(file.name) else file.name)
    for article in own_articles:
        own = passages(file.text, article, before + len(draft.documents))
        draft.omitted.extend([(block.start, block.end, block.left_out) for block in article.blocks if block.left_out])
        if own:
            draft.documents.append(
                _document(file, article, own, len(draft.documents) + 1, alone=len(own_articles) == 1)
            )
            draft.pieces.extend(own)
    return draft if draft.documents else Unread(name=file.name, reason="without any text of an article")


def _firsts(rows: Sequence[Sequence[object]]) -> list[int]:
    """Return the place of the first row of each file, and their number."""
    return [*accumulate(map(len, rows), initial=0)]


def _collected(read: list[Reading], unread: tuple[Unread, ...], firsts: Sequence[int]) -> Collection:
    """Files one after the other, the passages counting their documents through, of which each has its first."""
    columns = join_passages([reading.passages for reading in read], firsts[:-1])
    return Collection(
        # A file may hold many documents, of which each asks for its text.
        files=LazySequence(len(read), lambda at: read[at].file, some=1),
        documents=chained([reading.documents for reading in read]),
        passages=stored_passages(columns),
        omissions=chained([reading.omissions for reading in read]),
        unread=unread,
    )


def _document(
    file: SourceFile, article: Article, pieces: tuple[PassageSlice, ...], ordinal: int, *, alone: bool
) -> Document:
    # A folder that is opened from its index needs none of this.
    from retrieval.documents.dating import dated

    words = file.text[pieces[0].start : pieces[0].start + _OPENING_CHARACTERS].split("\n")[0].strip(WHITE)
    return Document(
        start=article.blocks[0].start,
        end=article.blocks[-1].end,
        file=file.name,
        ordinal=ordinal,
        metadata=dated(
            _titled(article.metadata, file, article, ordinal, f"{words}…"), file.name, file.text, article, alone=alone
        ),
        opening=f"{words}…",
    )


def _titled(metadata: Metadata, file: SourceFile, article: Article, ordinal: int, opening: str) -> Metadata:
    """Return metadata with a title: if the file states none, its name, or its folder's if the name is a common one.

    A name that is nothing but a number or a hash is no title: what the text begins with is, a sentence cut off.
    """
    if metadata.title:
        return metadata
    path = PurePosixPath(file.name)
    name = path.stem if path.stem.lower() not in _COMMON_NAMES or not path.parent.name else path.parent.name
    words = " ".join(_BETWEEN_WORDS.sub(" ", name).split())
    if not words or _HASHED.fullmatch(words):
        first = _first_line(file.text, article) or Stated(value=opening, span=None)
        return metadata.model_copy(update={"title": first})
    title = words if ordinal == 1 else f"{words} {ordinal}"
    return metadata.model_copy(update={"title": Stated(value=title, span=None)})


def _first_line(text: str, article: Article) -> Stated | None:
    """Return what an article begins with if that is a heading or a short line that ends like no sentence."""
    first = next((block for block in article.blocks if block.role), None)
    if first is None or first.unit:
        return None
    words = " ".join(masked(text, first.start, first.end, first.markup).split())
    heads = first.role in ("title", "heading") or words[-1:] not in _SENTENCE_ENDS
    return Stated(value=words, span=None) if words and heads and len(words) <= _TITLE_CHARACTERS else None
