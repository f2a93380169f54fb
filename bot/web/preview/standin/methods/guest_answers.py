"""answerGuestQuery."""

from .. import articles
from ..guests import GUEST_LIFETIME
from ..parameters import Parameters
from ..queries import open_query
from ..refusal import RefusedError
from ..values import JsonObject
from ..world import World
from .method import Method, kinds
from .query_answers import ID_LIMIT


def answer_guest(world: World, given: Parameters) -> JsonObject:
    """Post the bot's one answer to a guest query in the chat in which it was asked; raises RefusedError."""
    shared = world.shared
    result = given.json("result")
    if not isinstance(result, dict) or not 1 <= len(str(result.get("id", "")).encode()) <= ID_LIMIT:
        raise RefusedError("can't parse inline query result: an id of 1-64 bytes is expected")
    articles.check(result)
    query = open_query(shared.queries.guests, given.text("guest_query_id"), shared.clock.now(), GUEST_LIFETIME)
    chat = world.chats[query.message.chat["id"]]
    answer = chat.new_message(shared.bot, thread_id=query.message.thread_id)
    articles.fill(answer, result)
    query.answer = answer
    chat.receive(answer)
    return {"inline_message_id": f"guest-{query.id}"}


METHODS = (Method("answerGuestQuery", kinds(text="guest_query_id", json="result"), answer_guest),)
