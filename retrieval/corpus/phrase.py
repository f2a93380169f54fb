"""A question that is nothing but a phrase in quotation marks: where does it stand, as it stands?"""

from itertools import islice

from retrieval.corpus.citation import cite_words
from retrieval.corpus.corpus import Material
from retrieval.language.fold import fold
from retrieval.model import Answer, Count
from retrieval.runtime import pattern

_QUOTED = pattern(r"\s*(?:“([^“”]{1,200})”|「([^「」]{1,200})」|『([^『』]{1,200})』|\"([^\"]{1,200})\")\s*[?？。]?\s*")


def quoted_phrase(question: str) -> str | None:
    """Return the phrase, where the whole question is one in quotation marks; None for any other question."""
    match = _QUOTED.fullmatch(question)
    phrase = next((group for group in match.groups() if group), "").strip() if match else ""
    return phrase if any(character.isalnum() for character in phrase) else None


def single_character(question: str) -> str | None:
    """Return the only letter of a question, which is part of longer words as often; None if it has more."""
    letters = [character for character in question if character.isalnum()]
    return letters[0] if len(letters) == 1 and not letters[0].isascii() else None


def find_phrase(question: str, phrase: str, material: Material, most: int) -> Answer:
    """Return how often and where a phrase stands in the text, in any script, width and case: the first `most` places
    quoted.

    Places are counted in sentences that may be quoted, in the order of the documents and the text; a phrase that runs
    over the end of a sentence is not found.
    """
    wanted = fold(phrase)
    places: dict[int, list[int]] = {}
    for entry, at in material.index.find(wanted):
        if material.asks_about(entry):
            places.setdefault(entry, []).append(at)
    documents = {material.document(entry).id for entry in places}
    count = Count(phrase=phrase, places=sum(map(len, places.values())), documents=len(documents))
    if not places:
        return Answer(question=question, status="not_found", count=count)
    quotes = [
        cite_words(material, entry, tuple((at, at + len(wanted)) for at in own))
        for entry, own in islice(places.items(), most)
    ]
    return Answer(question=question, status="answered", quotes=tuple(quotes), count=count, confidence=1.0)
