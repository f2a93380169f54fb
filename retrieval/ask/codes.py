"""Codes that a question names, letters with digits: C05 is neither C05-L nor C050, and X3 is not X3 Max.

A sentence about a thing of a longer name comes after those about the thing itself. A code that stands nowhere is one
that nothing is known of, though others that look like it may be.
"""

import re
from collections.abc import Sequence

from retrieval.ask.query import Query, unknown_words
from retrieval.ask.ranking import Ranked
from retrieval.index.index import Index
from retrieval.runtime import pattern

# Among so many of the first sentences one with the exact name is looked for.
MAX_SENTENCES = 20
# A sentence with this share of the first one's score answers as well.
NEAR_CODE_SHARE = 0.6
_CODE = pattern(
    r"(?<![a-z0-9.])(?:[a-z]+\d[a-z0-9]*(?:-[a-z0-9]+)*|(?<=[\u4e00-\u9fff])(?<!第)\d{1,4})(?![a-z0-9.%]|-[a-z0-9])"
)
_LONGER = r"(?:-?[a-z0-9]|\s[a-z])"
_ADDRESS = pattern(r"[a-z]{3,8}://[!-~]{3,200}|[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+|\bwww\.[!-~]{3,200}")
# Letters and two digits at least, or digits and a letter: what is called so has no other name that looks like it.
_NAME = pattern(r"[a-z]{1,6}-?\d{2,5}[a-z]{0,3}")


def exact_first(asked: Query, ranked: Sequence[Ranked], index: Index) -> list[Ranked]:
    """Return the sentences with those that have a code of the question itself before the ones that have it longer."""
    text, order = asked.parts[0].text, list(ranked)
    for match in _CODE.finditer(text):
        if not order or re.match(_LONGER, text[match.end() :]):
            continue
        exact = re.compile(rf"(?<![a-z0-9.]){re.escape(match[0])}(?!{_LONGER}|[.]\d)")
        longer = re.compile(rf"(?<![a-z0-9.]){re.escape(match[0])}{_LONGER}")
        first = index.folded[order[0].entry]
        stem = match[0].split("-")[0]
        if exact.search(first) or not (longer.search(first) or (stem != match[0] and stem in first)):
            continue
        near = [found for found in order[:MAX_SENTENCES] if found.score >= NEAR_CODE_SHARE * order[0].score]
        own = [found for found in near if exact.search(index.folded[found.entry])]
        order = [*own, *(found for found in order if found not in own)]
    return order


def names_unknown_code(asked: Query, index: Index) -> bool:
    """Tell if a question names a thing by a code that stands nowhere."""
    unknown = unknown_words(asked.parts[0], index)
    return any(_NAME.fullmatch(word) for word in unknown)


def addresses(folded: str) -> list[str]:
    """Return the addresses of pages and mailboxes in a folded question."""
    found = _ADDRESS.finditer(folded) if any(sign in folded for sign in ("://", "@", "www.")) else ()
    return [match[0].rstrip(".,;:!?)") for match in found]


def only_address(folded: str) -> str | None:
    """Return the address that a folded question is and nothing else; None for any other question."""
    found = addresses(folded)
    return found[0] if found and folded.strip() == found[0] else None


def names_unknown_address(asked: Query, index: Index) -> bool:
    """Tell if a question names an address that stands nowhere."""
    return any(next(iter(index.find(one)), None) is None for one in addresses(asked.parts[0].text))
