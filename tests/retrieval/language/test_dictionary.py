"""jieba's dictionary on disk: written once, and again where it is not what it should be."""

import json
import shutil
from pathlib import Path

import pytest

from retrieval.language.dictionary import check_dictionary, kept_dictionary
from retrieval.language.tokenizer import Analyzer
from tests.conftest import replace


def cuts(place: Path) -> bool:
    """Return whether the dictionary that is kept there cuts."""
    words = kept_dictionary(place)
    return words is not None and Analyzer(words=words).words("阿里云收入") == ["阿里", "云", "收入"]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a dictionary."""
    place = tmp_path_factory.mktemp("written")
    assert cuts(place)
    return place


@pytest.fixture
def place(written: Path, tmp_path: Path) -> Path:
    """Return a copy of it."""
    return Path(shutil.copytree(written, tmp_path / "cache"))


def test_a_dictionary_is_written_once(place: Path) -> None:
    """Whoever comes next uses what is there."""
    before = (place / "jieba.words").stat().st_ino
    assert cuts(place)
    assert (place / "jieba.words").stat().st_ino == before


def test_a_damaged_dictionary_is_made_again(place: Path) -> None:
    """One byte is enough, and so is a shorter file."""
    file = place / "jieba.words"
    whole = file.read_bytes()
    middle = len(whole) // 2
    for bad in (whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :], whole[:middle]):
        replace(file, bad)
        assert cuts(place)
        assert file.read_bytes() == whole


def test_damage_that_does_not_show_is_found_by_a_check(place: Path) -> None:
    """As when a disk fails: the file looks as it did when it was last read as a whole."""
    assert cuts(place)
    file, note = place / "jieba.words", place / "jieba.note"
    whole = file.read_bytes()
    replace(file, whole[:-1000] + b"\1" * 1000)
    stat = file.stat()
    looks = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
    note.write_text(json.dumps({**json.loads(note.read_bytes()), "looks": looks}))
    assert kept_dictionary(place)
    assert file.read_bytes() != whole
    check_dictionary(place)
    assert cuts(place)
    assert file.read_bytes() == whole


def test_a_dictionary_of_another_version_of_jieba_is_made_again(place: Path) -> None:
    """The note beside it tells what jieba's file looked like."""
    file, note = place / "jieba.words", place / "jieba.note"
    told = json.loads(note.read_bytes())
    before = file.stat().st_ino
    note.write_text(json.dumps({**told, "files": {"dict.txt": [1, 2, 3]}}))
    assert cuts(place)
    assert file.stat().st_ino != before
    assert json.loads(note.read_bytes())["files"] == told["files"]


def test_there_is_none_where_it_cannot_be_kept(tmp_path: Path) -> None:
    """It saves time and is never needed."""
    (tmp_path / "file").write_text("no folder")
    assert kept_dictionary(tmp_path / "file") is None
    assert kept_dictionary(None) is None
