"""Features of candidates by the kind of answer that is asked for: which show one that the question does not say.

Their meaning is told in `retrieval.ask.rerank_features`.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from retrieval.ask.intent import FIGURES, UNIT, Cue, yes_or_no
from retrieval.ask.pool import Pool
from retrieval.ask.query import Query
from retrieval.ask.rows import figure_in_row, rows_agreeing
from retrieval.ask.sentence_scores import share_of_named, shown_cues
from retrieval.corpus.corpus import Material
from retrieval.index.top_k import Scores
from retrieval.language.labels import labels
from retrieval.language.stems import stems_in
from retrieval.runtime import pattern

# Most pharmacies are nearly all of them; the most of something comes after these words.
_ENGLISH_MOST = (
    r"\b(?:the|its|our|her|his|was|has|had|who|are|is) most\b"
    r"|\b(?:best|worst|first|(?:larg|bigg|high|long|old|young|fast|tall|small|low|cheap|few|great|strong|heavi|earli|lat"
    r"|short|deep|wid|near|rich|hard|busi|hott|cold)est)\b"
)
_ASKS_FOR_MOST = pattern(r"最(?![近后终初新])|" + _ENGLISH_MOST)
_MOST = pattern(r"最(?![近后终初新])|第一(?![,、:;步])|冠军|榜首|首位|居首|领先|为首|" + _ENGLISH_MOST)
_BYLINE = pattern(r"\([^()]{0,8}记者[^()]{0,60}\)")
# A shorter one answers the question above it, and need not name what that names.
MIN_SENTENCE_CHARACTERS, BARE_YES = 8, 0.5
# A name of one word in capitals is as often a place or a thing.
LONE_NAME = 0.5
_NAMED_KINDS = ("person", "list", "reason", "place", "way")


def shown_features(asked: Query, pool: Pool, material: Material) -> Mapping[str, Scores]:
    """Return one array of one number a candidate for each feature."""
    said = "\n".join(part.text for part in asked.parts)
    kinds: dict[str, list[Cue]] = {
        "figure": [cue for cue in asked.cues if cue.name in FIGURES or cue.name == "unit"],
        **{name: [cue for cue in asked.cues if cue.name == name] for name in _NAMED_KINDS},
    }
    # Which place the best one has is asked of what is known to be the best.
    most = bool(_ASKS_FOR_MOST.search(said)) and all(cue.name != "rank" for cue in asked.cues)
    return {
        **{name: _share_shown(cues, said, pool, material) for name, cues in kinds.items()},
        "yes_or_no": _decided(asked, pool, material),
        "row_agrees": rows_agreeing(asked.parts[0].text, pool, material),
        "superlative": _flags([most and bool(_MOST.search(text)) for text in pool.texts]),
    }


def _decided(asked: Query, pool: Pool, material: Material) -> Scores:
    """Return how far each candidate says yes or no to what a question for either names; a bare yes says half."""
    told, found = yes_or_no(asked.folded), np.zeros(len(pool.entries))
    for at, text in enumerate(pool.texts if told else ()):
        if told and told.search(text):
            bare = sum(map(str.isalnum, text)) < MIN_SENTENCE_CHARACTERS
            found[at] = BARE_YES if bare else share_of_named(asked.parts[0], int(pool.entries[at]), material.index)
    return found


def shows_anew(cue: Cue, text: str, said: str) -> bool:
    """Tell if a text shows an answer of a kind by words that the question does not say itself, and no byline."""
    told = _BYLINE.sub(" ", text) if "记者" in text else text
    return any(match[0] not in said for match in cue.shown.finditer(told))


def _share_shown(cues: Sequence[Cue], said: str, pool: Pool, material: Material) -> Scores:
    """Return the share of some cues that each candidate shows anew, or in a row by its header."""
    count, index = np.zeros(len(pool.entries)), material.index
    for cue in cues:
        if cue.name == "person" and said.isascii():
            count += _persons(said, pool, material)
            continue
        # What is counted differs from question to question, so that nothing is known of a sentence before.
        known = cue.asked is not UNIT
        may = shown_cues(index).of(cue.shown.pattern, cue.shown, pool.entries, index.folded) if known else count >= 0
        shown = np.array([bool(own) and shows_anew(cue, text, said) for own, text in zip(may, pool.texts, strict=True)])
        for at in (~shown & (index.units[pool.entries] > 0)).nonzero()[0].tolist():
            shown[at] = figure_in_row(cue, int(pool.entries[at]), material)
        count += shown
    return count / len(cues) if cues else count


def _persons(said: str, pool: Pool, material: Material) -> Scores:
    """Return 1 for each candidate with a name of several words that an English question does not say, 1/2 for one with
    another name; capitals tell them.
    """
    known, found = stems_in(said), np.zeros(len(pool.entries))
    for at, (entry, folded) in enumerate(zip(pool.entries.tolist(), pool.texts, strict=True)):
        new = [name for name in labels(material.words(entry), folded) if not stems_in(name.form) <= known]
        found[at] = max((1.0 if " " in name.form else LONE_NAME for name in new), default=0.0)
    return found


def _flags(values: Sequence[bool]) -> Scores:
    return np.array(values, float)
