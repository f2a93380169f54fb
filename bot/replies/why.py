"""Explanation of an answer -> lines of plain text."""

from collections.abc import Mapping, Sequence

from bot.phrases import Phrases
from bot.replies.message import MAX_MESSAGE_UNITS, Message, escaped
from bot.text import clipped
from retrieval import Explanation
from retrieval.ask.explain import Reason
from retrieval.language.fold import fold

_SENTENCE_UNITS = 60
_MOST_OTHERS = 6
_MOST_EXPRESSIONS = 8
_MOST_WORDS = 6
_KIND_FEATURES = ("figure", "person", "list", "asked_word")
_CONTEXT_FEATURES = ("document_best", "words_window", "pairs_document", "pairs_head")


def explanation_lines(why: Explanation, phrases: Phrases) -> list[str]:
    """Return what was searched for, how likely there is an answer, and each sentence's score by feature."""
    said = phrases.why
    words = "  ".join(f"{word} {idf:.1f}" for word, idf in why.words)
    others = [
        said.others.format(word=expression, others=" / ".join(others[:_MOST_OTHERS]))
        for expression, others in why.others[:_MOST_EXPRESSIONS]
    ]
    lines = [said.words.format(words=words or "–"), *_searched(why, phrases, others)]
    for number, reason in enumerate(why.reasons, 1):
        lines += [
            "",
            f"{number}  {clipped(reason.text, _SENTENCE_UNITS)}",
            "   " + _score(reason, said.feature),
        ]
    return lines


def explanation_message(why: Explanation, phrases: Phrases) -> Message:
    """Return in a person's words what was searched for and found, and what speaks for each sentence."""
    said = phrases.why
    words = phrases.between_dates.join(word for word, _ in why.words[:_MOST_WORDS])
    lines = [said.searched.format(words=words or "–"), *_searched(why, phrases)]
    reasons = [_because(number, reason, why, phrases) for number, reason in enumerate(why.reasons, 1)]
    return Message(html=escaped(_clipped_lines("\n".join([*lines, "", *reasons] if reasons else lines))))


def _searched(why: Explanation, phrases: Phrases, others: Sequence[str] = ()) -> list[str]:
    """Return what was not found, `others`, what kind of answer was looked for, and how likely there is one."""
    said = phrases.why
    lines = [said.unknown.format(words=phrases.between_words.join(why.unknown))] if why.unknown else []
    kinds = phrases.between_dates.join(said.kind.get(kind, kind) for kind in why.kinds)
    lines += [*others, *([said.kinds.format(kinds=kinds)] if kinds else [])]
    earlier = " | ".join(clipped(text, _SENTENCE_UNITS) for text in why.earlier)
    lines += [said.earlier.format(questions=earlier)] if why.earlier else []
    lines.append(said.confidence.format(confidence=_per_cent(why.confidence), least=_per_cent(why.least)))
    return lines + ([said.newest_first.format()] if why.newest_first else [])


def _because(number: int, reason: Reason, why: Explanation, phrases: Phrases) -> str:
    """Return a sentence with what speaks for it: words of the question, the kind of answer, the passage around it."""
    said, folded = phrases.why, fold(reason.text)
    words = [word for word, _ in why.words if fold(word) in folded][:_MOST_WORDS]
    because = [said.has_words.format(words=phrases.between_words.join(words))] if words else []
    kinds = [said.kind.get(kind, kind) for kind in why.kinds[:1]]
    if kinds and any(reason.parts.get(name, 0) > 0 for name in _KIND_FEATURES):
        because.append(said.has_kind.format(kind=kinds[0]))
    if sum(reason.parts.get(name, 0) for name in _CONTEXT_FEATURES) > 0:
        because.append(said.has_context)
    text = clipped(reason.text, _SENTENCE_UNITS)
    return said.reason.format(number=number, text=text, because=said.between_reasons.join(because) or "–")


def _clipped_lines(text: str) -> str:
    """Return at most a message's length of text, its lines kept."""
    return text if len(text) <= MAX_MESSAGE_UNITS // 2 else text[: MAX_MESSAGE_UNITS // 2 - 1] + "…"


def _per_cent(share: float) -> int:
    """Round a probability down, so that only a certain one is 100."""
    return int(share * 100)


def _score(reason: Reason, names: Mapping[str, str]) -> str:
    parts = [f"{names.get(name, name)} {value:+.1f}" for name, value in reason.parts.items() if abs(value) >= 0.05]
    return f"{reason.score:.1f} = {'  '.join(parts)}"
