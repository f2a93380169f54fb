"""Direction of a figure, in the claim and in the sentence: more or less than another, from which to which."""

import re
from collections.abc import Iterator, Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.figures.changes import changed_back
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.clauses import Clauses
from retrieval.facts.parsed import Wording
from retrieval.language.agreement import agree
from retrieval.language.quantities import Quantity

_MORE = re.compile(
    r"(?:多|增加?|高|涨|升|上升|增长|提高|提升|上涨|成长|上调|上浮|超出|超支|快|长|贵|重|远"
    r"|up by|rose by|rose|increased by|grew by"
    r"|more by)(?:出|了|达|约|近|超过?|\s)*$"
)
_LESS = re.compile(
    r"(?:少|减少?|低|降|跌|下降|降低|下跌|下滑|下调|减|节[省约]|结余|缩短|慢|短|便宜|轻|[比较][^,，。;；\d]{1,8}近"
    r"|down by|fell by|fell"
    r"|decreased by|dropped by)(?:出|了|达|约|近|超过?|\s)*$"
)
# Scores of matches are told from either side, and are no ratios.
_RATIO = re.compile(r"(?:比例|比率|[宽高配占]比|ratio)[^,，。;；\d]{0,8}(?P<one>\d+)\s?[:：]\s?(?P<two>\d+)(?!\d)")
_MEASURED = ("number", "percentage", "period")


def directed(
    claim: Wording, own: Clauses, evidence: Evidence, there: Clauses, told: Sequence[ClaimSlice]
) -> list[ClaimSlice]:
    """Return findings for figures that go the other way in the sentence, and for chains and ratios turned round."""
    figures = [f for f in told if f.kind in _MEASURED]
    turned = [*_turned(claim, own, evidence, there), *_ratios(claim, evidence)]
    back = changed_back(claim.folded, evidence)
    return [*_signs(claim, evidence, figures), *turned, *(back or _to_and_fro(claim, evidence, told))]


def _signs(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    for finding in told:
        if finding.kind not in _MEASURED or finding.state != "supported" or finding.at is None:
            continue
        mine, sign = _sign(claim.folded, finding.start)
        theirs, other = _sign(evidence.wording.folded, finding.at[0])
        if other and not sign and finding.kind != "percentage" and not claim.polar:
            # By how much something changed is not how much it is.
            yield finding._replace(state="not_found", at=None, share=0.0, weight=0.0, binding=False, withholds=True)
        if sign and other and sign != other:
            words = evidence.wording.text[theirs : finding.at[1]]
            yield ClaimSlice(mine, finding.end, "direction", "contradicted", words, (theirs, finding.at[1]))


def _sign(folded: str, at: int) -> tuple[int, int]:
    """Return where the word begins that says if a figure is more or less, and 1 or -1; 0 if there is none."""
    before = folded[max(0, at - 12) : at]
    for form, sign in ((_MORE, 1), (_LESS, -1)):
        match = form.search(before)
        if match and not before[: match.start()].endswith(("不", "最", "至", "很", "许", "大", "太")):
            return at - len(before) + match.start(), sign
    return at, 0


def _turned(claim: Wording, own: Clauses, evidence: Evidence, there: Clauses) -> Iterator[ClaimSlice]:
    """Yield a finding for a chain of the claim whose two figures stand in the sentence the other way round."""
    for segment in own.segments:
        if segment.later is None:
            continue
        for other in there.segments:
            turned = (
                other.later is not None and _same(segment.figure, other.later) and _same(segment.later, other.figure)
            )
            if turned and other.later is not None:
                place = (other.figure.start, other.later.end)
                words = evidence.wording.text[slice(*place)]
                yield ClaimSlice(segment.figure.start, segment.later.end, "direction", "contradicted", words, place)
                return


_MOVES = r"跑|去|流|转|轉|跳|搬|迁|遷|走|回|投"


def _to_and_fro(claim: Wording, evidence: Evidence, told: Sequence[ClaimSlice]) -> Iterator[ClaimSlice]:
    """Yield a finding for something that the claim has leave a place, and the sentence come to it: 向甲回流."""
    folded = evidence.wording.folded
    for finding in told:
        if finding.at is None or not (finding.noun or finding.kind == "name"):
            continue
        # Expressions with a name in them are compiled anew each time, which takes long.
        if not any(left + claim.folded[slice(*finding[:2])] in claim.folded for left in ("从", "由", "离开")):
            continue
        own, its = (re.escape(text[slice(*at)]) for text, at in ((claim.folded, finding[:2]), (folded, finding.at)))
        left = re.search(rf"(?:从|由|离开){own}[^,，。;；]{{0,4}}?(?:{_MOVES})", claim.folded)
        came = re.search(
            rf"[向往]{its}[^,，。;；]{{0,4}}?(?:回流|流动|转移|迁移|集中|跳槽)|(?:流向|转向|转投|流入|回到|回归|(?:跳槽|搬|迁|转|回流)[到至去往]){its}",
            folded,
        )
        if left and came and not re.search(rf"(?:从|由|离开){its}", folded):
            words = evidence.wording.text[slice(*came.span())]
            rest = re.split(r"[,，。;；]", claim.folded[left.end() :], maxsplit=1)[0]
            stop = left.end() + len(rest.rstrip("了的. "))
            yield ClaimSlice(left.start(), stop, "direction", "contradicted", words, came.span(), sure=True)
            return


def _ratios(claim: Wording, evidence: Evidence) -> Iterator[ClaimSlice]:
    """Yield a finding for a ratio of the claim that the sentence has the other way round: 9:16 beside 16:9."""
    there = list(_RATIO.finditer(evidence.wording.folded))
    for mine in _RATIO.finditer(claim.folded):
        turned = next((t for t in there if t.group("one", "two") == mine.group("two", "one")), None)
        if turned is not None and not any(t.group("one", "two") == mine.group("one", "two") for t in there):
            place = (turned.start("one"), turned.end())
            words = evidence.wording.text[slice(*place)]
            yield ClaimSlice(mine.start("one"), mine.end(), "direction", "contradicted", words, place)


def _same(one: Quantity, other: Quantity) -> bool:
    return agree(one, other) and one.low == other.low
