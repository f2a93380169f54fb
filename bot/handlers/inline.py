"""Chats in which the bot is no member: quotes and verdicts to choose while somebody types, and one as a guest."""

import logging

from telegram import InlineQuery, InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent, Update
from telegram import Message as TelegramMessage
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.dispatch.check_pool import CheckPool
from bot.dispatch.context import Context
from bot.dispatch.filters import pointed_at, question_in, question_replied_to
from bot.dispatch.messenger import NO_PREVIEW, keyboard
from bot.dispatch.wish import Wish, claim_in, wish_of
from bot.replies.inline import MAX_RESULTS, Result, Results, best_of, hint, result, results_of, said, verdict_of
from retrieval import YinjuError, receipts_in
from retrieval.errors import QuestionError
from retrieval.runtime import Progress

_START = "inline"  # behind /start where somebody comes from the line that stands in place of results
_log = logging.getLogger(__name__)


class InlineHandlers:
    """Answers from the library of the context; long checks wait for their turn in the pool."""

    def __init__(self, pool: CheckPool) -> None:
        self._pool = pool

    async def inline(self, update: Update, context: Context) -> None:
        """Offer quotes for `@bot question`, a verdict for `@bot check claim`, for this person alone."""
        query = update.inline_query
        if query is None:
            return
        claim = claim_in(query.query)
        if claim:
            await _offer(query, await self._pool.run(lambda told: _verdicts(claim, context, told), len(claim)))
        else:
            await _offer(query, await self._pool.urgent(_results, query.query, context))

    async def guest(self, update: Update, context: Context) -> None:
        """Answer a mention in a chat where the bot is no member, once: by the best quote, or a verdict on a message."""
        message = update.guest_message
        if message is None or not message.guest_query_id:
            return
        words, claim = question_in(message), _claim_of(message)
        if claim:
            answer = await self._pool.run(lambda told: _verdict(claim, context, told), len(claim))
        else:
            answer = await self._pool.urgent(_best, pointed_at(message, words), context)
        await context.bot.answer_guest_query(message.guest_query_id, _article(answer))


def _claim_of(message: TelegramMessage) -> str | None:
    """Return what a guest is to check: the claim after the word for it, or the message that is doubted."""
    words = question_in(message)
    doubted = question_replied_to(message) if wish_of(words) in (Wish.CHECK, Wish.OBJECTION) else ""
    return claim_in(words) or doubted or None


def _verdicts(claim: str, context: Context, progress: Progress) -> Results:
    try:
        checked = context.library.examine(claim, progress)
    except YinjuError as error:
        return hint(context.speech.error(error))
    speech, username = context.speech, context.bot.username
    quotes = (result(quote, context.library, speech, username) for quote in checked.quotes[: MAX_RESULTS - 1])
    return Results(results=(verdict_of(checked, context.library, speech, username), *quotes))


def _verdict(claim: str, context: Context, progress: Progress) -> Result:
    try:
        checked = context.library.examine(claim, progress)
    except YinjuError as error:
        return said(context.speech.error(error))
    return verdict_of(checked, context.library, context.speech, context.bot.username)


def _results(question: str, context: Context) -> Results:
    speech, username = context.speech, context.bot.username
    if not question.strip():
        return hint(speech.ask_here.format(username=username))
    try:
        if shared := _shared(question, context):
            return Results(results=shared)
        answer = context.library.ask(question, most=MAX_RESULTS)
    except YinjuError as error:
        return hint(speech.error(error))
    context.handled.note_answer(question, answer)
    return results_of(answer, context.library, speech, username)


def _shared(typed: str, context: Context) -> tuple[Result, ...]:
    """Return the quotes whose receipts were typed, as the button to share them does."""
    found = [context.library.verify(kept.receipt) for kept in receipts_in(typed)[:MAX_RESULTS]]
    quotes = {quote.receipt: quote for one in found for quote in one.quotes[:1]}
    return tuple(result(one, context.library, context.speech, context.bot.username) for one in quotes.values())


def _best(question: str, context: Context) -> Result:
    speech, username, wish = context.speech, context.bot.username, wish_of(question)
    if wish in (Wish.THANKS, Wish.WHO):
        return said(speech.thanks if wish is Wish.THANKS else speech.who_am_i)
    if not question.strip():
        return said(speech.ask_here.format(username=username))
    try:
        answer = context.library.ask(question, most=1)
    except QuestionError as error:
        return said(speech.error(error))
    context.handled.note_answer(question, answer)
    return best_of(answer, context.library, speech, username)


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
