"""Words of a claim in English as people choose them: everyday words for written ones, and words that hardly tell."""

from retrieval.check.evidence import LATIN_WORD
from retrieval.facts.english_words import is_english
from retrieval.facts.parsed import Wording
from retrieval.language.everyday import other_phrases, phrases_in
from retrieval.language.stems import stem

# Verbs that get their meaning from what they are said of, and things that stand for any: came to, put down, people.
_PLAIN = frozenset(
    "anybody anyone anything everybody everyone everything somebody someone something thing things way ways people person"
    " himself herself itself themselves item items part kind sort lot matter whole make makes made making get gets got"
    " getting take takes took taken taking give gives gave given giving go goes went gone going come comes came coming put"
    " puts putting keep keeps kept let lets let's set sets say says said saying tell tells told call calls called stand"
    " stands stood stay stays stayed become becomes became turn turns turned happen happens happened use uses used need"
    " needs needed want wants wanted mean means meant hold holds held find finds found see sees saw seen show shows showed"
    " shown rather quite far still now today yet even just also too always ever already".split()
)


def is_plain(word: str) -> bool:
    """Return if an English word hardly tells anything by itself."""
    return word in _PLAIN


def everyday(claim: Wording) -> dict[int, tuple[str, ...]]:
    """Return what stands for each word of a claim in English, by its start, in everyday words."""
    if not is_english(claim.folded):
        return {}
    words = [*LATIN_WORD.finditer(claim.folded)]
    found: dict[int, tuple[str, ...]] = {}
    for own, phrase in phrases_in([stem(word[0]) for word in words]):
        others = tuple(" ".join(other) for other, near in other_phrases(phrase).items() if near == 1.0)
        found.update((words[at].start(), others) for at in own)
    return found
