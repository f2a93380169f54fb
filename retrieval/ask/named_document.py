"""Document that a message names: by its number, its title, its address, or a receipt of it."""

from typing import NamedTuple
from weakref import WeakKeyDictionary

from retrieval.corpus.corpus import Material
from retrieval.errors import ReceiptMalformed
from retrieval.index.index import Index
from retrieval.language.fold import fold
from retrieval.language.numerals import chinese_numeral
from retrieval.receipt import parse
from retrieval.runtime import pattern

_NUMBER = pattern(
    r"第\s?(\d{1,4}|[一二两三四五六七八九十百]{1,5})\s?[篇份个](?:文章|文档|文件|资料|材料|报道)?|(?:document|article|file|no\.?|number)\s?#?(\d{1,4})|#(\d{1,4})"
)
_TITLE = pattern(r"《([^《》]{2,80})》")
_EDGES = pattern(r"^[\W_]+|[\W_]+$")
_OPEN = pattern(r"^(?:请|帮我)?(?:打开|看看?|读|查看|open|show|read)\s*")
_THAT_ONE = pattern(r"\s*(?:这|那)一?[篇份](?:文章|文档|文件|资料|材料|报道|稿子)?(?:里|中)?")


class NamedDocument(NamedTuple):
    """Place of a document's name in a message, and the document."""

    document: int
    start: int
    end: int


def document_named(message: str, material: Material) -> int | None:
    """Return the document that a message names and asks nothing of; None if it does more, or names none."""
    bare = _OPEN.sub("", message.strip())
    said = _key(bare)
    number = _NUMBER.fullmatch(fold(bare).strip())
    if number:
        return _numbered(next(group for group in number.groups() if group), material)
    names = _names(material)
    found = names.by_title.get(said, names.by_address.get(bare.strip()))
    return found if found is not None else _cited(bare.strip(), material)


def named_in(message: str, material: Material) -> NamedDocument | None:
    """Return the document that a message names among other words: by number, or by its title or most of it."""
    folded = fold(message)
    number = _NUMBER.search(folded)
    if number:
        found = _numbered(next(group for group in number.groups() if group), material)
        return None if found is None else NamedDocument(found, *number.span())
    title = _TITLE.search(folded)
    if title:
        return next(
            (NamedDocument(at, *title.span()) for at, name in _names(material).titles if title[1] in name), None
        )
    return max(
        _whole_or_part(folded, material), key=lambda named: (named.end - named.start, -named.document), default=None
    )


def _whole_or_part(folded: str, material: Material) -> list[NamedDocument]:
    """Return the documents whose title stands in a folded message, or which it names by the beginning of one: X那篇."""
    found = []
    for at, title in _names(material).titles:
        start = folded.find(title) if len(title) > 1 else -1
        if start >= 0:
            rest = _THAT_ONE.match(folded, start + len(title))
            found.append(NamedDocument(at, start, rest.end() if rest else start + len(title)))
    pointed = _THAT_ONE.search(folded)
    if pointed and pointed.start() > 1:
        words = folded[: pointed.start()].strip(' 《》“”"')
        found += [
            NamedDocument(at, 0, pointed.end())
            for at, title in _names(material).titles
            if len(words) > 1 and words in title
        ]
    return found


class _Names(NamedTuple):
    """Folded titles with their documents, and the first document of each bare title and of each address."""

    titles: list[tuple[int, str]]
    by_title: dict[str, int]
    by_address: dict[str, int]


# Going through all documents for every question would take longer than to answer it.
_known: WeakKeyDictionary[Index, _Names] = WeakKeyDictionary()


def _names(material: Material) -> _Names:
    found = _known.get(material.index)
    if found is None:
        found = _known[material.index] = _Names([], {}, {})
        for at, document in enumerate(material.collection.documents):
            if document.title:
                found.titles.append((at, fold(document.title).strip()))
                found.by_title.setdefault(_key(document.title), at)
            if document.url:
                found.by_address.setdefault(document.url.strip(), at)
    return found


def _numbered(written: str, material: Material) -> int | None:
    if written.isdigit():
        value: int | None = int(written)
    else:
        value = next((n for n in range(1, 1000) if chinese_numeral(n) == written.replace("两", "二")), None)
    return value - 1 if value and 1 <= value <= len(material.collection.documents) else None


def _cited(receipt: str, material: Material) -> int | None:
    """Return the document that a receipt leads into; None if it is no receipt, or none of this folder."""
    try:
        cited = parse(receipt)
    except ReceiptMalformed:
        return None
    file = next((file.name for file in material.collection.files if cited.is_of_file(file.name)), None)
    documents = enumerate(material.collection.documents)
    return next((at for at, one in documents if one.file == file and one.start <= cited.start < one.end), None)


def _key(text: str) -> str:
    return _EDGES.sub("", fold(text))
