"""Absence: names, years and words of a question that a document, or all of them, lack."""

import re
from collections.abc import Sequence

from retrieval.ask.pool import dated_name
from retrieval.ask.query import Query, QueryPart, unknown_words
from retrieval.corpus.corpus import Material
from retrieval.language.fold import fold
from retrieval.language.tokenizer import content
from retrieval.runtime import pattern

_LATIN_WORD = pattern(r"[a-z][a-z0-9.+-]+")
_NAME_TAGS = frozenset({"nr", "nrt", "nrfg", "ns", "nt"})
# Verbs, adjectives and the like name nothing that could be missed: who asks 谁负责 does not look for 负责.
_GENERAL_TAG = pattern(r"a[dg]?|[cefilopqyz]|d[fg]?|r[grz]?|u[dgjlvz]?|v[dgiq]?|zg")
# Words of asking, and how often: 是什么意思, 多久换一次.
_ASKING = pattern(r"意思|含义|原因|情况|办法|方法|时候|地方|东西|[一二两三几每多][次个回遍下种]")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年|\s?财年|\s?q[1-4]|\s?第|$|[^\d.%万亿])")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年)")


def missing_words(part: QueryPart, material: Material) -> tuple[str, ...]:
    """Return the names, numbers and nouns of a question that no document has by any name."""
    unknown = unknown_words(part, material.index)
    if not unknown:
        return ()
    tagged = material.analyzer.tagged(part.text)
    general = {word for word, _, _, tag in tagged if _GENERAL_TAG.fullmatch(tag) or _ASKING.fullmatch(word)}
    return tuple(word for word in unknown if word not in general and not _is_inside(word, material))


def _is_inside(word: str, material: Material) -> bool:
    """Return if a word is one of the material with 里 or the like after it: 湖里."""
    return word[-1] in "里内中上" and next(iter(material.index.find(word[:-1])), None) is not None


def names_unknown(part: QueryPart, unknown: Sequence[str], material: Material) -> bool:
    """Tell if one of the unknown words of a question names a person, a place or a firm, by jieba's tags."""
    # Tags are read only for the few questions that have such a word.
    return bool(unknown) and any(
        word in unknown and tag in _NAME_TAGS for word, _, _, tag in material.analyzer.tagged(part.text)
    )


def absent_from(asked: Query, entry: int, material: Material) -> tuple[str, ...]:
    """Return the names, Latin words and years of a question that the document of a sentence lacks, each once.

    A name is there by any of its names; words that appear in no document at all are told apart from these.
    """
    latin = [token.text for token in content(asked.parts[0].tokens) if _LATIN_WORD.fullmatch(token.text)]
    lacking = [*lacking_names(asked.parts[0], entry, material), *_lacking(latin, entry, material)]
    said = (_as_typed(word, asked, material) for word in lacking)
    return tuple(dict.fromkeys([*said, *sorted(missing_years(asked, entry, material))]))


def _as_typed(word: str, asked: Query, material: Material) -> str:
    """Return a word as the person typed it, where the question has the name that the material uses in its place."""
    others = material.lexicon.aliases.others(word) if word not in asked.folded else ()
    return next((other for other in others if other in asked.folded), word)


def lacking_names(part: QueryPart, entry: int, material: Material) -> list[str]:
    """Return the names of a question, of those with aliases, that only other documents than a sentence's have."""
    return _lacking([name.expression for name in material.lexicon.aliases.find(part.text)], entry, material)


def moves_on(part: QueryPart, entry: int, material: Material) -> bool:
    """Return if a question of two words or more asks about something else than the document of a sentence.

    That document has none of its words, and others have them all.
    """
    tokens = content(part.tokens)
    words = [token.text for token in tokens if len(token.text) > 1]
    return len(tokens) > 1 and bool(words) and len(_lacking(words, entry, material)) == len(words)


def _lacking(names: Sequence[str], entry: int, material: Material) -> list[str]:
    index = material.index
    document = index.range_of(index.document_of(entry))
    known = (name for name in names if index.passages_with(name) or index.knows(name))
    return [name for name in known if lacks([name], entry, document, material)]


def lacks(names: Sequence[str], entry: int, sentences: range, material: Material) -> bool:
    """Return whether one of some names is neither in the sentences nor in the titles above them, by any of its
    names.
    """
    if not names:
        return False
    head = head_of(entry, material)
    return any(
        not _stands(name, sentences, material)
        and not any(other in head for other in (name, *material.lexicon.aliases.others(name)))
        for name in names
    )


def _stands(name: str, sentences: range, material: Material) -> bool:
    return material.index.concepts.stands_in(name, sentences) or any(
        name in material.index.folded[at] for at in sentences
    )


def head_of(entry: int, material: Material) -> str:
    """Return the title and year of a sentence's document and the heading over it, folded."""
    return f"{dated_name(material.document(entry))}\n{fold(material.passage(entry).section or '')}"


def missing_years(asked: Query, entry: int, material: Material) -> set[str]:
    """Return the years that a question names and that neither a sentence's passage nor its document is about."""
    years = set(_YEAR.findall(asked.folded))
    return years - _years(entry, material) if years else years


def _years(entry: int, material: Material) -> set[str]:
    """Return the years that a passage may be about: those it names, and the one in which its document was published.

    A document without a date may be about any year that its file names; if that names none, about any.
    """
    passage, document = material.passage(entry), material.document(entry)
    text = material.collection.text(document.file)
    named = set(_ANY_YEAR.findall(text[passage.start : passage.end] + (passage.section or "") + document.name))
    if document.published:
        return named | {document.published[:4]}
    of_file = set(_NAMED_YEAR.findall(text))
    return named | of_file | (set() if of_file else {str(year) for year in range(1900, 2100)})
