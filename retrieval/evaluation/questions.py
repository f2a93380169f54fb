"""Question sets -> figures, through the library like any user.

A question set is JSON lines: `question`, `history`?, `kind`, `answerable`, `answers` (any of them will do) or `all_of`
(every one is wanted), and `evidence`, the places that carry the answer, each `{"file", "quote"}`.

A quote is *good* for a string if it comes from a file of the evidence, overlaps a place where an evidence quote stands
in that file, and holds the string. A miss is a miss, also where a synonym would do: nothing is normalised.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import TypeVar

from pydantic import ConfigDict, ValidationError

from retrieval.errors import QuestionSetBroken, QuestionSetMissing
from retrieval.model import Answer, Quote, Value


class EvidenceQuote(Value):
    """A verbatim piece of a file that carries an answer."""

    file: str
    quote: str


class Item(Value):
    """One question of a set; fields that are not used here are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str = ""
    kind: str = ""
    question: str
    history: tuple[str, ...] = ()
    answerable: bool = True
    answers: tuple[str, ...] = ()
    all_of: tuple[str, ...] = ()
    evidence: tuple[EvidenceQuote, ...] = ()


class Figures(Value):
    """The figures of a set, each a share from 0 to 1 but for `characters`; None where the set has nothing to count.

    `hit_at_1` and `hit_at_3`: answerable questions with `answers` of which one of the first quotes is good.
    `parts_at_1` and `parts_at_3`: the share of the `all_of` strings with a good quote among the first ones, on average.
    Abstention counts questions answered `not_found`, unanswerable ones being those that should.
    `characters`: quoted for each question answered, all quotes together, on average.
    `by_kind`: at 1 and at 3 quotes, hits, parts or the share of right refusals, whichever the kind is judged by.
    """

    questions: int
    hit_at_1: float | None
    hit_at_3: float | None
    parts_at_1: float | None
    parts_at_3: float | None
    abstain_precision: float | None
    abstain_recall: float | None
    abstain_f1: float | None
    characters: float | None
    not_verbatim: int
    by_kind: Mapping[str, tuple[float, float]]


def read_questions(path: Path) -> tuple[Item, ...]:
    """Read a question set; raises QuestionSetMissing for none and QuestionSetBroken at the first bad line."""
    return read_json_lines(path, Item)


def evaluate(items: Sequence[Item], answers: Sequence[Answer], text_of: Callable[[str], str]) -> Figures:
    """Judge the answers to the items, given in the same order; `text_of` gives the text of a file by its name."""
    pairs = list(zip(items, answers, strict=True))
    wanted = [(item, answer) for item, answer in pairs if item.answerable and item.answers]
    by_kind: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for item, answer in pairs:
        by_kind[item.kind].append((judge(item, answer, text_of, 1), judge(item, answer, text_of, 3)))
    refused = [not answer.quotes and answer.status == "not_found" for answer in answers]
    right = sum(no and not item.answerable for no, item in zip(refused, items, strict=True))
    precision, recall = _share(right, sum(refused)), _share(right, sum(not item.answerable for item in items))
    return Figures(
        questions=len(items),
        hit_at_1=_mean(share(item, answer.quotes[:1], text_of) for item, answer in wanted),
        hit_at_3=_mean(share(item, answer.quotes[:3], text_of) for item, answer in wanted),
        parts_at_1=_mean(share(item, answer.quotes[:1], text_of) for item, answer in pairs if item.all_of),
        parts_at_3=_mean(share(item, answer.quotes[:3], text_of) for item, answer in pairs if item.all_of),
        abstain_precision=precision,
        abstain_recall=recall,
        abstain_f1=None if recall is None else 2 * (precision or 0) * recall / max((precision or 0) + recall, 1e-9),
        characters=_mean(float(sum(len(quote.text) for quote in answer.quotes)) for answer in answers if answer.quotes),
        not_verbatim=sum(text_of(q.file)[q.start : q.end] != q.text for answer in answers for q in answer.quotes),
        by_kind={
            kind: (fmean(one for one, _ in found), fmean(three for _, three in found))
            for kind, found in sorted(by_kind.items())
        },
    )


def judge(item: Item, answer: Answer, text_of: Callable[[str], str], quotes: int = 3) -> float:
    """From 0 to 1: how much of what the item asks for the first quotes hold, or whether silence was right."""
    if not item.answerable:
        return float(answer.status == "not_found" and not answer.quotes)
    return share(item, answer.quotes[:quotes], text_of)


def share(item: Item, quotes: Sequence[Quote], text_of: Callable[[str], str]) -> float:
    """Return the share of what an item asks for that some quotes hold: all of `all_of`, or any of `answers` (0
    or 1).
    """
    good = [quote.text for quote in quotes if any(stands_in(quote, place, text_of) for place in item.evidence)]
    if item.all_of:
        return fmean(any(part in text for text in good) for part in item.all_of)
    return float(any(answer in text for text in good for answer in item.answers))


def stands_in(quote: Quote, evidence: EvidenceQuote, text_of: Callable[[str], str]) -> bool:
    """Return whether a quote shares a character with any place where the evidence stands in its file."""
    if quote.file != evidence.file or not evidence.quote:
        return False
    text = text_of(quote.file)
    at = text.find(evidence.quote)
    while at >= 0:
        if quote.start < at + len(evidence.quote) and at < quote.end:
            return True
        at = text.find(evidence.quote, at + 1)
    return False


def _mean(values: Iterable[float]) -> float | None:
    found = list(values)
    return fmean(found) if found else None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


Row = TypeVar("Row", bound=Value)


def read_json_lines(path: Path, kind: type[Row]) -> tuple[Row, ...]:
    """Return the objects of a UTF-8 file, in order, blank lines passed over.

    Raises QuestionSetMissing where there is none, and QuestionSetBroken at the first line that is not of that kind.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise QuestionSetMissing(file=str(path)) from None
    items = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                items.append(kind.model_validate(json.loads(line)))
            except (ValidationError, json.JSONDecodeError) as error:
                reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
                raise QuestionSetBroken(file=str(path), line=number, reason=reason) from None
    if not items:
        raise QuestionSetMissing(file=str(path))
    return tuple(items)
