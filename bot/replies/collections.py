"""Messages about the documents that a chat brings along: the offer, the progress, the card, the choice of versions."""

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.collections.card import DocumentCard
from bot.collections.intake import Intake
from bot.phrases import Phrases
from bot.replies.message import Button, Message, escaped
from bot.replies.start import CHECK_FORWARDED, Starter, forwarded_message
from bot.storage.collections import SEARCHED, Searched
from bot.text import clipped
from retrieval import NamedCollection

COLLECT = "collect:"
ADD, REPLACE, KEEP, REMOVE = f"{COLLECT}add", f"{COLLECT}replace", f"{COLLECT}keep", f"{COLLECT}remove:"
SEARCH, NAME = "searched:", "named:"
DIGEST_LETTERS = 32  # of a file, in the data of a button
_NAME_UNITS = 120
_KILOBYTE = 1024
_MOST_KINDS = 5
_MOST_LISTED, _IN_A_ROW = 20, 5
_CHOSEN, _TICKED, _UNTICKED = "● ", "☑ ", "☐ "
_KEY_LETTERS = 16


def offer_message(name: str, size: int, phrases: Phrases, *, group: bool) -> Message:
    """Return the offer to add a file, with the button that does it."""
    said = phrases.collections.offer_group if group else phrases.collections.offer
    return _with_buttons(said.format(name=_file(name), size=size_of(size)), (phrases.collections.add, ADD))


def passed_on_message(phrases: Phrases) -> Message:
    """Return what can be done with a message that was forwarded: also add it."""
    offer = forwarded_message(phrases)
    add = Button(text=phrases.collections.add, data=ADD)
    return offer.model_copy(update={"buttons": (*offer.buttons, (add,))})


def text_message(phrases: Phrases) -> Message:
    """Return what can be done with a long text."""
    add = Button(text=phrases.collections.add, data=ADD)
    check = Button(text=phrases.forwarded_check, data=CHECK_FORWARDED)
    return Message(html=escaped(phrases.collections.text), buttons=((add,), (check,)))


def several_message(phrases: Phrases) -> Message:
    """Return the offer to add several messages as one file."""
    return _with_buttons(phrases.collections.several, (phrases.collections.add_several, ADD))


def fetching_message(name: str, phrases: Phrases) -> Message:
    """Return that a file is being fetched."""
    return _with_buttons(phrases.collections.fetching.format(name=_file(name)))


def working_message(name: str, seconds: int, phrases: Phrases) -> Message:
    """Return for how long a file is being read."""
    return _with_buttons(phrases.collections.at_work.format(name=_file(name), seconds=seconds))


def name_taken_message(name: str, phrases: Phrases) -> Message:
    """Return the choice between two files of one name."""
    said = phrases.collections
    return _with_buttons(said.name_taken.format(name=_file(name)), (said.replace, REPLACE), (said.keep, KEEP))


def same_text_message(name: str, other: str, phrases: Phrases) -> Message:
    """Return which file has the same text."""
    return _with_buttons(phrases.collections.same_text.format(name=_file(name), other=_file(other)))


def failed_message(reason: str, phrases: Phrases, *, again: bool) -> Message:
    """Return why a file was not added, with the button to try again if that may help."""
    return _with_buttons(escaped(reason), *([(phrases.collections.retry, ADD)] if again else []))


def removed_message(name: str | None, phrases: Phrases) -> Message:
    """Return that a file was removed, or that it is not there any more."""
    said = phrases.collections
    return _with_buttons(said.removed.format(name=_file(name)) if name else said.not_there)


class ListedFile(NamedTuple):
    """A file in the list of a collection; of an older version, the day until which it was current."""

    name: str
    size: int
    digest: str
    until: date | None = None


def card_message(
    card: DocumentCard, intake: Intake, digest: str, questions: Sequence[Starter], phrases: Phrases
) -> Message:
    """Return a document that is in: its figures, what was left out, questions to try, and the button to remove it."""
    said = phrases.collections
    head = (said.added if intake.state == "added" else said.present).format(name=_file(card.name))
    lines = [head, escaped(figures_line(card, phrases)), *map(escaped, _left_out(card, phrases))]
    lines += [escaped(said.older_kept)] if intake.older else []
    lines += [escaped(said.try_asking)] if questions else []
    asking = tuple((Button(text=question.text, data=question.data),) for question in questions)
    remove = (Button(text=said.remove, data=REMOVE + digest[:DIGEST_LETTERS]),)
    return Message(html="\n".join(lines), buttons=(*asking, remove))


def collection_message(
    files: Sequence[ListedFile],
    searched: Searched,
    phrases: Phrases,
    *,
    removable: bool,
    named: Sequence[tuple[NamedCollection, bool]] = (),
) -> Message:
    """Return the documents of a chat, and what it is answered from, with a button for each choice.

    Where the `files` are `removable` there are buttons for that. `named` are the catalog's collections that are offered
    to the chat, and if they are chosen.
    """
    said = phrases.collections
    size = sum(file.size for file in files)
    head = said.head.format(count=len(files), size=size_of(size)) if files else said.none
    if not files and not named and searched == "both":
        return Message(html=escaped(head))
    lines = [phrases.source_line.format(number=n, name=_listed(file, phrases)) for n, file in enumerate(files, 1)]
    more = [said.more.format(count=len(files) - _MOST_LISTED)] if len(files) > _MOST_LISTED else []
    bins = _bins(files) if removable else ()
    text = "\n".join([head, *lines[:_MOST_LISTED], *more, "", said.answered_from])
    return Message(html=text, buttons=(*bins, *_choices(searched, phrases), *map(_named, named)))


def key_of(named: NamedCollection) -> str:
    """Return what a button says of a collection of the catalog."""
    return hashlib.sha256(named.folder.encode()).hexdigest()[:_KEY_LETTERS]


def _listed(file: ListedFile, phrases: Phrases) -> str:
    older = f" · {escaped(phrases.collections.older.format(until=file.until))}" if file.until else ""
    return _file(file.name) + older


def _bins(files: Sequence[ListedFile]) -> tuple[tuple[Button, ...], ...]:
    """Return rows with a button for each file that is listed, which removes it."""
    bins = [
        Button(text=f"🗑 {number}", data=REMOVE + file.digest[:DIGEST_LETTERS])
        for number, file in enumerate(files[:_MOST_LISTED], 1)
    ]
    return tuple(tuple(bins[at : at + _IN_A_ROW]) for at in range(0, len(bins), _IN_A_ROW))


def _choices(searched: Searched, phrases: Phrases) -> tuple[tuple[Button, ...], ...]:
    said = phrases.collections.searched
    return tuple(
        (Button(text=f"{_CHOSEN if one == searched else ''}{said[one]}", data=SEARCH + one),) for one in SEARCHED
    )


def _named(choice: tuple[NamedCollection, bool]) -> tuple[Button]:
    named, chosen = choice
    return (Button(text=f"{_TICKED if chosen else _UNTICKED}{named.name}", data=NAME + key_of(named)),)


def intake_lines(name: str, intake: Intake, card: DocumentCard | None, phrases: Phrases) -> list[str]:
    """Return what became of a file, as lines of plain text."""
    said = {"added": phrases.collections.added, "same_text": phrases.collections.same_text}
    head = said.get(intake.state, phrases.collections.present).format(name=_short(name), other=_short(intake.name))
    older = [phrases.collections.older_kept] if intake.older else []
    return [head, figures_line(card, phrases), *_left_out(card, phrases), *older] if card else [head]


def figures_line(card: DocumentCard, phrases: Phrases) -> str:
    """Return the figures of a document in one line."""
    said = phrases.collections
    figures = (
        (said.pages, card.pages),
        (said.slides, card.slides),
        (said.sheets, card.sheets),
        (said.sections, card.sections),
        (said.passages, card.passages),
    )
    return " · ".join(form.format(count=count) for form, count in figures if count)


def size_of(size: int) -> str:
    """Return a number of bytes in KB or MB."""
    megabytes = size / _KILOBYTE**2
    return f"{megabytes:.1f} MB" if megabytes >= 1 else f"{max(round(size / _KILOBYTE), 1)} KB"


def _left_out(card: DocumentCard, phrases: Phrases) -> list[str]:
    said = phrases.collections
    kinds = [
        said.left_out_kind.format(kind=phrases.omissions[kind], count=n) for kind, n in card.left_out[:_MOST_KINDS]
    ]
    return [said.left_out.format(kinds=phrases.between_dates.join(kinds))] if kinds else []


def _short(name: str) -> str:
    return clipped(name, _NAME_UNITS)


def _file(name: str) -> str:
    """Return the HTML of a file's name; as code, because Telegram takes `notes.md` for the address of a website."""
    return f"<code>{escaped(_short(name))}</code>"


def _with_buttons(html: str, *buttons: tuple[str, str]) -> Message:
    row = tuple(Button(text=shown, data=data) for shown, data in buttons)
    return Message(html=html, buttons=(row,) if row else ())
