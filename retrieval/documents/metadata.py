"""Collecting metadata while a file is read: the first statement of each thing counts."""

from typing import Literal, get_args

from retrieval.model import Metadata, Stated

One = Literal["title", "publisher", "published", "url"]
Many = Literal["authors", "editors"]
ONE: tuple[One, ...] = get_args(One)
# Every quote of a document carries all of this: a longer statement is none, and of more names the first are told.
_LONGEST = 2000
_MOST_NAMES = 50


class Gathering:
    """What has been stated so far."""

    def __init__(self) -> None:
        self._one: dict[One, Stated] = {}
        self._many: dict[Many, dict[str, Stated]] = {"authors": {}, "editors": {}}

    def state(self, name: One, stated: Stated | None) -> None:
        """Take a statement, unless there was one before or there is none; a link that is no web address is none."""
        if (
            stated
            and len(stated.value) <= _LONGEST
            and (name != "url" or stated.value.lower().startswith(("http://", "https://")))
        ):
            self._one.setdefault(name, stated)

    def name(self, role: Many, stated: Stated) -> None:
        """Take one more name, unless it was named in that role before."""
        if len(stated.value) <= _LONGEST and len(self._many[role]) < _MOST_NAMES:
            self._many[role].setdefault(stated.value, stated)

    def __contains__(self, name: object) -> bool:
        return name in self._one or bool(name in ("authors", "editors") and self._many[name])

    def metadata(self) -> Metadata:
        """All that was stated."""
        authors, editors = (tuple(self._many[role].values()) for role in ("authors", "editors"))
        return Metadata(authors=authors, editors=editors, **self._one)
