"""Whole words where the dictionary knows only their characters: 金 and 卡 of 金卡."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from retrieval.language.tokenizer import Token

Place = tuple[int, int]

# They belong to what comes behind them, and are no end of a word before: 拒|不配合.
_NEGATIONS = frozenset("不没未无")


def whole_words(
    places: Iterable[Place], folded: str, said: str, tokens: Sequence[Token], kept: Iterable[Place] = ()
) -> list[Place]:
    """Return places of a folded text that cut no word of single characters in two, in order.

    `tokens` are those of the text. Of two single characters side by side of which one is in a place, both are if what
    is asked or claimed, `said`, has the pair; else neither is: 卡 of 银卡 is none of 金卡. Places in `kept` are taken
    whole in any case.
    """
    marked = bytearray(len(folded))
    for start, end in places:
        marked[start:end] = b"\1" * (end - start)
    firm = {at for start, end in kept for at in range(start, end)}
    single = [
        token.end - token.start == 1 and not (token.text.isascii() or token.text.isdigit() or token.text in _NEGATIONS)
        for token in tokens
    ]
    pairs = [
        (one.start, other.start)
        for (one, is_single), (other, follows) in pairwise(zip(tokens, single, strict=True))
        if is_single and follows and one.end == other.start
    ]
    for first, second in [*pairs, *reversed(pairs)]:
        if marked[first] != marked[second] and (folded[first : second + 1] in said or {first, second} & firm):
            marked[first] = marked[second] = 1
    for first, second in [*pairs, *reversed(pairs)]:
        if marked[first] != marked[second] and not {first, second} & firm:
            marked[first] = marked[second] = 0
    return list(_runs(marked))


def _runs(marked: bytearray) -> Iterable[Place]:
    start = marked.find(1)
    while start >= 0:
        end = marked.find(0, start)
        end = len(marked) if end < 0 else end
        yield start, end
        start = marked.find(1, end)
