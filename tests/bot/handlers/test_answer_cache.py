"""Cache of answers: a question of many is searched once, and anew when the documents change."""

import gc
from pathlib import Path
from weakref import ref

import pytest

from bot.handlers.answer import AnswerCache
from retrieval.documents.reader import FolderReader
from retrieval.errors import QuestionEmpty
from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from retrieval.model import Answer
from tests.conftest import LibraryOf


class Counting(Library):
    """A library that counts what it is asked."""

    def __init__(self, library: Library) -> None:
        self._inner = library
        self.asked: list[str] = []

    def ask(self, question: str, history: object = (), **how: object) -> Answer:
        """Count, then answer."""
        self.asked.append(question)
        return self._inner.ask(question, history, **how)  # type: ignore[arg-type]


def test_the_same_question_is_searched_once_while_its_library_is_the_same(library_of: LibraryOf) -> None:
    """With other words before it, or other quotes wanted, it is another question."""
    first = Counting(library_of(a__txt="云收入增长了34%。"))
    remembered = AnswerCache()
    answer = remembered.ask(first, "云收入", (), most=3, skip=0)
    assert remembered.ask(first, "云收入", (), most=3, skip=0) == answer
    remembered.ask(first, "云收入", ("利润",), most=3, skip=0)
    remembered.ask(first, "云收入", (), most=2, skip=0)
    remembered.ask(first, "云收入", (), most=3, skip=3)
    assert len(first.asked) == 4
    second = Counting(library_of(a__txt="云收入增长了35%。"))
    assert remembered.ask(second, "云收入", (), most=3, skip=0).quotes[0].text == "云收入增长了35%。"


def test_the_answers_of_a_library_go_with_it(tmp_path: Path, analyzer: Analyzer) -> None:
    """A thousand chats leave nothing in memory that nobody uses."""
    (tmp_path / "a.txt").write_text("云收入增长了34%。", "utf-8")
    library = Library.read(FolderReader(tmp_path), analyzer)
    remembered, gone = AnswerCache(), ref(library)
    remembered.ask(library, "云收入", (), most=3, skip=0)
    del library
    gc.collect()
    assert gone() is None


def test_what_cannot_be_searched_says_so_each_time(library_of: LibraryOf) -> None:
    """An error is no answer to remember."""
    remembered, library = AnswerCache(), library_of(a__txt="云收入增长了34%。")
    for _ in range(2):
        with pytest.raises(QuestionEmpty):
            remembered.ask(library, "？", (), most=3, skip=0)
