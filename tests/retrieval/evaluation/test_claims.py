"""The figures of claim sets, by hand and on the sets that ship."""

from pathlib import Path

import pytest

from retrieval.check.verdict import Mismatch, Verdict
from retrieval.errors import QuestionSetBroken, QuestionSetMissing
from retrieval.evaluation.claims import ClaimItem, evaluate_claims, names_wrong, read_claims
from retrieval.library import Library
from tests.conftest import ROOT, LibraryOf

DATA = ROOT / "tests" / "data"


def item(verdict: str, wrong: tuple[str, ...] = ()) -> ClaimItem:
    """Return a claim whose verdict should be that."""
    return ClaimItem.model_validate({"claim": "甲", "verdict": verdict, "wrong": wrong})


def verdict(state: str, *claimed: str) -> Verdict:
    """Return a verdict that names these as wrong."""
    named = tuple(Mismatch(claimed=each, found="乙", kind="number") for each in claimed)
    return Verdict.model_validate({"claim": "甲", "verdict": state, "mismatches": named})


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (verdict("contradicted", "24%"), True),
        (verdict("contradicted", "增长24%"), True),
        (verdict("contradicted", "2"), False),
        (verdict("contradicted", "398亿"), False),
        (verdict("contradicted"), False),
        (verdict("not_found", "24%"), False),
    ],
)
def test_a_wrong_value_is_named_by_at_least_half_of_it(found: Verdict, expected: bool) -> None:
    """And only by a verdict that the claim is contradicted."""
    assert names_wrong(item("contradicted", ("24%",)), found) is expected


def test_the_figures_are_shares_of_the_claims_that_they_are_about() -> None:
    """A worked example without quotes."""
    items = [item("supported"), item("contradicted", ("24%",)), item("contradicted", ("24%",)), item("not_found")]
    verdicts = [verdict("supported"), verdict("contradicted", "24%"), verdict("supported"), verdict("not_found")]
    found = evaluate_claims(items, verdicts, lambda file: "")
    assert (found.claims, found.accuracy, found.named, found.quoted) == (4, 0.75, 0.5, 0.0)


def test_the_sets_that_ship_are_checked_as_well_as_the_product_promises(library: Library) -> None:
    """85 % of the verdicts and wrong values, 90 % of the evidence, at least; of every fourth claim."""
    items = [item for path in sorted(DATA.glob("claims*.jsonl")) for item in read_claims(path)][::4]
    figures = evaluate_claims(items, [library.check(each.claim) for each in items], library.text)
    assert figures.accuracy >= 0.85
    assert figures.named >= 0.85
    assert figures.quoted >= 0.9


def test_a_false_twin_is_told_from_the_true_one(library_of: LibraryOf) -> None:
    """By what turns the sentence: of pairs in ten folders of texts at most one in ten is ticked or called wrong amiss."""
    docs = {path.stem + "__md": path.read_text("utf-8") for path in (DATA / "turns/opened/docs").iterdir()}
    check = library_of(**docs).check
    items = read_claims(DATA / "turns/opened/claims.jsonl")
    found = [(item.verdict, check(item.claim).verdict) for item in items]
    true = [said for verdict, said in found if verdict == "supported"]
    false = [said for verdict, said in found if verdict != "supported"]
    assert false.count("supported") <= 0.1 * len(false)
    assert true.count("contradicted") <= 0.1 * len(true)
    assert true.count("supported") >= 0.75 * len(true)


def test_a_set_that_cannot_be_used_is_refused(tmp_path: Path) -> None:
    """With the line that is wrong."""
    with pytest.raises(QuestionSetMissing):
        read_claims(tmp_path / "none.jsonl")
    (tmp_path / "bad.jsonl").write_text('{"claim": "甲", "verdict": "true"}\n')
    with pytest.raises(QuestionSetBroken, match="Line 1"):
        read_claims(tmp_path / "bad.jsonl")
