"""Public question sets -> figures of the product's own ranking, each context a passage.

A set is JSON lines, gzip or not: `{"title", "context", "questions": [{"question", "answers"}]}`. The context that a
question was written on is the relevant one; the others of the set are what it is found among.
"""

import gzip
import json
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from pydantic import ConfigDict, ValidationError
from rank_bm25 import BM25Okapi

from retrieval.arrays.tables import columns_of
from retrieval.ask.citation import readable_span
from retrieval.ask.query import query
from retrieval.ask.ranking import rank, rank_passages
from retrieval.documents.blocks import Block
from retrieval.documents.sentences import sentences
from retrieval.errors import QuestionSetBroken, QuestionSetMissing
from retrieval.index.builder import index_arrays
from retrieval.index.index import Index
from retrieval.index.top_k import Scores
from retrieval.language.lexicon import Lexicon
from retrieval.language.tokenizer import Analyzer
from retrieval.model import Passage, Sentence, Value
from retrieval.runtime import Progress, each, unseen

_DEPTH = 10


class AskedQuestion(Value):
    """A question on a context, and the answers that the annotators found there."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str
    answers: tuple[str, ...] = ()


class PassageContext(Value):
    """A passage of a set with its questions."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    context: str
    questions: tuple[AskedQuestion, ...]


class PassageFigures(Value):
    """Shares from 0 to 1: the right passage first, its reciprocal rank among ten, and quotes with an answer.

    `picked` is the share of questions whose first quote, the passage being given, holds an annotated answer; None for
    a ranking that quotes nothing.
    """

    name: str
    questions: int
    recall_at_1: float
    mrr_at_10: float
    picked: float | None = None


def read_contexts(path: Path) -> tuple[PassageContext, ...]:
    """Read a set; raises QuestionSetMissing where there is none and QuestionSetBroken at the first bad line."""
    contexts = []
    try:
        lines = (gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()).split(b"\n")
    except (OSError, EOFError):
        raise QuestionSetMissing(file=str(path)) from None
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                contexts.append(PassageContext.model_validate(json.loads(line)))
            except (ValidationError, ValueError) as error:
                reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
                raise QuestionSetBroken(file=str(path), line=number, reason=reason) from None
    if not contexts:
        raise QuestionSetMissing(file=str(path))
    return tuple(contexts)


def evaluate_passages(
    contexts: Sequence[PassageContext],
    analyzer: Analyzer,
    convert: Callable[[str], str] = str,
    progress: Progress = unseen,
) -> Iterator[PassageFigures]:
    """Yield the figures of the product's ranking, of rank-bm25 over plain jieba words, and of bm25s where it is
    installed.

    `convert` is applied to every question, to put it into the other script for example.
    """
    asked = [(at, item, convert(item.question)) for at, found in enumerate(contexts) for item in found.questions]
    yield _ours(contexts, asked, analyzer, progress)
    plain = [[token.text for token in analyzer.plain_tokens(found.context)] for found in contexts]
    questions = [[token.text for token in analyzer.plain_tokens(question)] for _, _, question in asked]
    relevant = [at for at, _, _ in asked]
    okapi = BM25Okapi(plain)
    yield _figures(
        "rank-bm25", relevant, (np.asarray(okapi.get_scores(words)) for words in each(questions, "answering", progress))
    )
    peer = _bm25s(plain)
    if peer:
        yield _figures("bm25s", relevant, (peer(words) for words in each(questions, "answering", progress)))


def _ours(
    contexts: Sequence[PassageContext],
    asked: Sequence[tuple[int, AskedQuestion, str]],
    analyzer: Analyzer,
    progress: Progress,
) -> PassageFigures:
    passages = [_passage(at, found.context) for at, found in enumerate(contexts)]
    lexicon = Lexicon()
    texts = [found.context for found in contexts]
    index = _index(passages, texts, analyzer, lexicon, progress)
    scores, picked = [], 0
    for at, item, question in each(asked, "answering", progress):
        found = query(question, (), index, analyzer, lexicon)
        scores.append(rank_passages(found, index))
        best = rank(found, index, passages=[at])
        if best:
            sentence = index.entries[best[0].entry]
            span = readable_span(texts[at], passages[at], sentence, found.cue)
            picked += any(answer in texts[at][span.start : span.end] for answer in item.answers)
    figures = _figures("yinju", [at for at, _, _ in asked], scores)
    return figures.model_copy(update={"picked": picked / len(asked)})


def _index(
    passages: Sequence[Passage], texts: Sequence[str], analyzer: Analyzer, lexicon: Lexicon, progress: Progress
) -> Index:
    arrays = index_arrays(passages, texts.__getitem__, [""] * len(texts), analyzer, lexicon, progress=progress)
    return Index(arrays, columns_of(passages), lexicon)


def _passage(number: int, context: str) -> Passage:
    found = sentences(context, Block(start=0, end=len(context), role="text"))
    own = tuple(Sentence(start=one.start, end=one.end) for one in found)
    return Passage(start=0, end=len(context), document=number, section=None, sentences=own)


def _figures(name: str, relevant: Sequence[int], scores: Sequence[Scores] | Iterator[Scores]) -> PassageFigures:
    ranks = [_rank(found, at) for at, found in zip(relevant, scores, strict=True)]
    first = sum(rank == 1 for rank in ranks) / len(ranks)
    reciprocal = sum(1 / rank for rank in ranks if rank <= _DEPTH) / len(ranks)
    return PassageFigures(name=name, questions=len(ranks), recall_at_1=first, mrr_at_10=reciprocal)


def _rank(scores: Scores, relevant: int) -> int:
    """Return the place of the relevant passage, from 1; among equals the earlier passage comes first."""
    own = scores[relevant]
    return int((scores > own).sum() + (scores[:relevant] == own).sum()) + 1


def _bm25s(corpus: Sequence[Sequence[str]]) -> Callable[[Sequence[str]], Scores] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import bm25s
    except ImportError:
        return None
    ranker = bm25s.BM25()
    ranker.index([list(words) for words in corpus], show_progress=False)

    def scores(words: Sequence[str]) -> Scores:
        known = [word for word in words if word in ranker.vocab_dict]
        found = ranker.get_scores(known) if known else np.zeros(len(corpus))
        return np.asarray(found, dtype=np.float64)

    return scores
