"""A claim -> its statements: one for each sentence of it, several for one that is longer than any of the material."""

import re
from collections.abc import Iterator

from retrieval.documents.sentences import MAX_SENTENCE_CHARACTERS
from retrieval.language.fold import fold
from retrieval.model import Span

_STATEMENT = re.compile(r"(?:[^。！？!?；;\n.]|\.(?=\S))+[。！？!?；;.]*[”」』\"]?")
# Where somebody has it from, and what only leads up to it: 听说, 新闻里说, 大家知道吗.
_SOURCE = r"我|咱们?|有人|有的人|网上|网友|新闻|报道|文章|媒体|朋友|同事|群里|别人|人家|大家|刚才|昨天|今天|好像|貌似"
_LEADS_UP = re.compile(
    rf"(?:(?:{_SOURCE})(?:里面?|上|中|们|都|也|刚|才|在|还)*+){{0,3}}"
    r"(?:听说|据说|据称|据悉|听|看到|看见|记得|说|讲|传|写|报道|知道吗|不是说|说是)(?:人?(?:说|讲)|的是|是|过|了|着|道|到)*[,，:：\s]*(?=.{4})"
    r"|(?:老实说|说实话|说真的|话说|其实|哎|唉|诶|喂|嗨|那个)[呀啊哎]?[,，\s]+(?=.{4})"
)
# 说房租太高的是老周 tells who says so.
_TELLS_WHO = re.compile(r"[说讲传写][^,，。;；]{2,40}的(?:人|那位)?[,，]?是[^,，。的是]{2,20}[。.]?$")
_CLAUSE_END = re.compile(r"[，、：]|(?<!\d)[,:]|[,:](?!\d)")


def statements(claim: str) -> tuple[Span, ...]:
    """Return the sentences of a claim in order, without white space around them; those without a letter or digit are
    none.

    One that is longer than a sentence of the material can be is several, each as long as that at most.
    """
    folded = fold(claim)
    found = []
    for match in _STATEMENT.finditer(claim):
        for begin, stop in _short(claim, match.start(), match.end()):
            text = claim[begin:stop]
            if any(character.isalnum() for character in text):
                start = begin + len(text) - len(text.lstrip())
                start = _behind_what_leads_up(folded, start, stop)
                found.append(Span(start=start, end=begin + len(text.rstrip())))
    return tuple(found)


def _short(claim: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut what is too long behind a clause, or for want of one anywhere.

    Everything that a statement tells is laid beside everything that a sentence tells, so that no statement may be long.
    """
    while end - start > MAX_SENTENCE_CHARACTERS:
        low, high = start + MAX_SENTENCE_CHARACTERS // 3, start + MAX_SENTENCE_CHARACTERS
        cut = max((match.end() for match in _CLAUSE_END.finditer(claim, low, high)), default=high)
        yield start, cut
        start = cut
    yield start, end


def _behind_what_leads_up(folded: str, start: int, end: int) -> int:
    """Return where a statement begins behind the words that only tell where somebody has it from."""
    while not _TELLS_WHO.match(folded, start, end) and (match := _LEADS_UP.match(folded, start, end)):
        start = match.end()
    return start
