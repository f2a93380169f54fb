"""Features that a sentence has by the heading over it, which says what it is about.

- `after_heading`: the share of the question's pairs in the heading or question right before it; of a question that is
  asked there in another order of words, how far it says the same;
- `answers_like`, `answers_same`: how far a question right before it says the same as the one that is asked, in English
  also by everyday words; 1 if it asks just that;
- `answers_alike`: of an English question, the same by the weight of the words. Words are fewer than characters, and two
  questions for the same thing often share only those that tell it from others.

An answer in English often has several sentences, of which the second has what is asked: those after the first one have
`SHARES_AFTER_HEADING` of all but `answers_same`.
"""

from collections.abc import Callable, Mapping

import numpy as np

from retrieval.ask.headings import heading_check, is_question
from retrieval.ask.intent import MEASURES
from retrieval.ask.pool import Pool, QuestionTerms, same_question
from retrieval.index.index import HEAD_ROLES, Index
from retrieval.index.top_k import Scores
from retrieval.runtime import pattern

# Two questions with this share of what they say in common (Dice's coefficient) ask the same.
SAME_QUESTION = 0.9
SHARES_AFTER_HEADING = (1.0, 0.9, 0.8, 0.7)
QUESTION_WORD = pattern(
    rf"(?:什么|甚么|啥)(?:时候|地方|人|样|东西|原因)?|谁|哪(?:一?[{MEASURES}些里儿])?|几(?=[\u4e00-\u9fff])|多少"
    rf"|多[大高长久远快重深宽]|为什么|为何|为啥|如何|怎么样?|怎样|咋|何(?:时|地|处|人|[{MEASURES}])?"
    r"|\b(?:what|which|who|whom|whose|when|where|why|how(?: (?:many|much|long|often|far|old))?)\b"
)


def by_heading(asked: str, terms: QuestionTerms, pool: Pool, index: Index) -> Mapping[str, Scores]:
    """Return one array of one number a candidate for each feature; `asked` is the folded question."""
    found, like, alike, same = (np.zeros(len(pool.entries)) for _ in range(4))
    shares = SHARES_AFTER_HEADING if asked.isascii() else SHARES_AFTER_HEADING[:1]
    heading = heading_check(index)
    for at, entry in enumerate(pool.entries.tolist()):
        above = None if heads(at, pool) else _above(entry, pool.ranges[pool.document[at]].start, len(shares), heading)
        if above is None:
            continue
        share, head = shares[entry - above - 1], index.folded[above]
        if _asks(head):
            alikeness = same_question(asked, head, otherwise=terms.otherwise)
            same[at] = above == entry - 1 and alikeness >= SAME_QUESTION
            like[at] = share * alikeness
            if asked.isascii():
                alike[at] = share * same_question(asked, head, index.singles.idf, terms.otherwise)
        found[at] = max(share * terms.share_of_pairs(head), like[at])
    return {"after_heading": found, "answers_like": like, "answers_alike": alike, "answers_same": same}


def _above(entry: int, start: int, most: int, heading: Callable[[int], bool]) -> int | None:
    """Return the nearest heading among `most` sentences before one, in a document that begins at `start`."""
    return next((above for above in range(entry - 1, max(start, entry - most) - 1, -1) if heading(above)), None)


def heads(at: int, pool: Pool) -> bool:
    """Tell if a candidate is a title, a heading or a question."""
    return pool.roles[at] in HEAD_ROLES or is_question(pool.texts[at])


def _asks(head: str) -> bool:
    return is_question(head) or bool(QUESTION_WORD.search(head))
