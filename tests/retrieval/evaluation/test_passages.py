"""Public sets: what the figures mean, on two contexts that stand here in full."""

import gzip
import json
from pathlib import Path

import pytest

from retrieval.errors import QuestionSetBroken, QuestionSetMissing
from retrieval.evaluation.passages import evaluate_passages, read_contexts
from retrieval.language.tokenizer import Analyzer

CONTEXTS = [
    {
        "title": "京都",
        "context": "京都是日本的城市。它有一百四十万人口。城里有很多寺庙。",
        "questions": [{"id": "1", "question": "京都有多少人口？", "answers": ["一百四十万"]}],
    },
    {
        "title": "云",
        "context": "云由水滴组成。最高的云在一万米以上。",
        "questions": [
            {"id": "2", "question": "雲由什麼組成？", "answers": ["水滴"]},
            {"id": "3", "question": "京都有很多什么？", "answers": ["寺庙"]},
        ],
    },
]


def written(path: Path, lines: list[str]) -> Path:
    """Return a gzipped set of these lines."""
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    return path


def test_figures_of_a_set_worked_by_hand(tmp_path: Path, analyzer: Analyzer) -> None:
    """The third question was written on the wrong context on purpose: its passage comes second, and holds no answer."""
    contexts = read_contexts(written(tmp_path / "set.jsonl.gz", [json.dumps(line) for line in CONTEXTS]))
    ours, peer, *_ = evaluate_passages(contexts, analyzer)
    assert (ours.name, ours.questions) == ("yinju", 3)
    assert ours.recall_at_1 == pytest.approx(2 / 3)
    assert ours.mrr_at_10 == pytest.approx((1 + 1 + 1 / 2) / 3)
    assert ours.picked == pytest.approx(2 / 3)
    assert (peer.name, peer.picked) == ("rank-bm25", None)


def test_questions_can_be_put_into_another_script(tmp_path: Path, analyzer: Analyzer) -> None:
    """Each is converted before it is asked."""
    contexts = read_contexts(written(tmp_path / "set.jsonl.gz", [json.dumps(line) for line in CONTEXTS]))
    seen: list[str] = []

    def convert(question: str) -> str:
        seen.append(question)
        return question

    list(evaluate_passages(contexts, analyzer, convert))
    assert seen == ["京都有多少人口？", "雲由什麼組成？", "京都有很多什么？"]


@pytest.mark.parametrize(
    ("lines", "error", "words"),
    [
        ([], QuestionSetMissing, "no question in"),
        (['{"context": "x"}'], QuestionSetBroken, "Line 1 of .* is no question: Field required"),
        (["{}", "[" * 10], QuestionSetBroken, "Line 1"),
    ],
)
def test_a_broken_set_is_refused(tmp_path: Path, lines: list[str], error: type[Exception], words: str) -> None:
    """With the line and the reason."""
    with pytest.raises(error, match=words):
        read_contexts(written(tmp_path / "set.jsonl.gz", lines))


def test_a_missing_set_is_refused(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(QuestionSetMissing, match=r"nowhere\.jsonl\.gz"):
        read_contexts(tmp_path / "nowhere.jsonl.gz")
