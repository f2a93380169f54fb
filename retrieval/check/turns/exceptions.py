"""Exceptions and what a sentence sets aside: 除甲外, 而非甲, except on Mondays; and what it says of the exception."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from retrieval.check.turns.reach import denied, in_one_clause
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording

_NOT = r"\bnot|rather than|instead of|而不是|不是|并非|而非"
_SETS_ASIDE = re.compile(_NOT)
_NOT_THIS = re.compile(rf"(?:{_NOT})\s?(?:in |on |the |a |在)?$")
_EXCEPT = re.compile(
    r"除了?(?P<out>[^,，。;；]{1,20}?)[外](?![,，]?[^,，。;；]{0,8}[还也亦])|(?<=[,，、;；])[^,，。;；、]{1,20}?(?=除外|例外)"
    r"|except (?:for |on |in )?(?P<but>[^,.;]{2,30})"
)
# One alone is what is left out of the rest.
_LEAVES_OUT = re.compile(r"除|[以之]外|只有|唯独|例外|except|other than|\bonly\b")
# What the exception is: 除甲为乙之外.
_KIND = re.compile(r"(?P<who>[^,，。;；]{2,16}?)(?:是|属于?|系|算是?|为)(?P<what>[^,，。;；]{2,16}?)[之以]?")
# What is so only if something else is: 除非甲,不得乙; not 乙 unless 甲.
_UNLESS = re.compile(
    r"除非(?P<when>[^,，。;；]{2,30}),?(?:否则)?(?P<what>[^。;；]*)|(?P<done>[^.;]{3,80}?) unless (?P<if>[^.;]{3,80})"
)
_LACKS = re.compile(r"[没未不无缺]|\bwithout\b")
_LEAD_CHARACTERS = 12


def hinges(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice]) -> tuple[bool, list[ClaimSlice]]:
    """Return if a claim meets what a sentence makes a condition by 除非 or unless, so that nothing is denied of it.

    And a finding for what the claim says happens without it: 未达标也能转系. `told` are those of the claim's words.
    """
    if "除非" not in sentence.folded and "unless" not in sentence.folded:
        return False, []
    match = _UNLESS.search(sentence.folded)
    if match is None or _UNLESS.search(claim.folded):
        return False, []
    condition, rest = ("when", "what") if match["when"] else ("if", "done")
    borne = [f for f in told if f.at and f.share > 0 and f.weight > 1]
    own, done = ([f for f in borne if f.at and _in(f.at, match.span(part))] for part in (condition, rest))
    if not own:
        return False, []
    first, last = min(f.start for f in own), max(f.end for f in own)
    unmet = _LACKS.search(claim.folded, max(0, first - _LEAD_CHARACTERS), last + 1)
    verbs = [f for f in done if not f.noun and f.start > last]
    if not unmet or not verbs or denied(claim, verbs[-1].start):
        return not unmet, []
    place, end = match.span(), verbs[-1].end
    leads = [at for _, at, _, tag in claim.tagged if last <= at < end and tag[0] in "dv" and at > unmet.end()]
    start = min(leads, default=verbs[-1].start)
    return False, [ClaimSlice(start, end, "word", "contradicted", sentence.text[slice(*place)], place)]


def excepted(folded: str, place: tuple[int, int]) -> re.Match[str] | None:
    """Return the words that leave out what stands at a place: 除周一外."""
    return next((m for m in _exceptions(folded) if m.start() <= place[0] and place[1] <= m.end()), None)


@lru_cache(maxsize=1024)  # asked of every noun of the sentences beside one claim after the other
def _exceptions(folded: str) -> tuple[re.Match[str], ...]:
    return tuple(_EXCEPT.finditer(folded))


def set_aside(claim: Wording, sentence: Wording, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding for a name, date or noun of the claim that the sentence sets aside: not July, 而非甲."""
    sets_aside = _SETS_ASIDE.search(sentence.folded) is not None
    if not sets_aside and not _exceptions(sentence.folded):
        return
    for finding in told:
        if finding.at is None or finding.state != "supported" or finding.start in claim.light:
            continue
        thing = finding.noun or finding.kind in ("name", "date")
        thing = thing and sets_aside
        match = _NOT_THIS.search(sentence.folded[: finding.at[0]]) if thing else None
        left_out = excepted(sentence.folded, finding.at)
        elsewhere = sentence.folded.count(sentence.folded[slice(*finding.at)]) > 1
        if left_out and (kind := _KIND.fullmatch(left_out["out"] or "")):
            # 除甲为乙之外 says that 甲 is 乙.
            yield from _of_that_kind(claim, sentence, finding, told, left_out, kind)
            continue
        if left_out and left_out["but"] and _goes_on_to(left_out.end(), told):
            continue
        # What is left out of something denied is not denied: dogs are not admitted, except guide dogs.
        rest = bool(left_out and any(not left_out.start() <= n.start < left_out.end() for n in sentence.negators))
        match = match or (None if rest else left_out)
        denied = bool(claim.negators) or _LEAVES_OUT.search(claim.folded) is not None
        if rest and claim.negators and not re.search("除|except", claim.folded):
            match, denied = left_out, False
        if match and not elsewhere and not denied:
            place = (match.start(), finding.at[1])
            words = sentence.text[slice(*place)]
            yield ClaimSlice(finding.start, finding.end, "negation", "contradicted", words, place)
            return


def _goes_on_to(end: int, told: Sequence[ClaimSlice]) -> bool:
    """Return if all that a claim has done stands after an exception, which the sentence says it of."""
    done = [f.at[0] for f in told if f.at and f.weight > 1 and f.kind == "word" and not f.noun]
    return bool(done) and min(done) >= end


def _of_that_kind(
    claim: Wording,
    sentence: Wording,
    finding: ClaimSlice,
    told: Sequence[ClaimSlice],
    left_out: re.Match[str],
    kind: re.Match[str],
) -> Iterator[ClaimSlice]:
    """Yield a finding for a claim that something else is what only the exception is: 丙是乙 beside 除甲为乙之外.

    And for one that the exception is what the others are.
    """
    start = left_out.start("out")
    who, what = ((start + kind.start(part), start + kind.end(part)) for part in ("who", "what"))
    borne = [f for f in told if f.at is not None and f.share > 0 and f.end - f.start > 1]
    its_who, its_what = ([f for f in borne if f.at and _in(f.at, part)] for part in (who, what))
    alone = [f for f in its_what if sentence.folded.count(sentence.folded[slice(*f.at)] if f.at else "") == 1]
    words, place = sentence.text[slice(who[0], what[1])], (who[0], what[1])
    if _LEAVES_OUT.search(claim.folded):
        if finding in its_what and alone:
            yield ClaimSlice(finding.start, finding.end, "word", "contradicted", words, place)
    elif finding in its_what and alone and not [f for f in its_who if f not in its_what]:
        first = next(at for at in range(finding.start + 1) if in_one_clause(claim.folded, at, finding.start))
        subject = [f for f in told if first <= f.start and f.end <= finding.start and f.start not in claim.light]
        nouns = [f for f in subject if f.noun or f.kind == "name"]
        if nouns:
            yield ClaimSlice(nouns[0].start, nouns[-1].end, "word", "contradicted", words, place)
    elif finding in its_who and not its_what and any(f.at and f.at[0] >= left_out.end() for f in borne):
        whole = min(f.start for f in its_who), max(f.end for f in its_who)
        yield ClaimSlice(*whole, "negation", "contradicted", words, place)


def _in(place: tuple[int, int], part: tuple[int, int]) -> bool:
    return part[0] <= place[0] and place[1] <= part[1]
