"""A receipt -> whether the words that it cites still stand where they stood."""

from typing import Literal

from retrieval.answering.citing import cite_words
from retrieval.answering.material import Material
from retrieval.checking.difference import Difference, differences
from retrieval.checking.letters import letters
from retrieval.checking.locating import LONGEST, Locator
from retrieval.collection import SourceFile
from retrieval.model import Quote, Span, Value
from retrieval.receipt import Receipt, issue, parse

State = Literal["unchanged", "moved", "changed", "gone"]


class Verification(Value):
    """What has become of the words that a receipt cites.

    `unchanged`: they stand where they stood; `file_changed` says that something else in the file is not as it was.
    `moved`: they stand, word for word, at another address. `changed`: other words stand there. `gone`: neither they nor
    anything like them is found, or their file is no longer there. `file`, `span`, `words` tell what stands there now,
    and `now` is the receipt of that; all four are empty where it is gone. `quotes` are the sentences there.
    `differences` are told where the old words are known: of the old words (`own`) from those in the file.
    """

    receipt: str
    status: State
    file: str | None = None
    line: int | None = None
    span: Span | None = None
    words: str = ""
    now: str | None = None
    quotes: tuple[Quote, ...] = ()
    differences: tuple[Difference, ...] = ()
    file_changed: bool = False


def verify(receipt: str, words: str | None, material: Material, locator: Locator) -> Verification:
    """Compare a receipt with the files as they are; raises ReceiptMalformed.

    `words` are the words that it was given for, where somebody kept them; others than those are passed over.
    """
    cited = parse(receipt)
    old = words if words is not None and cited.is_of_words(words) else None
    files = material.collection.files
    own = next((file for file in files if cited.is_of_file(file.name)), None)
    if own is not None and _is_at(cited, own.text, cited.start):
        if cited.start < cited.end or cited.is_of_version(own.sha256):
            return _found(
                receipt, "unchanged", own, cited.start, cited.end, material, not cited.is_of_version(own.sha256)
            )
        return _found(receipt, "changed", own, cited.start, cited.end, material, True)
    for file in sorted(files, key=lambda file: (file is not own, not cited.is_of_version(file.sha256))):
        at = _address(cited, file, old, material, whole=file is own or cited.is_of_version(file.sha256))
        if at is not None:
            return _found(receipt, "moved", file, at, at + cited.end - cited.start, material, file is own)
    return _changed(receipt, cited, own, old, material, locator)


def _changed(
    receipt: str, cited: Receipt, own: SourceFile | None, old: str | None, material: Material, locator: Locator
) -> Verification:
    """What stands there now: the words most like the old ones, or for want of those the slice at the old address."""
    if old is not None and len(old) <= LONGEST and letters(old).text:
        places = locator.locate(old).places
        near = next((place for place in places if own and place.file == own.name), places[0] if places else None)
        if near:
            file = material.collection.by_name[near.file]
            found = _found(receipt, "changed", file, near.start, near.end, material, True)
            there = letters(file.text[near.start : near.end], near.start)
            return found.model_copy(update={"differences": differences(old, letters(old), file.text, there)})
        return Verification(receipt=receipt, status="gone", file_changed=True)
    if own is None or cited.start >= len(own.text):
        return Verification(receipt=receipt, status="gone", file_changed=True)
    return _found(receipt, "changed", own, cited.start, min(cited.end, len(own.text)), material, True)


def _found(
    receipt: str, status: State, file: SourceFile, start: int, end: int, material: Material, changed: bool
) -> Verification:
    words = file.text[start:end]
    return Verification(
        receipt=receipt,
        status=status,
        file=file.name,
        line=material.collection.line(file.name, start),
        span=Span(start=start, end=end),
        words=words,
        now=issue(file.name, file.sha256, start, end, words),
        quotes=_quotes(file.name, start, end, material),
        file_changed=changed,
    )


def _address(cited: Receipt, file: SourceFile, old: str | None, material: Material, *, whole: bool) -> int | None:
    """Where the cited words stand in a file, the nearest to where they stood; None where they do not.

    Where only their hash is known, every slice of that length is tried in the file itself, and those that begin with a
    sentence in the others, since that is where quotes begin.
    """
    length = cited.end - cited.start
    if not length:
        return None
    if old is not None:
        starts = list(_occurrences(file.text, old))
    elif whole:
        starts = [at for at in range(len(file.text) - length + 1) if _is_at(cited, file.text, at)]
    else:
        starts = [at for at in _sentences(file.name, material) if _is_at(cited, file.text, at)]
    return min(starts, key=lambda at: (abs(at - cited.start), at), default=None)


def _is_at(cited: Receipt, text: str, at: int) -> bool:
    words = text[at : at + cited.end - cited.start]
    return len(words) == cited.end - cited.start and cited.is_of_words(words)


def _occurrences(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _sentences(file: str, material: Material) -> list[int]:
    collection = material.collection
    own = (passage for passage in collection.passages if collection.document_of(passage).file == file)
    return [sentence.start for passage in own for sentence in passage.sentences]


def _quotes(file: str, start: int, end: int, material: Material) -> tuple[Quote, ...]:
    """The sentences that share characters with a slice of a file, the slice marked."""
    quotes = []
    for at, entry in enumerate(material.index.entries):
        sentence = entry.sentence
        first, last = max(start, sentence.start), min(end, sentence.end)
        if first < last and material.document(at).file == file:
            quotes.append(cite_words(material, at, ((first - sentence.start, last - sentence.start),)))
    return tuple(quotes)
