"""Definitions: the thing that a question asks the meaning of, and the sentences that say what it is."""

import re
from functools import lru_cache
from itertools import islice

from retrieval.corpus.corpus import Material
from retrieval.runtime import pattern

MAX_DEFINITIONS = 8
MAX_PLACES_READ = 300
_WHAT = r"(?:什么|啥)"
_ASKED = pattern(
    rf"(?:请问|那|到底|究竟)?(?:{_WHAT}是|何谓|{_WHAT}叫做?)([^?？。,，]{{1,24}})[?？。\s]*"
    rf"|(?:请问|那)?([^?？。,，]{{1,24}}?)(?:到底|究竟)?(?:是(?:个|一种)?{_WHAT}(?:意思|东西|概念)?|指的?是{_WHAT}|是指{_WHAT}"
    rf"|的(?:定义|含义)(?:是{_WHAT})?|是?{_WHAT}意思)[呢啊呀?？。\s]*"
    r"|what (?:is|are|was|were) (?:an? |the )?([a-z0-9][^?,]{1,40}?)\s*\??"
    r"|what does (?:an? |the )?([^?,]{2,40}?) mean\s*\??"
    r"|what (?:counts as|is meant by) (?:an? |the )?([^?,]{2,40}?)\s*\??"
)
_MARKS = r"[”」』》\")）]"


def defined_thing(folded: str) -> str | None:
    """Return what a folded question asks the meaning of; None if it asks anything else."""
    asked = _ASKED.fullmatch(folded.strip())
    return next((group.strip(' 的“”"「」') for group in asked.groups() if group), None) if asked else None


def defines(thing: str, folded: str) -> bool:
    """Tell if a folded sentence says of a thing what it is, as the subject of a clause, or calls something so."""
    return any(name in folded and _form(name).search(folded) for name in _names(thing))


def defining(thing: str, material: Material) -> list[int]:
    """Return the first sentences of the material that say what a thing is."""
    places = (place for name in _names(thing) for place in islice(material.index.find(name), MAX_PLACES_READ))
    entries = dict.fromkeys(entry for entry, _ in places if material.asks_about(entry))
    told = (entry for entry in entries if defines(thing, material.index.folded[entry]))
    return list(islice(told, MAX_DEFINITIONS))


def _names(thing: str) -> tuple[str, ...]:
    """Return what a thing is called, and the same without what it belongs to: 高尔夫的柏忌, 柏忌."""
    own = thing.rpartition("的")[2]
    return (thing, own) if own != thing and len(own) > 1 else (thing,)


@lru_cache(64)
def _form(thing: str) -> re.Pattern[str]:
    name = re.escape(thing)
    if thing.isascii():
        being = r"(?:is|are|was|were|means?|refers? to|stands for)\b(?! not)"
        called = rf"\b(?:called|known as|termed) (?:an? |the )?[\"“]?{name}\b"
        return re.compile(rf"(?:^|[.;,:(\"] ?|\bthe |\ban? ){name}s?(?: \([^)]*\))? {being}|{called}")
    opening = r"(?:^|[\s,，。.;；:：!！?？“「『《(（])"
    return re.compile(
        rf"{opening}{name}{_MARKS}?\s?(?:[(（][^)）]{{1,40}}[)）])?\s?(?:(?:就|便|也|其实|实际上)?(?:是(?![不否])|指|即|意为|意思|系)|为一|,是|，是|:|：)"
        rf"|(?:称[为作之]|叫[做作]|名为|谓之)为?[“「『\"]?{name}(?=\W|$)"
    )
