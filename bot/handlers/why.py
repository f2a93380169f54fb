"""/why: how an answer came about."""

from telegram import Message as TelegramMessage
from telegram import Update

from bot.dispatch.context import Context
from bot.handlers.answer import AnswerHandlers
from bot.replies.message import Message, escaped
from bot.replies.why import explanation_message
from retrieval.errors import QuestionError


class WhyHandlers:
    """Explains the answer that a person replies to, or in a private chat the last one."""

    def __init__(self, answering: AnswerHandlers) -> None:
        self._answering = answering

    async def why(self, update: Update, context: Context) -> None:
        """/why in reply to an answer; /why question explains what would be answered to that."""
        message = update.message
        if message:
            await context.reply(message, self._explained(message, " ".join(context.args or []), context))

    def _explained(self, message: TelegramMessage, question: str, context: Context) -> Message:
        speech = context.speech
        replied = message.reply_to_message
        asked = self._answering.answered_by(replied) if replied else self._answering.last_in(message)
        if not question and not (asked and asked.question):
            return Message(html=escaped(speech.why.none))
        history = asked.history if asked and not question else ()
        try:
            explained = context.library.explain(question or (asked.question if asked else ""), history)
            return explanation_message(explained, speech)
        except QuestionError as error:
            return Message(html=escaped(speech.error(error)))
