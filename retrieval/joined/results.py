"""Results of several libraries -> one result, as if they were one folder; of equal ones the first library's come first.

Scores of two indexes are not of one scale, so results are compared by what is calibrated: status and confidence.
"""

from collections.abc import Sequence
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from retrieval.ask.answer import MAX_NEAREST_DOCUMENTS
from retrieval.errors import QuestionNumberUnknown
from retrieval.model import Answer, Count, Quote

if TYPE_CHECKING:
    from retrieval.check.verdict import Verdict
    from retrieval.facts.timeline import Timeline
    from retrieval.library import Library
    from retrieval.lookup.count import Occurrences
    from retrieval.lookup.locate import FoundPlace, Location
    from retrieval.lookup.verify import Verification

_STATUS = {"answered": 0, "near": 1, "not_found": 2}
# An answer that is less sure by more than this is not set between the quotes of the surest one.
_AS_SURE = 0.1
_LOCATED = {"word_for_word": 0, "abridged": 1, "altered": 2, "stitched": 3, "in_part": 4, "not_found": 5}
_VERIFIED = {"unchanged": 0, "moved": 1, "changed": 2, "gone": 3}


def asked_of(part: "Library", question: str, history: Sequence[str], most: int) -> Answer:
    """Return what one library answers; nothing to the number of a document that only another one speaks of."""
    try:
        return part.ask(question, history, most=most)
    except QuestionNumberUnknown:
        return Answer(question=question, status="not_found")


def likeliest(answers: Sequence[Answer]) -> list[int]:
    """Return the indices of answers, the likeliest first."""
    return sorted(range(len(answers)), key=lambda at: (_STATUS[answers[at].status], -answers[at].confidence))


def as_sure(answers: Sequence[Answer]) -> list[Answer]:
    """Return answers of which those that are nearly as sure as the surest one are as sure, so that they keep order."""
    most = max((one.confidence for one in answers), default=0.0)
    return [
        one.model_copy(update={"confidence": most}) if one.confidence >= most - _AS_SURE else one for one in answers
    ]


def joined_answer(answers: Sequence[Answer], most: int, skip: int) -> Answer:
    """Return one answer of `most` quotes after the first `skip`, from answers of `skip + most` quotes each.

    The quotes of the likeliest answer come first. Those of another with the same status take turns with them if it is
    nearly as sure, and follow them if not; those of one with a lower status are left out.
    """
    ordered = [answers[at] for at in likeliest(answers)]
    lead = ordered[0]
    if lead.small_talk:
        return lead
    if any(one.count for one in answers):
        return _counted(answers, most, skip)
    if lead.status == "not_found":
        return _not_found(lead, answers)
    equals = [one for one in ordered if one.status == lead.status]
    quotes = _in_turns(equals)
    shown, more = quotes[skip : skip + most], len(quotes) > skip + most or any(one.more for one in equals)
    return lead.model_copy(
        update={
            "status": lead.status if shown else "not_found",
            "quotes": tuple(shown),
            "differing": () if skip else _differing(equals, shown),
            "missing": _common([one.missing for one in answers]),
            "milliseconds": _milliseconds(answers),
            "skipped": skip,
            "more": more,
        }
    )


def _in_turns(equals: Sequence[Answer]) -> list[Quote]:
    sure = [one for one in equals if one.confidence >= equals[0].confidence - _AS_SURE]
    rows = chain.from_iterable(zip_longest(*(one.quotes for one in sure)))
    others = chain.from_iterable(one.quotes for one in equals if one not in sure)
    # A sentence that both have, because the same document is in both, is quoted once.
    return list({quote.text: quote for quote in reversed([q for q in (*rows, *others) if q])}.values())[::-1]


def _differing(answers: Sequence[Answer], shown: Sequence[Quote]) -> tuple[int, ...]:
    """Return the numbers, among the quotes that are shown, of those that one answer says differ."""
    for answer in answers:
        told = {answer.quotes[number - 1].receipt for number in answer.differing}
        numbers = tuple(number for number, quote in enumerate(shown, 1) if quote.receipt in told)
        if len(numbers) > 1:
            return numbers
    return ()


def _not_found(lead: Answer, answers: Sequence[Answer]) -> Answer:
    nearest = dict.fromkeys(id for row in zip_longest(*(one.nearest for one in answers)) for id in row if id)
    return lead.model_copy(
        update={
            "nearest": tuple(nearest)[:MAX_NEAREST_DOCUMENTS],
            "missing": _common([one.missing for one in answers]),
            "meant": tuple(dict.fromkeys(chain.from_iterable(one.meant for one in answers))),
            "milliseconds": _milliseconds(answers),
        }
    )


def _counted(answers: Sequence[Answer], most: int, skip: int) -> Answer:
    """Return how often a phrase appears in all libraries, with its first places."""
    lead = max(answers, key=lambda one: one.confidence)
    counts = [one.count for one in answers if one.count]
    quotes = tuple(chain.from_iterable(one.quotes for one in answers))
    shown = quotes[skip : skip + most]
    total = Count(
        phrase=counts[0].phrase,
        places=sum(count.places for count in counts),
        documents=sum(count.documents for count in counts),
    )
    more = len(quotes) > skip + most or any(one.more for one in answers)
    found = {"status": "answered" if shown else "not_found", "skipped": skip, "more": more} if quotes else {}
    return lead.model_copy(update={"count": total, "quotes": shown, "milliseconds": _milliseconds(answers), **found})


def _common(words: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the words that all have, in the order of the first."""
    return tuple(word for word in words[0] if all(word in others for others in words))


def _milliseconds(answers: Sequence[Answer]) -> float:
    return round(sum(one.milliseconds for one in answers), 3)


def joined_verdict(verdicts: Sequence["Verdict"]) -> "Verdict":
    """Return the verdict that supports a claim, or else contradicts it; without either, the first.

    If one supports and another contradicts it, the first quote that says otherwise comes last, and is told as such.
    """
    supporting = [one for one in verdicts if one.verdict == "supported"]
    contradicting = [one for one in verdicts if one.verdict == "contradicted"]
    lead, *others = [*supporting, *contradicting] or list(verdicts)[:1]
    against = [one.quotes[0] for one in others if one.verdict != lead.verdict and one.quotes]
    beside = [quote for one in others if one.verdict == lead.verdict for quote in one.quotes]
    quotes = (*lead.quotes, *beside, *against)
    numbers = range(len(quotes) - len(against) + 1, len(quotes) + 1)
    return lead.model_copy(
        update={
            "quotes": quotes,
            "differing": (*lead.differing, *numbers),
            "milliseconds": round(sum(one.milliseconds for one in verdicts), 3),
        }
    )


def joined_location(locations: Sequence["Location"]) -> "Location":
    """Return the location that is most like the text, with the places of others that are as like."""
    status = min((one.status for one in locations), key=_LOCATED.__getitem__)
    alike = [one for one in locations if one.status == status]
    places = sorted(chain.from_iterable(one.places for one in alike), key=lambda place: -place.likeness)
    if status == "in_part":
        places = _best_of_each(places)
    milliseconds = round(sum(one.milliseconds for one in locations), 3)
    return alike[0].model_copy(update={"places": tuple(places), "milliseconds": milliseconds})


def _best_of_each(places: Sequence["FoundPlace"]) -> list["FoundPlace"]:
    """Return the likest place of each sentence of a text, in the order of the text."""
    best = {place.own: place for place in reversed(places)}
    return sorted(best.values(), key=lambda place: place.own.start)


def rank_of_verification(found: "Verification") -> int:
    """Return a rank that is lower the better the words of a receipt are preserved."""
    return _VERIFIED[found.status]


def joined_occurrences(found: Sequence["Occurrences"]) -> "Occurrences":
    """Return how often a phrase appears in all libraries; if nowhere, words that are spelled nearly like it."""
    documents = sorted(
        chain.from_iterable(one.documents for one in found),
        key=lambda appears: (appears.published is None, appears.published or ""),
    )
    nearest = {word.term: word for one in found for word in one.nearest} if not documents else {}
    return found[0].model_copy(
        update={
            "places": sum(one.places for one in found),
            "documents": tuple(documents),
            "nearest": tuple(nearest.values()),
            "milliseconds": round(sum(one.milliseconds for one in found), 3),
        }
    )


def joined_timeline(found: Sequence["Timeline"]) -> "Timeline":
    """Return the figures of all libraries by date."""
    from retrieval.facts.timeline import arranged

    points = tuple(arranged([point for one in found for point in one.points]))
    return found[0].model_copy(
        update={
            "points": points,
            "missing": () if points else _common([one.missing for one in found]),
            "milliseconds": round(sum(one.milliseconds for one in found), 3),
        }
    )
