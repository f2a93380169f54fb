"""How surely sentences of the shipped documents are found again, as they are and altered, and others are not.

    python tests/benchmarks/locating.py [ELSEWHERE.jsonl.gz]

Takes 500 sentences, each as it is, without punctuation, in the other script, with one number changed, and with a tenth
and a fifth of its letters altered; and 500 sentences of a public set (its `context`), where one is given.
"""

import gzip
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path

from opencc import OpenCC
from platformdirs import user_cache_path

from retrieval.library import Library

ROOT = Path(__file__).parents[2]
MOST = 500
_COMMON = (
    "的一是不了在人有我他这個上們来到時大地為子中你說生國年著就那和要她出也得里後自以會家可下而過天去能對小多然於心學"
)


def main() -> None:
    """Print one line for each kind of alteration."""
    library = Library.open(ROOT / "seeds", cache=user_cache_path("yinju", appauthor=False))
    rng, found = random.Random(1), Counter[tuple[str, bool]]()
    marked = ["".join(piece.text for piece in page.pieces if piece.marked) for page in library.samples(1)]
    for sentence in rng.sample(marked, MOST):
        for kind, text in _altered(sentence, rng):
            if any(character.isalnum() for character in text):
                places = library.locate(text).places
                hit = any(quote.text == sentence for place in places for quote in place.quotes)
                found[kind, hit] += 1
                if kind == "one number changed":
                    named = hit and any(d.figure for d in places[0].differences[:1])
                    found["changed number named first", named] += 1
    for sentence in _elsewhere(rng):
        found["from elsewhere, attributed to nothing", library.locate(sentence).status == "not_found"] += 1
    for kind in dict.fromkeys(kind for kind, _ in found):
        print(f"{kind:<40}{found[kind, True]:>5} of {found[kind, True] + found[kind, False]}")  # noqa: T201


def _altered(sentence: str, rng: random.Random) -> list[tuple[str, str]]:
    simplified = OpenCC("t2s").convert(sentence)
    texts = [
        ("as it is", sentence),
        ("without punctuation", "".join(filter(str.isalnum, sentence))),
        ("in the other script", OpenCC("s2t").convert(sentence) if simplified == sentence else simplified),
        ("a tenth altered", _noisy(sentence, 0.1, rng)),
        ("a fifth altered", _noisy(sentence, 0.2, rng)),
    ]
    number = re.search(r"(?<![\d.,])\d{2,}(?![\d.,])", sentence)
    if number:
        digit = rng.choice([digit for digit in "123456789" if digit != number[0][0]])
        texts.append(("one number changed", sentence[: number.start()] + digit + sentence[number.start() + 1 :]))
    return texts


def _noisy(sentence: str, share: float, rng: random.Random) -> str:
    letters = list(sentence)
    places = [at for at, character in enumerate(letters) if character.isalnum()]
    for at in rng.sample(places, round(len(places) * share)):
        letters[at] = rng.choice((rng.choice(_COMMON), "", letters[at] + rng.choice(_COMMON)))
    return "".join(letters)


def _elsewhere(rng: random.Random) -> list[str]:
    if len(sys.argv) < 2:
        return []
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as lines:
        contexts = {json.loads(line)["context"] for line in lines}
    sentences = sorted({s for c in contexts for s in re.split(r"(?<=[。！？])", c) if len(s) > 8})
    return rng.sample(sentences, MOST)


if __name__ == "__main__":
    main()
