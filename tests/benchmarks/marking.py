"""Marked figures: how often the figure that answers a question is in bold in the quote that holds it, and how often another.

    python -m tests.benchmarks.marking SETS…

Asks the questions of public sets that have an answer with a number in it and ask for one. Of each the first quote
that holds an annotated answer is looked at. Prints for each set how many there were, the share where all numbers of the
answer are marked, and the share where a number is that neither the answer nor the question has.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from retrieval.documents.reader import FolderReader
from retrieval.evaluation.passages import AskedQuestion, read_contexts
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from retrieval.model import Quote

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_ASKS = re.compile(
    r"多少|[几幾](?!乎)|多[大高长長远遠宽寬深重久]|什[么麼][时時][候间間]|何[时時年日]|哪一?[年天月日]|[时時][间間期]|日期|年代"
    r"|[Hh]ow (?:many|much|long|old|far|tall|large)|[Ww]hen\b|[Ww]h(?:at|ich) (?:year|percent|century|date|number)"
)
_LONGEST = 16


class Marks(NamedTuple):
    """State of a quote: all numbers of the answer are marked (`whole`), and a number of something else is (`other`)."""

    whole: bool
    other: bool


def main() -> None:
    """Print the shares for each set."""
    for name in sys.argv[1:]:
        with TemporaryDirectory() as folder:
            found = list(marks_of(Path(name), Path(folder)))
        shares = [sum(getattr(one, share) for one in found) / max(1, len(found)) for share in Marks._fields]
        print(f"{name}: {len(found)} figures, marked {shares[0]:.3f}, another one marked {shares[1]:.3f}")  # noqa: T201


def marks_of(path: Path, folder: Path) -> list[Marks]:
    """Ask the questions of a set for figures over its contexts, which are written into a folder."""
    contexts = read_contexts(path)
    (folder / "documents").mkdir()
    for number, one in enumerate(contexts):
        (folder / "documents" / f"{number:05d}.md").write_text(one.context.replace("\n", "\n\n") + "\n", "utf-8")
    library = Library.read(FolderReader(folder / "documents"), Analyzer(folder / "cache"))
    asked = [question for one in contexts for question in one.questions if answers(question)]
    return [marks for question in asked for marks in marks_in(library.ask(question.question).quotes, question)]


def answers(asked: AskedQuestion) -> tuple[str, ...]:
    """Return the short annotated answers with a number to a question that asks for one, the shortest first."""
    short = [one for one in asked.answers if len(one) <= _LONGEST and _NUMBER.search(one)]
    return tuple(sorted(short, key=len)) if _ASKS.search(asked.question) else ()


def marks_in(quotes: Sequence[Quote], asked: AskedQuestion) -> list[Marks]:
    """Return what is marked in the first quote that holds an answer; empty where none does."""
    for quote in quotes:
        for answer in answers(asked):
            at = quote.text.find(answer)
            if at >= 0:
                return [_marks(quote, at, at + len(answer), asked.question)]
    return []


def _marks(quote: Quote, start: int, end: int, question: str) -> Marks:
    marked = [match for match in _NUMBER.finditer(quote.text) if _is_marked(quote, *match.span())]
    of_answer = [match for match in _NUMBER.finditer(quote.text, start, end) if not _is_marked(quote, *match.span())]
    # A date that is marked whole holds more than the year that is asked for.
    near = [(a, b) for a, b in quote.highlights if a < end and start < b]
    others = [
        one
        for one in marked
        if one[0] not in question and not any(a <= one.start() and one.end() <= b for a, b in near)
    ]
    return Marks(whole=not of_answer, other=bool(others))


def _is_marked(quote: Quote, start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in quote.highlights)


if __name__ == "__main__":
    main()
