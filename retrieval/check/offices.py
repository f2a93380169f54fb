"""Who holds which office: 创始人黄峥、董事长兼CEO陈磊 does not make 陈磊 the founder."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.check.finding import Finding
from retrieval.check.parsed import Wording
from retrieval.language.lexicon import Lexicon
from retrieval.language.names import Name

_OFFICES = (
    r"联合创始人|创始人|创办人|董事长|董事会主席|总裁|首席执行官|首席财务官|首席技术官|首席运营官|首席分析师|总经理|负责人|掌门人|主编"
    r"|ceo|cfo|cto|coo"
)
_OFFICE = re.compile(_OFFICES)
# Offices in a row, right before who holds them.
_HELD = re.compile(
    rf"(?:(?:前|现任|新任|原)?(?:{_OFFICES})(?:\s?(?:兼任?|、|/|和|及)\s?)?){{1,9}}\s?(?:是|叫|为|,)?\s?$"
)
_IS = re.compile(r"(?:正?是|为|担任|出任|就任|当选|任)")


class Held(NamedTuple):
    """A person with the offices that a text gives to them."""

    person: Name
    offices: frozenset[str]


def wrong_holder(claim: Wording, there: Wording, lexicon: Lexicon) -> Finding | None:
    """A person of a claim whose office a sentence gives to somebody else, and to them another or none."""
    told = _held(there, lexicon)
    for person, offices in _held(claim, lexicon):
        own = [held for held in told if held.person.form == person.form]
        other = next((held for held in told if held.person.form != person.form and held.offices & offices), None)
        if own and other and not any(held.offices & offices for held in own):
            place = (other.person.start, other.person.end)
            return Finding(person.start, person.end, "name", "contradicted", there.text[slice(*place)], place)
    return None


def _held(wording: Wording, lexicon: Lexicon) -> Sequence[Held]:
    found = []
    for name in (name for name in wording.names if name.kind == "person"):
        before = _HELD.search(wording.folded[: name.start])
        said = before[0] if before else ""
        behind = re.split(r"[,，。;；!！?？]", wording.folded[name.end :])[0]
        if not said and _IS.match(behind):
            said = behind
        offices = frozenset(min((o, *lexicon.aliases.others(o))) for o in _OFFICE.findall(said))
        if offices:
            found.append(Held(name, offices))
    return found
