"""Receipts: a citation in a few letters, to be resolved and verified later by anybody who has the files.

A receipt needs no record anywhere. It is base32, in lower case, of

    4 bytes  of SHA-256 of the file's name
    5 bytes  of SHA-256 of the file's bytes
    8 bytes  of SHA-256 of the quoted words
    2 varints, start and length of the slice

so it is at most 38 letters and digits long for files of up to 256 million characters, survives being typed in capitals,
and fits into the 64 bytes of a Telegram button beside a verb.
"""

import base64
import hashlib

from retrieval.errors import ReceiptMalformed
from retrieval.model import Value
from retrieval.runtime import pattern

_NAME, _FILE, _WORDS = 4, 5, 8
_SHAPE = pattern(r"[a-z2-7]{30,44}")


class Receipt(Value):
    """A receipt, taken apart: three hashes (see the module) and the slice `start:end` of the file."""

    name_hash: bytes
    file_hash: bytes
    words_hash: bytes
    start: int
    end: int

    def is_of_file(self, name: str) -> bool:
        """Return whether it cites the file of that name."""
        return self.name_hash == _hash(name, _NAME)

    def is_of_version(self, sha256: str) -> bool:
        """Return whether the file's bytes are those that were cited; `sha256` is their digest in hexadecimal."""
        return self.file_hash == bytes.fromhex(sha256)[:_FILE]

    def is_of_words(self, words: str) -> bool:
        """Return whether these are the words that were cited."""
        return self.words_hash == _hash(words, _WORDS)


def issue(name: str, sha256: str, start: int, end: int, words: str) -> str:
    """Return the receipt for the slice `start:end` of a file, which holds these words."""
    data = _hash(name, _NAME) + bytes.fromhex(sha256)[:_FILE] + _hash(words, _WORDS)
    data += _varint(start) + _varint(end - start)
    return base64.b32encode(data).decode().rstrip("=").lower()


def parse(receipt: str) -> Receipt:
    """Take a receipt apart; raises ReceiptMalformed where the letters are none."""
    letters = receipt.strip().lower()
    if not _SHAPE.fullmatch(letters):
        raise ReceiptMalformed(receipt=receipt[:80])
    try:
        data = base64.b32decode(letters.upper() + "=" * (-len(letters) % 8))
        start, rest = _read_varint(data[_NAME + _FILE + _WORDS :])
        length, rest = _read_varint(rest)
    except (ValueError, IndexError):
        raise ReceiptMalformed(receipt=receipt[:80]) from None
    if rest:
        raise ReceiptMalformed(receipt=receipt[:80])
    return Receipt(
        name_hash=data[:_NAME],
        file_hash=data[_NAME : _NAME + _FILE],
        words_hash=data[_NAME + _FILE : _NAME + _FILE + _WORDS],
        start=start,
        end=start + length,
    )


def _hash(words: str, length: int) -> bytes:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()[:length]


def _varint(number: int) -> bytes:
    """LEB128: seven bits a byte, the lowest first, the high bit set on all but the last."""
    out = bytearray()
    while number >= 0x80:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def _read_varint(data: bytes) -> tuple[int, bytes]:
    """Read a number, least bits first, and return it with the rest. Raises ValueError after five bytes."""
    number = 0
    for at in range(5):
        number |= (data[at] & 0x7F) << 7 * at
        if data[at] < 0x80:
            return number, data[at + 1 :]
    raise ValueError("a varint of more than five bytes")
