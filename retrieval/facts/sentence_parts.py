"""Parts of the facts of a sentence: marks, denials, who says it, and the place in the file of each."""

from collections.abc import Sequence

from retrieval.corpus.corpus import Material
from retrieval.facts.clauses import Clauses, Place, Segment
from retrieval.facts.fact import FactPart
from retrieval.facts.figure_dates import is_base
from retrieval.facts.heads import NounRuns
from retrieval.facts.marks import Mark, MarkKind, attributed, marks, relative_years
from retrieval.facts.parsed import Wording
from retrieval.facts.soundness import is_mark, is_source
from retrieval.language.quantities import Quantity
from retrieval.model import Span, Stated
from retrieval.runtime import pattern

_DENIES = pattern(r"[请切]?勿|暂停|停用|停止|取消|禁止|严禁|不得|免(?=收|费|除)|拒绝|除[^,，。;；]{1,20}外")

_CURRENCY_BEFORE = pattern(r"(?:新?台币|人民币|美[金元]|港[币元]|日[币圆]|澳币|ntd?)\s?$")
_RATE_AFTER = pattern(
    r"\s?(?:每|/)\s?(?:小时|分钟?|秒|[天日月年季人份张次户吨克亩升桶件台套生股间晚瓶头度]|公[顷里斤]|[平立]方米|千米|[mk]?[gl]|k?wh|h)(?![a-z])|(?<=年)零?[一二三四五六七八九十\d]{1,2}个?月"
)


class SentenceParts:
    """A sentence with its clauses and runs of nouns, from which parts are taken with their places."""

    def __init__(self, entry: int, told: Wording, own: Clauses, material: Material) -> None:
        self._entry, self._told, self._clauses, self._material = entry, told, own, material
        self._document = material.document(entry)
        self._start = material.sentence(entry).start
        self._runs = NounRuns(told, own, material.analyzer)

    def _marks(self, kinds: Sequence[MarkKind]) -> list[Mark]:
        tagged, folded = self._runs.tagged, self._told.folded
        return [mark for mark in marks(folded) if mark.kind in kinds and is_mark(mark, tagged, folded)]

    def _mark(self, kinds: Sequence[MarkKind], place: Segment | int) -> FactPart | None:
        """Return the nearest mark before a figure in its text, or the first of a clause."""
        found = self._marks(kinds)
        if isinstance(place, int):
            return next((self._part((m.start, m.end)) for m in found if self._clauses.cell(m.start) == place), None)
        own = [m for m in found if place.holds((m.start, m.end)) and m.start < place.figure.start]
        # 总数的三分之一 is a part, and no total.
        own = [m for m in own if m.kind != "measure" or self._told.folded[m.end : place.figure.start] != "的"]
        return self._part((own[-1].start, own[-1].end)) if own else None

    def _denial(self, start: int, before: int, verb: int = 0) -> FactPart | None:
        """Return what denies in a stretch of text; 不低于 before a figure is a bound, and as a verb a denial."""
        bounds = [mark for mark in marks(self._told.folded) if mark.kind == "bound" and mark.end != verb]
        found = [(n.start, n.end) for n in self._told.negators if start <= n.start < before]
        found = [n for n in found if not any(m.start <= n[0] < m.end or n[1] == m.start for m in bounds)]
        found += [
            (m.start, m.start + 1) for m in marks(self._told.folded) if verb and m.end == verb and m.words[0] == "不"
        ]
        found += [match.span() for match in _DENIES.finditer(self._told.folded, start, before)]
        told = sorted({*found})
        # 不得拒绝支付 denies nothing.
        twice = len(told) > 1 and told[-2][1] == told[-1][0]
        return self._part(max(found)) if found and not twice else None

    def _source(self) -> FactPart | None:
        """Return who says the sentence: whom it names, or the speaker of the message, or the publisher."""
        unit = self._material.sentence(self._entry).unit
        if unit is not None and unit.speaker:
            text = self._material.collection.text(self._document.file)
            at = max(0, text.find(unit.speaker, unit.start, self._start + len(self._told.text)))
            return FactPart(
                start=at,
                end=at + len(unit.speaker),
                document=self._document.id,
                words=unit.speaker,
                inherited="speaker",
            )
        named = attributed(self._told.folded)
        named = named if named and is_source(self._runs.within(named)) else None
        return self._part(named) or self._stated(self._document.metadata.publisher)

    def _published(self, date: str | None) -> FactPart | None:
        return self._stated(self._document.metadata.published) if date else None

    def _stated(self, stated: Stated | None) -> FactPart | None:
        if stated is None:
            return None
        span = stated.span or Span(start=self._document.start, end=self._document.start)
        words = self._material.collection.text(self._document.file)[span.start : span.end] or stated.value
        return FactPart(start=span.start, end=span.end, document=self._document.id, words=words, inherited="document")

    def _year(self, before: int) -> Place | None:
        """Return the last word for a year counted from now before a place, of its clause or the first one.

        Without the document's date, it has none.
        """
        found = [(start, end) for start, end, _ in relative_years(self._told.folded) if end <= before]
        found = [place for place in found if self._clauses.cell(place[0]) in (0, self._clauses.cell(before))]
        found = [place for place in found if not is_base(self._told.folded, *place)]
        return found[-1] if found else None

    def _value(self, figure: Quantity) -> FactPart | None:
        """Return a figure with the currency before it, and with what it is reckoned by: 美金25万元, 90公里每小时."""
        currency = _CURRENCY_BEFORE.search(self._told.folded, 0, figure.start) if figure.kind == "money" else None
        rate = _RATE_AFTER.match(self._told.folded, figure.end)
        return self._part((currency.start() if currency else figure.start, rate.end() if rate else figure.end))

    def _part(self, place: Place | None) -> FactPart | None:
        if place is None:
            return None
        start, end = place
        return FactPart(
            start=self._start + start,
            end=self._start + end,
            document=self._document.id,
            words=self._told.text[start:end],
        )
