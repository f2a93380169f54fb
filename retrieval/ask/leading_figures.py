"""Leading figures: of sentences near each other with figures of one kind, the one with the most or the least.

"Which brand rose most" is often answered by no sentence that says "most", but by several that each give a figure:
27.2 % for one, 135 % for another. Those are compared that stand near each other in one document, have a figure of the
same unit, and a word of the question, if one of the first of the first stage is among them. `最便宜` compares prices
only, and of those also such as have the word in their heading: `- 吐司：12元` under 面包.
"""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from retrieval.ask.pool import Pool, QuestionTerms
from retrieval.index.top_k import Scores
from retrieval.language.quantities import quantities
from retrieval.language.stems import holds
from retrieval.runtime import pattern

# So far apart sentences still tell of the same things, one after the other.
MAX_SENTENCES_APART = 6
# Of fewer figures none is the most.
LEAST_COMPARED = 2
# Figures of other things than the question is about are not compared.
FIRST_SENTENCES = 3
_ASKS_WHICH = pattern(r"[哪谁]|什么|\b(?:which|who|what|whose)\b")
_LEAST = pattern(
    r"最(?:[低少小短轻便晚矮浅窄慢差]|实惠)|\b(?:least|lowest|smallest|shortest|cheapest|fewest|youngest|lightest"
    r"|slowest|worst)\b"
)
_MOST = pattern(
    r"最(?:[高大多快早长强贵老深远热冷重厚宽]|便宜|年轻)|\b(?:most|priciest|dearest|(?:larg|bigg|high|long|old|fast|tall|heavi|great|busi|wid|deep)est)\b"
)
_OF_MONEY = pattern(r"最(?:贵|便宜|实惠)|\b(?:cheapest|priciest|dearest|(?:most|least) expensive)\b")
_SUM = r"\d[\d,]*(?:\.\d+)?"
_PRICE = pattern(rf"(?P<before>[$€£¥])\s?(?P<sum>{_SUM})|(?<![\d.,])(?P<amount>{_SUM})\s?(?P<after>[元块€])")


def leading_figures(asked: str, terms: QuestionTerms, pool: Pool) -> Scores:
    """Return 1 for each candidate with the most of what a folded question asks the most of, and 0 for all others."""
    found = np.zeros(len(pool.entries))
    least = bool(_LEAST.search(asked))
    if not (_ASKS_WHICH.search(asked) and (least or _MOST.search(asked))):
        return found
    of_money = bool(_OF_MONEY.search(asked))
    figures = [
        (int(pool.document[at]), unit, int(entry), -value if least else value, at)
        for at, entry in enumerate(pool.entries.tolist())
        if _shares_word(entry, terms) or (of_money and any(holds(pool.heads[at], term.text) for term in terms.words))
        for unit, value in (_prices if of_money else _figures)(pool.texts[at])
    ]
    for _, same in groupby(sorted(figures), key=lambda one: one[:2]):
        for near in _near(list(same)):
            first = min(at for *_, at in near) < FIRST_SENTENCES or (of_money and near[0][0] == pool.document[0])
            if first and len({entry for _, _, entry, *_ in near}) >= LEAST_COMPARED:
                found[max(near, key=lambda one: one[3])[4]] = 1.0
    return found


def _shares_word(entry: int, terms: QuestionTerms) -> bool:
    return any(
        units.searchsorted(entry) < units.searchsorted(entry + 1)
        for term in terms.words
        for units in (term.entries, *terms.others.get(term.text, ()))
    )


def _figures(text: str) -> set[tuple[str, float]]:
    """Return the figures of a sentence by kind and unit."""
    return {(f"{one.kind} {one.unit}", one.high) for one in quantities(text)}


def _prices(text: str) -> set[tuple[str, float]]:
    """Return the one price of a sentence with its currency; of several it is unsure which is meant."""
    found = [(one["before"] or one["after"], one["sum"] or one["amount"]) for one in _PRICE.finditer(text)]
    return {(unit, float(value.replace(",", ""))) for unit, value in found} if len(found) == 1 else set()


def _near(figures: Sequence[tuple[int, str, int, float, int]]) -> list[list[tuple[int, str, int, float, int]]]:
    """Return the figures of one document and unit in groups that stand near each other."""
    groups: list[list[tuple[int, str, int, float, int]]] = []
    for figure in figures:
        if groups and figure[2] - groups[-1][-1][2] <= MAX_SENTENCES_APART:
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups
