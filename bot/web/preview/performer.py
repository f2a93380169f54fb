"""Performer of the page's acts in the stand-in for Telegram."""

import re
from collections.abc import Iterator, Mapping

from bot.replies.message import TELEGRAM_UNITS
from bot.web.preview.acts import (
    Act,
    Choose,
    Clear,
    Delete,
    Edit,
    Forward,
    Inline,
    Press,
    Send,
    SendFile,
    SendMedia,
    Speak,
    Start,
)
from bot.web.preview.stage import Stage
from bot.web.preview.standin import Group, InlineQuery, Message, User

_LAST_BREAK = re.compile(r".*\s", re.DOTALL)
_PATIENCE_SECONDS = 5.0


class Performer:
    """Performs acts on a stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._typed: dict[int, InlineQuery] = {}

    async def perform(self, act: Act) -> Mapping[str, object]:
        """Do what a person did on the page, and return how the bot answered a query, or the number of a text that was
        sent; nothing for other acts.

        Raises LookupError where a message, chat or person is no longer there, and ValueError where Telegram's apps
        would not let the person do that.
        """
        person = self._stage.person(act.person)
        match act:
            case Press():
                return await self._press(person, act)
            case Inline():
                return await self._type(person, act.query)
            case Send():
                return {"message": self._send(person, act)}
            case SendMedia() | SendFile():
                self._send_media(person, act)
            case Edit() | Delete() | Forward():
                self._handle(person, act)
            case Choose():
                self._choose(person, act)
            case Clear():
                self._stage.chat(act.chat).clear()
            case Start():
                self._stage.private_chat(person).start(person, act.parameter)
            case Speak():
                self._stage.api.speak(person, act.language)
        return {}

    def _handle(self, person: User, act: Edit | Delete | Forward) -> None:
        """Act on a message that is there; raises ValueError."""
        chat, message = self._stage.message(act.chat, act.message)
        match act:
            case Edit():
                chat.edit(person, message, act.text)
            case Forward():
                self._stage.private_chat(person).forward(person, message)
            case Delete():
                own = message.sender.id == person.id
                if isinstance(chat, Group) and not own and chat.status_of(person) != "creator":
                    raise ValueError(f"{person.first_name} can delete only own messages in a group.")
                chat.remove(message)

    def _send(self, person: User, act: Send) -> int | None:
        """Return the number of the last message that the text became."""
        sent = None
        chat, reply_to = self._stage.chat(act.chat), self._replied_to(act.chat, act.reply_to)
        # A reply goes to the topic of what it replies to.
        quote, thread = (act.quote, None) if reply_to else (None, self._stage.thread(chat))
        for piece in pieces(act.text):
            sent = chat.send(person, piece, reply_to=reply_to, quote=quote, thread_id=thread)
        return sent.id if sent else None

    def _send_media(self, person: User, act: SendMedia | SendFile) -> None:
        chat, reply_to = self._stage.chat(act.chat), self._replied_to(act.chat, act.reply_to)
        thread = None if reply_to else self._stage.thread(chat)
        if isinstance(act, SendFile):
            chat.send_document(person, act.name, act.content, act.caption, reply_to=reply_to, thread_id=thread)
        elif act.kind == "sticker":
            chat.send_sticker(person, reply_to=reply_to, thread_id=thread)
        elif act.kind == "voice":
            chat.send_voice(person, act.caption, reply_to=reply_to, thread_id=thread)
        else:
            chat.send_photo(person, act.caption, reply_to=reply_to, thread_id=thread)

    def _replied_to(self, chat: int, message: int | None) -> Message | None:
        return self._stage.message(chat, message)[1] if message is not None else None

    async def _press(self, person: User, act: Press) -> Mapping[str, object]:
        """Return what the bot answered: text, show_alert, url; nothing where it did not answer in time."""
        chat, message = self._stage.message(act.chat, act.message)
        try:
            return await chat.press(person, message, act.data).answered()
        except TimeoutError:
            return {}

    async def _type(self, person: User, words: str) -> Mapping[str, object]:
        """Return the bot's results, or a button instead, with the query's id; nothing where it did not answer
        in time.
        """
        query = self._typed[person.id] = self._stage.api.inline_query(person, words)
        try:
            return {"query": query.id} | await query.answered(_PATIENCE_SECONDS)
        except TimeoutError:
            return {}

    def _choose(self, person: User, act: Choose) -> None:
        """Send a result of an inline query to its chat. Raises LookupError if the results are no longer shown."""
        query, chat = self._typed.get(person.id), self._stage.chat(act.chat)
        if query is None or query.id != act.query:
            raise LookupError("The results of this query are no longer shown.")
        chat.choose(query, act.number, thread_id=self._stage.thread(chat))


def pieces(text: str) -> Iterator[str]:
    """Yield a text as Telegram's apps send it: a long one in several messages, cut after white space if
    there is some.
    """
    while head := text.encode("utf-16-le")[: 2 * TELEGRAM_UNITS].decode("utf-16-le", "ignore"):
        if head != text and (broken := _LAST_BREAK.match(head)):
            head = broken[0]
        text = text[len(head) :]
        if head.strip():
            yield head
