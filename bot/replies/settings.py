"""The settings of a chat -> the message that shows them and changes them by its buttons, and back."""

import re
from collections.abc import Sequence

from pydantic import ValidationError

from bot.phrases import LANGUAGES, Phrases, phrases
from bot.replies.message import Button, Message, escaped
from bot.storage.chats import ChatSettings

SET = "set:"
_QUIET = ((22 * 60, 7 * 60), (23 * 60, 8 * 60), (0, 8 * 60))
_CLOCK = re.compile(r"(\d{1,2})(?:[:：](\d{2}))?\s*[-–—~～到至]\s*(\d{1,2})(?:[:：](\d{2}))?")
_MINUTES = 60
_DAY = 24 * _MINUTES


def settings_message(settings: ChatSettings, speech: Phrases, *, group: bool, minute: int) -> Message:
    """Return what a chat has chosen, and a button for each choice, the present one marked.

    In a private chat there are no mentions and no quiet hours. `minute` is the bot's minute of the day, by which quiet
    hours go.
    """
    language = phrases(settings.language).language_name if settings.language else speech.settings.each
    lines = [
        f"<b>{escaped(speech.settings.head)}</b>",
        escaped(speech.settings.language.format(language=language)),
        escaped(speech.settings.quotes.format(quotes=settings.quotes)),
    ]
    rows = [*_pairs(_languages(settings, speech)), *_pairs(_quotes(settings, speech))]
    if group:
        mentions = speech.settings.mentions_on if settings.mentions else speech.settings.mentions_off
        hours = quiet_hours(settings) or speech.settings.never
        lines += [
            escaped(mentions),
            escaped(speech.settings.quiet.format(hours=hours, now=_clock(minute))),
            f"<i>{escaped(speech.settings.quiet_note)}</i>",
        ]
        rows += [*_pairs(_mentions(settings, speech)), *_pairs(_quiet(settings, speech))]
    return Message(html="\n".join(lines), buttons=tuple(rows))


def changed(settings: ChatSettings, data: str) -> ChatSettings | None:
    """Return the settings after a button with this data was pressed; None where no button carries it."""
    name, _, value = data.removeprefix(SET).partition(":")
    if name == "quiet":
        return with_quiet_hours(settings, value)
    if name not in ("language", "quotes", "mentions"):
        return None
    try:
        return ChatSettings.model_validate(settings.model_dump() | {name: value or None})
    except ValidationError:
        return None


def with_quiet_hours(settings: ChatSettings, written: str) -> ChatSettings | None:
    """Return the settings with quiet hours as a person writes them, such as 22:30-7; without any where nothing is
    written.

    None where it is no such thing.
    """
    if not written.strip():
        return settings.model_copy(update={"quiet_from": None, "quiet_to": None})
    found = _CLOCK.fullmatch(written.strip())
    if not found:
        return None
    begins, ends = (int(found[n]) * _MINUTES + int(found[n + 1] or 0) for n in (1, 3))
    if max(begins, ends) > _DAY or any(int(found[n] or 0) >= _MINUTES for n in (2, 4)) or begins % _DAY == ends % _DAY:
        return None
    return settings.model_copy(update={"quiet_from": begins % _DAY, "quiet_to": ends % _DAY})


def quiet_hours(settings: ChatSettings) -> str:
    """Return the quiet hours, such as 22:00-07:00; empty without any."""
    if settings.quiet_from is None or settings.quiet_to is None:
        return ""
    return f"{_clock(settings.quiet_from)}-{_clock(settings.quiet_to)}"


def _languages(settings: ChatSettings, speech: Phrases) -> tuple[Button, ...]:
    each = _choice(speech.settings.each, "language:", chosen=settings.language is None)
    return each, *(
        _choice(phrases(language).language_name, f"language:{language}", chosen=settings.language == language)
        for language in LANGUAGES
    )


def _quotes(settings: ChatSettings, speech: Phrases) -> tuple[Button, ...]:
    return tuple(
        _choice(
            speech.settings.quotes_choice.format(quotes=number), f"quotes:{number}", chosen=settings.quotes == number
        )
        for number in (1, 2, 3)
    )


def _mentions(settings: ChatSettings, speech: Phrases) -> tuple[Button, ...]:
    return (
        _choice(speech.settings.mentions_yes, "mentions:1", chosen=settings.mentions),
        _choice(speech.settings.mentions_no, "mentions:0", chosen=not settings.mentions),
    )


def _quiet(settings: ChatSettings, speech: Phrases) -> tuple[Button, ...]:
    """Return no quiet hours, and usual ones; hours that are neither are chosen by writing them."""
    own = quiet_hours(settings)
    usual = [f"{_clock(begins)}-{_clock(ends)}" for begins, ends in _QUIET]
    never = _choice(speech.settings.never_quiet, "quiet:", chosen=not own)
    return never, *(_choice(hours, f"quiet:{hours}", chosen=hours == own) for hours in usual)


def _pairs(choices: Sequence[Button]) -> list[tuple[Button, ...]]:
    """Return rows of two, whose words a phone shows whole."""
    return [tuple(choices[at : at + 2]) for at in range(0, len(choices), 2)]


def _choice(text: str, data: str, *, chosen: bool) -> Button:
    return Button(text=f"✓ {text}" if chosen else text, data=SET + data)


def _clock(minute: int) -> str:
    return f"{minute // _MINUTES:02}:{minute % _MINUTES:02}"
