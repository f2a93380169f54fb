"""Worked examples of every figure, on a text that stands here in full."""

from pathlib import Path

import pytest

from retrieval.errors import QuestionSetBroken, QuestionSetMissing
from retrieval.evaluation.questions import EvidenceQuote, Item, evaluate, read_questions, share
from retrieval.model import Answer, Quote

TEXT = "云收入398亿。外卖1.2亿单。云收入317亿。"
#       0        8          16
CLOUD, TAKEAWAY, EARLIER = (0, 8), (8, 16), (16, 24)


def quote(start: int, end: int, file: str = "a.txt") -> Quote:
    """Return a quote of TEXT."""
    return Quote(
        start=start, end=end, text=TEXT[start:end], file=file, line=1, document="a.txt#1", title=None, author=None,
        publisher=None, published=None, url=None, section=None, score=1, highlights=(), receipt="r",
    )  # fmt: skip


def answer(*slices: tuple[int, int]) -> Answer:
    """Return an answer with quotes at these slices, or not_found for none."""
    return Answer(
        question="?", status="answered" if slices else "not_found", quotes=tuple(quote(a, b) for a, b in slices)
    )


def item(answers: tuple[str, ...] = (), evidence: str = "云收入398亿。", **more: object) -> Item:
    """Return a question with one piece of evidence in a.txt."""
    places = (EvidenceQuote(file="a.txt", quote=evidence),)
    return Item.model_validate({"question": "?", "answers": answers, "evidence": places, **more})


def text_of(file: str) -> str:
    """Every file is TEXT."""
    return TEXT


@pytest.mark.parametrize(
    ("wanted", "quotes", "expected"),
    [
        pytest.param(item(("398亿",)), [quote(*CLOUD)], 1, id="at the place, with the string"),
        pytest.param(item(("398亿",)), [quote(0, 5)], 0, id="at the place, cut before the string"),
        pytest.param(item(("398亿",)), [quote(*TAKEAWAY)], 0, id="another place"),
        pytest.param(item(("398亿",)), [quote(*CLOUD, file="b.txt")], 0, id="another file"),
        pytest.param(item(("317亿", "398亿")), [quote(*CLOUD)], 1, id="any of the answers"),
        pytest.param(
            item(("云收入",), "云收入317亿。"), [quote(*CLOUD)], 0, id="the string, but not where the evidence is"
        ),
        pytest.param(item(("云收入",), "云收入"), [quote(*EARLIER)], 1, id="a second place where the evidence stands"),
        pytest.param(item(("398亿",)), [], 0, id="no quote"),
        pytest.param(item(all_of=("398亿", "云")), [quote(0, 6)], 0.5, id="half of what is wanted"),
        pytest.param(item(all_of=("398亿", "云")), [quote(0, 3), quote(0, 7)], 1, id="the parts in two quotes"),
    ],
)
def test_a_quote_is_good_at_the_place_with_the_string(wanted: Item, quotes: list[Quote], expected: float) -> None:
    """Both the place and the words must be right."""
    assert share(wanted, quotes, text_of) == expected


def test_figures_of_a_set_worked_by_hand() -> None:
    """Six questions: two hits at first place or third, one half of a list, one wrong and one right refusal."""
    items = [
        item(("398亿",), kind="number"),
        item(("398亿",), kind="number"),
        item(all_of=("398亿", "317亿"), kind="list"),
        item(("398亿",), kind="fact"),
        item(kind="unanswerable", answerable=False, evidence=""),
        item(kind="unanswerable", answerable=False, evidence=""),
    ]
    answers = [answer(CLOUD), answer(TAKEAWAY, EARLIER, CLOUD), answer(CLOUD), answer(), answer(), answer(TAKEAWAY)]
    figures = evaluate(items, answers, text_of)
    assert figures.hit_at_1 == pytest.approx(1 / 3)
    assert figures.hit_at_3 == pytest.approx(2 / 3)
    assert figures.parts_at_3 == pytest.approx(1 / 2)
    assert figures.abstain_precision == pytest.approx(1 / 2)
    assert figures.abstain_recall == pytest.approx(1 / 2)
    assert figures.abstain_f1 == pytest.approx(1 / 2)
    # Every sentence has 8 characters, so the answers quote 8, 24, 8 and 8 of them.
    assert figures.characters == pytest.approx((8 + 24 + 8 + 8) / 4)
    assert figures.not_verbatim == 0
    assert figures.parts_at_1 == pytest.approx(1 / 2)
    assert figures.by_kind == {
        "fact": (0, 0),
        "list": (0.5, 0.5),
        "number": (0.5, 1),
        "unanswerable": (0.5, 0.5),
    }


def test_a_quote_that_is_not_its_slice_is_counted() -> None:
    """A word changed in a quote is a fault."""
    forged = quote(*CLOUD).model_copy(update={"text": "云收入399亿。"})
    found = answer(CLOUD).model_copy(update={"quotes": (forged,)})
    assert evaluate([item(("399亿",))], [found], text_of).not_verbatim == 1


def test_figures_that_nothing_can_be_counted_for_are_none() -> None:
    """A set of refusals only has no hits to speak of."""
    figures = evaluate([item(answerable=False)], [answer(CLOUD)], text_of)
    assert figures.hit_at_1 is None
    assert figures.parts_at_3 is None
    assert figures.abstain_precision is None
    assert figures.abstain_recall == 0


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    """The error names the file, the line and the reason."""
    path = tmp_path / "q.jsonl"
    path.write_text('{"question": "好"}\n\n{"kind": "fact"}\n')
    with pytest.raises(QuestionSetBroken, match=r"Line 3 of .*q\.jsonl is no question: Field required"):
        read_questions(path)


@pytest.mark.parametrize("name", ["missing.jsonl", "empty.jsonl"])
def test_a_set_without_questions_is_refused(tmp_path: Path, name: str) -> None:
    """A missing file and an empty one get the same sentence."""
    (tmp_path / "empty.jsonl").write_text("\n")
    with pytest.raises(QuestionSetMissing, match=f"There is no question in .*{name}"):
        read_questions(tmp_path / name)
