"""Negations of a claim beside those of a sentence: what only one of the two denies."""

import re
from collections.abc import Sequence

from retrieval.check.turns.reach import denied, denies, in_clause, in_one_clause, is_gone
from retrieval.check.turns.same_denial import behind, denies_something, denies_the_same, says_the_same
from retrieval.check.verdict import ClaimSlice
from retrieval.check.wording.words import places_of
from retrieval.facts.parsed import Wording
from retrieval.language.polarity import Negator

# 较晚 says 晚 in a degree.
_GRADED_CHARACTERS = 2
_LEADS_TO = re.compile(r"(?:\s?(?:in|at|by|from|to|of|for|on|the|a|an|是|在|由|为|因为|because|due to))*\s?")
# Negations that tell one thing from another; 没有 only lacks it.
_OTHERS = ("不是", "而不是", "而非", "并非", "not", "rather than", "instead of")
# 是甲,不是乙 sets two things against each other.
_SETS_APART = re.compile(r"是[^,，。;；是不]{1,16}[,，](?:而|并)?不是|不是[^,，。;；是不]{1,16}[,，]而?是")
# What is denied to be denied: 不是没装.
_DOUBLE = re.compile(r"(?:不是|并非|不会|不能|不可能)[不没未]")
# Less than this share of a word is another word for it.
_SAME_WORD = 0.95
# What is denied only of some, or perhaps: 不完全, 不一定.
_IN_PART = re.compile(r"完全|全[是部]|都|总|一定|必定|见得|尽")
# What goes with a negation: 都不是, need not.
_LEADS = re.compile(
    r"(?:\b(?:need|may|must|do|does|did|would|could|is|are|was|were|has|have|had)\s|[都均也还就并从全])$"
)
# To set something up is to have it: 没有设置灯 denies 有灯.
_HAS = re.compile(r"设|有|设[有置立]|安?装有?|安装|配[有备置]|带有|含有|存在|提供")
# What a denial before it only tells which thing it is: 未经批准的加班.
_OF_A_THING = re.compile(r"[^,，。;；:：!！?？的]{1,8}的[^,，。;；:：!！?？\s]{2}")


def denials(claim: Wording, there: Wording, findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding for the first name, date, word or figure that only one of the two texts denies.

    `findings`, of the claim's figures, names and words, tell where to look.
    """
    names = _denied_names(claim, there, findings)
    if names or not (denies_something(claim) or denies_something(there)):
        return names
    return _negations(claim, there, findings)


def _denied_names(claim: Wording, there: Wording, findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return the first name or date that only one of the two denies by a word right before it: 不是甲."""
    for finding in findings:
        if finding.kind in ("name", "date") and finding.at is not None:
            own, other = _right_before(claim, finding.start), _right_before(there, finding.at[0])
            # A date that a claim sets aside may have been planned: in September instead of April.
            if bool(own) != bool(other) and (finding.kind == "name" or other) and not _compared(claim, own, findings):
                place, (start, end) = _with(other, finding.at), _with(own, (finding.start, finding.end))
                return [ClaimSlice(start, end, "negation", "contradicted", there.text[slice(*place)], place)]
    return []


def _compared(claim: Wording, own: Negator | None, findings: Sequence[ClaimSlice]) -> bool:
    """Return if a claim sets one name aside for another that the sentence has too: 较近的是甲,不是乙."""
    if own is None:
        return False
    before = (f for f in findings if f.kind == "name" and f.at and f.end <= own.start)
    return any(not in_one_clause(claim.folded, f.start, own.start) for f in before)


def _right_before(wording: Wording, at: int) -> Negator | None:
    """Return the negation that stands right before a place, but for what leads to it: not in Malmo."""
    folded = wording.folded
    others = (n for n in wording.negators if folded[n.start : n.end] in _OTHERS)
    return next((n for n in others if _LEADS_TO.fullmatch(folded, n.end, at)), None)


def _negations(claim: Wording, there: Wording, findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return the first word that the claim denies and the sentence does not, or the other way round.

    Where both deny something in the clauses in question, it cannot be told by position that they differ.
    """
    its = denies_something(there)
    denying = [n for n in claim.negators if n.end - n.start > 1 or not _OF_A_THING.match(claim.folded, n.end)]
    if any(denies_the_same(behind(claim, negator), claim, there, findings) for negator in denying):
        return []
    alone = [f for f in findings if f.at and there.folded.count(there.folded[slice(*f.at)]) == 1] or findings
    # What a claim denies in another clause says nothing of this one: 没交够,要开除.
    alone = [f for f in alone if any(in_one_clause(claim.folded, *sorted((f.start, n.start))) for n in denying)]
    if denying and not _DOUBLE.search(there.folded) and any(f.at and denies(there, f.at[0]) for f in alone):
        return []
    if says_the_same(claim, there):
        return []
    agreed: set[Negator] = set()
    for finding in findings:
        if finding.at is None or not _may_be_denied(finding, claim, there):
            continue
        own = denied(claim, finding.start)
        if (own is None and not its) or own in agreed or (own and finding.share < _SAME_WORD):
            # What a claim denies another word does not affirm: 没有放电 beside 放在.
            continue
        places = places_of(there.folded[slice(*finding.at)], there.folded[finding.at[0] :])
        at = [finding.at[0] + start for start, _ in places]
        at = _with_its_clause(claim, there, finding, at, findings)
        others = [denied(there, start) for start in at]
        if any(bool(own) == bool(other) for other in others):
            continue
        if own and (_sets_apart(claim, own) or is_gone(there, at, finding, findings)):
            # The sentence denies it in another way, and what else the same negation denies goes with it.
            agreed.add(own)
            continue
        meant = _is_what(claim, own, finding.start, there) and _is_what(there, others[0], at[0], claim)
        if meant and not _of_another(claim, there, finding, at[0], findings):
            return [_told(claim, there, finding, own, others[0], findings)]
    return []


def _sets_apart(claim: Wording, own: Negator) -> bool:
    return claim.folded[own.start : own.end] in _OTHERS and _SETS_APART.search(claim.folded) is not None


def _may_be_denied(finding: ClaimSlice, claim: Wording, there: Wording) -> bool:
    """Return if a word or figure stands in a sentence itself: neither as part of a word, which may say something else,
    nor as another noun, which may be of another thing.
    """
    assert finding.at is not None
    lengths = finding.end - finding.start, finding.at[1] - finding.at[0]
    graded = there.folded[finding.at[0]] in "较很更最太" and lengths[1] == _GRADED_CHARACTERS
    another = finding.share < _SAME_WORD and (finding.noun or claim.folded[finding.end : finding.end + 1] == "者")
    whole = next((end - start for _, start, end, _ in there.tagged if start <= finding.at[0] < end), 1)
    # 算 is no part of 列入, which stands for it.
    shared = set(claim.folded[finding.start : finding.end]) & set(there.folded[slice(*finding.at)])
    verb = any(start == finding.start and tag[0] == "v" for _, start, _, tag in claim.tagged)
    verb = verb and any(start == finding.at[0] and tag[0] == "v" for _, start, _, tag in there.tagged)
    part = min(lengths) == 1 < max(*lengths, whole) and not graded and not verb and bool(shared)
    # 损坏 is what 震坏 says, where a claim denies nothing and the sentence denies just that.
    part = part and not (not claim.negators and _is_denied_deed(there, finding.at[0]))
    part = part or (max(lengths) == 1 and not verb and _is_in_a_run(finding, claim, there))
    return finding.kind in ("word", "number", "percentage") and not another and not part


def _is_denied_deed(there: Wording, at: int) -> bool:
    """Return if a place is in a verb right behind a negation."""
    begins = next((start for _, start, end, tag in there.tagged if start <= at < end and tag == "v"), None)
    return any(negator.end == begins for negator in there.negators)


def _is_in_a_run(finding: ClaimSlice, claim: Wording, there: Wording) -> bool:
    """Return if a character stands in both texts with the same one right before or behind it: it is part of a name."""
    at = finding.at[0] if finding.at else 0
    (start, end), (begin, stop) = (finding.start, finding.end), (at, at + 1)
    before, behind = claim.folded[max(0, start - 1) : start], claim.folded[end : end + 1]
    alike = (before == there.folded[max(0, begin - 1) : begin], behind == there.folded[stop : stop + 1])
    return any(same and "\u4e00" <= one <= "\u9fff" for same, one in zip(alike, (before, behind), strict=True))


def _told(
    claim: Wording,
    there: Wording,
    finding: ClaimSlice,
    own: Negator | None,
    other: Negator | None,
    findings: Sequence[ClaimSlice],
) -> ClaimSlice:
    """Return a finding for a word that only one of the two denies, with what denies it; it withholds if that is
    perhaps of something else, or in part.
    """
    assert finding.at is not None
    place = _with(other, finding.at)
    start, end = _with(own, (finding.start, finding.end))
    lead = _LEADS.search(claim.folded, 0, start) if own else None
    start = lead.start() if lead else start
    sides = ((own, finding.start, claim, there), (other, finding.at[0], there, claim))
    if any(_denies_another(text, negator, at, beside) for negator, at, text, beside in sides):
        return ClaimSlice(start, end, "negation", "not_found", weight=0.0, binding=False, withholds=True)
    if own is None and other and other.end <= finding.at[0]:
        start = _governed(claim, start, other, findings)
    if other and other.start > finding.at[0]:
        # What is denied behind its clause is denied as a whole, and its last word says most of it.
        start, end = max((f.start, f.end) for f in findings if f.at and in_one_clause(claim.folded, start, f.start))
    return ClaimSlice(start, end, "negation", "contradicted", there.text[slice(*place)], place)


def _governed(claim: Wording, start: int, other: Negator, findings: Sequence[ClaimSlice]) -> int:
    """Return where what a claim says begins, with the verb that the sentence has not: 接受 beside 拒绝了礼物."""
    beside = [f for f in findings if f.end <= start and in_one_clause(claim.folded, f.start, start) and f.weight > 1]
    verbs = {at for _, at, _, tag in claim.tagged if tag[0] == "v"}
    for finding in sorted(beside, reverse=True):
        if finding.at is None and finding.kind == "word":
            return finding.start if finding.start in verbs or not finding.noun else start
        if finding.at is None or finding.at[0] < other.end:
            break
    return start


def _is_what(wording: Wording, negator: Negator | None, at: int, other: Wording) -> bool:
    """Return if a place is what a negation denies: what is done, or a thing right behind it."""
    if negator is None or negator.start > at or wording.folded[negator.end : at + 1] in other.folded:
        return True
    tag = next((tag for _, start, end, tag in wording.tagged if start <= at < end), "v")
    inside = [t for t in wording.tagged if negator.end <= t[1] and t[2] <= at and not _HAS.fullmatch(t[0])]
    between = [tag for *_, tag in inside]
    return tag[0] not in "npf" or not any(tag[0] in "npve" for tag in between)


def _denies_another(wording: Wording, negator: Negator | None, at: int, other: Wording) -> bool:
    """Return if a negation before a place denies in part, or a verb that the other text lacks: 没有通过扩建."""
    if negator is None or negator.start > at:
        return False
    if _IN_PART.match(wording.folded, negator.end):
        return True
    first = next(((w, tag) for w, start, _, tag in wording.tagged if start >= negator.end and w.strip()), None)
    verb = (
        first is not None
        and len(first[0]) > 1
        and not _HAS.fullmatch(first[0])
        and first[1][0] in "vp"
        and not any(c in other.folded for c in first[0])
    )
    return verb and first is not None and first[0] != wording.folded[at : at + len(first[0])]


def _of_another(claim: Wording, there: Wording, finding: ClaimSlice, at: int, findings: Sequence[ClaimSlice]) -> bool:
    """Return if a word stands in a clause on another thing than the one that its clause of the claim begins with.

    摊位费没有涨 is not denied by 卫生费涨到3元, nor 蛋 by 而不是盗蛋.
    """
    before = there.folded[at - 1 : at]
    if finding.end - finding.start == 1 and finding.start in claim.nouns and before not in claim.folded:
        # 卵 of 盗卵 is another word.
        return "\u4e00" <= before <= "\u9fff"
    beside = [f for f in findings if f.end <= finding.start and in_one_clause(claim.folded, f.start, finding.start)]
    told = [there.folded[slice(*f.at)] for f in beside if f.at]
    if not any(f.noun and f.at for f in beside):
        # A clause of the claim on a thing that the sentence lacks, where another clause is on one that it has.
        lacks = any(f.noun and f.share == 0 for f in beside)
        return lacks and any(f.noun and f.at and f not in beside and f != finding for f in findings)
    if any(in_clause(there.folded, words, at) for words in told):
        return False
    inside = [w for w in there.words if w.end <= at and in_one_clause(there.folded, w.start, at)]
    things = [w.text for w in inside if w.start in there.nouns and len(w.text) > 1]
    return any(not in_clause(claim.folded, thing, finding.start) for thing in things)


def _with_its_clause(
    claim: Wording, there: Wording, finding: ClaimSlice, places: Sequence[int], findings: Sequence[ClaimSlice]
) -> list[int]:
    """Return the places of a word whose clause has most of what the claim says in one with it: 机动车不可以通行."""
    if len(places) < 2:
        return list(places)
    subject = _subject_of(finding, there, findings)
    after = [place for place in places if subject is not None and place >= subject]
    if after:
        return after[:1]
    beside = [f for f in findings if f != finding and f.at and in_one_clause(claim.folded, f.start, finding.start)]
    words = [(f.weight, there.folded[slice(*f.at)]) for f in beside if f.at]
    told = {p: sum(weight for weight, word in words if in_clause(there.folded, word, p)) for p in places}
    return [place for place in places if told[place] == max(told.values())]


def _subject_of(finding: ClaimSlice, there: Wording, findings: Sequence[ClaimSlice]) -> int | None:
    """Return where what a claim says something of ends in the sentence, if it stands there once, and after the first
    place of what is said: 黄牌 of 绿牌草坪可以进入,黄牌草坪不得进入.
    """
    assert finding.at is not None
    before = (f for f in sorted(findings) if f.end <= finding.start and f.at and f.state == "supported")
    first = next((f for f in before if f.noun or f.kind == "name"), None)
    if first is None or first.at is None or first.at[0] < finding.at[1]:
        return None
    return first.at[1] if there.folded.count(there.folded[slice(*first.at)]) == 1 else None


def _with(negator: Negator | None, place: tuple[int, int]) -> tuple[int, int]:
    """Return a place together with what denies it."""
    return (min(negator.start, place[0]), max(negator.end, place[1])) if negator else place
