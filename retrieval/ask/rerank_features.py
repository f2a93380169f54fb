"""Features of the second stage of ranking: in what a candidate sentence agrees with a question.

All are shares, flags or logarithms that mean the same in a folder of five files and in one of a thousand; none is
normalised by the other candidates but the first two, which carry what the first stage found:

- `score`, `document_best`: the first-stage score of the sentence, and the best of its document, over the best of all;
- `leading`: 1 for the first sentence that shows the figure that is asked for where the things asked about are named;
- `words_window`: the share of the words' weight in the sentence, its neighbours, its title and heading;
- `pairs_document`, `pairs_head`: the share of the pairs' weight in the document, and in its title and heading;
- `remainder`: see `retrieval.ask.remainder`;
- `question`, `heading`: 1 if the sentence is a question itself, or a title, heading or line above a letter; the less
  the more of the pairs one has that shows the figure that is asked for;
- `after_heading`, `answers_like`, `answers_same`, `answers_alike`: see `retrieval.ask.heading_features`;
- `clause`, `together`: see `retrieval.ask.nearness`;
- `nothing_new`: 1 if it has fewer than `NEW_LETTERS` characters that are not in the question, or than
  `NEW_LATIN_LETTERS` letters in words that are not, and that asks something; a figure or name that is asked for is new;
- `figure`, `person`, `list`, `reason`, `place`, `way`: the share of the wanted cues that it shows by words
  that are not in the question, a row by its header too;
- `yes_or_no`: how much of what is named it has, if a yes or no is asked for and it says either in the way of the
  question (may, must, has); 1/2 for a bare yes or no;
- `superlative`: 1 if the most of something is asked for and it says what has the most;
- `row_agrees`: see `retrieval.ask.rows`;
- `leading_figure`: see `retrieval.ask.leading_figures`, and `retrieval.ask.leading_rows` for rows;
- `asked_word`: the share of the content words beside the question word that it holds, but for those in the document's
  name, which find the document and tell none of its sentences from another;
- `names`: the share of the names and Latin words of a Chinese question that it, its neighbours or its head have;
- `field`: how much of the words before the question word it has as a label or subject (金额：, 金额为);
- `definition`: 1 if it says what the thing is that the question asks the meaning of;
- `length`: ln(1 + characters);
- `thread`: see `retrieval.ask.pool.in_thread`.
"""

import math
from collections.abc import Mapping
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from retrieval.arrays.entries import any_in
from retrieval.ask.cue_features import shown_features
from retrieval.ask.definitions import defined_thing, defines
from retrieval.ask.heading_features import QUESTION_WORD, by_heading
from retrieval.ask.headings import heads_letter, is_question
from retrieval.ask.leading_figures import leading_figures
from retrieval.ask.nearness import by_nearness
from retrieval.ask.pool import Pool, QuestionTerms, among, share_of_pairs, share_of_words
from retrieval.ask.query import Query, QueryPart
from retrieval.ask.question_tokens import versions_of
from retrieval.ask.ranking import FirstStage
from retrieval.ask.remainder import Remainders
from retrieval.corpus.corpus import Material
from retrieval.index.index import HEAD_ROLES, Index
from retrieval.index.top_k import Scores
from retrieval.language.stems import held_in, holds, stems_in
from retrieval.language.tokenizer import content, stop_words
from retrieval.runtime import pattern

Features = Mapping[str, Scores]
NEW_LETTERS = 4
# An English word has more letters than a Chinese one has characters.
NEW_LATIN_LETTERS = 6
_NEW_KINDS = ("figure", "person", "place", "reason")
# A heading that shows the figure and has half of what is asked is as good as a sentence, with more it is better.
FIGURE_IN_HEADING = 2.0
MAX_FIELD_CHARACTERS = 8
MAX_GAP_CHARACTERS = 3
_FIELD_END = pattern(r"(?<![是为有叫在达到约于的])[是为有叫在达到约于的]++$")
_FIELD_BREAK = pattern(r"[的,，.。:：;；、!！?？\s“”\"《》()（）]")
# What a label is followed by; 成为 and the like say nothing of what is labelled.
_LABELLED = pattern(r"[^\n]{0,2}(?:[:：是在即指达]|(?<![成作认因行])为)")
_SUBJECT_MARKS = frozenset(":：是为即指")
_LATIN_NAME = pattern(r"[a-z][a-z0-9.+-]+")
_CLAUSE_MARKS = frozenset(",，.。;；、 \n\t")


class Coverage:
    """Coverage of a question around each candidate, by share of weight."""

    def __init__(self, terms: QuestionTerms, pool: Pool) -> None:
        count = len(pool.entries)
        starts = np.array([own.start for own in pool.ranges], np.int32)
        ends = np.array([own.stop for own in pool.ranges], np.int32)
        places = np.concatenate([pool.windows[0], starts]), np.concatenate([pool.windows[1], ends])
        words = share_of_words(terms, *places, [*pool.heads, *pool.names])
        self.words_window: Scores = words[:count]
        self.words_document: Scores = words[count:][pool.document]
        self.pairs_document: Scores = share_of_pairs(terms, starts, ends, pool.names)[pool.document]
        self._terms, self._pool = terms, pool

    def mean_at(self, at: int) -> float:
        """Return the mean of the three shares of a candidate."""
        return float(self.words_window[at] + self.words_document[at] + self.pairs_document[at]) / 3

    def absent_words_at(self, at: int) -> int:
        """Return how many content words the document of a candidate and its name lack as they are."""
        document, name = self._pool.ranges[self._pool.document[at]], self._pool.names[self._pool.document[at]]
        return sum(not (any_in(term.entries, document) or holds(name, term.text)) for term in self._terms.words)


def agreement(
    asked: Query,
    terms: QuestionTerms,
    coverage: Coverage,
    pool: Pool,
    first: FirstStage,
    leading: int | None,
    left: Remainders,
    material: Material,
) -> Features:
    """One array of one number a candidate for each feature."""
    score, document_best = _first_stage(pool, first)
    heads = {head: terms.share_of_pairs(head) for head in dict.fromkeys(pool.heads)}
    label = _asked_field(asked.parts[0].text)
    names = [pool.names[at] for at in pool.document.tolist()]
    questions = np.array([float(is_question(text)) for text in pool.texts])
    shown = shown_features(asked, pool, material)
    return {
        "score": score,
        "document_best": document_best,
        "leading": (pool.entries == leading).astype(float) if leading is not None else np.zeros(len(pool.entries)),
        "words_window": coverage.words_window,
        "pairs_document": coverage.pairs_document,
        "pairs_head": np.array([heads[head] for head in pool.heads]),
        "remainder": left.of(pool.ranges, pool.names).shares(pool.entries, pool.document),
        "question": questions,
        "heading": _headings(pool, terms, shown["figure"]),
        **by_heading(asked.parts[0].text, terms, pool, material.index),
        **by_nearness(asked.parts[0].text, terms, pool),
        "nothing_new": _nothing_new(asked, pool) * (sum(shown[name] for name in _NEW_KINDS) == 0),
        **shown,
        "asked_word": _asked_words(asked.parts[0], pool, material.index),
        "names": _names(asked.parts[0], pool, material),
        "field": np.array([_as_field(label, text, name) for text, name in zip(pool.texts, names, strict=True)]),
        "leading_figure": leading_figures(asked.parts[0].text, terms, pool),
        "definition": _definitions(asked.parts[0].text, pool),
        "length": np.array([math.log(1 + len(text)) for text in pool.texts]),
    }


def _headings(pool: Pool, terms: QuestionTerms, figures: Scores) -> Scores:
    found = np.array(
        [float(role in HEAD_ROLES or heads_letter(text)) for role, text in zip(pool.roles, pool.texts, strict=True)]
    )
    for at in (found * figures).nonzero()[0].tolist():
        found[at] -= FIGURE_IN_HEADING * figures[at] * terms.share_of_pairs(pool.texts[at])
    return found


def _definitions(folded: str, pool: Pool) -> Scores:
    thing = defined_thing(folded)
    return np.array([float(thing is not None and defines(thing, text)) for text in pool.texts])


def _first_stage(pool: Pool, first: FirstStage) -> tuple[Scores, Scores]:
    best, documents = first.scores.max(), np.array(pool.documents)
    at = documents.searchsorted(first.documents)
    known = documents.take(at, mode="clip") == first.documents
    of_document = np.zeros(len(documents))
    np.maximum.at(of_document, at[known], first.scores[known])
    scores = np.array([first.own.get(entry, 0.0) for entry in pool.entries.tolist()])
    return scores / best, of_document[pool.document] / best


def _nothing_new(asked: Query, pool: Pool) -> Scores:
    """Return flags of sentences that only repeat a question; other words may be looked for as they are."""
    if not (is_question(asked.parts[0].text) or QUESTION_WORD.search(asked.parts[0].text)):
        return np.zeros(len(pool.entries))
    said = "".join(part.text for part in asked.parts)
    letters, stems = set(said), stems_in(said)
    return np.array([float(not _says_more(text, letters, stems)) for text in pool.texts])


def _says_more(text: str, letters: set[str], stems: frozenset[str]) -> bool:
    """Tell if a text has letters enough that a question does not have, of Latin ones in words that it does not have."""
    if not text.isascii():
        # Most texts have as many different ones.
        if sum(map(str.isalnum, set(text) - letters)) >= NEW_LETTERS:
            return True
        new = (character for character in text if character not in letters and character.isalnum())
        return sum(1 for _ in islice(new, NEW_LETTERS)) == NEW_LETTERS
    return sum(len(word) for word in stems_in(text) - stems if word not in stop_words()) >= NEW_LATIN_LETTERS


def _asked_words(part: QueryPart, pool: Pool, index: Index) -> Scores:
    *_, word = [None, *QUESTION_WORD.finditer(part.text)]
    if word is None:
        return np.zeros(len(pool.entries))
    tokens = content(part.tokens)
    before = [token.text for token in tokens if 0 <= word.start() - token.end <= MAX_GAP_CHARACTERS][-1:]
    after = [token.text for token in tokens if 0 <= token.start - word.end() <= MAX_GAP_CHARACTERS][:1]
    total, count = np.zeros(len(pool.entries)), np.zeros(len(pool.entries))
    for text in (*before, *after):
        entries = index.words.where(text)
        held = entries.searchsorted(pool.entries) < entries.searchsorted(pool.entries + 1)
        apart = _unnamed(text, pool)
        total += apart * (held | np.array([text in own for own in pool.texts], bool))
        count += apart
    return total / np.maximum(count, 1)


def _names(part: QueryPart, pool: Pool, material: Material) -> Scores:
    """Return the share of the names and Latin words of a Chinese question that are around each candidate or in its
    head.
    """
    index = material.index
    names = [found.expression for found in material.lexicon.aliases.find(part.text)]
    names += [one.text for one in content(part.tokens) if _LATIN_NAME.fullmatch(one.text) and index.knows(one.text)]
    if not names or part.text.isascii():
        return np.zeros(len(pool.entries))
    total, names = np.zeros(len(pool.entries)), list(dict.fromkeys(names))
    for name in names:
        versions = versions_of(name, index)
        forms = (name, *versions, *material.lexicon.aliases.others(name))
        own = dict.fromkeys(pool.heads)
        heads = dict(zip(own, map(any, zip(*(held_in(own, form) for form in forms), strict=True)), strict=True))
        found = among(index.words.where(name), *pool.windows) | among(index.concepts.places_of(name), *pool.windows)
        found = np.any([found, *(among(index.words.where(one), *pool.windows) for one in versions)], axis=0)
        total += found | np.array([heads[head] for head in pool.heads], bool)
    return total / len(names)


def _unnamed(word: str, pool: Pool) -> NDArray[np.bool_]:
    """Return for each candidate if the name of its document lacks a word."""
    return ~np.array(held_in(pool.names, word), bool)[pool.document]


def _asked_field(folded: str) -> str:
    """Return the words right before the question word, from the last mark or 的 on."""
    *_, word = [None, *QUESTION_WORD.finditer(folded)]
    if word is None:
        return ""
    before = folded[: word.start()]
    field: str = _FIELD_BREAK.split(_FIELD_END.sub("", before))[-1]
    return field[-MAX_FIELD_CHARACTERS:]


def _as_field(label: str, text: str, name: str) -> float:
    """Return the longest part of a label that a text has as one of its own, over the label's length.

    An ending of it counts anywhere right before a mark or verb of being, a beginning only where a clause begins; what
    the document is called by is no label.
    """
    if label[-2:] not in text and label[:2] not in text:
        return 0.0
    for length in range(len(label), 1, -1):
        ending, beginning = label[-length:], label[:length]
        ends = _places(ending, text) if ending in text and ending not in name else ()
        if any(_LABELLED.match(text, end) for _, end in ends):
            return length / len(label)
        for start, end in _places(beginning, text) if beginning in text and beginning not in name else ():
            if (not start or text[start - 1] in _CLAUSE_MARKS) and text[end : end + 1] in _SUBJECT_MARKS:
                return length / len(label)
    return 0.0


def _places(words: str, text: str) -> list[tuple[int, int]]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return found
