"""Term of a timeline -> the names and words by which sentences speak of it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.corpus.corpus import Material
from retrieval.language.fold import fold
from retrieval.language.lexicon import joined
from retrieval.language.names import Names
from retrieval.language.tokenizer import Token, content
from retrieval.runtime import pattern

# Words for one and the same measure; what is only near it, such as profit beside revenue, is another thing.
_SAME = (
    ("收入", "营收", "总营收", "营业收入", "总收入", "revenue"),
    ("净利润", "净利", "net profit"),
    ("用户", "使用者", "user", "users"),
    ("会员", "member", "members"),
    ("市值", "market value", "market cap"),
)
# What is told in hours, days or years.
_LASTS = pattern(r"时[间长]|周期|年限|时效|[产年病婚事陪育]假|假期|[保试质有]\w{1,2}期|期限|工龄|寿命|\btime\b")
_LATIN = pattern(r"[a-z]")
_TAIL = pattern(r"(?<=[^\s的])(?:的|之)?(?:总?人?数量?|数目|数字|金额|总额)$")
# Words that say no more than the name beside them, where a figure stands right before that name: 5300万88VIP.
IMPLIED = ("使用者", "会员", "用户", "人")
# No term is so long, and nobody says so much around it; without a bound, each of them would be tried with each other.
_ASKS = pattern(
    r"(?:请问|请?给我看看?|看看|说说|想知道|告诉我)?\s*(?P<term>.{2,120}?)\s?"
    r"(?:的|是|有|都|近年来?|这几年|历年来?|一直以来|随时间|发生了?){0,8}(?:怎么|怎样|如何|什么|哪些)?"
    r"(?:变化|走势|变动|变迁|演变|时间线|变)(?:趋势|情况|过程|曲线|了|的|过|化){0,8}(?:吗|呢|是什么|如何|怎么样|怎样)?\s*[?？。!！]*"
)
_ASKS_IN_ENGLISH = pattern(
    r"(?:how (?:has|have|did) (?:the )?(?P<one>.{1,120}?) (?:changed?|developed?|evolved?)(?: over time)?"
    r"|(?:the )?(?P<two>.{1,120}?) over time)\s*[?.!]*",
    re.IGNORECASE,
)


class SubjectPart(NamedTuple):
    """A name or word of a thing: everything that it may be called, folded, and whether it is a name."""

    spellings: tuple[str, ...]
    name: bool
    implied: bool = False


class Thing(NamedTuple):
    """Thing whose figures are wanted: its parts, in the order in which they were written."""

    parts: tuple[SubjectPart, ...]

    @property
    def timed(self) -> bool:
        """Return whether what is asked for is told in hours or days."""
        return any(_LASTS.search(part.spellings[0]) for part in self.parts)


def asked_term(question: str) -> str | None:
    """Return what a question asks the changes of, in its own words; None for any other question."""
    folded = fold(question)
    match = _ASKS.fullmatch(folded.strip()) or _ASKS_IN_ENGLISH.fullmatch(folded.strip())
    if match is None:
        return None
    group = next(name for name, found in match.groupdict().items() if found)
    stripped = question.strip()
    return stripped[match.start(group) : match.end(group)].rstrip("的之 ")


def thing(term: str, names: Names, material: Material) -> Thing:
    """Take a term apart; a thing without parts is what no sentence speaks of."""
    folded = _TAIL.sub("", joined(fold(term)).strip())
    named = [name for name in names.find(folded) if name.kind != "occasion"]
    parts, at = [], 0
    for name in named:
        parts += _words(folded[at : name.start], material)
        own = folded[name.start : name.end]
        parts.append(SubjectPart((own, *material.lexicon.aliases.others(own)), name=True))
        at = name.end
    return Thing((*parts, *_words(folded[at:], material)))


def _words(text: str, material: Material) -> list[SubjectPart]:
    """Return the content words of a piece of a term: known expressions whole, single letters with their neighbours."""
    words, at = [], 0
    for found in material.lexicon.all.find(text):
        if found.end - found.start > 1:
            words += _tokens(text, at, found.start, material)
            words.append(Token(found.expression, found.start, found.end))
            at = found.end
    return [_part(word, material) for word in _joined([*words, *_tokens(text, at, len(text), material)])]


def _tokens(text: str, start: int, end: int, material: Material) -> list[Token]:
    own = content(material.analyzer.tokens(text[start:end]))
    return [Token(token.text, start + token.start, start + token.end) for token in own]


def _joined(tokens: Sequence[Token]) -> list[str]:
    words: list[Token] = []
    for token in tokens:
        last = words[-1] if words else None
        if last and last.end == token.start and (len(last.text) == 1 or len(token.text) == 1):
            words[-1] = Token(last.text + token.text, last.start, token.end)
        else:
            words.append(token)
    return [word.text for word in words]


def _part(word: str, material: Material) -> SubjectPart:
    same = next((group for group in _SAME if word in group), ())
    others = (material.lexicon.all if _LATIN.match(word) else material.lexicon.aliases).others(word)
    return SubjectPart(tuple(dict.fromkeys((word, *same, *others))), name=False, implied=word in IMPLIED)
