"""Small numbers behind what they count the times of: 停赛三场 beside 停赛一场."""

import re

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.parsed import Wording

_NUMBERS = "一二两三四五六七八九十"
_COUNTED = re.compile(
    rf"(?P<what>[\u4e00-\u9fff]{{2}})(?P<did>[了过]?)(?P<number>[{_NUMBERS}])(?P<unit>[场次回届天年周月个局轮名位家条台座间份套遍])"
    rf"(?![{_NUMBERS}])"
)
_SAME = str.maketrans("两", "二")
# 第一次 is no number of times, and 之一 none of things.
_NO_COUNT = re.compile(r"[第之每某另同这那哪]$")


def counted_otherwise(claim: Wording, evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding for a small number of a claim, behind the words that a sentence has before another one."""
    there = evidence.wording
    for mine in _COUNTED.finditer(claim.folded):
        if _NO_COUNT.search(mine["what"]):
            continue
        form = re.compile(rf"{mine['what']}[了过]?(?P<number>[{_NUMBERS}])(?P<count>{mine['unit']})(?![{_NUMBERS}])")
        found = list(form.finditer(there.folded))
        if found and not any(_same(m["number"], mine["number"]) for m in found):
            place = (found[0].start("number"), found[0].end("count"))
            at = (mine.start("number"), mine.end("unit"))
            return [ClaimSlice(*at, "number", "contradicted", there.text[slice(*place)], place)]
    return []


def _same(one: str, other: str) -> bool:
    return one.translate(_SAME) == other.translate(_SAME)
