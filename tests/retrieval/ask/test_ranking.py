"""The passages whose sentences are ranked, and what counts for less in them."""

import numpy as np
import pytest

from retrieval.ask.features import SharedTerms, shipped, weighted
from retrieval.ask.query import query
from retrieval.ask.ranking import CANDIDATE_PASSAGES, candidates, rank, rank_passages
from retrieval.evaluation.questions import read_questions
from retrieval.library import Library
from tests.conftest import QUESTIONS, LibraryOf


def test_the_passages_that_are_ranked_are_the_best_of_all(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if every passage had been scored, for every question on the shipped documents."""
    monkeypatch.setattr("retrieval.ask.sentence_scores.MAX_SENTENCES_AT_ONCE", 0)
    material, weights = library.material, shipped()
    everything = np.arange(len(library.passages), dtype=np.int32)
    for item in read_questions(QUESTIONS):
        asked = query(item.question, item.history, material.index, material.analyzer, material.lexicon)
        evidence = SharedTerms(asked, material.index)
        scores = weighted(evidence.of_all_passages(), weights.passages)
        scores += weights.sentences["around"] * evidence.around(everything)
        best = np.argsort(-scores, kind="stable")[:CANDIDATE_PASSAGES]
        expected = sorted(int(passage) for passage in best if scores[passage] > 0)
        assert candidates(evidence, weights).tolist() == expected, item.question


def test_sentences_scored_at_once_rank_as_those_scored_one_by_one(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the last digit, for every question on the shipped documents, also for one with earlier ones."""
    material = library.material
    asked = [
        query(item.question, item.history, material.index, material.analyzer, material.lexicon)
        for item in read_questions(QUESTIONS)
    ]
    at_once = [rank(one, material.index) for one in asked]
    monkeypatch.setattr("retrieval.ask.sentence_scores.MAX_SENTENCES_AT_ONCE", 0)
    assert [rank(one, material.index) for one in asked] == at_once


MILL = "# 磨坊\n\n磨坊在河湾，主人是张家，他家拥有它三代。\n"
GRANARY = "# 粮仓\n\n粮仓曾有三座，属于乡里，位于镇上。\n"


@pytest.mark.parametrize("question", ["曾属于张家的磨坊位于哪里", "属于張家的磨坊曾位於哪裡"])
def test_what_is_asked_about_finds_more_than_the_words_that_questions_are_made_with(
    library_of: LibraryOf, question: str
) -> None:
    """A sentence with all of these comes after one with the names, in either script."""
    library = library_of(a__md=MILL, b__md=GRANARY, c__md="# 水井\n\n水井在东门。\n", d__md="# 桥\n\n桥在西门。\n")
    assert library.ask(question).quotes[0].text.startswith("磨坊")


NEWS = (
    "渔业公司在{}设有码头。",
    "铁路从{}通往北方。",
    "{}的学校有三所。",
    "冬天{}多雾。",
    "{}的医院在山脚。",
    "{}的桥很旧。",
)
STORES = {f"store_{number}__md": f"# 仓库{number}\n\n{number}号仓库存放木材。\n" for number in range(30)}


@pytest.mark.parametrize(("named", "first"), [("海城", "厂"), ("山城", "海城")])
def test_a_subject_that_many_passages_name_tells_less_of_its_own_document(
    library_of: LibraryOf, named: str, first: str
) -> None:
    """The factory comes before the article on its town only where the other articles tell of that town too."""
    articles = {f"news_{at}__md": f"# 消息{at}\n\n{text.format(named)}\n" for at, text in enumerate(NEWS)}
    town = "# 海城\n\n海城是一座港口城市，有工人两万。\n"
    factory = "# 厂\n\n纱厂于1905年建成，工人八百，工厂在镇西的河边。\n"
    library = library_of(town__md=town, factory__md=factory, **articles, **STORES)
    index = library.material.index
    asked = query("海城的工厂有多少工人", (), index, library.material.analyzer, library.material.lexicon)
    best = int(np.argmax(rank_passages(asked, index)))
    assert library.documents[int(index.documents_of[best])].title == first
