"""Confidence that one of the first sentences answers a question, from 0 to 1.

It is a logistic function of the likelihood by the signals below, which is 0 if the question names a year that the
document is not about, and of what speaks for the first sentence in the second stage
(`retrieval.ask.reranker.AnswerEvidence`):

- in a large folder how much of the question is around it and in its document, how many words that lacks, how far the
  document leads the others, if all that is asked for is shown there, if a question right before it asks the same, and
  if the first stage had another one first. Of so many documents one nearly always has the words of a question that it
  can answer; of a long question in other words than the text's it has few, but more than any other document;
- in a small folder how far it leads the others, if those are of its document, and if it shows itself the figure that
  is asked for. People ask in everyday words there, and coverage says nothing;
- in a small folder if the question is in English: the signals hold that for a reason to believe, because they were
  fitted where English was asked of Chinese documents, and it is taken back.

Fitted by `tests/benchmarks/sureness.py`. The large folders are six of other people: first the weights, by what a
folder answers and what not, then the slope, so that of the answers at .8, four of five are right. They are
fitted with two of 400 paragraphs of CMRC2018 and DRCD, which count a quarter each, and their slope
is .96 of that, so that as much of what the six lack is answered surely as before there were the two. On folders
that were left out of the fit, it tells answerable questions from others with an AUC of .86 (the six) and .96 (the two).
Without each value, the mean of the eight:

    all                   .880      without moved         .878
    without coverage      .878      without asked_word    .880
    without signals       .872      without absent_words  .878
    without same_question .873      without shown         .879
                                    without document_lead .880

`document_lead` puts few questions of one folder in another order; it brings folders under one bound: with as many
false answers in the six, .61 instead of .56 of the right answers in the two are said surely, and .88 instead of .86 of
the questions have one among three.

The small folders are sixteen of nine kinds: English and Chinese lists of questions, handbooks and news, asked in
everyday words, English encyclopedias, and our own, which count twice. They are fitted at once by which answers are
right, because of what is asked in everyday words a third is not found. Means of the nine kinds, each left out of the
fit in turn, doubts included: the AUC of what is answered above what is not, and of right answers above others.

    all             .752 .776
    without lead    .767 .758      without signals .678 .734
    without company .748 .772      without latin   .740 .772
    without figure  .742 .774

What speaks for or against an answer apart from that is in `retrieval.ask.doubts`.

The signals, which are shares and counts:

- `passage`: how much of the question's weight stands in the passage of the first sentence; titles and headings count as
  part of every passage under them;
- `shown`: 1 if the first sentence shows the kind of figure that is asked for, or none is; 1/2 if its neighbour does;
- `unnamed`: 1 if every one of the few best sentences lacks a name that the question has and that tells passages apart;
- `words`: ln(1 + n) for n content words in the question, `MIN_COUNTED_WORDS` at least: with more words less is chance;
- `level`: the score of the first sentence over five times the question's weight;
- `follows`, `foreign`: 1 if the question leans on an earlier one; 1 if it is mostly in Latin letters.

What each is worth, by `python -m tests.benchmarks.weights CMRC2018_DEV DRCD_DEV`: F1 of refusals on our own three sets
of questions by five-fold cross-validation, with the threshold that is best there:

    all             .711      without words    .680
    without passage .706      without level    .684
    without shown   .597      without follows  .700
    without unnamed .615      without foreign  .706

What was tried and did not pay: how much of the question stands near the figure or within 40, 80 and 160 characters,
the rarest word that the document, the passage or the sentence lacks, shares of squared weights, names by jieba's tags;
in large folders, how far the first sentence leads: near twins rival it there; the number of words and characters of
the question, and the share of its weight in the sentence alone. In small ones some hundred values: shares, sums and
the greatest weight of the words, or only the nouns, that the sentence, those beside it, its passage, its document or
the first three have or lack, by rarity or its square, exactly or by another name; the first-stage score as it is,
which told most while everyday words weighed like others; coverage, words that the document lacks, the words beside
the question word, the length of the question, and how far the document leads.

`python -m tests.benchmarks.refusals DRCD_DEV` prints what a threshold costs and gives on a public set.
"""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from retrieval.ask.absence import head_of, lacks, missing_years
from retrieval.ask.features import shipped
from retrieval.ask.intent import FIGURES
from retrieval.ask.query import Query
from retrieval.ask.ranking import Ranked
from retrieval.ask.reranker import AnswerEvidence
from retrieval.ask.rows import figure_in_row
from retrieval.ask.sentence_scores import held, weights
from retrieval.corpus.corpus import Material
from retrieval.language.letters import mostly_latin
from retrieval.language.stems import holds
from retrieval.runtime import pattern

# How many of the best sentences may bear the answer, and with which share of the first one's score.
LEADING_SENTENCES = 5
NEAR_SHARE = 0.6
# A name in more than this share of all passages tells none of them apart.
TELLING = 0.2
# Of a few words alone nothing can be told: people also type what they would type into a search box.
MIN_COUNTED_WORDS = 3
# A likelihood of 0 or 1 would have no logit.
LEAST_LIKELIHOOD = 0.02
# More words than this that its document lacks say no more against an answer.
MAX_COUNTED_ABSENT = 3
# Two questions about the same thing have so much in common, though they ask for something else.
LIKE_ANOTHER_QUESTION = 0.5
# Up to so many sentences a folder is a small one, and from so many on a large one; between them it is partly either.
SMALL_FOLDER_SENTENCES, LARGE_FOLDER_SENTENCES = 1000, 3000
# Whose view or words are asked for.
_SPEAKER = pattern(
    r"^([\u4e00-\u9fff]{2,4}?)(?:(?:对|关于).{1,30})?(?:怎么|如何|怎样|咋)(?:看待?|说|评价|认为|回应)"
    r"|^([\u4e00-\u9fff]{2,4}?)对.{1,30}(?:看法|态度|观点|评价)"
)


def confidence(evidence: AnswerEvidence, sentences: int, likely: float) -> float:
    """Return how likely one of the first sentences answers a question of a folder of so many sentences."""
    weights, values = shipped().confidence, values_of(evidence, likely)
    small, large = (sum(own[name] * values[name] for name in own) for own in (weights["small"], weights["large"]))
    share = _share_of_small(sentences)
    return 1 / (1 + math.exp(-(share * small + (1 - share) * large)))


def values_of(evidence: AnswerEvidence, likely: float) -> Mapping[str, float]:
    """Return what the weights of confidence are for: the evidence, and the logit of the likelihood by the signals."""
    bounded = min(max(likely, LEAST_LIKELIHOOD), 1 - LEAST_LIKELIHOOD)
    return {
        **evidence._asdict(),
        "constant": 1.0,
        "signals": math.log(bounded / (1 - bounded)),
        "absent_words": float(min(evidence.absent_words, MAX_COUNTED_ABSENT)),
        "same_question": max(evidence.same_question - LIKE_ANOTHER_QUESTION, 0.0),
    }


def _share_of_small(sentences: int) -> float:
    """Return how far a folder counts as a small one: 1 up to the lower bound, 0 from the upper one on."""
    low, high = (math.log(bound) for bound in (SMALL_FOLDER_SENTENCES, LARGE_FOLDER_SENTENCES))
    return min(max((high - math.log(max(sentences, 1))) / (high - low), 0.0), 1.0)


class Signals(NamedTuple):
    """Signals for and against an answer; see the module."""

    passage: float
    shown: float
    unnamed: float
    words: float
    level: float
    follows: float
    foreign: float


class Witness(NamedTuple):
    """One of the best sentences: where it stands in the index, and what speaks for it.

    `figure` is how well it shows the figure that is asked for; `unnamed` and `apart` tell whether its passage, and
    whether the sentence itself, lacks a name that the question has.
    """

    found: Ranked
    figure: float
    unnamed: bool
    apart: bool

    @property
    def bears(self) -> bool:
        """Return whether it shows what is asked for where the things asked about are named."""
        return self.figure > 0 and not self.unnamed


def witnesses(asked: Query, ranked: Sequence[Ranked], material: Material) -> list[Witness]:
    """Return the best sentences that may bear the answer, in their order."""
    near = [found for found in ranked[:LEADING_SENTENCES] if found.score >= NEAR_SHARE * ranked[0].score]
    names = _telling_names(asked, material)
    return [_witness(asked, found, names, material) for found in near]


def leading_of(seen: Sequence[Witness]) -> Ranked | None:
    """Return the first of the best sentences that shows what is asked for where the things asked about are named."""
    return next((witness.found for witness in seen if witness.bears), None)


def _witness(asked: Query, found: Ranked, names: Sequence[str], material: Material) -> Witness:
    entry = found.entry
    apart = lacks(names, entry, range(entry, entry + 1), material)
    # A passage has every name that one of its sentences has.
    unnamed = apart and lacks(names, entry, _passage(entry, material), material)
    return Witness(found, _figure(asked, entry, material), unnamed, apart)


def signals(asked: Query, seen: Sequence[Witness], material: Material) -> Signals:
    """Return what speaks for an answer; `seen` are the witnesses, one at least."""
    first = seen[0].found
    worth = weights(asked.parts[0], material.index)
    return Signals(
        passage=_share(asked, _passage(first.entry, material), first.entry, material),
        shown=seen[0].figure,
        unnamed=float(all(witness.apart for witness in seen)),
        words=math.log(1 + max(len(worth), MIN_COUNTED_WORDS)),
        level=first.score / max(sum(worth.values()), 1.0) / 5,
        follows=float(len(asked.parts) > 1),
        foreign=float(mostly_latin(asked.folded)),
    )


def speaker(asked: Query) -> list[str]:
    """Return the name of whose view or words a question asks for, or none."""
    spoken = _SPEAKER.match(asked.parts[0].text)
    return [name for name in (spoken.groups() if spoken else ()) if name]


def _telling_names(asked: Query, material: Material) -> list[str]:
    index = material.index
    found = [name.expression for name in material.lexicon.aliases.find(asked.parts[0].text)]
    most = TELLING * len(index.documents_of)
    return speaker(asked) + [name for name in found if index.passages_with(name) <= most]


def _share(asked: Query, sentences: range, entry: int, material: Material) -> float:
    """Return the share of the question's weight that stands in some sentences or the titles above; the best of
    its parts.
    """
    head, best = head_of(entry, material), 0.0
    for part in asked.parts:
        worth = weights(part, material.index)
        found = held(part, sentences, material.index)
        above = {word: 1.0 for word in worth if holds(head, word)}
        here = sum(worth[word] * max(found.get(word, 0.0), above.get(word, 0.0)) for word in worth)
        best = max(best, here / sum(worth.values()) if worth else 0.0)
    return best


def share_around(asked: Query, entries: Sequence[int], material: Material) -> float:
    """Return the share of a question's weight that some sentences, those beside them and their heads hold together."""
    heads = "\n".join(head_of(entry, material) for entry in entries)
    whole = here = 0.0
    for part in asked.parts:
        found = [held(part, neighbours(entry, material), material.index) for entry in entries]
        for word, worth in weights(part, material.index).items():
            best = max(own.get(word, 0.0) for own in found)
            whole += part.weight * worth
            here += part.weight * worth * max(best, float(holds(heads, word)))
    return here / whole if whole else 0.0


def _figure(asked: Query, entry: int, material: Material) -> float:
    kind = next((cue for cue in asked.cues if cue.name in FIGURES), None)
    folded = material.index.folded
    if kind is None or kind.shown.search(folded[entry]) or figure_in_row(kind, entry, material):
        return 1.0
    return 0.5 if any(kind.shown.search(folded[at]) for at in neighbours(entry, material)) else 0.0


def _passage(entry: int, material: Material) -> range:
    passage = material.index.owners[entry]
    return range(material.index.first[passage], material.index.first[passage + 1])


def neighbours(entry: int, material: Material) -> range:
    """Return the sentence and its neighbours in its passage."""
    passage = _passage(entry, material)
    return range(max(passage.start, entry - 1), min(passage.stop, entry + 2))


def likelihood(asked: Query, seen: Sequence[Witness], material: Material) -> float:
    """Return how likely the material answers a question, from 0 to 1, by the best sentences; 0 where there are none."""
    if not seen or missing_years(asked, seen[0].found.entry, material):
        return 0.0
    found = signals(asked, seen, material)
    if not found.passage:
        return 0.0
    weights = shipped().answered
    total = weights["constant"] + sum(weights.get(name, 0.0) * value for name, value in found._asdict().items())
    return 1 / (1 + math.exp(-total))


def likelihood_by(first: Ranked, asked: Query, seen: Sequence[Witness], material: Material) -> float:
    """Return the same by the first sentence of the second stage, if it shows what is asked for, which the first of the
    witnesses does not, and names itself whom or what the question names; 0 if not.
    """
    own = [one for one in seen if one.found.entry == first.entry and one.bears and not one.apart]
    trusted = own and not seen[0].bears and _telling_names(asked, material)
    return likelihood(asked, own, material) if trusted else 0.0
