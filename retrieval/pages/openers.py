"""Openers, of which first questions are made: clauses that state one figure, and topics of sections.

They are cut from the documents like quotes, so that a question made of them has the words of the material.
"""

import calendar
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from retrieval.collection import Collection
from retrieval.language.fold import fold
from retrieval.model import Document, Passage, Sentence, Span
from retrieval.runtime import pattern

_CLAUSE = pattern(r"[^，。；：！？、,;:!?\s“”\"「」『』《》（）()\[\]【】<>*|…—·]+")
# The patterns see folded text, which has a character for every one of the file.
_RISES = r"增长|成长|提升|提高|增加|上涨|暴涨|下降|下跌|减少|达|突破|超过|收入|利润|销量"
_FIGURE = pattern(
    r"(?P<before>\D{4,120}?)(?:\d[\d,.]{0,30}\d|\d|[一二三四五六七八九十百千两]{2,20})(?:%|[多余]?[十百千万亿]{0,8})"
    r"(?P<unit>元|美元|港元|人|名|件|单|次|倍|家|个月|天|分钟)?"
)
_OF_RISE = pattern(rf"..(?:{_RISES})(?:到|至|了|为)?$")
# What makes sense only behind the words before it, or says of nothing in particular that it grew.
_LEANS = pattern(
    r"[他她它这那此该而但也又还就都使让令把将被对在从以与和及或并更再则因如若当有是不没能可会要去来为助较比随通约近超第即]"
    r"|帮助|实现|直接|其中|然后|同比|环比|目前|现在|甚至|平均|过去|今年|去年|预计|相当|累计|带动"
)
_DANGLES = pattern(r"(?:[第近约超前]|的[有是为]?)$")
_NUMBERING = pattern(r"^\W*(?:\d+|[一二三四五六七八九十]+(?=[、.．\s]))?\W*")
# A name in English, which begins no sentence there.
_NAME = pattern(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?:[ -][A-Z][a-z]{1,30}){0,3}")
_MAX_NAMES = 3
# Sections that any report or book has, which say nothing of what is in this one.
_ANYWHERE = pattern(
    r"abstract|introduction|background|methods?|results?|discussion|conclusions?|references|acknowledge?ments?|summary"
    r"|appendix|overview|(?:table of )?contents|(?:sheet|工作表) ?\d*|摘要|引言|前言|导言|结论|参考文献|附录|目录"
    r"|致谢|背景"
)
# An English sentence with one figure that stands by itself, short enough for a button.
_STATEMENT = pattern(
    r"(?!(?:it|its|they|their|he|his|she|her|this|that|these|those|we|our|there|then|here|but|and|so)\b)"
    r"(?P<claim>[a-z][a-z',\- ]{8,40}?[$€£]?\d[\d,.]*%?(?: ?[a-z'%°/²³\-]+){0,6})\."
)
_DAYS = frozenset((*calendar.day_name, *calendar.month_name))
_TOPIC = pattern(r"[^，。；：！？、,;:!?“”\"「」『』《》（）()\[\]【】<>*|…—·\\]{2,}")


class Opener(Span):
    """Opener of a first question, and the slice of its file that should answer it.

    `words` are words of the file: those before a figure, whose `unit` may come after it, what a part is about, or, of
    a `statement`, a whole English sentence with its figure.
    """

    file: str
    words: str
    unit: str = ""
    figure: bool = False
    statement: bool = False


def openers(collection: Collection) -> Iterator[tuple[Opener, ...]]:
    """Yield those of each document: what rose or fell by how much first, then other figures, then headings and the
    title, then the names that its English sentences mention most, and short English sentences with a figure.

    A document that has nothing of these has its first words. The newest documents come first, those without a date
    last and in their order; within a kind the order is that of the text.
    """
    passages: dict[int, list[Passage]] = {}
    for passage in collection.passages:
        passages.setdefault(passage.document, []).append(passage)
    for number in sorted(passages, key=lambda n: collection.documents[n].published or "", reverse=True):
        yield _of_document(collection, collection.documents[number], passages[number])


def _of_document(collection: Collection, document: Document, passages: Sequence[Passage]) -> tuple[Opener, ...]:
    text = collection.text(document.file)
    sentences = [sentence for passage in passages for sentence in passage.sentences]
    figures = [
        found for sentence in sentences if sentence.role == "text" for found in _figures(document.file, text, sentence)
    ]
    rises: list[Opener] = []
    others: list[Opener] = []
    for opener in figures:
        (rises if _OF_RISE.search(fold(opener.words)) else others).append(opener)
    # The header of a table names its columns, and not what the table is about.
    headings = [text[s.start : s.end] for s in sentences if s.role == "heading" and s.unit is None]
    names = _names(text, sentences)
    # A title that is only the file's name says little of what it is about.
    titles = [document.title] if document.title and document.title != PurePath(document.file).stem else []
    if not (figures or headings or titles or names):
        titles = [text[sentences[0].start : sentences[0].end]]
    heads = (_NUMBERING.sub("", head) for head in (*headings, *titles))
    topics = [topic[0].strip() for head in heads if (topic := _TOPIC.match(head))]
    topics = [topic for topic in topics if not _ANYWHERE.fullmatch(fold(topic))] + names
    return (
        *rises,
        *(opener for opener in others if opener.unit),
        *(Opener(file=document.file, words=topic, start=document.start, end=document.end) for topic in topics),
        *_statements(document.file, text, sentences),
    )


def _names(text: str, sentences: Sequence[Sentence]) -> list[str]:
    """Return the names that English sentences mention most, in order of their first mention if as often."""
    told = [s for s in sentences if s.role == "text"]
    counts = Counter(name[0] for s in told for name in _NAME.finditer(text, s.start, s.end) if name[0] not in _DAYS)
    return [name for name, _ in counts.most_common(_MAX_NAMES)]


def _statements(file: str, text: str, sentences: Sequence[Sentence]) -> Iterator[Opener]:
    """Yield the short English sentences with one figure that stand by themselves, without their full stop."""
    for one in sentences:
        if one.role == "text" and one.unit is None and not one.markup:
            words = text[one.start : one.end].strip()
            if _STATEMENT.fullmatch(fold(words)):
                yield Opener(file=file, words=words[:-1], start=one.start, end=one.end, statement=True)


def _figures(file: str, text: str, sentence: Sentence) -> Iterator[Opener]:
    """Yield the clauses of a sentence that state one figure and stand by themselves, without the figure."""
    for clause in _CLAUSE.finditer(text, sentence.start, sentence.end):
        folded = fold(clause[0])
        found = _FIGURE.fullmatch(folded)
        if found and not _LEANS.match(folded) and not _DANGLES.search(found["before"]):
            words, unit = clause[0][: found.end("before")], clause[0][found.start("unit") :] if found["unit"] else ""
            yield Opener(file=file, words=words, unit=unit, figure=True, start=sentence.start, end=sentence.end)
