"""Second stage of ranking: the first sentences of the first stage put in order by what they agree with a question in.

A weighted sum of the features of `retrieval.ask.rerank_features`; the weights are fitted on folders of several kinds by
`tests/benchmarks/rerank.py`, which also prints what each feature gives on folders that were left out of the fit.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from retrieval.ask.cue_features import shows_anew
from retrieval.ask.definitions import defined_thing, defining
from retrieval.ask.features import shipped, weighted
from retrieval.ask.headings import is_heading
from retrieval.ask.intent import FIGURES
from retrieval.ask.leading_rows import leading_rows
from retrieval.ask.pool import (
    FIRST_STAGE_SENTENCES,
    Pool,
    QuestionTerms,
    after_same_question,
    around,
    in_thread,
    pool_of,
)
from retrieval.ask.query import Query
from retrieval.ask.quotes import WORTH_QUOTING
from retrieval.ask.ranking import FirstStage, Ranked, documents_of
from retrieval.ask.remainder import Remainders, best_of_document
from retrieval.ask.rerank_features import Coverage, Features, agreement
from retrieval.ask.rows import agreeing_rows, header_of
from retrieval.corpus.corpus import Material
from retrieval.index.index import Index
from retrieval.language.fold import fold
from retrieval.language.letters import mostly_latin

# A sentence less than this below the best one, by weighted sum, is worth quoting, whatever the first stage says.
NEAR_BEST = 3.0
# The author's own words come before a summary of them; set, not fitted, because few folders have summaries.
SUMMARY_PENALTY = 1.5
# More than all features together.
LEADS = 100.0
EXPLAINED_SENTENCES = 3
# Number of sentences after the first that may be of its document.
COMPANY = 4


class AnswerEvidence(NamedTuple):
    """Evidence of the first sentence in the new order for an answer, from 0 to 1 but for the number of words.

    - `coverage`: the mean of the shares of the question that are around it and in its document;
    - `absent_words`: the number of content words that its document lacks as they are;
    - `shown`: 1 if the sentences around it show every kind of answer that is asked for;
    - `asked_word`, `same_question`: see `retrieval.ask.rerank_features` (`answers_like`);
    - `moved`: 1 if the first stage had another sentence first, which says the words of the question and no more;
    - `lead`: its share of the exponentials of all weighted sums;
    - `document_lead`: by which share of the best first-stage score the sentences of all other documents stay below it;
      0 where one document alone is asked;
    - `company`: the share of the next sentences that are of its document; 1/2 where one document alone is asked;
    - `figure`: the share of the figures asked for that it shows itself; 1 if none is;
    - `latin`: 1 if the question is mostly in Latin letters.
    """

    coverage: float
    absent_words: int
    shown: float
    asked_word: float
    same_question: float
    moved: float
    lead: float
    document_lead: float
    company: float
    figure: float
    latin: float


class Reranked(NamedTuple):
    """Sentences in their new order, what speaks for the first of them, and if it is the row that leads in its table."""

    ranked: list[Ranked]
    evidence: AnswerEvidence
    leads: bool


class Candidates(NamedTuple):
    """The pool of a question with the features of each of its sentences, and the rows of it that lead in a table."""

    pool: Pool
    coverage: Coverage
    features: Features
    first: FirstStage
    leading_rows: Sequence[int] = ()

    def first_stage_scores(self) -> list[float]:
        """Return the score of each candidate in the first stage; one that was not ranked there has the least
        of those.
        """
        own, least = self.first.own, float(self.first.scores.min())
        return [own.get(entry, least) for entry in self.pool.entries.tolist()]


def candidates_of(
    asked: Query, ranked: Sequence[Ranked], leading: int | None, material: Material, thread: int | None = None
) -> Candidates:
    """Gather the candidates for a question, and in what each agrees with it.

    `ranked` are those of the first stage; `thread` is the sentence that answered the question before.
    """
    terms = QuestionTerms(asked, material)
    thing = defined_thing(asked.parts[0].text)
    left = Remainders(asked, terms, material)
    also = [*_first_document(left, ranked, material), *(defining(thing, material) if thing else ())]
    also += after_same_question(asked, terms, material.index)
    also += around(thread, material.index) if thread is not None else ()
    first = [one.entry for one in ranked[:FIRST_STAGE_SENTENCES]]
    also += agreeing_rows(asked.parts[0].text, first, material)
    leading_in_table = leading_rows(asked.parts[0], first, material)
    pool = pool_of(ranked, [*also, *leading_in_table], material)
    coverage, own = Coverage(terms, pool), FirstStage.of(ranked, material.index)
    features = agreement(asked, terms, coverage, pool, own, leading, left, material)
    # A figure of a row says nothing without its column.
    rows = [header_of(entry, material) is not None for entry in pool.entries.tolist()]
    led = np.isin(pool.entries, leading_in_table).astype(float) if leading_in_table else None
    leads = np.where(rows, 0.0, features["leading_figure"]) if led is None else led
    thread_marks = in_thread(thread, pool, material.index)
    features = {**features, "leading_figure": leads, "thread": thread_marks}
    return Candidates(pool, coverage, features, own, leading_in_table)


def rerank(
    asked: Query, ranked: Sequence[Ranked], leading: Ranked | None, material: Material, thread: int | None = None
) -> Reranked:
    """Put the best of the first stage in order, the one that leads there second at least; the others follow.

    `leading` is the sentence of the first stage that shows what is asked for, or None; `thread` the one that answered
    the question before.
    """
    found = candidates_of(asked, ranked, leading.entry if leading else None, material, thread)
    weights = shipped().reranked
    total = weighted(found.features, weights)
    total -= SUMMARY_PENALTY * np.array([role == "summary" for role in found.pool.roles])
    # The row with the most of what is asked answers that, whatever else has more words of the question.
    if found.leading_rows:
        total[np.isin(found.pool.entries, found.leading_rows)] += LEADS
    order: list[int] = np.argsort(-total, kind="stable").tolist()
    quotable, near = WORTH_QUOTING * float(found.first.scores.max()), (total > total[order[0]] - NEAR_BEST).tolist()
    entries, scores = found.pool.entries.tolist(), found.first_stage_scores()
    explained = {at: partial(_parts, found.features, at, weights) for at in order[:EXPLAINED_SENTENCES]}
    chosen = [
        Ranked(entries[at], max(scores[at], quotable) if near[at] else scores[at], explained.get(at, dict))
        for at in order
    ]
    before = [leading, *ranked] if leading else ranked
    lead = 1 / float(np.exp(total - total[order[0]]).sum())
    ordered = _with_second(chosen, before, found, material.index)
    evidence = _evidence(asked, found, order[0], lead, ordered, ranked, material)
    whole = [*ordered, *_rest(chosen, ranked)]
    return Reranked(whole, evidence, entries[order[0]] in found.leading_rows)


def _evidence(
    asked: Query,
    found: Candidates,
    at: int,
    lead: float,
    ordered: Sequence[Ranked],
    ranked: Sequence[Ranked],
    material: Material,
) -> AnswerEvidence:
    entry, index = int(found.pool.entries[at]), material.index
    start, end = (int(bound[at]) for bound in found.pool.windows)
    around = "\n".join(index.folded[entry] for entry in range(start, end))
    said = "\n".join(part.text for part in asked.parts)
    return AnswerEvidence(
        coverage=found.coverage.mean_at(at),
        absent_words=found.coverage.absent_words_at(at),
        shown=float(all(shows_anew(cue, around, said) for cue in asked.cues)),
        asked_word=float(found.features["asked_word"][at]),
        same_question=float(found.features["answers_like"][at]),
        moved=float(entry != ranked[0].entry),
        lead=lead,
        document_lead=_document_lead(entry, found.first, material),
        company=_company(ordered, material),
        figure=float(found.features["figure"][at]) if any(cue.name in FIGURES for cue in asked.cues) else 1.0,
        latin=float(mostly_latin(asked.folded)),
    )


def _company(ordered: Sequence[Ranked], material: Material) -> float:
    if _is_one_document(material):
        return 0.5
    own, *others = documents_of(ordered[: 1 + COMPANY], material.index)
    return others.count(own) / max(len(others), 1)


def _document_lead(entry: int, first: FirstStage, material: Material) -> float:
    if _is_one_document(material):
        return 0.0
    rivals = first.scores[first.documents != material.index.document_of(entry)]
    return 1 - float(rivals.max(initial=0.0)) / float(first.scores.max())


def _is_one_document(material: Material) -> bool:
    return material.passages is not None or len(material.collection.documents) < 2


def _first_document(left: Remainders, ranked: Sequence[Ranked], material: Material) -> list[int]:
    index = material.index
    number = index.document_of(ranked[0].entry)
    document, name = index.range_of(number), fold(material.collection.documents[number].name)
    return best_of_document(left.of([document], [name]), document)


def _parts(features: Features, at: int, weights: Mapping[str, float]) -> Mapping[str, float]:
    return {name: round(float(values[at]) * weights[name], 3) for name, values in features.items() if values[at]}


def _with_second(chosen: list[Ranked], before: Sequence[Ranked], found: Candidates, index: Index) -> list[Ranked]:
    """Return the same order with the best of the first stage in second place that is not first.

    Headings come after all others; questions, and rows that say the opposite of what is looked for, are left out:
    they answer nothing.
    """
    first, *others = chosen
    entries = found.pool.entries
    answerless = set(entries[(found.features["question"] > 0) | (found.features["row_agrees"] < 0)].tolist())
    figures = found.features["figure"]
    heads = answerless.union(entries[(found.features["heading"] > 0) & (figures < 1)].tolist())
    opposed = set(entries[found.features["row_agrees"] < 0].tolist())
    earlier = (one.entry for one in before if one.entry != first.entry and one.entry not in opposed)
    entry = next((entry for entry in earlier if not is_heading(entry, index)), None)
    second = [one for one in others if one.entry == entry]
    asks = first.entry in answerless
    rest = [one for one in others if one.entry != entry and (asks or one.entry not in answerless)]
    return [first, *second, *sorted(rest, key=lambda one: one.entry in heads)]


def _rest(chosen: Sequence[Ranked], ranked: Sequence[Ranked]) -> list[Ranked]:
    """Return the sentences of the first stage that were no candidates, in their order."""
    known = {one.entry for one in chosen}
    return [one for one in ranked[FIRST_STAGE_SENTENCES:] if one.entry not in known]
