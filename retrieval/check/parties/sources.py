"""Source that a claim names, beside that of the sentence: its speaker, publisher or author.

In a sentence each source governs what follows it up to the next one; in a talk a name with a colon governs what follows
up to the next name.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.atoms import atoms
from retrieval.facts.offices import OFFICES, name_at
from retrieval.facts.parsed import Wording
from retrieval.language.fold import fold
from retrieval.language.names import SURNAMES, Name, Names

_SAYS = (
    r"(?<!来)表示|(?<!被)认为|指出|坦言|透露|强调|宣布|解释|预计|预测|预期|估计|估算|测算|估的是|回应|警告|主张|提到"
    r"|声称|宣称|笑[言说]|续[称说]|期望|报道|报导|介绍|补充|(?<![职俗简通统又别合全旧古自尊泛号名])称(?![作帝王霸号]|[^,，。;；]{0,12}[为做])|(?<![学小传听据解邪异])说(?![法明服])|觉得|担心|抱怨"
    r"|承认|认定|看好|判断|写道|直言|呼吁|倾向|赞成|反对|支持|不同意|希望|承诺|建议|告诉|告知|回忆|回答|答道|谈到"
)
_SAYS_IN_ENGLISH = (
    r"said|says|told|claimed|claims|complained|argued|argues|warned|warns|reported|reports|believes|thinks|explained|"
    r"admitted|noted|notes|points out|pointed out|stated|states|estimates|estimated|predicts|added|wrote"
)
_BY = (
    re.compile(r"是(?P<who>[^,，。的是]{2,14}?)(?:(?<!小)说|认定|提[出议]|建议|主张|估计|认为|报道)的"),
    re.compile(
        rf"^(?:[^,，。:：;；]{{1,10}}[上中里时][,，])?(?:据|根据|按照?|照)?(?P<who>[^,，。:：;；\s\d]{{2,20}}?)(?:[在于就对][^,，。;；“”]{{1,20}}?)?"
        rf"(?:也|还|则|曾|均|都)?(?:{_SAYS})(?:了"
        rf"|过|说|道|的是|,|，|:|：|他|她)?"
    ),
    re.compile(
        r"^(?:据|根据|按照?|照)(?P<who>[^,，。:：;；\d]{2,14}?)(?:的|所)?(?:数据|报告|报道|消息|统计|说法"
        r"|估计|预测|测算|资料|调查|研究|显示)"
    ),
    re.compile(r"^(?P<who>[^,，。:：;；\d]{2,14}?)的(?:说法|看法|意思|解释|判断)(?:就?是|[,，:：])"),
    re.compile(r"^(?:according to )(?P<who>[^,]{3,40}?),"),
    re.compile(rf"^(?P<who>[a-z][a-z.'’]+(?: [a-z][a-z.'’]+){{0,3}}) (?:{_SAYS_IN_ENGLISH})(?= |:|,)"),
    re.compile(
        rf"^(?:{_SAYS})(?:[^,，。;；]{{2,40}}|[“「][^”」]{{2,80}}[”」])的(?:人|那位)?[,，]?是(?P<who>[^,，。的是]{{2,20}})[。.]?$"
    ),
)
_THERE = (
    re.compile(
        rf"(?:^|[,，。;；”」\"])\s*(?:据|根据)?(?P<who>[^,，。:：;；“”\"「」]{{2,30}}?)"
        rf"(?:[在于就对][^,，。;；“”]{{1,20}}?)?(?:也|还|则|曾|均|都)?(?:{_SAYS})"
    ),
    re.compile(
        r"(?:^|[,，。;；”」\"])[^,，。;；]{0,4}(?:据|根据|按照)(?P<who>[^,，。:：;；“”\"「」]{2,24}?)"
        r"(?:的|所|定义|公布|发布|提供)*(?:数据|报告|报道|消息|统计|标准|说法|估计|测算|资料|调查|研究|显示)"
    ),
    re.compile(
        rf"(?<![a-z])(?P<who>(?:[a-z][a-z.'’]{{1,30}}+ ){{1,4}})(?:[^.,\"“”]{{0,20}}?)(?:{_SAYS_IN_ENGLISH})(?![a-z])"
    ),
    re.compile(
        r"(?<![a-z])(?:(?:his|her|their|our) [a-z]+ )?(?P<who>[a-z][a-z'’]{1,30}+(?: [a-z][a-z'’]{1,30}+){1,3}), who "
        r"[^,.;]{3,60},[^,.;:\"“]{3,40}: ?[\"“]"
    ),
    re.compile(r"(?:^|[.,] )according to (?:the )?(?P<who>[a-z][^,.;]{2,40}?)(?= |,)"),
    re.compile(
        rf"[\"”,]\s(?:{_SAYS_IN_ENGLISH}) (?P<who>(?:the )?[a-z][a-z.'’]+(?: [a-z][a-z.'’]+){{0,3}}?)"
        r"(?=[,.;]| who| in | at |$)"
    ),
    re.compile(
        rf"(?:^|[,，。;；”」\"])\s*(?P<who>[他她])(?:[在于就对][^,，。;；“”]{{1,20}}?)?(?:也|还|则|曾|又|并)?(?:{_SAYS})"
    ),
)
# Who says something behind what he says: “……”,甲说。
_CLOSES = re.compile(r"\s*+(?:记者|我们|本报)?\s*+[。.!！?？]?\s*+$")
# What is expected or reckoned is no source, unless it is somebody.
_EXPECTS = ("预计", "预期", "预测", "估计", "估算", "测算")
_SOMEBODY = re.compile(
    r"(?:[所院行局部厅委署会社报网台馆司团校系]|公司|机构|银行|证券|协会|中心|集团|人士|分析师|专家|经理|总监|主任|部门|基金|政府|方面|代表)$"
)
_PRONOUN = re.compile(r"(?:他|她|he|she)")
_SPEAKER = re.compile(
    r"(?:^|(?<=[。!！?？”」\n]))\s*(?:\[[^\]]*\]\s*)?(?P<who>(?![的地得了])[^,，。:：;；\s\d()（）由被]{1,10})\s*[:：]"
)
# Who expects something for himself is no source: 民航预计起降….
_OWN_PLAN = re.compile(r"^(?!据|根据).*(?:预计|预期)$")
_NO_SOURCE = re.compile(
    r"^(?:[对就向为在于]|文章|本文|全文|这|那|该|其|他|她|它|我|你|大家|有人|不少|消息|记者|目前|今年|去年|公司|本|数据|研究|专家|it"
    r"|因此|所以|而且|但|不过|老实|坦白|坦率|严格|简单|换句话|一般来|总的来|具体来|可以|应该|俗话|常言|同时|此外|其中|由此|主要|可能|多数|外界|市场|原因|结果|最|如果|虽然|后来"
    r"|he|she|they|the )"
)
# Of some it is not told who they are, and what ends so is no name.
_ANYBODY = re.compile(
    r"(?:指出|表示|认为|强调|透露|坦言|宣布|否认|承认).|[问答qa]$|.*(?:[不没尚]|未(?!来))$|.*的.*比|有[的些]|.*[上中里时内投]$|有(?:批评|专家|学者|媒体|评论|研究|观点)|一些|某些|部分|许多|很多|.*[是被由]$"
)
# What joins a sentence to the one before is no part of who says it: 但马斯克表示.
_JOINS_ON = re.compile(r"^(?:但是?|而且?|不过|然而|同时|此外|另外|随后|后来|因此|所以|对此)(?=..)")
# The first letters of jieba's tags of verbs, adverbs, conjunctions, adjectives, prepositions and particles.
_DOING = "vdcapu"
# Words before the first source of a sentence are often its own too.
_UNNAMED = 0.5
# A piece of a title of so few characters names no document.
_SHORT_TITLE = 3
# As much of what is said must stand in a sentence for its source to be another than the claim's.
_CLOSELY = 0.65


# What somebody is called in a chat: 小卓, 老葛, 柯队.
_FAMILIAR = re.compile(r"[小老阿大][\u4e00-\u9fff]$|[\u4e00-\u9fff][队总工姐哥叔婶伯]$")
_TITLES = re.compile(r"《[^》]{1,40}》")
_OPENING, _CLOSING = "「『“\"'", "」』”\"'。.!！?？"
# So many characters after who says it are enough to tell that the same is said.
_WORDS_SAID = 8


class Source(NamedTuple):
    """Somebody who says the slice `begin:stop` of a sentence, and where the name stands."""

    start: int
    end: int
    who: str
    begin: int
    stop: int


@lru_cache(maxsize=64)  # one claim beside many sentences
def _attribution(claim: str) -> re.Match[str] | None:
    """Return where a folded claim has somebody say something."""
    found = next((m for pattern in _BY if (m := pattern.search(claim))), None)
    # 说 of 《地图会说话》 is part of what a work is called.
    return None if found and any(t.start() < found.end() < t.end() for t in _TITLES.finditer(claim)) else found


def said_by(claim: Wording, evidence: Evidence, names: Names, told: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return a finding if what the claim has somebody say is said by another, or by nobody; `told` are its words."""
    match = _attribution(claim.folded)
    who = _JOINS_ON.sub("", match["who"].removeprefix("the ")).lstrip(_OPENING) if match else ""
    if match is None or _nobody(who, evidence) or _OWN_PLAN.search(match[0]):
        return []
    start, end = match.end("who") - len(who), match.end("who")
    # Somebody else may be quoted as saying that somebody says so.
    if claim.folded[start : match.end() + _WORDS_SAID].rstrip(_CLOSING) in evidence.wording.folded:
        return []
    inside = [n for n in claim.names if start <= n.start and n.end <= end and n.kind != "place"]
    named = max(inside, key=lambda n: (n.kind == "person", n.start), default=None)
    spelled = _spellings(who, claim, names)
    if _of_the_document(who, evidence):
        return []
    rest = [f for f in told if f.start >= match.end() or f.end <= start]
    if evidence.speaker and _is_one(fold(evidence.speaker), spelled):
        return []
    there = _governing(evidence, rest)
    one = there is not None and _is_one(there.who, _spellings(_of(claim, named), claim, names) if named else spelled)
    if there is not None and not one and _stands(rest):
        place = (there.start, there.end) if there.start < there.end else None
        found = (
            evidence.wording.text[slice(*place)].strip()
            if place and not _PRONOUN.fullmatch(evidence.wording.folded[slice(*place)])
            else there.who
        )
        return [ClaimSlice(start, end, "word", "contradicted", found, place)]
    around = any(word in evidence.folded or word in evidence.around for word in spelled)
    if one or (around and there is None):
        return []
    return [ClaimSlice(start, end, "name", "not_found", weight=0.0, binding=False, withholds=True)]


def _nobody(who: str, evidence: Evidence) -> bool:
    """Return if a claim names nobody; in a talk with names or labels, the one who asks is somebody."""
    asker = who == "记者" and bool(evidence.speaker or _SPEAKER.match(evidence.folded))
    return (bool(_NO_SOURCE.match(who)) and not asker) or bool(_ANYBODY.match(who))


def _of_the_document(who: str, evidence: Evidence) -> bool:
    """Return if a claim names the publisher, author or title of a document as the source."""
    title = re.sub(r"》.*$", "", who).strip("《")
    return any(who == one or (len(title) > _SHORT_TITLE and title in one) for one in evidence.published_by)


def _stands(told: Sequence[ClaimSlice]) -> bool:
    """Return if most of what is said stands in the sentence itself."""
    return sum(f.weight * f.share for f in told if f.at is not None) >= _CLOSELY * sum(f.weight for f in told)


def _of(claim: Wording, name: Name) -> str:
    return claim.folded[name.start : name.end]


def _is_one(who: str, spelled: Sequence[str]) -> bool:
    """Return if a source has one of the spellings in it, or most of the shorter one's pairs of characters."""
    return any(word in who or _alike(who, word) for word in spelled)


def _alike(one: str, other: str) -> bool:
    """Return if two sources have half the pairs of characters in common, and not only what both are: 研究所."""
    if _FAMILIAR.search(one) and one[-2:] == other[-2:]:
        return True
    tail = next((n for n in range(min(len(one), len(other)), 0, -1) if one[-n:] == other[-n:]), 0)
    before, others_before = one[: len(one) - tail], other[: len(other) - tail]
    if before and others_before and not one.isascii() and not set(before) & set(others_before):
        return False
    pairs = [set(w.split()) if w.isascii() else {w[at : at + 2] for at in range(len(w) - 1)} for w in (one, other)]
    least = min(map(len, pairs))
    return least > 0 and 2 * len(pairs[0] & pairs[1]) >= least


def _governing(evidence: Evidence, told: Sequence[ClaimSlice]) -> Source | None:
    """Return the source of most of what the claim says, as a sentence has it; None if nobody is named."""
    sentence = evidence.wording
    found = sorted(_sources(sentence))
    votes: dict[Source | None, float] = {}
    for finding in told:
        if finding.at is not None and finding.state == "supported":
            at = finding.at[0]
            closing = next((s for s in found if s.stop <= s.start and s.begin <= at < s.stop), None)
            under = closing or next((s for s in reversed(found) if s.stop > s.start and s.begin <= at), None)
            under = under or (found[0] if len(found) == 1 else None)
            votes[under] = votes.get(under, 0.0) + finding.weight * (1.0 if under else _UNNAMED)
    most = max(votes, key=lambda source: votes[source], default=None)
    if most is None and evidence.speaker:
        return Source(0, 0, fold(evidence.speaker), 0, len(sentence.folded))
    if most is not None and _PRONOUN.fullmatch(most.who):
        meant = _meant(most, evidence)
        return most._replace(who=meant) if meant else None
    return most


def _meant(source: Source, evidence: Evidence) -> str | None:
    """Return the person that was named last before 他 or 她."""
    for number, text in enumerate((evidence.wording, *evidence.before)):
        stop = source.start if number == 0 else len(text.folded)
        people = [n.form for n in text.names if n.kind == "person" and n.end <= stop]
        runs = [a for a in atoms(text) if a.run and a.text[0] in SURNAMES and a.end <= stop]
        offices = (name_at(text.folded, m.end()) for m in OFFICES.finditer(text.folded, 0, stop))
        held = [place for place in offices if place and place[1] <= stop]
        last = max(
            (
                *((text.folded.rfind(p, 0, stop), p) for p in people),
                *((a.start, a.text) for a in runs),
                *((a, text.folded[a:b]) for a, b in held),
            ),
            default=None,
        )
        if last is not None:
            return last[1]
    return None


def _sources(sentence: Wording) -> Iterator[Source]:
    folded = sentence.folded
    for form in (*_THERE, _SPEAKER):
        for match in form.finditer(folded):
            who = _JOINS_ON.sub("", match["who"].strip())
            plan = match[0].endswith(_EXPECTS) and not _somebody(match, who, sentence)
            somebody = form is _SPEAKER or _PRONOUN.fullmatch(who) or _names_something(sentence, *match.span("who"))
            nobody = _ANYBODY.match(who) or (_NO_SOURCE.match(who) and not _PRONOUN.fullmatch(who))
            if not who or plan or not somebody or nobody:
                continue
            start = match.start("who") + match["who"].index(who)
            closing = form is not _SPEAKER and _CLOSES.match(folded, match.end()) and start > 0
            begin, stop = (0, start) if closing else (start + len(who), len(folded))
            yield Source(start, start + len(who), who, begin, stop)


def _names_something(text: Wording, start: int, end: int) -> bool:
    """Return if words are more than what is done, and how: 开始带头, 并未明白. Single characters may be a name."""
    inside = [(word, tag[0]) for word, at, stop, tag in text.tagged if start <= at and stop <= end]
    return not inside or any(len(word) == 1 or tag not in _DOING for word, tag in inside)


def _somebody(match: re.Match[str], who: str, sentence: Wording) -> bool:
    """Return if the words before 预计 and the like name somebody who expects it of others."""
    named = any(match.start("who") <= n.start and n.end <= match.end("who") for n in sentence.names)
    return "的" not in who and (named or bool(_SOMEBODY.search(who)) or "据" in match[0])


def _spellings(who: str, claim: Wording, names: Names) -> list[str]:
    """Return what the source may be called: its name without an office, and the other names of lists."""
    own = [claim.folded[n.start : n.end] for n in names.find(claim.folded) if claim.folded[n.start : n.end] in who]
    return [who, *own, *(other for name in (who, *own) for other in names.others(name))]
