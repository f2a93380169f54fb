"""Phrases of `yinju index`."""

from bot.phrases.phrase import Phrase
from retrieval.model import Value


class IndexPhrases(Value):
    """The state of the index of a folder: what it was found to be, or what was done."""

    opened: Phrase
    written: Phrase
    unwritable: Phrase
    whole: Phrase
    size: Phrase
    damaged: Phrase
