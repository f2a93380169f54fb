"""Phrases of `yinju doctor`."""

from collections.abc import Mapping

from retrieval.model import Value


class DoctorPhrases(Value):
    """Each thing that may be found, with what to do about it, and what it comes to."""

    ready: str
    not_ready: str
    found: Mapping[str, str]
