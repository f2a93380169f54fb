"""Claims that repeat a sentence, or a stretch of it, but for one figure or name: that one is what they say otherwise.

Only letters and digits count. All else stands there in the order of the claim, so that nothing has to be bound to
anything for the two to be of the same matter.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice, MismatchKind
from retrieval.facts.marks import asks
from retrieval.facts.models import models
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree, same_unit
from retrieval.language.names import Names
from retrieval.language.quantities import Quantity
from retrieval.lookup.difference import Letters, letters

MIN_REPEATED_LETTERS = 8
MIN_REPEATED_SHARE = 0.6
# A name takes more of the same around it: another thing may well have the same figure.
MIN_REPEATED_SHARE_OF_A_NAME = 0.75
MAX_EXCHANGED_LETTERS = 30
_CODE = re.compile(r"[a-z\d]*\d(?:[a-z\d]|[.,:：/~–—-](?=\d))*", re.ASCII)
_CAPITAL = re.compile(
    r"(?<![A-Za-z0-9'’])[A-Z][A-Za-z0-9À-ÿ'’-]*(?: (?:of |the |de |von |van )?[A-Z][A-Za-z0-9À-ÿ'’-]*)*"
)
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


def letter_by_letter(
    claim: Wording, evidence: Evidence, findings: Sequence[ClaimSlice], names: Names
) -> tuple[ClaimSlice, ...]:
    """Return the findings of a claim, but for those that it refutes by repeating the sentence, whole or but for one
    figure or name.

    A sentence that asks neither bears out nor contradicts.
    """
    own, there = _letters(claim.text), evidence.letters
    if len(evidence.entries) > 1 or (asks(evidence.wording.folded) and not asks(claim.folded)):
        return tuple(findings)
    if own.text == there.text:
        # A sign is no letter: 20℃ is not -20℃.
        same = [(q.low, q.high) for q in claim.quantities] == [(q.low, q.high) for q in evidence.wording.quantities]
        return tuple(map(_borne_out, findings)) if same else tuple(findings)
    other = _substituted(claim, own, evidence, names)
    if other is None:
        return tuple(findings)
    apart = [f for f in findings if f.end <= other.start or other.end <= f.start]
    return tuple(sorted([other, *map(_borne_out, apart)], key=lambda f: (f.start, f.end)))


@lru_cache(maxsize=64)  # one claim beside many sentences
def _letters(text: str) -> Letters:
    return letters(text)


def _borne_out(finding: ClaimSlice) -> ClaimSlice:
    at = finding.at if finding.state == "supported" and not finding.withholds else None
    return finding._replace(state="supported", found="", at=at, share=1.0, withholds=False, sure=False)


def _substituted(claim: Wording, own: Letters, evidence: Evidence, names: Names) -> ClaimSlice | None:
    """Return the figure or name that a claim has in place of another of a sentence that it repeats otherwise."""
    sentence, length = evidence.wording, len(own.text)
    for exchange in _exchanges(claim, own, sentence, evidence.letters):
        if models(claim.folded[slice(*exchange.own)]) or models(sentence.folded[slice(*exchange.there)]):
            # Of C05 nothing is said by what is said of C06.
            continue
        finding = _other_figure(claim, sentence, exchange)
        if finding is None and exchange.shared >= MIN_REPEATED_SHARE_OF_A_NAME * length:
            finding = _other_name(claim, sentence, exchange, names)
        if finding is not None:
            return finding
    return None


def _exchanges(claim: Wording, own: Letters, sentence: Wording, there: Letters) -> Iterator[Substitution]:
    """Yield the slices by which a claim differs from a stretch of a sentence, those with most around them first."""
    length = len(own.text)
    least = max(MIN_REPEATED_LETTERS, MIN_REPEATED_SHARE * length)
    head, tail = _longest(own.text, there.text)
    if head + tail < least:
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
    return [m.start() for m in re.finditer(f"(?={re.escape(piece)})", there)] if piece else []


def _whole(wording: Wording, place: Place) -> Place:
    """Return a slice with the figures, codes, names and words that it cuts."""
    spans = [(q.start, q.end) for q in wording.quantities] + [m.span() for m in _CODE.finditer(wording.folded)]
    spans += [(n.start, n.end) for n in wording.names] + [m.span() for m in _CAPITAL.finditer(wording.text)]
    spans += [(start, end) for _, start, end, _ in wording.tagged]
    start, end = place
    for a, b in spans:
        if (a < place[1] and place[0] < b) or a < place[0] == place[1] < b:
            start, end = min(start, a), max(end, b)
    return start, end


def _other_figure(claim: Wording, sentence: Wording, exchange: Substitution) -> ClaimSlice | None:
    """Return a finding if both slices hold figures, or codes of digits, and none is the other's."""
    own, there = claim.folded[slice(*exchange.own)], sentence.folded[slice(*exchange.there)]
    mine, theirs = _figures(claim, exchange.own), _figures(sentence, exchange.there)
    if not (_CODE.search(own) and _CODE.search(there)) or _dated(claim, exchange.own):
        return None
    if any(agree(one, other) and same_unit(one, other) for one in mine for other in theirs):
        return None
    if re.findall(r"\d+", own) == re.findall(r"\d+", there) and not (mine and theirs):
        return None
    kinds = {one.kind for one in mine}
    kind: MismatchKind = "percentage" if kinds == {"percentage"} else "period" if kinds == {"duration"} else "number"
    found = sentence.text[slice(*exchange.there)].strip()
    return ClaimSlice(exchange.own[0], exchange.own[1], kind, "contradicted", found, exchange.there, sure=True)


def _figures(wording: Wording, place: Place) -> list[Quantity]:
    return [q for q in wording.quantities if place[0] <= q.start and q.end <= place[1]]


def _dated(wording: Wording, place: Place) -> bool:
    return any(m.start < place[1] and place[0] < m.end for m in wording.moments)


def _other_name(claim: Wording, sentence: Wording, exchange: Substitution, names: Names) -> ClaimSlice | None:
    """Return a finding if the claim has a name in its slice, and the sentence something of its own there."""
    own, there = claim.folded[slice(*exchange.own)], sentence.folded[slice(*exchange.there)]
    if not _is_name(claim, exchange.own) or not _is_thing(sentence, exchange.there) or _POINTING.match(there):
        return None
    if own in there or there in own or any(there in other or other in there for other in names.others(own)):
        return None
    found = sentence.text[slice(*exchange.there)].strip()
    return ClaimSlice(
        exchange.own[0], exchange.own[1], "name", "contradicted", found, exchange.there, noun=True, sure=True
    )


def _is_name(wording: Wording, place: Place) -> bool:
    """Return if a slice is a name and nothing else."""
    words = wording.text[slice(*place)]
    named = any((n.start, n.end) == place and n.kind != "occasion" for n in wording.names)
    return named or bool(_CAPITAL.fullmatch(words.strip()) and _content(wording, place))


def _is_thing(wording: Wording, place: Place) -> bool:
    """Return if a slice is a name or a noun, and no longer than one."""
    words = wording.text[slice(*place)].strip()
    if not words or _CLAUSE.search(words):
        return False
    if words.isascii():
        return _is_name(wording, place)
    return _is_name(wording, place) or all(at in wording.nouns or _in_name(wording, at) for at in range(*place))


def _in_name(wording: Wording, at: int) -> bool:
    return any(n.start <= at < n.end for n in wording.names)


def _content(wording: Wording, place: Place) -> bool:
    return any(place[0] <= word.start and word.end <= place[1] for word in wording.words) or any(
        place[0] <= n.start and n.end <= place[1] for n in wording.names
    )
