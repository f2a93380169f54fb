"""Reading the documents: the list of them, a document, a quote's place, and turning pages."""

from collections.abc import Sequence

from telegram import CallbackQuery, InlineKeyboardButton, Update
from telegram import Message as TelegramMessage

from bot.dispatch.administrators import is_group
from bot.dispatch.check_pool import CheckPool
from bot.dispatch.context import Context
from bot.dispatch.messenger import alert, message_below, replace
from bot.handlers.answer import can_share
from bot.replies.answers import READ
from bot.replies.count import document_search_message
from bot.replies.listing import SOURCES, sources_message
from bot.replies.message import Message, escaped
from bot.replies.names import named_place, source_and_words
from bot.replies.pages import BACK, SECTIONS, TURN, page_message, sections_message
from bot.replies.reader_links import in_app, place_in, reader_for
from bot.replies.start import COVERS
from bot.text import number_in
from retrieval import YinjuError
from retrieval.errors import PlaceError


class ReadHandlers:
    """Opens places in the library of the context.

    `reader` is the address of the reader on the web, if there is one.
    """

    def __init__(self, pool: CheckPool, reader: str | None = None) -> None:
        self._pool = pool
        self._reader = reader

    async def sources(self, update: Update, context: Context) -> None:
        """Send the first page of the list of documents, for /sources."""
        if update.message:
            await context.reply(update.message, self._listed(1, update.message, context))

    async def source(self, update: Update, context: Context) -> None:
        """/source N or its name: the first page of a document; with words behind it: their places; alone, the list."""
        message, given = update.message, context.args or []
        if message:
            shown = await self._named(given, context) if given else self._listed(1, message, context)
            await context.reply(message, shown)

    async def _named(self, given: Sequence[str], context: Context) -> Message:
        try:
            number, words = source_and_words(given, context.library)
        except PlaceError as error:
            return Message(html=escaped(context.speech.error(error)))
        return await self._pool.urgent(_searched, number, words, context) if words else _source(number, context)

    async def opens(self, message: TelegramMessage, words: str, context: Context) -> bool:
        """Open what is named by nothing but a receipt or citation, a link or a title; return False for other words."""
        receipt = named_place(words, context.library)
        if receipt:
            await context.reply(message, _place(receipt, context))
        return receipt is not None

    async def reopen(self, message: TelegramMessage, context: Context) -> bool:
        """Open the first place that the bot's message cites to which a person replies; return False without one.

        Of a place that is open, give the citation.
        """
        receipt, citation = _first_cited(message.reply_to_message), _citation_on(message.reply_to_message)
        if receipt:
            await context.reply(message, _place(receipt, context))
        elif citation:
            await context.reply(message, Message(html=escaped(citation)))
        return bool(receipt or citation)

    def _listed(self, page: int, message: TelegramMessage | None, context: Context) -> Message:
        group = message is None or is_group(message.chat)
        shown = sources_message(context.library, page, context.speech)
        return in_app(shown, reader_for(context.library, self._reader, group=group))

    async def pressed(self, update: Update, context: Context) -> None:
        """Open a place below a message, or turn the page in it, for a button.

        Telegram is told last that the button was handled, so that an error on the way can still be told instead.
        """
        query = update.callback_query
        if query is None or query.data is None:
            return
        try:
            opened = self._open(query.data, message_below(query), context)
        except PlaceError as error:
            await alert(query, context.speech.error(error))
            return
        await _show(context, query, opened)
        await alert(query)

    def _open(self, data: str, below: TelegramMessage | None, context: Context) -> Message:
        verb, _, place = data.partition(":")
        if verb + ":" == SOURCES or data == COVERS:
            return self._listed(number_in(place) or 1, below, context)
        if verb + ":" == SECTIONS:
            return _sections(place, context)
        if verb + ":" == BACK:
            receipt, _, quote = place.partition(":")
            return _page(receipt, context, number_in(quote))
        if verb + ":" == READ:
            return _page(place, context, _number_of(data, below))
        return page_message(context.library.resolve(place), context.speech)


def _page(receipt: str, context: Context, quote: int | None = None) -> Message:
    found = context.library.resolve(receipt)
    return page_message(found, context.speech, receipt, quote=quote, sharing=can_share(context) and bool(found.quoted))


def _sections(place: str, context: Context) -> Message:
    """Return the sections for what stands in a button: a receipt, the number of a quote if any, and a page if any."""
    receipt, *told = place.split(":")
    quote, page = (number_in(told[0]) if len(told) > 1 else None), number_in(told[-1] if told else "")
    return sections_message(context.library.contents(receipt), page, context.speech, receipt, quote)


def _searched(number: int, words: str, context: Context) -> Message:
    try:
        return document_search_message(number, words, context.library, context.speech)
    except YinjuError as error:
        return Message(html=escaped(context.speech.error(error)))


def _number_of(data: str, below: TelegramMessage | None) -> int | None:
    """Return the number of the quote whose 📖 was pressed, as it is on the button."""
    rows = below.reply_markup.inline_keyboard if below and below.reply_markup else ()
    texts = (button.text for row in rows for button in row if button.callback_data == data)
    return number_in(next(texts, "").removeprefix("📖"))


def _place(receipt: str, context: Context) -> Message:
    try:
        return _page(receipt, context)
    except PlaceError as error:
        return Message(html=escaped(context.speech.error(error)))


def _source(number: int, context: Context) -> Message:
    try:
        return page_message(context.library.source(number), context.speech)
    except PlaceError as error:
        return Message(html=escaped(context.speech.error(error)))


def opened_by(button: InlineKeyboardButton) -> str | None:
    """Return the receipt of the place that a button opens, in a message or in the app."""
    data = str(button.callback_data or "")
    if data.startswith(READ):
        return data.removeprefix(READ)
    return place_in(button.web_app.url) if button.web_app else None


def _first_cited(shown: TelegramMessage | None) -> str | None:
    """Return the receipt that the first 📖 under a message opens."""
    rows = shown.reply_markup.inline_keyboard if shown and shown.reply_markup else ()
    return next((receipt for row in rows for button in row if (receipt := opened_by(button))), None)


def _citation_on(shown: TelegramMessage | None) -> str | None:
    """Return the citation that the first 📋 under a message copies."""
    rows = shown.reply_markup.inline_keyboard if shown and shown.reply_markup else ()
    return next((button.copy_text.text for row in rows for button in row if button.copy_text), None)


async def _show(context: Context, query: CallbackQuery, opened: Message) -> None:
    below = message_below(query)
    turns = (query.data or "").startswith((TURN, BACK, SOURCES, SECTIONS))
    if below:
        await (replace(below, opened) if turns else context.reply(below, opened))


PATTERN = f"^(?:{READ}|{TURN}|{BACK}|{SOURCES}|{SECTIONS}|{COVERS}$)"
