"""Fit the weights of the second stage of ranking on several folders, and tell what they give on those left out.

    python -m tests.benchmarks.rerank FOLDER... [--ablate | --nested]

A folder holds `docs/` and `questions.jsonl`, each line with `question`, `history`?, `answerable`, `answers` or
`all_of`, and `evidence` (file and quote). The shipped documents with their three sets of questions come first, as
`seeds`. Printed are, for each folder, the share of questions with a right sentence first and among three, by weights
fitted on the other folders; with `--ablate` the same without each feature; with `--nested` the features are chosen anew
for each folder, too, on the others; and last the weights fitted on all of them.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from retrieval.ask.answer import find, leading_of
from retrieval.ask.citation import excerpt
from retrieval.ask.confidence import witnesses
from retrieval.ask.lists import wanted_words
from retrieval.ask.query import Query, readable
from retrieval.ask.ranking import rank
from retrieval.ask.reranker import candidates_of
from retrieval.evaluation.questions import Item, read_questions
from retrieval.language.fold import fold
from retrieval.library import Library
from tests.benchmarks.fitting import Choice, Numbers, fit_choice
from tests.benchmarks.lessons import ROOT, SETS

# Features that speak against a sentence; the fit holds each sign.
AGAINST = ("question", "heading", "nothing_new", "length")
PULL, ROUNDS = 0.006, 300
# A feature is kept if the share of right sentences falls by more than this without it.
LEAST_WORTH = 0.0005
AMONG_FACTOR = 0.6


class Lesson(NamedTuple):
    """A folder's questions with their candidates; `silent` is how many have no right one among them."""

    names: tuple[str, ...]
    choices: list[Choice]
    silent: int


def lesson(documents: Path, sets: Sequence[Path], index: Path) -> Lesson:
    """Ask every answerable question over a folder of documents."""
    library = Library.open(documents, cache=index, index=index)
    items = [item for path in sets for item in read_questions(path) if item.answerable]
    found = [one for item in items if (one := _choice(item, library))]
    names = found[0][0]
    choices = [choice for _, choice in found if choice.right.any()]
    return Lesson(names, choices, len(items) - len(choices))


def fitted(lessons: Sequence[Lesson], kept: Sequence[str]) -> Numbers:
    """Weights of some features, by all folders alike."""
    names = lessons[0].names
    spread = np.concatenate([choice.features for one in lessons for choice in one.choices]).std(axis=0) + 1e-9
    sign = np.array([(-1.0 if name in AGAINST else 1.0) * (name in kept) for name in names])
    groups = [
        ([Choice(choice.features / spread * sign, choice.right) for choice in one.choices], 1 / len(lessons))
        for one in lessons
    ]
    weights = fit_choice(groups, np.zeros(len(names)), PULL, ROUNDS)
    found: Numbers = weights * sign / spread
    return found


def shares(one: Lesson, weights: Numbers) -> tuple[float, float]:
    """Return the shares of questions with a right sentence first, and among three."""
    orders = [(choice.right, np.argsort(-(choice.features @ weights), kind="stable")) for choice in one.choices]
    count = len(one.choices) + one.silent
    return sum(r[o[0]] for r, o in orders) / count, sum(r[o[:3]].any() for r, o in orders) / count


def worth(lessons: Sequence[Lesson], kept: Sequence[str]) -> float:
    """Return the mean share right, first and among three, on each half of the folders by weights of the other half."""
    halves = lessons[::2], lessons[1::2]
    found = [
        first + AMONG_FACTOR * three
        for own, other in (halves, halves[::-1])
        for weights in [fitted(other, kept)]
        for first, three in (shares(one, weights) for one in own)
    ]
    return float(np.mean(found))


def chosen(lessons: Sequence[Lesson]) -> tuple[str, ...]:
    """Return the features that are worth their place on some folders, each tried once, from the last to the first."""
    kept = lessons[0].names
    most = worth(lessons, kept)
    for name in reversed(kept):
        without = tuple(other for other in kept if other != name)
        if (found := worth(lessons, without)) >= most - LEAST_WORTH:
            kept, most = without, found
    return kept


def nested(lessons: Sequence[Lesson]) -> Iterator[tuple[tuple[str, ...], float, float]]:
    """For each folder, the features chosen on the others, and the shares by their weights fitted there."""
    for one in lessons:
        rest = [other for other in lessons if other is not one]
        kept = chosen(rest)
        yield (kept, *shares(one, fitted(rest, kept)))


def left_out(lessons: Sequence[Lesson], kept: Sequence[str]) -> list[tuple[float, float]]:
    """For each folder, the shares by weights fitted on the others."""
    others = [[other for other in lessons if other is not one] for one in lessons]
    return [shares(one, fitted(rest, kept)) for one, rest in zip(lessons, others, strict=True)]


def _choice(item: Item, library: Library) -> tuple[tuple[str, ...], Choice] | None:
    material = library.material
    asked = find(readable(item.question), [readable(earlier) for earlier in item.history], material).asked
    ranked = rank(asked, material.index)
    if not ranked:
        return None
    leading = leading_of(witnesses(asked, ranked, material))
    found = candidates_of(asked, ranked, leading.entry if leading else None, material)
    right = np.array([_is_right(item, entry, library, asked) for entry in found.pool.entries.tolist()])
    return tuple(found.features), Choice(np.stack(list(found.features.values()), axis=1), right)


def _is_right(item: Item, entry: int, library: Library, asked: Query) -> bool:
    """Tell if what would be quoted for a sentence holds an answer, in a file that is known to."""
    material = library.material
    document = material.document(entry)
    text = material.collection.text(document.file)
    span = excerpt(material, entry, asked.cue, wanted_words(asked)).span
    words = "".join(fold(text[span.start : span.end]).split())
    wanted = [answer for answer in (*item.answers, *item.all_of) if answer]
    quotes = [one.quote for one in item.evidence if one.file == document.file]
    if wanted:
        return bool(quotes) and any("".join(fold(answer).split()) in words for answer in wanted)
    return any(text[span.start : span.end] in quote or quote in text[span.start : span.end] for quote in quotes)


def _folders(given: Sequence[Path]) -> Iterator[tuple[str, Path, list[Path]]]:
    yield "seeds", ROOT / "seeds", [ROOT / "tests" / "data" / name for name in SETS]
    for folder in given:
        yield folder.name, folder / "docs", [folder / "questions.jsonl"]


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--nested", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as index:
        found = {name: lesson(documents, sets, Path(index)) for name, documents, sets in _folders(arguments.folders)}
    lessons, names = list(found.values()), next(iter(found.values())).names
    _print(" " * 24 + " ".join(f"{name:>11}" for name in found))
    runs = [("all", names), *((f"- {n}", tuple(m for m in names if m != n)) for n in names if arguments.ablate)]
    for label, kept in runs:
        _print(f"{label:24}" + " ".join(f"{first:.3f}/{three:.3f}" for first, three in left_out(lessons, kept)))
    if arguments.nested:
        for folder, (kept, first, three) in zip(found, nested(lessons), strict=True):
            _print(f"{folder:24}{first:.3f}/{three:.3f}  without " + " ".join(n for n in names if n not in kept))
    for name, weight in zip(names, fitted(lessons, names), strict=True):
        _print(f"{name} = {weight:.2f}")


if __name__ == "__main__":
    main()
