"""Subjects of documents by their first words, as in a reference work: 阿里巴巴是一家…, 京都（日语：…）…

A question that names the subject is about that document, and within the document the subject tells nothing apart.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from retrieval.arrays.container import Arrays
from retrieval.arrays.strings import part, store_strings, stored_strings, within
from retrieval.index.plain_lists import PlainLists
from retrieval.index.term_lists import TermLists
from retrieval.runtime import pattern

_OPENING = ' "“《「『[【<(（'
_LONGEST_LEAD = 24
_KNOWN_LEADS = 1 << 12
_LONGEST_SUBJECT = 16
_SHORTEST = 2
_MARK = pattern(r"[，,。：:；;、（(「“\"《》」”!！?？\[【]|\s")
_IS = pattern(r"(?<=..)(?:是|为|位于|乃|系指|指|在|于)")


class SubjectMatch(NamedTuple):
    """A document whose first words appear in a question, at `start:end` of it; `whole` if its whole subject does."""

    start: int
    end: int
    whole: bool


class Subjects:
    """The first words of every document."""

    def __init__(self, arrays: Arrays) -> None:
        """Take what `store_subjects` gave."""
        leads = stored_strings(part("leads", arrays))
        self._lead = lru_cache(_KNOWN_LEADS)(leads.__getitem__)
        self._documents = TermLists(part("documents", arrays))

    def whole_in(self, question: str) -> list[int]:
        """Return the documents whose whole subject appears in a folded question, in order."""
        starts = [at for at in range(len(question)) if self._documents.terms.begins(question[at : at + _SHORTEST])]
        parts = {
            question[start:end]
            for start in starts
            for end in range(start + _SHORTEST, min(start + _LONGEST_SUBJECT, len(question)) + 1)
        }
        found = {int(document) for one in parts for document in self._documents.entries(one).units}
        return sorted(document for document in found if self.named_in(question, document))

    def named_in(self, question: str, document: int) -> SubjectMatch | None:
        """Return where the most of a document's first words, two characters at least, appears in a folded question."""
        lead = self._lead(document)
        found: SubjectMatch | None = None
        at = question.find(lead[:_SHORTEST]) if len(lead) >= _SHORTEST else -1
        while at >= 0:
            length = _SHORTEST
            while length < len(lead) and question.startswith(lead[: length + 1], at):
                length += 1
            if found is None or length > found.end - found.start:
                subject = _subject(lead)
                found = SubjectMatch(at, at + length, bool(subject) and subject in question)
            at = question.find(lead[:_SHORTEST], at + 1)
        return found

    def of(self, document: int) -> str:
        """Return the subject of a document; empty where its first words are no name."""
        return _subject(self._lead(document))


def store_subjects(openings: Sequence[str]) -> Arrays:
    """Return the arrays of subjects by the folded first sentence of each document."""
    leads = [opening.lstrip(_OPENING)[:_LONGEST_LEAD] for opening in openings]
    numbers: dict[str, int] = {}
    subjects = np.array([numbers.setdefault(_subject(lead), len(numbers)) for lead in leads], np.int64)
    documents = np.flatnonzero(subjects != numbers.get("", -1))
    lists = PlainLists.of_pairs([*numbers], subjects[documents], documents)
    return {**within("leads", store_strings(leads)), **within("documents", lists.packed())}


def _subject(lead: str) -> str:
    """Return the first words of a sentence up to a mark or a verb of being; empty if they are long, as
    headlines are.
    """
    mark = _MARK.search(lead)
    head = lead[: mark.start()] if mark else lead
    being = _IS.search(head)
    head = head[: being.start()] if being else head
    return head if len(head) <= _LONGEST_SUBJECT else ""
