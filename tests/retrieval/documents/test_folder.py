"""Bytes -> text, in the encodings that Chinese text comes in."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.documents.folder import decode
from retrieval.documents.reader import open_collection
from retrieval.errors import FolderUnreadable
from tests.conftest import SEEDS

SIMPLIFIED = "随着人工智能技术的飞速发展，其对传统行业的重塑作用愈发显著。在电商领域，收入增长了34%。"
TRADITIONAL = "臨近年底,外賣行業的戰火蔓延至騎手爭奪。各平台以補貼搶人,實是應對年底訂單高峰。"

WESTERN = "Die Müllabfuhr kommt größtenteils am Dienstag. L’entrée coûte 3 € – gratuite pour les enfants âgés de moins de 12 ans."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (SIMPLIFIED, "utf-8"),
        (SIMPLIFIED, "utf-16"),
        (SIMPLIFIED, "utf-16-le"),
        (SIMPLIFIED, "gb18030"),
        (SIMPLIFIED, "gbk"),
        (TRADITIONAL, "big5"),
        (TRADITIONAL, "gb18030"),
        (TRADITIONAL, "utf-16"),
        (WESTERN, "cp1252"),
        ("At noon it was 21°C by the pier.\n", "cp1252"),
        ("Date;Name;Amount\n02/01/2026;Ashby M;£32.00\n17/01/2026;Nair P;£16.00\n", "cp1252"),
    ],
)
def test_encodings_are_recognised(text: str, encoding: str) -> None:
    """Without being told, from the bytes alone."""
    assert decode(text.encode(encoding)) == (text, None)


def test_a_byte_order_mark_stays_in_utf_8() -> None:
    """So that addresses count what any reader of the file decodes."""
    assert decode("\ufeff文".encode()) == ("\ufeff文", None)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
def test_a_bad_byte_costs_its_character_only(encoding: str) -> None:
    """The rest of the file is read in its encoding, with U+FFFD in the place of the byte."""
    before, after = (TRADITIONAL, TRADITIONAL) if encoding == "big5" else (SIMPLIFIED, SIMPLIFIED)
    text, reason = decode(before.encode(encoding) + b"\xff" + after.encode(encoding))
    assert reason is None
    assert text is not None
    assert text.startswith(before)
    assert text.endswith(after[1:])
    assert text.count("\ufffd") == 1


def test_a_text_of_mostly_ascii_is_read_in_its_encoding() -> None:
    """Its few Chinese characters decide, not the letters around them."""
    text = "GET /v1/orders HTTP/1.1\nHost: api.example.com\n" * 20 + "# 查詢訂單的狀態\n" + "x = 1\n" * 40
    assert decode(text.encode("big5")) == (text, None)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(
            b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "not text in an encoding that is read", id="a picture"
        ),
        pytest.param(b"a\0b\0c", "not text: it holds control characters", id="NUL bytes"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    """With a reason, and never as garbled characters."""
    assert decode(data) == (None, reason)


@given(data=st.binary(max_size=400))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
def test_any_bytes_give_documents_or_a_reason(tmp_path: Path, data: bytes) -> None:
    """Whatever is in a file, reading the folder ends in documents or in a sentence."""
    for name in ("a.txt", "a.md", "a.html"):
        (tmp_path / name).write_bytes(data)
    try:
        found = open_collection(tmp_path)
    except FolderUnreadable:
        return
    assert found.documents
    for passage in found.passages:
        text = found.text(found.document_of(passage).file)
        assert all(text[s.start : s.end].strip() for s in passage.sentences)


@given(data=st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
def test_any_damage_to_a_real_file_gives_documents_or_a_reason(tmp_path: Path, data: st.DataObject) -> None:
    """Pieces of the shipped files, cut and glued anywhere."""
    whole = b"".join(path.read_bytes() for path in sorted(SEEDS.glob("*.txt")))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(whole)), min_size=2, max_size=6)))
    pieces = [whole[a : min(b, a + 3000)] for a, b in pairwise(cuts)]
    (tmp_path / "a.txt").write_bytes(b"\n".join(data.draw(st.permutations(pieces))))
    try:
        found = open_collection(tmp_path)
    except FolderUnreadable:
        return
    text = found.text("a.txt")
    covered = [False] * len(text)
    spans = [(s.start, s.end) for passage in found.passages for s in passage.sentences]
    for start, end in [*spans, *((o.start, o.end) for o in found.omissions)]:
        assert not any(covered[start:end])
        covered[start:end] = [True] * (end - start)
    assert not "".join(c for c, seen in zip(text, covered, strict=True) if not seen).strip(
        "\ufeff\u200b\xa0 \n\r\t\u3000"
    )
