"""Subjects of documents by their first words."""

import pytest

from retrieval.index.subjects import SubjectMatch, Subjects, store_subjects

OPENINGS = ["京都（日语：）是日本的城市。", "阿里巴巴集团是一家公司。", "三场硬仗,阿里进击", "云"]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("京都有多少人口", {0: SubjectMatch(0, 2, whole=True)}),
        ("问一下阿里巴巴集团的收入", {1: SubjectMatch(3, 9, whole=True)}),
        ("阿里巴巴的收入", {1: SubjectMatch(0, 4, whole=False)}),
        ("云是什么", {}),
        ("收入是多少", {}),
    ],
)
def test_a_question_names_documents_by_their_first_words(question: str, expected: dict[int, SubjectMatch]) -> None:
    """Two characters at least; the whole subject ends at a mark or a verb of being."""
    subjects = Subjects(store_subjects(OPENINGS))
    named = {document: subjects.named_in(question, document) for document in range(len(OPENINGS))}
    assert {document: found for document, found in named.items() if found} == expected
    assert subjects.whole_in(question) == [document for document, found in expected.items() if found.whole]
