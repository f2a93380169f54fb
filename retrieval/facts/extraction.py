"""Sentences -> the facts that they state, every part bound to its place or left unbound."""

from collections.abc import Iterator
from functools import lru_cache
from weakref import proxy

from retrieval.corpus.corpus import Material
from retrieval.documents.tables import cells_of, columns_over
from retrieval.facts.clauses import clauses
from retrieval.facts.fact import Fact, FactPart, Inherited
from retrieval.facts.marks import asks
from retrieval.facts.parsed import wording
from retrieval.facts.sentence import SentenceFacts
from retrieval.language.fold import fold
from retrieval.language.names import Name, Names
from retrieval.runtime import pattern

# How many sentences before one may name what it speaks of, and how many sentences stay read.
_BEFORE, _READ = 3, 4096
_POINTS_BACK = pattern(r"\W*(?:其(?![中实他它次余])|该|它|他|她|公司|本[公院校行馆]|我[校院馆行])")


class Facts:
    """Reads the facts of the sentences of a material, which never changes; the last few thousand stay read."""

    def __init__(self, material: Material, names: Names) -> None:
        self._material, self._names = material, names
        own: Facts = proxy(self)
        # A cache of a bound method would keep what was replaced until all garbage is collected.
        self.of = lru_cache(_READ)(lambda entry: own._of(entry))
        """Return the facts of a sentence of the index, in the order of the text; a question states none."""

    def _of(self, entry: int) -> tuple[Fact, ...]:
        unit = self._material.sentence(entry).unit
        if unit is not None and unit.kind == "row":
            return tuple(_row(entry, self._material))
        if asks(self._material.index.folded[entry]):
            return ()
        told = wording(self._material.words(entry), self._names, self._material)
        own = clauses(told.folded, told.quantities)
        return tuple(SentenceFacts(entry, told, own, self._material, self._inherited).facts())

    def _inherited(self, entry: int) -> FactPart | None:
        """Return what a sentence that names nothing speaks of: a subject of the sentences before, or the only name of
        its heading or title, if that begins with it.
        """
        material = self._material
        passage = int(material.index.owners[entry])
        first = max(int(material.index.first[passage]), entry - _BEFORE)
        back = bool(_POINTS_BACK.match(material.index.folded[entry]))
        for before in range(entry - 1, first - 1, -1) if back else ():
            subjects = [fact.subject for fact in self.of(before) if fact.subject]
            if subjects:
                kept = subjects[0]
                return kept if kept.inherited else kept.model_copy(update={"inherited": "sentence"})
        document = material.document(entry)
        section = material.section(entry)
        text = material.collection.text(document.file)
        begin = text.rfind(section, document.start, material.sentence(entry).start) if section else -1
        heading = self._only_name(section, begin, document.id, "heading") if section and begin >= 0 else None
        title = document.metadata.title
        span = title.span if title else None
        words = text[span.start : span.end] if span else ""
        return heading or (self._only_name(words, span.start, document.id, "title") if span else None)

    def _only_name(self, words: str, start: int, document: str, inherited: Inherited) -> FactPart | None:
        folded = fold(words)
        ends = {end for _, _, end, _ in self._material.analyzer.tagged(folded)}
        found: list[Name] = [name for name in self._names.find(folded) if name.kind not in ("occasion", "place")]
        # 阿里 is no name in 阿里山.
        found = [name for name in found if name.end in ends]
        if len({name.form for name in found}) != 1 or any(map(str.isalnum, words[: found[0].start])):
            return None
        name = found[0]
        return FactPart(
            start=start + name.start,
            end=start + name.end,
            document=document,
            words=words[name.start : name.end],
            inherited=inherited,
        )


def _row(entry: int, material: Material) -> Iterator[Fact]:
    """Yield a fact for each cell of a row but the first, which names what the row is about."""
    sentence, document = material.sentence(entry), material.document(entry)
    text = material.collection.text(document.file)
    unit = sentence.unit
    if unit is None or not unit.context:
        return
    head = unit.context[0]
    row = text[sentence.start : sentence.end]
    columns, cells = columns_over(text[head.start : head.end], row, len(unit.context) - 1), cells_of(row)
    if len(cells) != len(columns) or len(cells) < 2:
        return

    def part(start: int, end: int, words: str, inherited: Inherited = "") -> FactPart:
        return FactPart(start=start, end=end, document=document.id, words=words, inherited=inherited)

    (first, last), *others = [(sentence.start + a, sentence.start + b) for a, b in cells]
    for (start, end), (name, a, b) in zip(others, columns[1:], strict=True):
        if start < end and name:
            yield Fact(
                kind="cell",
                subject=part(first, last, text[first:last]) if first < last else None,
                attribute=part(head.start + a, head.start + b, name, "header"),
                value=part(start, end, text[start:end]),
            )
