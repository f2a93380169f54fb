"""The context that handlers get: the language of an answer, whether it comes late, and facts for the log."""

from collections.abc import Callable, Coroutine
from typing import Any, Self

from telegram import Message as TelegramMessage
from telegram import Update
from telegram.ext import Application, BaseHandler, CallbackContext, ExtBot

from bot.collections.errors import CollectionEmpty
from bot.dispatch.messenger import reply
from bot.phrases import Phrases, language_of, phrases
from bot.replies.message import MAX_MESSAGE_UNITS, Message
from bot.text import length
from bot.transport.handled import HandledUpdate
from bot.transport.processor import ChatProcessor
from retrieval import Library

Store = dict[object, object]
Bot = Application[Any, Any, Any, Any, Any, Any]
Handler = BaseHandler[Any, Any, Any]


class Context(CallbackContext[ExtBot[None], Store, Store, Store]):
    """The context of one update; an error handler gets one with the same `handled`."""

    handled: HandledUpdate
    _language_code: str | None = None

    @classmethod
    def from_update(cls, update: object, application: Bot) -> Self:
        """Return the context of an update, which the processor of updates knows while it handles it."""
        context = super().from_update(update, application)
        processor = application.update_processor
        known = processor.handled(update) if isinstance(processor, ChatProcessor) else None
        context.handled = known or HandledUpdate(update)
        person = update.effective_user if isinstance(update, Update) else None
        context._language_code = person.language_code if person else None
        return context

    @property
    def speech(self) -> Phrases:
        """The phrases in the language that the chat has chosen, else in that of the person."""
        return phrases(self.handled.language or language_of(self._language_code))

    @property
    def library(self) -> Library:
        """The documents that this update may be answered from; opened before its handler is called.

        Raises CollectionEmpty if the chat is answered from its own documents only, and has none.
        """
        if self.handled.library is None:
            raise CollectionEmpty
        return self.handled.library

    async def reply(
        self, to: TelegramMessage, message: Message, *, quiet: bool = True, quoting: bool = False
    ) -> TelegramMessage:
        """Answer a message as the messenger does; the first reply that comes late begins with an excuse."""
        return await reply(to, self._excused(message), quiet=quiet, quoting=quoting)

    def _excused(self, message: Message) -> Message:
        excused = f"{self.speech.late}\n\n{message.html}"
        if not self.handled.late or length(excused) > MAX_MESSAGE_UNITS:
            return message
        self.handled.late = False
        return message.model_copy(update={"html": excused})


Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]
