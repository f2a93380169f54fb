"""A question and the message that answers it: asked, rendered, sent or corrected, and kept for what follows."""

from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache
from weakref import WeakKeyDictionary, ref

from telegram import Message as TelegramMessage
from telegram.error import BadRequest

from bot.dispatch.administrators import person_behind
from bot.dispatch.check_pool import CheckPool
from bot.dispatch.context import Context
from bot.dispatch.filters import question_written_in
from bot.dispatch.messenger import at_work, rewrite
from bot.dispatch.wish import is_remark
from bot.replies.answers import answer_message
from bot.replies.feedback import with_votes
from bot.replies.message import Button, Message, deletable, escaped
from bot.replies.reader_links import reader_for
from bot.replies.rest import rest_rows, with_rest
from bot.replies.start import too_long_message
from bot.replies.watches import with_watch
from bot.storage.chats import Chats, is_group_id
from bot.storage.exchanges import Exchange, Exchanges
from bot.storage.gaps import Gaps, is_gap
from retrieval import Answer, JoinedLibrary, Library
from retrieval.errors import QuestionError, QuestionTooLong

CONVERSATION = timedelta(minutes=30)
Found = Answer | QuestionError | None
Ask = Callable[[str, tuple[str, ...], int, int], Answer]
_CACHED_ANSWERS = 500


class AnswerHandlers:
    """Answers from the library of the context; without `gaps`, no votes and no questions without an answer are kept.
    `reader` is the address of the reader on the web, if there is one.

    A question to be answered is an exchange without its answer: `answer_id` is 0 until there is one.
    """

    def __init__(
        self,
        exchanges: Exchanges,
        gaps: Gaps | None,
        chats: Chats,
        pool: CheckPool,
        reader: str | None = None,
    ) -> None:
        self._pool = pool
        self._cache = AnswerCache()
        self._exchanges = exchanges
        self._gaps = gaps
        self._chats = chats
        self._reader = reader

    def asked_in(self, message: TelegramMessage, question: str) -> Exchange:
        """Return what a message asks, with what was asked before it."""
        return Exchange(
            chat_id=message.chat_id,
            thread_id=message.message_thread_id if message.is_topic_message else None,
            question_id=message.message_id,
            answer_id=0,
            question=question,
            history=self._history(message),
            asked_at=message.date,
            asker_id=person_behind(message),
        )

    def answered_by(self, message: TelegramMessage) -> Exchange | None:
        """Return what a message of the bot's answered: as it was kept, else what the message that it replies to asks.

        None where neither is there.
        """
        kept = self._exchanges.by_answer(message.chat_id, message.message_id)
        question = message.reply_to_message
        words = question_written_in(question) if question and not kept else ""
        return self.asked_in(question, words) if question and words else kept

    def last_in(self, message: TelegramMessage) -> Exchange | None:
        """Return the last question of a private chat, within half an hour; None in a group."""
        private = message.chat.type == message.chat.PRIVATE
        return self._exchanges.last_in(message.chat_id, CONVERSATION) if private else None

    def first_answer_to(self, message: TelegramMessage) -> Exchange | None:
        """Return what a message asked before it was edited, with its first answer; None where it was never answered."""
        return self._exchanges.by_question(message.chat_id, message.message_id)

    async def answer(
        self, to: TelegramMessage, asked: Exchange, context: Context, *, told: bool = False, aside: bool = False
    ) -> None:
        """Answer below a message, and keep the exchange with the answer that was sent.

        The answer begins with the question if it is to be `told` because nobody wrote it. Words that may be said
        `aside`, in a group, get no refusal and no greeting if they are a remark.
        """
        async with at_work(to):
            found = await self._ask(asked, context)
        if aside and _is_remark(asked.question, found):
            return
        # What is too long for a question is found again by the reply when it is to be checked.
        quoting = isinstance(found, QuestionTooLong)
        sent = await context.reply(to, self._render(found, asked.chat_id, context, told=told), quoting=quoting)
        self._keep(asked.model_copy(update={"answer_id": sent.message_id}), found)

    async def correct(self, message: TelegramMessage, asked: Exchange, context: Context) -> None:
        """Turn the answer to a message that was edited into that to its new words; answer anew where it was deleted."""
        found = await self._ask(asked, context)
        shown = self._render(found, asked.chat_id, context)
        try:
            await rewrite(message.get_bot(), asked.chat_id, asked.answer_id, shown)
        except BadRequest:
            await self.answer(message, asked, context)
        else:
            self._keep(asked, found)

    def remember(self, message: TelegramMessage, question: str, sent: TelegramMessage) -> None:
        """Keep a question that a message of another kind answered, so that follow-ups and edits are understood."""
        exchange = self.asked_in(message, question).model_copy(update={"answer_id": sent.message_id})
        self._exchanges.keep(exchange)

    async def _ask(self, asked: Exchange, context: Context) -> Found:
        """Return what the library says to a question; None where nothing was asked. Others are answered meanwhile."""
        if not asked.question.strip():
            return None
        most, skip = self._chats.of(asked.chat_id).quotes, asked.offset
        try:
            found = await self._pool.urgent(
                self._cache.ask, context.library, asked.question, asked.history, most=most, skip=skip
            )
        except QuestionError as error:
            return error
        context.handled.note_answer(asked.question, found)
        return found

    async def rest(self, asked: Exchange | None, chat_id: int, context: Context) -> tuple[tuple[Button, ...], ...]:
        """Return the rows of buttons that ⋯ brings under an answer, as far as it is known what that answered."""
        found = await self._ask(asked, context) if asked else None
        reader = reader_for(context.library, self._reader, group=is_group_id(chat_id))
        answer = found if isinstance(found, Answer) else None
        sharing = can_share(context)
        return rest_rows(answer, context.speech, reader, sharing=sharing, deleting=is_group_id(chat_id))

    def _render(self, found: Found, chat_id: int, context: Context, *, told: bool = False) -> Message:
        rendered, group = self._rendered(found, chat_id, context, told=told), is_group_id(chat_id)
        if isinstance(found, Answer) and found.quotes:
            return with_rest(rendered)
        if isinstance(found, Answer) and is_gap(found) and not found.skipped:
            rendered = with_watch(rendered, context.speech)
        return deletable(rendered) if group else rendered

    def _rendered(self, found: Found, chat_id: int, context: Context, *, told: bool) -> Message:
        speech = context.speech
        if found is None:
            return Message(html=escaped(speech.ask_what))
        if isinstance(found, QuestionTooLong):
            return too_long_message(found, speech)
        if isinstance(found, QuestionError):
            return Message(html=escaped(speech.error(found)))
        reader = reader_for(context.library, self._reader, group=is_group_id(chat_id))
        answered = answer_message(found, context.library, speech, told=told, reader=reader)
        # Where no votes are kept there is nothing to press.
        return with_votes(answered, speech) if found.quotes and self._gaps else answered

    def _keep(self, asked: Exchange, found: Found) -> None:
        exchange = asked.model_copy(update={"answered": isinstance(found, Answer) and found.status != "not_found"})
        self._exchanges.keep(exchange)
        # That there are no further quotes leaves no question unanswered.
        gaps = None if exchange.offset else self._gaps
        if gaps:
            unanswered = isinstance(found, Answer) and is_gap(found)
            gaps.settle(exchange, unanswered=unanswered)

    def _history(self, message: TelegramMessage) -> tuple[str, ...]:
        """Return what was asked before: along the replies to the bot, or in a private chat within the last
        half hour.
        """
        replied = message.reply_to_message
        before = self._exchanges.by_answer(message.chat_id, replied.message_id) if replied else None
        before = before or self.last_in(message)
        return before.chain if before else ()


def _is_remark(words: str, found: Found) -> bool:
    """Return True for words that ask nothing, or for a few that do not look like a question and have no answer."""
    if isinstance(found, Answer) and (found.small_talk or found.status == "answered"):
        return found.small_talk
    return is_remark(words, mentioned=isinstance(found, Answer) and found.status == "near")


def can_share(context: Context) -> bool:
    """Return whether quotes can be handed to other chats: inline mode is on, and they are from the documents of all."""
    return bool(context.bot.bot.supports_inline_queries) and not isinstance(context.library, JoinedLibrary)


class AnswerCache:
    """The answers to the last 500 different questions to each library that is in use.

    A question is the same if its words, what was asked before it and the quotes that it wants are the same. An answer
    tells the milliseconds that it took when it was found. The answers of a library that nobody holds any more are gone.
    """

    def __init__(self) -> None:
        self._of: WeakKeyDictionary[Library, Ask] = WeakKeyDictionary()

    def ask(self, library: Library, question: str, history: tuple[str, ...], *, most: int, skip: int) -> Answer:
        """Return what `Library.ask` answers; raises what that raises, each time anew. Any number of threads may ask."""
        if (answers := self._of.get(library)) is None:
            answers = self._of.setdefault(library, _remembering(ref(library)))
        return answers(question, history, most, skip)


def _remembering(library: Callable[[], Library | None]) -> Ask:
    """Return a function that asks a library, and remembers; it does not hold the library, or it would never go."""

    @lru_cache(maxsize=_CACHED_ANSWERS)
    def found(question: str, history: tuple[str, ...], most: int, skip: int) -> Answer:
        asked = library()
        assert asked is not None, "whoever asks holds the library"
        return asked.ask(question, history, most=most, skip=skip)

    return found
