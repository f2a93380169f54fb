"""Agreement of rjieba with jieba on any text, and the speed of each.

    python -m tests.benchmarks.segmenting [PUBLIC.jsonl.gz ...]

Cuts the sentences of the shipped documents, and the contexts and questions of public sets, with both; prints how many
of them have the same tokens and the same tags, and the speed of each in MB of UTF-8 a second.
"""

import sys
import time
from pathlib import Path

from platformdirs import user_cache_path

from retrieval.documents.reader import open_collection
from retrieval.evaluation.passages import read_contexts
from retrieval.language.fold import fold
from retrieval.language.tokenizer import Analyzer, Token
from retrieval.runtime import without_collector

ROOT = Path(__file__).parents[2]


def main() -> None:
    """Print one line for each set."""
    cache = user_cache_path("yinju", appauthor=False)
    fast, slow = Analyzer(cache), Analyzer(cache, fast=False)
    if not fast.fast:
        sys.exit("rjieba is not installed: pip install 'yinju[fast]'")
    texts = {"the shipped documents": _shipped()} | {name: _texts(Path(name)) for name in sys.argv[1:]}
    for name, own in texts.items():
        size = sum(len(text.encode()) for text in own) / 1e6
        (ours, took), (theirs, slower) = _timed(fast, own), _timed(slow, own)
        tagged = ([list(one.tagged(fold(text))) for text in own] for one in (fast, slow))
        same = sum(a == b and c == d for a, b, c, d in zip(ours, theirs, *tagged, strict=True))
        speeds = f"rjieba {size / took:.1f} MB/s, jieba {size / slower:.1f} MB/s"
        print(f"{name}: {same} of {len(own)} the same; {speeds}")  # noqa: T201


def _shipped() -> list[str]:
    found = open_collection(ROOT / "seeds")
    pairs = ((found.text(found.document_of(passage).file), passage) for passage in found.passages)
    return [text[one.start : one.end] for text, passage in pairs for one in passage.sentences]


def _texts(path: Path) -> list[str]:
    return [text for c in read_contexts(path) for text in (c.context, *(asked.question for asked in c.questions))]


def _timed(analyzer: Analyzer, texts: list[str]) -> tuple[list[list[Token]], float]:
    with without_collector():
        analyzer.tokens("阿里雲")  # what is read when it is first needed is not counted
        started = time.perf_counter()
        found = [analyzer.tokens(text) for text in texts]
        return found, time.perf_counter() - started


if __name__ == "__main__":
    main()
