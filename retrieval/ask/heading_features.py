"""Features that a sentence has by the heading over it, which says what it is about.

- `after_heading`: the share of the question's pairs in the heading or question right before it; of a question that is
  asked there in another order of words, how far it says the same;
- `answers_like`, `answers_same`: how far a question right before it says the same as the one that is asked; 1 if it
  asks just that;
- `clause`: of an English question and a sentence that is no heading, the share of the words' weight in the heading
  over it and one of its clauses, the best of them. Words that stand together say more than the same words apart, and
  English has no pairs of characters to tell that by.
"""

from collections.abc import Mapping

import numpy as np

from retrieval.ask.headings import headings, heads_letter, is_question
from retrieval.ask.intent import MEASURES
from retrieval.ask.pool import Pool, QuestionTerms, same_question
from retrieval.index.index import HEAD_ROLES, Index
from retrieval.index.top_k import Scores
from retrieval.language.stems import stems_in
from retrieval.runtime import pattern

# Two questions with this share of what they say in common (Dice's coefficient) ask the same.
SAME_QUESTION = 0.9
QUESTION_WORD = pattern(
    rf"(?:什么|甚么|啥)(?:时候|地方|人|样|东西|原因)?|谁|哪(?:一?[{MEASURES}些里儿])?|几(?=[\u4e00-\u9fff])|多少"
    rf"|多[大高长久远快重深宽]|为什么|为何|为啥|如何|怎么样?|怎样|咋|何(?:时|地|处|人|[{MEASURES}])?"
    r"|\b(?:what|which|who|whom|whose|when|where|why|how(?: (?:many|much|long|often|far|old))?)\b"
)
_CLAUSE_END = pattern(r"[,;:.]\s|[—–]")


def by_heading(asked: str, terms: QuestionTerms, pool: Pool, index: Index) -> Mapping[str, Scores]:
    """Return one array of one number a candidate for each feature; `asked` is the folded question."""
    found, like = np.zeros(len(pool.entries)), np.zeros(len(pool.entries))
    heading = headings(index)
    for at, entry in enumerate(pool.entries.tolist()):
        if not _heads(at, pool) and entry > pool.ranges[pool.document[at]].start and heading[entry - 1]:
            head = index.folded[entry - 1]
            like[at] = same_question(asked, head) if _asks(head) else 0.0
            found[at] = max(terms.share_of_pairs(head), like[at])
    return {
        "after_heading": found,
        "answers_like": like,
        "answers_same": (like >= SAME_QUESTION).astype(float),
        "clause": _clauses(asked, terms, pool),
    }


def _heads(at: int, pool: Pool) -> bool:
    return pool.roles[at] in HEAD_ROLES or is_question(pool.texts[at])


def _asks(head: str) -> bool:
    return is_question(head) or bool(QUESTION_WORD.search(head))


def _clauses(asked: str, terms: QuestionTerms, pool: Pool) -> Scores:
    if not (asked.isascii() and terms.word_weight):
        return np.zeros(len(pool.entries))
    words = [(stems_in(term.text), term.weight) for term in terms.words]
    heads = {head: stems_in(head.rpartition("\n")[2]) for head in dict.fromkeys(pool.heads)}
    best = [
        max(_weight(words, stems_in(clause) | heads[head]) for clause in _CLAUSE_END.split(text))
        for text, head in zip(pool.texts, pool.heads, strict=True)
    ]
    # What stands over a text has its words together, and says nothing of them.
    told = [not (_heads(at, pool) or heads_letter(text)) for at, text in enumerate(pool.texts)]
    return np.array(best) * told / terms.word_weight


def _weight(words: list[tuple[frozenset[str], float]], known: frozenset[str]) -> float:
    return sum(weight for stems, weight in words if stems and stems <= known)
