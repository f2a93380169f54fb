"""Receipts: what they hold, and what they refuse."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import ReceiptMalformed
from retrieval.receipt import issue, parse

TEXT = "第一句。第二句。"
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()


@given(name=st.text(), start=st.integers(0, 2**28 - 1), length=st.integers(0, 2**20), words=st.text())
def test_a_receipt_says_what_was_cited(name: str, start: int, length: int, words: str) -> None:
    """File, version, slice and words come back from the letters alone, which fit into a button."""
    receipt = issue(name, SHA256, start, start + length, words)
    found = parse(receipt)
    assert (found.start, found.end) == (start, start + length)
    assert found.is_of_file(name)
    assert found.is_of_version(SHA256)
    assert found.is_of_words(words)
    assert len("read:" + receipt) <= 64


def test_a_receipt_tells_other_files_versions_and_words() -> None:
    """Anything else than what was cited is noticed."""
    found = parse(issue("a.txt", SHA256, 4, 8, "第二句。"))
    assert not found.is_of_file("b.txt")
    assert not found.is_of_version("0" * 64)
    assert not found.is_of_words("第一句。")


def test_capitals_and_spaces_around_do_not_matter() -> None:
    """A receipt may have been typed from paper."""
    receipt = issue("a.txt", SHA256, 4, 8, "第二句。")
    assert parse(f" {receipt.upper()}\n") == parse(receipt)


@given(st.text())
def test_other_letters_are_no_receipt(letters: str) -> None:
    """Whatever is typed, the answer is a sentence, never another error."""
    with pytest.raises(ReceiptMalformed, match="is not a receipt"):
        parse(letters)


@given(st.from_regex(r"[a-z2-7]{30,44}", fullmatch=True))
def test_letters_of_the_right_shape_are_a_receipt_or_refused(letters: str) -> None:
    """Forged letters resolve to some place or to none, and never fail in another way."""
    try:
        assert parse(letters).start >= 0
    except ReceiptMalformed as error:
        assert letters in str(error)  # noqa: PT017
