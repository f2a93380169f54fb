"""Cues that sentences show, read once."""

import re

import numpy as np

from retrieval.ask.sentence_scores import ShownCues


def test_a_sentence_is_read_once_for_each_cue() -> None:
    """The flag of a sentence is kept, and cues are told apart by their names."""
    texts = ["三百元", "周一", "五百元"]
    cues, entries = ShownCues(len(texts)), np.array([0, 1, 2])
    assert cues.of("money", re.compile("元"), entries, texts).tolist() == [True, False, True]
    unread = ["" for _ in texts]
    assert cues.of("money", re.compile("元"), entries, unread).tolist() == [True, False, True]
    assert cues.of("date", re.compile("周"), entries[1:], texts).tolist() == [True, False]
