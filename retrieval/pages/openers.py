"""Openers, of which first questions are made: clauses that state one figure, and topics of sections.

They are cut from the documents like quotes, so that a question made of them has the words of the material.
"""

from collections.abc import Iterator, Sequence

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
_DANGLES = pattern(r"[的第近约超前]$")
_NUMBERING = pattern(r"^\W*(?:\d+|[一二三四五六七八九十]+(?=[、.．\s]))?\W*")
_TOPIC = pattern(r"[^，。；：！？、,;:!?“”\"「」『』《》（）()\[\]【】<>*|…—·\\]{2,}")


class Opener(Span):
    """Opener of a first question, and the slice of its file that should answer it.

    `words` stand in the file: those before a figure, whose `unit` may stand behind it, or what a part is about.
    """

    file: str
    words: str
    unit: str = ""
    figure: bool = False


def openers(collection: Collection) -> Iterator[tuple[Opener, ...]]:
    """Yield those of each document: what rose or fell by how much first, then other figures, then headings and the
    title.

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
    headings = [text[s.start : s.end] for s in sentences if s.role == "heading"]
    titles = [document.title] if document.title else []
    if not (figures or headings or titles):
        titles = [text[sentences[0].start : sentences[0].end]]
    names = (_NUMBERING.sub("", name) for name in (*headings, *titles))
    topics = [topic[0].strip() for name in names if (topic := _TOPIC.match(name))]
    return (
        *rises,
        *(opener for opener in others if opener.unit),
        *(Opener(file=document.file, words=topic, start=document.start, end=document.end) for topic in topics),
    )


def _figures(file: str, text: str, sentence: Sentence) -> Iterator[Opener]:
    """Yield the clauses of a sentence that state one figure and stand by themselves, without the figure."""
    for clause in _CLAUSE.finditer(text, sentence.start, sentence.end):
        folded = fold(clause[0])
        found = _FIGURE.fullmatch(folded)
        if found and not _LEANS.match(folded) and not _DANGLES.search(found["before"]):
            words, unit = clause[0][: found.end("before")], clause[0][found.start("unit") :] if found["unit"] else ""
            yield Opener(file=file, words=words, unit=unit, figure=True, start=sentence.start, end=sentence.end)
