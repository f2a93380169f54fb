"""Text -> tokens and grams."""

import io
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.language.fold import fold
from retrieval.language.tokenizer import Analyzer, Token, content, grams, stop_words, weak_words


def test_tokens_are_folded_words_with_their_places(analyzer: Analyzer) -> None:
    """A token's text is folded, its place is in the text as written, punctuation is no token."""
    assert analyzer.tokens("阿里雲，收入！") == [Token("阿里", 0, 2), Token("云", 2, 3), Token("收入", 4, 6)]


@given(text=st.text())
def test_every_token_stands_at_its_place(analyzer: Analyzer, text: str) -> None:
    """The slice at a token's place folds to the token, and tokens come in order without overlap."""
    end = 0
    for token in analyzer.tokens(text):
        assert fold(text)[token.start : token.end] == token.text
        assert token.start >= end
        end = token.end


@pytest.mark.parametrize("question", ["这是什么？", "為什麼呢", "How many are there?", "请问一下是谁的"])
def test_question_words_are_no_content(analyzer: Analyzer, question: str) -> None:
    """Words that only ask, in either script or in English, are not searched for."""
    assert not content(analyzer.tokens(question))


def test_stop_words_and_weak_words_are_written_in_folded_form() -> None:
    """A word in another spelling would never match a token, and a weak word that is a stop word is not searched for."""
    assert {word for word in stop_words() | weak_words() if fold(word) != word} == set()
    assert stop_words() & weak_words() == set()


def test_grams_cross_neither_punctuation_nor_a_gap(analyzer: Analyzer) -> None:
    """Pairs are made inside a run of tokens only; Latin and number runs are one unit."""
    assert grams(analyzer.tokens("增长34%，达到GMV"), 2) == ["增长", "长34", "达到", "到gmv"]


def test_grams_of_one_unit_are_all_units(analyzer: Analyzer) -> None:
    """Single grams are the characters and the runs of letters and digits."""
    assert grams(analyzer.tokens("88VIP会员"), 1) == ["88vip", "会", "员"]


def test_an_analyzer_is_silent_and_keeps_its_dictionary_where_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing goes to stderr, and the parsed dictionary lands in the folder that was named."""
    stderr = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stderr)
    Analyzer(tmp_path / "cache", fast=False).tokens("安静")
    assert stderr.getvalue() == ""
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["jieba.cache"]


def test_an_analyzer_works_where_its_cache_cannot_be_written(tmp_path: Path) -> None:
    """A cache saves time and is never needed."""
    (tmp_path / "file").write_text("no folder")
    assert Analyzer(tmp_path / "file", fast=False).tokens("收入") == [Token("收入", 0, 2)]
