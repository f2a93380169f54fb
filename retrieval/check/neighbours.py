"""Sentences beside one another: which two may bear a claim out together, and what tells that they speak apart."""

import re

from retrieval.corpus.corpus import Material
from retrieval.facts.replies import stated
from retrieval.facts.speakers import called, speaker_at
from retrieval.language.dates import moments
from retrieval.language.fold import fold

# A day at the beginning of a line, with the mark of an item.
_DAY_CHARACTERS = 24
# 案由二:, 三、, (四), 第五条
_ITEM = re.compile(
    r"\W{0,3}(?:(?:案由|[议提]案|议题|事项|问题)?[一二三四五六七八九十]{1,3}[、:：.．]|[(（][一二三四五六七八九十]{1,3}[)）]"
    r"|第[一二三四五六七八九十]{1,3}[条项章节案题][\s、:：])"
)
_CIRCLED = re.compile(r"\s{0,3}[①-⑳⑴-⒇❶-❿]")
_ASKS = re.compile(r"\?\W*$")
# Who asks, and when.
_ASIDE = re.compile(r"\s*[(（][^()（）]{1,40}[)）]\s*")
_SHORT_DAY = re.compile(r"\W?(\d{1,2})/(\d{1,2})(?![\d/])")


def together(entry: int, material: Material) -> list[tuple[int, ...]]:
    """Return a sentence with the one before it and with the one behind it, in its passage; a question with its answer
    also over the line that tells who asks, and in the next passage.
    """
    passage = int(material.index.owners[entry])
    pairs: list[tuple[int, ...]] = [(entry - 1, entry), (entry, entry + 1)]
    own = range(material.index.first[passage], material.index.first[passage + 1])
    found = [pair for pair in pairs if pair[0] in own and pair[1] in own]
    return [*found, *(pair for pair in _answered(entry, material) if pair not in found)]


def _answered(entry: int, material: Material) -> list[tuple[int, ...]]:
    """Return a question with the answer behind it, of which a sentence is either."""
    own = material.index.range_of(material.passage(entry).document)
    pairs: list[tuple[int, ...]] = []
    for asked, reply in ((entry, entry + 1), (entry, entry + 2), (entry - 1, entry), (entry - 2, entry)):
        if asked not in own or reply not in own or not _ASKS.search(material.index.folded[asked]):
            continue
        aside = all(_ASIDE.fullmatch(material.index.folded[at]) for at in range(asked + 1, reply))
        if aside and stated(material.words(asked), material.words(reply)):
            pairs.append((asked, reply))
    return pairs


def speaker_of(entry: int, material: Material) -> str:
    """Return the speaker of a message, or of a line that begins with one, or nothing."""
    sentence = material.sentence(entry)
    if sentence.unit is not None:
        return sentence.unit.speaker or ""
    return speaker_at(material.collection.text(material.document(entry).file), sentence.start)


def name_of(speaker: str) -> str:
    """Return the folded name of a speaker without a number or an address behind it."""
    return re.split(r"[(（<]", fold(speaker))[0].strip()


def speak_apart(pair: tuple[int, ...], claim: str, material: Material) -> bool:
    """Tell if neither of two sentences bears out with the other what a folded claim says.

    Each begins with a day of its own, or is by a speaker of its own, of whom the claim names one; or the second opens
    an item of its own.
    """
    if opens_item(material.index.folded[pair[-1]]) or _CIRCLED.match(material.words(pair[-1])):
        return True
    said = {name_of(speaker) for at in pair if (speaker := speaker_of(at, material))}
    if len(said) > 1 and sum(any(name in claim for name in called(one)) for one in said) == 1:
        return True
    days = [day for at in pair if (day := first_day(material.index.folded[at])) is not None]
    return len(days) == len(pair) and len(set(days)) > 1


def opens_item(folded: str) -> bool:
    """Return if a folded line begins with the number of an item in Chinese characters."""
    return _ITEM.match(folded) is not None


def first_day(folded: str) -> tuple[int, int] | None:
    """Return the month and day that a folded line begins with; None if it begins with none."""
    if match := _SHORT_DAY.match(folded):
        return int(match[1]), int(match[2])
    found = moments(folded[:_DAY_CHARACTERS])
    return next(((m.month, m.day) for m in found if m.month and m.day and m.start <= 1), None)
