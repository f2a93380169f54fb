"""Timelines: every figure of a thing by date, with a chart if enough are of a kind."""

import asyncio
import logging

from telegram import Message as TelegramMessage
from telegram import Update
from telegram.error import TelegramError

from bot.dispatch.administrators import is_group
from bot.dispatch.context import Context
from bot.dispatch.filters import question_replied_to
from bot.dispatch.messenger import alert, message_below, picture, replace
from bot.handlers.answer import AnswerHandlers
from bot.handlers.delete import with_bin
from bot.phrases import Phrases
from bot.phrases.phrase import install_command
from bot.replies.chart import ChartsMissing, chart
from bot.replies.message import Message, escaped
from bot.replies.reader_links import in_app, reader_for
from bot.replies.timeline import MIN_ANSWERED_FIGURES, TIMELINE, comparable, timeline_message
from bot.text import clipped, number_in
from retrieval import Timeline
from retrieval.errors import ClaimError
from retrieval.facts.subject import asked_term

_CAPTION_TERM_UNITS = 200
_log = logging.getLogger(__name__)


class TimelineHandlers:
    """Tells timelines from the library of the context; questions that it answers are kept as others are."""

    def __init__(self, answering: AnswerHandlers, reader: str | None = None) -> None:
        self._answering = answering
        self._reader = reader
        # Matplotlib does not promise that two threads may draw at once.
        self._drawing = asyncio.Lock()

    async def command(self, update: Update, context: Context) -> None:
        """/timeline thing; or /timeline as a reply, and then the message replied to names the thing."""
        message = update.message
        if message is None:
            return
        asked = " ".join(context.args or []) or question_replied_to(message)
        nothing_asked = Message(html=escaped(context.speech.timeline.what))
        try:
            found = context.library.timeline(asked_term(asked) or asked) if asked.strip() else None
        except ClaimError as error:
            await context.reply(message, Message(html=escaped(context.speech.error(error))))
        else:
            await (self._tell(message, found, context) if found else context.reply(message, nothing_asked))

    async def answers(self, message: TelegramMessage, question: str, context: Context) -> bool:
        """Answer a question for a change by a timeline; whether it was one, and there was something to compare."""
        term = asked_term(question)
        try:
            found = context.library.timeline(term) if term else None
        except ClaimError:
            return False
        if found is None or len(found.points) < MIN_ANSWERED_FIGURES:
            return False
        sent = await self._tell(message, found, context)
        self._answering.remember(message, question, sent)
        return True

    async def turned(self, update: Update, context: Context) -> None:
        """◀ or ▶ under a timeline: another page of it in the same message; only a forged button asks for no term."""
        query = update.callback_query
        if query is None or query.data is None:
            return
        _, page, term = query.data.split(":", 2)
        try:
            found = context.library.timeline(term)
        except ClaimError as error:
            await alert(query, context.speech.error(error))
            return
        if below := message_below(query):
            await replace(below, self._page(found, number_in(page) or 1, below, context))
        await alert(query)

    async def _tell(self, message: TelegramMessage, found: Timeline, context: Context) -> TelegramMessage:
        """Send the chart, if there is one, and below it the figures with their quotes; return the latter message."""
        speech = context.speech
        async with self._drawing:
            drawn = await _drawn(found, speech)
        if drawn:
            term = clipped(found.term, _CAPTION_TERM_UNITS)
            caption = Message(html=escaped(speech.timeline.chart_caption.format(term=term)))
            try:
                await picture(message, drawn, with_bin(caption, message.chat))
            except TelegramError as error:
                # A group may allow no pictures; the figures are told all the same.
                _log.info("A chart was not sent: %s", error.message)
        return await context.reply(message, self._page(found, 1, message, context))

    def _page(self, found: Timeline, page: int, message: TelegramMessage, context: Context) -> Message:
        told = timeline_message(found, page, context.library, context.speech)
        reader = reader_for(context.library, self._reader, group=is_group(message.chat))
        return with_bin(in_app(told, reader), message.chat)


async def _drawn(found: Timeline, speech: Phrases) -> bytes | None:
    """Return the chart; None if there is too little to draw, or nothing to draw it with."""
    points = comparable(found)
    try:
        return await asyncio.to_thread(chart, found.term, points, speech) if points else None
    except ChartsMissing:
        _log.info("There is no chart; the command that brings what draws it: %s", install_command("charts"))
        return None


PATTERN = rf"^{TIMELINE}\d+:"
