"""answerCallbackQuery, answerInlineQuery and answerGuestQuery."""

from .. import articles, links, utf16
from ..parameters import Parameters
from ..queries import CALLBACK_LIFETIME, GUEST_LIFETIME, INLINE_LIFETIME, open_query
from ..refusal import RefusedError
from ..values import JsonObject
from ..world import World
from .method import Method, kinds

CALLBACK_TEXT_LIMIT = 200
RESULTS_LIMIT = 50
ID_LIMIT = 64
CACHE_SECONDS = 300


def answer_callback(world: World, given: Parameters) -> bool:
    """Answer a pressed button once, in time, with at most 200 characters; raises RefusedError."""
    shared = world.shared
    text = given.text("text")
    if utf16.length(text) > CALLBACK_TEXT_LIMIT:
        raise RefusedError("MESSAGE_TOO_LONG", remark=f"{utf16.length(text)} characters, allowed are 200")
    if given.given("url") and not links.valid(given.text("url")):
        raise RefusedError("URL_INVALID")
    queries, now = shared.queries.callbacks, shared.clock.now()
    query = open_query(queries, given.text("callback_query_id"), now, CALLBACK_LIFETIME)
    query.answer = {name: value for name, value in given.values.items() if name != "callback_query_id"}
    shared.bell.ring()
    return True


def answer_inline(world: World, given: Parameters) -> bool:
    """Answer an inline query in time; the answer is kept for cache_time seconds, for all unless personal.

    Raises RefusedError.
    """
    shared = world.shared
    results = _results(given.json("results"))
    if len(given.text("next_offset").encode()) > ID_LIMIT:
        raise RefusedError("NEXT_OFFSET_INVALID")
    _check_button(given.json("button"))
    queries, now = shared.queries.inline, shared.clock.now()
    query = open_query(queries, given.text("inline_query_id"), now, INLINE_LIFETIME)
    query.answer = {
        "results": results,
        "cache_time": given.integer("cache_time", CACHE_SECONDS),
        "is_personal": given.flag("is_personal"),
        "next_offset": given.text("next_offset"),
        "button": given.json("button"),
    }
    shared.queries.keep(query)
    shared.bell.ring()
    return True


def _results(results: object) -> list[JsonObject]:
    """Read the results of an inline query. Raises RefusedError."""
    if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
        raise RefusedError("can't parse inline query results JSON object")
    if len(results) > RESULTS_LIMIT:
        raise RefusedError("RESULTS_TOO_MUCH", remark=f"{len(results)} results, allowed are {RESULTS_LIMIT}")
    ids = [str(result.get("id", "")) for result in results]
    if not all(1 <= len(one.encode()) <= ID_LIMIT for one in ids):
        raise RefusedError("RESULT_ID_INVALID", remark=f"ids take 1-64 bytes: {ids}")
    if len(set(ids)) < len(ids):
        raise RefusedError("RESULT_ID_DUPLICATE", remark=f"ids are {ids}")
    for result in results:
        articles.check(result)
    return results


def _check_button(button: object) -> None:
    """Raise RefusedError for a button above the results that Telegram refuses."""
    if button is None:
        return
    if not isinstance(button, dict) or not button.get("text"):
        raise RefusedError("can't parse InlineQueryResultsButton")
    start = button.get("start_parameter")
    if start is not None and not links.START_PARAMETER.fullmatch(str(start)):
        raise RefusedError("START_PARAM_INVALID", remark=f"start_parameter is {start!r}")


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


METHODS = (
    Method(
        "answerCallbackQuery",
        kinds(text="callback_query_id text url", flag="show_alert", integer="cache_time"),
        answer_callback,
    ),
    Method(
        "answerInlineQuery",
        kinds(
            text="inline_query_id next_offset",
            integer="cache_time",
            flag="is_personal",
            json="results button",
        ),
        answer_inline,
    ),
    Method("answerGuestQuery", kinds(text="guest_query_id", json="result"), answer_guest),
)
