"""The golden hash: an index of other bytes has another INDEX_VERSION.

`python -m tests.retrieval.cache.test_golden` writes the hash anew, after INDEX_VERSION was raised.
"""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest

from retrieval.arrays.fingerprint import INDEX_VERSION, libraries
from retrieval.cache.build import build
from retrieval.cache.stored_collection import store_collection
from retrieval.documents.reader import FolderReader
from retrieval.language.lexicon import Lexicon
from retrieval.language.tokenizer import Analyzer
from retrieval.workers import Workers
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "data" / "golden"
GOLDEN = FOLDER.with_suffix(".json")


def sha256(analyzer: Analyzer) -> str:
    """Return the hash of the whole index of the golden folder; floats count in single precision."""
    reader = FolderReader(FOLDER)
    collection = reader.read()
    _, stored = store_collection(collection, reader.documents)
    found = {**stored, **build(collection, analyzer, Lexicon(FOLDER))}
    digest = hashlib.sha256()
    for name, array in sorted(found.items()):
        exact = array.astype(np.float32) if array.dtype == np.float64 else array
        digest.update(f"{name} {array.dtype} {len(array)}\n".encode() + np.ascontiguousarray(exact).tobytes())
    return digest.hexdigest()


def test_an_index_of_other_bytes_has_another_version(analyzer: Analyzer) -> None:
    """Raise INDEX_VERSION and write the golden hash anew if this fails."""
    golden = json.loads(GOLDEN.read_text("utf-8"))
    if golden["libraries"] != libraries():
        pytest.skip("the golden hash was made with other versions of the libraries")
    assert (INDEX_VERSION, sha256(analyzer)) == (golden["index_version"], golden["sha256"])


@pytest.mark.process
def test_several_processes_make_the_same_index(
    analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """To the last byte, however the files and passages are shared out among them, and put aside meanwhile."""
    collection, lexicon = FolderReader(FOLDER).read(), Lexicon(FOLDER)
    arrays = build(collection, analyzer, lexicon)
    monkeypatch.setattr("retrieval.documents.reader.MIN_PARALLEL_BYTES", 0)
    monkeypatch.setattr("retrieval.documents.reader._BATCH_BYTES", 1)
    monkeypatch.setattr("retrieval.index.new_sentences.PASSAGES_AT_ONCE", 3)
    monkeypatch.setattr("retrieval.arrays.spill._HELD_BYTES", 1)
    monkeypatch.setattr("retrieval.arrays.spill._MIN_BYTES", 1)
    with Workers(2) as workers:
        read = FolderReader(FOLDER).read(workers=workers, aside=tmp_path)
        assert (read.version, list(read.passages)) == (collection.version, list(collection.passages))
        assert list(read.files) == list(collection.files)
        found = build(read, analyzer, lexicon, workers=workers, aside=tmp_path)
    assert found.keys() == arrays.keys()
    for name, array in arrays.items():
        np.testing.assert_array_equal(found[name], array, name)


if __name__ == "__main__":
    made = {"index_version": INDEX_VERSION, "libraries": libraries(), "sha256": sha256(Analyzer())}
    GOLDEN.write_text(json.dumps(made, indent=2) + "\n", "utf-8")
