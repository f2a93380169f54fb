"""/digest: the schedule by which an owner is told what has come to pass."""

from collections.abc import Callable, Set

from telegram import Update

from bot.dispatch.context import Context
from bot.dispatch.messenger import alert, message_below, replace
from bot.replies.digest import DIGEST, ends_digests, schedule_in, schedule_message
from bot.replies.message import Message, escaped
from bot.storage.digests import DigestSchedule
from bot.storage.storage import Storage
from retrieval import Library

PATTERN = f"^{DIGEST}"


class DigestHandlers:
    """Shows and changes the schedules of owners."""

    def __init__(self, storage: Storage, live_library: Callable[[], Library], owners: Set[int]) -> None:
        self._storage = storage
        self._live_library = live_library
        self._owners = owners

    async def command(self, update: Update, context: Context) -> None:
        """/digest daily 9:00, weekly fri 18:00 or off; alone it shows what was chosen."""
        message = update.message
        if message and message.from_user:
            words = " ".join(context.args or ())
            await context.reply(message, self._settled(message.from_user.id, words, context))

    async def pressed(self, update: Update, context: Context) -> None:
        """Choose what a button under /digest says, and show so in the same message."""
        query = update.callback_query
        below = message_below(query)
        if query and below and query.from_user.id in self._owners:
            words = (query.data or "").removeprefix(DIGEST)
            await replace(below, self._settled(query.from_user.id, words, context))
        if query:
            await alert(query)

    def _settled(self, owner: int, words: str, context: Context) -> Message:
        """Set the schedule that words name, and return what is chosen."""
        speech, digests = context.speech, self._storage.digests
        chosen = schedule_in(words)
        if chosen:
            schedule = DigestSchedule(owner_id=owner, language=speech.language, **chosen._asdict())
            digests.choose(schedule.told(self._live_library(), self._storage.statistics().down, self._storage.clock()))
        elif ends_digests(words):
            digests.forget(owner)
        elif words.strip():
            return Message(html=escaped(speech.digest.bad))
        return schedule_message(digests.of(owner), speech)
