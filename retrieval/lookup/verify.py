"""A receipt -> whether the words that it cites still stand where they stood."""

from collections.abc import Iterable
from typing import Literal

from retrieval.collection import SourceFile
from retrieval.corpus.citation import cite_words
from retrieval.corpus.corpus import Material
from retrieval.lookup.difference import Difference, differences, letters
from retrieval.lookup.locate import MAX_TEXT_CHARACTERS, Locator
from retrieval.model import Quote, Span, Value
from retrieval.receipt import Receipt, issue, parse

State = Literal["unchanged", "moved", "changed", "gone"]


class Verification(Value):
    """Verification of a receipt: what became of the words that it cites.

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
    moved = _moved(cited, own, old, material) if cited.start < cited.end else None
    if moved is not None:
        file, at = moved
        return _found(receipt, "moved", file, at, at + cited.end - cited.start, material, file is own)
    return _changed(receipt, cited, own, old, material, locator)


def _changed(
    receipt: str, cited: Receipt, own: SourceFile | None, old: str | None, material: Material, locator: Locator
) -> Verification:
    """Return what stands there now: the words most like the old ones, or for want of those the slice at the
    old address.
    """
    if old is not None and len(old) <= MAX_TEXT_CHARACTERS and letters(old).text:
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
        line=material.collection.position(file.name, start).line,
        span=Span(start=start, end=end),
        words=words,
        now=issue(file.name, file.sha256, start, end, words),
        quotes=_quotes(file.name, start, end, material),
        file_changed=changed,
    )


def _moved(
    cited: Receipt, own: SourceFile | None, old: str | None, material: Material
) -> tuple[SourceFile, int] | None:
    """Return where the cited words stand now: in their file, in one of another name with the same bytes, in any other.

    Where only their hash is known, every slice of that length is tried in the first two, and those that begin with a
    sentence in the others, since that is where quotes begin.
    """
    files = material.collection.files
    likely = [file for file in files if file is own or cited.is_of_version(file.sha256)]
    for file in sorted(likely, key=lambda file: file is not own):
        last = len(file.text) - (cited.end - cited.start)
        at = _nearest(cited, file, _occurrences(file.text, old) if old is not None else range(last + 1))
        if at is not None:
            return file, at
    if old is not None:
        starts = {file.name: _occurrences(file.text, old) for file in files}
    else:
        starts = _sentence_starts(material)
    for file in files:
        at = _nearest(cited, file, starts.get(file.name, ()))
        if at is not None:
            return file, at
    return None


def _nearest(cited: Receipt, file: SourceFile, starts: Iterable[int]) -> int | None:
    """Of some places in a file, the one at which the cited words stand that is nearest to where they stood."""
    found = (at for at in starts if _is_at(cited, file.text, at))
    return min(found, key=lambda at: (abs(at - cited.start), at), default=None)


def _is_at(cited: Receipt, text: str, at: int) -> bool:
    words = text[at : at + cited.end - cited.start]
    return len(words) == cited.end - cited.start and cited.is_of_words(words)


def _occurrences(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1)
    return found


def _sentence_starts(material: Material) -> dict[str, list[int]]:
    """Return where the sentences of each file begin."""
    starts: dict[str, list[int]] = {}
    for passage in material.collection.passages:
        file = material.collection.document_of(passage).file
        starts.setdefault(file, []).extend(sentence.start for sentence in passage.sentences)
    return starts


def _quotes(file: str, start: int, end: int, material: Material) -> tuple[Quote, ...]:
    """Return the sentences that share characters with a slice of a file, the slice marked."""
    passages = material.collection.passages_of(file)
    entries = range(int(material.index.first[passages.start]), int(material.index.first[passages.stop]))
    shared = []
    for at in entries:
        sentence = material.sentence(at)
        first, last = max(start, sentence.start), min(end, sentence.end)
        if first < last:
            shared.append(cite_words(material, at, ((first - sentence.start, last - sentence.start),)))
    return tuple(shared)
