"""Phrases of `yinju doctor`."""

from collections.abc import Mapping

from bot.phrases.phrase import Phrase
from retrieval.model import Value


class DoctorPhrases(Value):
    """Each thing that may be found, with what to do about it, and what it comes to."""

    ready: Phrase
    not_ready: Phrase
    found: Mapping[str, Phrase]
