"""Roles around what a clause of Chinese says is done.

甲教乙, 乙由甲教, 甲对乙的教导, 教乙的是甲 and 乙是甲教的 have one doer and one other. A clause that begins with what is
done has the doer of the clause before it.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from retrieval.facts.clauses import Place
from retrieval.facts.parsed import Wording
from retrieval.facts.roles import BREAK, Roles, clause_around

_END = re.compile(r"[。;；!！?？\n]|\.(?=\s|$)")
# Words before who does it, before whom it is done to, and before from whom, some of them only with what fits them.
_BY = (
    r"[被遭](?!到)|[遭受得]到|(?<![享承接])受(?![到让人托理益])|获(?![得选奖])|(?<![理来自缘经])由(?![于此来])"
    r"|为(?=[^,，。;；]{1,12}所)"
)
_OF = r"[把将](?!来|军|领|士)|(?<![方意一])向|对(?![手阵面方于])|[找问替](?!到|题)|给(?!予)"
_FOR = r"为(?![了止此])"
_MARKED = re.compile(rf"(?P<by>{_BY})|(?P<of>{_OF}|{_FOR})")
_MARKED_NOUN = re.compile(rf"(?P<by>{_BY})|(?P<of>{_OF})")
# With these, 跟 and 从 are before from whom.
_FROM = re.compile(r"[跟从自]")
_MARKED_FROM = re.compile(rf"(?P<by>{_BY})|(?P<of>{_OF}|{_FROM.pattern})")
_FROM_ACT = re.compile(r"学|[借贷租买购要讨求取拿收得接聘]")
# A sentence with its doer or its other behind it: 教乙的是甲, 甲教的是乙.
_CLEFT = re.compile(
    r"(?P<obj>[^,，。;；]{0,24}?)的(?P<kind>[^,，。;；的是为]{0,8})(?:就是|正是|是|为)(?P<who>[^,，。;；]{2,30}?)的?$"
)
# Where, when or how, and not by whom: 乙是在北京教的.
_PLACED = re.compile(r"[在于用以从自到因靠][^由被]{0,12}|\d|(?:第|每|很|不)")
# 乙是甲教出来的.
_IS = re.compile(r"(?:都|则|正|就)?是(?!否)")
_DONE = re.compile(r"(?:了|过|出来?|起来|下来|完|好|成|上)?(?P<obj>给?[^,，。;；的]{0,14})的$")
_RELATIVE = re.compile(r"(?P<obj>(?!了)[^,，。;；的]{0,16})的(?P<who>[^,，。;；的]{2,12})")
_PIVOT = re.compile(r"委托|委派|邀请|要求|请求|命令?|派遣?|[请让叫使]")
_AS_A_NOUN = re.compile(r"的$")
# A word for a thing is what is done only where nothing follows that it is part of.
_ENDS = re.compile(r"[了过的\W\d一二三四五六七八九十百千万亿两]|$")
_COLOURS = re.compile(
    r"(?:[\d一二三四五六七八九十几数]+年[后前]?|\d+月|\d+日|后来|此后|随后|当年|曾经?|并且?|又|还|也|则|却|而|再|已经?|都|就|才|更|最终|最后|终于|一直|先|同时|因此"
    r"|于是|随即|同年|次年|翌年|\s)*"
)
_LABEL = re.compile(r"\s{0,4}:\s{0,4}")
# What a tagger has for a verb, and is somebody.
_PERSON = re.compile(r"[长员者家队生手]$")
_NOT_ACTS = frozenset(("没有", "可以", "能够", "应该", "需要", "开始", "继续", "不能", "必须"))
# So near behind what is done a verb may be part of a name.
_NAMED = 2
_LONGEST = 16


class _Tags(NamedTuple):
    """Words of a text: the end of each by its start, where prepositions begin, and the places of the verbs."""

    words: dict[int, int]
    stops: tuple[int, ...]
    verbs: tuple[Place, ...]


@lru_cache(maxsize=64)  # a claim, and the sentences that it is laid beside
def _tags(wording: Wording) -> _Tags:
    told = (t for t in wording.tagged if t[3] == "v" and len(t[0]) > 1 and t[0] not in _NOT_ACTS)
    return _Tags(
        {a: b for _, a, b, _ in wording.tagged},
        tuple(a for _, a, _, tag in wording.tagged if tag == "p"),
        tuple((a, b) for word, a, b, _ in told if not _PERSON.search(word)),
    )


class ChineseClause:
    """A clause of Chinese with what is done in it."""

    def __init__(self, wording: Wording, act: Place, start: int, end: int, *, noun: bool = False) -> None:
        self._folded, self._act, self._start, self._end = wording.folded, act, start, end
        self._noun = noun
        self._words, self._stops, self._verbs = _tags(wording)
        self._marks = _MARKED_NOUN if noun else _MARKED
        if _FROM_ACT.search(self._folded, *act):
            self._marks = _MARKED_FROM

    def roles(self) -> Roles | None:
        """Return the roles, by the first form that fits; None where it cannot be told."""
        act, folded = self._act, self._folded
        if self._noun and not _ENDS.match(folded, act[1]):
            return None
        found = self._cleft() or self._made() or self._relative()
        if found is not None:
            return found
        if _AS_A_NOUN.search(folded, self._start, act[0]):
            return self._deed_as_noun()
        if label := _LABEL.match(folded, act[1]):
            # Who did it stands behind it.
            return Roles((clause_around(folded, (label.end(), label.end())),), ())
        mark = self._mark(self._start, act[0])
        if mark is not None:
            return self._marked(mark)
        if self._noun and not folded.startswith(("了", "过"), act[1]):
            return None
        return self._active()

    def _marked(self, mark: re.Match[str]) -> Roles | None:
        """Read 甲被乙教, 甲把丙教给乙 and 甲向乙学."""
        start, end = self._act[0], self._end
        if start - mark.end() > _LONGEST or any(mark.end() < a < start for a, _ in self._verbs):
            return None
        subject, handed = self.subject(mark.start())
        named = (mark.end(), start - self._folded[:start].endswith("所"))
        if mark["by"]:
            return Roles(_some(*named), (*subject, self._after()), True, handed=handed)
        behind = _some(self._act[1], end)
        if mark[0] in ("把", "将"):
            return Roles(subject, behind or (named,), marked=True, handed=handed, goods=(named,) if behind else ())
        return Roles(subject, (named, *behind), marked=True, handed=handed)

    def _after(self) -> Place:
        """Return what follows, up to another verb that is not of a clause before a noun: 替她解围的志愿者."""
        start, end = self._act[1], self._end
        following = next((a for a, _ in self._verbs if start + _NAMED < a < end), end)
        return start, end if re.match(r"[^,，。;；的]{0,10}的[^,，。;；]", self._folded[following:end]) else following

    def _active(self) -> Roles:
        after = self._after()
        pivot = next(reversed([*_PIVOT.finditer(self._folded, self._start, self._act[0])]), None)
        if pivot and pivot.start() > self._start and self._act[0] - pivot.end() > 1:
            return Roles(((pivot.end(), self._act[0]),), (after,))
        subject, handed = self.subject(self._act[0])
        return Roles(subject, (after,), handed=handed)

    def _cleft(self) -> Roles | None:
        """Read 教乙的是甲, 被甲教的是乙 and 甲教的是乙."""
        match = _CLEFT.fullmatch(self._folded, self._act[1], self._end)
        if match is None:
            return None
        start, who, given = self._act[0], match.span("who"), match.span("obj")
        mark = self._mark(self._start, start)
        if mark and mark["by"]:
            return Roles(_some(mark.end(), start), (who, *_some(*given)), True, focus=who)
        inner = (self._start, mark.start() if mark else start)
        told = _COLOURS.fullmatch(self._folded, *inner) is None
        others = (*(_some(mark.end(), start) if mark else ()), *_some(*given))
        if told and not others:
            return Roles((inner,), (who,), focus=who)
        return Roles((who,), others, marked=mark is not None, focus=who) if others and not told else None

    def _made(self) -> Roles | None:
        """Read 乙是甲教的."""
        match = _DONE.fullmatch(self._folded, self._act[1], self._end)
        link = next(reversed([*_IS.finditer(self._folded, self._start, self._act[0])]), None) if match else None
        if match is None or link is None or link.start() - self._start < 1 or self._act[0] - link.end() < 2:
            return None
        if _PLACED.match(self._folded, link.end()):
            return None
        topic = (self._start, link.start())
        mark, act = self._mark(link.end(), self._act[0]), self._act[0]
        given = _some(*match.span("obj"))
        if mark is None or mark["by"]:
            doer = (mark.end() if mark else link.end(), act)
            return Roles((doer,), (topic, *given), True, focus=doer)
        beside = _some(mark.end(), act)
        if mark.start() == link.end():
            return Roles((topic,), beside, marked=True)
        doer = (link.end(), mark.start())
        return Roles((doer,), (topic, *beside, *given), True, focus=doer)

    def _relative(self) -> Roles | None:
        """Read 教乙的甲, where something else is said of 甲."""
        match = _RELATIVE.match(self._folded, self._act[1], self._end)
        first = max((b for _, b in self._verbs if b <= self._act[0]), default=None)
        if match is None or first is None or first < self._start or not match["obj"]:
            return None
        first += self._folded.startswith(("了", "过"), first)
        mark = self._mark(first, self._act[0])
        told = _COLOURS.fullmatch(self._folded, first, mark.start() if mark else self._act[0]) is None
        if told or (mark and mark["by"]):
            return None
        return Roles((match.span("who"),), (*(_some(mark.end(), self._act[0]) if mark else ()), match.span("obj")))

    def _deed_as_noun(self) -> Roles | None:
        """Read 甲对乙的教导, and 乙受到甲的教导."""
        start = self._act[0] - 1
        mark = self._mark(self._start, start)
        if mark is None or start - mark.end() > _LONGEST:
            return None
        before, named = (self._start, mark.start()), (mark.end(), start)
        return Roles((named,), (before,), True) if mark["by"] else Roles((before,), (named,), marked=True)

    def _mark(self, start: int, end: int) -> re.Match[str] | None:
        """Return the last mark between two places, or the last one before who does it."""
        found = [m for m in self._marks.finditer(self._folded, start) if m.end() < end or (m["by"] and m.end() == end)]
        found = [m for m in found if m.start() in self._words and self._words[m.start()] <= m.end()]
        return next((m for m in reversed(found) if m["by"]), found[-1] if found else None)

    def subject(self, end: int) -> tuple[tuple[Place, ...], bool]:
        """Return the words before a place of the clause, or what the clause before it begins with."""
        if _COLOURS.fullmatch(self._folded, self._start, end) is None:
            return ((self._start, end),), False
        last = max((m.end() for m in _END.finditer(self._folded, 0, self._start)), default=0)
        starts = [last, *(m.end() for m in BREAK.finditer(self._folded, last, self._start))]
        for begin, stop in zip(reversed(starts[:-1]), reversed(starts[1:]), strict=True):
            until = min((a for a in (*(v for v, _ in self._verbs), *self._stops) if begin < a < stop), default=stop)
            if _COLOURS.fullmatch(self._folded, begin, until) is None:
                return ((begin, until),), True
        return (), True


def _some(start: int, end: int) -> tuple[Place, ...]:
    return ((start, end),) if end > start else ()
