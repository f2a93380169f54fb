"""Facts of one sentence: of its figures, and of its clauses that have none."""

import re
from collections.abc import Callable, Iterator

from retrieval.corpus.corpus import Material
from retrieval.facts.clauses import Clauses, Place, Segment
from retrieval.facts.fact import Fact, FactPart
from retrieval.facts.figure_dates import dated, is_of, is_of_another_word
from retrieval.facts.heads import Heads
from retrieval.facts.marks import attributed, marks
from retrieval.facts.ownership import FALLS, RISES
from retrieval.facts.parsed import Wording
from retrieval.facts.sentence_parts import SentenceParts
from retrieval.facts.sound_measures import is_counted, is_measure, is_of_a_name
from retrieval.facts.soundness import (
    hands_on,
    has_its_thing,
    is_deed,
    is_doer,
    is_masked,
    is_said_plainly,
    is_subject,
    is_told_of,
    is_word,
    joins_on,
    leads_up,
    names_a_thing,
)
from retrieval.facts.stated_figures import states_figure
from retrieval.runtime import pattern

# A longer measure names what it is of itself: 欧元区能源价格涨幅.
_LONGEST_BARE_MEASURE = 6
_IS = pattern(r"(?:是|为|任|担任|出任|就任|当选|兼任)$")
_COMPARES = pattern(
    rf"{RISES}|{FALLS}|超过|超(?=\s?[\d一二三四五六七八九十百])|突破|逾|不到|不足|低于|高于|多于|少于|至少|最多|至多|[约近](?=\d)|接近|将近"
)
_SHOWS = pattern(r"显示|表明|指出|发现|统计")
# What is done, but not 过 of 过境.
_ASPECT = pattern(r"\A(?:[ 了着到]|过(?![境程年节度期敏]))*")
_CHANGES = pattern(rf"{RISES}|{FALLS}")
# A condition, a term that runs from a day, and a verb of saying without what is said state nothing of a thing.
_NO_STATEMENT = pattern(r"的话|之日起|\A(?:称|说|道|说道)\W*\Z")
# Whether something is so, and the more of one thing, the more of another, are no deeds: 级别越高获利越多.
_ASKED_OR_BY_DEGREES = pattern(r"是否|越.+越|是.+还是")
# A clause that only says when: 帖子发布后.
_WHEN = pattern(r"(?:后|时|之?前|期间|以来|伊始|之[初际])$")
# In brackets after a measure a figure is of that one: 保安费(八亿元).
_OWN_MEASURE = pattern(r"[费额量率价款]\($")
_TRAILS = pattern(r"(?<![\s,，。;；:：!！?？、了的(（])(?:[\s,，。;；:：!！?？、了(（]|(?<!目)的)+$")


class SentenceFacts(SentenceParts):
    """A sentence that facts are read from."""

    def __init__(
        self, entry: int, told: Wording, own: Clauses, material: Material, inherited: Callable[[int], FactPart | None]
    ) -> None:
        super().__init__(entry, told, own, material)
        self._inherited = inherited

    def facts(self) -> Iterator[Fact]:
        """Yield the facts of the figures, then those of the clauses that have none."""
        source = self._source()
        last = Heads(None, None)
        before: Segment | None = None
        found: list[tuple[int, Fact]] = []
        for segment in self._clauses.segments:
            if not states_figure(self._told.folded, segment.figure):
                continue
            heads = self._runs.heads(segment)
            run = heads.attribute or heads.subject
            if run and is_of_a_name(self._runs.within(run), segment.figure, self._told.folded):
                continue
            heads = self._sound(self._carried(heads, last, segment, before), segment)
            if segment.foreign:
                # Of a list, each figure has its own item.
                item = segment.own[-1]
                named = not any(character.isdigit() for character in self._told.folded[slice(*item)])
                listed = heads.attribute and any(a <= heads.attribute[0] < b for a, b in (item, *segment.foreign))
                heads = Heads(item if named else None, None if listed else heads.attribute)
            last, before = (heads, segment) if heads.attribute or heads.subject else (last, before)
            found.append((segment.figure.start, self._figure(segment, heads, source)))
        taken = {self._clauses.cell(figure.start) for figure in self._told.quantities}
        for cell in range(len(self._clauses.ends) + 1):
            plain = self._plain(cell, source) if cell not in taken else None
            if plain:
                found.append((self._clauses.span(cell)[0], plain))
        yield from (fact for _, fact in sorted(found, key=lambda one: one[0]))

    def _is_a_number(self, segment: Segment | None) -> bool:
        """Return if a figure is a number without a unit."""
        return segment is not None and (segment.figure.kind, segment.figure.unit) == ("number", "")

    def _stands_alone(self, segment: Segment) -> bool:
        """Return if a figure without words before it says something of what follows, or of what brackets explain."""
        begin, _ = self._clauses.span(segment.cell)
        before, after = self._told.folded[:begin], self._told.folded[segment.figure.end :].lstrip()
        return before.endswith(")") or after.startswith("的") or bool(_OWN_MEASURE.search(before))

    def _carried(self, heads: Heads, last: Heads, segment: Segment, before: Segment | None) -> Heads:
        """Return the heads of a figure with those that the figure or the clause before hands on to it."""
        total = [m for m in marks(self._told.folded) if m.kind == "measure" and m.side == "total"]
        if heads.bare and (
            is_counted(segment.figure, self._told.folded) or any(segment.holds((m.start, m.end)) for m in total)
        ):
            # What is counted is named after the figure, and a sum is of all before.
            return heads
        if heads.bare and self._stands_alone(segment):
            return heads
        lasts = segment.figure.kind == "duration" and before is not None and before.figure.kind != "duration"
        if heads.bare and (lasts or segment.figure.unit == "age"):
            return heads
        if heads.bare and last.attribute and self._is_a_number(segment) and not self._is_a_number(before):
            return heads
        if heads.bare and last.attribute:
            return last._replace(attribute=self._without_measure(last.attribute, segment))
        if heads.subject is None and heads.attribute is not None:
            if last.subject and not last.attribute and self._clauses.cell(last.subject[0]) == segment.cell - 1:
                # 北美5亿,大陆2亿: what stands before each figure is of the same kind.
                return Heads(heads.attribute, None)
            begin, _ = self._clauses.span(segment.cell)
            leads = not self._told.folded[begin : heads.attribute[0]].strip(" 其中而且并")
            if last.attribute and has_its_thing(
                self._told.folded[slice(*heads.attribute)], self._told.folded[slice(*last.attribute)]
            ):
                return heads
            leads = leads and not self._told.folded.startswith(("上届", "上一"), heads.attribute[0])
            subject = last.subject or self._lead_before(segment.cell)
            return heads._replace(subject=subject) if leads else heads
        return heads

    def _sound(self, heads: Heads, segment: Segment) -> Heads:
        """Return the heads without what is no measure or no subject."""
        folded, figure = self._told.folded, segment.figure
        attribute, subject = heads.attribute, heads.subject
        if attribute and folded[attribute[0]] == "且":
            attribute = (attribute[0] + 1, attribute[1])
        unsound = attribute and not is_measure(self._runs.within(attribute), figure, folded)
        attribute = None if unsound else attribute
        own = subject and self._clauses.cell(subject[0]) == self._clauses.cell(figure.start)
        handed = own or (hands_on(folded[slice(*attribute)]) if attribute else not unsound)
        if subject and not (handed and is_subject(self._runs.within(subject), folded)):
            subject = None
        if subject and not is_told_of(
            folded[slice(*subject)], folded[slice(*attribute)] if attribute else None, folded[: figure.start]
        ):
            subject = None
        english = subject is not None and folded[slice(*subject)].isascii()
        if subject and english and (subject[0] == 0 or self._told.text[subject[0]].islower()):
            # No dictionary tags English words: a name is one, and a verb or an adverb may be anything.
            subject = None
        if attribute is None and subject and self._tells_nothing_of(subject, segment):
            subject = None
        return heads._replace(attribute=attribute, subject=subject)

    def _tells_nothing_of(self, subject: Place, segment: Segment) -> bool:
        """Return if a figure without a measure is none of what a clause begins with.

        A number beside a name is a part of it, as in CC BY 4.0; and how long, or of what it is, no measure tells.
        """
        figure, folded = segment.figure, self._told.folded
        if figure.unit == "age":
            return bool(folded[subject[1] : figure.start].strip(" 今年已近约"))
        of_what_follows = folded[figure.end :].lstrip().startswith("的")
        return self._is_a_number(segment) or figure.kind == "duration" or of_what_follows

    def _without_measure(self, attribute: Place, segment: Segment) -> Place:
        """Return an attribute without its 峰值 where a figure has another such mark: 订单峰值1.2亿,平均8000万."""
        found = [mark for mark in marks(self._told.folded) if mark.kind == "measure"]
        other = any(segment.holds((m.start, m.end)) and m.end <= segment.figure.start for m in found)
        ends = next((m.start for m in found if m.end == attribute[1] and m.start > attribute[0]), attribute[1])
        return (attribute[0], ends) if other else attribute

    def _lead_before(self, cell: int) -> Place | None:
        """Return what the nearest clause before, in the same sentence, begins with, if a verb follows it."""
        for before in range(cell - 1, -1, -1):
            lead = self._runs.lead(before)
            if lead:
                verb = self._runs.verb(before, lead)
                return lead if verb and not _SHOWS.fullmatch(self._told.folded[slice(*verb)]) else None
        return None

    def _figure(self, segment: Segment, heads: Heads, source: FactPart | None) -> Fact:
        figure, folded = segment.figure, self._told.folded
        date = dated(folded, figure.start, self._document.published)
        told_of = [place[0] for place in (heads.attribute, heads.subject) if place]
        if not is_of(date, self._clauses, segment, told_of):
            date = date._replace(date=None, start=0, end=0)
        in_sentence = (date.start, date.end) if date.end - date.start > 1 else self._year(figure.start)
        # How long something takes, or how old somebody is, is told of no day.
        of_a_day = (heads.attribute or heads.subject) and figure.kind != "duration" and figure.unit != "age"
        compared = segment.earlier or segment.later
        compared = compared if compared and states_figure(folded, compared) else None
        word = self._within(_COMPARES, segment, heads)
        return Fact(
            kind="figure",
            subject=self._subject(heads),
            attribute=self._part(heads.attribute),
            value=self._value(figure),
            low=figure.low,
            high=figure.high,
            measure=figure.kind,
            unit=figure.unit,
            time=self._part(in_sentence) or (self._published(date.date) if of_a_day else None),
            date=date.date,
            scope=self._mark(("scope", "measure"), segment),
            certainty=self._mark(("certainty",), segment),
            polarity=self._denial((heads.attribute or heads.subject or (0, figure.start))[1], figure.start),
            comparison=self._part((compared.start, compared.end) if compared else word),
            source=source,
        )

    def _plain(self, cell: int, source: FactPart | None) -> Fact | None:
        """Return what a clause without a figure says of what it begins with; None if that or its verb is unbound."""
        said = self._deed(cell)
        if said is None:
            return None
        lead, verb, (begin, end) = said
        denial = self._denial(lead[1], verb[1], verb[1])
        # What the verb takes may have a 将 of its own.
        certainty = self._mark(("certainty",), cell)
        if (begin >= end and denial is None) or any(m.start <= begin < end <= m.end for m in self._told.moments):
            return None
        # What the verb takes may have a date of its own: 发布2022年财报.
        at = end if self._told.folded.startswith(("于", "在"), begin) else verb[0]
        date = dated(self._told.folded, at, self._document.published)
        own = (
            date.start < date.end
            and self._clauses.cell(date.start) == cell
            and not is_of_another_word(date, self._told.folded)
        )
        when = (date.start, date.end) if own else None
        return Fact(
            kind="role" if _IS.search(self._told.folded[slice(*verb)]) else "plain",
            subject=self._part(lead),
            attribute=self._part(verb),
            value=self._part((begin, end) if begin < end else None),
            time=self._part(when),
            date=date.date if when else None,
            scope=self._mark(("scope",), cell),
            certainty=certainty if certainty and leads_up(certainty.start - self._start, lead, verb) else None,
            polarity=denial,
            source=source,
        )

    def _deed(self, cell: int) -> tuple[Place, Place, Place] | None:
        """Return what a clause begins with, the verb that is said of it, and what the verb takes; None if unbound."""
        folded = self._told.folded
        lead = self._runs.lead(cell)
        verb = self._runs.verb(cell, lead) if lead else None
        if (
            lead is None
            or verb is None
            or _ASKED_OR_BY_DEGREES.search(self._clauses.words(cell))
            or self._says_who(verb)
        ):
            return None
        who = self._runs.within(lead)
        if not (is_subject(who, folded) and is_doer(who, folded) and is_word(lead, self._runs.tagged, folded)):
            return None
        if self._runs.is_noun(verb) or not is_deed(verb, folded) or is_masked(folded, verb[1]):
            # 外资准入负面清单 is one thing, and 付一某 a person.
            return None
        _, end = self._clauses.span(cell)
        rest = folded[verb[1] : end]
        begin = verb[1] + len(rest) - len(_ASPECT.sub("", rest, count=1))
        end = verb[1] + len(_TRAILS.sub("", rest))
        if _NO_STATEMENT.search(rest) or _WHEN.search(folded, 0, end):
            return None
        value = self._runs.within((begin, end))
        if (begin < end and not any(map(str.isalnum, folded[begin:end]))) or joins_on(value):
            return None
        named = not is_said_plainly(who, verb, value, folded) or names_a_thing(who, verb, value, folded, end)
        return None if named else (lead, verb, (begin, end))

    def _says_who(self, verb: Place) -> bool:
        """Return if a verb is in the words for who says the sentence: 导演王家卫说."""
        said = attributed(self._told.folded)
        return said is not None and said[0] <= verb[0] < said[1]

    def _subject(self, heads: Heads) -> FactPart | None:
        if heads.subject or heads.attribute is None:
            return self._part(heads.subject)
        own = self._runs.lead(self._clauses.cell(heads.attribute[0]))
        leads = own is None or own[0] >= heads.attribute[0]
        short = heads.attribute[1] - heads.attribute[0] <= _LONGEST_BARE_MEASURE
        return self._inherited(self._entry) if leads and short else None

    def _within(self, form: re.Pattern[str], segment: Segment, heads: Heads) -> Place | None:
        """Return where a form stands last between the measure of a figure and the figure."""
        begin = heads.attribute[1] if heads.attribute else self._clauses.span(segment.cell)[0]
        begin = max(begin, segment.own[0][0] if segment.own else begin)
        found = [match.span() for match in form.finditer(self._told.folded, begin, segment.figure.end)]
        found = [place for place in found if is_word(place, self._runs.tagged, self._told.folded)]
        if segment.figure.kind == "duration" and not heads.attribute:
            # It lasted so long, and did not fall by it: 听力下降2个月.
            found = [place for place in found if not _CHANGES.fullmatch(self._told.folded, *place)]
        return next((place for place in reversed(found) if place[0] < segment.figure.start), None)
