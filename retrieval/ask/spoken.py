"""Messages of a member of a chat whose words are asked for: 老板娘说了什么, what did Daniel say about the bees.

A member is meant whose name, or a part of it of two characters or one word, stands where the question tells who speaks.
What is asked about has to be in the message; of a day, a month or a year that is named, those of that time come first.
"""

from collections.abc import Iterator, Sequence
from itertools import islice

from retrieval.ask.ranking import Ranked, documents_of
from retrieval.corpus.corpus import Material
from retrieval.language.dates import Moment, moments
from retrieval.language.fold import fold
from retrieval.language.stems import holds
from retrieval.language.tokenizer import content, stop_words
from retrieval.runtime import pattern

MAX_MESSAGES_READ, MAX_DOCUMENTS_READ, MAX_FIRST = 3000, 5, 10
_ASKED = pattern(
    r"^\W*(?:请问|那)?(?P<name>[^,，。?？]{2,20}?)(?:(?:对|关于|就)(?P<about>[^,，。?？]{1,30}?))?"
    r"(?:[都还又]|刚才|今天|昨天)?(?:是?怎么)?[说讲问提写](?:了|过|的)?(?:些|的是|到)?(?:什么|啥|哪些)(?:了|话|内容)?\W*$"
    r"|^\W*(?:and )?what (?:did|does|has) (?P<who>[a-z][\w .'’-]{0,40}?) (?:say|said|write|written|ask|asked|mention"
    r"|tell us|think)"
    r"(?: about| of| on)?(?P<of>.*)$"
)
_DATE = pattern(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")
_LATIN_NAME = pattern(r"[a-z]{2,}")
_MIN_SHARED_CHARACTERS = 2


def said_first(folded: str, ranked: Sequence[Ranked], material: Material) -> list[Ranked]:
    """Return the messages of the member whose words a folded question asks for, the best first; none if it asks for
    nobody's, or that member has said nothing of what it is about.
    """
    asked = _ASKED.search(folded)
    if not asked or not ranked:
        return []
    name, about = asked["name"] or asked["who"], (asked["about"] or asked["of"] or "").strip(" ?？")
    times = moments(folded)
    for time in times:
        name = name.replace(folded[time.start : time.end], "").strip()
    words = [token.text for token in content(material.analyzer.tokens_of(about)) if token.text not in stop_words()]
    words = [word for word in words if not any(word in folded[time.start : time.end] for time in times)]
    places = {one.entry: at for at, one in enumerate(ranked)}
    best = max(one.score for one in ranked)
    own = [entry for entry in _messages(ranked, material) if _is_by(name, _speaker(entry, material))]
    found = sorted(
        own,
        key=lambda entry: (
            -sum(holds(material.index.folded[entry], word) for word in words),
            not _is_of(times, entry, material),
            places.get(entry, len(ranked)),
        ),
    )
    about_it = [e for e in found if not words or any(holds(material.index.folded[e], word) for word in words)]
    return [Ranked(entry=entry, score=best) for entry in about_it[:MAX_FIRST]]


def _messages(ranked: Sequence[Ranked], material: Material) -> Iterator[int]:
    """Yield the sentences of the chats among the documents that were found first."""
    for document in islice(dict.fromkeys(documents_of(ranked, material.index)), MAX_DOCUMENTS_READ):
        entries = material.index.range_of(document)[:MAX_MESSAGES_READ]
        if any(_speaker(entry, material) for entry in entries[:3]):
            yield from entries


def _speaker(entry: int, material: Material) -> str:
    unit = material.sentence(entry).unit if material.index.units[entry] else None
    return fold(unit.speaker) if unit and unit.kind == "message" and unit.speaker else ""


def _is_by(name: str, speaker: str) -> bool:
    """Tell if a speaker is called so: by a word of a Latin name, or by the last characters of what is asked of."""
    if not speaker:
        return False
    if name.isascii():
        words = {word for word in _LATIN_NAME.findall(name) if word not in stop_words()}
        return bool(words) and words <= {*_LATIN_NAME.findall(speaker)}
    return len(name) >= _MIN_SHARED_CHARACTERS and (name in speaker or (len(speaker) > 1 and speaker in name))


def _is_of(times: Sequence[Moment], entry: int, material: Material) -> bool:
    """Tell if a message is of the times that a question names, as far as they say."""
    unit = material.sentence(entry).unit
    date = _DATE.search((unit and unit.said_at) or "")
    said = {name: int(value) for name, value in date.groupdict().items()} if date else {}
    return all(said.get(name, value) == value for time in times for name, value in time.said.items())
