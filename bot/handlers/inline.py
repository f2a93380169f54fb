"""Chats in which the bot is no member: quotes to choose while somebody types, and the answer to a guest query."""

import logging

from telegram import InlineQuery, InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.dispatch.check_pool import CheckPool
from bot.dispatch.context import Context
from bot.dispatch.filters import question_in
from bot.dispatch.messenger import NO_PREVIEW, keyboard
from bot.replies.inline import MOST_RESULTS, Result, Results, best_of, hint, results_of, said
from retrieval.errors import QuestionError

_START = "inline"  # behind /start where somebody comes from the line that stands in place of results
_log = logging.getLogger(__name__)


class InlineAnswers:
    """Answers from the library of the context."""

    def __init__(self, pool: CheckPool) -> None:
        self._pool = pool

    async def inline(self, update: Update, context: Context) -> None:
        """`@bot question`, while it is typed in any chat: quotes to choose from, for this person alone."""
        query = update.inline_query
        if query:
            await _offer(query, await self._pool.urgent(self._results, query.query, context))

    async def guest(self, update: Update, context: Context) -> None:
        """Answer a mention in a chat where the bot is no member by the best quote, once."""
        message = update.guest_message
        if message and message.guest_query_id:
            answer = await self._pool.urgent(self._best, question_in(message), context)
            await context.bot.answer_guest_query(message.guest_query_id, _article(answer))

    def _results(self, question: str, context: Context) -> Results:
        speech, username = context.speech, context.bot.username
        if not question.strip():
            return hint(speech.ask_here.format(username=username))
        library = context.library
        try:
            answer = library.ask(question, most=MOST_RESULTS)
        except QuestionError as error:
            return hint(speech.error(error))
        context.handled.note_answer(question, answer)
        return results_of(answer, library, speech, username)

    def _best(self, question: str, context: Context) -> Result:
        speech, username = context.speech, context.bot.username
        if not question.strip():
            return said(speech.ask_here.format(username=username))
        library = context.library
        try:
            answer = library.ask(question, most=1)
        except QuestionError as error:
            return said(speech.error(error))
        context.handled.note_answer(question, answer)
        return best_of(answer, library, speech, username)


async def _offer(query: InlineQuery, found: Results) -> None:
    """Show what was found; Telegram keeps none of it, neither for others nor for this person.

    It takes an answer for some seconds only; who types on has asked anew by then, so that nothing is lost with it.
    """
    try:
        await query.answer(
            [_article(result) for result in found.results],
            cache_time=0,
            is_personal=True,
            button=InlineQueryResultsButton(found.hint, start_parameter=_START) if found.hint else None,
        )
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise
        _log.info("An inline query was answered too late: %s", error.message)


def _article(result: Result) -> InlineQueryResultArticle:
    content = InputTextMessageContent(result.message.html, ParseMode.HTML, link_preview_options=NO_PREVIEW)
    return InlineQueryResultArticle(
        result.id, result.title, content, keyboard(result.message), description=result.preview or None
    )
