"""What documents are about by their first words, as entries of a reference work are: 阿里巴巴是一家…, 京都（日语：…）…

A question that names the subject is about that document, and within the document the subject tells nothing apart.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

_OPENING = ' "“《「『[【<(（'
_LONGEST_LEAD = 24
_LONGEST_SUBJECT = 16
_SHORTEST = 2
_MARK = re.compile(r"[，,。：:；;、（(「“\"《》」”!！?？\[【]|\s")
_IS = re.compile(r"(?<=..)(?:是|为|位于|乃|系指|指|在|于)")


class Named(NamedTuple):
    """A document whose first words stand in a question, at `start:end` of it; `whole` if its whole subject does."""

    start: int
    end: int
    whole: bool


class Subjects:
    """The first words of every document."""

    def __init__(self, openings: Sequence[str]) -> None:
        """Take the folded first sentence of each document."""
        self._leads = [opening.lstrip(_OPENING)[:_LONGEST_LEAD] for opening in openings]
        self._subjects = [_subject(lead) for lead in self._leads]
        self._by_start: dict[str, set[int]] = defaultdict(set)
        for document, lead in enumerate(self._leads):
            if len(lead) >= _SHORTEST:
                self._by_start[lead[:_SHORTEST]].add(document)

    def named_in(self, question: str) -> Mapping[int, Named]:
        """The documents whose first words, two characters at least, stand in a folded question."""
        found: dict[int, Named] = {}
        for at in range(len(question) - 1):
            for document in self._by_start.get(question[at : at + _SHORTEST], ()):
                lead = self._leads[document]
                length = _SHORTEST
                while length < len(lead) and question.startswith(lead[: length + 1], at):
                    length += 1
                subject = self._subjects[document]
                if document not in found or length > found[document].end - found[document].start:
                    found[document] = Named(at, at + length, bool(subject) and subject in question)
        return found

    def of(self, document: int) -> str:
        """The subject of a document; empty where its first words are no name."""
        return self._subjects[document]


def _subject(lead: str) -> str:
    """The first words of a sentence up to a mark or a verb of being; empty if they are long, as headlines are."""
    mark = _MARK.search(lead)
    head = lead[: mark.start()] if mark else lead
    being = _IS.search(head)
    head = head[: being.start()] if being else head
    return head if len(head) <= _LONGEST_SUBJECT else ""
