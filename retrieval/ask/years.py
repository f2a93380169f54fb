"""Years that a question names, and the years that a sentence may be about."""

import re

from retrieval.corpus.corpus import Material
from retrieval.language.fold import fold

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年|\s?财年|\s?q[1-4]|\s?第|$|[^\d.%万亿])")
_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\s?年)")


def missing_years(question: str, entry: int, material: Material) -> set[str]:
    """The years that a question names and that neither a sentence's passage nor its document is about."""
    asked = set(_YEAR.findall(fold(question)))
    return asked - _years(entry, material) if asked else asked


def _years(entry: int, material: Material) -> set[str]:
    """The years that a passage may be about: those it names, and the one in which its document was published.

    A document without a date may be about any year that its file names; where that names none, about any.
    """
    passage, document = material.passage(entry), material.document(entry)
    text = material.collection.text(document.file)
    named = set(_ANY_YEAR.findall(text[passage.start : passage.end] + (passage.section or "") + document.name))
    if document.published:
        return named | {document.published[:4]}
    of_file = set(_NAMED_YEAR.findall(text))
    return named | of_file | (set() if of_file else {str(year) for year in range(1900, 2100)})
