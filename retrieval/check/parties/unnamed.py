"""Names of a claim that no dictionary has, and that the folder has elsewhere, but not where the sentence stands.

Of one thing people speak in words of their own, but they keep its name: what the folder calls so is another thing.
"""

import re
from collections.abc import Sequence

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.corpus.corpus import Material
from retrieval.facts.atoms import Atom
from retrieval.facts.parsed import Wording

_NAMES = frozenset(("ns", "nr", "nt", "nz"))
# Tags of words on where, how much and which: 外送 names nothing.
_WHERE = "fmr"
# Between two characters of a short name stand at most so many of the long one: 监局 of 监管局.
_BETWEEN = ".{0,4}"


def named_elsewhere(claim: Wording, own: Sequence[Atom], evidence: Evidence, material: Material) -> list[ClaimSlice]:
    """Return a finding that withholds for the first name of a claim that stands neither in a sentence nor before it,
    and elsewhere in the folder.

    `own` are the atoms of the claim.
    """
    names = [atom for atom in own if _is_name(atom, claim)]
    told = "\n".join((evidence.folded, evidence.around, *evidence.earlier)) if names else ""
    for atom in names:
        pairs = [atom.text[at : at + 2] for at in range(len(atom.text) - 1)]
        short = re.search(_BETWEEN.join(map(re.escape, atom.text)), told)
        if short or any(pair in told for pair in pairs) or not all(pair in material.index.pairs for pair in pairs):
            continue
        return [ClaimSlice(atom.start, atom.end, "name", "not_found", weight=0.0, binding=False, withholds=True)]
    return []


def _is_name(atom: Atom, claim: Wording) -> bool:
    """Return if an atom is a name, or of single characters that no dictionary has together; nobody is named by 某."""
    if len(atom.text) == 1 or atom.text.isascii() or "某" in atom.text:
        return False
    tags = [tag for _, a, b, tag in claim.tagged if a < atom.end and atom.start < b]
    # 这条线 points at something named before.
    points = any(b == atom.start and tag[0] in "rm" for _, _, b, tag in claim.tagged)
    return any(tag in _NAMES for tag in tags) or (atom.run and not points and not any(tag[0] in _WHERE for tag in tags))
