"""Document that a message names: by its number, its title, its address, or a receipt of it."""

from collections.abc import Set
from itertools import pairwise
from typing import NamedTuple

from retrieval.ask.codes import addresses
from retrieval.corpus.corpus import Material
from retrieval.errors import ReceiptMalformed
from retrieval.language.fold import fold
from retrieval.language.numerals import chinese_numeral
from retrieval.language.stems import stem
from retrieval.language.tokenizer import content, grams, stop_words
from retrieval.model import Document
from retrieval.receipt import parse
from retrieval.runtime import pattern
from retrieval.shown import WIDE_FROM

# So many documents are looked at whose names have most in common with a message.
MAX_TITLES = 30
_NUMBER = pattern(
    r"第\s?(\d{1,4}|[一二两三四五六七八九十百]{1,5})\s?[篇份个](?:文章|文档|文件|资料|材料|报道)?|(?:document|article|file|no\.?|number)\s?#?(\d{1,4})|#(\d{1,4})"
)
_TITLE = pattern(r"《([^《》]{2,80})》")
_LATIN_WORD = pattern(r"(?<![\w.+#'-])[a-z]{3,}(?![\w.+#'-])")
_EDGES = pattern(r"^[\W_]+|[\W_]+$")
_OPEN = pattern(r"^(?:请|帮我)?(?:打开|看看?|读|查看|open|show|read)\s*")
# A stem may be spelled otherwise behind these: harbour, harbor.
_STEADY_LETTERS = 3
# What a name is put in.
QUOTATION = ' 《》“”"'
_THAT_ONE = pattern(r"(?<!\s)\s*(?:这|那)一?[篇份](?:文章|文档|文件|资料|材料|报道|稿子)?(?:里|中)?")


class NamedDocument(NamedTuple):
    """Place of a document's name in a message, and the document."""

    document: int
    start: int
    end: int


def document_named(message: str, material: Material) -> int | None:
    """Return the document that a message names and asks nothing of; None if it does more, or names none."""
    bare = _OPEN.sub("", message.strip()).strip()
    said = _key(bare)
    number = _NUMBER.fullmatch(fold(bare))
    if number:
        return numbered(next(group for group in number.groups() if group), len(material.collection.documents))
    titles = _titles(said, material) if _may_be_title(said, material) else ()
    by_title = (at for at, title in titles if _key(title) == said)
    urls = enumerate(document.url for document in material.collection.documents) if addresses(fold(bare)) else ()
    by_address = (at for at, url in urls if url and url.strip() == bare)
    found = next(by_title, None)
    found = next(by_address, None) if found is None else found
    found = file_named(bare, material) if found is None and "." in bare else found
    return found if found is not None else _cited(bare, material)


def named_in(message: str, material: Material) -> NamedDocument | None:
    """Return the document that a message names among other words: by number, or by its title or most of it."""
    folded = fold(message)
    number = _NUMBER.search(folded)
    if number:
        found = numbered(next(group for group in number.groups() if group), len(material.collection.documents))
        return None if found is None else NamedDocument(found, *number.span())
    title = _TITLE.search(folded)
    if title:
        return next(
            (NamedDocument(at, *title.span()) for at, name in _titles(folded, material) if title[1] in name), None
        )
    return max(
        _whole_or_part(folded, material), key=lambda named: (named.end - named.start, -named.document), default=None
    )


def file_named(name: str, material: Material) -> int | None:
    """Return the first document of the file that is called so, with or without the ending of its name."""
    wanted = fold(name).strip(QUOTATION)
    for at, document in enumerate(material.collection.documents):
        file = document.file.rpartition("/")[2]
        # Folded, a name is as long as before.
        if any(len(one) == len(wanted) and fold(one) == wanted for one in (file, file.rpartition(".")[0])):
            return at
    return None


def only_one_with(name: str, material: Material) -> int | None:
    """Return the one document whose title or file has each word of a folded name (the permit); None if several do."""
    wanted = {stem(token.text) for token in content(material.analyzer.tokens(name))}
    found = [at for at, one in enumerate(material.collection.documents) if wanted <= _name_words(one, wanted, material)]
    return found[0] if wanted and len(found) == 1 else None


def _name_words(document: Document, wanted: Set[str], material: Material) -> set[str]:
    """Return the stems of the words in the title and the file name of a document; none if one wanted is not in them."""
    names = fold(f"{document.title} {document.file.rpartition('/')[2].rpartition('.')[0]}")
    if not all(word[:_STEADY_LETTERS] in names for word in wanted):
        return set()
    return {stem(token.text) for token in material.analyzer.tokens(names.replace("-", " ").replace("_", " "))}


def _whole_or_part(folded: str, material: Material) -> list[NamedDocument]:
    """Return the documents whose title stands in a folded message, or which it names by the beginning of one: X那篇."""
    found = []
    for at, title in _titles(folded, material):
        start = folded.find(title) if len(title) > 1 else -1
        if start >= 0:
            rest = _THAT_ONE.match(folded, start + len(title))
            found.append(NamedDocument(at, start, rest.end() if rest else start + len(title)))
    pointed = _THAT_ONE.search(folded)
    if pointed and pointed.start() > 1:
        words = folded[: pointed.start()].strip(QUOTATION)
        found += [
            NamedDocument(at, 0, pointed.end())
            for at, title in _titles(folded, material)
            if len(words) > 1 and words in title
        ]
    return found


def _may_be_title(folded: str, material: Material) -> bool:
    """Return whether every pair of characters and every Latin word of a message is in the name of a document."""
    names = material.index.names
    pairs = (one + other for one, other in pairwise(folded) if one > WIDE_FROM < other and (one + other).isalnum())
    words = (word for word in _LATIN_WORD.findall(folded) if word not in stop_words())
    return all(term in names for term in pairs) and all(stem(word) in names for word in words)


def _titles(folded: str, material: Material) -> list[tuple[int, str]]:
    """Return the documents whose names have most in common with a folded message, with their folded titles."""
    tokens = material.analyzer.tokens(folded)
    terms = dict.fromkeys([*(stem(token.text) for token in content(tokens)), *grams(tokens, 2)], 1.0)
    near, _ = material.index.names.top(terms, MAX_TITLES)
    found = ((int(at), material.collection.documents[int(at)].title) for at in near)
    return [(at, fold(title).strip()) for at, title in found if title]


def titled(name: str, material: Material) -> int | None:
    """Return the one document whose title a folded name is; None if there is none, or several."""
    if not _may_be_title(name, material):
        return None
    found = [at for at, title in _titles(name, material) if _key(title) == _key(name)]
    return found[0] if len(found) == 1 else None


def numbered(written: str, count: int) -> int | None:
    """Return the one of `count` documents whose number, from 1, is in digits or Chinese; None without one."""
    value = number_of(written)
    return value - 1 if value and 1 <= value <= count else None


def number_of(written: str) -> int | None:
    """Return the value of a numeral in digits or Chinese; None for one that is none."""
    if written.isdigit():
        return int(written)
    return next((n for n in range(1, 1000) if chinese_numeral(n) == written.replace("两", "二")), None)


def _cited(receipt: str, material: Material) -> int | None:
    """Return the document that a receipt leads into; None if it is no receipt, or none of this folder."""
    if not receipt.isascii():
        return None
    try:
        cited = parse(receipt)
    except ReceiptMalformed:
        return None
    file = next((file.name for file in material.collection.files if cited.is_of_file(file.name)), None)
    documents = enumerate(material.collection.documents)
    return next((at for at, one in documents if one.file == file and one.start <= cited.start < one.end), None)


def _key(text: str) -> str:
    return _EDGES.sub("", fold(text))
