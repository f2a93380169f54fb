"""Agreement of answers when another engine does the search over all passages, or holds the index.

    python -m tests.benchmarks.agreement URI SET...

`URI` is an address such as http://host:19530 (Milvus), a file that ends in `.db` (its embedded form), or
xapian://host:port,host:port, where the index is put for one who asks without the documents. Asks every question of
question sets over the shipped documents, and of public sets (`*.jsonl.gz`) over their contexts, each a document;
prints for each set how many answers are the same in everything but their time, how often the index here was searched
nevertheless (because it gave too few passages to be sure, or did not answer), and the milliseconds of both.
"""

import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from platformdirs import user_cache_path

from retrieval.evaluation.passages import read_contexts
from retrieval.evaluation.questions import read_questions
from retrieval.index.engines import connect_index
from retrieval.index.remote import RemoteIndex
from retrieval.library import Library
from retrieval.model import Answer

ROOT = Path(__file__).parents[2]
_MOST = 500

Asked = list[tuple[str, tuple[str, ...]]]


def main() -> None:
    """Print one line for each set."""
    uri, *sets = sys.argv[1:]
    engine = connect_index(uri)
    for name in sets:
        with tempfile.TemporaryDirectory() as folder:
            documents, asked = _material(Path(name), Path(folder))
            print(f"{name}: {_compared(documents, asked, engine)}")  # noqa: T201
    engine.close()


def _compared(folder: Path, asked: Asked, engine: RemoteIndex) -> str:
    cache = user_cache_path("yinju", appauthor=False)
    with tempfile.TemporaryDirectory() as index:
        here = Library.open(folder, cache=cache, index=Path(index), remote=engine if engine.blocks else None)
    there = Library.open(folder / "none" if engine.blocks else folder, cache=cache, remote=engine)
    ours = [here.ask(question, history) for question, history in asked]
    with _counted() as here_nevertheless:
        theirs = [there.ask(question, history) for question, history in asked]
    same = sum(_told(a) == _told(b) for a, b in zip(ours, theirs, strict=True))
    took = " and ".join(f"{median(answer.milliseconds for answer in one):.1f} ms" for one in (ours, theirs))
    return (
        f"{same} of {len(asked)} answers the same, {len(here_nevertheless)} searched here nevertheless, "
        f"{took} (median, here and there)"
    )


def _material(path: Path, folder: Path) -> tuple[Path, Asked]:
    if path.suffix != ".gz":
        return ROOT / "seeds", [(item.question, item.history) for item in read_questions(path)]
    contexts = read_contexts(path)
    for number, found in enumerate(contexts):
        (folder / f"{number:04}.txt").write_text(found.context, "utf-8")
    questions = [(asked.question, ()) for found in contexts for asked in found.questions]
    return folder, list(questions[:: max(1, len(questions) // _MOST)])


@contextmanager
def _counted() -> Iterator[list[str]]:
    """Yield what the ranking logs inside of the block."""
    found: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("retrieval.ask.ranking")
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)


def _told(answer: Answer) -> Answer:
    return answer.model_copy(update={"milliseconds": 0.0})


if __name__ == "__main__":
    main()
