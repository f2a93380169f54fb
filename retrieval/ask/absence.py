"""Absence: names, years and words of a question that a document, or all of them, lack."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, takewhile

from retrieval.ask.query import Query, QueryPart, unknown_words
from retrieval.ask.ranking import Ranked
from retrieval.corpus.corpus import Material
from retrieval.language.fold import fold
from retrieval.language.labels import labels
from retrieval.language.names import SURNAMES
from retrieval.language.tokenizer import content, stop_words
from retrieval.language.word_kinds import is_quality, word_kind
from retrieval.runtime import pattern

MAX_GIVEN_CHARACTERS = 2
# Among so many sentences those of the asked year are looked for.
MAX_DATED = 20
_CHINESE = pattern(r"[\u3400-\u9fff]")
_LATIN_WORD = pattern(r"[a-z][a-z0-9.+-]+")
# Tags of single characters that may be a part of a name, and what stands before the name of somebody.
_NAMING_TAGS = frozenset({"a", "g", "n", "ng", "nr", "nrfg", "ns", "nz", "zg"})
_BEFORE_PERSON = frozenset({"", "和", "与", "跟", "由", "给", "对", "让", "、", ","})
_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt"})
_PERSON_TAGS = frozenset({"nr", "nrfg"})
_PLACE_ENDINGS = frozenset("省市县区州镇乡村路街")
# Verbs, adjectives and the like name nothing that could be missed: who asks 谁负责 does not look for 负责.
_GENERAL_TAG = pattern(r"a[dg]?|[cefilmopqyz]|mq|d[fg]?|r[grz]?|u[dgjlvz]?|v[dgiq]?|zg")
# Words of asking, and how often: 是什么意思, 多久换一次.
_ASKING = pattern(
    r"意思|含义|原因|情况|状况|办法|方法|时候|地方|东西|[一二两三几每多][次个回遍下种]|[几哪]|什么|多少|怎|谁|^[我你您他她它咱]|^需(?!求)|[一两][个套台件张只条份]"
)
# Times that are told from now name nothing that a document would have to have.
_RELATIVE_TIME = pattern(
    r"[今去前明后当同次翌往近][年天日晚]|大前[年天]|昨[天日晚]|[今明昨前]儿|[上下本这当]{1,2}一?个?(?:月|周|季)|[上下本这当]{0,2}一?个?(?:星期|礼拜|季度|半年|年度|月份)"
    r"|最?近[一二两三四五六七八九十几]?个?[年月周天]|(?:years?|months?|weeks?|quarters?|today|yesterday|tomorrow|tonight|ago)"
)
# A number or code in several pieces: 0800-301-313, EZ-100PU.
_CODE = pattern(r"(?<![a-z0-9])[a-z0-9]++(?:[-./][a-z0-9]++)++")
# A word in an alphabet with its accents; neither Chinese nor Japanese is written with gaps between words.
_LETTERS = pattern(
    r"[a-zA-Z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]+(?:['’-][a-zA-Z\u00c0-\u024f\u1e00-\u1eff\u0300-\u036f]+)*"
)
# What is left of isn't and the like.
_CONTRACTED = pattern(r"(?:is|are|was|were|do|does|did|ha[sd]|have|wo|ca|could|would|should|must)n")
# 90s, 5km: a text writes a decade out, and a unit apart from its number.
_DECADE_OR_UNIT = pattern(r"\d+(?:\.\d+)?(?:s|th|st|nd|rd|[kcm]m|m|[kmc]?g|lbs?|[km]?l|[kmg]b|hrs?|h|mins?|%)")
_YEAR = pattern(r"(?<!\d)(?:19|20)\d\d(?=\s?年|\s?财年|\s?q[1-4]|\s?第|$|[^\d.%万亿])")
_ANY_YEAR = pattern(r"(?:19|20)\d\d")
# Before a bare number that is a year in English.
_BEFORE_YEAR = (
    r"in|since|of|by|from|until|till|during|before|after|year|spring|summer|autumn|fall|winter|january|february|march"
    r"|april|may|june|july|august|september|october|november|december"
)
_NAMED_YEAR = pattern(
    rf"(?<!\d)(?:19|20)\d\d(?=\s?年)|\b(?:{_BEFORE_YEAR}),?\s(?:19|20)\d\d(?![\d%]|[.,]\d)", re.IGNORECASE
)


def missing_words(asked: Query, material: Material) -> tuple[str, ...]:
    """Return the names, numbers and nouns of a question that no document has by any name, as they were typed."""
    part = asked.parts[0]
    unknown, people = unknown_words(part, material.index), unknown_people(part, material)
    if not unknown:
        return tuple(as_typed(name, asked, material) for name in people)
    tagged = list(material.analyzer.tagged(part.text))
    places = {token.text: (token.start, token.end) for token in reversed(part.tokens)}
    named = (
        word
        for word in unknown
        if _may_be_named(word, places[word], tagged)
        and not (_is_inside(word, material) or _is_doubled(word, tagged, material))
    )
    return tuple(dict.fromkeys(as_typed(word, asked, material) for word in (*people, *named)))


def _may_be_named(word: str, place: tuple[int, int], tagged: Sequence[tuple[str, int, int, str]]) -> bool:
    """Return if a word of a question names something that could be missed: a measure (几间) or a pronoun does not."""
    if _RELATIVE_TIME.fullmatch(word):
        return False
    if word.isascii():
        if not word.isalpha():
            return not _DECADE_OR_UNIT.fullmatch(word)
        return word_kind(word, "eng") == "noun" and not (is_quality(word) or _CONTRACTED.fullmatch(word))
    start, end = place
    own = [(piece, tag) for piece, first, last, tag in tagged if start <= first and last <= end]
    return (
        not _ASKING.search(word)
        and word_kind(word, "n") == "noun"
        and not any(_GENERAL_TAG.fullmatch(tag) for _, tag in own)
    )


def _is_inside(word: str, material: Material) -> bool:
    """Return if a word is one of the material with 里 or the like after it: 湖里."""
    return word[-1] in "里内中上" and next(iter(material.index.find(word[:-1])), None) is not None


def _is_doubled(word: str, tagged: Sequence[tuple[str, int, int, str]], material: Material) -> bool:
    """Return if a word is one of the material said twice, or cut from two in a row (第一泡泡多久); a name is none."""
    if len(word) != MAX_GIVEN_CHARACTERS or word[0] != word[1]:
        return False
    named = any(piece == word and tag in _NAME_TAGS for piece, _, _, tag in tagged)
    return not named and next(iter(material.index.find(word[0])), None) is not None


def names_unknown(asked: Query, unknown: Sequence[str], material: Material) -> bool:
    """Tell if one of the unknown words of a question names a person, a place or a firm: by jieba's tags, or by its
    capitals in English.
    """
    # Tags are read only for the few questions that have such a word.
    return bool(unknown) and (
        any(word in unknown for word in capitalized(asked))
        or any(
            word in unknown and tag in _NAME_TAGS and _is_name(word, end, tag, asked.parts[0].text)
            for word, _, end, tag in material.analyzer.tagged(asked.parts[0].text)
        )
    )


def _is_name(word: str, end: int, tag: str, text: str) -> bool:
    """Return whether a word with the tag of a name is one: 宝宝 and 那阵子 have that of people without a surname."""
    return tag not in _PERSON_TAGS or word[0] in SURNAMES or text[end : end + 1] in _PLACE_ENDINGS


def unknown_people(part: QueryPart, material: Material) -> list[str]:
    """Return the names in a question that are no words, and that no document has: 王兴."""
    # Tags are read only if single characters follow each other.
    if not any(len(a.text) == len(b.text) == 1 and a.end == b.start for a, b in pairwise(part.tokens)):
        return []
    tagged = list(material.analyzer.tagged(part.text))
    verbs = {word for word, _, _, tag in tagged if tag.startswith("v")}
    found = (name for name in people(tagged) if not len(material.index.holding(name)))
    # A word of the material with a verb behind it is nobody: 金卡打几折.
    return [name for name in found if not (name[-1] in verbs and len(material.index.holding(name[:-1])))]


def people(tagged: Iterable[tuple[str, int, int, str]]) -> Iterator[str]:
    """Yield the names in a question that are no words: a surname with one or two characters after it, and what is so
    short after 在.
    """
    words = list(tagged)
    for at, (word, _, _, tag) in enumerate(words):
        before = words[at - 1][0] if at else ""
        surname = word in SURNAMES and (tag == "nr" or before in _BEFORE_PERSON)
        if not surname and not (before == "在" and tag in _NAMING_TAGS and _may_be_given(word)):
            continue
        after = words[at + 1 : at + 1 + MAX_GIVEN_CHARACTERS]
        given = takewhile(lambda one: _may_be_given(one[0]) and (one[3] in _NAMING_TAGS or tag == "nr"), after)  # noqa: B023
        if name := "".join(one for one, *_ in given):
            yield word + name


def _may_be_given(word: str) -> bool:
    return len(word) == 1 and bool(_CHINESE.match(word)) and word not in stop_words()


def capitalized(asked: Query) -> list[str]:
    """Return the words of the names in an English question that are told by their capitals."""
    return [word for name in labels(asked.raw, asked.folded) for word in _LATIN_WORD.findall(name.form)]


def as_typed(word: str, asked: Query, material: Material) -> str:
    """Return a folded word as the person typed it, also where the material uses another name in its place."""
    others = material.lexicon.aliases.others(word) if word not in asked.folded else ()
    if code := next((run for run in _CODE.finditer(asked.folded) if word.isascii() and word in run[0]), None):
        return _whole_word(asked.raw, code.start(), code.end())
    typed = next((other for other in others if other in asked.folded), word)
    at = asked.folded.find(typed)
    return _whole_word(asked.raw, at, at + len(typed)) if at >= 0 else typed


def _whole_word(raw: str, start: int, end: int) -> str:
    """Return the word that a piece stands in, which jieba cuts at letters with accents; one of Chinese is the piece."""
    if not raw[start:end].isascii():
        return raw[start:end]
    around = (run for run in _LETTERS.finditer(raw) if run.start() <= start and end <= run.end())
    return next((run[0] for run in around if not run[0].isascii()), raw[start:end])


def lacking_names(part: QueryPart, entry: int, material: Material) -> list[str]:
    """Return the names of a question, of those with aliases, that only other documents than a sentence's have."""
    return known_lacking([name.expression for name in material.lexicon.aliases.find(part.text)], entry, material)


def moves_on(part: QueryPart, entry: int, material: Material) -> bool:
    """Return if a question of two words or more asks about something else than the document of a sentence.

    That document has none of its words, and others have them all.
    """
    tokens = content(part.tokens)
    words = [token.text for token in tokens if len(token.text) > 1]
    return len(tokens) > 1 and bool(words) and len(known_lacking(words, entry, material)) == len(words)


def known_lacking(names: Sequence[str], entry: int, material: Material) -> list[str]:
    """Return those of some names that other documents have, and the document of a sentence has by no name."""
    index = material.index
    document = index.range_of(index.document_of(entry))
    known = (name for name in names if index.passages_with(name) or index.knows(name) or len(index.holding(name)))
    return [name for name in known if lacks([name], entry, document, material)]


def lacks(names: Sequence[str], entry: int, sentences: range, material: Material) -> bool:
    """Return whether one of some names is neither in the sentences nor in the titles above them, by any of its
    names.
    """
    away = [name for name in names if not _stands(name, sentences, material)]
    if not away:
        return False
    head = head_of(entry, material)
    return any(not any(other in head for other in (name, *material.lexicon.aliases.others(name))) for name in away)


def _stands(name: str, sentences: range, material: Material) -> bool:
    return material.index.concepts.stands_in(name, sentences) or material.index.says(name, sentences)


def head_of(entry: int, material: Material) -> str:
    """Return the title and year of a sentence's document and the heading over it, folded."""
    return f"{material.dated_names[material.index.document_of(entry)]}\n{fold(material.section(entry) or '')}"


def missing_years(asked: Query, entry: int, material: Material) -> set[str]:
    """Return the years that a question names and that neither a sentence's passage nor its document is about."""
    years = asked_years(asked.folded)
    return years - _years(entry, material) if years else years


def years_first(asked: Query, ranked: Sequence[Ranked], material: Material) -> list[Ranked]:
    """Return sentences with those of the years that a question names before others that are ranked alike.

    The price of 2023 is that of the list of 2023, of which no sentence says so.
    """
    if not asked_years(asked.folded):
        return [*ranked]
    ordered: list[Ranked] = []
    for _, group in groupby(ranked[:MAX_DATED], key=lambda one: one.score):
        alike = [*group]
        if len(alike) > 1:
            alike.sort(key=lambda one: bool(missing_years(asked, one.entry, material)))
        ordered += alike
    return [*ordered, *ranked[MAX_DATED:]]


def asked_years(folded: str) -> set[str]:
    """Return the years that a folded question names in figures."""
    return set(_YEAR.findall(folded))


def _years(entry: int, material: Material) -> set[str]:
    """Return the years that a passage may be about: those it names, and the one in which its document was published.

    A document without a date may be about any year that its file names; if that names none, about any.
    """
    passage, document = material.passage(entry), material.document(entry)
    text = material.collection.text(document.file)
    named = set(_ANY_YEAR.findall(text[passage.start : passage.end] + (passage.section or "") + document.name))
    if document.published:
        return named | {document.published[:4]}
    if not _NAMED_YEAR.search(text):
        return {str(year) for year in range(1900, 2100)}
    return named | set(_ANY_YEAR.findall(text))
