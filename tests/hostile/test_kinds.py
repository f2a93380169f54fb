"""Hostile files of the kinds that are converted: each is converted or refused within seconds."""

import json
import zipfile
from pathlib import Path
from shutil import copy

import pytest

from retrieval.documents.convert.sandbox import MAX_UNPACKED_BYTES, confined
from retrieval.documents.convert.store import Conversions
from retrieval.documents.folder import FoundFile, read_source
from tests.retrieval.documents.convert import samples

pytestmark = pytest.mark.slow
TEXTS = {
    "deep.json": "[" * 100_000,
    "deep.jsonl": '{"a":' * 90 + "1" + "}" * 90,
    "wide.json": json.dumps([{f"{row}.{at}": 1 for at in range(5)} for row in range(1000)]),
    "quotes.csv": '"' * 100_001,
    "a.rst": "**a" * 50_000,
    "b.adoc": "*a " * 50_000,
    "c.org": "[[" * 50_000,
    "d.tex": "\\emph{" * 50_000,
    "borders.rst": "= =\n" * 50_000,
    "grid.rst": "+--+\n" * 50_000,
    "edges.adoc": "|===\na|\n" * 20_000,
    "rows.org": "| a " * 50_000,
    "tables.tex": "\\begin{tabular}\n" * 20_000,
    "e.js": '"\\' * 50_000,
    "f.js": "/*" * 50_000,
    "g.py": "(" * 50_000,
    "h.eml": "From: " + "<" * 50_000 + "\n\nx",
    "heads.mbox": "From a\nFrom: " * 20_000,
    "mails.mbox": "From a\n\nx\n\n" * 5_000,
    "deep.ipynb": '{"cells":' + "[" * 100_000,
    "cells.ipynb": json.dumps({"cells": [{"cell_type": "markdown", "source": ["**a"] * 10}] * 3000}),
    "tabs.tsv": "\t" * 100_000 + "\n" + '"' * 100_001,
    "arrows.srt": "1\n00:00:00,000 --> " * 20_000,
    "cues.vtt": "WEBVTT\n\n" + "00:00.000 --> 00:00.000\n" * 20_000,
    "sheet.xls": "\u00d0\u00cf\u0011\u00e0" * 20_000,
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_takes_seconds(tmp_path: Path, name: str) -> None:
    """The converter's processor time is bounded by a limit that ends it; none of these comes near."""
    path = tmp_path / name
    path.write_text(TEXTS[name])
    found = read_source(FoundFile(name, path, (0, 0, 0)), tmp_path, Conversions())
    assert getattr(found, "reason", None) != "too large to convert"


@pytest.fixture(scope="module")
def bomb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an archive that unpacks to more than is read."""
    path = tmp_path_factory.mktemp("bomb") / "a.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a", "w", force_zip64=True) as file:
        for _ in range(MAX_UNPACKED_BYTES // 2**20 + 1):
            file.write(b" " * 2**20)
    return path


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, bomb: Path) -> None:
    """Whichever kind its name says; the folder's other files are read all the same."""
    for kind in (".docx", ".odt", ".xlsx", ".ods", ".pptx", ".epub"):
        path = Path(copy(bomb, tmp_path / f"a{kind}"))
        found = read_source(FoundFile(path.name, path, (0, 0, 0)), tmp_path)
        assert getattr(found, "reason", None) == "too large to convert", kind


def test_a_drawing_is_no_table(tmp_path: Path) -> None:
    """However many lines a page has."""
    from retrieval.documents.convert.pdf import convert

    page = samples.drawn(72, 720, "Text") + samples.grid(0, 0, 300, 300, 2, 2)
    made = confined(convert, samples.pdf(tmp_path / "a.pdf", page), seconds=20)
    assert made.parts[0].text == "Text"
