"""Parts of a claim that a sentence must say itself for a tick: denials, degrees, comparisons, what there is."""

import re
from collections.abc import Iterator, Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.figures.magnitudes import has_both_figures
from retrieval.check.turns.reach import in_one_clause
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording
from retrieval.language.fold import fold
from retrieval.language.polarity import Negator

# A degree of an English adjective, and a number behind a noun that is no figure.
_DEGREE = re.compile(
    r"\b(?:(?:larg|small|high|low|long|short|old|young|new|fast|slow|quick|cheap|strong|weak|wid|narrow|deep|thick|hard"
    r"|clos|bright|dark|warm|cool|cold|rich|poor|tall|broad|light|earli|heavi|busi|easi|bigg|hott|thinn|wett)(?:er|est)"
    r"|eldest|latest|best|worst|better|worse|farthest|furthest)\b"
)
# Which of two is earlier or more, and the words of which a sentence that tells it has one.
_COMPARES = (
    (re.compile(r"比.{1,18}?[晚早迟]"), re.compile(r"[早晚先后迟前]|提前")),
    (
        re.compile(
            r"比.{1,18}?(?:[高低大小多少长短重轻远近强弱快慢贵]|便宜)(?![了出约近]{0,2}[\d一二三四五六七八九十百千两])"
        ),
        re.compile(
            r"(?<![增成生])长|[高低大小多少短重轻远近强弱快慢贵超过胜逊最差倍更首]|不[如及]|便宜|领先|落后|第[一二三]|than|est\b"
        ),
    ),
)
_NAME_NUMBER = re.compile(r"(?<=[a-z] )\d+\b(?!\.\d)")
_NEEDLESS = re.compile(r"不用|不必|不需要?|不须|无需|无须|毋须|免(?=[于收交缴填])")
_SUSPENDS = re.compile(r"停止|暂停|停办|暂缓|中止")
_THERE_IS = re.compile(
    r"(?:有|留下了?|建了?|买了?|设了?)[一两几数\d]{1,2}[台架座个间所部辆艘套条只家本篇](?P<what>[^,，。;；]{1,12}?)[。.]?$"
)
# What denies, leaves out or lacks in any way, so that something denied may rest on it.
_ANY_DENIAL = re.compile(
    r"[不没无未非勿别禁免拒停仅止只才除缺少失闭关废弃撤反零空否驳欠]|取消|暂缓|推迟|落选|输给|请假|缺席|\b(?:no|not|never|none|nor|only|without|except|cannot|shut|banned|forbidden|prohibited|fail"
    r"|fails|failed|rejected|refused|vetoed|declined|lack|lacks|stop|stops|stopped|end|ended|closed|free|few|little|neither|instead|rather|un(?!der|til|i)\w{3,})\b|n't"
)
# What leaves out all others, and what a sentence may say for it; a few of something are told by their figure.
_ALONE = re.compile(
    r"(?<![不非])(?:只有|只(?=[能在对由给向为限收接])|仅(?![次仅]))|唯一|独家|\b(?<!not )(?:only|solely|exclusively)\b"
)
_LEFT_OUT = re.compile(r"[唯独限须专]|\b(?:just|alone|sole|solely|exclusively|must|limited|reserved|restricted)\b")
# What something is limited to, by its first characters or word.
_LIMIT = re.compile(
    r"(?:[仅只]限[于在]?|限于|[仅只](?:供|对|向|面向|适用于?))(?P<to>[^,，。;；]{2,3})"
    r"|\b(?:only for|limited to|restricted to) (?:the )?(?P<of>[a-z]{3,})"
)
_SETS_ASIDE = re.compile(r"不是|并不是|并非|而非|不在")
_FIGURE_CHARACTERS, _DENIED_CHARACTERS = 12, 2
_REST = re.compile(r"(?<=[,，;；。])(?:其余|其他|其它|否则)|(?<=[,;.] )(?:the rest|all others|otherwise)\b")
_WITH = re.compile(r"\b(?P<how>with|without) (?:(?:an?|the|any|its|their) )?$")


def unsaid(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return findings that withhold for what a sentence must say itself, and does not.

    `told` are the findings of the claim's figures, names and words.
    """
    return [
        *unsaid_degrees(claim, evidence, told),
        *uncompared(claim, evidence),
        *undenied(claim, evidence, told),
        *suspended(claim, evidence),
        *unrestricted(claim, evidence),
        *unlimited(claim, evidence, told),
        *without_what_there_is(claim, told),
        *with_for_without(claim, evidence, told),
        *of_the_rest(claim, evidence, told),
        *set_aside_otherwise(claim, evidence.wording),
    ]


def unlimited(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds for what a claim says of any case, and a sentence only of those that it limits
    it to: 外卖免运费 beside 外卖免运费,仅限三公里以内.
    """
    there = evidence.wording
    borne = [f for f in told if f.at is not None and f.share > 0 and f.start not in claim.light]
    if not borne or _LIMIT.search(claim.folded) or _LEFT_OUT.search(claim.folded):
        return []
    cells = {evidence.clauses.cell(f.at[0]) for f in borne if f.at}
    for match in _LIMIT.finditer(there.folded):
        cell = evidence.clauses.cell(match.start())
        limit = match["to"] or match["of"]
        limited = {*limit} & {*claim.folded}
        if {cell, cell - 1} & cells and 2 * len(limited) < len({*limit}):
            last = borne[-1]
            return [ClaimSlice(last.start, last.end, "word", "not_found", weight=0.0, binding=False, withholds=True)]
    return []


def of_the_rest(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds for what a sentence says of all but a figure of the claim: 其余由经理审批."""
    there = evidence.wording.folded
    rest = _REST.search(there)
    if rest is None or _REST.search(claim.folded):
        return []
    borne = [f for f in told if f.at and f.state == "supported"]
    before = [f for f in borne if f.at and f.kind in ("number", "percentage", "period") and f.at[1] <= rest.start()]
    after = [f for f in borne if f.at and f.noun and f.at[0] >= rest.end()]
    own = next((f for f in after if f.at and there.find(there[slice(*f.at)]) >= rest.end()), None)
    if not before or own is None:
        return []
    return [ClaimSlice(own.start, own.end, "word", "not_found", weight=0.0, withholds=True)]


def with_for_without(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds for a thing that one of the two has after with, and the other after without."""
    there = evidence.wording.folded
    for finding in told:
        mine = _WITH.search(claim.folded, 0, finding.start)
        theirs = _WITH.search(there, 0, finding.at[0]) if mine and finding.at else None
        if mine and theirs and mine["how"] != theirs["how"] and bool(claim.negators) == bool(evidence.wording.negators):
            place = (theirs.start(), finding.at[1]) if finding.at else (0, 0)
            found = evidence.wording.text[slice(*place)]
            return [ClaimSlice(mine.start(), finding.end, "negation", "contradicted", found, place)]
    return []


def ends_another(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds for each word that stands only as the end of one for somebody or something
    beside it: 产假 in 陪产假, 主任 in 副主任.
    """
    there = evidence.folded
    whole = (f for f in told if f.end - f.start > 1 and claim.folded[f.start - 1 : f.start] not in ("副", "陪", "准"))
    nouns = ((f, claim.folded[f.start : f.end]) for f in whole)
    ends = [f for f, word in nouns if there.count(word) == sum(there.count(one + word) for one in "副陪准") > 0]
    return [f._replace(state="not_found", weight=0.0, binding=True, withholds=True) for f in ends]


def without_what_there_is(claim: Wording, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds for a thing that a claim says there is, and of which no word stands in the
    sentence: 有一台打字机.
    """
    match = _THERE_IS.search(claim.folded)
    own = [f for f in told if match and match.start("what") <= f.start < match.end("what")]
    if match is None or not own or any(f.at is not None for f in own):
        return []
    return [ClaimSlice(*match.span("what"), "word", "not_found", weight=0.0, binding=True, withholds=True)]


def unsaid_degrees(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds for each English degree beside a sentence without any, and for each bare number
    of a name that the sentence lacks: the larger of two, breaker 2.
    """
    lacking = [f for f in told if f.share == 0 and f.state == "not_found"]
    degrees = [] if _DEGREE.search(evidence.folded) else [_DEGREE]
    told_apart = [f for f in lacking if any(form.match(claim.folded, f.start) for form in (_NAME_NUMBER, *degrees))]
    return [f._replace(weight=0.0, binding=True, withholds=True) for f in told_apart]


def uncompared(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding that withholds for what a claim sets above or before another, beside a sentence that compares
    nothing and has no figure of each to go by: 比…晚.
    """
    there = evidence.wording
    if has_both_figures(claim, evidence):
        return []
    apart = "".join(c for at, c in enumerate(there.folded) if not any(n.start <= at < n.end for n in there.names))
    found = (asks.search(claim.folded) for asks, says in _COMPARES if not says.search(apart))
    return [ClaimSlice(*m.span(), "word", "not_found", weight=0.0, binding=True, withholds=True) for m in found if m]


def suspended(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding that withholds for what a claim has as not needed beside a sentence that only suspends it:
    不用登记 beside 停止办理登记.
    """
    needless = _NEEDLESS.search(claim.folded)
    said = evidence.wording.folded
    if needless is None or not _SUSPENDS.search(said) or _NEEDLESS.search(said):
        return []
    return [ClaimSlice(*needless.span(), "negation", "not_found", weight=0.0, binding=True, withholds=True)]


def undenied(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding that withholds for what a claim denies beside a sentence in which nothing is denied, or only
    of something before what the claim speaks of; `told` are the findings of the claim's figures, names and words.
    """
    if not claim.negators:
        return []
    denials = any(_ANY_DENIAL.search(said) for said in (evidence.wording.folded, evidence.around))
    if denials and not _denied_before(claim, evidence.wording, told):
        return []
    return [ClaimSlice(*claim.negators[0], "negation", "not_found", weight=0.0, binding=True, withholds=True)]


def _denied_before(claim: Wording, there: Wording, told: Sequence[ClaimSlice]) -> bool:
    """Return if all denials of a sentence are in clauses before the one that first names who is denied something."""
    at = claim.negators[0].start
    things = [f for f in told if f.at is not None and f.end <= at and (f.noun or f.kind == "name")]
    who = max(things, default=None, key=lambda f: f.start)
    if who is None or who.at is None or not there.negators:
        return False
    named = who.at[0]
    if _denies_the_same(claim, there):
        return False
    return all(n.end <= named and not in_one_clause(there.folded, n.start, named) for n in there.negators)


def set_aside_otherwise(claim: Wording, there: Wording) -> list[ClaimSlice]:
    """Return a finding if a sentence sets aside what the claim does not, and has itself what the claim sets aside."""
    for own, words in _set_aside(claim):
        for other, theirs in _set_aside(there):
            kept = theirs in claim.folded[: own.start] + claim.folded[own.end + len(words) :]
            if words != theirs and kept and words in there.folded[: other.start] + there.folded[other.end :]:
                place = (other.start, other.end + len(theirs))
                found = there.text[slice(*place)]
                return [ClaimSlice(own.start, own.end + len(words), "negation", "contradicted", found, place)]
    return []


def _denies_the_same(claim: Wording, there: Wording) -> bool:
    """Return if a sentence sets aside the very thing that a claim does: 从来不是钢琴 for 不是钢琴."""
    behind = {words for _, words in _set_aside(there)}
    return any(words in behind for negator, words in _set_aside(claim) if negator.start == claim.negators[0].start)


def _set_aside(text: Wording) -> Iterator[tuple[Negator, str]]:
    """Yield the denials of a text that set something aside, each with the first characters of that."""
    for negator in text.negators:
        aside = _SETS_ASIDE.match(text.folded, negator.start)
        words = text.folded[aside.end() : aside.end() + _DENIED_CHARACTERS] if aside else ""
        if aside and len(words) == _DENIED_CHARACTERS:
            yield negator._replace(end=aside.end()), words


def unrestricted(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding that withholds for what a claim says of one alone beside a sentence that leaves out no other."""
    said = max((fold(one.text) for one in evidence.spoken), key=lambda s: sum(w.text in s for w in claim.words))
    if _ANY_DENIAL.search(said) or _LEFT_OUT.search(said):
        return []
    found = (
        m
        for m in _ALONE.finditer(claim.folded)
        if not any(m.end() <= q.start <= m.end() + _FIGURE_CHARACTERS for q in claim.quantities)
    )
    alone = next(found, None)
    return [ClaimSlice(*alone.span(), "word", "not_found", weight=0.0, binding=True, withholds=True)] if alone else []
