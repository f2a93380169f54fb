"""Fit the weights of the second stage of ranking on several folders, and tell what they give on those left out.

    python -m tests.benchmarks.rerank FOLDER... [--ablate] [--nested] [--cache FOLDER]

A folder holds `docs/` and `questions.jsonl`, each line with `question`, `history`?, `answerable`, `answers` or
`all_of`, and `evidence` (file and quote). The shipped documents with their three sets of questions come first, as
`seeds`. Printed are, for each folder, the share of questions with a right sentence first and among three, by the
shipped weights and by weights fitted on the other folders; with `--ablate` the same without each feature; and last the
weights fitted on all of them.

With `--nested` the features are chosen anew for each folder, too: a feature is kept if it is worth its place on the
other folders, each of these left out in turn of the fit that tells so. Two processes do so.

With `--cache` the candidates of each folder are taken from there, where a run before has put them, whatever has changed
since.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from retrieval.ask.answer import find
from retrieval.ask.citation import excerpt
from retrieval.ask.confidence import leading_of, witnesses
from retrieval.ask.features import shipped
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
# From weights of all features, those without one are found in fewer rounds.
KNOWN_ROUNDS = 60
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


def fitted(lessons: Sequence[Lesson], kept: Sequence[str], known: Numbers | None = None) -> Numbers:
    """Weights of some features, by all folders alike; `known` are those of more features."""
    names = lessons[0].names
    spread = np.concatenate([choice.features for one in lessons for choice in one.choices]).std(axis=0) + 1e-9
    sign = np.array([(-1.0 if name in AGAINST else 1.0) * (name in kept) for name in names])
    groups = [
        ([Choice(choice.features / spread * sign, choice.right) for choice in one.choices], 1 / len(lessons))
        for one in lessons
    ]
    start = np.zeros(len(names))
    if known is None:
        weights = fit_choice(groups, start, PULL, ROUNDS)
    else:
        weights = fit_choice(groups, start, PULL, KNOWN_ROUNDS, known * sign * spread)
    found: Numbers = weights * sign / spread
    return found


def shares(one: Lesson, weights: Numbers) -> tuple[float, float]:
    """Return the shares of questions with a right sentence first, and among three."""
    orders = [(choice.right, np.argsort(-(choice.features @ weights), kind="stable")) for choice in one.choices]
    count = len(one.choices) + one.silent
    return sum(r[o[0]] for r, o in orders) / count, sum(r[o[:3]].any() for r, o in orders) / count


def worth(lessons: Sequence[Lesson], kept: Sequence[str], known: Sequence[Numbers]) -> float:
    """Return the mean share right, first and among three, on each folder by weights of the others.

    `known` are the weights of all features by which each folder was left out.
    """
    rests = zip(lessons, _others(lessons), known, strict=True)
    found = [shares(one, fitted(rest, kept, weights)) for one, rest, weights in rests]
    return float(np.mean([first + AMONG_FACTOR * three for first, three in found]))


def chosen(lessons: Sequence[Lesson]) -> tuple[str, ...]:
    """Return the features that are worth their place on folders left out, each tried once, from the last to the
    first.
    """
    kept = lessons[0].names
    known = [fitted(rest, kept) for rest in _others(lessons)]
    most = worth(lessons, kept, known)
    for name in reversed(kept):
        without = tuple(other for other in kept if other != name)
        if (found := worth(lessons, without, known)) >= most - LEAST_WORTH:
            kept, most = without, found
    return kept


def nested(lessons: Sequence[Lesson], left_out: int) -> tuple[tuple[str, ...], float, float]:
    """Return the features chosen on all folders but one, and its shares by their weights fitted there."""
    rest = _others(lessons)[left_out]
    kept = chosen(rest)
    return (kept, *shares(lessons[left_out], fitted(rest, kept)))


def left_out(lessons: Sequence[Lesson], kept: Sequence[str]) -> list[tuple[float, float]]:
    """For each folder, the shares by weights fitted on the others."""
    return [shares(one, fitted(rest, kept)) for one, rest in zip(lessons, _others(lessons), strict=True)]


def _others(lessons: Sequence[Lesson]) -> list[list[Lesson]]:
    """Return for each folder the others."""
    return [[*lessons[:at], *lessons[at + 1 :]] for at in range(len(lessons))]


def _shipped(names: Sequence[str]) -> Numbers:
    return np.array([shipped().reranked[name] for name in names])


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


def _lessons(given: Sequence[Path], cache: Path | None) -> Iterator[tuple[str, Lesson]]:
    for name, documents, sets in _folders(given):
        kept = cache / f"{name}.npz" if cache else None
        if kept and kept.exists():
            yield name, _kept(kept)
            continue
        with tempfile.TemporaryDirectory() as index:
            found = lesson(documents, sets, Path(index))
        if kept:
            _keep(found, kept)
        yield name, found


def _keep(one: Lesson, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    features, right = (np.concatenate(column) for column in zip(*one.choices, strict=True))
    ends = np.cumsum([len(choice.right) for choice in one.choices])[:-1]
    np.savez_compressed(path, names=one.names, features=features, right=right, ends=ends, silent=one.silent)


def _kept(path: Path) -> Lesson:
    with np.load(path) as own:
        columns = (np.split(own[name], own["ends"]) for name in ("features", "right"))
        choices = [Choice(features, right) for features, right in zip(*columns, strict=True)]
        return Lesson(tuple(own["names"].tolist()), choices, int(own["silent"]))


def _print(label: str, found: Sequence[tuple[float, float]]) -> None:
    _say(f"{label:24}" + " ".join(f"{first:.3f}/{three:.3f}" for first, three in found))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--ablate", action="store_true")
    parser.add_argument("--nested", action="store_true")
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    known = dict(_lessons(arguments.folders, arguments.cache))
    lessons, names = list(known.values()), next(iter(known.values())).names
    _say(" " * 24 + " ".join(f"{name:>11}" for name in known))
    _print("shipped", [shares(one, _shipped(names)) for one in lessons])
    runs = [("all", names), *((f"- {n}", tuple(m for m in names if m != n)) for n in names if arguments.ablate)]
    for label, kept in runs:
        _print(label, left_out(lessons, kept))
    if arguments.nested:
        with ProcessPoolExecutor(2) as pool:
            found = list(pool.map(partial(nested, lessons), range(len(lessons))))
        _print("chosen on the others", [(first, three) for _, first, three in found])
        for folder, (kept, *_) in zip(known, found, strict=True):
            _say(f"{folder:24}without " + " ".join(name for name in names if name not in kept))
    for name, weight in zip(names, fitted(lessons, names), strict=True):
        _say(f"{name} = {weight:.2f}")


if __name__ == "__main__":
    main()
