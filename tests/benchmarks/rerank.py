"""Fit the weights of the second stage of ranking on several folders, and tell what they give on those left out.

    python -m tests.benchmarks.rerank FOLDER... [--worths] [--nested] [--cache FOLDER]

A folder holds `docs/` and `questions.jsonl`, each line with `question`, `history`?, `answerable`, `answers` or
`all_of`, and `evidence` (file and quote). The shipped documents with their three sets of questions come first, as
`seeds`. Printed are, for each folder, the share of questions with a right sentence first and among three, by the
shipped weights and by weights fitted on the other folders; with `--worths` what each feature is worth on folders left
out (see `tests.benchmarks.choosing`); and last the weights fitted on all of them, in the size of the shipped ones.

With `--nested` the features are chosen anew for each folder, too, on the others alone. Two processes do so.

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
from tests.benchmarks.choosing import chosen, fitted, worths
from tests.benchmarks.fitting import Choice, Numbers
from tests.benchmarks.lessons import ROOT, SETS

# Features that speak against a sentence; the fit holds each sign.
AGAINST = ("question", "heading", "nothing_new", "length")


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


def signed(lessons: Sequence[Lesson]) -> tuple[list[Sequence[Choice]], Numbers]:
    """Return the choices of folders with all features of one spread and speaking for a sentence, and what they are
    times of as they were.
    """
    spread = np.concatenate([choice.features for one in lessons for choice in one.choices]).std(axis=0) + 1e-9
    times = np.array([-1.0 if name in AGAINST else 1.0 for name in lessons[0].names]) / spread
    return [[choice._replace(features=choice.features * times) for choice in one.choices] for one in lessons], times


def weights_of(lessons: Sequence[Lesson], kept: Sequence[str]) -> Numbers:
    """Weights of some features, by all folders alike."""
    choices, times = signed(lessons)
    return fitted(choices, np.array([name in kept for name in lessons[0].names])) * times


def shares(one: Lesson, weights: Numbers) -> tuple[float, float]:
    """Return the shares of questions with a right sentence first, and among three."""
    orders = [(choice.right, np.argsort(-(choice.features @ weights), kind="stable")) for choice in one.choices]
    count = len(one.choices) + one.silent
    return sum(r[o[0]] for r, o in orders) / count, sum(r[o[:3]].any() for r, o in orders) / count


def nested(lessons: Sequence[Lesson], left_out: int) -> tuple[tuple[str, ...], float, float]:
    """Return the features chosen on all folders but one, and its shares by their weights fitted there."""
    rest = _others(lessons)[left_out]
    kept = chosen(signed(rest)[0], rest[0].names)
    return (kept, *shares(lessons[left_out], weights_of(rest, kept)))


def left_out(lessons: Sequence[Lesson], kept: Sequence[str]) -> list[tuple[float, float]]:
    """For each folder, the shares by weights fitted on the others."""
    return [shares(one, weights_of(rest, kept)) for one, rest in zip(lessons, _others(lessons), strict=True)]


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


def _size(weights: Numbers, other: Numbers) -> float:
    return float(weights @ other / (weights @ weights))


def _print(label: str, found: Sequence[tuple[float, float]]) -> None:
    mean = np.mean(found, axis=0)
    _say(f"{label:24}" + " ".join(f"{first:.3f}/{three:.3f}" for first, three in [*found, mean]))


def _print_worths(lessons: Sequence[Lesson], folders: Sequence[str]) -> None:
    choices, _ = signed(lessons)
    found = worths(choices, lessons[0].names, np.ones(len(lessons[0].names), bool))
    _say("worth on folders left out, with its standard error; missed most by")
    for at in np.argsort(found.means).tolist():
        most = int(found.losses[:, at].argmax())
        told = f"{found.means[at]:+.4f} {found.errors[at]:.4f}  {folders[most]} {found.losses[most, at]:+.3f}"
        _say(f"{found.names[at]:24}{told}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--worths", action="store_true")
    parser.add_argument("--nested", action="store_true")
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    known = dict(_lessons(arguments.folders, arguments.cache))
    lessons, names = list(known.values()), next(iter(known.values())).names
    _say(" " * 24 + " ".join(f"{name:>11}" for name in [*known, "mean"]))
    _print("shipped", [shares(one, _shipped(names)) for one in lessons])
    _print("weights of the others", left_out(lessons, names))
    if arguments.nested:
        with ProcessPoolExecutor(2) as pool:
            found = list(pool.map(partial(nested, lessons), range(len(lessons))))
        _print("chosen on the others", [(first, three) for _, first, three in found])
        for folder, (kept, *_) in zip(known, found, strict=True):
            _say(f"{folder:24}without " + " ".join(name for name in names if name not in kept))
    if arguments.worths:
        _print_worths(lessons, list(known))
    weights = weights_of(lessons, names)
    for name, weight in zip(names, weights * _size(weights, _shipped(names)), strict=True):
        _say(f"{name} = {weight:.2f}")


if __name__ == "__main__":
    main()
