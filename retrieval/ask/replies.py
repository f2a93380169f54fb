"""Replies to messages: one is found by the words of the message that it replies to, and says them nowhere itself."""

from collections.abc import Sequence

from retrieval.ask.heading_features import QUESTION_WORD
from retrieval.ask.headings import is_question
from retrieval.ask.query import Query
from retrieval.ask.ranking import Ranked
from retrieval.corpus.corpus import Material
from retrieval.language.fold import fold
from retrieval.language.stems import holds
from retrieval.language.tokenizer import content
from retrieval.runtime import pattern

# The message that is replied to is sought among so many.
MAX_RANKED = 20
_ASKS = pattern(r"[吗呢么]\W{0,3}$")


def replied_first(asked: Query, ranked: Sequence[Ranked], material: Material) -> list[Ranked]:
    """Return the sentences with the message before its reply if the reply was found by the words of the message.

    The reply stays first if the message asks something, or if the reply alone shows the kind of answer that is wanted.
    """
    found = list(ranked)
    while (at := _replied(asked, found, material)) is not None:
        found.insert(0, found.pop(at)._replace(score=found[0].score))
    return found


def _replied(asked: Query, ranked: Sequence[Ranked], material: Material) -> int | None:
    """Return which of the sentences is of the message that the first one replies to, and comes before it."""
    unit = material.sentence(ranked[0].entry).unit if ranked else None
    if unit is None or unit.kind != "message" or not unit.context:
        return None
    message, document = unit.context[0], material.document(ranked[0].entry).id
    own = _words(asked, ranked[0].entry, material)
    for at, one in enumerate(ranked[1:MAX_RANKED], 1):
        start = material.sentence(one.entry).start
        if message.start <= start < message.end and material.document(one.entry).id == document:
            text = material.index.folded[one.entry]
            asks = is_question(text) or QUESTION_WORD.search(text) or _ASKS.search(text)
            lacks = _shows(asked, ranked[0].entry, material) and not _shows(asked, one.entry, material)
            if own < _words(asked, one.entry, material) and not (asks or lacks):
                return at
    return None


def _shows(asked: Query, entry: int, material: Material) -> bool:
    """Tell if a message shows the kind of answer that is wanted; a person is also who says it."""
    if asked.cue is None:
        return False
    unit = material.sentence(entry).unit
    said_by = asked.cue.name == "person" and unit is not None and unit.speaker is not None
    return said_by or bool(asked.cue.shown.search(material.index.folded[entry]))


def _words(asked: Query, entry: int, material: Material) -> set[str]:
    """Return the words of a question that a message or its speaker's name holds."""
    unit = material.sentence(entry).unit
    text = f"{material.index.folded[entry]}\n{fold((unit and unit.speaker) or '')}"
    return {token.text for token in content(asked.parts[0].tokens) if holds(text, token.text)}
