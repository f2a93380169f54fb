"""Checks: the verdict on a claim, the state of a receipt, the places of a word.

Over a large folder, or of a long text, each of these may take seconds, so that they run beside what others ask.
"""

from telegram import CallbackQuery, Update
from telegram import Message as TelegramMessage
from telegram.error import BadRequest

from bot.dispatch.administrators import is_group
from bot.dispatch.check_pool import CheckPool
from bot.dispatch.context import Context
from bot.dispatch.filters import pointed_at, question_replied_to, question_written_in
from bot.dispatch.messenger import alert, at_work, message_below, replace, rewrite
from bot.dispatch.verdicts import Verdicts
from bot.handlers.delete import with_bin
from bot.phrases import Phrases
from bot.replies.check import claim_message, verification_line, verified_message
from bot.replies.count import COUNT, fits, occurrences_message, wanted
from bot.replies.message import Message, escaped
from bot.replies.pages import VERIFY
from bot.replies.reader_links import Reader, in_app, reader_for
from bot.replies.start import CHECK_FORWARDED, CLAIM
from bot.replies.watches import with_claim_watch
from bot.text import number_in
from retrieval import Library, YinjuError, receipts_in
from retrieval.runtime import Progress

PATTERN = f"^(?:{VERIFY}|{COUNT}|{CLAIM}|{CHECK_FORWARDED}$)"


class CheckHandlers:
    """Checks against the library of the context; nothing of what is checked is kept.

    `reader` is the address of the reader on the web, if there is one.
    """

    def __init__(self, pool: CheckPool, verdicts: Verdicts, reader: str | None = None) -> None:
        self._pool = pool
        self._verdicts = verdicts
        self._address = reader

    async def check(self, update: Update, context: Context) -> None:
        """/check claim, also under a picture; as a reply, the message replied to is the claim."""
        message = update.message
        if message:
            await self.tell(message, pointed_at(message, question_written_in(message)), context)

    async def edited(self, update: Update, context: Context) -> None:
        """Turn the verdict on a claim that was edited into that on its new words, unless somebody deleted it by 🗑."""
        message = update.edited_message
        if message is None or self._verdicts.withdrawn(message.chat_id, message.message_id):
            return
        checked = await self._checked(message, pointed_at(message, question_written_in(message)), context)
        verdict = self._verdicts.on(message.chat_id, message.message_id)
        try:
            if verdict:
                await rewrite(message.get_bot(), message.chat_id, verdict, with_bin(checked, message.chat))
        except BadRequest:
            verdict = None
        if verdict is None:
            await self._judge(message, checked, context)

    async def verify(self, update: Update, context: Context) -> None:
        """/verify receipt, or a text that holds one, such as a citation; also as a reply to such a message."""
        message = update.message
        if message:
            typed, found = question_written_in(message), receipts_in(_written_or_replied_to(message))
            receipt, speech = found[0].receipt if found else typed, context.speech
            reader = self._reader(message, context)
            verified = await self._pool.run(lambda _: _verified(receipt, context.library, speech, reader))
            await _answer(context, message, verified)

    async def count(self, update: Update, context: Context) -> None:
        """/count word; or as a reply, and then the message replied to, or the part selected, is the word."""
        message = update.message
        if message:
            phrase, speech = _written_or_replied_to(message), context.speech
            # A button too small for the phrase finds it in the message that is replied to.
            counted = await self._pool.run(lambda _: _counted(phrase, 1, context.library, speech))
            shown = in_app(counted, self._reader(message, context))
            await _answer(context, message, shown, quoting=not fits(phrase))

    async def pressed(self, update: Update, context: Context) -> None:
        """✔ under a page, ◀ ▶ and the words under a count, or a claim: of a button, or of what was passed on."""
        query = update.callback_query
        if query is None or query.data is None:
            return
        if query.data.startswith(VERIFY):
            await self._verify_pressed(context, query, query.data.removeprefix(VERIFY))
        elif query.data.startswith(COUNT):
            await self._count_pressed(context, query, *wanted(query.data))
        else:
            await self._check_pressed(context, query)

    async def _verify_pressed(self, context: Context, query: CallbackQuery, receipt: str) -> None:
        """Say in a window what has become of the receipt; where it now leads elsewhere, show that below."""
        speech, below = context.speech, message_below(query)
        try:
            found = await self._pool.run(lambda _: context.library.verify(receipt))
        except YinjuError as error:
            await alert(query, speech.error(error))
            return
        if found.status != "unchanged" and found.file and below:
            reader = self._reader(below, context)
            await context.reply(below, verified_message(found, context.library, speech, reader))
        await alert(query, verification_line(found, speech))

    async def _count_pressed(self, context: Context, query: CallbackQuery, phrase: str, page: str) -> None:
        """Turn to a page of the places, or to another word, in the same message."""
        speech, below = context.speech, message_below(query)
        asked = below.reply_to_message if below else None
        phrase = phrase or (_written_or_replied_to(asked) if asked else "")
        if not phrase or below is None:
            await alert(query, speech.checking.word_gone)
            return
        number = number_in(page) or 1
        counted = await self._pool.run(lambda _: _counted(phrase, number, context.library, speech))
        shown = in_app(counted, self._reader(below, context))
        await replace(below, with_bin(shown, below.chat))
        await alert(query)

    async def _check_pressed(self, context: Context, query: CallbackQuery) -> None:
        """Check the claim of the button, or the message that was passed on, to which the offer replies."""
        below, data = message_below(query), query.data or ""
        held = data.removeprefix(CLAIM) if data.startswith(CLAIM) else ""
        to = below if held or not below else below.reply_to_message
        claim = held or (question_written_in(to) if to else "")
        if to is None or not claim:
            await alert(query, context.speech.checking.claim_gone)
            return
        await self.tell(to, claim, context)
        await alert(query)

    async def tell(self, message: TelegramMessage, claim: str, context: Context) -> None:
        """Answer a message by what the documents say to a claim."""
        await self._judge(message, await self._checked(message, claim, context), context)

    async def _checked(self, message: TelegramMessage, claim: str, context: Context) -> Message:
        reader = self._reader(message, context)
        async with at_work(message):
            return await self._pool.run(
                lambda told: _checked(claim, context.library, context.speech, reader, told), len(claim)
            )

    async def _judge(self, message: TelegramMessage, checked: Message, context: Context) -> None:
        sent = await _answer(context, message, checked)
        self._verdicts.keep(message.chat_id, message.message_id, sent.message_id)

    def _reader(self, message: TelegramMessage, context: Context) -> Reader | None:
        return reader_for(context.library, self._address, group=is_group(message.chat))


def _checked(claim: str, library: Library, speech: Phrases, reader: Reader | None, progress: Progress) -> Message:
    if not claim.strip():
        return Message(html=escaped(speech.checking.check_what))
    try:
        checked = library.examine(claim, progress)
        shown = claim_message(checked, library, speech, reader)
        return with_claim_watch(shown, claim, speech) if checked.verdict else shown
    except YinjuError as error:
        return Message(html=escaped(speech.error(error)))


def _verified(receipt: str, library: Library, speech: Phrases, reader: Reader | None) -> Message:
    if not receipt:
        return Message(html=escaped(speech.checking.verify_what))
    try:
        return verified_message(library.verify(receipt), library, speech, reader)
    except YinjuError as error:
        return Message(html=escaped(speech.error(error)))


def _counted(phrase: str, page: int, library: Library, speech: Phrases) -> Message:
    if not phrase.strip():
        return Message(html=escaped(speech.checking.count_what))
    try:
        return occurrences_message(library.count(phrase), page, library, speech)
    except YinjuError as error:
        return Message(html=escaped(speech.error(error)))


def _written_or_replied_to(message: TelegramMessage) -> str:
    """Return what stands behind a command, or for want of it the words, or the part selected, of the message
    replied to.
    """
    return question_written_in(message) or question_replied_to(message)


async def _answer(
    context: Context, message: TelegramMessage, answer: Message, *, quoting: bool = False
) -> TelegramMessage:
    return await context.reply(message, with_bin(answer, message.chat), quoting=quoting)
