"""Tries documents that atheris makes up, guided by which lines of the reading code they reach.

    python -m tests.benchmarks.guided_fuzzing CORPUS [-max_total_time=90] [-max_len=1500] [-timeout=10]

Needs `pip install atheris`, which is no part of any extra. CORPUS is a folder in which it keeps what reached something new;
empty, it begins with pieces of the shipped documents. It ends at the first input that raises, or takes ten seconds.
"""

import sys
from pathlib import Path

import atheris

from tests.conftest import SEEDS

with atheris.instrument_imports(include=["retrieval"]):
    from retrieval.documents.folder import decode
    from retrieval.documents.formats.recognize import articles
    from retrieval.documents.passages import passages
    from retrieval.language.dates import moments
    from retrieval.language.fold import fold
    from retrieval.language.quantities import quantities

_KINDS = (".txt", ".md", ".html")
_PIECE = 600


def try_one(data: bytes) -> None:
    """Read bytes as a document of the kind that the first of them says, and look for figures and dates in it."""
    text, _ = decode(data[1:])
    if text is None:
        return
    for article in articles(text, f"a{_KINDS[sum(data[:1]) % len(_KINDS)]}"):
        for passage in passages(text, article, 0):
            assert 0 <= passage.start < passage.end <= len(text)
    quantities(fold(text))
    moments(fold(text))


def fill(corpus: Path) -> None:
    """Put pieces of the shipped documents into an empty folder."""
    corpus.mkdir(exist_ok=True)
    if not any(corpus.iterdir()):
        for file in SEEDS.glob("*.txt"):
            text = file.read_text("utf-8", "ignore")
            for at in range(0, 10 * _PIECE, _PIECE):
                kind = bytes([at // _PIECE % len(_KINDS)])
                (corpus / f"{file.stem}-{at}").write_bytes(kind + text[at : at + _PIECE].encode())


if __name__ == "__main__":
    for folder in (Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")):
        fill(folder)
    atheris.Setup(sys.argv, try_one)
    atheris.Fuzz()
