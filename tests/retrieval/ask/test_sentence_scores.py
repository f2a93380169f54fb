"""Cues that sentences show, read once."""

import re

import numpy as np
import pytest

from retrieval.ask.sentence_scores import ShownCues
from tests.retrieval.conftest import loops as loops

pytestmark = pytest.mark.usefixtures("loops")


def test_a_sentence_is_read_once_for_each_cue() -> None:
    """The flag of a sentence is kept, and cues are told apart by their names."""
    texts = ["三百元", "周一", "五百元"]
    cues, entries = ShownCues(len(texts)), np.array([0, 1, 2], np.int32)
    assert cues.of("money", re.compile("元"), entries, texts).tolist() == [True, False, True]
    unread = ["" for _ in texts]
    assert cues.of("money", re.compile("元"), entries, unread).tolist() == [True, False, True]
    assert cues.of("date", re.compile("周"), entries[1:], texts).tolist() == [True, False]


def test_sentences_that_share_a_place_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one call and in the next; each is read anew once the other has taken its place."""
    monkeypatch.setattr("retrieval.ask.sentence_scores._MAX_FLAGGED", 2)
    texts = ["三百元", "周一", "周二"]
    cues, shown = ShownCues(len(texts)), re.compile("元")
    for _ in range(2):
        for entries in ([0, 1, 2], [0, 1], [2], [1]):
            found = cues.of("money", shown, np.array(entries, np.int32), texts).tolist()
            assert found == [texts[entry].endswith("元") for entry in entries]
