"""Claims that repeat a sentence, or a stretch of it, but for one figure or name: that one is what they say otherwise.

Only letters and digits count. All else stands there in the order of the claim, so that nothing has to be bound to
anything for the two to be of the same matter.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice, MismatchKind
from retrieval.check.wording.words import find_apart
from retrieval.facts.marks import asks, relative_years
from retrieval.facts.models import models
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree, same_unit
from retrieval.language.labels import same_but_for_courtesy
from retrieval.language.names import Names
from retrieval.language.quantities import Quantity
from retrieval.lookup.difference import Letters, letters

MIN_REPEATED_LETTERS = 8
MIN_REPEATED_SHARE = 0.6
# A name takes more of the same around it: another thing may well have the same figure.
MIN_REPEATED_SHARE_OF_A_NAME = 0.75
# Clauses of a sentence in another order are letter by letter of it; shorter ones may be of anything.
MIN_CLAUSE_LETTERS = 6
_EXCHANGED = ("number", "percentage", "period", "date", "name")
# However long it is, the name counts as so many letters of a claim.
_NAME_LETTERS = 6
MAX_EXCHANGED_LETTERS = 30
_CODE = re.compile(r"(?<![a-z\d])[a-z\d]*\d(?:[a-z\d]|[.,:：/~–—-](?=\d))*", re.ASCII)
_FIGURE = re.compile(r"[$¥€£]?\d[\d.,:/-]*(?:\s?[a-z%万亿千百十元人次个年月天日吨米]{1,8})?")
_CAPITAL = re.compile(
    r"(?<![A-Za-z0-9'’])[A-Z][A-Za-z0-9À-ÿ'’-]*(?: (?:of |the |de |von |van )?[A-Z][A-Za-z0-9À-ÿ'’-]*)*"
)
_WORD = re.compile(r"\S+")
_POINTING = re.compile(
    r"[该本此其这那我你他她它贵]|公司|双方|企业|集团|上述|[前后]者|(?:he|she|it|they|the|this|that|we)\b"
)
_CLAUSE = re.compile(r"(?<!\d)[,，]|[,，](?!\d)|[。;；:：!！?？、\n]")

Place = tuple[int, int]


class Substitution(NamedTuple):
    """Slices of a claim and of a sentence that are otherwise the same, with `shared` letters around them."""

    own: Place
    there: Place
    shared: int


def repeated(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> tuple[ClaimSlice, ...]:
    """Return the findings for the words, figures and names of a claim as sure if it is a sentence letter by letter.

    Return none if it is not, or if the sentence asks.
    """
    if len(evidence.entries) > 1:
        return ()
    if _letters(claim.text).text != evidence.letters.text or not _same_figures(claim, evidence):
        return ()
    if asks(evidence.wording.folded) and not asks(claim.folded):
        return ()
    return tuple(f._replace(sure=True) for f in _borne_out(told))


def letter_by_letter(
    claim: Wording, evidence: Evidence, findings: Sequence[ClaimSlice], names: Names
) -> tuple[ClaimSlice, ...]:
    """Return the findings of a claim, but for those that it refutes by repeating a sentence, clause by clause or but
    for one figure or name.

    A sentence that asks neither bears out nor contradicts.
    """
    own, there = _letters(claim.text), evidence.letters
    if len(evidence.entries) > 1 or (asks(evidence.wording.folded) and not asks(claim.folded)):
        return tuple(findings)
    if _same_figures(claim, evidence) and all(find_apart(clause, there.text) >= 0 for clause in _clauses_of(claim)):
        # It may still be denied or restricted by what is around it, but no figure or name is another.
        kept = [f for f in findings if f.state != "contradicted" or f.kind not in _EXCHANGED]
        borne = [*kept, *_borne_out([f for f in findings if f not in kept])]
        return tuple(sorted((f._replace(sure=f.sure or f.state == "supported") for f in borne), key=_place))
    other = _substituted(claim, own, evidence, names)
    if other is None or any(f.gate == "crossed" for f in findings):
        return tuple(findings)
    apart = [f for f in findings if f.end <= other.start or other.end <= f.start]
    return tuple(sorted([other, *_borne_out(apart)]))


def _same_figures(claim: Wording, evidence: Evidence) -> bool:
    """Return if a sentence has all figures of a claim; a sign is no letter: 20℃ is not -20℃."""
    figures = {(q.low, q.high) for q in evidence.wording.quantities}
    return all((q.low, q.high) in figures for q in claim.quantities)


@lru_cache(maxsize=64)  # one claim beside many sentences
def _letters(text: str) -> Letters:
    return letters(text)


def _place(finding: ClaimSlice) -> Place:
    return finding.start, finding.end


def _clauses_of(claim: Wording) -> list[str]:
    """Return the letters of each clause of a claim; of the claim as a whole if one says too little."""
    ends = [0, *(m.end() for m in _CLAUSE.finditer(claim.text)), len(claim.text)]
    clauses = [_letters(claim.text[start:end]).text for start, end in pairwise(ends)]
    told = [clause for clause in clauses if clause]
    return told if min(map(len, told), default=0) >= MIN_CLAUSE_LETTERS else [_letters(claim.text).text]


def _borne_out(findings: Sequence[ClaimSlice]) -> tuple[ClaimSlice, ...]:
    """Return the findings as supported, one for each slice; what spoke against it has no place in the sentence."""
    kept: dict[tuple[int, int], ClaimSlice] = {}
    for finding in sorted(findings, key=lambda f: f.state != "supported" or f.withholds):
        at = finding.at if finding.state == "supported" and not finding.withholds else None
        borne = finding._replace(state="supported", found="", at=at, share=1.0, withholds=False, sure=False)
        kept.setdefault((finding.start, finding.end), borne)
    return tuple(kept.values())


def _substituted(claim: Wording, own: Letters, evidence: Evidence, names: Names) -> ClaimSlice | None:
    """Return the figure or name that a claim has in place of another of a sentence that it repeats otherwise."""
    sentence, length = evidence.wording, len(own.text)
    for exchange in _exchanges(claim, own, sentence, evidence.letters):
        if models(claim.folded[slice(*exchange.own)]) or models(sentence.folded[slice(*exchange.there)]):
            # Of C05 nothing is said by what is said of C06.
            continue
        closely = exchange.shared >= MIN_REPEATED_SHARE * length
        finding = _other_figure(claim, sentence, exchange) if closely else None
        rest = min(length - exchange.shared, _NAME_LETTERS)
        if finding is None and exchange.shared >= MIN_REPEATED_SHARE_OF_A_NAME * (exchange.shared + rest):
            finding = _other_name(claim, sentence, exchange, names)
        if finding is not None:
            return finding
    return None


def _exchanges(claim: Wording, own: Letters, sentence: Wording, there: Letters) -> Iterator[Substitution]:
    """Yield the slices by which a claim differs from a stretch of a sentence, those with most around them first."""
    length = len(own.text)
    head, tail = _longest(own.text, there.text)
    least = max(MIN_REPEATED_LETTERS, MIN_REPEATED_SHARE * min(length, head + tail + _NAME_LETTERS))
    if head + tail < least or length - head - tail > MAX_EXCHANGED_LETTERS:
        return iter(())
    starts = [0, *(there.letter_at(m.end()) for m in _CLAUSE.finditer(sentence.text))]
    begins = [(0, at) for at in starts] + [(head, at + head) for at in _places(own.text[:head], there.text)]
    stops = [(length, at) for at in (*starts[1:], len(there.text))]
    stops += [(length - tail, at) for at in _places(own.text[length - tail :], there.text)]
    found = set()
    for (first, begin), (last, stop) in product(begins, stops):
        over = max(0, first - last)
        last, stop = last + over, stop + over
        shared = first + length - last
        if 0 <= stop - begin <= MAX_EXCHANGED_LETTERS and last - first <= MAX_EXCHANGED_LETTERS and shared >= least:
            mine, theirs = own.span(first, last), there.span(begin, stop)
            found.add(Substitution(_whole(claim, mine), _whole(sentence, theirs), shared))
    return iter(sorted(found, key=lambda one: (-one.shared, one.there[1] - one.there[0], one)))


def _longest(own: str, there: str) -> tuple[int, int]:
    """Return how many letters from the beginning of a text stand somewhere in a row, and how many to its end."""
    head = tail = 0
    while head < len(own) and own[: head + 1] in there:
        head += 1
    while tail < len(own) and own[len(own) - tail - 1 :] in there:
        tail += 1
    return head, tail


def _places(piece: str, there: str) -> list[int]:
    """Return where a piece stands, also where it overlaps itself; nowhere if it is empty."""
    found, at = list[int](), there.find(piece) if piece else -1
    while at >= 0:
        found.append(at)
        at = there.find(piece, at + 1)
    return found


def _whole(wording: Wording, place: Place) -> Place:
    """Return a slice with the figures, codes, names and words that it cuts."""
    spans = [(q.start, q.end) for q in wording.quantities] + [m.span() for m in _CODE.finditer(wording.folded)]
    spans += [(n.start, n.end) for n in wording.names] + _capitals(wording)
    spans += [(start, end) for _, start, end, _ in wording.tagged]
    start, end = place
    for a, b in spans:
        if (a < place[1] and place[0] < b) or a < place[0] == place[1] < b:
            start, end = min(start, a), max(end, b)
    return start, end


def _capitals(wording: Wording) -> list[Place]:
    """Return the runs of words with capitals, without the articles and the like that they begin with."""
    told = {word.start for word in wording.words} | {name.start for name in wording.names}
    runs = [_WORD.finditer(wording.text, m.start(), m.end()) for m in _CAPITAL.finditer(wording.text)]
    found = [[w.span() for w in run] for run in runs]
    kept = [[w for n, w in enumerate(run) if any(v[0] in told for v in run[: n + 1])] for run in found]
    return [(run[0][0], run[-1][1]) for run in kept if run]


def _other_figure(claim: Wording, sentence: Wording, exchange: Substitution) -> ClaimSlice | None:
    """Return a finding if both slices hold figures, or codes of digits, and none is the other's."""
    own, there = claim.folded[slice(*exchange.own)], sentence.folded[slice(*exchange.there)]
    mine, theirs = _figures(claim, exchange.own), _figures(sentence, exchange.there)
    if _dated(claim, exchange.own) or not (_mostly_figures(own) and _mostly_figures(there)):
        return None
    if any(agree(one, other) and same_unit(one, other) for one in mine for other in theirs):
        return None
    if _is_told_apart(mine, theirs, own, sentence):
        return None
    if re.findall(r"\d+", own) == re.findall(r"\d+", there) and not (mine and theirs):
        return None
    kinds = {one.kind for one in mine}
    kind: MismatchKind = "percentage" if kinds == {"percentage"} else "period" if kinds == {"duration"} else "number"
    found = sentence.text[slice(*exchange.there)]
    return ClaimSlice(exchange.own[0], exchange.own[1], kind, "contradicted", found, exchange.there, sure=True)


def _is_told_apart(mine: Sequence[Quantity], theirs: Sequence[Quantity], own: str, sentence: Wording) -> bool:
    """Return if the figures of a claim stand elsewhere in a sentence that has none in their place, or are of a year
    that it does not name.
    """
    elsewhere = not theirs and any(agree(one, q) and same_unit(one, q) for one in mine for q in sentence.quantities)
    return elsewhere or any(own[start:end] not in sentence.folded for start, end, _ in relative_years(own))


def _mostly_figures(words: str) -> bool:
    """Return if digits, with the units that they are written with, are most of a slice."""
    told = sum(m.end() - m.start() for m in _FIGURE.finditer(words))
    return 2 * told >= len(words.replace(" ", "")) and any(map(str.isdigit, words))


def _figures(wording: Wording, place: Place) -> list[Quantity]:
    return [q for q in wording.quantities if place[0] <= q.start and q.end <= place[1]]


def _dated(wording: Wording, place: Place) -> bool:
    return any(m.start < place[1] and place[0] < m.end for m in wording.moments)


def _other_name(claim: Wording, sentence: Wording, exchange: Substitution, names: Names) -> ClaimSlice | None:
    """Return a finding if the claim has a name in its slice, and the sentence something of its own there."""
    own, there = claim.folded[slice(*exchange.own)], sentence.folded[slice(*exchange.there)]
    if not _is_name(claim, exchange.own) or not _is_thing(sentence, exchange.there) or _POINTING.match(there):
        return None
    if own in there or there in own or same_but_for_courtesy(own, there):
        return None
    if any(there in other or other in there for other in names.others(own)):
        return None
    found = sentence.text[slice(*exchange.there)]
    return ClaimSlice(
        exchange.own[0], exchange.own[1], "name", "contradicted", found, exchange.there, noun=True, sure=True
    )


def _is_name(wording: Wording, place: Place) -> bool:
    """Return if a slice is a name and nothing else."""
    named = any((n.start, n.end) == place and n.kind != "occasion" for n in wording.names)
    return named or place in _capitals(wording)


def _is_thing(wording: Wording, place: Place) -> bool:
    """Return if a slice is a name or a noun: words in Chinese letters that no dictionary has count as one."""
    words = wording.text[slice(*place)]
    if not words or _CLAUSE.search(words) or _dated(wording, place):
        return False
    if words.isascii() or _is_name(wording, place):
        return _is_name(wording, place)
    named = {at for n in wording.names for at in range(n.start, n.end)}
    within = [(start, end) for _, start, end, _ in wording.tagged if place[0] <= start and end <= place[1]]
    single = (
        {start for start, end in within if end - start == 1 and start not in wording.light} if within[1:] else set()
    )
    return all(at in wording.nouns or at in named or at in single for at in range(*place))
