"""Agreement of the answers of those who have the documents and of those who ask a copy of the index elsewhere.

    python -m tests.benchmarks.agreement URI SET...

`URI` is xapian://host:port,host:port, or an address such as http://host:19530 (Milvus), or a file that ends in `.db` (its
embedded form). Asks every question of question sets over the shipped documents, and of public sets (`*.jsonl.gz`) over
their contexts, each a document; prints for each set how many answers are the same in everything but their time, and the
milliseconds of both.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

from platformdirs import user_cache_path

from retrieval.arrays.blocks import BlockStore
from retrieval.evaluation.passages import read_contexts
from retrieval.evaluation.questions import read_questions
from retrieval.index.engines import connect_index
from retrieval.library import Library
from retrieval.model import Answer

ROOT = Path(__file__).parents[2]
_MOST = 500

Asked = list[tuple[str, tuple[str, ...]]]


def main() -> None:
    """Print one line for each set."""
    uri, *sets = sys.argv[1:]
    store = connect_index(uri)
    for name in sets:
        with tempfile.TemporaryDirectory() as folder:
            documents, asked = _material(Path(name), Path(folder))
            print(f"{name}: {_compared(documents, asked, store)}")  # noqa: T201
    store.close()


def _compared(folder: Path, asked: Asked, store: BlockStore) -> str:
    cache = user_cache_path("yinju", appauthor=False)
    with tempfile.TemporaryDirectory() as index:
        here = Library.open(folder, cache=cache, index=Path(index), remote=store)
    there = Library.open(folder / "none", cache=cache, remote=store)
    ours, theirs = ([library.ask(question, history) for question, history in asked] for library in (here, there))
    same = sum(_told(a) == _told(b) for a, b in zip(ours, theirs, strict=True))
    took = " and ".join(f"{median(answer.milliseconds for answer in one):.1f} ms" for one in (ours, theirs))
    return f"{same} of {len(asked)} answers the same, {took} (median, here and there)"


def _material(path: Path, folder: Path) -> tuple[Path, Asked]:
    if path.suffix != ".gz":
        return ROOT / "seeds", [(item.question, item.history) for item in read_questions(path)]
    contexts = read_contexts(path)
    for number, found in enumerate(contexts):
        (folder / f"{number:04}.txt").write_text(found.context, "utf-8")
    questions = [(asked.question, ()) for found in contexts for asked in found.questions]
    return folder, list(questions[:: max(1, len(questions) // _MOST)])


def _told(answer: Answer) -> Answer:
    return answer.model_copy(update={"milliseconds": 0.0})


if __name__ == "__main__":
    main()
