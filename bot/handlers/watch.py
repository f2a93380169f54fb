"""/watch, /watches, 🔔 and 🔕: questions of which a chat is told when there is something new to them."""

import asyncio
from collections.abc import Callable
from functools import partial

from telegram import Message as TelegramMessage
from telegram import Update

from bot.collections.findings import Findings, claim_findings, findings
from bot.dispatch.administrators import is_administrator, may_press, person_behind
from bot.dispatch.context import Context
from bot.dispatch.filters import question_replied_to
from bot.dispatch.messenger import alert, message_below, replace, toast
from bot.dispatch.wish import claim_in
from bot.handlers.answer import AnswerHandlers
from bot.phrases import Language
from bot.replies.message import Message, escaped
from bot.replies.watches import (
    MAX_WATCHED_UNITS,
    UNWATCH,
    WATCH,
    WATCH_CLAIM,
    begun_message,
    claim_told,
    watches_message,
)
from bot.storage.exchanges import Exchange
from bot.storage.watches import MAX_WATCHES, WatchedQuestion, Watches
from bot.text import clipped, number_in
from retrieval.errors import ClaimError, QuestionError

PATTERN, CLAIMS = f"^{WATCH}$", f"^{WATCH_CLAIM}$"
ENDING = rf"^{UNWATCH}\d{{1,9}}$"


class WatchHandlers:
    """Begins and ends watches; in a group administrators do."""

    def __init__(self, watches: Watches, answering: AnswerHandlers) -> None:
        self._watches = watches
        self._answering = answering

    async def watch(self, update: Update, context: Context) -> None:
        """/watch question; or as a reply to a question, or to the bot's answer to one.

        After 核 or check it is a claim, as is what a verdict replied to is about.
        """
        message, said, words = update.message, context.speech, " ".join(context.args or [])
        if message is None:
            return
        claim = claim_in(words) or ("" if words else _claim_of(message.reply_to_message))
        asked = self._asked_in(message, claim or words)
        if not asked.question.strip():
            await context.reply(message, Message(html=escaped(said.watches.what)))
        elif not await is_administrator(message):
            await context.reply(message, Message(html=escaped(said.admins_only)))
        else:
            begun = await (self._begun_claim if claim else self._begun)(asked, context)
            await context.reply(message, begun_message(begun, said))

    async def watches(self, update: Update, context: Context) -> None:
        """/watches: the questions that the chat watches."""
        message = update.message
        if message:
            await context.reply(message, watches_message(self._watches.of(message.chat_id), context.speech))

    async def pressed(self, update: Update, context: Context) -> None:
        """🔔 under an answer or a refusal: watch its question, and say so in a window."""
        query = update.callback_query
        below = message_below(query)
        if query and below and await may_press(query, below, context):
            asked, said = self._answering.answered_by(below), context.speech
            begun = await self._begun(asked, context) if asked else said.question_gone
            await alert(query, begun if isinstance(begun, str) else said.watches.begun)

    async def claim_pressed(self, update: Update, context: Context) -> None:
        """🔔 under a verdict: watch its claim, and say so in a window."""
        query = update.callback_query
        below = message_below(query)
        if query and below and await may_press(query, below, context):
            claim, said = _claim_of(below), context.speech
            asked = self._answering.asked_in(below, claim).model_copy(update={"asker_id": query.from_user.id})
            begun = await self._begun_claim(asked, context) if claim else said.checking.claim_gone
            await alert(query, begun if isinstance(begun, str) else said.watches.begun)

    async def ended(self, update: Update, context: Context) -> None:
        """🔕: end a watch."""
        query = update.callback_query
        below = message_below(query)
        if query and below and await may_press(query, below, context):
            number, before = number_in((query.data or "").removeprefix(UNWATCH)), self._watches.of(below.chat_id)
            self._watches.end(number or 0, below.chat_id)
            await replace(below, watches_message(self._watches.of(below.chat_id), context.speech))
            ended = [context.speech.watches.ended.format(question=one.question) for one in before if one.id == number]
            await toast(query, "".join(ended))

    def _asked_in(self, message: TelegramMessage, words: str) -> Exchange:
        """Return the words as a question, or for want of any what the message replied to asks or answers."""
        replied = message.reply_to_message
        answered = self._answering.answered_by(replied) if replied and not message.quote and not words else None
        asked = self._answering.asked_in(message, words or question_replied_to(message))
        return answered or asked.model_copy(update={"history": (), "asker_id": person_behind(message)})

    async def _begun(self, asked: Exchange, context: Context) -> WatchedQuestion | str:
        """Watch a question and return it, or the reason why it is not watched."""
        said, asked = context.speech.watches, _short(asked)
        # What was asked before it in a group may be another person's, who could not have it forgotten here.
        if asked.history and asked.chat_id != asked.asker_id:
            return said.follows
        return await self._added(asked, partial(findings, asked.question, context.library, asked.history), context)

    async def _begun_claim(self, asked: Exchange, context: Context) -> WatchedQuestion | str:
        """Watch a claim and return it, or the reason why it is not watched."""
        asked = _short(asked).model_copy(update={"history": ()})
        return await self._added(asked, partial(claim_findings, asked.question, context.library), context)

    async def _added(self, asked: Exchange, find: Callable[[], Findings], context: Context) -> WatchedQuestion | str:
        try:
            found = await asyncio.to_thread(find)
        except (QuestionError, ClaimError) as error:
            return context.speech.error(error)
        watched = watched_question(asked, found, context.speech.language, context.library.version)
        return self._watches.add(watched) or context.speech.watches.too_many.format(limit=MAX_WATCHES)


def _short(asked: Exchange) -> Exchange:
    return asked.model_copy(update={"question": clipped(asked.question, MAX_WATCHED_UNITS)})


def _claim_of(message: TelegramMessage | None) -> str:
    """Return the claim that a message of the bot's gives a verdict on; "" if it gives none."""
    keys = message.reply_markup.inline_keyboard if message and message.reply_markup else ()
    told = message and any(key.callback_data == WATCH_CLAIM for row in keys for key in row)
    return claim_told(message.text or "") if message and told else ""


def watched_question(asked: Exchange, found: Findings, language: Language, version: str) -> WatchedQuestion:
    """Return a question to be watched, with what was found for it in a version of the documents."""
    return WatchedQuestion(
        chat_id=asked.chat_id,
        person_id=asked.asker_id,
        language=language,
        question=asked.question,
        history=asked.history,
        seen=found.known,
        answered=found.answered,
        version=version,
        verdict=found.verdict,
    )
