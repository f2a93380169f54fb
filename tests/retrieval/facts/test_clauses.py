"""Words of a sentence, each with the figure that it belongs to."""

import pytest

from retrieval.facts.clauses import Clauses
from retrieval.language.quantities import quantities


def owner(folded: str, word: str) -> list[str]:
    """Return the figures whose text has a word."""
    place = (folded.index(word), folded.index(word) + len(word))
    return [
        folded[s.figure.start : s.figure.end] for s in Clauses(folded, quantities(folded)).segments if s.holds(place)
    ]


@pytest.mark.parametrize(
    ("sentence", "word", "figures"),
    [
        ("出口283亿美元,进口129亿美元", "进口", ["129亿美元"]),
        ("重点项目10项、一般项目27项", "一般项目", ["27项"]),
        ("包含19名儿童", "儿童", ["19名"]),
        ("利润率从18%升至24%", "利润率", ["18%", "24%"]),
        ("甲厂、乙厂、丙厂的产量分别为3万吨、5万吨和8万吨", "乙厂", ["5万吨"]),
        ("产量达136万辆,交付量达131万辆,分别增长47%和40%", "交付量", ["131万辆", "40%"]),
        ("眼镜(346%)、相机(238%)", "相机", ["238%"]),
        ("甲库占了7个中的4个", "甲库", ["4个"]),
    ],
)
def test_a_word_belongs_to_the_figures_of_its_own_clause(sentence: str, word: str, figures: list[str]) -> None:
    """By commas, lists, brackets, chains, and 分别."""
    assert owner(sentence, word) == figures
