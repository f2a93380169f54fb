"""Receipts, when the file is as it was and when it is not."""

import random
from pathlib import Path

import pytest

from retrieval.documents.reader import FolderReader
from retrieval.errors import ReceiptMalformed
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from retrieval.lookup.receipt_log import receipts_in
from retrieval.model import Quote
from retrieval.receipt import issue

OTHER = "骑手一天要送四十单，有的送得更多。"
CLOUD = "云业务的收入达到398亿元，比去年多。"
LAST = "仓库里有两千台机器人在搬货。"
TEXT = f"{OTHER}\n{CLOUD}\n{LAST}\n"
MUTATIONS, A_TIME = 1000, 100


class Folder:
    """A folder with one file, and the library of what stands there at the time."""

    def __init__(self, path: Path, analyzer: Analyzer) -> None:
        self.path, self._analyzer = path, analyzer

    def holding(self, **files: str) -> Library:
        """Return the library of these files and no others."""
        for old in self.path.iterdir():
            old.unlink()
        for name, text in files.items():
            (self.path / f"{name}.txt").write_bytes(text.encode())
        return Library.read(FolderReader(self.path), self._analyzer)


@pytest.fixture
def folder(tmp_path: Path, analyzer: Analyzer) -> Folder:
    """Return an empty folder."""
    return Folder(tmp_path, analyzer)


def quote_of(library: Library) -> Quote:
    """Return the quote of CLOUD in an answer."""
    (quote,) = (quote for quote in library.ask("云业务的收入是多少").quotes if quote.text == CLOUD)
    return quote


def test_words_that_stand_where_they_stood_are_unchanged(folder: Folder) -> None:
    """With the place and the words."""
    library = folder.holding(a=TEXT)
    found = library.verify(quote_of(library).receipt.upper())
    assert (found.status, found.words, found.file, found.line, found.file_changed) == (
        "unchanged",
        CLOUD,
        "a.txt",
        2,
        False,
    )


def test_a_change_behind_them_leaves_them_unchanged_in_a_changed_file(folder: Folder) -> None:
    """Both are told."""
    receipt = quote_of(folder.holding(a=TEXT)).receipt
    found = folder.holding(a=TEXT + "新的一句话在这里。\n").verify(receipt)
    assert (found.status, found.file_changed) == ("unchanged", True)


@pytest.mark.parametrize("kept", [True, False], ids=["words kept", "receipt only"])
@pytest.mark.parametrize(
    ("files", "file"),
    [
        pytest.param({"a": f"新的一句话在这里。\n{TEXT}"}, "a.txt", id="down in the file"),
        pytest.param({"renamed": TEXT}, "renamed.txt", id="into a file of another name"),
        pytest.param({"a": OTHER, "b": f"{LAST}\n{CLOUD}\n"}, "b.txt", id="into another file"),
    ],
)
def test_words_that_stand_elsewhere_have_moved(folder: Folder, files: dict[str, str], file: str, kept: bool) -> None:
    """The new receipt holds."""
    quote = quote_of(folder.holding(a=TEXT))
    library = folder.holding(**files)
    found = library.verify(quote.receipt, quote.text if kept else None)
    assert (found.status, found.words, found.file) == ("moved", CLOUD, file)
    assert found.now is not None
    assert library.verify(found.now).status == "unchanged"


def test_what_changed_is_told_where_the_words_were_kept(folder: Folder) -> None:
    """The old words on one side, those of the file on the other."""
    quote = quote_of(folder.holding(a=TEXT))
    found = folder.holding(a=TEXT.replace("398亿元", "317亿元")).verify(quote.receipt, quote.text)
    assert found.status == "changed"
    assert [(d.claimed, d.found, d.figure) for d in found.differences] == [("398亿", "317亿", True)]


def test_without_the_words_what_stands_there_now_is_shown(folder: Folder) -> None:
    """A receipt holds hashes only."""
    receipt = quote_of(folder.holding(a=TEXT)).receipt
    found = folder.holding(a=TEXT.replace("398亿元", "317亿元")).verify(receipt)
    assert (found.status, found.words, found.differences) == ("changed", CLOUD.replace("398", "317"), ())


def test_words_that_were_not_cited_are_passed_over(folder: Folder) -> None:
    """Nobody can pass off other words as those of a receipt."""
    quote = quote_of(folder.holding(a=TEXT))
    found = folder.holding(a=TEXT.replace("398亿元", "317亿元")).verify(quote.receipt, CLOUD.replace("398", "317"))
    assert (found.status, found.differences) == ("changed", ())


def test_a_receipt_made_up_for_words_that_never_stood_there_is_not_unchanged(folder: Folder) -> None:
    """Whoever makes one can only make one that fails."""
    library = folder.holding(a=TEXT)
    sha256 = library.files[0].sha256
    forged = issue("a.txt", sha256, 0, 10, "这里从来没有这样写过")
    assert library.verify(forged).status == "changed"


def test_words_whose_file_is_gone_are_gone(folder: Folder) -> None:
    """As are words that nothing in the file is like."""
    quote = quote_of(folder.holding(a=TEXT))
    assert folder.holding(b=OTHER).verify(quote.receipt).status == "gone"
    assert folder.holding(a=f"{OTHER}\n{LAST}\n").verify(quote.receipt, quote.text).status == "gone"


def test_letters_that_are_no_receipt_are_refused(folder: Folder) -> None:
    """With what to do."""
    with pytest.raises(ReceiptMalformed, match="copy the whole of it"):
        folder.holding(a=TEXT).verify("abc")


def mutated(text: str, rng: random.Random) -> str:
    """Return a text with one character changed, taken out or put in, or with a sentence put in or taken out."""
    at = rng.randrange(len(text))
    kind = rng.randrange(5)
    if kind == 0:
        return text[:at] + rng.choice("某甲乙丙0123") + text[at + 1 :]
    if kind == 1:
        return text[:at] + text[at + 1 :]
    if kind == 2:
        return text[:at] + rng.choice("某甲乙丙0123") + text[at:]
    lines = text.splitlines(keepends=True)
    line = rng.randrange(len(lines))
    return "".join(lines[:line] + (["插进来的一句话。\n"] if kind == 3 else []) + lines[line + (kind == 4) :])


def test_of_a_thousand_mutations_every_change_is_detected_and_nothing_else(folder: Folder) -> None:
    """The words are unchanged or moved exactly where they still stand in the file, character for character."""
    rng, wrong = random.Random(4), []
    for _ in range(MUTATIONS // A_TIME):
        # Many files at a time, each with figures of its own, because reading a folder anew takes a while.
        texts = {f"f{n}": TEXT.replace("398", str(1000 + n)).replace("两千", str(5000 + n)) for n in range(A_TIME)}
        cited = {quote.file: quote for quote in _cloud_quotes(folder.holding(**texts))}
        changed = {name: mutated(text, rng) for name, text in texts.items()}
        library = folder.holding(**changed)
        for name, text in changed.items():
            quote = cited[f"{name}.txt"]
            status = library.verify(quote.receipt).status
            stands = (
                "unchanged" if text[quote.start : quote.end] == quote.text else "moved" if quote.text in text else None
            )
            if status != stands and (stands or status not in ("changed", "gone")):
                wrong.append((text, status))
    assert wrong == []


def _cloud_quotes(library: Library) -> list[Quote]:
    return [quote for stands in library.count("云业务的收入").documents for quote in stands.quotes]


def test_the_receipts_of_a_log_are_found_with_their_words(folder: Folder) -> None:
    """In the JSON of answers with the words, in any other text without; what only looks like a receipt is none."""
    quote = quote_of(folder.holding(a=TEXT))
    log = f'{{"quotes": [{{"text": "{CLOUD}", "receipt": "{quote.receipt}"}}]}}\n见回执 {quote.receipt}。\n{"a" * 40}\n'
    assert [(kept.line, kept.receipt, kept.words) for kept in receipts_in(log)] == [
        (1, quote.receipt, CLOUD),
        (2, quote.receipt, None),
    ]
