"""Lessons for fitting weights: questions with the sentences found for them, the right ones marked."""

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from platformdirs import user_cache_path

from retrieval.ask.answer import find
from retrieval.ask.confidence import Signals, signals, witnesses
from retrieval.ask.features import SharedTerms, shipped, weighted
from retrieval.ask.intent import is_small_talk
from retrieval.ask.query import Query, query, readable
from retrieval.ask.ranking import candidates, factors_of
from retrieval.corpus.corpus import Material
from retrieval.evaluation.passages import AskedQuestion, PassageContext, read_contexts
from retrieval.evaluation.questions import Item, read_questions
from retrieval.language.fold import fold
from retrieval.library import Library
from tests.benchmarks.fitting import Choice

ROOT = Path(__file__).parents[2]
SETS = ("questions.jsonl", "more_questions.jsonl", "further_questions.jsonl")
SAMPLE = 1000


class Judged(NamedTuple):
    """Signals of an answer to a question, if there is one, and the name of its set."""

    signals: Signals
    answerable: bool
    origin: str


class Lessons(NamedTuple):
    """Everything that is fitted on, of our own questions and of public sets.

    `silent` is how many of each of our own sets are rightly refused by other means than the signals.
    """

    own: list[Choice]
    public: list[list[Choice]]
    judged: list[Judged]
    public_judged: list[Judged]
    silent: dict[str, int]


def feature_names() -> list[str]:
    """Return the features of sentences that have a weight, in the order of the file."""
    return list(shipped().sentences)


def lessons(sets: Sequence[Path]) -> Lessons:
    """Ask every question of our own sets over the shipped documents, and those of each public set over its contexts."""
    material = _material(ROOT / "seeds")
    items = [(name, item) for name in SETS for item in read_questions(ROOT / "tests" / "data" / name)]
    own = [choice for _, item in items if item.answerable and (choice := _choice_of(item, material)).right.any()]
    judged = [found for name, item in items if (found := _judged(item, material, name))]
    refused = [name for name, item in items if not item.answerable and not _judged(item, material, name)]
    silent = {name: refused.count(name) for name in SETS}
    public: list[list[Choice]] = []
    public_judged: list[Judged] = []
    for path in sets:
        choices, without = public_lessons(path)
        public.append(choices)
        public_judged += without
    return Lessons(own, public, judged, public_judged, silent)


def public_lessons(path: Path, *, choices: bool = True) -> tuple[list[Choice], list[Judged]]:
    """Ask the questions of a public set over its contexts; without `choices` those that signals are judged by only."""
    with tempfile.TemporaryDirectory() as folder:
        contexts = read_contexts(path)
        for number, context in enumerate(contexts):
            (Path(folder) / _name(number)).write_text(context.context, "utf-8")
        there = _material(Path(folder))
        return list(_public_choices(contexts, there)) if choices else [], list(_public_judged(contexts, there))


def _material(folder: Path) -> Material:
    return Library.open(folder, cache=user_cache_path("yinju", appauthor=False)).material


def _name(number: int) -> str:
    return f"{number:05}.txt"


def _choice_of(item: Item, material: Material) -> Choice:
    asked = query(
        readable(item.question),
        [readable(q) for q in item.history],
        material.index,
        material.analyzer,
        material.lexicon,
    )
    among = candidates(SharedTerms(asked, material.index), shipped())
    right = {at for at in material.index.entries_in(among)[0].tolist() if _is_right(item, at, material)}
    return _choice(asked, material, among.tolist(), right)


def _is_right(item: Item, entry: int, material: Material) -> bool:
    """Return whether a sentence holds an answer and meets a place of the evidence."""
    sentence, file = material.sentence(entry), material.document(entry).file
    if not any(answer in material.words(entry) for answer in (*item.answers, *item.all_of)):
        return False
    text = material.collection.text(file)
    found = [(text.find(place.quote), len(place.quote)) for place in item.evidence if place.file == file]
    return any(at >= 0 and sentence.start < at + length and at < sentence.end for at, length in found)


def _choice(asked: Query, material: Material, among: Sequence[int], right: set[int]) -> Choice:
    evidence = SharedTerms(asked, material.index)
    passages = np.array(sorted(among), dtype=np.int32)
    entries = material.index.entries_in(passages)[0].tolist()
    scores = weighted(evidence.of_passages(passages), shipped().passages)
    features = evidence.of_sentences(passages, scores)
    factors = factors_of(asked, material.index, np.array(entries, np.int32), shipped())
    nothing = np.zeros(len(entries))
    table = np.stack([features.get(name, nothing) for name in feature_names()], axis=1) * factors[:, None]
    return Choice(table, np.array([at in right for at in entries], dtype=bool))


def _judged(item: Item, material: Material, origin: str) -> Judged | None:
    """Return the signals for a question; None where it is not they that decide."""
    if is_small_talk(fold(item.question)):
        return None
    found = find(readable(item.question), [readable(q) for q in item.history], material)
    if found.own or not found.seen or found.confidence == 0:
        return None
    return Judged(signals(found.asked, found.seen, material), item.answerable, origin)


def _public_choices(contexts: Sequence[PassageContext], material: Material) -> Iterator[Choice]:
    for passages, question in _questions(contexts, material):
        asked = query(readable(question.question), (), material.index, material.analyzer, material.lexicon)
        entries = material.index.entries_in(np.array(passages, np.int32))[0].tolist()
        right = {at for at in entries if any(answer in material.words(at) for answer in question.answers)}
        if right:
            yield _choice(asked, material, passages, right)


def _public_judged(contexts: Sequence[PassageContext], material: Material) -> Iterator[Judged]:
    asked = list(_questions(contexts, material))
    for passages, question in asked[:: max(len(asked) // SAMPLE, 1)]:
        found = find(readable(question.question), (), material)
        gone = [r for r in found.ranked if material.index.owners[r.entry] not in passages]
        if found.seen:
            yield Judged(signals(found.asked, found.seen, material), True, "")
        if gone:
            seen = witnesses(found.asked, gone, material)
            yield Judged(signals(found.asked, seen, material), False, "")


def _questions(contexts: Sequence[PassageContext], material: Material) -> Iterator[tuple[list[int], AskedQuestion]]:
    """Each question with the passages of the context that it was asked about."""
    of_file: dict[str, list[int]] = {}
    for number, passage in enumerate(material.collection.passages):
        of_file.setdefault(material.collection.document_of(passage).file, []).append(number)
    for number, context in enumerate(contexts):
        if _name(number) in of_file:
            yield from ((of_file[_name(number)], question) for question in context.questions)
