"""A folder on disk -> the collection that the index and the citations are made from."""

from pathlib import Path

from retrieval.collection import Collection, SourceFile, Unread
from retrieval.errors import FolderUnreadable
from retrieval.material.blocks import WHITE, Article
from retrieval.material.folder import read_folder
from retrieval.material.formats import articles
from retrieval.material.passages import passages
from retrieval.model import Document, Passage

_OPENING_CHARACTERS = 24


def open_collection(folder: Path) -> Collection:
    """Read a folder into a collection; raises FolderError where nothing in it can be used."""
    files, unread = read_folder(folder)
    documents: list[Document] = []
    found: list[Passage] = []
    silent: list[Unread] = []
    for file in files:
        before = len(documents)
        for article in articles(file.text):
            pieces = passages(file.text, article, len(documents))
            if pieces:
                documents.append(_document(file, article, pieces, len(documents) - before + 1))
                found += pieces
        if len(documents) == before:
            silent.append(Unread(name=file.name, reason="without any text of an article"))
    if not documents:
        raise FolderUnreadable(count=len(silent), folder=str(folder), file=silent[0].name, reason=silent[0].reason)
    return Collection(files=files, documents=tuple(documents), passages=tuple(found), unread=(*unread, *silent))


def _document(file: SourceFile, article: Article, pieces: tuple[Passage, ...], ordinal: int) -> Document:
    words = file.text[pieces[0].start : pieces[0].start + _OPENING_CHARACTERS].split("\n")[0].strip(WHITE)
    return Document(
        start=article.blocks[0].start,
        end=article.blocks[-1].end,
        file=file.name,
        ordinal=ordinal,
        metadata=article.metadata,
        opening=f"{words}…",
    )
