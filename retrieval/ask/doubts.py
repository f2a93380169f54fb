"""Doubts that the evidence for an answer does not tell of, and one certainty; each changes the confidence by a factor.

A question that names what appears nowhere keeps a tenth of its confidence; one whose first sentence is from a document
without a name that it has, .6 of it, without a number that says which thing is meant, .35; one for a kind of answer
that no quote shows (`retrieval.ask.answer_kinds`), .3; one for a person where no quote tells of any, .85; one for what
is not so, in English, where no sentence denies anything, and one for the bot's opinion, half; one for a year that the
document is not of, .3. With them the AUC on the six folders of `retrieval.ask.confidence` is .866. In a small folder a
question of few words without any of these doubts gets the nearest quotes where they have half of it: of 48 such, 20
were answered by them. A sentence that says yes or no to all that a question for either names is an answer for certain:
of 23 such first sentences in the six folders and ours, 20 were right.
"""

from collections.abc import Sequence

from retrieval.ask.absence import missing_years, names_unknown
from retrieval.ask.answer_kinds import lacks_kind, lacks_person
from retrieval.ask.comparisons import compares
from retrieval.ask.confidence import SMALL_FOLDER_SENTENCES, neighbours, share_around
from retrieval.ask.features import shipped
from retrieval.ask.intent import asks_opinion, yes_or_no
from retrieval.ask.omissions import Omissions
from retrieval.ask.query import Query, unknown_words
from retrieval.ask.ranking import Ranked
from retrieval.ask.sentence_scores import share_of_named
from retrieval.corpus.corpus import Material
from retrieval.language.polarity import negators
from retrieval.language.tokenizer import content
from retrieval.runtime import pattern

# Of questions that name what appears nowhere, nine of ten have no answer; a confidence is worth this share of itself.
UNKNOWN_NAME_FACTOR = 0.1
# Of those with a name that only other documents have than the first sentence's, half have one.
LACKING_NAME_FACTOR = 0.6
# Of those with a number that says which thing is meant, and that the document lacks, one of six have one.
LACKING_NUMBER_FACTOR = 0.35
# What the bot itself thinks or feels is in no document.
OPINION_FACTOR = 0.5
# Of those for a kind of answer that no quote shows, one of eight has one.
MISSING_KIND_FACTOR = 0.3
# Of those for a person where no quote has a name or an office, three of seven have one; names have many forms.
MISSING_PERSON_FACTOR = 0.85
# Of those for a year that the document is not of and does not name, one of six have one.
MISSING_YEAR_FACTOR = 0.3
# No English sentence that denies nothing has said what is not so.
MISSING_DENIAL_FACTOR = 0.5
# What is asked in so few words, of which the quotes have so much, is worth showing.
FEW_WORDS, AT_HAND = 4, 0.5
# A sentence that says yes or no, and so much of what a question for either names, decides it.
DECIDING = 0.9
_ASIDE = pattern(r"\b(?:i|we|my|our|me|us|why|how come|what if)\b|[.?!]\s+\S")


def doubted(told: float, asked: Query, ranked: Sequence[Ranked], away: Omissions, material: Material) -> float:
    """Return the confidence that is left of what the evidence for the first sentences tells; `ranked` are these."""
    first, text, before = ranked[0].entry, asked.parts[0].text, told
    if names_unknown(asked, unknown_words(asked.parts[0], material.index), material):
        told *= UNKNOWN_NAME_FACTOR
    elif not compares(text):
        told *= LACKING_NAME_FACTOR if away.listed else 1.0
        told *= LACKING_NUMBER_FACTOR if away.identifying else 1.0
    told *= MISSING_KIND_FACTOR if lacks_kind(asked, ranked, material) else 1.0
    told *= MISSING_PERSON_FACTOR if lacks_person(asked, ranked, material) else 1.0
    told *= OPINION_FACTOR if asks_opinion(asked.folded) else 1.0
    told *= MISSING_YEAR_FACTOR if missing_years(asked, first, material) else 1.0
    told *= MISSING_DENIAL_FACTOR if _lacks_denial(asked, first, material) else 1.0
    if not away.words and _decides(asked, first, material):
        return max(told, shipped().sure)
    near = shipped().near
    return near if before <= told < near and _is_at_hand(asked, ranked, material) else told


def _is_at_hand(asked: Query, ranked: Sequence[Ranked], material: Material) -> bool:
    """Tell if a question has few words, and the first sentences and those beside them have much of it.

    In a large folder some sentence has much of any.
    """
    if len(material.index.entries) > SMALL_FOLDER_SENTENCES:
        return False
    words = {token.text for token in content(asked.parts[0].tokens)}
    return len(words) <= FEW_WORDS and share_around(asked, [one.entry for one in ranked], material) >= AT_HAND


def _lacks_denial(asked: Query, entry: int, material: Material) -> bool:
    """Tell if an English question asks what is not so, and neither a sentence nor those beside it deny anything.

    Why something is not so is told without denying it, and what does not concern people is said beside the question.
    """
    text = asked.parts[0].text
    if not text.isascii() or yes_or_no(text) or not negators(text) or _ASIDE.search(text):
        return False
    return not any(negators(material.index.folded[at]) for at in neighbours(entry, material))


def _decides(asked: Query, entry: int, material: Material) -> bool:
    """Tell if a question asks for a yes or no, and a sentence says either in its way and has all that it names."""
    part = asked.parts[0]
    told = yes_or_no(part.text)
    if told is None or len(asked.parts) > 1 or not told.search(material.index.folded[entry]):
        return False
    return share_of_named(part, entry, material.index) >= DECIDING
