"""Phrases of `yinju index`."""

from retrieval.model import Value


class IndexPhrases(Value):
    """The state of the index of a folder: what it was found to be, or what was done."""

    opened: str
    written: str
    unwritable: str
    whole: str
    size: str
    damaged: str
