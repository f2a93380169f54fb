"""The context of one update: what is known of it reaches its handlers, its error handlers and the log."""

from datetime import UTC, datetime

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes

from bot.dispatch.context import Context
from bot.phrases import phrases
from bot.storage.database import Database
from bot.storage.inbox import Inbox
from bot.transport.processor import ChatProcessor

ALICE = {"id": 5, "is_bot": False, "first_name": "Alice", "language_code": "en"}


def asked() -> Update:
    """Return a question that Alice sent just now."""
    now = int(datetime.now(UTC).timestamp())
    message = {"message_id": 1, "date": now, "chat": {"id": 5, "type": "private"}, "from": ALICE, "text": "?"}
    return Update.de_json({"update_id": 3, "message": message}, None)


async def test_an_error_handler_speaks_as_the_handler_did_and_notes_beside_it() -> None:
    """PTB makes it another context, of the same update."""
    processor = ChatProcessor(Inbox(Database()))
    builder = ApplicationBuilder().token("1:a").concurrent_updates(processor).context_types(ContextTypes(Context))
    application, update = builder.build(), asked()
    contexts: list[Context] = []

    async def handle() -> None:
        first = Context.from_update(update, application)
        first.handled.language, first.handled.late = "zh-hans", True
        first.handled.note(status="answered")
        contexts.extend((first, Context.from_error(update, RuntimeError("?"), application)))

    await processor.process_update(update, handle())
    first, failed = contexts
    assert failed.speech is first.speech
    assert failed.handled.late
    assert failed.handled.facts == {"status": "answered"}
    assert failed.handled.numbers == {"update": 3, "kind": "message", "chat": 5, "type": "private"}
    assert processor.handled(update) is None


async def test_of_an_update_that_no_processor_handles_the_person_alone_is_known() -> None:
    """As in a job, or in another program's tests."""
    application = ApplicationBuilder().token("1:a").context_types(ContextTypes(Context)).build()
    context = Context.from_update(asked(), application)
    assert context.speech is phrases("en")
    assert not context.handled.late
    assert not context.handled.crowded
