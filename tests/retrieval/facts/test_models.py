"""Names that letters or digits make exact."""

import pytest

from retrieval.facts.models import models


def forms(folded: str) -> list[str]:
    """Return the forms of the exact names of a text."""
    return [model.form for model in models(folded)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("c05型水泵", "c05-l型水泵"),
        ("x3 max", "x3"),
        ("rtx4080", "rtx4090"),
        ("e101", "e1010"),
        ("3号线", "13号线"),
        ("b栋", "c栋"),
        ("甲库", "乙库"),
        ("v2.1", "v2.10"),
        ("x8 pro", "x8 pro+"),
    ],
)
def test_names_that_differ_in_a_letter_or_digit_are_two(one: str, other: str) -> None:
    """However many characters they share."""
    assert forms(one) != forms(other) != []
    assert forms(one) != []


@pytest.mark.parametrize("figure", ["512gb", "3.7v", "5000mah", "20mm", "2025q3"])
def test_a_figure_with_a_unit_is_no_name(figure: str) -> None:
    """Nor is a quarter."""
    assert forms(figure) == []


def test_the_same_name_in_other_numerals_is_the_same() -> None:
    """三号线 is 3号线."""
    assert forms("三号线") == forms("3号线")


def test_a_letter_and_its_noun_are_one_name_with_a_space_between_them() -> None:
    """B 站 is B站."""
    assert forms("b 站的收入") == forms("b站的收入") == ["b站"]
